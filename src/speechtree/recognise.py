"""Recognise: find every place in a text where a marker may stand. It proposes; it never rejects."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from speechtree.grammar import Grammar
from speechtree.source import Source
from speechtree.styles import Style

SENTENCE_ENDS: Final = frozenset("。！？；!?;…\n\r")
CLAUSE_ENDS: Final = frozenset("，：:,—\u3000")
CLOSERS: Final = frozenset("”」』’）)】》")
SPACES: Final = frozenset(" \t\xa0")

STOPS: Final = frozenset("，、。：,:；;")
LEADING_SIGN: Final = re.compile(r"[【•·●○■□◆◇▪▲★☆–—-][ \t*\u3000]*")  # may stand at the start of a line before its marker
NOUNS: Final = 8  # a text has no more nouns than this that it numbers: 任务一：

# Words before a marker that do not hide it: 这 那么 另外 我想 我认为 主要 …
FILLERS: Final = (
    "这", "那", "那么", "这个", "另外", "我想", "我看", "我认为", "我觉得", "我们认为", "主要", "主要是", "我的", "而", "即",
    "包括", "就是", "應該說", "我認為", "我覺得", "我先说", "再说", "那就是", "说", "讲", "嗯", "呃", "啊", "还有", "我说",
)  # fmt: skip


class Place(IntEnum):
    """Where a candidate stands."""

    INNER = 0
    CLAUSE = 1
    SENTENCE = 2
    LINE = 3


LINE: Final = Place.LINE


class Candidate:
    """A place where a marker may stand.

    start, end: its span in the text. style, ordinal: what it would be. group: candidates of one group may run on in one
    series. open: whether no punctuation ends the marker. place: where it stands, line: whether that is the start of a
    paragraph. paragraph: the number of its paragraph.
    """

    __slots__ = ("end", "group", "line", "open", "ordinal", "paragraph", "place", "start", "style", "worded")

    def __init__(self, start: int, marker: str, style: Style, place: Place, paragraph: int) -> None:
        """Read the marker."""
        self.start, self.end, self.style, self.worded = start, start + len(marker), style, style.worded
        self.ordinal, self.group, self.open = read_marker(style, marker)
        self.place, self.line, self.paragraph = place, place is LINE, paragraph


def recognise(source: Source, grammar: Grammar) -> list[Candidate]:
    """All candidates of a text, in order; no two overlap."""
    found: dict[int, Candidate] = {}
    text, styles = source.text, grammar.styles
    match_line = grammar.line.match
    for paragraph, at in enumerate(source.starts):
        match = match_line(text, at)
        if match is None and (sign := LEADING_SIGN.match(text, at)):
            match = match_line(text, sign.end())
        if match and match.end() <= source.ends[paragraph]:
            start = match.start()
            found[start] = Candidate(start, match[0], styles[match.lastgroup], LINE, paragraph)  # type: ignore[index]
    _named_in_prose(source, grammar, found)
    _scan_prose(source, grammar, found)
    return _without_overlaps([found[start] for start in sorted(found)])


def _scan_prose(source: Source, grammar: Grammar, found: dict[int, Candidate]) -> None:
    text, starts, ends = source.text, source.starts, source.ends
    styles, match_run_in = grammar.styles, grammar.run_in.match
    paragraph, last, end = 0, len(starts) - 1, 0
    for shore in grammar.shore.finditer(text):
        start = shore.start()
        if start < end or start in found:
            continue
        match = match_run_in(text, start)
        if match is None:
            continue
        while paragraph < last and starts[paragraph + 1] <= start:
            paragraph += 1
        if match.end() > ends[paragraph]:  # its two halves stand in two paragraphs
            continue
        end = match.end()
        place = place_of(text, start, starts[paragraph])
        found[start] = Candidate(start, match[0], styles[match.lastgroup], place, paragraph)  # type: ignore[index]


def _named_in_prose(source: Source, grammar: Grammar, found: dict[int, Candidate]) -> None:
    """Markers like 理由一： inside paragraphs, of the nouns that open paragraphs elsewhere in the text."""
    text, named = source.text, [candidate for candidate in found.values() if candidate.style.name == "named"]
    nouns = dict.fromkeys(text[candidate.start : candidate.start + 2] for candidate in named)
    for noun in list(nouns)[:NOUNS]:
        at = text.find(noun)
        while at >= 0:
            match = grammar.line.match(text, at)
            if match and match.lastgroup == "NAMED_HEADING" and at not in found:
                paragraph = source.paragraph_at(at)
                place = place_of(text, at, source.starts[paragraph])
                found[at] = Candidate(at, match[0], grammar.styles[match.lastgroup], place, paragraph)
            at = text.find(noun, at + 2)


@lru_cache(maxsize=4096)
def read_marker(style: Style, marker: str) -> tuple[int, str, bool]:
    """The ordinal and the group of a marker, and whether no punctuation ends it."""
    group = style.group or style.name
    return style.ordinal(marker), group + style.numbering(marker) if style.numbering else group, marker[-1] not in STOPS


def place_of(text: str, start: int, paragraph_start: int) -> Place:
    """Where in its paragraph an offset stands: at the start, after the end of a sentence, after one of a clause, or inside."""
    at = start - 1
    while at >= paragraph_start and text[at] in SPACES:
        at -= 1
    while text[at] in CLOSERS and at > paragraph_start:
        at -= 1
    if text[at] in SENTENCE_ENDS:
        return Place.SENTENCE
    if text[at] in CLAUSE_ENDS:
        return Place.CLAUSE
    before = text[max(paragraph_start, start - 8) : start].rstrip()
    for filler in FILLERS if before.endswith(FILLERS) else ():
        if before.endswith(filler):
            rest = before[: -len(filler)]
            if not rest and start - len(before) == paragraph_start:
                return LINE
            if not rest or rest[-1] in SENTENCE_ENDS or rest[-1] in CLAUSE_ENDS:
                return Place.CLAUSE
    return Place.INNER


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept
