"""Decisions: what became of each candidate in a reading, the evidence for it, and what else it might have been."""

from __future__ import annotations

from typing import Final

from speechtree.recognise import Candidate
from speechtree.styles import LAST, NEXT

MAX_DEPTH: Final = 16  # series inside one another; what would hang deeper hangs beside
DEEPEST: Final = MAX_DEPTH - 1

CLEAR_LEAD: Final = 8.0  # by how much a choice leads where nothing else was weighed

Evidence = tuple[str, float]
"""What was seen, and what it costs: the more, the more it speaks against the choice; below zero it speaks for it."""


class Choice:
    """A way to go on, with its cost: leave the candidate as prose, continue `point`, or open a series under `parent`.

    child: the point that was open under `point` or `parent`. evidence: what the cost is the sum of.
    """

    __slots__ = ("child", "cost", "evidence", "opens", "parent", "point")

    def __init__(
        self,
        cost: float,
        evidence: tuple[Evidence, ...],
        point: Decision | None = None,
        child: Decision | None = None,
        parent: Decision | None = None,
        opens: bool = False,  # noqa: FBT002 - on a hot path
    ) -> None:
        """Plain storage."""
        self.cost, self.evidence, self.point, self.child, self.parent, self.opens = cost, evidence, point, child, parent, opens


class Decision:
    """A candidate that was taken for a point, and where it hangs. While it is the last member of its series, that is open.

    parent: the point that it hangs under. opens: whether it is the first member of its series. start: where the first member
    stands. last: its number; number: the one that comes out, which for 最后 is the next one. count: how many members the series
    has with it. extent: the longest way from one member to the next, in paragraphs. inner: the groups of the series that
    earlier members hold. before: the decision before it in its reading. evidence: what speaks for and against it. rival: the
    best of the other choices; None where the place was clear. lead: how much more the rival costs. weakest: the smallest lead
    in its series so far. end, title_start, title_end, stop: its extent and title, which are set once a reading has won; until
    then decisions are never changed, so that readings share them.
    """

    __slots__ = (
        "before",
        "candidate",
        "count",
        "depth",
        "end",
        "evidence",
        "extent",
        "group",
        "inner",
        "key",
        "last",
        "lead",
        "line",
        "number",
        "opens",
        "paragraph",
        "parent",
        "rival",
        "start",
        "stop",
        "title_end",
        "title_start",
        "weakest",
        "worded",
    )
    end: int
    title_start: int
    title_end: int
    stop: str
    rival: Choice | None
    lead: float
    weakest: float

    def __init__(
        self,
        before: Decision | Refusal | None,
        parent: Decision | None,
        candidate: Candidate,
        opens: bool,
        last: int,
        count: int,
        extent: int,
        inner: tuple[str, ...],
        evidence: tuple[Evidence, ...],
    ) -> None:
        """A point without its extent and title."""
        self.before, self.parent, self.candidate, self.opens, self.evidence = before, parent, candidate, opens, evidence
        self.last, self.count, self.extent, self.inner = last, count, extent, inner
        self.number = last
        self.group, self.line, self.worded = candidate.group, candidate.line, candidate.worded
        self.paragraph = candidate.paragraph
        self.start = candidate.start
        self.rival, self.lead, self.weakest = None, CLEAR_LEAD, CLEAR_LEAD
        if parent is None:
            self.depth, self.key = 0, hash((0, candidate.start))
        else:
            self.depth, self.key = parent.depth + 1, hash((parent.key, candidate.start))


class Refusal:
    """A candidate that was left as prose, and why; rival and lead as for a decision."""

    __slots__ = ("before", "candidate", "lead", "reason", "rival")

    def __init__(self, before: Decision | Refusal | None, candidate: Candidate, reason: str) -> None:
        """Plain storage."""
        self.before, self.candidate, self.reason = before, candidate, reason
        self.rival: Choice | None = None
        self.lead: float = CLEAR_LEAD


Trail = Decision | Refusal | None
Reading = tuple[float, Decision | None, Trail]
"""What a reading has cost so far, its innermost open point, its last choice."""


def opened(trail: Trail, parent: Decision | None, candidate: Candidate, evidence: tuple[Evidence, ...]) -> Decision:
    """The candidate as the first member of a series under a point, or under none."""
    first = 1 if candidate.ordinal == NEXT else candidate.ordinal
    return Decision(trail, parent, candidate, True, first, 1, 0, (), evidence)  # noqa: FBT003


def continued(
    trail: Trail, point: Decision, child: Decision | None, candidate: Candidate, evidence: tuple[Evidence, ...]
) -> Decision:
    """The candidate as the next member after an open point; `child` was open under that."""
    inner = point.inner if child is None or child.group in point.inner else (*point.inner, child.group)
    extent = max(point.extent, candidate.paragraph - point.paragraph)
    last = continuing_ordinal(point, candidate)
    new = Decision(trail, point.parent, candidate, False, last, point.count + 1, extent, inner, evidence)  # noqa: FBT003
    new.start, new.weakest = point.start, point.weakest
    if last == LAST:
        new.number = point.number + 1
    if not candidate.worded:
        new.group = point.group  # a misprinted marker does not change the numbering of its series
    return new


def continuing_ordinal(point: Decision, candidate: Candidate) -> int:
    """The number of a further member: its own, or the next one for 另一个是 and for 一个是 after 一个是."""
    if candidate.ordinal == NEXT or (candidate.ordinal == 1 and candidate.group == point.group == "yi-ge-shi"):
        return point.last + 1
    return candidate.ordinal
