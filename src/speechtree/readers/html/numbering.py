"""The numbers of lists, as a browser shows them (CSS Counter Styles Level 3): value and style become 三、 or iii."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
ROMAN_UP_TO: Final = 3999
WORDED_UP_TO: Final = 9999
UNNUMBERED: Final = frozenset(("none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"))


def marker_of(style: str, number: int) -> str:
    """The marker of a member of a list, with what stands between it and the words; empty where the style shows no number.

    A style that is not known here, or does not reach the number, falls back on plain numbers, as in a browser.

    >>> marker_of("decimal", 3), marker_of("simp-chinese-informal", 12), marker_of("lower-roman", 4), marker_of("disc", 1)
    ('3. ', '十二、', 'iv. ', '')
    """
    if style in UNNUMBERED:
        return ""
    if style in CHINESE:
        return (CHINESE[style](number) or (_digits(number) if number >= 0 else str(number))) + "、"
    return (ALPHABETIC[style](number) if style in ALPHABETIC and number > 0 else str(number)) + ". "


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def _roman(number: int) -> str:
    if number > ROMAN_UP_TO:
        return str(number)
    roman = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        roman += letters * times
    return roman


def _digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


def _worded(digits: str, units: str, minus: str, *, formal: bool) -> Callable[[int], str]:
    """A number up to 9,999 in words. digits: from 0 on. units: ten, hundred, thousand. formal: also one ten says one."""

    def words(number: int) -> str:
        if abs(number) > WORDED_UP_TO:
            return ""
        spelled = ""
        for place, digit in zip((3, 2, 1, 0), map(int, f"{abs(number):04}"), strict=True):
            if digit:
                spelled += digits[digit] + (units[place - 1] if place else "")
            elif spelled[-1:] != digits[0]:
                spelled += digits[0]
        spelled = spelled.strip(digits[0]) or digits[0]
        if not formal and spelled.startswith(digits[1] + units[0]):
            spelled = spelled[1:]
        return minus * (number < 0) + spelled

    return words


SIMPLIFIED: Final = _worded("零一二三四五六七八九", "十百千", "负", formal=False)
TRADITIONAL: Final = _worded("零一二三四五六七八九", "十百千", "負", formal=False)
CHINESE: Final[dict[str, Callable[[int], str]]] = {
    "cjk-decimal": _cyclic(""),
    "cjk-earthly-branch": _cyclic("子丑寅卯辰巳午未申酉戌亥"),
    "cjk-heavenly-stem": _cyclic("甲乙丙丁戊己庚辛壬癸"),
    "cjk-ideographic": TRADITIONAL,
    "simp-chinese-formal": _worded("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "负", formal=True),
    "simp-chinese-informal": SIMPLIFIED,
    "trad-chinese-formal": _worded("零壹貳參肆伍陸柒捌玖", "拾佰仟", "負", formal=True),
    "trad-chinese-informal": TRADITIONAL,
}
ALPHABETIC: Final[dict[str, Callable[[int], str]]] = {
    "decimal-leading-zero": "{:02}".format,
    "lower-alpha": _letters,
    "lower-latin": _letters,
    "lower-roman": _roman,
    "upper-alpha": lambda number: _letters(number).upper(),
    "upper-latin": lambda number: _letters(number).upper(),
    "upper-roman": lambda number: _roman(number).upper(),
}
