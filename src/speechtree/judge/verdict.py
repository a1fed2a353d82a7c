"""From candidates to a verdict: which are points, where they hang, where speeches, titles and closings stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from speechtree.judge.closing import closing_sentence, closing_start, opens_closing, takes_leave
from speechtree.judge.screens import screen
from speechtree.judge.setting import Setting, is_heading
from speechtree.judge.skeleton import skeleton
from speechtree.judge.speeches import TITLE_LENGTH, UNTITLED, opening_before, title_lines
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
    """One speech: its span, its title line, its points in order, the offsets of its body and its closing (-1 for none)."""

    __slots__ = ("body", "closing", "decisions", "end", "start", "title")

    def __init__(self, start: int, end: int, title: tuple[int, int] | None) -> None:
        """A speech without its points."""
        self.start, self.end, self.title = start, end, title
        self.decisions: list[Decision] = []
        self.closing = -1
        self.body = start


class Verdict:
    """What the judge says of a text: its speeches, and the candidates that it refused, with the reason."""

    __slots__ = ("refused", "speeches")

    def __init__(self, speeches: list[SpeechPlan], refused: list[tuple[Candidate, str]]) -> None:
        """Plain storage."""
        self.speeches, self.refused = speeches, refused


def judge(source: Source, candidates: list[Candidate], is_marker: Callable[[str, int], object]) -> Verdict:
    """Judge all candidates of a text."""
    titles = title_lines(source, is_marker)
    setting = Setting(source)
    refused: list[tuple[Candidate, str]] = []
    starts = [source.starts[p] if p >= 0 else 0 for p in titles] or [0]
    bounds = [*starts, len(source.text)]
    speeches: list[SpeechPlan] = []
    first = bisect_left(candidates, starts[0], key=_start)
    refused.extend((candidate, "before the first speech") for candidate in candidates[:first])
    for k, start in enumerate(starts):
        last = bisect_left(candidates, bounds[k + 1], lo=first, key=_start)
        title = (source.starts[titles[k]], source.ends[titles[k]]) if titles and titles[k] >= 0 else None
        plan = SpeechPlan(start, bounds[k + 1], title)
        plan.decisions = _decide(source, candidates[first:last], setting, refused)
        speeches.extend(_untitled(source, plan))
        first = last
    for plan in speeches:
        _find_closing(source, plan)
        _set_ends(source, plan, setting)
        _set_titles(source, plan)
        _set_body(source, plan)
    return Verdict(speeches, refused)


def _start(candidate: Candidate) -> int:
    return candidate.start


def _decide(
    source: Source, candidates: list[Candidate], setting: Setting, refused: list[tuple[Candidate, str]]
) -> list[Decision]:
    kept, screened = screen(source, candidates)
    refused.extend(screened)
    decisions: dict[int, Decision] = {}
    for step in skeleton(kept, setting):
        if step.frame is None:
            refused.append((kept[step.index], "refused"))
            continue
        parent = decisions[step.frame.parent.index] if step.frame.parent else None
        decisions[step.index] = Decision(kept[step.index], parent, step.opened, step.evidence)
    return list(decisions.values())


def _untitled(source: Source, plan: SpeechPlan) -> list[SpeechPlan]:
    """The speeches of a stretch: where its heads start again at one, a new speech starts at its opening."""
    decisions = plan.decisions
    heads = [k for k, d in enumerate(decisions) if d.depth == 0 and d.candidate.line and not d.candidate.worded]
    heads = [k for k in heads if decisions[k].candidate.group == decisions[heads[0]].candidate.group]
    again = [k for k in heads[1:] if decisions[k].opens and decisions[k].candidate.ordinal == 1 and _starts_speech(source, decisions, k)]
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


def _find_closing(source: Source, plan: SpeechPlan) -> None:
    if not plan.decisions:
        return
    last = plan.decisions[-1].candidate
    start = _closing_with_series(source, plan)
    if start >= 0:
        plan.closing = start
        return
    end = source.paragraph_at(plan.end - 1)
    if last.paragraph == end:
        if end == source.paragraph_at(plan.start):
            plan.closing = closing_sentence(source, last.end, plan.end)
        return
    body = 1 if last.line and is_heading(source, last.paragraph) and not takes_leave(source, last.paragraph + 1) else 0
    plan.closing = closing_start(source, last.paragraph + 1 + body, end, settled=False)


def _closing_with_series(source: Source, plan: SpeechPlan) -> int:
    """The start of a closing that holds the last run-in series, which then hangs under nothing; -1 when it holds none."""
    paragraph = plan.decisions[-1].candidate.paragraph
    if not opens_closing(source, paragraph):
        return -1
    k = len(plan.decisions)
    while k and plan.decisions[k - 1].candidate.paragraph == paragraph:
        k -= 1
    held = plan.decisions[k:]
    if not k or held[0].candidate.line:
        return -1
    for decision in held:
        if decision.parent not in held:
            decision.parent = None
        decision.depth = decision.parent.depth + 1 if decision.parent else 0
    return source.starts[paragraph]


def _set_ends(source: Source, plan: SpeechPlan, setting: Setting) -> None:
    """Where the content of each point ends."""
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
                elif candidate.place is not Place.LINE:
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


SALUTATION_LENGTH = 30


def _set_body(source: Source, plan: SpeechPlan) -> None:
    """The title line, and where the body starts: at the first head, or after the front matter when there is none."""
    first = source.paragraph_at(plan.start) if plan.start else 0
    last = source.paragraph_at(plan.end - 1) if plan.end > plan.start else -1
    if plan.title is None and 0 <= first <= last and is_title(source, first):
        plan.title = (source.starts[first], source.ends[first])
    roots = [d.candidate for d in plan.decisions if d.parent is None]
    plan.body = _first_head(plan)
    if plan.body >= 0:
        return
    limit = min([c.paragraph for c in roots] + [last + 1 if plan.closing < 0 else source.paragraph_at(plan.closing)])
    paragraph = first
    while paragraph < limit and is_front_matter(source, paragraph):
        paragraph += 1
    plan.body = source.starts[paragraph] if paragraph <= last and paragraph > first else plan.start


def _first_head(plan: SpeechPlan) -> int:
    """Where the first series of the first depth with line markers starts, a numbered one if there is any; -1 for none."""
    start, found = -1, -1
    for decision in plan.decisions:
        if decision.parent is None:
            start = decision.candidate.start if decision.opens else start
            if decision.candidate.place is Place.LINE:
                if not decision.candidate.style.worded:
                    return start
                found = start if found < 0 else found
    return found


def is_title(source: Source, paragraph: int) -> bool:
    """Whether the first paragraph of a speech is its title line."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return end - start <= TITLE_LENGTH and source.text[end - 1] not in UNTITLED and source.text[start] not in "-·【["


def is_front_matter(source: Source, paragraph: int) -> bool:
    """Whether a paragraph before the body is a title, a date, a speaker or a salutation."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return end - start <= SALUTATION_LENGTH and source.text[end - 1] not in "。；，" or is_title(source, paragraph)
