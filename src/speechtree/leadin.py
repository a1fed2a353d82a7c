"""The sentence that introduces a series, and the number that it announces."""

from __future__ import annotations

import re

from speechtree.numerals import chinese_to_int
from speechtree.source import Source

ANNOUNCED = re.compile(
    r"(?<![第几十])([一二三四五六七八九十两兩]{1,3}|\d{1,2})\s*(?:大|个|個|点|點|条|條|项|項|件|种|種|句|层|層|方面|步)"
)
SENTENCE_START = re.compile(r"[。！？；!?;\n]")
REACH = 160


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
    while end > begin and (text[end - 1].isspace() or text[end - 1] in "*#>"):
        end -= 1
    sentence = begin
    floor = max(begin, end - REACH)
    for mark in SENTENCE_START.finditer(text, floor, max(floor, end - 1)):
        sentence = mark.end()
    while sentence < end and text[sentence].isspace():
        sentence += 1
    if sentence >= end:
        return None, 0
    found = None
    for found in ANNOUNCED.finditer(text, sentence, end):
        pass
    if found is None:
        return ((sentence, end), 0) if text[end - 1] in "：:" else (None, 0)
    number = int(found[1]) if found[1].isdigit() else chinese_to_int(found[1])
    return (sentence, end), number if number > 1 else 0
