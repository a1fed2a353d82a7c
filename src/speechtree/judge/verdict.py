"""From candidates to a verdict: which are points, where they hang, where speeches and closings stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from speechtree.judge.bodies import set_body
from speechtree.judge.closings import find_closing
from speechtree.judge.decisions import Decision, Refusal
from speechtree.judge.extents import set_ends, set_titles
from speechtree.judge.plans import SpeechPlan, Verdict
from speechtree.judge.screens import screen
from speechtree.judge.setting import Setting
from speechtree.judge.skeleton import skeleton
from speechtree.judge.speeches import Start, speech_starts
from speechtree.judge.untitled import untitled
from speechtree.recognise import Candidate
from speechtree.source import Source


def judge(source: Source, candidates: list[Candidate], is_marker: Callable[[str, int], object]) -> Verdict:
    """Judge all candidates of a text."""
    found = speech_starts(source, is_marker) or [Start(-1, titled=False)]
    setting = Setting(source, is_marker)
    refused: list[Refusal] = []
    starts = [source.starts[paragraph] if paragraph >= 0 else 0 for paragraph, _ in found]
    bounds = [*starts, len(source.text)]
    speeches: list[SpeechPlan] = []
    first = bisect_left(candidates, starts[0], key=_start)
    refused.extend(Refusal(None, candidate, "before the first speech") for candidate in candidates[:first])
    for k, (paragraph, titled) in enumerate(found):
        last = bisect_left(candidates, bounds[k + 1], lo=first, key=_start)
        title = (source.starts[paragraph], source.ends[paragraph]) if titled and paragraph >= 0 else None
        plan = SpeechPlan(starts[k], bounds[k + 1], title)
        plan.decisions = _decide(source, candidates[first:last], setting, refused, starts[k])
        speeches.extend(untitled(source, plan))
        first = last
    for plan in speeches:
        find_closing(source, plan)
        set_ends(source, plan, setting)
        set_titles(source, plan)
        set_body(source, plan)
    return Verdict(speeches, refused, setting.lead_ins)


def _start(candidate: Candidate) -> int:
    return candidate.start


def _decide(source: Source, candidates: list[Candidate], setting: Setting, refused: list[Refusal], start: int) -> list[Decision]:
    kept, screened = screen(source, candidates, start)
    refused.extend(screened)
    decisions = []
    for choice in skeleton(kept, setting):
        if isinstance(choice, Decision):
            decisions.append(choice)
        else:
            refused.append(choice)
    return decisions
