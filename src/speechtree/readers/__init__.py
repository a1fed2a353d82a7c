"""Readers: a file becomes the text that the parser reads. One file per format."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from speechtree.errors import InputError
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers.text import ADVICE, Decoded, decode

__all__ = ["Decoded", "decode", "file_name", "parse_file", "printable", "read_file", "read_standard_input"]

UNSUPPORTED = frozenset((".doc", ".docx", ".epub", ".htm", ".html", ".odt", ".pdf", ".rtf", ".wps"))
REASONS = {
    errno.ENOENT: "no such file",
    errno.EISDIR: "this is a directory; give the files in it",
    errno.EACCES: "no permission to read it",
}


def parse_file(path: str | os.PathLike[str], parser: Parser | None = None) -> Document:
    """The tree of a plain text or Markdown file. Its spans refer to the decoded text.

    parser: one with numbering styles of its own, if not the built-in one.
    `Document.source` keeps the file's name, without its directories, and its encoding.
    Raises InputError when the file cannot be read: see `read_file`.
    """
    text, encoding = read_file(path)
    return (parser or Parser()).parse(text, name=file_name(path), encoding=encoding)


def read_file(path: str | os.PathLike[str]) -> Decoded:
    """The text and the encoding of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or GB18030.

    Raises InputError, naming the file and what to do, when there is none, when it is a directory or of a format that
    is not supported, when it may not be read, and when it cannot be decoded.
    """
    name = printable(os.fspath(path))
    suffix = Path(path).suffix.lower()
    if suffix in UNSUPPORTED:
        raise InputError(f"{name}: {suffix} files are not supported yet; {ADVICE}")
    return _read(path, name)


def read_standard_input() -> Decoded:
    """As `read_file`, from standard input."""
    return _read(0, "standard input")


def file_name(path: str | os.PathLike[str]) -> str:
    """What `Document.source.name` keeps of a path: no directories."""
    return printable(Path(path).name)


def printable(name: str) -> str:
    r"""The name of a file in valid Unicode: a byte of it that is no UTF-8 becomes \xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _read(file: str | os.PathLike[str] | int, name: str) -> Decoded:
    try:
        with open(file, "rb", closefd=file != 0) as stream:
            data = stream.read()
    except OSError as error:
        raise InputError(f"{name}: {REASONS.get(error.errno or 0, error.strerror)}") from error
    return decode(data, name)
