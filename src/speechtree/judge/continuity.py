"""Continuity: what it costs to take a candidate for the next member of an open series."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.decisions import Decision, Evidence, continuing_ordinal
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate
from speechtree.styles import LAST

Weighed = tuple[float, tuple[Evidence, ...]]
NEVER: Weighed = (w.MARGIN, ())


def continuing_cost(point: Decision, candidate: Candidate, setting: Setting) -> Weighed:
    """What it costs to take a candidate for the next member of an open series."""
    cost, evidence = _wording(point, candidate)
    if cost >= w.MARGIN:
        return NEVER
    step = continuing_ordinal(point, candidate) - point.last
    if step == 1 or candidate.ordinal == LAST:
        evidence = (*evidence, ("next number", 0.0))
    elif step > 1:
        cost, evidence = cost + w.GAP, (*evidence, ("gap", w.GAP))
    elif step == 0:
        cost, evidence = cost + w.REPEATED, (*evidence, ("number repeated", w.REPEATED))
    elif point.count > 1 and candidate.ordinal > 1 and point.group == candidate.group and _may_turn_back(point, candidate, step):
        back = w.EXCHANGED if step == -1 else w.OUT_OF_ORDER
        cost, evidence = cost + back, (*evidence, ("out of order", back))
    else:
        return NEVER
    if point.worded and not setting.same_turn(point.paragraph, candidate.paragraph):
        cost, evidence = cost + w.NEW_TURN, (*evidence, ("another speaker", w.NEW_TURN))
    if setting.divided(point.paragraph, candidate.paragraph):
        cost, evidence = cost + w.DIVIDED, (*evidence, ("a heading stands between", w.DIVIDED))
    if setting.announced(point.start) == point.count:
        cost, evidence = cost + w.ENOUGH, (*evidence, ("as many as are announced are there", w.ENOUGH))
    far, place = _place(point, candidate)
    return (cost + far, (*evidence, (place, far))) if place else (cost, evidence)


def _may_turn_back(point: Decision, candidate: Candidate, step: int) -> bool:
    """Whether a lower number may be a misprint: the one before, or any among numbered line markers."""
    return step == -1 or (point.line and candidate.line and not candidate.worded)


def _place(point: Decision, candidate: Candidate) -> tuple[float, str]:
    """What the place of a further member costs: a series seldom leaves its paragraph, or its kind of place."""
    far = candidate.paragraph - point.paragraph
    if candidate.line:
        if point.line:
            return 0.0, ""
        return w.INTO_LINES + min(w.FAR_LIMIT, w.FAR_PARAGRAPH * (far - 1)), "goes on at the start of a paragraph"
    if point.line and far:
        return w.INTO_PROSE, "goes on inside a paragraph"
    return (min(w.FAR_LIMIT, w.FAR_PARAGRAPH * far), "leaves its paragraph") if far else (0.0, "")


def _wording(point: Decision, candidate: Candidate) -> Weighed:
    if point.group == candidate.group:
        return (0.0, (("same style", 0.0),)) if point.last != LAST else NEVER
    if candidate.ordinal == LAST:
        return (0.0, (("mixed wording", 0.0),)) if LAST > point.last > 1 else NEVER
    names = (point.candidate.style.name, candidate.style.name)
    family = next((family for family in w.FAMILIES if names[0] in family and names[1] in family), None)
    if family is None or point.last == LAST:
        return NEVER
    mixed = w.MIXED if family is w.FAMILIES[0] else w.MIXED_MORE
    return mixed, (("mixed wording", mixed),)


def is_misprint(point: Decision, candidate: Candidate, due: int, own: int) -> bool:
    """Whether a numbered line marker stands where another style's next number is due: 三、 for （三） (right outline, 5.7).

    The series must go on after it (`due`: its next number), or its own style come again with the same number (`own`).
    """
    if point.group == candidate.group or point.worded or candidate.worded or not (point.line and candidate.line):
        return False
    if candidate.ordinal != point.last + 1 or point.candidate.style.rank * candidate.style.rank == 0:
        return False
    return due == candidate.ordinal + 1 or own == candidate.ordinal
