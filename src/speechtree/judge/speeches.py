"""Where speeches start: by their title lines (right outline, 1)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from speechtree.source import Source

NUMBERED = re.compile(r".{0,40}(?:篇|范文|第)\s*[一二三四五六七八九十0-9]{1,3}(?:篇)?\s*$")
DATED = re.compile(r"^(.{2,40}?)[（(]\s*[一二三四五六七八九十〇○零\d]{4}年.{0,20}[)）]\s*$")
SPOKEN = re.compile(r"^.{0,40}(?:讲话|致辞|发言|报告|讲演|演讲|开幕词|闭幕词|总结讲话|讲话稿|发言稿)(?:\(.*\)|（.*）)?$")
ANNEX = re.compile(r"^附件\s*[一二三四五六七八九十\d]+")
TITLE_LENGTH = 60


def title_lines(source: Source, is_marker: Callable[[str, int], object]) -> list[int]:
    """The paragraphs that are titles of speeches, when a file holds several."""
    groups: dict[str, list[int]] = defaultdict(list)
    text = source.text
    for paragraph, start in enumerate(source.starts):
        end = source.ends[paragraph]
        if end - start > TITLE_LENGTH:
            continue
        words = text[start:end]
        if words[-1] in "。！？；：，、" or is_marker(text, start):
            continue
        if NUMBERED.match(words) and "篇" in words[-4:] + words[:0]:
            groups["numbered"].append(paragraph)
        elif DATED.match(words):
            groups["dated"].append(paragraph)
    for kind in ("numbered", "dated"):
        if len(groups[kind]) > 1:
            return groups[kind]
    return []
