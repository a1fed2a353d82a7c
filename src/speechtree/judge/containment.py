"""Containment: what it costs to open a series with a candidate under an open point."""

from __future__ import annotations

from typing import Final

from speechtree.judge import weights as w
from speechtree.judge.decisions import Decision, Evidence
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate
from speechtree.styles import LAST, NEXT

STARTS: Final = (NEXT, 0, 1)


def opening_cost(
    point: Decision | None, child: Decision | None, candidate: Candidate, previous: int, setting: Setting
) -> tuple[float, tuple[Evidence, ...]]:
    """What it costs to open a series with a candidate under the last point of `point`; `child` was open under it."""
    if candidate.ordinal == LAST or (candidate.ordinal == NEXT and candidate.style.name == "connective"):
        return 2 * w.MARGIN, ()
    evidence = [_start(point, candidate, previous)]
    if child is not None and child.group == candidate.group:
        evidence.append(("starts again", w.RESTART))
    elif point is not None and candidate.ordinal == 1 and candidate.group in point.inner:
        evidence.append(("its sisters hold such a series", w.SISTERS_HOLD))
    outer = point
    while outer is not None:
        if outer.group == candidate.group:
            evidence.append(("style inside itself", w.SAME_IN_LINE if outer.line and not candidate.line else w.SAME_INSIDE))
        outer = outer.parent
    if point is not None:
        _under(point, candidate, setting, evidence)
    cost = 0.0
    for _, weight in evidence:
        cost += weight
    return cost, tuple(evidence)


def _start(point: Decision | None, candidate: Candidate, previous: int) -> Evidence:
    if candidate.ordinal in STARTS:
        return "starts at one", w.FIRST
    if previous == candidate.ordinal - 1 and candidate.line and point is not None and candidate.group in point.inner:
        return "numbering runs on", w.RUNS_ON
    return "starts late", w.LOST_HEAD if candidate.line else w.LOST_HEAD_RUN_IN


def _one_speaker(point: Decision, candidate: Candidate, setting: Setting) -> bool:
    if point.paragraph == candidate.paragraph:
        return point.line or not setting.reported(point.candidate.end, candidate.start)
    return setting.same_turn(point.paragraph, candidate.paragraph)


def _under(point: Decision, candidate: Candidate, setting: Setting, evidence: list[Evidence]) -> None:
    """What the point above says: who speaks there, how deep its style usually stands, whether it has a heading."""
    if point.worded and not _one_speaker(point, candidate, setting):
        evidence.append(("another speaker", w.NEW_TURN))
    if (point.worded or not candidate.worded) and point.candidate.style.rank > candidate.style.rank > 0:
        evidence.append(("against the usual order", w.AGAINST_ORDER))
    if setting.divided(point.paragraph, candidate.paragraph):
        evidence.append(("a heading stands between", w.DIVIDED))
    if candidate.line and point.worded and setting.heading(candidate.paragraph) and not setting.heading(point.paragraph):
        evidence.append(("heading inside a body", w.HEADING_IN_BODY))
