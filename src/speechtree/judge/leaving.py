"""Scope and returns: what it costs to leave an open point, or a candidate."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.frames import Frame
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate, Place


def innermost(top: Frame | None, candidate: Candidate) -> Frame | None:
    """The innermost open series in whose last point the candidate stands, if nothing returns."""
    frame = top
    while frame is not None and not frame.line and frame.paragraph != candidate.paragraph:
        frame = frame.parent
    return frame


def passing_cost(frame: Frame, candidate: Candidate, setting: Setting, owned: bool, innermost_one: bool) -> float:
    """What it costs to leave an open point for an outer one.

    owned: whether the candidate's paragraph already belongs to the point, by a series in it. innermost_one: whether it is
    the first point to be left.
    """
    if not frame.line:
        return w.RETURN_RUN_IN
    if frame.worded and not setting.same_turn(frame.paragraph, candidate.paragraph):
        return 0.0
    if not frame.worded and setting.heading(frame.paragraph):
        summed = innermost_one and frame.parent is not None and setting.sums_up_between(frame.paragraph + 1, candidate.paragraph)
        return w.SUMS_UP if summed else w.RETURN_HEADING
    cost = w.RETURN
    if owned:
        return cost
    if setting.return_between(frame.paragraph + 1, candidate.paragraph) >= 0:
        cost += w.RETURN_PHRASE
    length = candidate.paragraph - frame.paragraph
    if frame.count > 1 and length >= frame.extent:
        run_in = not candidate.line
        cost += w.OUTGROWN_FAR if run_in or length > 2 * frame.extent + 1 else w.OUTGROWN
    return max(cost, w.RETURN_FLOOR)


def again_cost(child: Frame | None, candidate: Candidate, setting: Setting) -> float:
    """What it costs to end an open series and start another of its style beside it, rather than inside its last point."""
    if child is None or not child.line or candidate.line:
        return 0.0
    if child.paragraph == candidate.paragraph:
        return w.RETURN
    return passing_cost(child, candidate, setting, owned=False, innermost_one=True)


def closing_cost(frame: Frame | None) -> float:
    """What it costs to close all open series."""
    cost = 0.0
    while frame is not None:
        if frame.count == 1:
            cost += w.LONE_LINE if frame.line else w.LONE_RUN_IN
        frame = frame.parent
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
    return w.REFUSE_CLAUSE if candidate.place is Place.CLAUSE else w.REFUSE_INNER
