"""The formats of `speechtree.readers`, plain text and Markdown first: a file is a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from speechtree.corpus.forms.found import Found, Loaded, must_be_small
from speechtree.corpus.units import UNIT_BYTES, UNIT_DOCUMENTS, Options, Stamp, Unit
from speechtree.readers import FORMATS, printable, read_file

SUFFIXES: Final = (".txt", ".md", *FORMATS)


def units(stamps: Iterable[Stamp], _: Options, __: Counter[str]) -> Iterator[Unit]:
    """Files that follow each other, so many that a unit is neither too many nor too large."""
    files: list[Stamp] = []
    for stamp in stamps:
        if files and (len(files) == UNIT_DOCUMENTS or sum(file.size for file in files) + stamp.size > UNIT_BYTES):
            yield _unit(files)
            files = []
        files.append(stamp)
    if files:
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
        return Loaded(name, read_file(stamp.path))

    def close(self) -> None:
        """Nothing is open."""
