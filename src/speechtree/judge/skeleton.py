"""The skeleton: which series run on, which hang under which. Competing readings stay alive in a small beam."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from speechtree.judge import weights as w
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate, Place
from speechtree.styles import LAST, NEXT

# How readily one series mixes two worded styles; pairs that are not here do not mix.
MIXES: dict[frozenset[str], float] = {
    frozenset(pair): cost
    for pair, cost in {
        ("connective", "ordinal"): 0.3,
        ("connective", "ordinal-measure"): 0.3,
        ("ordinal", "ordinal-measure"): 0.5,
        ("ordinal-measure", "ordinal-measure"): 0.5,
        ("yi-ge-shi", "ordinal-measure"): 0.4,
        ("yi-ge-shi", "connective"): 1.0,
        ("yi-ge-shi", "ordinal"): 0.8,
        ("yi-ge-shi", "yi-shi"): 1.0,
        ("yi-shi", "ordinal"): 1.2,
        ("yi-shi", "ordinal-measure"): 1.2,
        ("yi-shi", "connective"): 1.2,
        ("yi-shi", "yi-yao"): 1.5,
        ("yi-yao", "yi-verb"): 1.5,
        ("qi-yi", "ordinal"): 1.2,
        ("qi-yi", "connective"): 1.2,
    }.items()
}


class Frame:
    """An open series: its last member is an open point. Frames are never changed, so readings share them.

    last: the ordinal of the last member. index: its candidate. count: the number of members. line, paragraph: where it
    stands. extent: the longest way from one member to the next, in paragraphs. inner: the groups of the series that
    earlier members hold.
    """

    __slots__ = ("candidate", "count", "depth", "extent", "group", "index", "inner", "key", "last", "line", "paragraph", "parent", "worded")

    def __init__(
        self, parent: Frame | None, candidate: Candidate, index: int, last: int, count: int, extent: int, inner: tuple[str, ...]
    ) -> None:
        """The series under `parent` whose member number `count` is the candidate."""
        self.parent, self.candidate, self.index, self.last, self.count = parent, candidate, index, last, count
        self.group, self.line, self.paragraph, self.worded = candidate.group, candidate.line, candidate.paragraph, candidate.worded
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
MAX_DEPTH = 16  # series inside one another; what would hang deeper hangs beside
TOO_DEEP: tuple[str, ...] = ("too deep",)
NOTHING: dict[str, int] = {}
REFUSED: tuple[str, ...] = ("refused",)
FOLLOWS: tuple[str, ...] = ("same style", "next number")
STARTS: tuple[str, ...] = ("starts at one",)


def skeleton(candidates: Sequence[Candidate], setting: Setting) -> list[Step]:
    """The cheapest reading of a run of candidates: one step for each, in order.

    setting: what stands between the candidates.
    """
    readings: list[Reading] = [(0.0, None, None)]
    following = numbers_after(candidates)
    previous = runs_on_from(candidates)
    followed = are_followed(candidates)
    for index, candidate in enumerate(candidates):
        if len(readings) == 1:
            total, top, trail = readings[0]
            clear = clear_move(top, candidate, followed[index], setting)
            if clear:
                frame = taken(clear, candidate, index)
                readings = [(total + clear.cost, frame, Step(trail, index, frame, clear.opens, clear.evidence))]
                continue
        grown: list[tuple[float, Reading, Move]] = []
        for reading in readings:
            clear = clear_move(reading[1], candidate, followed[index], setting)
            for move in (clear,) if clear else moves(reading[1], candidate, previous[index], following[index], setting):
                grown.append((reading[0] + move.cost, reading, move))
        readings = survivors(grown, candidate, index)
    best = min(readings, key=lambda reading: reading[0] + closing_cost(reading[1]))
    steps = []
    step = best[2]
    while step:
        steps.append(step)
        step = step.before
    return steps[::-1]


def survivors(grown: list[tuple[float, Reading, Move]], candidate: Candidate, index: int) -> list[Reading]:
    """The readings worth keeping: the cheapest few, of those with the same open series only one."""
    if len(grown) > 1:
        grown.sort(key=_total)
    limit = grown[0][0] + w.AHEAD
    kept: dict[int, Reading] = {}
    for total, (_, top, trail), move in grown:
        if total > limit or len(kept) == w.BEAM:
            break
        frame = taken(move, candidate, index)
        after = frame or top
        key = after.key if after else 0
        if key not in kept:
            kept[key] = (total, after, Step(trail, index, frame, move.opens, move.evidence))
    return list(kept.values())


def _total(grown: tuple[float, Reading, Move]) -> float:
    return grown[0]


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


def runs_on_from(candidates: Sequence[Candidate]) -> list[int]:
    """For each candidate, the ordinal of the candidate of its group before it (0 at the first)."""
    seen: dict[str, int] = {}
    before = []
    for candidate in candidates:
        before.append(seen.get(candidate.group, 0))
        seen[candidate.group] = candidate.ordinal
    return before


def numbers_after(candidates: Sequence[Candidate]) -> list[dict[str, int]]:
    """For each line marker of a numbered style, the ordinals of the next line markers of such styles; empty for others."""
    seen: dict[str, int] = {}
    after: list[dict[str, int]] = []
    for candidate in reversed(candidates):
        numbered = candidate.line and not candidate.worded
        after.append(dict(seen) if numbered else NOTHING)
        if numbered:
            seen[candidate.group] = candidate.ordinal
    return after[::-1]


def is_misprint(frame: Frame, candidate: Candidate, following: dict[str, int]) -> bool:
    """Whether a numbered line marker stands where another style's next number is due: 三、 for （三） (right outline, 5.7).

    The series must go on after it, or its own style must come again with the same number.
    """
    if frame.group == candidate.group or frame.worded or candidate.worded or not (frame.line and candidate.line):
        return False
    if candidate.ordinal != frame.last + 1 or frame.candidate.style.rank * candidate.style.rank == 0:
        return False
    return following.get(frame.group) == candidate.ordinal + 1 or following.get(candidate.group) == candidate.ordinal


def are_followed(candidates: Sequence[Candidate]) -> list[bool]:
    """For each candidate, whether the next one of its group carries the next number."""
    following: dict[str, int] = {}
    followed = []
    for candidate in reversed(candidates):
        followed.append(following.get(candidate.group) == candidate.ordinal + 1)
        following[candidate.group] = candidate.ordinal
    return followed[::-1]


def closing_cost(frame: Frame | None) -> float:
    """What it costs to close all open series."""
    cost = 0.0
    while frame is not None:
        if frame.count == 1:
            cost += w.LONE_LINE if frame.line else w.LONE_RUN_IN
        frame = frame.parent
    return cost


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


def moves(top: Frame | None, candidate: Candidate, previous: int, following: dict[str, int], setting: Setting) -> list[Move]:
    """Every way to go on from the open series of a reading.

    previous: the ordinal of the candidate of its group before it. following: the ordinals of the next line markers of the
    numbered styles.
    """
    found = [Move(refusal_cost(candidate), None, None, None, opens=False, evidence=REFUSED)]
    frame, child = top, None
    home = innermost(top, candidate)
    closing = passing = 0.0
    at_home = False
    all_of_it = candidate.ordinal == 1 and top is not None and setting.speaks_of_all(candidate.paragraph)
    deep: tuple[str, ...] = ()
    while True:
        at_home = at_home or frame is home
        if at_home and frame is not None and frame.depth == MAX_DEPTH:
            deep = TOO_DEEP
        elif at_home:
            again = child is not None and child.group == candidate.group
            left = again_cost(child, candidate, setting) if again else passing
            cost, evidence = opening_cost(frame, child, candidate, previous, setting)
            cost += closing + (left if not all_of_it else 0.0 if frame is None else w.SPEAKS_OF_ALL)
            if cost < w.MARGIN + 2:
                evidence = (*evidence, "return") if passing and not again else evidence
                evidence = (*evidence, *deep)
                found.append(Move(cost, None, child, frame, opens=True, evidence=evidence))
        if frame is None:
            break
        cost, evidence = continuing_cost(frame, candidate, setting)
        if is_misprint(frame, candidate, following):
            cost, evidence = w.MISPRINT, ("misprinted level",)
        if cost < w.MARGIN:
            found.append(Move(cost + closing, frame, child, None, opens=False, evidence=evidence))
        if frame.count == 1:
            closing += w.LONE_LINE if frame.line else w.LONE_RUN_IN
        if at_home and not (deep and frame.depth == MAX_DEPTH):
            passing += passing_cost(
                frame, candidate, setting, owned=child is not None and child.paragraph == candidate.paragraph, innermost_one=not passing
            )
        frame, child = frame.parent, frame
    return found


def again_cost(child: Frame | None, candidate: Candidate, setting: Setting) -> float:
    """What it costs to end an open series and start another of its style beside it, rather than inside its last point."""
    if child is None or not child.line or candidate.line:
        return 0.0
    if child.paragraph == candidate.paragraph:
        return w.RETURN
    return passing_cost(child, candidate, setting, owned=False, innermost_one=True)


def passing_cost(frame: Frame, candidate: Candidate, setting: Setting, owned: bool, innermost_one: bool) -> float:
    """What it costs to leave an open point for an outer one.

    owned: whether the candidate's paragraph already belongs to the point, by a series in it. innermost_one: whether it is
    the first point to be left.
    """
    if not frame.line:
        return w.RETURN_RUN_IN
    if frame.worded and not setting.same_turn(frame.paragraph, candidate.paragraph):
        return 0.0
    if not frame.worded and setting.heading(frame.paragraph):
        summed = innermost_one and frame.parent is not None and setting.sums_up_between(frame.paragraph + 1, candidate.paragraph)
        return w.SUMS_UP if summed else w.RETURN_HEADING
    cost = w.RETURN
    if owned:
        return cost
    if setting.return_between(frame.paragraph + 1, candidate.paragraph) >= 0:
        cost += w.RETURN_PHRASE
    length = candidate.paragraph - frame.paragraph
    if frame.count > 1 and length >= frame.extent:
        run_in = not candidate.line
        cost += w.OUTGROWN_FAR if run_in or length > 2 * frame.extent + 1 else w.OUTGROWN
    return max(cost, w.RETURN_FLOOR)


def innermost(top: Frame | None, candidate: Candidate) -> Frame | None:
    """The innermost open series in whose last point the candidate stands, if nothing returns."""
    frame = top
    while frame is not None and not frame.line and frame.paragraph != candidate.paragraph:
        frame = frame.parent
    if candidate.line:
        while frame is not None and not frame.line:
            frame = frame.parent
    return frame


def opening_ordinal(candidate: Candidate) -> int:
    """The number of a first member."""
    return candidate.ordinal or 1


def continuing_ordinal(frame: Frame, candidate: Candidate) -> int:
    """The number of a further member: its own, or the next one for 另一个是 and for 一个是 after 一个是."""
    if candidate.ordinal == NEXT or (candidate.ordinal == 1 and candidate.group == frame.group == "yi-ge-shi"):
        return frame.last + 1
    return candidate.ordinal


def refusal_cost(candidate: Candidate) -> float:
    """What it costs to leave a candidate as prose."""
    if candidate.line:
        if not candidate.worded:
            return w.REFUSE_LINE_NUMBERED
        return w.REFUSE_LINE_CONNECTIVE if candidate.style.name == "connective" else w.REFUSE_LINE_WORDED
    if candidate.style.name == "connective":
        return w.REFUSE_CONNECTIVE
    if candidate.place is Place.SENTENCE:
        return w.REFUSE_SENTENCE
    return w.REFUSE_CLAUSE if candidate.place is Place.CLAUSE else w.REFUSE_INNER


def continuing_cost(frame: Frame, candidate: Candidate, setting: Setting) -> tuple[float, tuple[str, ...]]:
    """What it costs to take a candidate for the next member of an open series."""
    cost, evidence = _wording_cost(frame, candidate)
    if cost >= w.MARGIN:
        return cost, evidence
    step = continuing_ordinal(frame, candidate) - frame.last
    if step == 1 or candidate.ordinal == LAST:
        evidence = (*evidence, "next number")
    elif step > 1:
        cost += w.GAP + w.GAP_MORE * (step - 2)
        evidence = (*evidence, "gap")
    elif step == 0:
        cost += w.REPEATED
        evidence = (*evidence, "number repeated")
    else:
        return w.MARGIN, ()
    if frame.worded and not setting.same_turn(frame.paragraph, candidate.paragraph):
        cost += w.NEW_TURN
        evidence = (*evidence, "another speaker")
    far = candidate.paragraph - frame.paragraph
    if candidate.line:
        if not frame.line:
            cost += w.INTO_LINES + min(w.FAR_LIMIT, w.FAR_PARAGRAPH * (far - 1))
            evidence = (*evidence, "goes on at the start of a paragraph")
    elif frame.line and far:
        cost += w.INTO_PROSE if candidate.worded else w.INTO_PROSE_NUMBERED
        evidence = (*evidence, "goes on inside a paragraph")
    elif far:
        cost += min(w.FAR_LIMIT, w.FAR_PARAGRAPH * far)
        evidence = (*evidence, "leaves its paragraph")
    return cost, evidence


def _wording_cost(frame: Frame, candidate: Candidate) -> tuple[float, tuple[str, ...]]:
    if frame.group == candidate.group:
        return (0.0, ("same style",)) if frame.last != LAST else (w.MARGIN, ())
    if not candidate.worded:
        return w.MARGIN, ()
    if candidate.ordinal == LAST:
        return (w.MIXED, ("mixed wording",)) if frame.worded and LAST > frame.last > 1 else (w.MARGIN, ())
    mixed = MIXES.get(frozenset((frame.candidate.style.name, candidate.style.name)))
    if mixed is None or frame.last == LAST:
        return w.MARGIN, ()
    outer = frame.parent
    while outer is not None:
        if outer.group == candidate.group and outer.last == candidate.ordinal - 1:
            return mixed + w.SISTER_WAITS, ("mixed wording", "another series waits for it")
        outer = outer.parent
    return mixed, ("mixed wording",)


def opening_cost(
    frame: Frame | None, child: Frame | None, candidate: Candidate, previous: int, setting: Setting
) -> tuple[float, tuple[str, ...]]:
    """What it costs to open a series with a candidate under the last point of `frame`; `child` was open under it."""
    if candidate.ordinal == LAST or (candidate.ordinal == NEXT and candidate.style.name == "connective"):
        return 2 * w.MARGIN, ()
    line = candidate.line
    evidence: tuple[str, ...]
    if opening_ordinal(candidate) == 1:
        cost, evidence = w.FIRST, ("starts at one",)
    elif previous == candidate.ordinal - 1 and line:
        cost, evidence = w.RUNS_ON, ("numbering runs on",)
    else:
        cost, evidence = (w.LOST_HEAD if line else w.LOST_HEAD_RUN_IN), ("starts late",)
    if frame is not None and candidate.ordinal == 1 and candidate.group in frame.inner and (child is None or child.group != candidate.group):
        cost += w.SISTERS_HOLD
        evidence = (*evidence, "its sisters hold such a series")
    if child is not None and child.group == candidate.group:
        cost += w.RESTART
        evidence = (*evidence, "starts again")
    outer = frame
    while outer is not None:
        if outer.group == candidate.group:
            cost += w.SAME_IN_LINE if outer.line and not line else w.SAME_INSIDE
            evidence = (*evidence, "style inside itself")
        outer = outer.parent
    if frame is not None and frame.worded and not setting.same_turn(frame.paragraph, candidate.paragraph):
        cost += w.NEW_TURN
    if frame is not None and frame.worded == candidate.worded and frame.candidate.style.rank > candidate.style.rank > 0:
        cost += w.AGAINST_ORDER
        evidence = (*evidence, "against the usual order")
    if line and frame is not None and frame.worded and setting.heading(candidate.paragraph) and not setting.heading(frame.paragraph):
        cost += w.HEADING_IN_BODY
        evidence = (*evidence, "heading inside a body")
    if frame is not None and not frame.line:
        if line:
            cost += w.LINE_IN_RUN_IN
        elif frame.paragraph != candidate.paragraph:
            cost += w.AFTER_RUN_IN
    return cost, evidence
