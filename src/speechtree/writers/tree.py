"""The outline as a tree that a person reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, east_asian_width

from speechtree.models import Block, Document, Passage, Point, Series, Span, Speech

BOLD: Final = "1"
DIM: Final = "2"
CYAN: Final = "36"

FIRST_WORDS = 40  # columns of a paragraph that are shown when its words are no title
LEAST = 12  # columns that a title has at any depth, even if the line grows too long for the terminal
FULL_WIDTH_MARKS = ("、", "，", "。", "：", "；", "．", "）")
# Control characters and those that turn the direction of writing: in a terminal they would act instead of being seen.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree and what hangs under it: a sign (a marker, "…" for an aside) and words, each in its ink."""

    sign: str
    words: str
    sign_ink: str = ""
    words_ink: str = ""
    branches: tuple[Branch, ...] = ()


def write_tree(document: Document, *, width: int | None = None, colour: bool = False, file: str | None = None) -> str:
    """The speeches of a document with their points, one line each; every line ends with a line break.

    width: the columns of the terminal, to which titles are cut; without it they stand in full.
    colour: whether to paint with ANSI escape sequences.
    file: what to call the file; its name is then the root of the tree, otherwise each speech is one.
    """
    branches = tuple(_document(document))
    if file is not None:
        branches = (Branch("", _seen(file), words_ink=BOLD, branches=branches),)
    lines: list[str] = []
    for branch in branches:
        if lines and branch.branches:
            lines.append("")
        lines.append(_line("", branch, width, colour=colour))
        lines.extend(_lines(branch.branches, "", width, colour=colour))
    return "".join(line + "\n" for line in lines)


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


def _document(document: Document) -> Iterator[Branch]:
    yield from _asides("preface", document.preface)
    yield from map(_speech, document.speeches)


def _speech(speech: Speech) -> Branch:
    """A speech without a title has its first words instead, which would be those of its opening once more."""
    title = speech.title.span if speech.title else (0, 0)
    opening = [block for block in speech.opening if isinstance(block, Series) or not _within(block.span, title)]
    body = [block for block in speech.body if isinstance(block, Series) or not _within(block.span, title)]
    words = speech.title.text if speech.title else _first_words((*opening, *body, *speech.closing)) or "(empty)"
    before = _asides("opening", opening) if speech.title else _points(opening)
    branches = (*before, *_points(body), *_asides("closing", speech.closing))
    if not speech.points:
        branches = (*branches, Branch("…", "no points", DIM, DIM))
    return Branch("", _seen(words), words_ink=BOLD, branches=branches)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _asides(name: str, blocks: Sequence[Block]) -> Iterator[Branch]:
    """What stands beside the points: its first words, and points of its own if it has any."""
    if blocks:
        yield Branch("…", f"{name}: {_first_words(blocks)}", DIM, DIM, tuple(_points(blocks)))


def _points(blocks: Iterable[Block]) -> Iterator[Branch]:
    for block in blocks:
        if isinstance(block, Series):
            yield from map(_point, block.points)


def _point(point: Point) -> Branch:
    marker, branches = _seen(point.marker.text), tuple(_points(point.content))
    if point.title.text:
        return Branch(marker, _seen(point.title.text), CYAN, branches=branches)
    words = _first_words([block for block in point.content if isinstance(block, Passage)])
    return Branch(marker, words and "… " + words, CYAN, DIM, branches)


def _first_words(blocks: Iterable[Block]) -> str:
    """As many words of the first passages as fit into a few columns; of a series, those of its first point."""
    words = ""
    for block in blocks:
        if isinstance(block, Series):
            return words or cut(_seen(block.points[0].marker.text + block.points[0].title.text), FIRST_WORDS)
        words += _seen(block.text)
        if columns_of(words[: FIRST_WORDS + 1]) > FIRST_WORDS:
            break
    return cut(words, FIRST_WORDS)


def _seen(words: str) -> str:
    return UNSEEN.sub("", " ".join(words.split()))


def _lines(branches: Sequence[Branch], guide: str, width: int | None, *, colour: bool) -> Iterator[str]:
    for branch in branches:
        last = branch is branches[-1]
        yield _line(guide + ("└─ " if last else "├─ "), branch, width, colour=colour)
        yield from _lines(branch.branches, guide + ("   " if last else "│  "), width, colour=colour)


def _line(guide: str, branch: Branch, width: int | None, *, colour: bool) -> str:
    sign, words = branch.sign + _gap(branch), branch.words
    if width is not None:
        words = cut(words, max(width - columns_of(guide + sign), LEAST))
    return (
        _paint(guide, DIM, colour=colour)
        + _paint(sign, branch.sign_ink, colour=colour)
        + _paint(words, branch.words_ink, colour=colour)
    )


def _gap(branch: Branch) -> str:
    """The space between sign and words; a full-width mark of punctuation is white enough on its right."""
    if not branch.sign or not branch.words or branch.sign.endswith(FULL_WIDTH_MARKS):
        return ""
    return " "


def _paint(words: str, ink: str, *, colour: bool) -> str:
    return f"\x1b[{ink}m{words}\x1b[0m" if colour and ink and words else words
