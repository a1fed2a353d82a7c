"""Clear places: where one way to go on is plainly right, nothing else is weighed."""

from __future__ import annotations

from speechtree.judge.decisions import DEEPEST, Decision, Evidence, Trail, continued, opened
from speechtree.judge.scope import innermost
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate

FOLLOWS: tuple[Evidence, ...] = (("same style", 0.0), ("next number", 0.0))
STARTS: tuple[Evidence, ...] = (("starts at one", 0.0),)


def clear_decision(trail: Trail, top: Decision | None, candidate: Candidate, followed: bool, setting: Setting) -> Decision | None:
    """The one way to go on where nothing speaks for another; None where something does."""
    ordinal, group = candidate.ordinal, candidate.group
    if ordinal == 1:
        return _clear_opening(trail, top, candidate, followed, setting)
    found: Decision | None = None
    below: Decision | None = None
    point, child = top, None
    while point is not None:
        if point.group == group and point.last == ordinal - 1:
            if found is not None:
                return None
            found, below = point, child
        elif found is None and point.count == 1 and not point.line:
            return None
        point, child = point.parent, point
    if found is not None and _has_rival(top, found, candidate):
        return None
    if found is None or (found.paragraph != candidate.paragraph and not (found.line and candidate.line)):
        return None
    if setting.divided(found.paragraph, candidate.paragraph):
        return None
    if found.worded and not setting.same_turn(found.paragraph, candidate.paragraph):
        return None
    return continued(trail, found, below, candidate, FOLLOWS)


def _has_rival(top: Decision | None, found: Decision, candidate: Candidate) -> bool:
    """Whether an inner series of another numbered style waits for the same number: one of the two is misprinted."""
    point = top
    while point is not found and point is not None:
        if point.line and not point.worded and not candidate.worded and point.last == candidate.ordinal - 1:
            return True
        point = point.parent
    return False


def _clear_opening(trail: Trail, top: Decision | None, candidate: Candidate, followed: bool, setting: Setting) -> Decision | None:
    if not followed or candidate.style.name == "connective":
        return None
    home = innermost(top, candidate)
    point = top
    while point is not home and point is not None:
        if point.count == 1 or point.group == candidate.group:
            return None
        point = point.parent
    while point is not None:
        if point.group == candidate.group:
            return None
        point = point.parent
    if top is not None and setting.speaks_of_all(candidate.paragraph, top.paragraph):
        return None
    if home is not None and not _is_settled(home, top, candidate, setting):
        return None
    return opened(trail, home, candidate, STARTS)


def _is_settled(home: Decision, top: Decision | None, candidate: Candidate, setting: Setting) -> bool:
    """Whether nothing speaks for an outer point: the candidate stands in its paragraph, or under its heading."""
    if home.depth == DEEPEST or setting.divided(home.paragraph, candidate.paragraph):
        return False
    if home.worded == candidate.worded and home.candidate.style.rank > candidate.style.rank > 0:
        return False
    if home is top and home.paragraph == candidate.paragraph and not candidate.line:
        return home.line or not setting.reported(home.candidate.end, candidate.start)
    if not home.line or home.worded or not setting.heading(home.paragraph):
        return False
    if setting.counts_up_between(home.paragraph + 1, candidate.paragraph, home.last):
        return False
    return home.parent is None or not setting.sums_up_between(home.paragraph + 1, candidate.paragraph)
