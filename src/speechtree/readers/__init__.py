"""Readers: a file becomes the text that the parser reads. One file per format."""

from __future__ import annotations

import errno
import os
from importlib import import_module
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final, Literal

from speechtree.errors import InputError
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers.content import NOT_READ, PAGES, suffix_of
from speechtree.readers.extract import Extract
from speechtree.readers.text import decode, known

__all__ = [
    "Extract",
    "decode",
    "file_name",
    "known",
    "parse_file",
    "printable",
    "read_bytes",
    "read_file",
    "read_standard_input",
]

# The module that reads a format: its `read(data, name)` gives the extract. Whatever has another suffix is plain text.
# That of PAGES, whose characters stand in an encoding, takes the one to insist on as a third argument.
FORMATS: Final = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "speechtree.readers.docx"),
    **dict.fromkeys((".doc", ".odt", ".rtf", ".wps"), "speechtree.readers.office"),
    ".pdf": "speechtree.readers.pdf",
    **dict.fromkeys(sorted(PAGES), "speechtree.readers.html"),
}
EMPTY: Final = "the file is empty; get it anew, or save it again in the program that wrote it"
REASONS = {
    errno.ENOENT: "no such file",
    errno.EISDIR: "this is a directory; give the files in it",
    errno.EACCES: "no permission to read it",
}
SPECIAL = "this is no regular file; what comes through a pipe is read from standard input, which is called -"
MAX_SIZE: Final = 100_000_000  # bytes of a file: a hundred times the longest book


def parse_file(
    path: str | os.PathLike[str], parser: Parser | None = None, *, keep_text: bool = False, encoding: str | None = None
) -> Document:
    """The tree of a file. Its spans refer to the text that was read out of it: see `read_file`, also for `encoding`.

    parser: one with numbering styles of its own, if not the built-in one. keep_text: whether `Document.text` holds the text.
    `Document.source` keeps the file's name, without its directories, and its encoding.
    Raises InputError when the file cannot be read.
    """
    text, found, places = read_file(path, encoding)
    document = parser or Parser()
    return document.parse(text, name=file_name(path), encoding=found, places=places, keep_text=keep_text)


def read_file(path: str | os.PathLike[str], encoding: str | None = None) -> Extract:
    """The text of a file, its encoding, and where in the file it stands.

    What the file is decides its content, where that is certain, and else its name; without a known suffix it is plain text.
    encoding: the name of one to insist on, if it shall not be found by evidence. A format that settles it disregards it.
    Raises InputError, naming the file and what to do, when there is none, when it is a directory or a device, larger than
    MAX_SIZE, of a format that is not read, when it may not be read, and when it is damaged.
    """
    name = printable(os.fspath(path))
    return _extract(_bytes(path, name), name, Path(path).suffix.lower(), encoding and known(encoding))


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> Extract:
    """As `read_file`, where a file stands in another one. name: what messages call it; its suffix says of what format it is."""
    return _extract(data, name, Path(name).suffix.lower(), encoding and known(encoding))


def read_standard_input(encoding: str | None = None) -> Extract:
    """As `read_file`, from standard input."""
    return _extract(_bytes(0, "standard input"), "standard input", "", encoding and known(encoding))


def file_name(path: str | os.PathLike[str]) -> str:
    """What `Document.source.name` keeps of a path: no directories."""
    return printable(Path(path).name)


def printable(name: str) -> str:
    r"""The name of a file in valid Unicode: a byte of it that is no UTF-8 becomes \xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _extract(data: bytes, name: str, suffix: str, encoding: str | None) -> Extract:
    kind = suffix_of(data, suffix)
    if kind in NOT_READ:
        raise InputError(f"{name}: {NOT_READ[kind]}")
    if kind not in FORMATS:
        return decode(data, name, encoding)
    if kind not in PAGES and not data.strip():
        raise InputError(f"{name}: {EMPTY}")
    reader = import_module(FORMATS[kind])
    extract: Extract = reader.read(data, name, encoding) if kind in PAGES else reader.read(data, name)
    return extract


def _bytes(file: str | os.PathLike[str] | Literal[0], name: str) -> bytes:
    try:
        if file != 0:
            _refuse_special(Path(file).stat().st_mode, name)
        with open(file, "rb", closefd=file != 0) as stream:
            data = stream.read(MAX_SIZE + 1)
    except OSError as error:
        raise InputError(f"{name}: {REASONS.get(error.errno or 0, error.strerror)}") from error
    if len(data) > MAX_SIZE:
        raise InputError(f"{name}: it is larger than {MAX_SIZE:,} bytes; divide it")
    return data


def _refuse_special(mode: int, name: str) -> None:
    """What is no file may never end, or wait for ever to be opened."""
    if not S_ISREG(mode):
        raise InputError(f"{name}: {REASONS[errno.EISDIR] if S_ISDIR(mode) else SPECIAL}")
