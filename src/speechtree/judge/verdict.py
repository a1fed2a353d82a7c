"""From candidates to a verdict: which are points, where they hang, where speeches, titles and closings stand."""

from __future__ import annotations

from collections.abc import Sequence

from speechtree.judge.closing import closing_at
from speechtree.judge.returns import return_finder
from speechtree.judge.screens import screen
from speechtree.judge.skeleton import Step, skeleton
from speechtree.judge.speeches import title_lines
from speechtree.judge.titles import title_of
from speechtree.recognise import Candidate, Place
from speechtree.source import Source


class Decision:
    """A candidate that was taken, and where it hangs."""

    __slots__ = ("candidate", "depth", "end", "evidence", "opens", "parent", "stop", "title_end", "title_start")

    def __init__(self, candidate: Candidate, parent: Decision | None, opens: bool, evidence: tuple[str, ...]) -> None:
        """A point without its end and title, which are found later."""
        self.candidate, self.parent, self.opens, self.evidence = candidate, parent, opens, evidence
        self.depth: int = parent.depth + 1 if parent else 0
        self.end = candidate.end
        self.title_start = self.title_end = candidate.end
        self.stop = ""


class SpeechPlan:
    """One speech: its span, its title line, its points in order, the offset of its closing (-1 for none)."""

    __slots__ = ("closing", "decisions", "end", "start", "title")

    def __init__(self, start: int, end: int, title: tuple[int, int] | None) -> None:
        """A speech without its points."""
        self.start, self.end, self.title = start, end, title
        self.decisions: list[Decision] = []
        self.closing = -1


class Verdict:
    """What the judge says of a text: its speeches, and the candidates that it refused, with the reason."""

    __slots__ = ("refused", "speeches")

    def __init__(self, speeches: list[SpeechPlan], refused: list[tuple[Candidate, str]]) -> None:
        """Plain storage."""
        self.speeches, self.refused = speeches, refused


def judge(source: Source, candidates: Sequence[Candidate], is_marker) -> Verdict:
    """Judge all candidates of a text."""
    titles = title_lines(source, is_marker)
    refused: list[tuple[Candidate, str]] = []
    starts = [source.starts[p] for p in titles] or [0]
    bounds = [*starts, len(source.text)]
    speeches = []
    for k, start in enumerate(starts):
        inside = [c for c in candidates if start <= c.start < bounds[k + 1]]
        title = (source.starts[titles[k]], source.ends[titles[k]]) if titles else None
        plan = SpeechPlan(start, bounds[k + 1], title)
        speeches.append(plan)
        _judge_speech(source, plan, inside, refused)
    return Verdict(speeches, refused)


def _judge_speech(source: Source, plan: SpeechPlan, candidates: list[Candidate], refused) -> None:
    kept, screened = screen(source, candidates)
    refused.extend(screened)
    steps = skeleton(kept, return_finder(source))
    decisions: dict[int, Decision] = {}
    for step in steps:
        if step.frame is None:
            refused.append((kept[step.index], "refused"))
            continue
        parent = decisions[step.frame.parent.index] if step.frame.parent else None
        decisions[step.index] = Decision(kept[step.index], parent, step.opened, step.evidence)
    plan.decisions = list(decisions.values())
    if plan.decisions:
        last_paragraph = source.paragraph_at(plan.end - 1)
        last = plan.decisions[-1]
        first = last.candidate.paragraph + 1
        at = closing_at(source, first, last_paragraph, settled=False)
        if at >= 0:
            plan.closing = source.starts[at]
    _set_ends(source, plan)
    _set_titles(source, plan)


def _set_ends(source: Source, plan: SpeechPlan) -> None:
    """Where the content of each point ends."""
    returns = return_finder(source)
    stack: list[Decision] = []
    until = plan.closing if plan.closing >= 0 else plan.end
    for decision in plan.decisions:
        candidate = decision.candidate
        boundary = candidate.start
        if decision.opens and stack and decision.depth <= stack[-1].depth:
            previous = stack[-1].candidate.paragraph
            if candidate.paragraph > previous:
                back = returns(previous + 1, candidate.paragraph)
                if back >= 0:
                    boundary = source.starts[back]
                elif candidate.place is not Place.LINE:
                    boundary = source.starts[candidate.paragraph]
        _close(source, stack, decision.depth, boundary, decision)
        stack.append(decision)
    _close(source, stack, 0, until, None)


def _close(source: Source, stack: list[Decision], depth: int, boundary: int, following: Decision | None) -> None:
    reached = 0
    while len(stack) > depth:
        point = stack.pop()
        continues = following is not None and not following.opens and len(stack) == depth
        end = boundary
        if point.candidate.place is not Place.LINE and not continues:
            end = min(end, source.ends[point.candidate.paragraph])
        point.end = reached = max(end, reached)


def _set_titles(source: Source, plan: SpeechPlan) -> None:
    decisions = plan.decisions
    for k, decision in enumerate(decisions):
        candidate = decision.candidate
        following = decisions[k + 1].candidate if k + 1 < len(decisions) else None
        paragraph = candidate.paragraph
        limit = source.ends[paragraph]
        alone = (following is None or following.paragraph != paragraph) and candidate.place is Place.LINE
        if following is not None and following.paragraph == paragraph:
            limit = following.start
        limit = min(limit, decision.end)
        decision.title_start, decision.title_end, decision.stop = title_of(
            source, candidate.end, limit, alone, candidate.place is Place.LINE
        )
