"""Read the outlines of a corpus into one file: `speechtree corpus IN… --out OUT`."""

from __future__ import annotations

import signal
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

from speechtree.cli.files import DONE, INTERRUPTED, UNREADABLE, accept_encoding, complain
from speechtree.cli.progress import progress
from speechtree.corpus import State, Summary, run_corpus
from speechtree.corpus.units import LARGEST
from speechtree.errors import InputError, RunError
from speechtree.readers import printable

MEGABYTE: Final = 2**20
TERMINATED: Final = 128 + signal.SIGTERM

EPILOG = """\
IN is a folder, a pattern like "speeches/**/*.txt", or a file: a text that speechtree reads, .jsonl and .jsonl.gz (a
document on each line), .parquet (one in each row), .zip (one in each text). In folders, hidden files and files of other
kinds are left out.

OUT is one of:
  .jsonl    a document on each line, as --format jsonl prints it
  .parquet  a table of parts: a row for each speech, for a preface (as speech 0) and for each point
  .duckdb   the same, as the table "parts" of a DuckDB file

A document that cannot be read is in OUT with its error, and the others go on. A run that was interrupted goes on when the
same command is run again: what it did is kept in the folder OUT.parts until OUT is whole.

exit status: 0 done, 2 wrong usage or an unreadable document (the others are in OUT), 130 or 143 interrupted
"""


class _Terminated(KeyboardInterrupt):
    """SIGTERM came."""


def run(arguments: Sequence[str]) -> int:
    """Read the corpus and say what came out; the exit status is returned."""
    options = arguments_parser().parse_args(arguments)
    try:
        with _terminable(), progress(quiet=options.quiet) as show:
            summary = _run(options, show)
    except (InputError, RunError) as error:
        complain(str(error))
        return UNREADABLE
    except KeyboardInterrupt as interrupt:
        complain("interrupted; run the same command again to go on")
        return TERMINATED if isinstance(interrupt, _Terminated) else INTERRUPTED
    if not options.quiet:
        complain(told(summary, options.out))
    return UNREADABLE if summary.failed else DONE


def _run(options: Namespace, show: Callable[[State], None]) -> Summary:
    return run_corpus(
        options.inputs,
        options.out,
        text_field=options.text_field,
        name_field=options.name_field,
        largest=options.largest * MEGABYTE,
        encoding=options.encoding,
        processes=options.processes,
        force=options.force,
        watch=show,
    )


def told(summary: Summary, out: str) -> str:
    """A summary in words."""
    counts = (_some(summary.documents, "document"), _some(summary.speeches, "speech", "es"), _some(summary.points, "point"))
    words = f"{printable(out)}: {', '.join(counts)}, {summary.failed:,} failed, {summary.seconds:.1f} s"
    others = ", ".join(f"{count:,} {suffix or 'without a suffix'}" for suffix, count in sorted(summary.left_out.items()))
    return f"{words}\nspeechtree: left out, as they are of other kinds: {others}" if others else words


def _some(count: int, word: str, plural: str = "s") -> str:
    return f"{count:,} {word}{'' if count == 1 else plural}"


def arguments_parser() -> ArgumentParser:
    """What the command accepts."""
    parser = ArgumentParser(
        prog="speechtree corpus",
        description="Read the outlines of many speeches into one file, on all cores.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("inputs", nargs="+", metavar="IN", help="a folder, a pattern or a file")
    parser.add_argument("--out", required=True, metavar="OUT", help="a .jsonl, .parquet or .duckdb file")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there, once the new one is whole")
    parser.add_argument("--text-field", default="text", metavar="NAME", help="field or column with the text; text is the default")
    parser.add_argument("--name-field", metavar="NAME", help="… with the name of a document; without it, FILE:LINE")
    accept_encoding(parser)
    parser.add_argument("--processes", type=_positive, metavar="N", help="worker processes; by default one for each core")
    parser.add_argument(
        "--largest", type=_positive, default=LARGEST // MEGABYTE, metavar="MB", help="a larger document fails; 64 is the default"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary; errors are still told")
    return parser


def _positive(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError(f"{word!r} is no number of 1 or more")
    return int(word)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does."""

    def stop(_: int, __: FrameType | None) -> None:
        raise _Terminated

    before: Callable[[int, FrameType | None], object] | int | None = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
