"""Lines: the characters of a page become rows of pieces, without the white space that is not said."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

# All in sizes of the character.
LEVEL: Final = 0.4  # characters whose base lines differ by less stand in one row
WIDE: Final = 1.0  # a gap of this divides a row into pieces, which may stand in different columns
SPACE: Final = 0.35  # a gap wider by this than the usual one of the line is a space, also where none was written
WRITTEN: Final = 0.15  # … where a space was written, or may have been


class Glyph(NamedTuple):
    """A character: where it starts and ends on its base line, in points from the lower left corner, and its size."""

    char: str
    left: float
    right: float
    base: float
    size: float


class Line(NamedTuple):
    """Characters of one row: a piece of it, or all that stands in one column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    glyphs: tuple[Glyph, ...]


Row = list[Line]


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom, each cut into pieces at its wide gaps."""
    found: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.char.isprintable() and not one.char.isspace()), key=_height):
        if found and found[-1][0].base - glyph.base < LEVEL * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [_pieces(sorted(row, key=_start)) for row in found]


def joined(pieces: Iterable[Line]) -> Line:
    """One line of pieces that stand in one row, from left to right."""
    return line(glyph for piece in sorted(pieces, key=_start) for glyph in piece.glyphs)


def line(glyphs: Iterable[Glyph]) -> Line:
    """The line that characters make, from left to right."""
    glyphs = tuple(glyphs)
    sizes, bases = (Counter(round(value, 1) for value in values) for values in zip(*((one.size, one.base) for one in glyphs)))
    return Line(
        _text(glyphs),
        glyphs[0].left,
        max(map(end, glyphs)),
        bases.most_common(1)[0][0],
        sizes.most_common(1)[0][0],
        glyphs,
    )


def end(glyph: Glyph) -> float:
    """Where the next character starts, if nothing is between: a font may tell no more than where the ink ends."""
    full = unicodedata.east_asian_width(glyph.char) in "WF"
    return max(glyph.right, glyph.left + glyph.size) if full else glyph.right


def is_latin(char: str) -> bool:
    """Whether it is a letter or digit of those that words are made of, with spaces between the words."""
    return char.isalnum() and ord(char) < 0x250  # noqa: PLR2004 - the end of the Latin blocks


def _height(glyph: Glyph) -> float:
    return -glyph.base


def _start(one: Glyph | Line) -> float:
    return one.left


def _pieces(row: list[Glyph]) -> Row:
    pieces: list[list[Glyph]] = []
    for glyph in row:
        last = pieces[-1][-1] if pieces else None
        if last is None or glyph.left - end(last) > WIDE * max(glyph.size, last.size):
            pieces.append([glyph])
        else:
            pieces[-1].append(glyph)
    return [line(piece) for piece in pieces]


def _text(glyphs: tuple[Glyph, ...]) -> str:
    gaps = [other.left - end(one) for one, other in pairwise(glyphs)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    parts = [glyphs[0].char]
    for (one, other), gap in zip(pairwise(glyphs), gaps, strict=True):
        parts.append(f" {other.char}" if gap - usual > WRITTEN * one.size else other.char)
    return "".join(parts)
