"""Print outlines: `speechtree FILE…`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from shutil import get_terminal_size

from speechtree.cli.files import DONE, STANDARD_INPUT, UNREADABLE, Files, accept_files, complain, folder_of, shown, write_new
from speechtree.cli.formats import FORMATS, OUTLINES, format_of, written
from speechtree.cli.view import page_of
from speechtree.errors import InputError, SettingsError
from speechtree.explain import explain
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers import file_name
from speechtree.settings import settings_for
from speechtree.writers import write_json, write_json_array, write_json_line, write_tree
from speechtree.writers.entries import Shown

EPILOG = """\
plain text, Markdown, HTML, Word documents and PDF are read; of text the encoding is found

other commands: speechtree check FILE… finds what is wrong with the numbering, speechtree text FILE… prints the text that
was read, speechtree view FILE… shows the text with its outline in the browser, speechtree explain CODE tells what a rule
says, speechtree corpus IN… --out OUT reads many speeches into one file, speechtree report TABLE… --out PAGE draws figures of
it, speechtree lsp serves an editor (a file that is called check, text, view, corpus, report, explain or lsp is ./check and
so on)

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
        choices=tuple(FORMATS),
        help="; ".join(f"{name}: {form.about}" for name, form in FORMATS.items()) + " (default: by --out, else the tree)",
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
    parser.add_argument("--out", metavar="FILE", help="write a new file, in the format of its suffix; it is whole or not there")
    parser.add_argument("--depth", type=depth, metavar="N", help="of outlines, N depths of points alone; 1: the heads")
    parser.add_argument("--only", choices=("heads",), help="of outlines, the heads alone: no openings, closings and findings")
    parser.add_argument(
        "--lang",
        choices=("zh", "en"),
        help="the language of what is not the text's; by default the environment's",
    )
    parser.add_argument("--with-text", action="store_true", help="with --format json or jsonl: the text too, in the field text")
    parser.add_argument("--version", action="version", version=f"speechtree {version('speechtree')}")
    return parser


def depth(words: str) -> int:
    """A depth of points, for argparse."""
    if not words.isdecimal() or int(words) < 1:
        raise ArgumentTypeError(f"{words!r} is no number of depths: 1 or more")
    return int(words)


def run(arguments: Sequence[str] | None) -> int:
    """Print or write every file in the format that was asked for; the exit status is returned."""
    parser = arguments_parser()
    options = parser.parse_args(arguments)
    _choose_format(parser, options)
    files = Files(options.files, options.encoding)
    try:
        pieces = explanations(files) if options.explain else PIECES.get(options.format, whole)(files, options)
        done = _write(pieces, options.out) if options.out else _print(pieces)
    except (InputError, SettingsError) as error:
        complain(str(error))
        return UNREADABLE
    return UNREADABLE if files.unreadable or not done else DONE


def _choose_format(parser: ArgumentParser, options: Namespace) -> None:
    """Settle the format, and exit with what is wrong when options do not go together."""
    options.format = options.format or ("tree" if options.explain or not options.out else format_of(options.out))
    if not options.format:
        parser.error(f"--out {shown(options.out)}: no format has this suffix; name one with --format")
    if FORMATS[options.format].binary and not options.out:
        parser.error(f"--format {options.format} is no text: name a file for it with --out")
    if options.with_text and options.format not in {"json", "jsonl"}:
        parser.error("--with-text goes with --format json or jsonl")
    if (options.depth or options.only) and (options.format not in OUTLINES or options.explain):
        parser.error(f"--depth and --only go with outlines: the formats {', '.join(OUTLINES)}")


def _print(pieces: Iterable[str | bytes]) -> bool:
    for piece in pieces:
        sys.stdout.write(str(piece))
        sys.stdout.flush()
    return True


def _write(pieces: Iterable[str | bytes], name: str) -> bool:
    """Write a file of all pieces, unless nothing could be read."""
    data = b"".join(piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace") for piece in pieces)
    return bool(data) and write_new(name, data)


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
    terminal = sys.stdout.isatty() and not options.out
    width = get_terminal_size().columns if terminal else None
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    before = ""
    for name, extract in files.texts():
        settings = settings_for(folder_of(name))
        language = options.lang or settings.language
        document = Parser(language=language).parse(extract.text)
        codes = settings.codes(name)
        yield before + write_tree(
            document,
            width=width,
            colour=options.color == "always" or (options.color == "auto" and wanted),
            file=shown(name) if several else None,
            depth=options.depth,
            heads=bool(options.only),
            findings=[one for one in document.diagnostics if one.code in codes],
            language=language,
        )
        before = "\n"


def json(files: Files, options: Namespace) -> Iterator[str]:
    """A document, or an array of them when several files are named, however many can be read."""
    trees_alone = (document for _, document in documents(files, keep_text=options.with_text))
    return write_json_array(trees_alone) if len(files.names) > 1 else map(write_json, trees_alone)


def json_lines(files: Files, options: Namespace) -> Iterator[str]:
    """A document on each line."""
    return (write_json_line(document) for _, document in documents(files, keep_text=options.with_text))


def whole(files: Files, options: Namespace) -> Iterator[str | bytes]:
    """All files together, in a format that holds several; nothing when none can be read."""
    together = [document for _, document in documents(files)]
    if together:
        language = options.lang or settings_for(folder_of(files.names[0])).language
        shown: Shown = {"language": language, "depth": options.depth, "heads": bool(options.only)}
        yield written(options.format, together, shown)


def whole_page(files: Files, options: Namespace) -> Iterator[str]:
    """All files on one page; nothing when none can be read."""
    page = page_of(files, options.lang)
    if page:
        yield page


PIECES: dict[str, Callable[[Files, Namespace], Iterator[str | bytes]]] = {
    "tree": trees,
    "json": json,
    "jsonl": json_lines,
    "html": whole_page,
}
