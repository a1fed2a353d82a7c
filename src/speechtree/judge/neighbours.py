"""What comes before and after a candidate in the text, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from speechtree.recognise import Candidate

NOTHING: dict[str, int] = {}


def runs_on_from(candidates: Sequence[Candidate]) -> list[int]:
    """For each candidate, the ordinal of the line marker of its group before it (0 at the first)."""
    seen: dict[str, int] = {}
    before = []
    for candidate in candidates:
        before.append(seen.get(candidate.group, 0))
        if candidate.line:
            seen[candidate.group] = candidate.ordinal
    return before


def numbers_after(candidates: Sequence[Candidate]) -> list[dict[str, int]]:
    """For each line marker of a numbered style with a rank, the ordinals of the next ones of such styles; empty for others.

    Those styles are few, so that what is kept for each stays small however many numberings a text has.
    """
    seen: dict[str, int] = {}
    after: list[dict[str, int]] = []
    for candidate in reversed(candidates):
        numbered = candidate.line and not candidate.worded and candidate.style.rank > 0
        after.append(dict(seen) if numbered else NOTHING)
        if numbered:
            seen[candidate.group] = candidate.ordinal
    return after[::-1]


def are_followed(candidates: Sequence[Candidate]) -> list[bool]:
    """For each candidate, whether the next one of its group carries the next number."""
    following: dict[str, int] = {}
    followed = []
    for candidate in reversed(candidates):
        followed.append(following.get(candidate.group) == candidate.ordinal + 1)
        following[candidate.group] = candidate.ordinal
    return followed[::-1]
