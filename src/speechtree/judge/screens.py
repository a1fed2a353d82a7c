"""Look-alikes: candidates that the words around them give away. What is screened out never becomes a reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speechtree.judge.closing import is_farewell, is_one_more
from speechtree.recognise import SENTENCE_ENDS, Candidate, Place
from speechtree.judge.setting import is_heading
from speechtree.source import Source
from speechtree.styles import LAST, NEXT

# 统一是, 万一是, 星期一是, 之一是: the numeral ends a word.
WORD_BEFORE = frozenset("统統唯惟万萬逐同单單之专專划归歸周期其每任第初老合不这那某百千零")
# 一、二、三产业: the pause divides numerals.
ENUMERATED = re.compile(r"[一二三四五六七八九十]{1,3}(?:[、，,]|[月日年线級级产里天日个岁块元斤亩户]|是[、，])|\d[、，,]")
# Paragraphs that sum up or annotate the speech: not its points (right outline, 1.4).
ASIDE = re.compile(r"[【〔\[(（]?\s*(?:导\s*读|摘\s*要|摘要题|内容提要|编者按|编\s*者|附(?:件|注)?\s*\d?\s*[:：]|注\s*[：:]|注释|关键词|责任编辑|【\s*摘)")
# Two-member families that mean nothing alone.
RUNS_REQUIRED = frozenset(("chinese-heading", "arabic-heading", "decimal", "named", "stem", "stem-bracket", "roman", "latin", "formal", "yi-verb"))
PART_STOPS = "，、。：,:；;．.是"
PART_ENDS = (" ", "\u3000", "\xa0", "\t", "\n")
LEADERS = " \t\u3000.·…．。0123456789-—"  # between a title in a table of contents and its page
CONTENTS = 3  # lines that make a table of contents
ENCLOSED = re.compile(r"注\s*释\s*[:：]?\s*(?:[\n\r]|$)|附(?:件)?\s*\d?\s*[:：]\s*(?:[\n\r]|\d|[（(]|$)")
HEADS = 200  # candidates among which the heads that a preview announces are looked for
PREVIEW_REACH = 3  # paragraphs between a preview and the first head
TITLE_REACH = 40  # characters of a title that are compared
MOST = 0.6  # the share of members that must be alike
ALIKE = 0.5  # share of common pairs of characters above which two titles say the same
PAUSED = frozenset(("chinese-pause", "chinese-heading", "arabic-point"))
INNER_STYLES = frozenset(("yi-shi", "ordinal"))
MIXED_REACH = 800  # characters within which a member of another wording is looked for
ROUNDS = 3  # a refused candidate may leave another without a partner
PARTNERS = 12  # candidates of its family among which a member's partner is looked for
WINDOW_RUN_IN = 2  # paragraphs within which the next member of a run-in series is looked for
WINDOW = 10  # … when it opens its paragraph
WINDOW_LINES = 40  # … when both do

PAIRS = (("“", "”", "quoted"), ("「", "」", "quoted"), ("『", "』", "quoted"), ("（", "）", "in brackets"), ("(", ")", "in brackets"))
PAIR_LENGTH = 400  # a pair that does not close within so many characters is not one


def screen(source: Source, candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """The candidates that may be points, and the refused ones with the reason."""
    refused: list[tuple[Candidate, str]] = []
    kept: list[Candidate] = []
    enclosures = enclosures_from(source, candidates)
    contents = table_of_contents(source, candidates)
    for candidate in candidates:
        reason = look_alike(source, candidate) or ("enclosure or note" if candidate.paragraph >= enclosures else "")
        reason = reason or ("table of contents" if candidate in contents else "")
        if reason:
            refused.append((candidate, reason))
        else:
            kept.append(candidate)
    shown = previews(source, kept)
    refused.extend((candidate, "preview of the heads") for candidate in kept if candidate in shown)
    kept = [candidate for candidate in kept if candidate not in shown]
    for _ in range(ROUNDS):
        partnered = has_partner(kept)
        refused.extend((candidate, "no second member") for candidate, partner in zip(kept, partnered, strict=True) if not partner)
        if all(partnered):
            break
        kept = [candidate for candidate, partner in zip(kept, partnered, strict=True) if partner]
    return kept, refused


def look_alike(source: Source, candidate: Candidate) -> str:
    """Why a candidate is prose by the look of its own place; empty when it may be a marker."""
    text, start, end = source.text, candidate.start, candidate.end
    name = candidate.style.name
    paragraph_start = source.starts[candidate.paragraph]
    if ASIDE.match(text, paragraph_start):
        return "aside"
    if name in PAUSED and text[end - 1] in "、﹑，," and ENUMERATED.match(text, end):
        return "enumeration"
    if candidate.ordinal == LAST and candidate.line and (is_farewell(text, start) or is_one_more(text, start)):
        return "farewell"
    if candidate.line:
        if name == "arabic-heading" and source.ends[candidate.paragraph] == end:
            return "page number"
        if name == "part" and not text[end - 1 : end + 1].endswith(PART_ENDS) and text[end - 1] not in PART_STOPS and not _is_bare_heading(source, candidate.paragraph):
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
    if name == "connective" and candidate.place < Place.SENTENCE and candidate.ordinal in (3, LAST) and end - start == 2:
        return "an adverb"
    floor = max(paragraph_start, start - PAIR_LENGTH)
    for opener, closer, reason in PAIRS:
        opened = text.rfind(opener, floor, start)
        if opened >= 0 and text.rfind(closer, opened, start) < 0 and text.find(closer, start, start + PAIR_LENGTH) >= 0:
            return reason
    return ""


def enclosures_from(source: Source, candidates: Sequence[Candidate]) -> int:
    """The paragraph from which on a speech only lists what is enclosed with it (附：1. …); past the end when it does not."""
    if not candidates:
        return len(source.starts)
    for paragraph in range(max(0, candidates[-1].paragraph - 40), candidates[-1].paragraph + 1):
        if ENCLOSED.match(source.text, source.starts[paragraph]):
            return paragraph
    return len(source.starts)


def table_of_contents(source: Source, candidates: Sequence[Candidate]) -> set[Candidate]:
    """The line markers of a table of contents: lines one after another whose words all head points with a body further on."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        if candidate.line and runs and _next_line(runs[-1], candidate):
            runs[-1].append(candidate)
        elif candidate.line:
            runs.append([candidate])
    if not any(len(run) >= CONTENTS for run in runs):
        return set()
    heading = {_title_line(source, run[-1]): run[-1].start for run in runs}
    found: set[Candidate] = set()
    for run in runs:
        again = [heading.get(_title_line(source, candidate), -1) > run[-1].start for candidate in run]
        if len(run) >= CONTENTS and all(again):
            found.update(run)
    return found


def _next_line(run: list[Candidate], candidate: Candidate) -> bool:
    starts_again = candidate.ordinal == 1 and candidate.group == run[0].group
    return candidate.line and candidate.paragraph == run[-1].paragraph + 1 and not starts_again


def _title_line(source: Source, candidate: Candidate) -> str:
    return source.text[candidate.start : source.ends[candidate.paragraph]].rstrip(LEADERS)


def previews(source: Source, candidates: Sequence[Candidate]) -> set[Candidate]:
    """The run-in candidates with which a speaker only announces the heads that follow (right outline, 1.4)."""
    shown: set[Candidate] = set()
    run: list[Candidate] = []
    for k, candidate in enumerate(candidates):
        if run and _continues(run[-1], candidate):
            run.append(candidate)
        else:
            run = [candidate] if candidate.ordinal == 1 else []
        following = candidates[k + 1] if k + 1 < len(candidates) else None
        if len(run) > 1 and following and _may_be_first_head(run[-1], following) and _announces(source, run, candidates[k + 1 : k + 1 + HEADS]):
            shown.update(run)
    return shown


def _continues(earlier: Candidate, later: Candidate) -> bool:
    return (
        later.ordinal == earlier.ordinal + 1
        and later.group == earlier.group
        and later.paragraph == earlier.paragraph
        and later.place is not Place.LINE
    )


def _may_be_first_head(last: Candidate, following: Candidate) -> bool:
    return following.place is Place.LINE and following.ordinal == 1 and 0 < following.paragraph - last.paragraph <= PREVIEW_REACH


def _announces(source: Source, run: list[Candidate], after: Sequence[Candidate]) -> bool:
    """Whether the heads that follow say the same as the members of a run-in series, one by one."""
    text = source.text
    ends = [*(c.start for c in run[1:]), source.ends[run[0].paragraph]]
    words = [text[c.end : end] for c, end in zip(run, ends, strict=True)]
    heads = [c for c in after if c.place is Place.LINE and c.group == after[0].group]
    titles = [text[h.end : min(source.ends[h.paragraph], h.end + TITLE_REACH)] for h in heads]
    alike = sum(likeness(one, other) >= ALIKE for one, other in zip(words, titles, strict=False))
    return len(titles) >= len(words) and alike >= max(2, MOST * len(words))


def likeness(one: str, other: str) -> float:
    """The share of the shorter string's pairs of characters that the other has too."""
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (one[:40].strip("，。；："), other.split("。")[0])]
    shorter = min(len(p) for p in pairs)
    return len(pairs[0] & pairs[1]) / shorter if shorter else 0.0


def _is_bare_heading(source: Source, paragraph: int) -> bool:
    """Whether a paragraph is a heading without a full stop."""
    return is_heading(source, paragraph) and source.text[source.ends[paragraph] - 1] not in SENTENCE_ENDS


def needs_partner(candidate: Candidate) -> bool:
    """Whether a candidate counts only beside another member of its series (right outline, 2.1 and 2.2)."""
    if not candidate.line:
        return True
    if candidate.style.name == "ordinal-measure":
        return candidate.open
    return candidate.style.name in RUNS_REQUIRED or candidate.style.name == "connective"


def has_partner(candidates: Sequence[Candidate]) -> list[bool]:
    """For each candidate, whether it needs no partner or has one: a member before or after it in the same stretch."""
    partnered = [not needs_partner(candidate) for candidate in candidates]
    members: dict[str, list[int]] = {}
    waiting: dict[int, int] = {}  # 然后 and its 首先, until a 其次 or 最后 frames them
    for j, later in enumerate(candidates):
        earlier_members = members.setdefault("worded" if later.worded else later.group, [])
        if partnered[j] and not later.worded and (not earlier_members or partnered[earlier_members[-1]]):
            earlier_members.append(j)
            continue
        if later.ordinal == 1 and not (later.style.name in REPEATING and earlier_members and candidates[earlier_members[-1]].ordinal == 1):
            earlier_members.append(j)
            continue
        for i in partners_of(candidates, earlier_members, later):
            earlier = candidates[i]
            if later.style.name == "connective" and later.ordinal == NEXT:
                waiting[j] = i
            elif later.ordinal == LAST:
                partnered[j] = partnered[j] or partnered[i] or i in waiting
            else:
                partnered[i] = partnered[j] = True
            if i in waiting and later.style.name == "connective" and later.ordinal != NEXT:
                partnered[i] = partnered[waiting[i]] = partnered[j] = True
        earlier_members.append(j)
    return partnered


def partners_of(candidates: Sequence[Candidate], earlier_members: list[int], later: Candidate) -> list[int]:
    """The candidates that a later one may follow: the nearest of its own style, else of another; every 首先 on the way."""
    found: list[int] = []
    mixed: list[int] = []
    for i in reversed(earlier_members[-PARTNERS:]):
        earlier = candidates[i]
        distance = later.paragraph - earlier.paragraph
        if distance > WINDOW_LINES:
            break
        if not partners(earlier, later) or distance > reach(earlier, later):
            continue
        if earlier.group == later.group:
            found.append(i)
        elif later.start - earlier.start <= MIXED_REACH and (not mixed or earlier.style.name == "connective"):
            mixed.append(i)
        if found and not (earlier.style.name == "connective" and earlier.ordinal == 1):
            break
    return found or mixed


def reach(earlier: Candidate, later: Candidate) -> int:
    """Within how many paragraphs the next member of a series is looked for."""
    if not later.style.run_in or (later.place is earlier.place is Place.LINE and later.ordinal != LAST):
        return WINDOW_LINES
    if Place.INNER in (earlier.place, later.place):
        return 0
    return WINDOW if later.place is Place.LINE else WINDOW_RUN_IN


REPEATING = frozenset(("yi-shi", "yi-ge-shi"))  # 一是 … 一是, 一个是 … 一个是
MIXING = frozenset(("connective", "ordinal", "ordinal-measure", "yi-ge-shi", "yi-shi", "qi-yi"))


def partners(earlier: Candidate, later: Candidate) -> bool:
    """Whether two candidates may follow each other in one series."""
    if earlier.group != later.group and not (earlier.style.name in MIXING and later.style.name in MIXING):
        return False
    if earlier.ordinal == LAST:
        return False
    if later.ordinal == LAST:
        return earlier.ordinal != 1
    if later.ordinal == NEXT:
        return earlier.style.name == later.style.name and earlier.ordinal <= 1
    if earlier.ordinal == NEXT:
        return later.ordinal > 1
    step = later.ordinal - earlier.ordinal
    if earlier.group != later.group:
        return step == 1
    return 0 < step <= 3 or (step == 0 and later.style.name in REPEATING)
