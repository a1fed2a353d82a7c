"""The formats of `speechtree.readers`, plain text and Markdown first: a file is a document."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final
from zlib import crc32

from speechtree.corpus.forms.found import Found, Loaded, must_be_small
from speechtree.corpus.units import UNIT_BYTES, UNIT_DOCUMENTS, Options, Stamp, Unit
from speechtree.readers import FORMATS, printable, read_file

SUFFIXES: Final = (".txt", ".md", *FORMATS)
BEGINS: Final = 64  # one file of so many begins a unit


def units(stamps: Iterable[Stamp], _: Options, __: Counter[str]) -> Iterator[Unit]:
    """Files that follow each other, neither too many nor too large. There is at least one.

    Some files begin a unit because of their names. So, when a file comes in between, the units after the next of these stay the
    same as they were, and what has been done of them is kept.
    """
    files: list[Stamp] = []
    for stamp in stamps:
        full = len(files) == UNIT_DOCUMENTS or sum(file.size for file in files) + stamp.size > UNIT_BYTES
        if files and (full or crc32(os.fsencode(stamp.path)) % BEGINS == 0):
            yield _unit(files)
            files = []
        files.append(stamp)
    yield _unit(files)


def _unit(files: list[Stamp]) -> Unit:
    return Unit("texts", tuple(files), len(files), sum(file.size for file in files))


class Reader:
    """Reads each file with `speechtree.readers`."""

    def __init__(self, _: Stamp, options: Options) -> None:
        """Nothing is opened before a document is read."""
        self.options = options

    def documents(self, unit: Unit) -> Iterator[Found]:
        """The files of a unit."""
        for stamp in unit.files:
            yield Found(printable(stamp.path), partial(self._load, stamp))

    def _load(self, stamp: Stamp) -> Loaded:
        name = printable(stamp.path)
        must_be_small(stamp.size, name, self.options)
        return Loaded(name, read_file(stamp.path, self.options.encoding))

    def close(self) -> None:
        """Nothing is open."""
