"""The words of one paragraph as a person reads them, tracked changes accepted.

What is deleted or hidden is left out, and so is the code of a field (its result stays).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from speechtree.readers.word.package import W
from speechtree.readers.word.styles import Style, Styles

RUN: Final = f"{W}r"
BOX: Final = f"{W}txbxContent"
FIELD: Final = f"{W}fldChar"
BREAK: Final = f"{W}br"
ALTERNATES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WORDS = frozenset((f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", BREAK: "\n", f"{W}noBreakHyphen": "-"}
DELETED = (f"{W}del", f"{W}moveFrom")
SKIPPED = frozenset((*DELETED, f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}rt"))
UNSEEN_SPACE = re.compile(r"[\n\r\t]+")  # such a character in the XML is no line break or tab
NEW_PAGE = frozenset(("page", "column"))


class Piece(NamedTuple):
    """Some words, and the run that they stand in; a formula stands in none."""

    text: str
    run: Element | None


class Runs:
    """What stands in a paragraph: the pieces of its text, and the text boxes that hang on it."""

    def __init__(self, paragraph: Element, styles: Styles, style: Style) -> None:
        """Read a paragraph. style: its own."""
        self.styles = styles
        self.style = style
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self.fields: list[bool] = []  # of the fields that are open, the outermost first: whether what comes is their code
        self.codes = 0  # how many of them that are
        for child in paragraph:
            self._add(child, None)

    def _add(self, element: Element, run: Element | None) -> None:
        if element.tag in SKIPPED:
            return
        if element.tag == BOX:
            self.boxes.append(element)
        elif element.tag == FIELD:
            self._field(element.get(f"{W}fldCharType"))
        elif element.tag != RUN or not self.styles.hidden(element.find(f"{W}rPr"), self.style):
            run = element if element.tag == RUN else run
            words = self._words(element)
            if words and not self.codes:
                self.pieces.append(Piece(words, run))
            for child in shown(element):
                self._add(child, run)

    def _words(self, element: Element) -> str:
        if element.tag in WORDS:
            return UNSEEN_SPACE.sub(" ", element.text or "")
        if element.tag == BREAK and not self.pieces and element.get(f"{W}type") in NEW_PAGE:
            return ""  # the paragraph, with its number, begins on the next page
        return SIGNS.get(str(element.tag), "")

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(True)
            self.codes += 1
        elif kind in {"separate", "end"} and self.fields:
            self.codes -= self.fields.pop()
            if kind == "separate":
                self.fields.append(False)


def shown(element: Element) -> Iterator[Element]:
    """The children of an element; of what stands twice, for newer and for older programs, the first."""
    return iter(element[:1] if element.tag == f"{ALTERNATES}AlternateContent" else element)


def deleted(properties: Element | None) -> bool:
    """Whether the properties of a paragraph's end, or of a row, say that it is deleted or was moved away."""
    return properties is not None and any(properties.find(tag) is not None for tag in DELETED)
