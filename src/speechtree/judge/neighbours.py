"""What comes before and after a candidate in the text, whatever becomes of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from speechtree.recognise import Candidate

NONE: Final = -2  # no ordinal


class Neighbours:
    """The line markers of each numbering, in order, and which candidates are plainly followed by the next number."""

    __slots__ = ("_ordinals", "_places", "followed")

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Read them."""
        self.followed = are_followed(candidates)
        self._places: dict[str, list[int]] = {}
        self._ordinals: dict[str, list[int]] = {}
        for index, candidate in enumerate(candidates):
            if candidate.line:
                self._places.setdefault(candidate.group, []).append(index)
                self._ordinals.setdefault(candidate.group, []).append(candidate.ordinal)

    def before(self, group: str, index: int) -> int:
        """The ordinal of the last line marker of a group before a candidate; NONE when there is none."""
        places = self._places.get(group)
        if places is None:
            return NONE
        at = bisect_right(places, index - 1) - 1
        return self._ordinals[group][at] if at >= 0 else NONE

    def after(self, group: str, index: int) -> int:
        """The ordinal of the next line marker of a group after a candidate; NONE when there is none."""
        places = self._places.get(group)
        if places is None:
            return NONE
        at = bisect_right(places, index)
        return self._ordinals[group][at] if at < len(places) else NONE


def are_followed(candidates: Sequence[Candidate]) -> list[bool]:
    """For each candidate, whether the next one of its group carries the next number."""
    following: dict[str, int] = {}
    followed = []
    for candidate in reversed(candidates):
        followed.append(following.get(candidate.group) == candidate.ordinal + 1)
        following[candidate.group] = candidate.ordinal
    return followed[::-1]
