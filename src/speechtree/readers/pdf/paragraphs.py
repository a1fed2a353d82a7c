"""Paragraphs: lines that go on in the next line are joined, over columns and pages too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from speechtree.models import Place
from speechtree.readers.pdf.columns import Block
from speechtree.readers.pdf.lines import Glyph, Line, end, is_latin

# In sizes of the character, but for shares.
INDENT: Final = 0.8  # the least by which a first line is indented
FIRST: Final = 2.0  # by which it usually is; with as much room at its end it is not centred
ALIGNED: Final = 0.4  # lines that differ by less start, or end, at the same place
SLACK: Final = 0.3  # how much of the room at the end of a line no setting of the line takes up
OTHER_SIZE: Final = 0.08  # lines whose sizes differ by this share are no lines of one paragraph
OTHER_WIDTH: Final = 0.25  # … nor those of columns whose widths differ by this share
SPACED: Final = 1.25  # a paragraph stands so many lines below the one before, where paragraphs stand apart
USUAL: Final = 0.5  # the share of paragraphs that shows how a text sets its paragraphs off
OVERFULL: Final = 0.05  # the share of lines that may stick out
LEAST: Final = 3  # so many lines that end at the same place show the edge of their column, …
FULL: Final = 0.35  # … if they are this share of all; else they are alike by chance, …
BOUND: Final = 0.85  # … and the edge is so far out, at least, as if both margins of the page were alike
OPENING = frozenset("（(《〈「『【〔“‘[{")
CLOSING = frozenset("，。、；：！？…—）)》〉」』】〕”’]},.;:!?%％℃～·")
QUOTES = frozenset("“”‘’")  # some programs part them neither from what is before nor from what is after
INSIDE = frozenset("-/.,:%()[]")  # what may stand inside a Latin word or a number
BREAKING = frozenset("-/")  # … and after which a line may break
STOPS = frozenset("。！？；：…!?;:”』」）)")

Edges = tuple[float, float]
OpensPoint = Callable[[str, int], object]


class Setting(NamedTuple):
    """How a text is set: its usual size, its usual distance from line to line, and what shows where a paragraph starts."""

    size: float
    distance: float
    indented: bool
    spaced: bool


class Placed(NamedTuple):
    """A line, its page and its block, by their numbers, and the edges of its column."""

    line: Line
    page: int
    block: int
    left: float
    right: float


def text_of(pages: Sequence[list[Block]], edges: Sequence[Edges], opens_point: OpensPoint) -> tuple[str, tuple[Place, ...]]:
    """The paragraphs, one in each line of the text, and the place where each page starts.

    edges: where each page starts and ends, from left to right. `opens_point(text, offset)` tells whether a line marker stands
    at an offset.
    """
    lines = _placed(pages, edges)
    setting = _setting(lines)
    joints = ["", *(_joint(one, other, setting, opens_point) for one, other in pairwise(lines))]
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for joint, one in zip(joints, lines, strict=False):
        length += len(joint)
        if not places or places[-1].page != one.page:
            places.append(Place(start=length, page=one.page))
        parts += joint, one.line.text
        length += len(one.line.text)
    return "".join(parts), tuple(places)


def _placed(pages: Sequence[list[Block]], edges: Sequence[Edges]) -> list[Placed]:
    """The lines in order. The edges of a column are those that its lines show, or its like on other pages, or the page."""
    shown = [(page, block, *_edges(block.lines)) for page, found in enumerate(pages, 1) for block in found]
    votes: dict[str, list[Edges]] = {}
    counts: Counter[str] = Counter()
    for _, block, left, right, full in shown:
        votes.setdefault(block.kind, []).extend([(left, right)] * full)
        counts[block.kind] += len(block.lines)
    placed = []
    for number, (page, block, own, end_, full) in enumerate(shown):
        alike = votes[block.kind]
        left = min(own, median(left for left, _ in alike)) if full < LEAST <= len(alike) else own
        width = median(right - left for left, right in alike) if len(alike) >= LEAST else 0.0
        if not block.kind and len(alike) < FULL * counts[""]:
            low, high = edges[page - 1]
            width = max(width, BOUND * (high - left - (left - low)))
        placed += [Placed(line, page, number, left, max(end_, left + width)) for line in block.lines]
    return placed


def _edges(lines: list[Line]) -> tuple[float, float, int]:
    """Where lines start and end, and how many end there; a stop at the end may hang over the edge."""
    slack = ALIGNED * lines[0].size
    ends = [one.right - (one.size if one.text[-1] in CLOSING else 0) for one in lines]
    right = sorted(ends)[-1 - int(OVERFULL * len(ends))]
    return min(_shared([one.left for one in lines], slack)), right, sum(abs(one - right) < slack for one in ends)


def _shared(values: list[float], slack: float) -> list[float]:
    """The values that have another beside them; all where none has."""
    ordered = sorted(values)
    near = {value for pair in pairwise(ordered) if pair[1] - pair[0] < slack for value in pair}
    return list(near) or values


def _setting(lines: list[Placed]) -> Setting:
    together = [(one, other) for one, other in pairwise(lines) if one.block == other.block]
    distances = sorted(one.line.base - other.line.base for one, other in together)
    distance = distances[len(distances) // 5] if distances else 0.0
    size = median([one.line.size for one in lines]) if lines else 0.0
    starts = [(one, other) for one, other in together if not _is_full(one, other)]
    indented = sum(_is_indented(other) for _, other in starts)
    spaced = sum(_is_spaced(one, other, distance, size) for one, other in starts)
    return Setting(size, distance, indented > USUAL * len(starts), spaced > USUAL * len(starts))


def _joint(one: Placed, other: Placed, setting: Setting, opens_point: OpensPoint) -> str:
    """What stands between two lines: a line break, a space between Latin words, or nothing."""
    if not _goes_on(one, other, setting, opens_point):
        return "\n"
    return " " if is_latin(one.line.text[-1]) and is_latin(other.line.text[0]) else ""


def _goes_on(one: Placed, other: Placed, setting: Setting, opens_point: OpensPoint) -> bool:
    width, other_width = one.right - one.left, other.right - other.left
    if abs(width - other_width) > OTHER_WIDTH * max(width, other_width):
        return False
    if abs(one.line.size - other.line.size) > OTHER_SIZE * one.line.size or not _is_full(one, other):
        return False
    together = one.block == other.block
    if together and _is_spaced(one, other, setting.distance, setting.size):
        return False
    if setting.indented:
        return not _is_indented(other) or (_is_centred(other) and other.line.size > (1 + OTHER_SIZE) * setting.size)
    if setting.spaced and together:
        return True
    return one.line.text[-1] not in STOPS or not opens_point(other.line.text, 0)


def _is_full(one: Placed, other: Placed) -> bool:
    """Whether the first word of a line would not have found room at the end of the line before."""
    room = one.right - one.line.right + _is_centred(one) * (one.line.left - one.left)
    return room < _first_word(other.line) + SLACK * one.line.size


def _is_centred(one: Placed) -> bool:
    before, after, size = one.line.left - one.left, one.right - one.line.right, one.line.size
    return before > INDENT * size and abs(before - after) < ALIGNED * size and abs(before - FIRST * size) > ALIGNED * size / 2


def _first_word(line: Line) -> float:
    """How wide the part of a line is that no line break may part."""
    last = next((one for one, other in pairwise(line.glyphs) if not _holds(one, other)), line.glyphs[-1])
    return end(last) - line.left


def _holds(one: Glyph, other: Glyph) -> bool:
    """Whether no line break may part two characters."""
    if one.char in OPENING or other.char in CLOSING or {one.char, other.char} & QUOTES:
        return True
    latin = all(is_latin(char) or char in INSIDE for char in (one.char, other.char))
    return latin and not other.spaced and one.char not in BREAKING


def _is_indented(one: Placed) -> bool:
    return one.line.left - one.left > INDENT * one.line.size


def _is_spaced(one: Placed, other: Placed, distance: float, size: float) -> bool:
    """Whether one line stands far below another. distance: that of lines of a size; larger ones stand further apart."""
    larger = max(1.0, min(one.line.size, other.line.size) / (size or 1.0))
    return one.line.base - other.line.base > SPACED * distance * larger
