"""Containment: what it costs to open a series with a candidate under an open point."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.frames import Frame
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate
from speechtree.styles import LAST, NEXT


def opening_cost(
    frame: Frame | None, child: Frame | None, candidate: Candidate, previous: int, setting: Setting
) -> tuple[float, tuple[str, ...]]:
    """What it costs to open a series with a candidate under the last point of `frame`; `child` was open under it."""
    if candidate.ordinal == LAST or (candidate.ordinal == NEXT and candidate.style.name == "connective"):
        return 2 * w.MARGIN, ()
    line = candidate.line
    evidence: tuple[str, ...]
    if opening_ordinal(candidate) == 1:
        cost, evidence = w.FIRST, ("starts at one",)
    elif previous == candidate.ordinal - 1 and line:
        cost, evidence = w.RUNS_ON, ("numbering runs on",)
    else:
        cost, evidence = (w.LOST_HEAD if line else w.LOST_HEAD_RUN_IN), ("starts late",)
    if (
        frame is not None
        and candidate.ordinal == 1
        and candidate.group in frame.inner
        and (child is None or child.group != candidate.group)
    ):
        cost += w.SISTERS_HOLD
        evidence = (*evidence, "its sisters hold such a series")
    if child is not None and child.group == candidate.group:
        cost += w.RESTART
        evidence = (*evidence, "starts again")
    outer = frame
    while outer is not None:
        if outer.group == candidate.group:
            cost += w.SAME_IN_LINE if outer.line and not line else w.SAME_INSIDE
            evidence = (*evidence, "style inside itself")
        outer = outer.parent
    if frame is not None and frame.worded and not setting.same_turn(frame.paragraph, candidate.paragraph):
        cost += w.NEW_TURN
    if frame is not None and frame.worded == candidate.worded and frame.candidate.style.rank > candidate.style.rank > 0:
        cost += w.AGAINST_ORDER
        evidence = (*evidence, "against the usual order")
    if (
        line
        and frame is not None
        and frame.worded
        and setting.heading(candidate.paragraph)
        and not setting.heading(frame.paragraph)
    ):
        cost += w.HEADING_IN_BODY
        evidence = (*evidence, "heading inside a body")
    if frame is not None and not frame.line and frame.paragraph != candidate.paragraph:
        cost += w.AFTER_RUN_IN
    return cost, evidence


def opening_ordinal(candidate: Candidate) -> int:
    """The number of a first member."""
    return candidate.ordinal or 1
