"""What the page shows: a sheet for each speech, with the entries of its outline and its stretch of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final, Literal

from speechtree.models import Block, Diagnostic, Document, Point, Speech, points_of
from speechtree.source import EDGE
from speechtree.walking import blocks_of, text_of
from speechtree.writers.entries import first_words, name_of, seen, without_title

Kind = Literal["point", "preface", "opening", "closing"]
LINE_BREAKS: Final = "\r\n"


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry of the outline and what hangs under it.

    number: among all entries of the page. start: where it begins in the text. words: its title, or its first words where it has
    none. point: None for a preface, an opening and a closing.
    """

    number: int
    kind: Kind
    start: int
    words: str
    point: Point | None = None
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A speech, or what stands before the first one. The sheets of a document have all of its text, in order.

    title: the span of the speech's title line. passages: those of all its passages. file, document: what the document is called,
    and its number.
    """

    number: int
    name: str
    file: str
    document: int
    text: str
    span: tuple[int, int]
    title: tuple[int, int]
    passages: tuple[tuple[int, int], ...]
    branches: tuple[Branch, ...]
    findings: tuple[Diagnostic, ...]


def sheets_of(documents: Iterable[Document]) -> Iterator[Sheet]:
    """The sheets of all documents. Raises TextError for a document that does not keep its text."""
    numbered, sheets = _Numbered(count(1)), count(1)
    for at, document in enumerate(documents):
        text = text_of(document)
        parts: list[Speech | None] = [*document.speeches]
        if document.preface or not parts:
            parts.insert(0, None)
        for part, span in zip(parts, _stretches(text, parts), strict=True):
            yield Sheet(
                number=next(sheets),
                name=_name(part) if part else "",
                file=name_of(document),
                document=at,
                text=text,
                span=span,
                title=part.title.span if part and part.title else (span[0], span[0]),
                passages=tuple(_passages(blocks_of(part) if part else document.preface)),
                branches=tuple(numbered.speech(part) if part else numbered.aside("preface", document.preface)),
                findings=tuple(one for one in document.diagnostics if span[0] <= one.span[0] < span[1]),
            )


def holders(sheet: Sheet) -> list[int]:
    """For each finding the number of the branch that it stands in, if in none under that; of the first for what is before it.

    0 where there is no branch.
    """
    branches = [branch for _, branch in flat(sheet.branches)]
    starts = [branch.start for branch in branches]
    places = (max(bisect_right(starts, one.span[0]) - 1, 0) for one in sheet.findings)
    return [branches[at].number if branches else 0 for at in places]


def _name(speech: Speech) -> str:
    title = speech.title.text if speech.title else ""
    return seen(title) or first_words((*speech.opening, *speech.body, *speech.closing)) or "…"


def _passages(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if block.kind == "passage":
            yield block.span
        else:
            for point in block.points:
                yield from _passages(point.content)


def _stretches(text: str, parts: Sequence[Speech | None]) -> Iterator[tuple[int, int]]:
    """Where the sheets begin and end: together they are the whole text."""
    inner = [part.span[0] for part in parts[1:] if part]
    return pairwise([0, *(start if (line := line_start(text, start)) is None else line for start in inner), len(text)])


def line_start(text: str, start: int) -> int | None:
    """Where the line begins that an offset opens, but for white space and Markdown marks before it; None if it opens none."""
    while start and text[start - 1] in EDGE and text[start - 1] not in LINE_BREAKS:
        start -= 1
    return start if not start or text[start - 1] in LINE_BREAKS else None


class _Numbered:
    """Makes branches, each with the next number, in the order of the text."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.numbers = numbers

    def speech(self, speech: Speech) -> Iterator[Branch]:
        """What a speech has under its title, which it does not have itself."""
        opening = without_title(speech, speech.opening)
        yield from self.aside("opening", opening) if speech.title else self.points(opening)
        yield from self.points(without_title(speech, speech.body))
        yield from self.aside("closing", speech.closing)

    def aside(self, kind: Kind, blocks: Sequence[Block]) -> Iterator[Branch]:
        """What is no point, if there is any of it, with the points inside it."""
        if blocks:
            number = next(self.numbers)
            yield Branch(number, kind, blocks[0].span[0], first_words(blocks), branches=tuple(self.points(blocks)))

    def points(self, blocks: Sequence[Block]) -> Iterator[Branch]:
        """The points of all series among blocks."""
        for point in points_of(iter(blocks)):
            number, words = next(self.numbers), seen(point.title.text)
            if not words:
                words = "… " + first_words([one for one in point.content if one.kind == "passage"])
            yield Branch(number, "point", point.span[0], words, point, tuple(self.points(point.content)))


def flat(branches: Iterable[Branch], depth: int = 1) -> Iterator[tuple[int, Branch]]:
    """All branches with their depths, each before those under it."""
    for branch in branches:
        yield depth, branch
        yield from flat(branch.branches, depth + 1)
