"""The paragraphs of a document as a person reads them, in order, each with its number.

Cells of tables come row by row; the paragraphs of a text box follow the paragraph that it hangs on. Headers, footers, notes
and comments stand in other parts of the file, and are left out.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from speechtree.readers.word.numbering import Numbering
from speechtree.readers.word.package import Parts, W
from speechtree.readers.word.runs import SKIPPED, Piece, Runs, deleted, shown
from speechtree.readers.word.styles import Styles, heading

PARAGRAPH: Final = f"{W}p"
MOST_MARKS: Final = 6  # of a heading in Markdown


class Line(NamedTuple):
    """A paragraph. before: what its pieces do not have: the Markdown marks of a heading, and its number.

    place: which paragraph of the body it is, or in a text box hangs on, counted from 1; None in a table or content control.
    """

    paragraph: Element
    place: int | None
    before: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.before + "".join(piece.text for piece in self.pieces)


def lines_of(parts: Parts) -> list[Line]:
    """The paragraphs that are shown, in the order of reading."""
    return _Reading(parts).lines


class _Reading:
    """Goes through the document once, as the numbers depend on all that comes before."""

    def __init__(self, parts: Parts) -> None:
        self.styles = Styles(parts.styles)
        self.numbering = Numbering(parts.numbering, self.styles)
        self.lines: list[Line] = []
        self.joined: list[Piece] = []  # of paragraphs that run on, as their ends are deleted
        count = 0
        for body in parts.document.iterchildren(f"{W}body"):
            for block in body:
                count += block.tag == PARAGRAPH
                self.place = count if block.tag == PARAGRAPH else None
                self.block(block)

    def block(self, element: Element) -> None:
        if element.tag == PARAGRAPH:
            self.paragraph(element)
        elif element.tag not in SKIPPED and not deleted(element.find(f"{W}trPr")):
            for child in shown(element):
                self.block(child)

    def paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.of_paragraph(properties)
        runs = Runs(paragraph, self.styles, style)
        mark = None if properties is None else properties.find(f"{W}rPr")
        if deleted(mark) and (_runs_on(paragraph) or not (runs.pieces or self.joined)):
            self.joined += runs.pieces
        elif runs.pieces or self.joined or not self.styles.hidden(mark, style):
            label, pieces = self.numbering.label(properties, style), (*self.joined, *runs.pieces)
            depth = heading(properties, style) if pieces or label else 0
            marks = "#" * min(depth, MOST_MARKS) + " " if depth else ""
            self.lines.append(Line(paragraph, self.place, marks + label, pieces))
            self.joined = []
        for box in runs.boxes:
            self.block(box)


def _runs_on(paragraph: Element) -> bool:
    """Whether another paragraph follows, and no table or content control before it."""
    following = next(paragraph.itersiblings(PARAGRAPH, f"{W}tbl", f"{W}sdt"), None)
    return following is not None and following.tag == PARAGRAPH
