"""Documents as nested entries: what the writers of outlines have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, TypedDict, Unpack
from unicodedata import combining, east_asian_width

from speechtree.diagnose import Language
from speechtree.models import Block, Document, Passage, Point, Series, Speech, points_of
from speechtree.walking import blocks_of
from speechtree.writers.words import WORDS

FIRST_WORDS: Final = 40  # columns of a paragraph that are shown when its words are no title
FULL_WIDTH_MARKS: Final = ("、", "，", "。", "：", "；", "．", "）")
# Control characters and those that turn the direction of writing: in a terminal they would act instead of being seen.
UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+")
ILLEGAL: Final = re.compile(r"[\ud800-\udfff\ufffe\uffff]")  # in UTF-8, and in XML


class Shown(TypedDict, total=False):
    """What the writers of outlines may be told.

    language: of the words that are not the text's; English if not given. depth: how many depths of points there are at most.
    heads: whether the points straight in the bodies of speeches are all that there is.
    """

    language: Language
    depth: int | None
    heads: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A point, a speech or a file: its words on one line, the passages that stand directly in it, and what hangs under it."""

    words: str
    passages: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def entries_of(*documents: Document, notes: bool = False, **shown: Unpack[Shown]) -> tuple[Entry, ...]:
    """The speeches of a document, its preface before them; of several documents, each under its name.

    notes: whether passages are shown; then a closing stands as an entry of its own behind the points.
    """
    view = _View(notes, **shown)
    if len(documents) == 1:
        return tuple(view.document(documents[0]))
    return tuple(Entry(name_of(one, view.language), entries=tuple(view.document(one))) for one in documents)


def rooted(*documents: Document, notes: bool = False, **shown: Unpack[Shown]) -> Entry:
    """The one speech that there is, or an entry that all hang under."""
    entries = entries_of(*documents, notes=notes, **shown)
    if len(entries) == 1:
        return entries[0]
    language = shown.get("language", "en")
    several = WORDS[language]["files"].format(len(documents))
    return Entry(name_of(documents[0], language) if len(documents) == 1 else several, entries=entries)


def name_of(document: Document, language: Language = "en") -> str:
    """What a document is called."""
    return seen(document.source.name or WORDS[language]["text"])


@dataclass(frozen=True, slots=True)
class _View:
    """What is shown of documents."""

    notes: bool
    language: Language = "en"
    depth: int | None = None
    heads: bool = False

    def document(self, document: Document) -> Iterator[Entry]:
        """The preface and the speeches."""
        if document.preface and not self.heads:
            yield self.aside("preface", document.preface)
        yield from map(self.speech, document.speeches)

    def speech(self, speech: Speech) -> Entry:
        """A speech. Its opening is its own passages, unless it has points, which are no heads."""
        title = seen(speech.title.text) if speech.title else untitled(speech, self.language)
        if self.heads:
            return Entry(title, (), self.points(speech.body))
        before, after = without_title(speech, speech.opening), speech.closing
        own = (*(() if points_of(before) else before), *without_title(speech, speech.body))
        asides = (("opening", before, False), ("closing", after, self.notes))
        first, last = (
            (self.aside(name, blocks),) if blocks and (wanted or points_of(blocks)) else () for name, blocks, wanted in asides
        )
        return Entry(title, _passages(own), (*first, *self.points(speech.body), *last))

    def aside(self, name: str, blocks: Sequence[Block]) -> Entry:
        """What stands beside the points of the speeches."""
        return Entry(f"… {WORDS[self.language][name]}{first_words(blocks)}", _passages(blocks), self.points(blocks))

    def points(self, blocks: Iterable[Block], depth: int = 1) -> tuple[Entry, ...]:
        """The points of all series among blocks, which stand at a depth."""
        if depth > (1 if self.heads else self.depth or depth):
            return ()
        return tuple(self.point(point, depth) for point in points_of(iter(blocks)))

    def point(self, point: Point, depth: int) -> Entry:
        """A point, with the first words of its passages where it has no title."""
        passages = _passages(point.content)
        first = "" if point.title.text else cut("".join(passages), FIRST_WORDS)
        words = joined(seen(point.marker.text), seen(point.title.text) or (first and f"… {first}"))
        return Entry(words, () if self.heads else passages, self.points(point.content, depth + 1))


def untitled(speech: Speech, language: Language) -> str:
    """What a speech without a title is called: that it has none, and the words before its first point."""
    before = list(takewhile(lambda one: isinstance(one, Passage), blocks_of(speech)))
    return (WORDS[language]["untitled"] + first_words(before)).rstrip()


def without_title(speech: Speech, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks of a speech but for the passages that make its title."""
    start, end = speech.title.span if speech.title else (0, 0)
    return tuple(one for one in blocks if isinstance(one, Series) or not start <= one.span[0] <= one.span[1] <= end)


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
