"""Where the content and the title of each point end."""

from __future__ import annotations

from speechtree.judge.decisions import Decision
from speechtree.judge.plans import SpeechPlan
from speechtree.judge.setting import Setting
from speechtree.judge.titles import title_of
from speechtree.source import Source


def set_ends(source: Source, plan: SpeechPlan, setting: Setting) -> None:
    """Set where the content of each point ends."""
    stack: list[Decision] = []
    closing = plan.closing if plan.closing >= 0 else plan.end
    for decision in plan.decisions:
        candidate = decision.candidate
        boundary = candidate.start
        if stack and stack[-1].candidate.start < closing <= candidate.start:
            _close(source, stack, 0, closing, None)
        if decision.opens and stack and decision.depth <= stack[-1].depth:
            previous = stack[-1].candidate.paragraph
            if candidate.paragraph > previous:
                back = setting.return_between(previous + 1, candidate.paragraph)
                if back >= 0:
                    boundary = source.starts[back]
                elif not candidate.line:
                    boundary = source.starts[candidate.paragraph]
        _close(source, stack, decision.depth, boundary, decision)
        stack.append(decision)
    _close(source, stack, 0, closing if not stack or stack[0].candidate.start < closing else plan.end, None)


def _close(source: Source, stack: list[Decision], depth: int, boundary: int, following: Decision | None) -> None:
    reached = 0
    while len(stack) > depth:
        point = stack.pop()
        continues = following is not None and not following.opens and len(stack) == depth
        end = boundary
        if not point.candidate.line and not continues:
            end = min(end, source.ends[point.candidate.paragraph])
        point.end = reached = max(end, reached)


def set_titles(source: Source, plan: SpeechPlan) -> None:
    """Set where the title of each point starts and ends, and the mark that ends it."""
    decisions = plan.decisions
    for k, decision in enumerate(decisions):
        candidate = decision.candidate
        following = decisions[k + 1].candidate if k + 1 < len(decisions) else None
        paragraph = candidate.paragraph
        limit = source.ends[paragraph]
        alone = (following is None or following.paragraph != paragraph) and candidate.line
        if following is not None and following.paragraph == paragraph:
            limit = following.start
        limit = min(limit, decision.end)
        decision.title_start, decision.title_end, decision.stop = title_of(
            source, candidate.end, limit, alone=alone, heading=candidate.line
        )
