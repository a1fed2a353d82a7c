"""Draw a report on a corpus: `speechtree report TABLE… --out report.html`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

from speechtree.cli.files import DONE, UNREADABLE, complain
from speechtree.errors import InputError
from speechtree.report import write_report
from speechtree.settings import language_of_environment


def run(arguments: Sequence[str]) -> int:
    """Draw the report; the exit status is returned."""
    options = arguments_parser().parse_args(arguments)
    language = options.lang or language_of_environment()
    try:
        write_report(options.tables, options.out, language=language, force=options.force)
    except InputError as error:
        complain(str(error))
        return UNREADABLE
    return DONE


def arguments_parser() -> ArgumentParser:
    """What the command accepts."""
    parser = ArgumentParser(
        prog="speechtree report",
        description="Draw the table that `speechtree corpus` writes as one HTML page of figures.",
        epilog="exit status: 0 done, 2 wrong usage, or a table or page that cannot be used",
        allow_abbrev=False,
    )
    parser.add_argument("tables", nargs="+", metavar="TABLE", help="a .parquet, .duckdb or .jsonl file of `speechtree corpus`")
    parser.add_argument("--out", required=True, metavar="PAGE", help="the page to write")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of the page; by default that of the environment")
    parser.add_argument("--force", action="store_true", help="replace PAGE if it is there, once the new one is whole")
    return parser
