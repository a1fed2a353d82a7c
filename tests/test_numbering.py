"""Automatic numbers are those that Word shows: each format, lists of every make; LibreOffice is asked where it does as Word."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random

import pytest
from word_files import anew, definition, level, needs_office, numbers, paragraph, read_by_office, style, word_file

import speechtree
from speechtree.numerals import chinese_to_int, ordinal_of
from speechtree.readers.docx import read
from speechtree.readers.word.number_formats import FORMATS, written

COUNTING = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "ideographLegalTraditional",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
)
# Up to where LibreOffice writes a format as Word does.
ALIKE = {
    "chineseCounting": 99,
    "chineseCountingThousand": 100,
    "chineseLegalSimplified": 120,
    "decimal": 120,
    "decimalEnclosedCircle": 20,
    "decimalEnclosedCircleChinese": 20,
    "decimalZero": 120,
    "ideographLegalTraditional": 120,
    "ideographTraditional": 120,
    "ideographZodiac": 120,
    "japaneseCounting": 99,
    "lowerLetter": 120,
    "lowerRoman": 120,
    "taiwaneseCounting": 99,
    "taiwaneseCountingThousand": 120,
    "upperLetter": 120,
    "upperRoman": 120,
}
ROWS = {
    "decimalEnclosedCircle": 20,
    "decimalEnclosedCircleChinese": 20,
    "decimalEnclosedFullstop": 20,
    "decimalEnclosedParen": 20,
    "ideographEnclosedCircle": 10,
}
NOTHING = '<w:suff w:val="nothing"/>'
SPACE = '<w:suff w:val="space"/>'


def shown(body: list[str], lists: list[str], styles: list[str] | None = None) -> list[str]:
    """The lines that are read from a Word file."""
    return read(word_file(body, lists, styles or []), "讲话.docx").text.split("\n")


@pytest.mark.parametrize("form", COUNTING)
def test_chinese_numbers_read_back(form: str) -> None:
    assert [chinese_to_int(written(n, form).replace("佰", "百")) for n in range(1, 1000)] == [*range(1, 1000)]


@pytest.mark.parametrize(("form", "last"), ROWS.items())
def test_enclosed_numbers_read_back_and_then_stand_in_digits(form: str, last: int) -> None:
    assert [ordinal_of(written(n, form)) for n in range(1, last + 1)] == [*range(1, last + 1)]
    assert all(len(written(n, form)) == 1 for n in range(1, last + 1))
    assert written(last + 1, form) == str(last + 1)


@pytest.mark.parametrize("form", ["decimalFullWidth", "decimalFullWidth2"])
def test_full_width_digits_are_those_of_unicode(form: str) -> None:
    for n in range(121):
        assert unicodedata.normalize("NFKC", written(n, form)) == str(n) != written(n, form)


@pytest.mark.parametrize(
    ("form", "number", "words"),
    [
        ("chineseCounting", 100, "一○○"),
        ("chineseCountingThousand", 101, "一百〇一"),
        ("chineseCountingThousand", 1010, "一千〇一十"),
        ("chineseLegalSimplified", 10, "壹拾"),
        ("japaneseCounting", 111, "百十一"),
        ("japaneseCounting", 1100, "千百"),
        ("japaneseCounting", 0, "〇"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("ideographZodiacTraditional", 60, "癸亥"),
        ("ideographZodiacTraditional", 61, "61"),
        ("lowerLetter", 0, "0"),
        ("upperLetter", 28, "BB"),
        ("upperRoman", 0, "0"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("numberInDash", 3, "- 3 -"),
        ("none", 3, ""),
        ("hindiVowels", 3, "3"),
        ("chineseCounting", 10_000, "10000"),
        ("upperRoman", -1, "-1"),
    ],
)
def test_a_number_is_written_as_word_writes_it(form: str, number: int, words: str) -> None:
    assert written(number, form) == words


@needs_office
def test_formats_are_those_of_libreoffice_where_it_does_as_word(tmp_path: Path) -> None:
    assert set(ALIKE) <= {*FORMATS, "decimal", "decimalZero"}
    lists = [definition(n, level(0, form, "%1、", NOTHING)) for n, form in enumerate(ALIKE)]
    lists += [numbers(n + 1, n) for n in range(len(ALIKE))]
    body = [paragraph(form, (n + 1, 0)) for n, (form, last) in enumerate(ALIKE.items()) for _ in range(last)]
    data = word_file(body, lists)
    theirs = [line.replace("、 ", "、").strip() for line in read_by_office(data, tmp_path).splitlines()]
    assert read(data, "讲话.docx").text.splitlines() == theirs


@needs_office
@pytest.mark.slow
def test_random_lists_are_numbered_as_libreoffice_numbers_them(tmp_path: Path) -> None:
    """Definitions with several lists each, of which some start anew, four levels, own starts; no level is passed over."""
    random = Random(7)  # noqa: S311 - not for secrets
    definitions, lists, body = [], [], []
    for n in range(60):
        texts = [random.choice(("%1、", "（%1）", "第%1条")).replace("1", str(at + 1)) for at in range(4)]
        texts[3] = random.choice(("%1.%2.%3.%4", texts[3]))
        levels = [level(at, random.choice(list(ALIKE)), text, start=random.choice((1, 1, 3))) for at, text in enumerate(texts)]
        definitions.append(definition(n, *levels))
        lists += [numbers(2 * n + 1, n), numbers(2 * n + 2, n, random.choice(("", anew(0, 2))))]
        used, depth = 2 * n + 1, 0
        for _ in range(16):
            body.append(paragraph("话", (used, depth)))
            depth = max(0, min(3, depth + random.choice((-2, -1, 0, 0, 1))))
            if random.choice((True, False, False, False, False)):
                used, depth = 2 * n + random.choice((1, 2)), 0
    data = word_file(body, definitions + lists)
    theirs = [line.strip() for line in read_by_office(data, tmp_path).splitlines()]
    assert [line.replace("\t", " ") for line in read(data, "讲话.docx").text.splitlines()] == theirs


def test_levels_below_start_again_and_show_those_above() -> None:
    lists = [
        definition(0, level(0, "chineseCounting", "%1、", NOTHING), level(1, "decimal", "%1.%2", "<w:isLgl/>" + SPACE)),
        numbers(1, 0),
    ]
    body = [paragraph(words, (1, depth)) for words, depth in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1))]
    assert shown(body, lists) == ["一、甲", "1.1 乙", "1.2 丙", "二、丁", "2.1 戊"]


def test_a_level_may_go_on_or_start_again_only_after_a_higher_one() -> None:
    never, after_first = '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>'
    levels = [level(0, "decimal", "%1."), level(1, "upperLetter", "%2."), level(2, "decimal", "%3)", after_first)]
    lists = [definition(0, *levels, level(3, "lowerLetter", "%4)", never)), numbers(1, 0)]
    depths = (0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3)
    lines = shown([paragraph("话", (1, depth)) for depth in depths], lists)
    assert "".join(line[0] for line in lines) == "1A1aB2b2A1c"


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    lists = [definition(0, level(0, "decimal", "%1.", NOTHING)), numbers(1, 0), numbers(2, 0), numbers(3, 0, anew(0, 5))]
    lines = shown([paragraph("话", (name, 0)) for name in (1, 1, 2, 3, 3, 1)], lists)
    assert lines == ["1.话", "2.话", "3.话", "5.话", "6.话", "7.话"]


def test_a_list_may_have_a_level_of_its_own_and_overrides_that_say_nothing() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1、", NOTHING, start=4)}</w:lvlOverride>'
    lists = [definition(0, level(0, "decimal", "%1.")), numbers(1, 0, own + anew(7) + '<w:lvlOverride w:ilvl="1"/>')]
    assert shown([paragraph("话", (1, 0))], lists) == ["IV、话"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it() -> None:
    lists = [
        definition(0, level(0, "decimal", "%1.", NOTHING), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>' + NOTHING)),
        numbers(1, 0),
    ]
    styles = [
        style("Main", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        style("Sub", based_on="Main"),
        style("Same", based_on="Sub"),
        style("Deep", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based_on="Main"),
        style("Off", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="Main"),
    ]
    body = [paragraph("话", style=name) for name in ("Main", "Sub", "Same", "Deep", "Off")]
    body.append('<w:p><w:pPr><w:pStyle w:val="Main"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:p>')
    body.append(paragraph("话", (0, 0), style="Main"))
    assert shown(body, lists, styles) == ["1.话", "1.1 话", "1.2 话", "1.3 话", "话", "1.4 ", "话"]


def test_a_definition_may_lie_behind_a_style_of_lists() -> None:
    lists = [
        definition(0, level(0, "chineseCounting", "%1、", NOTHING), more='<w:styleLink w:val="Outline"/>'),
        definition(1, more='<w:numStyleLink w:val="Outline"/>'),
        definition(2, more='<w:numStyleLink w:val="Nowhere"/>'),
        definition(3, more='<w:numStyleLink w:val="Round"/>'),
        *(numbers(n + 1, n) for n in range(4)),
    ]
    styles = [
        style("Outline", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering"),
        style("Round", '<w:numPr><w:numId w:val="4"/></w:numPr>', kind="numbering"),
    ]
    assert shown([paragraph("话", (name, 0)) for name in (1, 2, 3, 4, 9)], lists, styles) == [
        "一、话",
        "二、话",
        "话",
        "话",
        "话",
    ]


def test_what_a_number_stands_in_and_what_follows_it() -> None:
    extended = (
        '<w:lvl w:ilvl="3"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%4"/></w:lvl>'
    )
    lists = [
        definition(0, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "——", NOTHING), extended),
        definition(1, level(0, "none", "", SPACE), level(1, "decimal", "注%1%2%3：", SPACE), '<w:lvl w:ilvl="2"/>'),
        definition(2, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'),
        *(numbers(n + 1, n) for n in range(3)),
    ]
    body = [paragraph("话", place) for place in ((1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (2, 2), (2, 5), (3, 0))]
    assert shown(body, lists) == ["•\t话", "•\t话", "——话", "007\t话", "话", "注1： 话", "话", "话", "0.\t话"]


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("decimal", "%1", "1 修渠"),
        ("upperLetter", "%1", "A 修渠"),
        ("chineseCounting", "%1", "一 修渠"),
        ("decimal", "%1.", "1.修渠"),
        ("decimal", "（%1）", "（1）修渠"),
        ("decimalEnclosedCircle", "%1", "①修渠"),
        ("chineseCounting", "第%1章", "第一章修渠"),
    ],
)
def test_a_bare_number_that_nothing_follows_stays_apart_from_the_words(form: str, text: str, words: str) -> None:
    lists = [definition(0, level(0, form, text, NOTHING)), numbers(1, 0)]
    assert shown([paragraph("修渠", (1, 0))], lists) == [words]


def test_bare_numbers_are_those_of_points() -> None:
    lists = [definition(0, level(0, "decimal", "%1", NOTHING), level(1, "decimal", "%1.%2", NOTHING)), numbers(1, 0)]
    heads = [("修渠", 0), ("清淤", 1), ("护坡", 1), ("栽树", 0)]
    body = [paragraph("关于冬修水利的讲话"), *(paragraph(words, (1, depth)) for words, depth in heads)]
    points = speechtree.parse(read(word_file(body, lists), "讲话.docx").text).speeches[0].points
    titles = [(one.title.text, [below.title.text for below in one.points]) for one in points]
    assert titles == [("修渠", ["清淤", "护坡"]), ("栽树", [])]


def test_a_document_without_lists_or_styles_has_no_numbers() -> None:
    assert shown([paragraph("话", (1, 0), style="Gone")], []) == ["话"]
