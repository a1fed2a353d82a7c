"""The text of a sheet: a block for each line, in which markers, titles and findings are marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import count, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from speechtree.models import Diagnostic
from speechtree.positions import LINE_BREAK
from speechtree.source import EDGE, MARKS
from speechtree.writers.entries import seen
from speechtree.writers.html.exact import exact
from speechtree.writers.html.sheets import Sheet, flat, holders, line_start

MARGIN: Final = re.compile(rf"[{re.escape(EDGE)}]*")
SMALLEST: Final = 4  # headings of this depth and below look alike
STOPS: Final = "。；：:;."
BYLINE: Final = 24  # characters, at most, of a date or a name under the title of a speech


class Mark(NamedTuple):
    """A stretch of the text that stands out: the marker or the title of a point, the title line of a speech."""

    start: int
    end: int
    role: str
    number: int = 0
    depth: int = 0


def lines_of(sheet: Sheet, words: Mapping[str, str], *, first: int) -> Iterator[str]:
    """The lines in order, with notes on what was found in them. Every character of the sheet's text is in exactly one line.

    first: the number of its first finding among all of the page.
    """
    marked = _Marked(sheet, words)
    notes = sorted(zip(count(first), sheet.findings, holders(sheet), strict=False), key=lambda note: note[1].span, reverse=True)
    for start, end in _spans(sheet.text, *sheet.span):
        yield marked.line(start, end)
        while notes and notes[-1][1].span[0] < end:
            yield _note(*notes.pop(), words)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines with the breaks that end them."""
    for found in LINE_BREAK.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end


def _note(number: int, one: Diagnostic, holder: int, words: Mapping[str, str]) -> str:
    within = f' data-of="{holder}"' if holder else ""
    hint = f" <i>{escape(seen(one.hint))}</i>" if one.hint else ""
    head = f"<b>{words[one.severity]}</b> <code>{escape(one.code)}</code>"
    return f'<p class="note {one.severity}" id="f{number}"{within} role="note">{head} {escape(seen(one.message))}{hint}</p>\n'


class _Marked:
    """The lines of one sheet."""

    def __init__(self, sheet: Sheet, words: Mapping[str, str]) -> None:
        self.text = sheet.text
        self.marks = _marks(sheet)
        self.starts = [mark.start for mark in self.marks]
        self.parts = {branch.start: branch for _, branch in flat(sheet.branches) if branch.point is None}
        self.findings = _united(sorted(one.span for one in sheet.findings))
        self.words = words
        self.leaves = _united(sorted({*sheet.passages, *((mark.start, mark.end) for mark in self.marks)}))
        self.bylines = _bylines(sheet)
        edges = {edge for mark in self.marks for edge in (mark.start, mark.end)}
        self.edges = sorted(edges.union(self.parts, *self.findings))

    def line(self, start: int, end: int) -> str:
        """A line as a block."""
        words = self.text[start:end]
        if not words.strip():
            return f'<p class="line blank">{exact(words)}</p>\n'
        inner, outer = _inside(words, start)
        kind = self.kind(inner, outer)
        body = _margin(self.text[start:inner]) + "".join(self.pieces(inner, outer)) + _margin(self.text[outer:end])
        return f'<p class="line{kind}">{body}</p>\n'

    def kind(self, start: int, end: int) -> str:
        """The further classes of a line: whether it goes on with the one before it; what it begins with, or is altogether."""
        on = " on" if _holds(self.leaves, start, inside=True) else ""
        mark = self.mark_at(start)
        if mark is None:
            return on or (" byline" if start < self.bylines else "")
        if mark.role == "name":
            return " name"
        at = bisect_right(self.starts, start) - 1
        if mark.role == "title" and line_start(self.text, self.marks[at - 1].start) is None:
            return on
        title = self.marks[at + 1] if mark.role == "marker" and at + 1 < len(self.marks) else mark
        filled = title.role == "title" and not self.text[title.end : end].strip(EDGE + STOPS)
        return f"{on} {'heading' if filled else 'point'} d{min(title.depth, SMALLEST)}"

    def mark_at(self, offset: int) -> Mark | None:
        """The mark that holds an offset."""
        at = bisect_right(self.starts, offset) - 1
        return self.marks[at] if at >= 0 and offset < self.marks[at].end else None

    def pieces(self, start: int, end: int) -> Iterator[str]:
        """The words of a line, cut where marks and findings begin or end."""
        inside = self.edges[bisect_right(self.edges, start) : bisect_right(self.edges, end - 1)]
        stops = [start, *inside, end]
        for one, other in pairwise(stops):
            words = exact(self.text[one:other])
            if _holds(self.findings, one):
                words = f'<mark class="finding">{words}</mark>'
            yield self.anchor(one) + _dressed(words, self.mark_at(one), one)

    def anchor(self, offset: int) -> str:
        """Where the outline leads to for an opening, a closing or a preface."""
        branch = self.parts.get(offset)
        if branch is None:
            return ""
        return f'<span class="part" id="n{branch.number}" data-n="{branch.number}" data-part="{self.words[branch.kind]}"></span>'


def _marks(sheet: Sheet) -> list[Mark]:
    """The marks of a sheet, in order; none overlaps another."""
    found = [Mark(*sheet.title, "name")] if sheet.title[0] < sheet.title[1] else []
    for depth, branch in flat(sheet.branches):
        if branch.point:
            found.append(Mark(*branch.point.marker.span, "marker", branch.number, depth))
            found.append(Mark(*branch.point.title.span, "title", branch.number, depth))
    last, marks = 0, []
    for mark in sorted(found):
        if last <= mark.start < mark.end:
            marks.append(mark)
            last = mark.end
    return marks


def _bylines(sheet: Sheet) -> int:
    """Where the dates and names end that stand under the title of a speech: with the first salutation, sentence or point."""
    last = min((branch.start for _, branch in flat(sheet.branches) if branch.point), default=sheet.span[1])
    if sheet.title[0] == sheet.title[1]:
        return sheet.span[0]
    for start, end in _spans(sheet.text, sheet.title[1], last):
        words = sheet.text[start:end].strip(EDGE)
        if len(words) > BYLINE or words.endswith(tuple(STOPS + "，、！？!?")):
            return start
    return last


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    united: list[tuple[int, int]] = []
    for start, end in spans:
        if united and start < united[-1][1]:
            before = united.pop()
            united.append((before[0], max(before[1], end)))
        else:
            united.append((start, end))
    return united


def _holds(spans: Sequence[tuple[int, int]], offset: int, *, inside: bool = False) -> bool:
    """Whether one of the spans, in order and apart, holds an offset. inside: and begins before it."""
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return at >= 0 and spans[at][0] + inside <= offset < spans[at][1]


def _inside(words: str, start: int) -> tuple[int, int]:
    """The span of a line without its margins."""
    found = MARGIN.match(words)
    inner = start + (found.end() if found else 0)
    return inner, max(inner, start + len(words.rstrip(EDGE)))


def _margin(words: str) -> str:
    """White space and Markdown marks at the edges of a line."""
    if not words.strip("\r\n"):
        return exact(words)
    return f'<span class="{"marks" if set(words) & set(MARKS) else "margin"}">{exact(words)}</span>'


def _dressed(words: str, mark: Mark | None, start: int) -> str:
    """Words that begin at `start`, as what they are a part of."""
    if mark is None:
        return words
    if mark.role == "marker":
        name = f' id="n{mark.number}"' if start == mark.start else ""
        return f'<a class="marker"{name} data-n="{mark.number}" href="#o{mark.number}">{words}</a>'
    if mark.role == "name":
        return words
    return f'<b class="d{min(mark.depth, SMALLEST)}" data-n="{mark.number}">{words}</b>'
