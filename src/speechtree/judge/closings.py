"""Which paragraph of a speech is its closing, once its points are known (right outline, 6)."""

from __future__ import annotations

from speechtree.judge.closing_words import closing_sentence, closing_start, opens_closing, takes_leave
from speechtree.judge.plans import SpeechPlan
from speechtree.judge.setting import is_heading
from speechtree.recognise import SENTENCE_ENDS, Candidate
from speechtree.source import Source


def find_closing(source: Source, plan: SpeechPlan) -> None:
    """Set where the closing of a speech starts, and hang the series that it holds under nothing."""
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
    body = 1 if _waits_for_body(source, last) and not takes_leave(source, last.paragraph + 1) else 0
    plan.closing = closing_start(source, last.paragraph + 1 + body, end)


def _waits_for_body(source: Source, last: Candidate) -> bool:
    """Whether the last point is a heading, which the paragraph after it belongs to."""
    if not last.line or not is_heading(source, last.paragraph):
        return False
    return not last.worded or source.text[source.ends[last.paragraph] - 1] not in SENTENCE_ENDS


def _closing_with_series(source: Source, plan: SpeechPlan) -> int:
    """The start of a closing that holds the last run-in series, which then hangs under nothing; -1 when it holds none."""
    paragraph = plan.decisions[-1].candidate.paragraph
    if not opens_closing(source, paragraph):
        return -1
    k = len(plan.decisions)
    while k and plan.decisions[k - 1].candidate.paragraph == paragraph:
        k -= 1
    held = plan.decisions[k:]
    if not k or held[0].candidate.line or not held[0].opens:
        return -1
    for decision in held:
        inside = decision.parent is not None and decision.parent.paragraph == paragraph
        decision.parent = decision.parent if inside else None
        decision.depth = decision.parent.depth + 1 if decision.parent else 0
    return source.starts[paragraph]
