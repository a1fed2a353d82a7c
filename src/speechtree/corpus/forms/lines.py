"""JSON Lines, also packed with gzip: each line is an object with the text of a document in one of its fields."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import Final

from speechtree.corpus.forms.found import Found, Loaded, must_be_small, must_be_unchanged, name_in, text_in
from speechtree.corpus.units import UNIT_BYTES, Options, Stamp, Unit
from speechtree.errors import InputError
from speechtree.readers import printable

LOOKED_AT: Final = 100  # lines in which the text field is looked for before work starts
BOM: Final = b"\xef\xbb\xbf"


def _longest(options: Options) -> int:
    """The bytes of a line that are read: escapes and the other fields take room, too."""
    return options.largest * 2 + UNIT_BYTES


def _open(path: str) -> BufferedIOBase:
    return gzip.open(path, "rb") if path.lower().endswith(".gz") else Path(path).open("rb")


def units(stamps: Iterable[Stamp], options: Options, _: Counter[str]) -> Iterator[Unit]:
    """Stretches of whole lines. Raises InputError when a file is damaged or its first lines have no such field."""
    for stamp in stamps:
        try:
            with _open(stamp.path) as stream:
                yield from _stretches(stamp, stream, options)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{printable(stamp.path)}: {getattr(error, 'strerror', None) or error}") from error


def _stretches(stamp: Stamp, stream: BufferedIOBase, options: Options) -> Iterator[Unit]:
    start, line = 0, 1
    while block := stream.read(UNIT_BYTES):
        if not start:
            _must_have_the_field(block, printable(stamp.path), options)
        size, lines, last = len(block), block.count(b"\n"), block
        while not last.endswith(b"\n") and (last := stream.readline(UNIT_BYTES)):
            size += len(last)
            lines += last.endswith(b"\n")
        lines += not last  # the last line of a file may do without a line end
        yield Unit("lines", (stamp,), lines, size, start, start + size, line)
        start, line = start + size, line + lines


def _must_have_the_field(block: bytes, name: str, options: Options) -> None:
    """Raises InputError when the first lines are objects, and none has the text field: all of them would fail."""
    fields: dict[str, None] = {}
    for line in islice(block.removeprefix(BOM).splitlines(), LOOKED_AT):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            fields |= dict.fromkeys(found)
    if fields and options.text_field not in fields:
        raise InputError(f"{name}: no line has a field {options.text_field!r}; name one with --text-field: {', '.join(fields)}")


class Reader:
    """Reads stretches of a file."""

    def __init__(self, stamp: Stamp, options: Options) -> None:
        """Open the file."""
        must_be_unchanged(stamp)
        self.options = options
        self.stream = _open(stamp.path)

    def documents(self, unit: Unit) -> Iterator[Found]:
        """The documents of a stretch, blank lines left out. What is packed is unpacked from the last stretch on."""
        self.stream.seek(unit.start)
        name = printable(unit.files[0].path)
        for number, line in enumerate(self._lines(unit.size), unit.first):
            if line and not line.isspace():
                place = f"{name}:{number}"
                yield Found(place, partial(_load, line.removeprefix(BOM), place, self.options))

    def _lines(self, left: int) -> Iterator[bytes]:
        """The lines of a stretch; of one that is too large only so much that this can be seen."""
        while left and (line := self.stream.readline(min(left, _longest(self.options) + 1))):
            left -= len(line)
            rest = line
            while left and not rest.endswith(b"\n") and (rest := self.stream.readline(min(left, UNIT_BYTES))):
                left -= len(rest)
            yield line

    def close(self) -> None:
        """Close the file."""
        self.stream.close()


def _load(line: bytes, place: str, options: Options) -> Loaded:
    if len(line) > _longest(options):
        must_be_small(len(line), place, options)
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: no JSON: {error}") from error
    if not isinstance(fields, dict):
        raise InputError(f"{place}: no JSON object")
    name = name_in(fields.get(options.name_field) if options.name_field else None, place)
    return Loaded(name, text_in(fields.get(options.text_field), place, options))
