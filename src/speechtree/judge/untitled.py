"""Speeches run together without a title between them (right outline, 1.3)."""

from __future__ import annotations

from itertools import pairwise

from speechtree.judge.decisions import Decision
from speechtree.judge.plans import SpeechPlan
from speechtree.judge.speeches import opening_before
from speechtree.source import Source


def untitled(source: Source, plan: SpeechPlan) -> list[SpeechPlan]:
    """The speeches of a stretch: where its heads start again at one, a new speech starts at its opening."""
    decisions = plan.decisions
    heads = [k for k, d in enumerate(decisions) if d.depth == 0 and d.candidate.line and not d.candidate.worded]
    heads = [k for k in heads if decisions[k].candidate.group == decisions[heads[0]].candidate.group]
    again = [
        k
        for k in heads[1:]
        if decisions[k].opens and decisions[k].candidate.ordinal == 1 and _starts_speech(source, decisions, k)
    ]
    bounds = [0, *(k for k in again), len(plan.decisions)]
    starts = [plan.start, *(_untitled_start(source, plan.decisions, k) for k in again), plan.end]
    plans = [SpeechPlan(start, end, None) for start, end in pairwise(starts)]
    plans[0].title = plan.title
    for one, (first, last) in zip(plans, pairwise(bounds), strict=True):
        one.decisions = plan.decisions[first:last]
    return plans


def _starts_speech(source: Source, decisions: list[Decision], head: int) -> bool:
    """Whether heads that start again start a speech: 一、 does, another style only after a new opening."""
    if decisions[head].candidate.group == "chinese-pause":
        return True
    return _untitled_start(source, decisions, head) < decisions[head].candidate.start


def _untitled_start(source: Source, decisions: list[Decision], head: int) -> int:
    first = decisions[head - 1].candidate.paragraph + 1
    return source.starts[opening_before(source, first, decisions[head].candidate.paragraph)]
