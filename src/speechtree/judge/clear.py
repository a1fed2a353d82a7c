"""Clear places: where one way to go on is plainly right, nothing else is weighed."""

from __future__ import annotations

from speechtree.judge import weights as w
from speechtree.judge.frames import MAX_DEPTH, Frame, Move
from speechtree.judge.leaving import innermost
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate

FOLLOWS: tuple[str, ...] = ("same style", "next number")
STARTS: tuple[str, ...] = ("starts at one",)


def clear_move(top: Frame | None, candidate: Candidate, followed: bool, setting: Setting) -> Move | None:
    """The one way to go on where nothing speaks for another; None where something does."""
    ordinal, group = candidate.ordinal, candidate.group
    if ordinal == 1:
        return _clear_opening(top, candidate, followed, setting)
    found: Frame | None = None
    below: Frame | None = None
    frame, child = top, None
    while frame is not None:
        if frame.group == group and frame.last == ordinal - 1:
            if found is not None:
                return None
            found, below = frame, child
        elif found is None and frame.count == 1 and not frame.line:
            return None
        frame, child = frame.parent, frame
    if found is not None and _has_rival(top, found, candidate):
        return None
    if found is None or (found.paragraph != candidate.paragraph and not (found.line and candidate.line)):
        return None
    if found.worded and not setting.same_turn(found.paragraph, candidate.paragraph):
        return None
    return Move(0.0, found, below, None, opens=False, evidence=FOLLOWS)


def _has_rival(top: Frame | None, found: Frame, candidate: Candidate) -> bool:
    """Whether an inner series of another numbered style waits for the same number: one of the two is misprinted."""
    frame = top
    while frame is not found and frame is not None:
        if frame.line and not frame.worded and not candidate.worded and frame.last == candidate.ordinal - 1:
            return True
        frame = frame.parent
    return False


def _clear_opening(top: Frame | None, candidate: Candidate, followed: bool, setting: Setting) -> Move | None:
    if not followed or candidate.style.name == "connective":
        return None
    home, child = innermost(top, candidate), None
    frame = top
    while frame is not home and frame is not None:
        if frame.count == 1 or frame.group == candidate.group:
            return None
        frame, child = frame.parent, frame
    while frame is not None:
        if frame.group == candidate.group:
            return None
        frame = frame.parent
    if setting.speaks_of_all(candidate.paragraph):
        return None
    if home is not None and not _is_settled(home, top, candidate, setting):
        return None
    return Move(w.FIRST, None, child, home, opens=True, evidence=STARTS)


def _is_settled(home: Frame, top: Frame | None, candidate: Candidate, setting: Setting) -> bool:
    """Whether nothing speaks for an outer point: the candidate stands in its paragraph, or under its heading."""
    if home.depth == MAX_DEPTH:
        return False
    if home.worded == candidate.worded and home.candidate.style.rank > candidate.style.rank > 0:
        return False
    if home is top and home.paragraph == candidate.paragraph and not candidate.line:
        return True
    if not home.line or home.worded or not setting.heading(home.paragraph):
        return False
    return home.parent is None or not setting.sums_up_between(home.paragraph + 1, candidate.paragraph)
