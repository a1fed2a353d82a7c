"""Print outlines: `speechtree FILE…`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from shutil import get_terminal_size

from speechtree.cli.files import DONE, STANDARD_INPUT, UNREADABLE, Files, accept_files, shown
from speechtree.explain import explain
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers import file_name
from speechtree.writers import write_json, write_json_array, write_json_line, write_tree

EPILOG = """\
plain text, Markdown, HTML and Word documents are read; of text the encoding is found

other commands: speechtree check FILE… finds what is wrong with the numbering, speechtree text FILE… prints the text that
was read, speechtree explain CODE tells what a rule says, speechtree corpus IN… --out OUT reads many speeches into one
file, speechtree lsp serves an editor (a file that is called check, text, corpus, explain or lsp is ./check and so on)

exit status: 0 done, 2 wrong usage or an unreadable file (the other files are still read)
"""


def arguments_parser() -> ArgumentParser:
    """What the command accepts."""
    parser = ArgumentParser(
        prog="speechtree",
        description="Print the outline of Chinese speeches as a tree.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    accept_files(parser)
    output = parser.add_mutually_exclusive_group()
    output.add_argument(
        "--format",
        choices=("tree", "json", "jsonl"),
        default="tree",
        help="tree (the default); json: one document, or an array when several files are named; jsonl: one document a line",
    )
    output.add_argument(
        "--explain", action="store_true", help="print of each candidate why it was taken or refused and where it hangs"
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour of the tree; auto (the default): on a terminal, unless NO_COLOR is set",
    )
    parser.add_argument("--with-text", action="store_true", help="with --format json or jsonl: the text too, in the field text")
    parser.add_argument("--version", action="version", version=f"speechtree {version('speechtree')}")
    return parser


def run(arguments: Sequence[str] | None) -> int:
    """Print every file in the format that was asked for; the exit status is returned."""
    parser = arguments_parser()
    options = parser.parse_args(arguments)
    if options.with_text and options.format not in {"json", "jsonl"}:
        parser.error("--with-text goes with --format json or jsonl")
    files = Files(options.files, options.encoding)
    pieces = explanations(files) if options.explain else FORMATS[options.format](files, options)
    for piece in pieces:
        sys.stdout.write(piece)
        sys.stdout.flush()
    return UNREADABLE if files.unreadable else DONE


def documents(files: Files, *, keep_text: bool = False) -> Iterator[tuple[str, Document]]:
    """Each readable file: its name and its tree."""
    parser = Parser()
    for name, (text, encoding, places) in files.texts():
        origin = None if name == STANDARD_INPUT else file_name(name)
        yield name, parser.parse(text, name=origin, encoding=encoding, places=places, keep_text=keep_text)


def explanations(files: Files) -> Iterator[str]:
    """The evidence on each file; with several files every line starts with the name of its own."""
    parser = Parser()
    for name, (text, _, _) in files.texts():
        source, _, verdict = parser.judge(text)
        yield explain(source, verdict, shown(name) if len(files.names) > 1 else None)


def trees(files: Files, options: Namespace) -> Iterator[str]:
    """The tree of each file; with several files its root is the file's name, and a blank line stands between them."""
    several = len(files.names) > 1
    terminal = sys.stdout.isatty()
    width = get_terminal_size().columns if terminal else None
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    colour = options.color == "always" or (options.color == "auto" and wanted)
    before = ""
    for name, document in documents(files):
        yield before + write_tree(document, width=width, colour=colour, file=shown(name) if several else None)
        before = "\n"


def json(files: Files, options: Namespace) -> Iterator[str]:
    """A document, or an array of them when several files are named, however many can be read."""
    trees_alone = (document for _, document in documents(files, keep_text=options.with_text))
    return write_json_array(trees_alone) if len(files.names) > 1 else map(write_json, trees_alone)


def json_lines(files: Files, options: Namespace) -> Iterator[str]:
    """A document on each line."""
    return (write_json_line(document) for _, document in documents(files, keep_text=options.with_text))


FORMATS = {"tree": trees, "json": json, "jsonl": json_lines}
