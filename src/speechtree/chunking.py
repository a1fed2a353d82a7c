"""Passages for retrieval, cut along the tree: none goes across speeches, and none across points where it need not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from speechtree.models import Block, Document, Passage, Point, Series, Span
from speechtree.source import EDGE
from speechtree.walking import blocks_of, text_of, walk

CLOSING_MARKS: Final = "”’」』》）】)\"'"
# Where a passage that is too long is cut, the best places first, each behind what it matches.
CUTS: Final = tuple(
    re.compile(rf"{mark}[{CLOSING_MARKS}]*") for mark in (r"(?:[。！？!?…\r\n]+|\.(?=\s))", "[；;：:]+", "[，、,—]+", r"\s+")
)

LONGEST_CUT: Final = 4  # how far before a stretch the cut at its start is looked for


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of the text.

    text: exactly the slice of the text at `span`.
    heading: the title of the speech, then marker and title of each point that the chunk stands in, head first. A point whose
    marker stands in the chunk itself is not among them.
    speech: the number of the speech, from 1; 0 for what belongs to none. depth: how many points the chunk stands in.
    points: those whose markers stand in the chunk, what is repeated apart.
    repeated: how many characters at the start are from the chunk before.
    """

    text: str
    span: Span
    heading: tuple[str, ...]
    speech: int
    depth: int
    points: tuple[Point, ...]
    repeated: int = 0


def chunks(document: Document, max_chars: int, overlap: int = 0, text: str | None = None) -> list[Chunk]:
    """The passages of a document, in the order of its text.

    max_chars: the most characters that a chunk has. overlap: the most that it repeats of the chunk before, in whole sentences
    where one fits. text: that of the document, which a document that keeps its own does not need.
    What fits is kept whole: a speech, a point with all under it, a passage; small ones that stand side by side under one parent
    are put together. A title stays with what comes first under it. A passage that is too long is cut behind a sentence, or else
    behind a clause, or else anywhere.
    Guaranteed: no chunk is longer than `max_chars`, starts or ends with white space, or goes across speeches; each is a slice of
    the text; what is repeated apart, every character that is no white space is in exactly one. A chunk that is not the first of
    its speech repeats something, unless white space as long as `overlap` stands before it.
    Raises TextError where there is no text, or another one; ValueError where the numbers make no sense.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be 1 or more, but is {max_chars}")
    if not 0 <= overlap < max_chars:
        raise ValueError(f"overlap must be 0 or more and less than max_chars, but is {overlap} of {max_chars}")
    whole = text_of(document, text)
    cutter = _Cutter(whole, max_chars - overlap)
    points = [found.point for found in walk(document)]
    starts = [point.span[0] for point in points]
    made: list[Chunk] = []
    for number, title, part in _wholes(document, cutter):
        floor = part.start
        for piece in cutter.cut(part, ()):
            start = cutter.repeat_from(floor, piece.start, overlap)
            above = [point for point in piece.above if point.span[0] < piece.start]
            names = [point.marker.text + point.title.text for point in above]
            held = points[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
            span, repeated = (start, piece.end), piece.start - start
            made.append(Chunk(whole[slice(*span)], span, (*title, *names), number, len(above), tuple(held), repeated))
            floor = piece.start
    return made


Above = tuple[Point, ...]
"""The points that something stands in, head first."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the tree with the white space and Markdown marks around it that are its own, less white space at its ends.

    point: the point that it is, if it is one. inside: the parts that it is made of, the first of which has its title too.
    """

    start: int
    end: int
    point: Point | None = None
    inside: tuple[_Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What becomes a chunk."""

    start: int
    end: int
    above: Above


def _wholes(document: Document, cutter: _Cutter) -> Iterator[tuple[int, tuple[str, ...], _Part]]:
    """The preface and each speech: its number, its title, all of it."""
    end = document.speeches[0].span[0] if document.speeches else document.source.length
    yield from ((0, (), part) for part in cutter.part(0, end, document.preface))
    for number, speech in enumerate(document.speeches, 1):
        title = (speech.title.text,) if speech.title else ()
        yield from ((number, title, part) for part in cutter.part(*speech.span, blocks_of(speech)))


class _Cutter:
    """Cuts one text into pieces of so many characters at most."""

    def __init__(self, text: str, most: int) -> None:
        self.text, self.most = text, most

    def part(self, start: int, end: int, blocks: Sequence[Block], point: Point | None = None) -> list[_Part]:
        """The part that a stretch is; none where it holds white space alone."""
        start, end = self._trimmed(start, end)
        if start == end:
            return []
        parts = list(_members(blocks))
        edges = [start, *(self._edge(one.span[0], other.span[0]) for one, other in pairwise(parts)), end]
        inside: list[_Part] = []
        for member, stretch in zip(parts, pairwise(edges), strict=False):
            content, own = (member.content, member) if isinstance(member, Point) else ((), None)
            inside += self.part(*stretch, content, own)
        return [_Part(start, end, point, tuple(inside))]

    def cut(self, part: _Part, above: Above) -> list[_Piece]:
        """The pieces of a part that stands in other points."""
        if part.end - part.start <= self.most:
            return [_Piece(part.start, part.end, above)]
        if part.point:
            above = (*above, part.point)
        if not part.inside:
            return [_Piece(start, end, above) for start, end in self._prose(part.start, part.end)]
        pieces: list[_Piece] = []
        joins = False  # whether the last piece stands straight in this part
        for inner in part.inside:
            if joins and inner.end - pieces[-1].start <= self.most:
                pieces[-1] = _Piece(pieces[-1].start, inner.end, above)
            else:
                cut = self.cut(inner, above)
                joins = len(cut) == 1 or not (inner.point or inner.inside)
                pieces += cut
        return pieces

    def repeat_from(self, floor: int, start: int, overlap: int) -> int:
        """Where a chunk starts that repeats what stands before it: at a sentence or a clause, if one starts near enough."""
        least = self._first_word(max(floor, start - overlap), start)
        if least in {floor, start}:
            return least
        for mark in CUTS:
            for found in mark.finditer(self.text, max(floor, least - LONGEST_CUT), start):
                begin = self._first_word(found.end(), start)
                if least <= begin < start:
                    return begin
        return least

    def _prose(self, start: int, end: int) -> Iterator[Span]:
        """A stretch cut behind sentences, clauses or anywhere."""
        while end - start > self.most:
            limit = start + self.most
            ends = (found.end() for mark in CUTS for found in [self._last(mark, start, limit)] if found)
            at = next(ends, limit)
            yield self._trimmed(start, at)
            start = self._first_word(at, end)
        yield start, end

    def _last(self, mark: re.Pattern[str], start: int, limit: int) -> re.Match[str] | None:
        """The last cut of a kind; closing marks that stand behind the limit must not be torn off."""
        last = None
        for found in mark.finditer(self.text, start, limit + 1):
            if start < found.end() <= limit:
                last = found
        return last

    def _edge(self, start: int, end: int) -> int:
        """Where what starts at a place ends, as another part starts: Markdown marks between the two belong to their line."""
        said = start + len(self.text[start:end].rstrip(EDGE))
        broken = max(self.text.rfind("\n", said, end), self.text.rfind("\r", said, end))
        return end if broken < 0 else broken + 1

    def _first_word(self, start: int, end: int) -> int:
        """Where the white space at the start of a stretch ends."""
        return end - len(self.text[start:end].lstrip())

    def _trimmed(self, start: int, end: int) -> Span:
        """The stretch without white space at its ends."""
        words = self.text[start:end].rstrip()
        return start + len(words) - len(words.lstrip()), start + len(words)


def _members(blocks: Sequence[Block]) -> Iterator[Passage | Point]:
    """The passages and points that stand straight among blocks."""
    for block in blocks:
        if isinstance(block, Series):
            yield from block.points
        else:
            yield block
