"""The table of parts: a document as rows, one for each speech and each point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from speechtree.models import Block, Diagnostic, Document, Passage, Point, Series, Speech

NO_ORDINAL = 0  # stands in a path for a marker that carries no number


class Part(NamedTuple):
    """One row. The fields are the columns of the table; offsets are characters of the text that was given.

    A speech has depth 0 and no marker; its title, if it has one, repeats words of its text. The preface of a document,
    if it has one, is a row like that of a speech, with the number 0. A document that failed is one row with its name
    and the error.
    """

    document: str | None
    speech: int | None = None
    path: tuple[int, ...] | None = None
    depth: int | None = None
    style: str | None = None
    marker: str | None = None
    title: str | None = None
    stop: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    marker_start: int | None = None
    marker_end: int | None = None
    title_start: int | None = None
    title_end: int | None = None
    confidence: float | None = None
    findings: list[str] | None = None
    error: str | None = None


def parts(document: Document, name: str | None = None) -> list[Part]:
    """The rows of a document in the order of the text: each speech, then its points, each before those under it.

    name: what the column `document` says; without it, the name of the document's source.
    Guaranteed: the markers, titles, stops and texts of the rows, but for the titles of speeches, hold every character of
    the text once, save white space and the Markdown marks of a line; each code of the document's diagnostics is among
    the findings of the innermost part in which the diagnostic starts.
    """
    rows = _Rows(document.source.name if name is None else name)
    if document.preface:
        end = document.speeches[0].span[0] if document.speeches else document.source.length
        rows.add_speech(0, Speech(span=(0, end), opening=document.preface))
    for number, speech in enumerate(document.speeches, 1):
        rows.add_speech(number, speech)
    rows.add_findings(document.diagnostics)
    return rows.rows


def failed(name: str | None, error: str) -> Part:
    """The row of a document that has no outline."""
    return Part(name, error=error)


class _Rows:
    """The rows of one document while they are gathered."""

    def __init__(self, document: str | None) -> None:
        """No rows yet. `parents` has for each row the place of the row that it stands under; a speech has itself."""
        self.document = document
        self.rows: list[Part] = []
        self.parents: list[int] = []

    def add_speech(self, number: int, speech: Speech) -> None:
        """Add the rows of a speech."""
        blocks = (*speech.opening, *speech.body, *speech.closing)
        title, (title_start, title_end) = (speech.title.text, speech.title.span) if speech.title else (None, (None, None))
        row = len(self.rows)
        self.parents.append(row)
        self.rows.append(
            Part(
                self.document,
                number,
                (),
                0,
                title=title,
                text=_words(blocks),
                start=speech.span[0],
                end=speech.span[1],
                title_start=title_start,
                title_end=title_end,
                findings=[],
            )
        )
        self.add_blocks(blocks, number, (), row)

    def add_blocks(self, blocks: Sequence[Block], speech: int, path: tuple[int, ...], parent: int) -> None:
        """Add the rows of all points among blocks."""
        for block in blocks:
            if isinstance(block, Series):
                for point in block.points:
                    self.add_point(point, speech, path, parent)

    def add_point(self, point: Point, speech: int, path: tuple[int, ...], parent: int) -> None:
        """Add the rows of a point."""
        marker, title, content = point.marker, point.title, point.content
        path = (*path, marker.ordinal or NO_ORDINAL)
        row = len(self.rows)
        self.parents.append(parent)
        self.rows.append(
            Part(
                self.document,
                speech,
                path,
                len(path),
                marker.style,
                marker.text,
                title.text,
                title.stop,
                _words(content) if content else "",
                *point.span,
                *marker.span,
                *title.span,
                point.confidence,
                [],
            )
        )
        if content:
            self.add_blocks(content, speech, path, row)

    def add_findings(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Note each code in the innermost part in which its diagnostic starts."""
        starts = [row.start for row in self.rows] if diagnostics else []
        for diagnostic in diagnostics:
            at = diagnostic.span[0]
            row = bisect_right(starts, at) - 1  # type: ignore[type-var]
            while self.rows[row].end <= at and self.parents[row] != row:  # type: ignore[operator]
                row = self.parents[row]
            self.rows[row].findings.append(diagnostic.code)  # type: ignore[union-attr]


def _words(blocks: Sequence[Block]) -> str:
    """The words that stand directly among blocks, in no point."""
    return "\n".join([block.text for block in blocks if isinstance(block, Passage)])
