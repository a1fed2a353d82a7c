"""A Word document with real outline levels and automatic numbers, set as GB/T 9704—2012 has it."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from typing import Final, NamedTuple, cast

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from speechtree.models import Document
from speechtree.writers.running import Heading, running
from speechtree.writers.word_numbering import LEVELS, Numbering, numbered

MARGINS: Final = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}  # millimetres of an A4 page
BODY: Final = 16  # points, 三号; a first line is indented by two characters
LINE: Final = 28  # points from line to line


class Face(NamedTuple):
    """A typeface of the standard and its size in points."""

    name: str
    size: int


TITLE: Final = Face("方正小标宋简体", 22)
PLAIN: Final = Face("仿宋", BODY)
HEADINGS: Final = (Face("黑体", BODY), Face("楷体", BODY), *[PLAIN] * (len(LEVELS) - 2))


def write_docx(*documents: Document) -> bytes:
    """The whole text of the documents, each speech on a page of its own.

    A point is a heading of its depth, with an automatic number in place of its marker; one that is read aloud (一是, 首先,
    第一部分) stays the words that it is. What lies deeper than Word's nine levels is a paragraph that starts with its marker.
    """
    word = docx.Document()
    _set_up(word)
    numbering = Numbering(word)
    new_page = False
    for part in chain.from_iterable(map(running, documents)):
        if isinstance(part, Heading) and part.depth == 1:
            new_page = len(word.element.body) > 1  # the section is there from the beginning
            if not part.title:
                continue
        _add(word, part, numbering).paragraph_format.page_break_before = new_page or None
        new_page = False
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _add(word: Word, part: Heading | str, numbering: Numbering) -> Paragraph:
    if isinstance(part, str):
        return word.add_paragraph(part)
    if part.marker is None:
        return word.add_paragraph(part.title, "Title")
    level = part.depth - 2
    if level >= len(LEVELS):
        paragraph = word.add_paragraph(part.words)
        paragraph.paragraph_format.left_indent = Pt(BODY * (level - len(LEVELS) + 1))
    elif numbered(part.marker, level):
        paragraph = word.add_heading(part.title, level + 1)
        numbering.number(paragraph, part.marker, level, first=part.first)
    else:
        paragraph = word.add_heading(part.words, level + 1)
    return paragraph


def _set_up(word: Word) -> None:
    """The page, and the styles of the template as the standard has them."""
    (section,) = word.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    for margin, size in MARGINS.items():
        setattr(section, margin, Mm(size))
    _set_style(word, "Normal", PLAIN)
    title = _set_style(word, "Title", TITLE)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.pPr.findall(qn("w:pBdr")):
        border.getparent().remove(border)
    for level, face in enumerate(HEADINGS, 1):
        _set_style(word, f"Heading {level}", face)


def _set_style(word: Word, name: str, face: Face) -> ParagraphStyle:
    style = cast("ParagraphStyle", word.styles[name])
    style.font.size, style.font.color.rgb = Pt(face.size), RGBColor(0, 0, 0)
    style.font.bold = style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in list(fonts.attrib):
        del fonts.attrib[kind]  # those of the theme would win
    for kind in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), face.name)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    form.first_line_indent = Pt(0 if face is TITLE else 2 * face.size)
    return style
