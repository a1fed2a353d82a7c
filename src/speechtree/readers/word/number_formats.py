"""Numbers as Word writes them in front of a paragraph, by the name of the format (ISO/IEC 29500-1, 17.18.59).

Where Word does otherwise than the standard says, as Word ([MS-OI29500], 2.1.548).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

PLAIN = "一二三四五六七八九"
FORMAL = "壹贰叁肆伍陆柒捌玖"
FORMAL_TRADITIONAL = "壹貳參肆伍陸柒捌玖"
UNITS = ("", "十", "百", "千")
FORMAL_UNITS = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
CYCLE = "".join(STEMS[n % 10] + BRANCHES[n % 12] for n in range(60))
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
HIGHEST: Final = 9999  # what is higher is no number of a paragraph, and stands in digits
SPELLED_BELOW: Final = 100  # from here on some formats write digit by digit
TEENS = range(10, 20)


def written(number: int, form: str) -> str:
    """A number in a format; in digits where the format is unknown or does not reach so far."""
    write = FORMATS.get(form)
    return write(number) if write and 0 <= number <= HIGHEST else str(number)


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _one_of(number: int, signs: str, width: int = 1) -> str:
    """One of a row of signs; after its end in digits."""
    return signs[(number - 1) * width : number * width] if 1 <= number <= len(signs) // width else str(number)


def _with_units(number: int, digits: str, units: tuple[str, ...], zero: str) -> str:
    """A number with a unit behind each digit, and one zero where digits are left out inside it: 一百〇五."""
    words, left_out = "", False
    for unit, digit in zip(units[len(str(number)) - 1 :: -1], str(number), strict=True):
        if digit == "0":
            left_out = True
        else:
            words += (zero if left_out else "") + digits[int(digit) - 1] + unit
            left_out = False
    return words or zero


def _counted(number: int, zero: str) -> str:
    """十, 二十一, 一百〇五, 一百一十."""
    words = _with_units(number, PLAIN, UNITS, zero)
    return words[1:] if number in TEENS else words


def _counted_to_hundred(number: int) -> str:
    """十, 二十一, and from a hundred on 一○○."""
    return _counted(number, "○") if number < SPELLED_BELOW else _digits(number, "○" + PLAIN)


def _japanese(number: int) -> str:
    """十, 百五, 二百十: no zero, and no 一 before a unit."""
    words = _with_units(number, PLAIN, UNITS, "")
    for unit in UNITS[1:]:
        words = words.replace("一" + unit, unit)
    return words or "〇"


def _roman(number: int) -> str:
    words = "" if number else "0"
    for amount, letters in (*ROMAN, *ROMAN_SMALL):
        times, number = divmod(number, amount)
        words += letters * times
    return words


def _letter(number: int) -> str:
    """From a to z, then aa, bb, not ab."""
    return chr(ord("a") + (number - 1) % 26) * ((number + 25) // 26) if number else "0"


def _sign(number: int, first: str, last: str) -> str:
    """One of a row of characters that follow one another."""
    code = ord(first) + number - 1
    return chr(code) if ord(first) <= code <= ord(last) else str(number)


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalFullWidth": partial(_digits, digits="０１２３４５６７８９"),
    "decimalFullWidth2": partial(_digits, digits="０１２３４５６７８９"),
    "decimalEnclosedCircle": partial(_sign, first="①", last="⑳"),
    "decimalEnclosedCircleChinese": partial(_sign, first="①", last="⑳"),
    "decimalEnclosedFullstop": partial(_sign, first="⒈", last="⒛"),
    "decimalEnclosedParen": partial(_sign, first="⑴", last="⒇"),
    "ideographEnclosedCircle": partial(_sign, first="㈠", last="㈩"),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "numberInDash": "- {} -".format,
    "chineseCounting": _counted_to_hundred,
    "taiwaneseCounting": _counted_to_hundred,
    "chineseCountingThousand": partial(_counted, zero="〇"),
    "taiwaneseCountingThousand": partial(_counted, zero="零"),
    "chineseLegalSimplified": partial(_with_units, digits=FORMAL, units=FORMAL_UNITS, zero="零"),
    "ideographLegalTraditional": partial(_with_units, digits=FORMAL_TRADITIONAL, units=FORMAL_UNITS, zero="零"),
    "ideographDigital": partial(_digits, digits="〇" + PLAIN),
    "japaneseDigitalTenThousand": partial(_digits, digits="〇" + PLAIN),
    "taiwaneseDigital": partial(_digits, digits="○" + PLAIN),
    "japaneseCounting": _japanese,
    "ideographTraditional": partial(_one_of, signs=STEMS),
    "ideographZodiac": partial(_one_of, signs=BRANCHES),
    "ideographZodiacTraditional": partial(_one_of, signs=CYCLE, width=2),
}
