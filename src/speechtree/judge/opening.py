"""Containment: what it costs to open a series with a candidate under an open point."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.decisions import Decision
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate
from speechtree.styles import LAST, NEXT


def opening_cost(
    point: Decision | None, child: Decision | None, candidate: Candidate, previous: int, setting: Setting
) -> tuple[float, tuple[str, ...]]:
    """What it costs to open a series with a candidate under the last point of `point`; `child` was open under it."""
    if candidate.ordinal == LAST or (candidate.ordinal == NEXT and candidate.style.name == "connective"):
        return 2 * w.MARGIN, ()
    line = candidate.line
    evidence: tuple[str, ...]
    if candidate.ordinal in (NEXT, 1):
        cost, evidence = w.FIRST, ("starts at one",)
    elif previous == candidate.ordinal - 1 and line:
        cost, evidence = w.RUNS_ON, ("numbering runs on",)
    else:
        cost, evidence = (w.LOST_HEAD if line else w.LOST_HEAD_RUN_IN), ("starts late",)
    if (
        point is not None
        and candidate.ordinal == 1
        and candidate.group in point.inner
        and (child is None or child.group != candidate.group)
    ):
        cost += w.SISTERS_HOLD
        evidence = (*evidence, "its sisters hold such a series")
    if child is not None and child.group == candidate.group:
        cost += w.RESTART
        evidence = (*evidence, "starts again")
    outer = point
    while outer is not None:
        if outer.group == candidate.group:
            cost += w.SAME_IN_LINE if outer.line and not line else w.SAME_INSIDE
            evidence = (*evidence, "style inside itself")
        outer = outer.parent
    if point is not None and point.worded and not setting.same_turn(point.paragraph, candidate.paragraph):
        cost += w.NEW_TURN
    if point is not None and point.worded == candidate.worded and point.candidate.style.rank > candidate.style.rank > 0:
        cost += w.AGAINST_ORDER
        evidence = (*evidence, "against the usual order")
    if (
        line
        and point is not None
        and point.worded
        and setting.heading(candidate.paragraph)
        and not setting.heading(point.paragraph)
    ):
        cost += w.HEADING_IN_BODY
        evidence = (*evidence, "heading inside a body")
    return cost, evidence
