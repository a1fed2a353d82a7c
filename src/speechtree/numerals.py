"""The value of a numeral as it stands in a marker: 十二 → 12, ⑳ → 20, Ⅳ → 4, 丙 → 3."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

DIGITS: Final = {
    c: n for n, chars in enumerate(("零〇○", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for c in chars
}
FORMAL: Final = {c: n for n, chars in enumerate(("壹", "贰貳", "叁參", "肆", "伍", "陆陸", "柒", "捌", "玖"), 1) for c in chars}
STEMS: Final = {c: n for n, c in enumerate("甲乙丙丁戊己庚辛壬癸", 1)}
TENS: Final = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
ROMAN: Final = {"i": 1, "v": 5, "x": 10}

CHINESE: Final = re.compile(r"[零〇○一二两兩三四五六七八九十廿卅百壹贰貳叁參肆伍陆陸柒捌玖拾]+")


def chinese_to_int(numeral: str) -> int:
    """The value of a Chinese numeral up to 999, spelled with units (一百二十), with 廿 and 卅, or as digits (一〇五).

    >>> chinese_to_int("二十一"), chinese_to_int("廿一"), chinese_to_int("一百零三"), chinese_to_int("二〇")
    (21, 21, 103, 20)
    """
    total, pending, has_unit = 0, 0, False
    for char in numeral:
        if char in TENS:
            total += TENS[char] * (pending or 1)
            pending, has_unit = 0, True
        elif char == "百":
            total += 100 * (pending or 1)
            pending, has_unit = 0, True
        else:
            digit = DIGITS[char] if char in DIGITS else FORMAL[char]
            pending = digit if has_unit else pending * 10 + digit
    return total + pending


def roman_to_int(numeral: str) -> int:
    """The value of a Roman numeral written with I, V and X.

    >>> roman_to_int("XIV")
    14
    """
    values = [ROMAN[char] for char in numeral.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def ordinal_of(marker: str) -> int:
    """The first number in a marker, in whatever script; 0 when it has none.

    Enclosed, full-width and compatibility forms (㈠ ⑴ ① ⒈ １ Ⅳ) are read through their Unicode decomposition (NFKC).
    """
    if marker[0] in "❶❷❸❹❺❻❼❽❾❿":
        return ord(marker[0]) - ord("❶") + 1
    if marker[0] in "⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴":
        return ord(marker[0]) - ord("⓫") + 11
    plain = unicodedata.normalize("NFKC", marker)
    if found := CHINESE.search(marker) or CHINESE.search(plain):
        return chinese_to_int(found[0])
    if number := re.search(r"\d+", plain):
        return int(number[0])
    return next((STEMS[char] for char in plain if char in STEMS), 0)


def roman_of(marker: str) -> int:
    """The ordinal of a Roman marker: Ⅱ. → 2, IV、 → 4."""
    plain = unicodedata.normalize("NFKC", marker)
    found = re.match(r"[IVXivx]+", plain)
    return roman_to_int(found[0]) if found else 0


def letter_of(marker: str) -> int:
    """The ordinal of a Latin letter: A. → 1, c) → 3."""
    return ord(unicodedata.normalize("NFKC", marker)[0].lower()) - ord("a") + 1


CHINESE_DIGITS: Final = "零一二三四五六七八九"
NUMERAL: Final = re.compile(r"[零〇○一二两兩三四五六七八九十廿卅百]+|[0-9]+|[０-９]+")
FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def int_to_chinese(number: int) -> str:
    """A number below 1,000 as it stands in a marker.

    >>> int_to_chinese(10), int_to_chinese(21), int_to_chinese(105)
    ('十', '二十一', '一百零五')
    """
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = CHINESE_DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else CHINESE_DIGITS[tens]) + "十"
    elif hundreds and units:
        words += "零"
    return words + (CHINESE_DIGITS[units] if units or not number else "")


ENCLOSED: Final = ("①", "㈠", "⑴", "⒈", "❶", "Ⅰ")  # the first of each row of numerals in one character
ROW: Final = (20, 10, 20, 20, 10, 12)  # how many there are


def numeral_like(marker: str, old: int, new: int) -> str | None:
    """A number in the script of a marker's numeral; None when the number does not stand in it (首先, 还有一个是).

    old: the number that it carries.

    >>> numeral_like("（二）", 2, 3), numeral_like("1.4", 4, 3), numeral_like("②", 2, 3), numeral_like("另一个是", 2, 3)
    ('三', '3', '③', None)
    """
    place = _place(marker, old)
    return None if place is None else _spelled(new, marker[slice(*place)], old)


def renumbered(marker: str, old: int, new: int) -> str | None:
    """A marker with another number, in its own script; None when that cannot be written.

    >>> renumbered("（二）", 2, 3), renumbered("1.4", 4, 3), renumbered("②", 2, 3)
    ('（三）', '1.3', '③')
    """
    place = _place(marker, old)
    numeral = numeral_like(marker, old, new)
    return None if place is None or numeral is None else marker[: place[0]] + numeral + marker[place[1] :]


def _place(marker: str, old: int) -> tuple[int, int] | None:
    """Where in a marker the number that it carries stands."""
    if any(marker[0] == chr(ord(first) + old - 1) for first in ENCLOSED):
        return 0, 1
    found = [one.span() for one in NUMERAL.finditer(marker) if _value(one[0]) == old]
    return found[-1] if found else None


def _value(numeral: str) -> int:
    return int(numeral) if numeral[0].isdecimal() else chinese_to_int(numeral)


def _spelled(number: int, like: str, old: int) -> str | None:
    for first, length in zip(ENCLOSED, ROW, strict=True):
        if like == chr(ord(first) + old - 1):
            return chr(ord(first) + number - 1) if number <= length else None
    if not like[0].isdecimal():
        return int_to_chinese(number)
    return str(number) if like[0].isascii() else str(number).translate(FULL_WIDTH)
