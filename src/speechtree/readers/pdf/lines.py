"""Lines: the characters of a page become rows of pieces, with the spaces that one sees and no others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median, median_low
from typing import Final, NamedTuple

# All in sizes of the character.
LEVEL: Final = 0.4  # characters whose base lines differ by less stand in one row
WIDE: Final = 1.0  # a gap of this divides a row into pieces, which may stand in different columns
WIDER: Final = 1.9  # a gap of two characters inside a line, which may divide a head from its text
SPACE: Final = 0.15  # a gap wider by this than the usual one of its line is a space
BETWEEN: Final = 0.125  # what is left between a Chinese and a Latin character, at least, …
MORE: Final = 0.08  # … and how much wider than on the rest of the page it must be to be a space, if none is written


class Glyph(NamedTuple):
    """A character: where it starts and ends on its base line, in points from the lower left corner, and its size.

    spaced: whether a space stands before it; wide: whether that is a gap of two characters or more.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False
    wide: bool = False


class Line(NamedTuple):
    """Characters of one row: a piece of it, or all that stands in one column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    glyphs: tuple[Glyph, ...]


Row = list[Line]

_NO_SPACE_BEFORE: Final = frozenset("，。、；：！？）》”’」』】")  # what seems to be one is how the font sets them
# Fonts draw some words and the radicals that look like them with one shape, and a PDF file may say the radical.
_WORDS: Final = dict(
    zip(
        "⺎⺒⺓⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻱⻳",
        "兀巳幺母民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟龟",
        strict=True,
    )
)
_RADICALS: Final = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | _WORDS


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom, each cut into pieces at its wide gaps."""
    found: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.char.isprintable() or one.char.isspace()), key=_depth):
        if found and found[-1][0].base - glyph.base < LEVEL * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    cut = [_pieces(_written(row)) for row in found]
    between = _between(piece for pieces in cut for piece in pieces)
    return [[_line(_spaced(piece, between)) for piece in pieces] for pieces in cut if pieces]


def joined(pieces: Iterable[Line]) -> Line:
    """One line of pieces that stand in one row, from left to right."""
    first, *others = sorted(pieces, key=_start)
    glyphs = [*first.glyphs]
    for one in others:
        start = one.glyphs[0]
        wide = start.left - end(glyphs[-1]) >= WIDER * max(start.size, glyphs[-1].size)
        glyphs += start._replace(spaced=True, wide=wide), *one.glyphs[1:]
    return _line(glyphs)


def end(glyph: Glyph) -> float:
    """Where the next character starts, if nothing is between: a font may tell no more than where the ink ends."""
    full = unicodedata.east_asian_width(glyph.char) in "WF"
    return max(glyph.right, glyph.left + glyph.size) if full else glyph.right


def is_latin(char: str) -> bool:
    """Whether it is a letter or digit of those that words are made of, with spaces between the words."""
    return char.isalnum() and ord(char) < 0x250  # noqa: PLR2004 - the end of the Latin blocks


def _depth(glyph: Glyph) -> float:
    return -glyph.base


def _start(one: Glyph | Line) -> float:
    return one.left


def _written(row: list[Glyph]) -> Iterator[Glyph]:
    """The characters of a row from left to right, each with what is written before it, a space or none."""
    space = False
    for glyph in sorted(row, key=_start):
        if not glyph.char.isspace():
            yield glyph._replace(char=_RADICALS.get(glyph.char, glyph.char), spaced=space)
        space = glyph.char.isspace()


def _pieces(row: Iterable[Glyph]) -> list[list[Glyph]]:
    pieces: list[list[Glyph]] = []
    for glyph in row:
        last = pieces[-1][-1] if pieces else None
        if last is None or glyph.left - end(last) > WIDE * max(glyph.size, last.size):
            pieces.append([glyph])
        else:
            pieces[-1].append(glyph)
    return pieces


def _gaps(piece: list[Glyph]) -> list[float]:
    """What stands between the characters, less what usually does in this piece, in sizes of the character."""
    gaps = [(other.left - end(one)) / (one.size or 1.0) for one, other in pairwise(piece)]
    usual = max(0.0, median_low(gaps)) if gaps else 0.0
    return [gap - usual for gap in gaps]


def _between(pieces: Iterable[list[Glyph]]) -> float:
    """What usually stands between a Chinese and a Latin character, but for a number at the start, which may be a marker."""
    found = [
        gap
        for piece in pieces
        for (one, other), gap in zip(pairwise(piece), _gaps(piece), strict=True)
        if _is_mixed(one, other) and not one.char.isdigit()
    ]
    return max(BETWEEN, median(found)) if found else BETWEEN


def _is_mixed(one: Glyph, other: Glyph) -> bool:
    return is_latin(one.char) != is_latin(other.char) and one.char.isalnum() and other.char.isalnum()


def _spaced(piece: list[Glyph], between: float) -> Iterator[Glyph]:
    """The characters of a piece, each with a space before it where one sees one."""
    yield piece[0]._replace(spaced=False)
    for (one, other), gap in zip(pairwise(piece), _gaps(piece), strict=True):
        least = between + MORE if _is_mixed(one, other) and not other.spaced else SPACE
        yield other._replace(spaced=gap > least and (other.spaced or other.char not in _NO_SPACE_BEFORE))


def _line(glyphs: Iterable[Glyph]) -> Line:
    glyphs = tuple(glyphs)
    return Line(
        "".join(("\u3000\u3000" if one.wide else " " if one.spaced else "") + one.char for one in glyphs),
        glyphs[0].left,
        max(map(end, glyphs)),
        _most(one.base for one in glyphs),
        _most(one.size for one in glyphs),
        glyphs,
    )


def _most(values: Iterable[float]) -> float:
    return Counter(round(value, 1) for value in values).most_common(1)[0][0]
