"""What the judge says of a text."""

from __future__ import annotations

from speechtree.judge.decisions import Decision, Refusal
from speechtree.leadin import LeadIns


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
    """What the judge says of a text: its speeches, the candidates that it refused, the lead-ins that it has read."""

    __slots__ = ("lead_ins", "refused", "speeches")

    def __init__(self, speeches: list[SpeechPlan], refused: list[Refusal], lead_ins: LeadIns) -> None:
        """Plain storage."""
        self.speeches, self.refused, self.lead_ins = speeches, refused, lead_ins
