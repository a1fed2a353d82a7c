"""How one point is written: the punctuation of its marker, an empty title, brackets that are not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from speechtree.diagnose.finding import Finding
from speechtree.models import Marker, Passage, Point, Title
from speechtree.numerals import ordinal_of

BRACKETS: Final = {"“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】", "〔": "〕"}
OPENERS: Final = {closer: opener for opener, closer in BRACKETS.items()}
BRACKET: Final = re.compile("[" + re.escape("".join((*BRACKETS, *OPENERS))) + "]")
# A marker, and how the standard spells it: GB/T 9704—2012, 7.3.3, with full-width brackets (GB/T 15834—2011).
SPELLINGS: Final = {
    "chinese-pause": (re.compile(r"([一二三四五六七八九十百零〇○两兩廿卅]+)\s*[、.．﹒﹑，]"), "{}、"),
    "chinese-bracket": (re.compile(r"[（(﹙]?\s*([一二三四五六七八九十百零〇○两兩廿卅]+)\s*[）)﹚][、.．﹒﹑]?"), "（{}）"),
    "arabic-point": (re.compile(r"([0-9０-９]+)\s*[、.．﹒﹑]"), "{}."),
    "arabic-bracket": (re.compile(r"[（(﹙]?\s*([0-9０-９]+)\s*[）)﹚][、.．﹒﹑]?"), "（{}）"),
}


def may_be_misspelt(marker: Marker, title: Title) -> bool:
    """Whether a point is worth a closer look."""
    words, own = title.text, marker.text
    return not words or standard(marker.style, own) != own or BRACKET.search(words) is not None


def spelling(point: Point) -> Iterator[Finding]:
    """What is wrong with how a point is written."""
    marker, title = point.marker, point.title
    right = standard(marker.style, marker.text)
    if right != marker.text:
        yield Finding("punctuation", marker.span, {"marker": marker.text, "right": right}, right)
    if not title.text and not point.content:
        yield Finding("empty-title", marker.span, {"marker": marker.text})
    yield from _unpaired(point)


@lru_cache(maxsize=4096)
def standard(style: str, marker: str) -> str:
    """A marker as the standard spells it; the marker itself where the standard has no say."""
    if style not in SPELLINGS:
        return marker
    pattern, form = SPELLINGS[style]
    found = pattern.fullmatch(marker)
    if found is None:
        return marker
    numeral = found[1] if style.startswith("chinese") else str(ordinal_of(found[1]))
    return form.format(numeral)


def _unpaired(point: Point) -> Iterator[Finding]:
    """Brackets of the title without a partner; one that closes in the words straight after a line break has its partner."""
    title = point.title
    opened: list[int] = []
    for found in BRACKET.finditer(title.text):
        at, char = found.start(), found[0]
        if char in BRACKETS:
            opened.append(at)
        elif opened and char == BRACKETS[title.text[opened[-1]]]:
            opened.pop()
        else:
            yield _bracket(point, at, OPENERS[char])
    following = point.content[0].text if point.content and isinstance(point.content[0], Passage) else ""
    for at in opened:
        partner = BRACKETS[title.text[at]]
        if partner not in following:
            yield _bracket(point, at, partner)


def _bracket(point: Point, at: int, partner: str) -> Finding:
    title = point.title
    start = title.span[0] + at if title.span[1] - title.span[0] == len(title.text) else title.span[0]
    values: dict[str, str | int] = {"bracket": title.text[at], "marker": point.marker.text, "partner": partner}
    return Finding("unclosed-bracket", (start, start + 1), values)
