"""Columns: the pieces of a page are read column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from speechtree.readers.pdf.lines import Line, Row, joined

CROSSING: Final = 0.3  # the share of characters in lines that run across the space between two columns: headings
SIDE: Final = 0.12  # the least share of a column
FILLED: Final = 0.55  # lines of prose fill so much of their column; the cells of a table do not
MIDDLE: Final = 0.15  # how far from the edges of the page the space between columns is looked for
PLACES: Final = 100  # where it is looked for
LEAST: Final = 4  # lines on either side
MOST: Final = 2000  # pieces of a page that has columns
KNOWN: Final = 3  # places of columns that a file has
DEEP: Final = 3  # columns are divided again so many times


class Block(NamedTuple):
    """Lines that stand one under another, from top to bottom. kind: the same for columns in the same place of a page."""

    kind: str
    lines: list[Line]


def blocks(pages: Sequence[list[Row]]) -> list[list[Block]]:
    """The blocks of each page in the order in which they are read."""
    pieces = [[piece for row in page for piece in row] for page in pages]
    own = [gutter(page) for page in pieces]
    known = [place for place, _ in Counter(round(place) for place in own if place is not None).most_common(KNOWN)]
    return [
        _blocks(page, place if place is not None else _known(page, known), "", DEEP)
        for page, place in zip(pieces, own, strict=True)
    ]


def gutter(pieces: list[Line]) -> float | None:
    """The middle of the space between two columns, if there is one."""
    if not 2 * LEAST <= len(pieces) <= MOST:
        return None
    left, width = min(one.left for one in pieces), max(one.right for one in pieces) - min(one.left for one in pieces)
    places = [left + width * (MIDDLE + (1 - 2 * MIDDLE) * step / PLACES) for step in range(PLACES)]
    sides = [found for place in places if _is_gutter(*(found := _sides(pieces, place)))]
    if not sides:
        return None
    before, _, after = min(sides, key=lambda found: _weight(found[1]))
    return (max(one.right for one in before) + min(one.left for one in after)) / 2


def _known(pieces: list[Line], known: list[int]) -> float | None:
    """A space that other pages have in a place where this page has it too, though one side of it is empty, or nearly so."""
    most = CROSSING * _weight(pieces)
    return next((place for place in known if _weight(_sides(pieces, place)[1]) <= most), None)


def _blocks(pieces: list[Line], place: float | None, kind: str, deep: int) -> list[Block]:
    """The columns on either side of a space, between the lines that run across it."""
    if place is None:
        return [Block(kind, _merged(pieces))] if pieces else []
    found: list[Block] = []
    for wide, lines in groupby(sorted(pieces, key=_depth), key=lambda one: one.left < place < one.right):
        band = list(lines)
        found += [Block(kind, _merged(band))] if wide else _divided(band, place, kind, deep)
    return found


def _divided(band: list[Line], place: float, kind: str, deep: int) -> list[Block]:
    before, _, after = _sides(band, place)
    found = []
    for name, side in (("l", before), ("r", after)):
        found += _blocks(side, gutter(side) if deep > 1 else None, kind + name, deep - 1)
    return found


def _sides(pieces: Iterable[Line], place: float) -> tuple[list[Line], list[Line], list[Line]]:
    before: list[Line] = []
    across: list[Line] = []
    after: list[Line] = []
    for one in pieces:
        (before if one.right <= place else after if one.left >= place else across).append(one)
    return before, across, after


def _is_gutter(before: list[Line], across: list[Line], after: list[Line]) -> bool:
    total = _weight(before) + _weight(across) + _weight(after)
    return (
        min(len(before), len(after)) >= LEAST
        and min(_weight(before), _weight(after)) >= SIDE * total
        and _weight(across) <= CROSSING * total
        and all(_filled(side) for side in (before, after))
        and _between(before, after) > before[0].size / 2
    )


def _depth(piece: Line) -> float:
    return -piece.base


def _weight(pieces: Iterable[Line]) -> int:
    return sum(len(one.glyphs) for one in pieces)


def _filled(side: list[Line]) -> bool:
    width = max(one.right for one in side) - min(one.left for one in side)
    return sum(one.right - one.left for one in side) >= FILLED * width * len(side)


def _between(before: list[Line], after: list[Line]) -> float:
    return min(one.left for one in after) - max(one.right for one in before)


def _merged(pieces: list[Line]) -> list[Line]:
    """The pieces of one column, those of one row together."""
    lines: list[list[Line]] = []
    for one in sorted(pieces, key=_depth):
        if lines and lines[-1][0].base - one.base < one.size / 2:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [joined(line) for line in lines]
