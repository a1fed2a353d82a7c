"""Numerals: every spelling of every number, and whole languages of terminals compared with the exact set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from speechtree import STYLES, Style
from speechtree.numerals import chinese_to_int, int_to_chinese, letter_of, ordinal_of, renumbered, roman_of, roman_to_int
from speechtree.pipeline import default_grammar

DIGITS = "零一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
STYLE = {style.name: style for style in STYLES}
PATTERNS = {terminal.name: terminal.pattern.to_regexp() for terminal in default_grammar().markers.terminals}
EVERY_CHARACTER = [chr(code) for code in range(0x110000)]


def below_hundred(number: int) -> str:
    """The spelling with 十: 十, 十二, 二十, 二十一."""
    tens, units = divmod(number, 10)
    return (DIGITS[tens] * (tens > 1) + "十" if tens else "") + (DIGITS[units] if units or not tens else "")


def with_units(number: int) -> Iterator[str]:
    """All spellings with 十 and 百: 一百零三 一百〇三 一百二十 一百二 一百一十二 一百十二, 两百 beside 二百."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        yield below_hundred(number)
        return
    tails = [""]
    if 0 < rest < 10:
        tails = [zero + DIGITS[rest] for zero in "零〇"]
    elif rest:
        tens, units = divmod(rest, 10)
        tails = [DIGITS[tens] + "十" + (DIGITS[units] if units else "")] + [below_hundred(rest)] * (tens == 1)
    for hundred in [DIGITS[hundreds]] + ["两", "兩"] * (hundreds == 2):
        yield from (hundred + "百" + tail for tail in tails)


def with_short_tens(number: int) -> Iterator[str]:
    """廿 for 二十, 卅 for 三十."""
    tens, units = divmod(number, 10)
    if tens in (2, 3):
        yield "廿卅"[tens - 2] + (DIGITS[units] if units else "")


def with_digits(number: int) -> Iterator[str]:
    """Digit by digit: 二一, 一〇五, 一零五, 一○五."""
    if number > 9:
        yield from (str(number).translate(str.maketrans("0123456789", zero + DIGITS[1:])) for zero in "零〇○")


SPELLINGS = [
    (spelling, number)
    for number in range(1, 1000)
    for spelling in {*with_units(number), *with_short_tens(number), *with_digits(number)}
]


def test_every_chinese_numeral_has_its_value() -> None:
    assert [(spelling, number) for spelling, number in SPELLINGS if chinese_to_int(spelling) != number] == []


def test_every_chinese_numeral_is_in_the_grammar() -> None:
    numeral = re.compile(PATTERNS["CHINESE_PAUSE"])
    assert [spelling for spelling, _ in SPELLINGS if not numeral.fullmatch(spelling + "、")] == []


@pytest.mark.parametrize("number", range(1, 100))
def test_formal_numerals(number: int) -> None:
    spelled = below_hundred(number).translate(str.maketrans(DIGITS + "十", FORMAL_DIGITS + "拾"))
    assert ordinal_of(spelled + "、") == number
    assert re.fullmatch(PATTERNS["FORMAL"], spelled + "、")


@pytest.mark.parametrize("number", range(1, 1000))
def test_digits_of_both_widths(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert [ordinal_of(f"{n}{pause}") for n in (str(number), wide) for pause in "、.．"] == [number] * 6
    assert re.fullmatch(PATTERNS["ARABIC_POINT"], wide + "．")


def roman(number: int) -> str:
    """The canonical spelling of 1 to 39."""
    return "X" * (number // 10) + ROMAN_UNITS[number % 10]


@pytest.mark.parametrize("number", range(1, 40))
def test_roman_numerals(number: int) -> None:
    assert roman_to_int(roman(number)) == number
    assert roman_of(roman(number) + "、") == number


@pytest.mark.parametrize(("number", "character"), [*enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", 1)])
def test_roman_numerals_in_one_character(number: int, character: str) -> None:
    assert roman_of(character + ".") == number


def test_the_language_of_roman_markers() -> None:
    """Of all strings of I, V and X up to seven letters the grammar takes the canonical 1 to 39, no other."""
    strings = ("".join(letters) for length in range(1, 8) for letters in product("IVX", repeat=length))
    marker = re.compile(PATTERNS["ROMAN_HEADING"])
    assert {s for s in strings if marker.fullmatch(s + "、")} == {roman(number) for number in range(1, 40)}


@pytest.mark.parametrize(("number", "stem"), [*enumerate("甲乙丙丁戊己庚辛壬癸", 1)])
def test_stems(number: int, stem: str) -> None:
    assert [ordinal_of(marker) for marker in (f"{stem}、", f"（{stem}）", f"( {stem} )")] == [number] * 3


@pytest.mark.parametrize(("number", "letter"), [*enumerate("abcdefgh", 1)])
def test_letters(number: int, letter: str) -> None:
    assert [letter_of(f"{form}.") for form in (letter, letter.upper(), chr(ord(letter) + 0xFEE0))] == [number] * 3


def named(pattern: str) -> set[str]:
    """The characters whose Unicode name matches a pattern whole."""
    return {c for c in EVERY_CHARACTER if re.fullmatch(pattern, unicodedata.name(c, ""))}


def numeric(characters: Iterable[str]) -> dict[str, int]:
    return {c: int(unicodedata.numeric(c)) for c in characters}


ENCLOSED = {
    # style: the name of each of its one-character forms in the Unicode standard, and the numbers that these run through
    "circled": (r"(NEGATIVE )?CIRCLED (DIGIT|NUMBER) (?!ZERO).+|DINGBAT NEGATIVE CIRCLED (DIGIT|NUMBER) .+", range(1, 51)),
    "chinese-bracket": (r"PARENTHESIZED IDEOGRAPH (ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)", range(1, 11)),
    "arabic-bracket": (r"PARENTHESIZED (DIGIT|NUMBER) .+", range(1, 21)),
    "arabic-point": (r"(DIGIT|NUMBER) .+ FULL STOP", range(1, 21)),
}
NOT_IN_USE = set("⓪🄀")  # enclosed zeros number nothing
ON_BLACK_SQUARE = r"CIRCLED NUMBER .+ ON BLACK SQUARE"


@pytest.mark.parametrize("name", ENCLOSED)
def test_enclosed_forms(name: str) -> None:
    """Of all characters of Unicode a style takes exactly its enclosed forms, and reads their numbers."""
    pattern, numbers = ENCLOSED[name]
    forms = numeric(named(pattern) - named(ON_BLACK_SQUARE) - NOT_IN_USE)
    terminal = re.compile(PATTERNS[STYLE[name].terminal])
    assert {c for c in EVERY_CHARACTER if terminal.fullmatch(c)} == set(forms)
    assert {c: STYLE[name].ordinal(c) for c in forms} == forms
    assert set(forms.values()) == set(numbers)


def test_the_language_of_short_arabic_markers() -> None:
    """Of all strings up to four characters of two digits and a pause the grammar takes one to three digits and a pause."""
    terminal = re.compile(PATTERNS["ARABIC_POINT"])
    strings = ["".join(letters) for length in range(1, 5) for letters in product("1２、.", repeat=length)]
    right = {s for s in strings if len(s) > 1 and s[-1] in "、." and all(c in "1２" for c in s[:-1])}
    assert {s for s in strings if terminal.fullmatch(s)} == right


def test_the_characters_of_chinese_numerals() -> None:
    terminal = re.compile(PATTERNS["CHINESE_PAUSE"])
    assert {c for c in EVERY_CHARACTER if terminal.fullmatch(c + "、")} == set("一二三四五六七八九十百零〇○两兩廿卅")


def test_the_characters_of_digits() -> None:
    terminal = re.compile(PATTERNS["ARABIC_POINT"])
    assert {c for c in EVERY_CHARACTER if terminal.fullmatch(c + "、")} == set("0123456789０１２３４５６７８９")


FORMS = (
    *(("part", "第{}部分"), ("part", "第{}章"), ("ordinal-measure", "第{}个方面，"), ("ordinal", "第{}，"), ("qi-yi", "其{}，")),
    *(("yi-shi", "{}是"), ("yi-yao", "{}要"), ("yi-verb", "{}抓"), ("named", "任务{}："), ("named", "问题之{}")),
    *(("chinese-pause", "{}、"), ("chinese-bracket", "（{}）"), ("chinese-bracket", "{}）")),
)


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_ordinals_of_whole_markers(name: str, form: str) -> None:
    """Each style reads its own number, 1 to 99, from a marker that the grammar takes whole."""
    terminal = re.compile(PATTERNS[STYLE[name].terminal])
    markers = {number: form.format(below_hundred(number)) for number in range(1, 100)}
    assert {number: STYLE[name].ordinal(marker) for number, marker in markers.items() if terminal.fullmatch(marker)} == {
        n: n for n in markers
    }


@pytest.mark.parametrize(
    ("name", "marker", "ordinal"),
    [
        ("connective", "首先，", 1),
        ("connective", "其次是", 2),
        ("connective", "再次", 3),
        ("yi-ge-shi", "一个是", 1),
        ("yi-ge-shi", "三个是", 3),
        ("decimal", "3.2", 2),
        ("decimal", "1.2.3", 3),
        ("decimal", "２．４", 4),
        ("arabic-bracket", "（ 12 ）", 12),
        ("arabic-bracket", "7)", 7),
        ("arabic-heading", "6", 6),
        ("ordinal", "第3，", 3),
    ],
)
def test_ordinals_of_worded_and_decimal_markers(name: str, marker: str, ordinal: int) -> None:
    assert STYLE[name].ordinal(marker) == ordinal


@pytest.mark.parametrize("number", range(1000))
def test_a_number_is_spelled_as_it_is_read(number: int) -> None:
    assert chinese_to_int(int_to_chinese(number)) == number


@pytest.mark.parametrize(
    ("marker", "old", "new", "right"),
    [
        ("（二）", 2, 3, "（三）"),
        ("二十、", 20, 21, "二十一、"),
        ("2.", 2, 3, "3."),
        ("１１．", 11, 12, "１２．"),
        ("一、", 1, 105, "一百零五、"),
        ("1.4", 4, 3, "1.3"),
        ("②", 2, 3, "③"),
        ("㈡", 2, 3, "㈢"),
        ("⒉", 2, 3, "⒊"),
        ("㈠", 1, 12, None),
        ("首先", 1, 2, None),
        ("另一个是", 2, 3, None),
        ("还有一条是", 3, 2, None),
    ],
)
def test_a_marker_with_another_number(marker: str, old: int, new: int, right: str | None) -> None:
    assert renumbered(marker, old, new) == right


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("number", range(1, 10))
def test_a_marker_with_another_number_carries_it(style: Style, number: int) -> None:
    again = renumbered(style.example.strip(), 1, number)
    assert again is None or style.ordinal(again) == number
