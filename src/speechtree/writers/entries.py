"""Documents as nested entries: what the writers of outlines have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, east_asian_width

from speechtree.models import Block, Document, Passage, Point, Series, Speech, points_of
from speechtree.walking import blocks_of

FIRST_WORDS: Final = 40  # columns of a paragraph that are shown when its words are no title
FULL_WIDTH_MARKS: Final = ("、", "，", "。", "：", "；", "．", "）")
# Control characters and those that turn the direction of writing: in a terminal they would act instead of being seen.
UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+")
ILLEGAL: Final = re.compile(r"[\ud800-\udfff\ufffe\uffff]")  # in UTF-8, and in XML


@dataclass(frozen=True, slots=True)
class Entry:
    """A point, a speech or a file: its marker, its title, the passages that stand directly in it, and what hangs under it."""

    title: str
    marker: str = ""
    passages: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def words(self) -> str:
        """Marker and title on one line; the first words of its passages where it has no title."""
        first = self.title or cut("".join(self.passages), FIRST_WORDS)
        return joined(self.marker, first if self.title or not first else f"… {first}")


def entries_of(*documents: Document) -> tuple[Entry, ...]:
    """The speeches of a document, its preface before them; of several documents, each under its name."""
    if len(documents) == 1:
        return tuple(_document(documents[0]))
    return tuple(Entry(name_of(document), entries=tuple(_document(document))) for document in documents)


def rooted(*documents: Document) -> Entry:
    """The one speech that there is, or an entry that all hang under."""
    entries = entries_of(*documents)
    if len(entries) == 1:
        return entries[0]
    return Entry(name_of(documents[0]) if len(documents) == 1 else f"{len(documents)} files", entries=entries)


def name_of(document: Document) -> str:
    """What a document is called."""
    return seen(document.source.name or "text")


def _document(document: Document) -> Iterator[Entry]:
    if document.preface:
        yield Entry("", "…", _passages(document.preface), _points(points_of(document.preface)))
    for speech in document.speeches:
        blocks = without_title(speech, blocks_of(speech))
        title = seen(speech.title.text) if speech.title else first_words(blocks)
        yield Entry(title or "…", "", _passages(blocks), _points(speech.points))


def without_title(speech: Speech, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks of a speech but for the passages that make its title."""
    start, end = speech.title.span if speech.title else (0, 0)
    return tuple(one for one in blocks if isinstance(one, Series) or not start <= one.span[0] <= one.span[1] <= end)


def _points(points: Iterable[Point]) -> tuple[Entry, ...]:
    return tuple(
        Entry(seen(point.title.text), seen(point.marker.text), _passages(point.content), _points(point.points))
        for point in points
    )


def _passages(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(seen(block.text) for block in blocks if isinstance(block, Passage))


def first_words(blocks: Sequence[Block]) -> str:
    """As many words of the first passages as fit into a few columns; of a series, those of its first point."""
    words = ""
    for block in blocks:
        if isinstance(block, Series):
            return words or cut(seen(block.points[0].marker.text + block.points[0].title.text), FIRST_WORDS)
        words += seen(block.text)
        if columns_of(words[: FIRST_WORDS + 1]) > FIRST_WORDS:
            break
    return cut(words, FIRST_WORDS)


def joined(marker: str, words: str) -> str:
    """A marker and words, with the space between them that they need."""
    return marker + gap(marker, words) + words


def gap(marker: str, words: str) -> str:
    """The space between marker and words; a full-width mark of punctuation is white enough on its right."""
    return "" if not marker or not words or marker.endswith(FULL_WIDTH_MARKS) else " "


def seen(words: str) -> str:
    """Words on one line, without what would act instead of being seen; what no encoding can hold is a �."""
    return ILLEGAL.sub("�", UNSEEN.sub("", " ".join(words.split())))


def cut(words: str, columns: int) -> str:
    """The words, or as many of them as fit into so many columns with a … at the end."""
    used = kept = 0
    for at, char in enumerate(words):
        used += columns_of(char)
        if used > columns:
            return words[:kept] + "…"
        if used < columns:
            kept = at + 1
    return words


def columns_of(words: str) -> int:
    """The columns that words take in a terminal: two for a full-width character, none for a combining one."""
    return sum(2 if east_asian_width(char) in "WF" else not combining(char) for char in words)
