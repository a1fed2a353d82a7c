"""Partners: a run-in marker counts only beside another member of its series (right outline, 2.1 and 2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from speechtree.recognise import Candidate, Place
from speechtree.styles import LAST, NEXT

# Two-member families that mean nothing alone.
RUNS_REQUIRED: Final = frozenset(
    ("chinese-heading", "arabic-heading", "decimal", "named", "stem", "stem-bracket", "roman", "latin", "formal", "yi-verb")
)
MIXED_REACH: Final = 800  # characters within which a member of another wording is looked for
FARTHEST: Final = 3  # steps from a number to the next one that is left, when others are lost
PARTNERS: Final = 12  # candidates of its family among which a member's partner is looked for
WINDOW_RUN_IN: Final = 2  # paragraphs within which the next member of a run-in series is looked for
WINDOW: Final = 10  # … when it opens its paragraph
WINDOW_LINES: Final = 40  # … when both do
REPEATING: Final = frozenset(("yi-shi", "yi-ge-shi"))  # 一是 … 一是, 一个是 … 一个是
MIXING: Final = frozenset(("connective", "ordinal", "ordinal-measure", "yi-ge-shi", "yi-shi", "qi-yi"))
NEXT_TO: Final = frozenset(("yi-shi", "yi-yao"))  # 一要 … 二是: only where nothing stands between


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
        if later.ordinal == 1 and not (
            later.style.name in REPEATING and earlier_members and candidates[earlier_members[-1]].ordinal == 1
        ):
            earlier_members.append(j)
            continue
        if earlier_members and _follows_at_once(candidates[earlier_members[-1]], later):
            partnered[earlier_members[-1]] = partnered[j] = True
            earlier_members.append(j)
            continue
        for i in partners_of(candidates, earlier_members, later):
            if later.style.name == "connective" and later.ordinal == NEXT:
                waiting[j] = i
            elif later.ordinal == LAST and candidates[i].ordinal != 1:
                partnered[j] = partnered[j] or partnered[i] or i in waiting
            else:
                partnered[i] = partnered[j] = True
            if i in waiting and later.style.name == "connective" and later.ordinal != NEXT:
                partnered[i] = partnered[waiting[i]] = partnered[j] = True
        earlier_members.append(j)
    return partnered


def _follows_at_once(earlier: Candidate, later: Candidate) -> bool:
    """Whether two candidates plainly follow each other: one style, the next number, one paragraph."""
    return (
        later.ordinal == earlier.ordinal + 1
        and earlier.group == later.group
        and earlier.paragraph == later.paragraph
        and earlier.ordinal > 0
        and later.style.name != "connective"
    )


def partners_of(candidates: Sequence[Candidate], earlier_members: list[int], later: Candidate) -> list[int]:
    """The candidates that a later one may follow: the nearest of its own style, else of another; every 首先 on the way."""
    found: list[int] = []
    mixed: list[int] = []
    for i in reversed(earlier_members[-PARTNERS:]):
        earlier = candidates[i]
        distance = later.paragraph - earlier.paragraph
        if not partners(earlier, later) or distance > reach(earlier, later):
            continue
        if i != earlier_members[-1] and {earlier.style.name, later.style.name} == NEXT_TO:
            continue
        if earlier.group == later.group:
            found.append(i)
        elif (later.start - earlier.start <= MIXED_REACH or (later.ordinal == LAST and later.line and earlier.line)) and (
            not mixed or earlier.style.name == "connective"
        ):
            mixed.append(i)
            if earlier.style.name == "connective" and not earlier.open:  # 首先，: the adverbs before it do not count
                break
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


def partners(earlier: Candidate, later: Candidate) -> bool:
    """Whether two candidates may follow each other in one series."""
    if earlier.group != later.group and not any(
        earlier.style.name in family and later.style.name in family for family in (MIXING, NEXT_TO)
    ):
        return False
    if earlier.ordinal == LAST:
        return False
    if later.line and not earlier.line and earlier.open and earlier.style.name == "connective":
        return False  # 首先满足自己 … 第二，
    if later.ordinal == LAST:
        return earlier.ordinal != 1 or (earlier.group == later.group and not earlier.open and not later.open)
    if later.ordinal == NEXT:
        return earlier.style.name == later.style.name and earlier.ordinal <= 1
    if earlier.ordinal == NEXT:
        return later.ordinal > 1
    step = later.ordinal - earlier.ordinal
    if earlier.group != later.group:
        return step == 1
    return 0 < step <= FARTHEST or (step == 0 and later.style.name in REPEATING)
