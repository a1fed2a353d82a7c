"""The command line: it reads files, parses them and writes what was asked for."""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from shutil import get_terminal_size
from typing import Final

from speechtree.errors import InputError
from speechtree.explain import explain
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers import Decoded, file_name, printable, read_file, read_standard_input
from speechtree.writers import write_json, write_json_array, write_json_line, write_tree

DONE: Final = 0
UNREADABLE: Final = 2  # as argparse for wrong usage
INTERRUPTED: Final = 130  # 128 and the number of the signal, as shells say it
NO_READER: Final = 141

STANDARD_INPUT = "-"
EPILOG = """\
plain text and Markdown are read, in UTF-8, UTF-16 with a byte order mark, or GB18030

exit status: 0 done, 2 wrong usage or an unreadable file (the other files are still read)
"""


class Files:
    """The files that were named, read one after another. The unreadable ones are reported and counted."""

    def __init__(self, names: Sequence[str]) -> None:
        """names: paths, or - for standard input."""
        self.names = names
        self.unreadable = 0

    def texts(self) -> Iterator[tuple[str, Decoded]]:
        """Each readable file: its name and what stands in it."""
        for name in self.names:
            try:
                decoded = read_standard_input() if name == STANDARD_INPUT else read_file(name)
            except InputError as error:
                self.unreadable += 1
                complain(str(error))
            else:
                yield name, decoded

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Each readable file: its name and its tree."""
        parser = Parser()
        for name, (text, encoding) in self.texts():
            yield name, parser.parse(text, name=None if name == STANDARD_INPUT else file_name(name), encoding=encoding)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is returned.

    arguments: those after the command's name, from `sys.argv` if not given.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not sys.stdout:
        complain("standard output is closed")
        return UNREADABLE
    try:
        try:
            return run(arguments_parser().parse_args(arguments))
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return NO_READER
    except OSError as error:
        drop_output()
        complain(f"standard output: {error.strerror}")
        return UNREADABLE


def arguments_parser() -> ArgumentParser:
    """What the command accepts."""
    parser = ArgumentParser(
        prog="speechtree",
        description="Print the outline of Chinese speeches as a tree.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text; - reads standard input")
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
    parser.add_argument("--version", action="version", version=f"speechtree {version('speechtree')}")
    return parser


def run(options: Namespace) -> int:
    """Print every file in the format that was asked for."""
    files = Files(options.files)
    pieces = explanations(files) if options.explain else FORMATS[options.format](files, options.color)
    for piece in pieces:
        sys.stdout.write(piece)
        sys.stdout.flush()
    return UNREADABLE if files.unreadable else DONE


def explanations(files: Files) -> Iterator[str]:
    """The evidence on each file; with several files every line starts with the name of its own."""
    parser = Parser()
    for name, (text, _) in files.texts():
        source, _, verdict = parser.judge(text)
        yield explain(source, verdict, shown(name) if len(files.names) > 1 else None)


def trees(files: Files, color: str) -> Iterator[str]:
    """The tree of each file; with several files its root is the file's name, and a blank line stands between them."""
    several = len(files.names) > 1
    terminal = sys.stdout.isatty()
    width = get_terminal_size().columns if terminal else None
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    colour = color == "always" or (color == "auto" and wanted)
    before = ""
    for name, document in files.documents():
        yield before + write_tree(document, width=width, colour=colour, file=shown(name) if several else None)
        before = "\n"


def json(files: Files, _: str) -> Iterator[str]:
    """A document, or an array of them when several files are named, however many can be read."""
    documents = (document for _, document in files.documents())
    return write_json_array(documents) if len(files.names) > 1 else map(write_json, documents)


def json_lines(files: Files, _: str) -> Iterator[str]:
    """A document on each line."""
    return (write_json_line(document) for _, document in files.documents())


FORMATS = {"tree": trees, "json": json, "jsonl": json_lines}


def shown(name: str) -> str:
    """What a file is called in the output: as it was named."""
    return "standard input" if name == STANDARD_INPUT else printable(name)


def complain(message: str) -> None:
    """Say on standard error, if there is one, what went wrong."""
    if sys.stderr:
        sys.stderr.write(f"speechtree: {message}\n")


def drop_output() -> None:
    """Nobody takes the output any more: what is still buffered must not fail again when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
