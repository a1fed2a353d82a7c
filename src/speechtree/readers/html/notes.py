"""Footnotes: what is marked up as one, and the marks in the text that refer to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element as Element

from speechtree.readers.html.lines import BLOCKS

NAMED: Final = ("class", "id", "role", "epub:type")
# Names that pandoc, Markdown, Word, LibreOffice and electronic books give to notes and to their marks.
NAMES: Final = re.compile(
    r"(?:doc-)?(?:noteref|backlink)"
    r"|(?:doc-|mso|sd)?(?:foot|end)-?notes?-?(?:text|list|item|ref|reference|anc|sym|back|backref|backlink)?-?\d*",
    re.IGNORECASE,
)
MARK: Final = re.compile(r"[\s\da-z*＊†‡①-⑳注,，、\[\]［］〔〕【】()（）]{1,12}", re.IGNORECASE)
WHOLE: Final = frozenset(("article", "body", "html", "main"))
SHORT: Final = frozenset(("dd", "li", "p"))  # what else is a note leads back to its mark


def leave_out_notes(page: Element) -> None:
    """Empty the elements of a page that are notes or refer to them."""
    for element in [*_marked_up(page), *_referred_to(page)]:
        element.clear(keep_tail=True)


def _marked_up(page: Element) -> Iterator[Element]:
    """The elements whose names say that they are notes or marks."""
    for element in page.iter("*"):
        names = " ".join(element.get(name, "") for name in NAMED).split()
        if element.tag not in WHOLE and any(map(NAMES.fullmatch, names)):
            yield element


def _referred_to(page: Element) -> Iterator[Element]:
    """The raised marks that lead to another place, and the notes that stand after them in that place."""
    marks: dict[str, Element] = {}
    for element in page.iter("*"):
        for name in {element.get("id", ""), element.get("name", "")} & marks.keys():
            block = _block(element)
            if _is_note(block, marks[name]):
                yield block
        place = element.get("href", "").partition("#")[2] if element.tag == "a" else ""
        mark = _mark(element) if place else None
        if mark is not None:
            yield marks.setdefault(place, mark)


def _block(element: Element) -> Element:
    """The paragraph or the like that an element is or stands in."""
    while element.tag not in BLOCKS and (parent := element.getparent()) is not None:
        element = parent
    return element


def _mark(link: Element) -> Element | None:
    """The raised mark that a link is part of, or has in it."""
    raised = next(link.iterancestors("sup"), link)
    is_raised = raised is not link or link.find(".//sup") is not None
    return raised if is_raised and MARK.fullmatch("".join(raised.itertext())) else None


def _is_note(block: Element, mark: Element) -> bool:
    """Whether the block that a mark leads to is its note, and neither around the mark nor a part of the text."""
    if block.tag in WHOLE or any(one is block for one in mark.iterancestors()):
        return False
    return block.tag in SHORT or any("#" in link.get("href", "") for link in block.iter("a"))
