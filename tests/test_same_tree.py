"""A speech has one tree, as plain text, as a Word document with typed numbers, and as one with automatic numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from cases import FOLDER, read_cases
from labelled import Labelled, labelled_texts
from word_files import anew, definition, level, numbers, paragraph, word_file

import speechtree
from speechtree import Block, Document, Point, Series
from speechtree.models import series_of
from speechtree.readers.docx import read
from speechtree.readers.word.number_formats import FORMATS, written

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
LONG = 130  # characters of a case that is taken for a speech
NO_SPEECHES = ("look_alikes", "breaks")  # lines that are no paragraphs are nothing that one writes in Word
SPEECHES = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES} | {
    f"{case.file}: {case.description}": case.text
    for path in sorted(FOLDER.glob("*.txt"))
    if path.stem not in NO_SPEECHES
    for case in read_cases(path)
    if len(case.text) > LONG
}
FORMS = ("decimal", *FORMATS)
MOST_MARKS = 6


def points_of(blocks: Iterable[Block]) -> list[object]:
    """Style, ordinal, title and points of every point among blocks."""
    points = (point for block in blocks if isinstance(block, Series) for point in block.points)
    return [(point.marker.style, point.marker.ordinal, point.title.text, points_of(point.content)) for point in points]


def shape(document: Document) -> list[object]:
    """All that must be the same."""
    return [(one.title and one.title.text, *map(points_of, (one.opening, one.body, one.closing))) for one in document.speeches]


def typed(text: str) -> bytes:
    """A Word document with a paragraph for each line; a Markdown heading becomes a heading."""
    return word_file(_paragraph(line) for line in text.splitlines())


def _paragraph(line: str, listed: tuple[int, int] | None = None) -> str:
    words = line.lstrip("#")
    marks = len(line) - len(words)
    if 1 <= marks <= MOST_MARKS and words.startswith(" "):
        return paragraph(escape(words[1:]), listed, style=f"Heading{marks}")
    return paragraph(escape(line), listed)


def numbered(text: str) -> bytes:
    """A Word document in which the line markers are automatic numbers, as far as Word has them."""
    starts = {point.marker.span[0]: (n, point) for n, one in enumerate(_series(text)) for point in one.points}
    definitions: dict[int, str] = {}
    used: dict[int, int] = {}
    last: dict[int, int] = {}
    lists: list[str] = []
    body, at = [], 0
    for line in text.splitlines(keepends=True):
        margin = len(line) - len(line.lstrip("# \u3000\t"))
        n, point = starts.get(at + margin, (-1, None))
        at += len(line)
        form = _form(point) if point and definitions.get(n, "") in {"", _form(point)} else ""
        if not point or not form or not point.marker.ordinal:
            body.append(_paragraph(line.rstrip("\n")))
            continue
        definitions[n] = form
        if n not in last or point.marker.ordinal != last[n] + 1:
            used[n] = len(lists) + 1
            lists.append(numbers(used[n], n, anew(0, point.marker.ordinal)))
        last[n] = point.marker.ordinal
        words = line[margin + len(point.marker.text) :].strip()
        body.append(_paragraph(line[:margin].replace("\u3000", "") + words, (used[n], 0)))
    defined = [definition(n, level(0, form.split("|")[0], form.split("|")[1])) for n, form in definitions.items()]
    return word_file(body, [*defined, *lists])


def _series(text: str) -> list[Series]:
    speeches = speechtree.parse(text).speeches
    return [series for one in speeches for series in series_of((*one.opening, *one.body, *one.closing))]


def _form(point: Point) -> str:
    """The format of the number in a marker, and the text around it, as Word writes it; empty where Word has none."""
    ordinal, marker = point.marker.ordinal or 0, point.marker.text
    forms = (form for form in FORMS if written(ordinal, form) and marker.count(written(ordinal, form)) == 1)
    return next((f"{form}|{marker.replace(written(ordinal, form), '%1')}" for form in forms), "")


@pytest.mark.parametrize("name", SPEECHES)
def test_typed_numbers_make_the_same_tree(name: str) -> None:
    text = SPEECHES[name]
    assert shape(speechtree.parse(read(typed(text), name).text)) == shape(speechtree.parse(text))


@pytest.mark.parametrize("name", SPEECHES)
def test_automatic_numbers_make_the_same_tree(name: str) -> None:
    text = SPEECHES[name]
    assert shape(speechtree.parse(read(numbered(text), name).text)) == shape(speechtree.parse(text))


def test_ten_speeches_have_automatic_numbers() -> None:
    automatic = [name for name, text in SPEECHES.items() if b"<w:numPr>" in _main_part(numbered(text))]
    assert {path.stem for path in EXAMPLES} <= set(automatic)
    assert len(automatic) >= 10


def _main_part(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")


@pytest.mark.slow
@pytest.mark.parametrize("one", labelled_texts(), ids=lambda one: one.name)
def test_labelled_texts_have_the_same_tree_in_word(one: Labelled) -> None:
    assert shape(speechtree.parse(read(typed(one.text), one.name).text)) == shape(speechtree.parse(one.text))
