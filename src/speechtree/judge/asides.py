"""Asides: contents, previews and lists of enclosures, which are no sets of points (right outline, 1.4)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from speechtree.recognise import Candidate
from speechtree.source import Source

LEADERS: Final = " \t\u3000.·…．。0123456789-—"  # between a title in a table of contents and its page
CONTENTS: Final = 3  # lines that make a table of contents
ENCLOSED: Final = re.compile(r"注\s*释\s*[:：]?\s*(?:[\n\r]|$)|附(?:件)?\s*\d?\s*[:：]\s*(?:[\n\r]|\d|[（(]|$)")
LISTED: Final = 80  # a line in a list of what is enclosed is no longer than this
HEADS: Final = 200  # candidates among which the heads that a preview announces are looked for
PREVIEW_REACH: Final = 3  # paragraphs between a preview and the first head
TITLE_REACH: Final = 40  # characters of a title that are compared
MOST: Final = 0.6  # the share of members that must be alike
ALIKE: Final = 0.5  # share of common pairs of characters above which two titles say the same


def enclosures_from(source: Source, candidates: Sequence[Candidate], first: int) -> int:
    """The paragraph from which on a speech only lists what is enclosed with it (附：1. …); past the end when it does not.

    first: the paragraph after the one that the speech starts with, which may name it an annex itself.
    """
    if not candidates:
        return len(source.starts)
    last = candidates[-1].paragraph
    for paragraph in range(max(first, last - 40), last + 1):
        if not ENCLOSED.match(source.text, source.starts[paragraph]) or _heads_follow(candidates, paragraph):
            continue
        listed = range(paragraph + 1, last + 1) if source.text[source.starts[paragraph]] == "附" else ()
        if not any(source.ends[p] - source.starts[p] > LISTED for p in listed):
            return paragraph
    return len(source.starts)


def _heads_follow(candidates: Sequence[Candidate], paragraph: int) -> bool:
    """Whether 一、 opens a paragraph after this one: then the speech itself is still to come."""
    return any(c.line and c.ordinal == 1 and c.group == "chinese-pause" and c.paragraph > paragraph for c in candidates)


def table_of_contents(source: Source, candidates: Sequence[Candidate]) -> set[Candidate]:
    """The line markers of a table of contents: lines one after another whose words all head points with a body further on."""
    runs: list[list[Candidate]] = []
    lines = [candidate for candidate in candidates if candidate.line]
    for earlier, candidate in zip([None, *lines], lines, strict=False):
        if earlier and candidate.paragraph == earlier.paragraph + 1 and not _starts_again(runs[-1], candidate):
            runs[-1].append(candidate)
        else:
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


def _starts_again(run: list[Candidate], candidate: Candidate) -> bool:
    return candidate.ordinal == 1 and candidate.group == run[0].group


def _title_line(source: Source, candidate: Candidate) -> str:
    """The marker and its words, without what stands between them (a tab, in Word) and without the page."""
    words = source.text[candidate.end : source.ends[candidate.paragraph]].strip().rstrip(LEADERS)
    return source.text[candidate.start : candidate.end].strip() + words


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
        if (
            len(run) > 1
            and following
            and _may_be_first_head(run[-1], following)
            and _announces(source, run, candidates[k + 1 : k + 1 + HEADS])
        ):
            shown.update(run)
    return shown


def _continues(earlier: Candidate, later: Candidate) -> bool:
    return (
        later.ordinal == earlier.ordinal + 1
        and later.group == earlier.group
        and later.paragraph == earlier.paragraph
        and not later.line
    )


def _may_be_first_head(last: Candidate, following: Candidate) -> bool:
    return following.line and following.ordinal == 1 and 0 < following.paragraph - last.paragraph <= PREVIEW_REACH


def _announces(source: Source, run: list[Candidate], after: Sequence[Candidate]) -> bool:
    """Whether the heads that follow say the same as the members of a run-in series, one by one."""
    text = source.text
    ends = [*(c.start for c in run[1:]), source.ends[run[0].paragraph]]
    words = [text[c.end : end] for c, end in zip(run, ends, strict=True)]
    heads = [c for c in after if c.line and c.group == after[0].group]
    titles = [text[h.end : min(source.ends[h.paragraph], h.end + TITLE_REACH)] for h in heads]
    if len(titles) < len(words):
        return False
    misses = len(words) - max(2, math.ceil(MOST * len(words)))
    for one, other in zip(words, titles, strict=False):
        misses -= likeness(one, other) < ALIKE
        if misses < 0:
            return False
    return True


def likeness(one: str, other: str) -> float:
    """The share of the shorter string's pairs of characters that the other has too."""
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (one[:40].strip("，。；："), other.split("。", maxsplit=1)[0])]
    shorter = min(len(p) for p in pairs)
    return len(pairs[0] & pairs[1]) / shorter if shorter else 0.0
