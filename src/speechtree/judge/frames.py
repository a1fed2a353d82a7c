"""The open series of a reading, and the ways to go on from them."""

from __future__ import annotations

from typing import NamedTuple

from speechtree.recognise import Candidate
from speechtree.styles import NEXT

MAX_DEPTH = 16  # series inside one another; what would hang deeper hangs beside


class Frame:
    """An open series: its last member is an open point. Frames are never changed, so readings share them.

    last: the ordinal of the last member. index: its candidate. count: the number of members. line, paragraph: where it
    stands. extent: the longest way from one member to the next, in paragraphs. inner: the groups of the series that
    earlier members hold.
    """

    __slots__ = (
        "candidate",
        "count",
        "depth",
        "extent",
        "group",
        "index",
        "inner",
        "key",
        "last",
        "line",
        "paragraph",
        "parent",
        "worded",
    )

    def __init__(
        self, parent: Frame | None, candidate: Candidate, index: int, last: int, count: int, extent: int, inner: tuple[str, ...]
    ) -> None:
        """The series under `parent` whose member number `count` is the candidate."""
        self.parent, self.candidate, self.index, self.last, self.count = parent, candidate, index, last, count
        self.group, self.line, self.paragraph, self.worded = (
            candidate.group,
            candidate.line,
            candidate.paragraph,
            candidate.worded,
        )
        self.extent, self.inner = extent, inner
        self.depth: int = parent.depth + 1 if parent else 1
        self.key: int = hash((parent.key if parent else 0, index))


class Step:
    """One choice of a reading: what became of a candidate, and why. `frame` is None for a refused candidate."""

    __slots__ = ("before", "evidence", "frame", "index", "opened")

    def __init__(self, before: Step | None, index: int, frame: Frame | None, opened: bool, evidence: tuple[str, ...]) -> None:
        """Plain storage; the steps of a reading are linked backwards, so that readings share their past."""
        self.before, self.index, self.frame, self.opened = before, index, frame, opened
        self.evidence = evidence


class Move(NamedTuple):
    """A way to go on: refuse the candidate (`frame` and `parent` empty), continue `frame`, or open a series under `parent`."""

    cost: float
    frame: Frame | None
    child: Frame | None
    parent: Frame | None
    opens: bool
    evidence: tuple[str, ...]


Reading = tuple[float, Frame | None, Step | None]
"""What a reading has cost so far, its innermost open series, its last step."""


def taken(move: Move, candidate: Candidate, index: int) -> Frame | None:
    """The open series that a move leads to; None when it refuses the candidate."""
    if move.opens:
        return Frame(move.parent, candidate, index, candidate.ordinal or 1, 1, 0, ())
    frame, child = move.frame, move.child
    if frame is None:
        return None
    inner = frame.inner if child is None or child.group in frame.inner else (*frame.inner, child.group)
    extent = max(frame.extent, candidate.paragraph - frame.paragraph)
    new = Frame(frame.parent, candidate, index, continuing_ordinal(frame, candidate), frame.count + 1, extent, inner)
    if not candidate.worded:
        new.group = frame.group  # a misprinted marker does not change the numbering of its series
    return new


def continuing_ordinal(frame: Frame, candidate: Candidate) -> int:
    """The number of a further member: its own, or the next one for 另一个是 and for 一个是 after 一个是."""
    if candidate.ordinal == NEXT or (candidate.ordinal == 1 and candidate.group == frame.group == "yi-ge-shi"):
        return frame.last + 1
    return candidate.ordinal
