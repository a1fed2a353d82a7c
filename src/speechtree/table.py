"""The table of parts: a document as rows, one for each speech and each point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from speechtree.models import Block, Diagnostic, Document, Speech

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


EMPTY = Part(None)


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
    return rows.parts


def to_records(document: Document, name: str | None = None) -> list[dict[str, Any]]:
    """The rows of a document as plain dicts: what pandas and Polars make a frame of.

    There is one for the preface, if there is one (as speech 0), for each speech and for each point.

    The keys are the fields of `Part` but for `error`; all that is said of `parts` holds.
    """
    return [{column: value for column, value in row._asdict().items() if column != "error"} for row in parts(document, name)]


def failed(name: str | None, error: str) -> Part:
    """The row of a document that has no outline."""
    return Part(name, error=error)


class _Rows:
    """The rows of one document while they are gathered."""

    def __init__(self, document: str | None) -> None:
        """No rows yet. `parents` has for each row the place of the row that it stands under; a speech has itself."""
        self.document = document
        self.parts: list[Part] = []
        self.parents: list[int] = []

    def add_speech(self, number: int, speech: Speech) -> None:
        """Add the rows of a speech."""
        row = self.reserve(len(self.parts))
        text = self.add_points((*speech.opening, *speech.body, *speech.closing), number, (), row)
        part = Part(self.document, number, (), 0, text=text, start=speech.span[0], end=speech.span[1], findings=[])
        if speech.title:
            start, end = speech.title.span
            part = part._replace(title=speech.title.text, title_start=start, title_end=end)
        self.parts[row] = part

    def add_points(self, blocks: Sequence[Block], speech: int, path: tuple[int, ...], parent: int) -> str:
        """Add the rows of all points among blocks; returned are the words that stand in no point."""
        words = []
        for block in blocks:
            if block.kind == "passage":
                words.append(block.text)
                continue
            for point in block.points:
                marker, title, content = point.marker, point.title, point.content
                here = (*path, marker.ordinal or NO_ORDINAL)
                start, end = point.span
                marker_start, marker_end = marker.span
                title_start, title_end = title.span
                row = self.reserve(parent)
                text = self.add_points(content, speech, here, row) if content else ""
                self.parts[row] = Part(
                    self.document,
                    speech,
                    here,
                    len(here),
                    marker.style,
                    marker.text,
                    title.text,
                    title.stop,
                    text,
                    start,
                    end,
                    marker_start,
                    marker_end,
                    title_start,
                    title_end,
                    point.confidence,
                    [],
                )
        return "\n".join(words)

    def reserve(self, parent: int) -> int:
        """The place of the next row, which is filled in once the rows under it are known."""
        self.parents.append(parent)
        self.parts.append(EMPTY)
        return len(self.parts) - 1

    def add_findings(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Note each code in the innermost part in which its diagnostic starts."""
        starts = [part.start for part in self.parts] if diagnostics else []
        for diagnostic in diagnostics:
            at = diagnostic.span[0]
            row = bisect_right(starts, at) - 1  # type: ignore[type-var]
            while self.parts[row].end <= at and self.parents[row] != row:  # type: ignore[operator]
                row = self.parents[row]
            self.parts[row].findings.append(diagnostic.code)  # type: ignore[union-attr]
