"""The sentence that introduces a series, and the number that it announces."""

from __future__ import annotations

import re
from typing import Final

from speechtree.numerals import chinese_to_int
from speechtree.source import Source

MEASURE: Final = (
    r"\s*(?:个|個|点|點|条|條|项|項|件|种|種|句|层|層|对|對|方面|步|大(?=[^\W\da-zA-Z_]{2}))"
    r"(?![^，。：:；]{0,9}[）)]|[一二三四五六七八九])"
)
# What is called by a number, and announces nothing: 落实中央八项规定精神
NAMED: Final = re.compile(
    r"八[项項](?:规定|規定)|四[项項]基本原[则則]|三[个個]代表|四[个個](?:意识|意識|自信|全面)|[两兩][个個](?:维护|維護|确立|確立)"
)
# 三点  两个方面  12项, not 第三点, 二十大, 几个, 103项, 2.5个. It starts with a set of characters, which is quick to look for.
ANNOUNCED: Final = re.compile(
    r"([一二三四五六七八九十两兩\d](?<![第几十百千万零〇一二三四五六七八九\d.．].)(?:(?<=\d)\d?|(?<=\D)[一二三四五六七八九十两兩]{0,2}))"
    rf"{MEASURE}"
)
# Words that announce wherever in the sentence they stand: 要树立以下四个理念，…
BELOW: Final = re.compile(
    rf"(?:以下|如下|下面|下述|办好|辦好|抓好|做好|讲|講|谈|談|提|说|說)(?:这|這|的)?([一二三四五六七八九十两兩]{{1,3}}|\d{{1,2}}){MEASURE}"
)
SENTENCE_MARK: Final = re.compile(r"[。！？；!?;\n]")
BLANK: Final = " \t\n\r\u3000\xa0*#>"
REACH: Final = 160  # a lead-in is no longer than this
NEAR: Final = 24  # the number that it announces stands so near its end


class LeadIns:
    """The lead-ins of one text, each looked for once."""

    __slots__ = ("_known", "_source")

    def __init__(self, source: Source) -> None:
        """None is known yet."""
        self._source = source
        self._known: dict[int, tuple[tuple[int, int] | None, int]] = {}

    def before(self, start: int) -> tuple[tuple[int, int] | None, int]:
        """What `lead_in` says of a series that starts at an offset."""
        known = self._known.get(start)
        if known is None:
            known = self._known[start] = lead_in(self._source, start)
        return known


def lead_in(source: Source, start: int) -> tuple[tuple[int, int] | None, int]:
    """The span of the sentence that introduces a series that starts at an offset, and the number it announces (0 for none).

    The sentence stands straight before the first marker, in its paragraph or at the end of the one before. It is a
    lead-in when it ends with a colon or announces a number.
    """
    text = source.text
    paragraph = source.paragraph_at(start)
    begin, end = source.starts[paragraph], start
    if begin == start:
        if paragraph == 0:
            return None, 0
        begin, end = source.starts[paragraph - 1], source.ends[paragraph - 1]
    floor = max(begin, end - REACH)
    words = text[floor:end].rstrip(BLANK)
    end = floor + len(words)
    colon = words.endswith(("：", ":"))
    if not colon and ANNOUNCED.search(words, max(0, len(words) - NEAR)) is None and BELOW.search(words) is None:
        return None, 0
    sentence = floor
    for mark in SENTENCE_MARK.finditer(words, 0, len(words) - 1):
        sentence = floor + mark.end()
    while sentence < end and text[sentence] in BLANK:
        sentence += 1
    number = announced(text, max(sentence, end - NEAR), end) or announced(text, sentence, end, BELOW)
    return ((sentence, end), number) if number or colon else (None, 0)


def announced(text: str, start: int, end: int, words: re.Pattern[str] = ANNOUNCED) -> int:
    """The last number of members that words announce; 0 for none, as one is none."""
    found = [one for one in words.finditer(text, start, end) if NAMED.match(text, one.start(1)) is None]
    if not found:
        return 0
    numeral = found[-1][1]
    number = int(numeral) if numeral.isdecimal() else chinese_to_int(numeral)
    return number if number > 1 else 0
