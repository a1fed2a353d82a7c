"""Readers: a file becomes the text that the parser reads. One file per format."""

from __future__ import annotations

import errno
import os
from importlib import import_module
from pathlib import Path
from typing import Final

from speechtree.errors import InputError
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers.extract import Extract
from speechtree.readers.text import ADVICE, decode

__all__ = ["Extract", "decode", "file_name", "parse_file", "printable", "read_file", "read_standard_input"]

# The module that reads a format: its `read(data, name)` gives the extract. Whatever has another suffix is plain text.
FORMATS: Final = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "speechtree.readers.docx"),
    **dict.fromkeys((".doc", ".odt", ".rtf", ".wps"), "speechtree.readers.office"),
    ".pdf": "speechtree.readers.pdf",
}
UNSUPPORTED = frozenset((".epub", ".htm", ".html"))
REASONS = {
    errno.ENOENT: "no such file",
    errno.EISDIR: "this is a directory; give the files in it",
    errno.EACCES: "no permission to read it",
}


def parse_file(path: str | os.PathLike[str], parser: Parser | None = None, *, keep_text: bool = False) -> Document:
    """The tree of a plain text or Markdown file. Its spans refer to the decoded text.

    parser: one with numbering styles of its own, if not the built-in one. keep_text: whether `Document.text` holds the text.
    `Document.source` keeps the file's name, without its directories, and its encoding.
    Raises InputError when the file cannot be read: see `read_file`.
    """
    text, encoding, places = read_file(path)
    document = parser or Parser()
    return document.parse(text, name=file_name(path), encoding=encoding, places=places, keep_text=keep_text)


def read_file(path: str | os.PathLike[str]) -> Extract:
    """The text and the encoding of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or GB18030.

    Raises InputError, naming the file and what to do, when there is none, when it is a directory or of a format that
    is not supported, when it may not be read, and when it cannot be decoded.
    """
    name = printable(os.fspath(path))
    suffix = Path(path).suffix.lower()
    if suffix in UNSUPPORTED:
        raise InputError(f"{name}: {suffix} files are not supported yet; {ADVICE}")
    return _extract(_bytes(path, name), name, suffix)


def read_standard_input() -> Extract:
    """As `read_file`, from standard input, which is plain text."""
    return decode(_bytes(0, "standard input"), "standard input")


def file_name(path: str | os.PathLike[str]) -> str:
    """What `Document.source.name` keeps of a path: no directories."""
    return printable(Path(path).name)


def printable(name: str) -> str:
    r"""The name of a file in valid Unicode: a byte of it that is no UTF-8 becomes \xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _extract(data: bytes, name: str, suffix: str) -> Extract:
    if suffix not in FORMATS:
        return decode(data, name)
    extract: Extract = import_module(FORMATS[suffix]).read(data, name)
    return extract


def _bytes(file: str | os.PathLike[str] | int, name: str) -> bytes:
    try:
        with open(file, "rb", closefd=file != 0) as stream:
            return stream.read()
    except OSError as error:
        raise InputError(f"{name}: {REASONS.get(error.errno or 0, error.strerror)}") from error
