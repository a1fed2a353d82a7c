"""Ways through a tree: all its points, those that answer a question, the one at an offset, the text again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from speechtree.errors import TextError
from speechtree.models import Block, Document, Marker, Passage, Point, Series, Speech, Title, points_of
from speechtree.source import unbroken

SHOWN = 20  # characters that a message shows


class Located(NamedTuple):
    """A point and where it stands.

    above: the points that it stands under, head first. speech: what they all stand in; None in a preface, and where a point was
    walked, which does not know. number: that of the speech in its document, from 1; 0 where there is none or it is not known.
    """

    point: Point
    above: tuple[Point, ...] = ()
    speech: Speech | None = None
    number: int = 0

    @property
    def depth(self) -> int:
        """1 for a head."""
        return len(self.above) + 1

    @property
    def path(self) -> tuple[Point, ...]:
        """The points above it, then the point."""
        return (*self.above, self.point)


def walk(within: Document | Speech | Point) -> Iterator[Located]:
    """The points of a document, of a speech or under a point in the order of the text, each before those under it.

    Depths are counted from what was given: in a document or a speech a head has 1, under a point what stands directly there.
    """
    for speech, number, blocks in _stretches(within):
        yield from _walk(blocks, (), speech, number)


def find(
    within: Document | Speech | Point,
    words: str | None = None,
    *,
    style: str | None = None,
    depth: int | None = None,
    where: Callable[[Located], bool] | None = None,
) -> list[Located]:
    """The points that answer all of what is asked, in the order of the text.

    words: what stands in the title. style, depth: those of the point. where: anything else.
    A style that no point has gives none: a tree does not know which styles of your own its parser had.
    """
    return [
        found
        for found in walk(within)
        if (words is None or words in found.point.title.text)
        and (style is None or style == found.point.marker.style)
        and (depth is None or depth == found.depth)
        and (where is None or where(found))
    ]


def point_at(within: Document | Speech | Point, offset: int) -> Located | None:
    """The innermost point whose span holds an offset, among those that `walk` gives; None where there is none.

    What it costs depends on how many points stand side by side on the way down, not on how many there are.
    """
    for speech, number, blocks in _stretches(within):
        found = _holder(points_of(blocks), offset)
        above: tuple[Point, ...] = ()
        while found:
            inner = _holder(found.points, offset)
            if inner is None:
                return Located(found, above, speech, number)
            above, found = (*above, found), inner
    return None


def path_of(within: Document | Speech | Point, point: Point) -> Located:
    """Where a point stands: the points above it, head first, and its speech. Raises ValueError when it stands elsewhere."""
    found = point_at(within, point.span[0])
    if found is None or (found.point is not point and found.point != point):
        raise ValueError(f"the point {point.marker.text}{point.title.text} at {point.span[0]} is none of this tree")
    return found


def to_text(part: Document | Speech | Point, text: str | Document | None = None) -> str:
    """The words of a document, a speech or a point as they stood in the text, with every space and line break.

    text: that of the document, or a document that keeps it. A document that keeps its own text needs none.
    Guaranteed: exactly the slice of the text that was parsed. Of a document the length and the SHA-256 are compared; of a
    speech or a point every marker, title and passage, so that only stops, white space and Markdown marks go unproved.
    Raises TextError when there is no text, or when it is another one.
    """
    if isinstance(part, Document):
        return text_of(part, text.text if isinstance(text, Document) else text)
    whole = text_of(text) if isinstance(text, Document) else text
    if whole is None:
        raise TextError("a speech or a point does not keep its text: give it, or a document that keeps it")
    for leaf in _leaves(part):
        words = whole[slice(*leaf.span)]
        if leaf.text not in {words, unbroken(words)}:
            raise TextError(f"another text: at {leaf.span[0]} stands {words[:SHOWN]!r} in place of {leaf.text[:SHOWN]!r}")
    return whole[slice(*part.span)]


def text_of(document: Document, text: str | None = None) -> str:
    """The text of a document: the one that was given, if it is the document's, or else the one that it keeps.

    Raises TextError when there is none, or when it is another one.
    """
    whole = document.text if text is None else text
    if whole is None:
        raise TextError("the document does not keep its text: give it as `text`, or parse with `keep_text=True`")
    source = document.source
    if len(whole) != source.length or sha256(whole.encode("utf-8", "replace")).hexdigest() != source.sha256:
        there = f"{len(whole)} characters" if len(whole) != source.length else "as many characters, others"
        raise TextError(f"not the text of the document, which has {source.length} characters: {there}")
    return whole


def blocks_of(speech: Speech) -> tuple[Block, ...]:
    """Opening, body and closing of a speech in one."""
    return (*speech.opening, *speech.body, *speech.closing)


def _stretches(within: Document | Speech | Point) -> Iterator[tuple[Speech | None, int, tuple[Block, ...]]]:
    """What is to be walked: each speech with its number."""
    if isinstance(within, Document):
        yield None, 0, within.preface
        yield from ((speech, number, blocks_of(speech)) for number, speech in enumerate(within.speeches, 1))
    elif isinstance(within, Speech):
        yield within, 0, blocks_of(within)
    else:
        yield None, 0, within.content


def _walk(blocks: tuple[Block, ...], above: tuple[Point, ...], speech: Speech | None, number: int) -> Iterator[Located]:
    for point in points_of(blocks):
        yield Located(point, above, speech, number)
        if point.content:
            yield from _walk(point.content, (*above, point), speech, number)


def _holder(points: tuple[Point, ...], offset: int) -> Point | None:
    """The one of points side by side that holds an offset."""
    at = bisect_right(points, offset, key=_start) - 1
    return points[at] if at >= 0 and offset < points[at].span[1] else None


def _start(point: Point) -> int:
    return point.span[0]


def _leaves(part: Speech | Point) -> Iterator[Marker | Title | Passage]:
    """The markers, titles and passages of a part."""
    if isinstance(part, Point):
        yield from (part.marker, part.title)
    for block in part.content if isinstance(part, Point) else blocks_of(part):
        if isinstance(block, Series):
            yield from chain.from_iterable(map(_leaves, block.points))
        else:
            yield block
