"""Parse: the judged stream goes through the outline grammar; its tree becomes the input of the models.

Guarantees: a tree that the grammar does not derive cannot come out; every character but white space and Markdown marks
is in exactly one leaf; spans nest and keep the order of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, ClassVar

from speechtree.grammar import Grammar
from speechtree.judge import Decision, SpeechPlan, confidence_of
from speechtree.leadin import lead_in
from speechtree.models import Speech
from speechtree.source import EDGE, Source, unbroken
from speechtree.styles import LAST

Node = dict[str, Any]


class Event:
    """A thin token of the judged stream: a marker that was taken, or nesting. Lark reads its type and position only."""

    __slots__ = ("builder", "type", "what")
    start_pos: ClassVar[None] = None
    end_pos: ClassVar[None] = None
    line: ClassVar[None] = None
    column: ClassVar[None] = None
    end_line: ClassVar[None] = None
    end_column: ClassVar[None] = None

    def __init__(self, terminal: str, builder: TreeBuilder, what: Decision | SpeechPlan | None = None) -> None:
        """A token with what it stands for, and the builder of the text that it is part of."""
        self.type, self.builder, self.what = terminal, builder, what


def events(plans: list[SpeechPlan], builder: TreeBuilder) -> Iterator[Event]:
    """The judged stream of a document."""
    opened, closed = Event("OPEN", builder), Event("_CLOSE", builder)
    for plan in plans:
        yield Event("SPEECH", builder, plan)
        depth = -1
        for decision in plan.decisions:
            for _ in range(depth - decision.depth + (decision.opens and depth >= decision.depth)):
                yield closed
            if decision.opens:
                yield opened
            depth = decision.depth
            yield Event("MARKER", builder, decision)
        for _ in range(depth + 1):
            yield closed


class Derivations:
    """What Lark calls for each rule of the outline grammar that it has derived, with the parts of the rule.

    It keeps nothing, as one grammar serves all threads: the first part of a rule is a token that knows its text.
    """

    @staticmethod
    def start(parts: list[Speech]) -> list[Speech]:
        """The speeches."""
        return parts

    @staticmethod
    def speech(parts: list[Any]) -> Speech:
        """A speech and its series."""
        event: Event = parts[0]
        return event.builder.speech(event.what, parts[1:])  # type: ignore[arg-type]

    @staticmethod
    def series(parts: list[Any]) -> Node:
        """A series and its points."""
        event: Event = parts[0]
        return event.builder.series(parts[1][::-1])

    @staticmethod
    def point(parts: list[Any]) -> list[Node]:
        """A point with its series, after the points that follow it: the last of a run comes first."""
        following = parts.pop() if isinstance(parts[-1], list) else []
        event: Event = parts[0]
        following.append(event.builder.point(event.what, parts[1:]))  # type: ignore[arg-type]
        return following


class TreeBuilder:
    """Turns the derivations of the outline grammar into the input of the models."""

    def __init__(self, source: Source) -> None:
        """The builder of one text."""
        self.source = source
        self.text = source.text

    def speech(self, plan: SpeechPlan, series: list[Node]) -> Speech:
        """One speech: its series sorted into opening, body and closing, the text between them as passages.

        It is validated at once, in one call, while its parts are warm; so a long text never holds all of them.
        """
        closing = plan.closing if plan.closing >= 0 else plan.end
        for one in series:
            if "lead_in" in one and one["lead_in"]["span"][0] < plan.start:  # words of the speech before
                del one["lead_in"]
                one.pop("announced", None)
        node: Node = {
            "span": (plan.start, plan.end),
            "opening": self.blocks(plan.start, plan.body, [s for s in series if s["span"][0] < plan.body]),
            "body": self.blocks(plan.body, closing, [s for s in series if plan.body <= s["span"][0] < closing]),
            "closing": self.blocks(closing, plan.end, [s for s in series if s["span"][0] >= closing]),
        }
        if plan.title:
            node["title"] = {"text": self.source.words(*plan.title), "span": plan.title}
        return Speech.model_validate(node)

    def series(self, points: list[Node]) -> Node:
        """One series of points."""
        start = points[0]["span"][0]
        node: Node = {
            "kind": "series",
            "style": points[0]["marker"]["style"],
            "span": (start, points[-1]["span"][1]),
            "points": points,
        }
        words, announced = lead_in(self.source, start)
        if words:
            node["lead_in"] = {"text": self.source.words(*words), "span": words}
        if announced:
            node["announced"] = announced
        if points[-1]["marker"]["ordinal"] == LAST:  # only a last member carries it
            points[-1]["marker"]["ordinal"] = points[-2]["marker"]["ordinal"] + 1
        return node

    def point(self, decision: Decision, series: list[Node]) -> Node:
        """One point: marker, title, and the passages and series under it."""
        candidate, text = decision.candidate, self.text
        start, end = candidate.start, candidate.end
        title_start, title_end, stop = decision.title_start, decision.title_end, decision.stop
        title = text[title_start:title_end]
        if decision.paragraph in self.source.cut:
            title = unbroken(title)
        rest = title_end + len(stop)
        if (
            series and (words := series[0].get("lead_in")) and words["span"][0] < title_start
        ):  # the sentence starts with the marker
            span = (title_start, words["span"][1])
            words["text"], words["span"] = self.source.words(*span), span
        return {
            "marker": {"text": text[start:end], "style": candidate.style.name, "ordinal": decision.last, "span": (start, end)},
            "title": {"text": title, "stop": stop, "span": (title_start, title_end)},
            "content": self.blocks(rest, decision.end, series) if series else self.passages(rest, decision.end),
            "span": (start, decision.end),
            "confidence": confidence_of(decision.weakest),
        }

    def blocks(self, start: int, end: int, series: list[Node]) -> list[Node]:
        """The series of a stretch, and the text before, between and after them as passages."""
        blocks: list[Node] = []
        for one in series:
            blocks.extend(self.passages(start, one["span"][0]))
            blocks.append(one)
            start = one["span"][1]
        blocks.extend(self.passages(start, end))
        return blocks

    def passages(self, start: int, end: int) -> list[Node]:
        """One passage for each paragraph, or part of one, in a stretch; none for a stretch without words."""
        if start >= end:
            return []
        source, text = self.source, self.text
        starts, ends, cut = source.starts, source.ends, source.cut
        found: list[Node] = []
        paragraph = bisect_right(starts, start) - 1
        while start < end:
            if paragraph >= 0:
                right = text[start : min(end, ends[paragraph])].rstrip(EDGE)
                body = right.lstrip(EDGE)
                if body:
                    start += len(right) - len(body)
                    words = unbroken(body) if paragraph in cut else body
                    found.append({"kind": "passage", "text": words, "span": (start, start + len(body))})
            paragraph += 1
            if paragraph == len(starts):
                break
            start = starts[paragraph]
        return found


def parse_outline(source: Source, plans: list[SpeechPlan], grammar: Grammar) -> Node:
    """The input of the Document model: preface and speeches. The grammar has been loaded with `Derivations`."""
    builder = TreeBuilder(source)
    speeches = grammar.outline.parse(events(plans, builder))
    preface = builder.passages(0, plans[0].start)
    return {"preface": preface, "speeches": speeches}
