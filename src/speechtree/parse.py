"""Parse: the judged stream goes through the outline grammar; its tree becomes the input of the models.

Guarantees: a tree that the grammar does not derive cannot come out; every character but white space and Markdown marks
is in exactly one leaf; spans nest and keep the order of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from lark import Tree

from speechtree.grammar import Grammar
from speechtree.judge import Decision, SpeechPlan
from speechtree.leadin import lead_in
from speechtree.source import Source, trim
from speechtree.styles import LAST, NEXT

Node = dict[str, Any]


class Event:
    """A thin token of the judged stream: a marker that was taken, or nesting. Lark reads its type and position only."""

    __slots__ = ("decision", "type")
    start_pos = line = column = end_line = end_column = end_pos = None

    def __init__(self, terminal: str, decision: Decision | None = None) -> None:
        """Plain storage."""
        self.type, self.decision = terminal, decision


def events(plans: list[SpeechPlan]) -> Iterator[Event]:
    """The judged stream of a document."""
    opened, closed = Event("OPEN"), Event("_CLOSE")
    for plan in plans:
        yield Event("SPEECH")
        depth = -1
        for decision in plan.decisions:
            for _ in range(depth - decision.depth + (decision.opens and depth >= decision.depth)):
                yield closed
            if decision.opens:
                yield opened
            depth = decision.depth
            yield Event(decision.candidate.style.terminal, decision)
        for _ in range(depth + 1):
            yield closed


class TreeBuilder:
    """Turns the tree of the outline grammar into the input of the models."""

    def __init__(self, source: Source) -> None:
        """The builder of one text."""
        self.source = source
        self.text = source.text

    def document(self, tree: Tree[Any], plans: list[SpeechPlan]) -> Node:
        """The preface and the speeches of a document."""
        first = plans[0].start if plans else len(self.text)
        speeches = [self.speech(node, plan) for node, plan in zip(tree.children, plans, strict=True)]
        return {"preface": self.passages(0, first), "speeches": speeches}

    def speech(self, tree: Any, plan: SpeechPlan) -> Node:
        """One speech: its series sorted into opening and body, the text between them as passages."""
        series = [self.series(node) for node in tree.children[1:]]
        closing = plan.closing if plan.closing >= 0 else plan.end
        node: Node = {
            "span": (plan.start, plan.end),
            "opening": self.blocks(plan.start, plan.body, [s for s in series if s["span"][0] < plan.body]),
            "body": self.blocks(plan.body, closing, [s for s in series if plan.body <= s["span"][0] < closing]),
            "closing": self.blocks(closing, plan.end, [s for s in series if s["span"][0] >= closing]),
        }
        if plan.title:
            node["title"] = {"text": self.source.words(*plan.title), "span": plan.title}
        return node

    def series(self, tree: Any) -> Node:
        """One series and its points."""
        points = [self.point(node) for node in tree.children[1:]]
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
        previous = 0
        for point in points:
            marker = point["marker"]
            if marker["ordinal"] in (NEXT, LAST) or (marker["ordinal"] == 1 and marker["style"] == "yi-ge-shi"):
                marker["ordinal"] = previous + 1
            previous = marker["ordinal"]
        return node

    def point(self, tree: Any) -> Node:
        """One point: marker, title, and the passages and series under it."""
        children = tree.children
        decision: Decision = children[0].decision
        candidate = decision.candidate
        start, end = candidate.start, candidate.end
        title_start, title_end, stop = decision.title_start, decision.title_end, decision.stop
        rest = title_end + len(stop)
        content = (
            self.blocks(rest, decision.end, [self.series(node) for node in children[1:]])
            if len(children) > 1
            else (self.passages(rest, decision.end))
        )
        return {
            "marker": {
                "text": self.text[start:end],
                "style": candidate.style.name,
                "ordinal": candidate.ordinal,
                "span": (start, end),
            },
            "title": {"text": self.source.words(title_start, title_end), "stop": stop, "span": (title_start, title_end)},
            "content": content,
            "span": (start, decision.end),
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
        starts, ends, text, words = self.source.starts, self.source.ends, self.text, self.source.words
        found = []
        for paragraph in range(max(0, bisect_right(starts, start) - 1), len(starts)):
            first, last = starts[paragraph], ends[paragraph]
            if first >= end:
                break
            if first < start or last > end:
                first, last = trim(text, max(first, start), max(start, min(last, end)))
            if first < last:
                found.append({"kind": "passage", "text": words(first, last), "span": (first, last)})
        return found


def parse_outline(source: Source, plans: list[SpeechPlan], grammar: Grammar) -> Node:
    """The input of the Document model: preface and speeches."""
    tree = grammar.lark.parse(events(plans), start="start")
    return TreeBuilder(source).document(tree, plans)
