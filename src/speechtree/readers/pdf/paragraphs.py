"""Paragraphs: lines that go on in the next line are joined, over columns and pages too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from speechtree.models import Place
from speechtree.readers.pdf.columns import Block
from speechtree.readers.pdf.lines import Line, end, is_latin

# In sizes of the character, but for shares.
INDENT: Final = 0.8  # the least by which a first line is indented
ALIGNED: Final = 0.4  # lines that differ by less start, or end, at the same place
SLACK: Final = 0.3  # how much of the room at the end of a line no setting of the line takes up
OTHER_SIZE: Final = 0.08  # lines whose sizes differ by this share are no lines of one paragraph
SPACED: Final = 1.25  # a paragraph stands so many lines below the one before, where paragraphs stand apart
USUAL: Final = 0.5  # the share of paragraphs that shows how a text sets its paragraphs off
OPENING = frozenset("（(《〈「『【〔“‘[{")
CLOSING = frozenset("，。、；：！？…—）)》〉」』】〕”’]},.;:!?%％℃～·")
STOPS = frozenset("。！？；：…!?;:”』」）)")


class Setting(NamedTuple):
    """How a text is set: its usual distance from line to line, and what shows where a paragraph starts."""

    distance: float
    indented: bool
    spaced: bool


class Placed(NamedTuple):
    """A line, its page, its block, and the edges of its column."""

    line: Line
    page: int
    block: int
    left: float
    right: float


def text_of(pages: Sequence[list[Block]]) -> tuple[str, tuple[Place, ...]]:
    """The paragraphs, one in each line of the text, and the place of the first character of each page."""
    lines = list(_placed(pages))
    setting = _setting(lines)
    text, places = "", []
    parts: list[str] = []
    length = 0
    previous: Placed | None = None
    for one in lines:
        if previous is not None:
            joint = _joint(previous, one, setting)
            parts.append(joint)
            length += len(joint)
        if previous is None or previous.page != one.page:
            places.append(Place(start=length, page=one.page))
        parts.append(one.line.text)
        length += len(one.line.text)
        previous = one
    text = "".join(parts)
    return text, tuple(places)


def _placed(pages: Sequence[list[Block]]) -> Iterator[Placed]:
    edges = {id(block): _edges(block.lines) for page in pages for block in page}
    widths: dict[str, list[float]] = {}
    for page in pages:
        for block in page:
            left, right, sure = edges[id(block)]
            widths.setdefault(block.kind, []).append(right - left if sure else 0.0)
    lefts: dict[str, Counter[int]] = {}
    for page in pages:
        for block in page:
            if edges[id(block)][2]:
                lefts.setdefault(block.kind, Counter())[round(edges[id(block)][0])] += 1
    number = 0
    for at, page in enumerate(pages, 1):
        for block in page:
            number += 1
            left, right, sure = edges[id(block)]
            width = max(widths[block.kind])
            if not sure and block.kind in lefts:
                left = min(left, lefts[block.kind].most_common(1)[0][0])
            if width > 0:
                right = max(right, left + width) if right < left + width else right
            for line in block.lines:
                yield Placed(line, at, number, left, right)


def _edges(lines: list[Line]) -> tuple[float, float, bool]:
    """The edges of a column, and whether enough lines show them."""
    least = 2 if len(lines) > 3 else 1
    slack = ALIGNED * lines[0].size
    left = min((x for x in (one.left for one in lines) if sum(abs(one.left - x) < slack for one in lines) >= least), default=min(one.left for one in lines))
    ends = [one.right - (one.size if one.text[-1] in CLOSING else 0) for one in lines]
    right = max((x for x in ends if sum(abs(other - x) < slack for other in ends) >= least), default=max(ends))
    return left, right, len(lines) > 3


def _setting(lines: list[Placed]) -> Setting:
    distances = [one.line.base - other.line.base for one, other in pairwise(lines) if one.block == other.block]
    distance = sorted(distances)[len(distances) // 5] if distances else 0.0
    starts = [(one, other) for one, other in pairwise(lines) if one.block == other.block and not _is_full(one, other)]
    indented = sum(_is_indented(other) for _, other in starts)
    spaced = sum(_is_spaced(one, other, distance) for one, other in starts)
    return Setting(distance, indented > USUAL * len(starts), spaced > USUAL * len(starts))


def _joint(one: Placed, other: Placed, setting: Setting) -> str:
    """What stands between two lines: a line break, a space between Latin words, or nothing."""
    if not _goes_on(one, other, setting):
        return "\n"
    return " " if is_latin(one.line.text[-1]) and is_latin(other.line.text[0]) else ""


def _goes_on(one: Placed, other: Placed, setting: Setting) -> bool:
    if abs(one.line.size - other.line.size) > OTHER_SIZE * one.line.size:
        return False
    if not _is_full(one, other):
        return False
    together = one.block == other.block
    if together and _is_spaced(one, other, setting.distance):
        return False
    if setting.indented:
        return not _is_indented(other)
    return one.line.text[-1] not in STOPS or (setting.spaced and together)


def _is_full(one: Placed, other: Placed) -> bool:
    """Whether the first word of a line would not have found room in the line before."""
    room = one.right - one.line.right
    if one.line.left - one.left > INDENT * one.line.size and abs(one.line.left - one.left - room) < ALIGNED * one.line.size:
        room += one.line.left - one.left  # it stands in the middle
    return room < _first_word(other.line) + SLACK * one.line.size


def _first_word(line: Line) -> float:
    """How wide the part of a line is that may not be parted by a line break."""
    at = 0
    glyphs = line.glyphs
    while at < len(glyphs) - 1 and glyphs[at].char in OPENING:
        at += 1
    while at < len(glyphs) - 1 and is_latin(glyphs[at].char) and (is_latin(glyphs[at + 1].char) or glyphs[at + 1].char in "-.%/"):
        at += 1
    while at < len(glyphs) - 1 and glyphs[at + 1].char in CLOSING:
        at += 1
    return end(glyphs[at]) - glyphs[0].left


def _is_indented(one: Placed) -> bool:
    return one.line.left - one.left > INDENT * one.line.size


def _is_spaced(one: Placed, other: Placed, distance: float) -> bool:
    return one.line.base - other.line.base > SPACED * distance
