"""Look-alikes: candidates that the words around them give away. What is screened out never becomes a reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from speechtree.judge.asides import enclosures_from, previews, table_of_contents
from speechtree.judge.closing_words import is_farewell, is_one_more, is_wish
from speechtree.judge.decisions import Refusal
from speechtree.judge.partners import has_partner
from speechtree.judge.setting import is_heading
from speechtree.recognise import SENTENCE_ENDS, Candidate, Place
from speechtree.source import Source
from speechtree.styles import LAST

# 统一是, 万一是, 星期一是, 之一是: the numeral ends a word.
WORD_BEFORE: Final = frozenset("统統唯惟万萬逐同单單之专專划归歸周期其每任第初老合不这那某百千零")
# 一、二、三产业: the pause divides numerals.
ENUMERATED: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:[、，,]|[月日年线級级产里天日个岁块元斤亩户]|是[、，])|\d{1,2}[、，,号级期月日]"
)
# Paragraphs that sum up or annotate the speech: not its points (right outline, 1.4).
ASIDE: Final = re.compile(
    r"[【〔\[(（]\s*(?:导\s*读|摘\s*要|内容提要|编者按|注释|关\s*键\s*词|责任编辑)"
    r"|(?:导\s*读|摘\s*要|内容提要|编者按|附(?:件|注)?\s*\d?|注释?|关键词|责任编辑)\s*[：:]"
)
# A paragraph that looks back on points names them again: 以上四条，第一条是根本的.
REFERS_BACK: Final = re.compile(r"以上[^，。]{0,10}[条点个项种]")
PART_STOPS: Final = "，、。：,:；;．.是"
PART_ENDS: Final = (" ", "\u3000", "\xa0", "\t", "\n")
SECONDLY: Final = re.compile(r"[，；。]其次")
SECOND: Final = re.compile(r"[，；。](?:其次|再次|第[二三])")
PAUSED: Final = frozenset(("chinese-pause", "chinese-heading", "arabic-point"))
INNER_STYLES: Final = frozenset(("yi-shi", "ordinal"))
PAIRS: Final = (
    ("“", "”", "quoted"),
    ("「", "」", "quoted"),
    ("『", "』", "quoted"),
    ("（", "）", "in brackets"),
    ("(", ")", "in brackets"),
)
PAIR_LENGTH: Final = 400  # a pair that does not close within so many characters is not one


def screen(source: Source, candidates: Sequence[Candidate], start: int = 0) -> tuple[list[Candidate], list[Refusal]]:
    """The candidates that may be points, and the refused ones with the reason. start: where their speech starts."""
    refused: list[Refusal] = []
    kept: list[Candidate] = []
    enclosures = enclosures_from(source, candidates, source.paragraph_at(start) + 1)
    contents = table_of_contents(source, candidates)
    paragraph, outside = -1, ""
    for candidate in candidates:
        if candidate.paragraph != paragraph:
            paragraph = candidate.paragraph
            outside = "aside" if ASIDE.match(source.plain, source.starts[paragraph]) else ""
            outside = "enclosure or note" if paragraph >= enclosures else outside
        if candidate.style.name == "ordinal-measure" and REFERS_BACK.match(source.plain, source.starts[paragraph]):
            refused.append(Refusal(None, candidate, "refers back"))
            continue
        reason = "table of contents" if candidate in contents else outside or look_alike(source, candidate)
        if reason:
            refused.append(Refusal(None, candidate, reason))
        else:
            kept.append(candidate)
    shown = previews(source, kept)
    if shown:
        refused.extend(Refusal(None, candidate, "preview of the heads") for candidate in kept if candidate in shown)
        kept = [candidate for candidate in kept if candidate not in shown]
    partnered = _partnered(kept, refused)
    if len(partnered) < len(kept):  # a refused candidate may leave another without a partner
        partnered = _partnered(partnered, refused)
    return partnered, refused


def _partnered(candidates: list[Candidate], refused: list[Refusal]) -> list[Candidate]:
    has = has_partner(candidates)
    if all(has):
        return candidates
    kept = []
    for candidate, partner in zip(candidates, has, strict=True):
        if partner:
            kept.append(candidate)
        else:
            refused.append(Refusal(None, candidate, "no second member"))
    return kept


def look_alike(source: Source, candidate: Candidate) -> str:
    """Why a candidate is prose by the look of its own place; empty when it may be a marker."""
    text, start, end = source.text, candidate.start, candidate.end
    name = candidate.style.name
    if name in PAUSED and text[end - 1] in "、﹑，," and ENUMERATED.match(text, end):
        return "enumeration"
    if candidate.ordinal == LAST and _takes_leave(source, candidate):
        return "farewell"
    if candidate.line:
        if name == "arabic-heading" and source.ends[candidate.paragraph] == end:
            return "page number"
        if (
            name == "part"
            and not text[end - 1 : end + 1].endswith(PART_ENDS)
            and text[end - 1] not in PART_STOPS
            and not _is_bare_heading(source, candidate.paragraph)
        ):
            return "part of a word"
        return ""
    if candidate.place is Place.INNER:
        before = text[start - 1]
        if name not in INNER_STYLES and not (name == "connective" and candidate.ordinal == LAST and "呢" in text[start:end]):
            return "inside a clause"
        if before in WORD_BEFORE or before.isdigit() or before in "“‘《":
            return "part of a word"
        if name == "ordinal" and (candidate.ordinal > 1 or text[end - 1] in "。、；"):
            return "inside a clause"
    if name == "connective" and _is_adverb(source, candidate):
        return "an adverb"
    floor = max(source.starts[candidate.paragraph], start - PAIR_LENGTH)
    for opener, closer, reason in PAIRS:
        opened = text.rfind(opener, floor, start)
        if opened >= 0 and text.rfind(closer, opened, start) < 0 and text.find(closer, start, start + PAIR_LENGTH) >= 0:
            return reason
    return ""


def _takes_leave(source: Source, candidate: Candidate) -> bool:
    """Whether 最后 takes leave or turns to the last topic; inside a paragraph only thanks and wishes are plain enough."""
    if candidate.line:
        counted = "一" in source.text[candidate.start : candidate.end]  # 最后一个是
        return is_farewell(source.plain, candidate.start) or (not counted and is_one_more(source.plain, candidate.start))
    return is_wish(source.plain, candidate.start)


def _is_adverb(source: Source, candidate: Candidate) -> bool:
    """Whether a bare 最后 or 再次 inside a sentence has nothing marked before it in its paragraph: 最后形成平台."""
    if candidate.place >= Place.SENTENCE or candidate.ordinal not in (3, LAST):
        return False
    floor = max(source.starts[candidate.paragraph], candidate.start - PAIR_LENGTH)
    before = SECOND if candidate.ordinal == LAST else SECONDLY
    return candidate.end - candidate.start == len("最后") and not before.search(source.plain, floor, candidate.start)


def _is_bare_heading(source: Source, paragraph: int) -> bool:
    """Whether a paragraph is a heading without a full stop."""
    return is_heading(source, paragraph) and source.text[source.ends[paragraph] - 1] not in SENTENCE_ENDS
