"""How one point is written: the punctuation of its marker, an empty title, brackets that are not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from speechtree.diagnose.finding import Finding
from speechtree.models import Point
from speechtree.numerals import ordinal_of

BRACKETS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "【": "】"}
OPENING = re.compile("[" + "".join(BRACKETS) + "]")
# A marker, and how the standard spells it: GB/T 9704—2012, 7.3.3, with full-width brackets (GB/T 15834—2011).
SPELLINGS = {
    "chinese-pause": (re.compile(r"([一二三四五六七八九十百零〇○两兩廿卅]+)\s*[、.．﹒﹑，]"), "{}、"),
    "chinese-bracket": (re.compile(r"[（(﹙]?\s*([一二三四五六七八九十百零〇○两兩廿卅]+)\s*[）)﹚][、.．﹒﹑]?"), "（{}）"),
    "arabic-point": (re.compile(r"([0-9０-９]+)\s*[、.．﹒﹑]"), "{}."),
    "arabic-bracket": (re.compile(r"[（(﹙]?\s*([0-9０-９]+)\s*[）)﹚][、.．﹒﹑]?"), "（{}）"),
}


def may_be_misspelt(point: Point) -> bool:
    """Whether a point is worth a closer look."""
    marker, words = point.marker, point.title.text
    return not words or standard(marker.style, marker.text) != marker.text or OPENING.search(words) is not None


def spelling(point: Point) -> Iterator[Finding]:
    """What is wrong with how a point is written."""
    marker, title = point.marker, point.title
    right = standard(marker.style, marker.text)
    if right != marker.text:
        yield Finding("punctuation", marker.span, {"marker": marker.text, "right": right}, right)
    if not title.text and not point.content:
        yield Finding("empty-title", marker.span, {"marker": marker.text})
    yield from _unclosed(point)


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


def _unclosed(point: Point) -> Iterator[Finding]:
    title = point.title
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(title.text):
        if char in BRACKETS:
            opened.append((char, at))
        elif opened and char == BRACKETS[opened[-1][0]]:
            opened.pop()
    if opened:
        bracket, _ = opened[-1]
        values: dict[str, str | int] = {"bracket": bracket, "marker": point.marker.text, "closer": BRACKETS[bracket]}
        yield Finding("unclosed-bracket", title.span, values)
