"""The files that were named on the command line, and what the commands say besides their results."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from speechtree.errors import InputError
from speechtree.readers import Extract, known, printable, read_file, read_standard_input

DONE: Final = 0
FINDINGS: Final = 1
UNREADABLE: Final = 2  # as argparse for wrong usage
INTERRUPTED: Final = 130  # 128 and the number of the signal, as shells say it
NO_READER: Final = 141

STANDARD_INPUT: Final = "-"


class Files:
    """The files that were named, read one after another. The unreadable ones are reported and counted."""

    def __init__(self, names: Sequence[str], encoding: str | None = None) -> None:
        """names: paths, or - for standard input. encoding: the one to insist on, if any."""
        self.names = names
        self.encoding = encoding
        self.unreadable = 0

    def texts(self) -> Iterator[tuple[str, Extract]]:
        """Each readable file: its name and what stands in it."""
        for name in self.names:
            try:
                extract = read_standard_input(self.encoding) if name == STANDARD_INPUT else read_file(name, self.encoding)
            except InputError as error:
                self.unreadable += 1
                complain(str(error))
            else:
                yield name, extract


def accept_files(parser: ArgumentParser) -> None:
    """Let a command take files, and an encoding to insist on."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text; - reads standard input")
    accept_encoding(parser)


def accept_encoding(parser: ArgumentParser) -> None:
    """Let a command take an encoding to insist on."""
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        type=encoding_name,
        help="insist on an encoding (of plain text and HTML), do not look for it",
    )


def encoding_name(name: str) -> str:
    """The encoding that is meant, for argparse, which says so when there is none."""
    try:
        return known(name)
    except InputError as error:
        raise ArgumentTypeError(str(error)) from error


def shown(name: str) -> str:
    """What a file is called in the output: as it was named."""
    return "standard input" if name == STANDARD_INPUT else printable(name)


def complain(message: str) -> None:
    """Say on standard error, if there is one, what went wrong."""
    if sys.stderr:
        sys.stderr.write(f"speechtree: {message}\n")


def folder_of(name: str) -> Path:
    """Where the settings for a file are looked for."""
    return Path() if name == STANDARD_INPUT else Path(name).parent


def write_new(name: str, data: bytes) -> bool:
    """Write a file, whole or not at all, over none that is there; say why not. Whether it was written."""
    path = Path(name)
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
            except BaseException:
                path.unlink()
                raise
    except FileExistsError:
        complain(f"{shown(name)}: it is there already; name a new file, or move that one away")
    except OSError as error:
        complain(f"{shown(name)}: it cannot be written: {error.strerror}")
    else:
        return True
    return False


def drop_output() -> None:
    """Nobody takes the output any more: what is still buffered must not fail again when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
