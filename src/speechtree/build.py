"""Build: the derivation becomes the models, its titles and passages read from the text by their spans.

Guarantees: every character but white space and Markdown marks is in exactly one leaf; spans nest and keep the order of the
text. So the models are not validated a second time: tests hold that they would pass.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from speechtree.derivation import Run
from speechtree.judge import Decision, SpeechPlan, confidence_of
from speechtree.leadin import LeadIns
from speechtree.made import made
from speechtree.models import Block, Marker, Passage, Point, Series, Speech, Text, Title
from speechtree.source import EDGE, TAIL, Source, unbroken

EDGES: Final = frozenset(EDGE)
NOTHING: Final[list[Run]] = []


class TreeBuilder:
    """Makes the models of one text."""

    def __init__(self, source: Source, lead_ins: LeadIns) -> None:
        """The builder of one text."""
        self.source, self.lead_ins = source, lead_ins
        self.text = source.text

    def speech(self, plan: SpeechPlan, under: list[Run]) -> Speech:
        """One speech: its series sorted into opening, body and closing, the text between them as passages."""
        closing = plan.closing if plan.closing >= 0 else plan.end
        opening: list[Run] = []
        body: list[Run] = []
        last: list[Run] = []
        for run in under:
            start = _start(run)
            (opening if start < plan.body else body if start < closing else last).append(run)
        title = made(Text, {"text": unbroken(self.text[slice(*plan.title)]), "span": plan.title}) if plan.title else None
        return made(
            Speech,
            {
                "span": (plan.start, plan.end),
                "title": title,
                "opening": self.blocks(plan.start, plan.body, opening, plan.start, None),
                "body": self.blocks(plan.body, closing, body, plan.start, None),
                "closing": self.blocks(closing, plan.end, last, plan.start, None),
            },
        )

    def blocks(self, start: int, end: int, runs: list[Run], floor: int, parent: Decision | None) -> tuple[Block, ...]:
        """The series of a stretch, and the text before, between and after them as passages.

        floor: where the words of the speech or of the parent's title start, before which no lead-in does.
        """
        blocks: list[Block] = []
        for run in runs:
            self.passages(start, _start(run), blocks)
            blocks.append(self.series(run, floor, parent))
            start = run[-1].points[-1].end
        self.passages(start, end, blocks)
        return tuple(blocks)

    def series(self, run: Run, floor: int, parent: Decision | None) -> Series:
        """One series of points."""
        start = _start(run)
        words, announced = self.lead_ins.before(start)
        if words and words[0] < floor:
            words = (floor, words[1]) if parent else None  # the sentence starts with the parent's marker, or the speech before
        lead_in = None
        if words:
            lead_in = made(Text, {"text": self.source.words(*words), "span": words})
        points: list[Point] = []
        for event in run:
            *bare, last = event.points
            points += [self.point(decision, NOTHING) for decision in bare]
            points.append(self.point(last, event.under))
        return made(
            Series,
            {
                "kind": "series",
                "style": run[0].points[0].candidate.style.name,
                "lead_in": lead_in,
                "announced": announced if words and announced else None,
                "span": (start, run[-1].points[-1].end),
                "points": tuple(points),
            },
        )

    def point(self, decision: Decision, under: list[Run]) -> Point:
        """One point: marker, title, and the passages and series under it."""
        candidate, text = decision.candidate, self.text
        start, end = candidate.start, candidate.end
        title_start, title_end, stop = decision.title_start, decision.title_end, decision.stop
        title = text[title_start:title_end]
        if decision.paragraph in self.source.cut:
            title = unbroken(title)
        marker = {"text": text[start:end], "style": candidate.style.name, "ordinal": decision.number, "span": (start, end)}
        return made(
            Point,
            {
                "marker": made(Marker, marker),
                "title": made(Title, {"text": title, "stop": stop, "span": (title_start, title_end)}),
                "content": self.blocks(title_end + len(stop), decision.end, under, title_start, decision),
                "span": (start, decision.end),
                "confidence": confidence_of(decision.weakest),
            },
        )

    def passages(self, start: int, end: int, blocks: list[Block]) -> None:
        """Add one passage for each paragraph, or part of one, in a stretch; none for a stretch without words."""
        if start >= end:
            return
        source, text = self.source, self.text
        starts, ends, cut = source.starts, source.ends, source.cut
        paragraph = bisect_right(starts, start) - 1
        while start < end:
            if paragraph >= 0:
                right = text[start : min(end, ends[paragraph])]
                if right and right[-1] in EDGES:
                    right = right.rstrip(TAIL)
                body = right.lstrip(EDGE) if right and right[0] in EDGES else right
                if body:
                    start += len(right) - len(body)
                    words = unbroken(body) if paragraph in cut else body
                    blocks.append(made(Passage, {"kind": "passage", "text": words, "span": (start, start + len(body))}))
            paragraph += 1
            if paragraph == len(starts):
                break
            start = starts[paragraph]


def _start(run: Run) -> int:
    return run[0].points[0].candidate.start


def build(source: Source, speeches: Run, lead_ins: LeadIns) -> tuple[tuple[Block, ...], tuple[Speech, ...]]:
    """The preface and the speeches of a document."""
    builder = TreeBuilder(source, lead_ins)
    preface = builder.blocks(0, speeches[0].speech.start, [], 0, None)
    return preface, tuple([builder.speech(event.speech, event.under) for event in speeches])
