"""Continuity: what it costs to take a candidate for the next member of an open series."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.decisions import Decision, continuing_ordinal
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate
from speechtree.styles import LAST

# How readily one series mixes two worded styles; pairs that are not here do not mix.
MIXES: dict[frozenset[str], float] = {
    frozenset(pair): cost
    for pair, cost in {
        ("connective", "ordinal"): 0.3,
        ("connective", "ordinal-measure"): 0.3,
        ("ordinal", "ordinal-measure"): 0.5,
        ("ordinal-measure", "ordinal-measure"): 0.5,
        ("yi-ge-shi", "ordinal-measure"): 0.4,
        ("yi-ge-shi", "connective"): 1.0,
        ("yi-ge-shi", "ordinal"): 0.8,
        ("yi-ge-shi", "yi-shi"): 1.0,
        ("yi-shi", "ordinal"): 1.2,
        ("yi-shi", "ordinal-measure"): 1.2,
        ("yi-shi", "connective"): 1.2,
        ("yi-shi", "yi-yao"): 1.5,
        ("yi-yao", "yi-verb"): 1.5,
        ("qi-yi", "ordinal"): 1.2,
        ("qi-yi", "connective"): 1.2,
    }.items()
}


def continuing_cost(point: Decision, candidate: Candidate, setting: Setting) -> tuple[float, tuple[str, ...]]:
    """What it costs to take a candidate for the next member of an open series."""
    cost, evidence = _wording_cost(point, candidate)
    if cost >= w.MARGIN:
        return cost, evidence
    step = continuing_ordinal(point, candidate) - point.last
    if step == 1 or candidate.ordinal == LAST:
        evidence = (*evidence, "next number")
    elif step > 1:
        cost += w.GAP + w.GAP_MORE * (step - 2)
        evidence = (*evidence, "gap")
    elif step == 0:
        cost += w.REPEATED
        evidence = (*evidence, "number repeated")
    else:
        return w.MARGIN, ()
    if point.worded and not setting.same_turn(point.paragraph, candidate.paragraph):
        cost += w.NEW_TURN
        evidence = (*evidence, "another speaker")
    far = candidate.paragraph - point.paragraph
    if candidate.line:
        if not point.line:
            cost += w.INTO_LINES + min(w.FAR_LIMIT, w.FAR_PARAGRAPH * (far - 1))
            evidence = (*evidence, "goes on at the start of a paragraph")
    elif point.line and far:
        cost += w.INTO_PROSE if candidate.worded else w.INTO_PROSE_NUMBERED
        evidence = (*evidence, "goes on inside a paragraph")
    elif far:
        cost += min(w.FAR_LIMIT, w.FAR_PARAGRAPH * far)
        evidence = (*evidence, "leaves its paragraph")
    return cost, evidence


def _wording_cost(point: Decision, candidate: Candidate) -> tuple[float, tuple[str, ...]]:
    if point.group == candidate.group:
        return (0.0, ("same style",)) if point.last != LAST else (w.MARGIN, ())
    if candidate.ordinal == LAST:
        return (w.MIXED, ("mixed wording",)) if LAST > point.last > 1 else (w.MARGIN, ())
    mixed = MIXES.get(frozenset((point.candidate.style.name, candidate.style.name)))
    if mixed is None or point.last == LAST:
        return w.MARGIN, ()
    return mixed, ("mixed wording",)


def is_misprint(point: Decision, candidate: Candidate, following: dict[str, int]) -> bool:
    """Whether a numbered line marker stands where another style's next number is due: 三、 for （三） (right outline, 5.7).

    The series must go on after it, or its own style must come again with the same number.
    """
    if point.group == candidate.group or point.worded or candidate.worded or not (point.line and candidate.line):
        return False
    if candidate.ordinal != point.last + 1 or point.candidate.style.rank * candidate.style.rank == 0:
        return False
    return following.get(point.group) == candidate.ordinal + 1 or following.get(candidate.group) == candidate.ordinal
