"""What the judge says of a text."""

from __future__ import annotations

from speechtree.recognise import Candidate


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
