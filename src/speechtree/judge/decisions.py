"""Decisions: what became of each candidate in a reading, and the ways to go on from them."""

from __future__ import annotations

from typing import NamedTuple

from speechtree.recognise import Candidate
from speechtree.styles import NEXT

MAX_DEPTH = 16  # series inside one another; what would hang deeper hangs beside
DEEPEST = MAX_DEPTH - 1


class Decision:
    """A candidate that was taken for a point, and where it hangs. While it is the last member of its series, that is open.

    parent: the point that it hangs under. opens: whether it is the first member of its series. last: its number. count: how
    many members the series has with it. extent: the longest way from one member to the next, in paragraphs. inner: the
    groups of the series that earlier members hold. before: the decision before it in its reading.
    end, title_start, title_end, stop: its extent and title, which are set once a reading has won; until then decisions are
    never changed, so that readings share them.
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
        "line",
        "opens",
        "paragraph",
        "parent",
        "stop",
        "title_end",
        "title_start",
        "worded",
    )
    end: int
    title_start: int
    title_end: int
    stop: str

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
        evidence: tuple[str, ...],
    ) -> None:
        """A point without its extent and title."""
        self.before, self.parent, self.candidate, self.opens, self.evidence = before, parent, candidate, opens, evidence
        self.last, self.count, self.extent, self.inner = last, count, extent, inner
        self.group, self.line, self.worded = candidate.group, candidate.line, candidate.worded
        self.paragraph = candidate.paragraph
        if parent is None:
            self.depth, self.key = 0, hash((0, candidate.start))
        else:
            self.depth, self.key = parent.depth + 1, hash((parent.key, candidate.start))


class Refusal:
    """A candidate that was left as prose."""

    __slots__ = ("before", "candidate")

    def __init__(self, before: Decision | Refusal | None, candidate: Candidate) -> None:
        """Plain storage."""
        self.before, self.candidate = before, candidate


Trail = Decision | Refusal | None
Reading = tuple[float, Decision | None, Trail]
"""What a reading has cost so far, its innermost open point, its last choice."""


class Move(NamedTuple):
    """A way to go on: refuse the candidate (`point` and `parent` empty), continue `point`, or open a series under `parent`."""

    cost: float
    point: Decision | None
    child: Decision | None
    parent: Decision | None
    opens: bool
    evidence: tuple[str, ...]


def opened(trail: Trail, parent: Decision | None, candidate: Candidate, evidence: tuple[str, ...]) -> Decision:
    """The candidate as the first member of a series under a point, or under none."""
    return Decision(trail, parent, candidate, True, candidate.ordinal or 1, 1, 0, (), evidence)  # noqa: FBT003


def continued(trail: Trail, point: Decision, child: Decision | None, candidate: Candidate, evidence: tuple[str, ...]) -> Decision:
    """The candidate as the next member after an open point; `child` was open under that."""
    inner = point.inner if child is None or child.group in point.inner else (*point.inner, child.group)
    extent = max(point.extent, candidate.paragraph - point.paragraph)
    last = continuing_ordinal(point, candidate)
    new = Decision(trail, point.parent, candidate, False, last, point.count + 1, extent, inner, evidence)  # noqa: FBT003
    if not candidate.worded:
        new.group = point.group  # a misprinted marker does not change the numbering of its series
    return new


def continuing_ordinal(point: Decision, candidate: Candidate) -> int:
    """The number of a further member: its own, or the next one for 另一个是 and for 一个是 after 一个是."""
    if candidate.ordinal == NEXT or (candidate.ordinal == 1 and candidate.group == point.group == "yi-ge-shi"):
        return point.last + 1
    return candidate.ordinal
