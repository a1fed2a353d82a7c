"""Automatic numbers for Word documents: 一、 （一） 1. （1） by GB/T 9704—2012, 7.3.3, and further ones for what lies deeper."""

from __future__ import annotations

from typing import Any, Final, cast

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from speechtree.models import Marker
from speechtree.styles import STYLES

# The format of each depth and what stands around its number; Word knows nine. The standard names the first four.
LEVELS: Final = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
    ("decimal", "%6）"),
    ("lowerLetter", "%7."),
    ("lowerLetter", "（%8）"),
    ("lowerLetter", "%9）"),
)
INDENT: Final = 640  # twentieths of a point: two characters of 三号
LARGEST: Final = (99, 99, 99, 99, 20, 99, 26, 26, 26)  # numbers that every program writes alike
WORDS: Final = {"part", "named"}  # 第一部分 and 任务一： are words, as the worded styles are
SIGNS: Final = {style.name for style in STYLES if not style.worded} - WORDS


def numbered(marker: Marker, level: int) -> bool:
    """Whether a marker is a mere sign, for which an automatic number of this level can stand."""
    return marker.style in SIGNS and level < len(LEVELS) and 0 < (marker.ordinal or 0) <= LARGEST[level]


class Numbering:
    """The numbers of one document. Each run of consecutive numbers is a list of its own, which starts with its first."""

    def __init__(self, document: Document) -> None:
        """Put the definition of the levels in place of those of the template, and tie the headings to it."""
        self.root = document.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)
        definition = _element("abstractNum", abstractNumId="0")
        definition.append(_element("multiLevelType", val="multilevel"))
        for level, (form, words) in enumerate(LEVELS):
            definition.append(_level(level, form, words))
        self.root.append(definition)
        self.lists = 0
        self.running: dict[int, tuple[int, int]] = {}  # level → the list that runs there, the last number in it

    def number(self, paragraph: Paragraph, marker: Marker, level: int, *, first: bool) -> None:
        """Give a heading its number. first: whether a series starts with it."""
        ordinal = marker.ordinal or 0
        known, last = self.running.get(level, (0, 0))
        if first or not known or ordinal != last + 1:
            known = self._start(level, ordinal)
        self.running[level] = (known, ordinal)
        _attach(paragraph, level, known)

    def _start(self, level: int, ordinal: int) -> int:
        """A new list that counts from a number on."""
        self.lists += 1
        new = _element("num", numId=str(self.lists))
        new.append(_element("abstractNumId", val="0"))
        override = _element("lvlOverride", ilvl=str(level))
        override.append(_element("startOverride", val=str(ordinal)))
        new.append(override)
        self.root.append(new)
        return self.lists


def _level(level: int, form: str, words: str) -> BaseOxmlElement:
    made = _element("lvl", ilvl=str(level))
    after = "space" if words.endswith((".", f"%{level + 1}")) else "nothing"
    for name, value in (("start", "1"), ("numFmt", form), ("suff", after), ("lvlText", words), ("lvlJc", "left")):
        made.append(_element(name, val=value))
    indents = _element("pPr")
    indents.append(_element("ind", left="0", firstLine=str(INDENT)))  # or the list would have some of its own
    made.append(indents)
    return made


def _attach(paragraph: Paragraph, level: int, known: int) -> None:
    properties: Any = paragraph.paragraph_format.element.get_or_add_pPr()  # python-docx says less of numbering than it has
    numbers = properties.get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = known


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    return cast("BaseOxmlElement", OxmlElement(f"w:{name}", {qn(f"w:{key}"): value for key, value in attributes.items()}))
