"""Scope and returns: what it costs to leave an open point, or a candidate."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.decisions import Decision
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate, Place


def innermost(top: Decision | None, candidate: Candidate) -> Decision | None:
    """The innermost open series in whose last point the candidate stands, if nothing returns."""
    point = top
    while point is not None and not point.line and point.paragraph != candidate.paragraph:
        point = point.parent
    return point


def passing_cost(point: Decision, candidate: Candidate, setting: Setting, held: bool, innermost_one: bool) -> float:
    """What it costs to leave an open point for an outer one.

    held: whether the candidate's paragraph already belongs to the point, by a series in it, or the next number of the
    point's series is still to come. innermost_one: whether it is the first point to be left.
    """
    if not point.line:
        return 0.0
    if point.worded and not setting.same_turn(point.paragraph, candidate.paragraph):
        return 0.0
    if setting.divided(point.paragraph, candidate.paragraph) or _has_lost_its_own_head(point, candidate):
        return 0.0
    if point.count > 1 and setting.counts_up_between(point.paragraph + 1, candidate.paragraph, point.last):
        return w.SUMS_UP
    if not point.worded and setting.heading(point.paragraph):
        summed = innermost_one and point.parent is not None and setting.sums_up_between(point.paragraph + 1, candidate.paragraph)
        return w.SUMS_UP if summed else w.RETURN_HEADING
    cost = w.RETURN
    if held:
        return cost
    if setting.return_between(point.paragraph + 1, candidate.paragraph) >= 0:
        cost += w.RETURN_PHRASE
    length = candidate.paragraph - point.paragraph
    if point.count > 1 and length >= point.extent and (point.worded or point.parent is not None):
        run_in = not candidate.line
        cost += w.OUTGROWN_FAR if run_in or length > 2 * point.extent + 1 else w.OUTGROWN
    return max(cost, w.RETURN_FLOOR)


def _has_lost_its_own_head(point: Decision, candidate: Candidate) -> bool:
    """Whether the point's series starts late and a numbered marker of an outer style follows: the head above is lost."""
    late = point.depth == 0 and point.last > point.count
    return late and candidate.line and not candidate.worded and 0 < candidate.style.rank < point.candidate.style.rank


def again_cost(child: Decision | None, candidate: Candidate, setting: Setting) -> float:
    """What it costs to end an open series and start another of its style beside it, rather than inside its last point."""
    if child is None or not child.line or candidate.line:
        return 0.0
    if child.paragraph == candidate.paragraph:
        return w.RETURN
    return passing_cost(child, candidate, setting, held=False, innermost_one=True)


def closing_cost(point: Decision | None) -> float:
    """What it costs to close all open series."""
    cost = 0.0
    while point is not None:
        if point.count == 1:
            cost += 0.0 if point.line else w.LONE_RUN_IN
        point = point.parent
    return cost


def refusal_cost(candidate: Candidate) -> float:
    """What it costs to leave a candidate as prose."""
    if candidate.line:
        if not candidate.worded:
            return w.REFUSE_LINE_NUMBERED
        return w.REFUSE_LINE_CONNECTIVE if candidate.style.name == "connective" else w.REFUSE_LINE_WORDED
    if candidate.style.name == "connective":
        return w.REFUSE_CONNECTIVE
    if candidate.place is Place.SENTENCE:
        return w.REFUSE_SENTENCE
    return w.REFUSE_CLAUSE if candidate.place is Place.CLAUSE else 0.0
