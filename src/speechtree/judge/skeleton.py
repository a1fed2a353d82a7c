"""The skeleton: which series run on, which hang under which. Competing readings stay alive in a small beam."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

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
    """An open series: its last member is an open point. Frames are never changed, so readings share them."""

    __slots__ = ("count", "depth", "extent", "group", "index", "inner", "key", "last", "line", "now", "paragraph", "parent", "style", "worded")

    def __init__(self, parent: Frame | None, candidate: Candidate, index: int, last: int, count: int) -> None:
        """The series under `parent` whose member number `count` is the candidate."""
        self.parent = parent
        self.group, self.style, self.worded = candidate.group, candidate.style, candidate.style.worded
        self.extent = 0
        self.inner: tuple[str, ...] = ()
        self.now: tuple[str, ...] = ()
        self.last, self.count, self.index = last, count, index
        self.line = candidate.place is Place.LINE
        self.paragraph = candidate.paragraph
        self.depth: int = parent.depth + 1 if parent else 0
        self.key: int = hash((parent.key if parent else 0, index))


class Step:
    """One choice of a reading: what became of a candidate, and why. `frame` is None for a refused candidate."""

    __slots__ = ("before", "cost", "evidence", "frame", "index", "opened")

    def __init__(
        self, before: Step | None, index: int, frame: Frame | None, opened: bool, cost: float, evidence: tuple[str, ...]
    ) -> None:
        """Plain storage; the steps of a reading are linked backwards, so that readings share their past."""
        self.before, self.index, self.frame, self.opened = before, index, frame, opened
        self.cost, self.evidence = cost, evidence


Reading = tuple[float, Frame | None, Step | None]


def skeleton(candidates: Sequence[Candidate], setting: Setting) -> list[Step]:
    """The cheapest reading of a run of candidates: one step for each, in order.

    setting: what stands between the candidates.
    """
    readings: list[Reading] = [(0.0, None, None)]
    previous = runs_on_from(candidates)
    for index, candidate in enumerate(candidates):
        grown: dict[int, Reading] = {}
        for reading in readings:
            for cost, frame, step in moves(reading, candidate, index, previous[index], setting):
                key = frame.key if frame else 0
                if key not in grown or cost < grown[key][0]:
                    grown[key] = (cost, frame, step)
        readings = sorted(grown.values(), key=lambda reading: reading[0])[: w.BEAM]
        limit = readings[0][0] + w.MARGIN
        readings = [reading for reading in readings if reading[0] <= limit]
    best = min(readings, key=lambda reading: reading[0] + closing_cost(reading[1], None))
    steps = []
    step = best[2]
    while step:
        steps.append(step)
        step = step.before
    return steps[::-1]


def runs_on_from(candidates: Sequence[Candidate]) -> list[int]:
    """For each candidate, the ordinal of the candidate of its group before it (0 at the first)."""
    seen: dict[str, int] = {}
    before = []
    for candidate in candidates:
        before.append(seen.get(candidate.group, 0))
        seen[candidate.group] = candidate.ordinal
    return before


def closing_cost(frame: Frame | None, until: Frame | None) -> float:
    """What it costs to close the series from `frame` up to, not including, `until`."""
    cost = 0.0
    while frame is not until and frame is not None:
        if frame.count == 1:
            cost += w.LONE_LINE if frame.line else w.LONE_RUN_IN
        frame = frame.parent
    return cost


def moves(reading: Reading, candidate: Candidate, index: int, previous: int, setting: Setting) -> list[Reading]:
    """Every way to go on from a reading: refuse the candidate, continue an open series, open a new one."""
    total, top, trail = reading
    refused = refusal_cost(candidate)
    found: list[Reading] = [(total + refused, top, Step(trail, index, None, False, refused, ("refused",)))]
    frame, child = top, None
    home = innermost(top, candidate)
    closing = passing = 0.0
    at_home = False
    while True:
        at_home = at_home or frame is home
        cost, evidence = opening_cost(frame, child, candidate, previous, setting)
        again = child is not None and child.group == candidate.group
        cost += closing + (passing if not again else again_cost(child, candidate, setting))
        if at_home and cost < w.MARGIN + 2:
            new = Frame(holding(frame, candidate.group), candidate, index, opening_ordinal(candidate), 1)
            if passing and not again:
                evidence = (*evidence, "return")
            found.append((total + cost, new, Step(trail, index, new, True, cost, evidence)))
        if frame is None:
            break
        cost, evidence = continuing_cost(frame, candidate, setting)
        if cost < w.MARGIN:
            cost += closing
            new = Frame(frame.parent, candidate, index, continuing_ordinal(frame, candidate), frame.count + 1)
            new.inner = frame.inner + frame.now
            new.extent = max(frame.extent, candidate.paragraph - frame.paragraph)
            found.append((total + cost, new, Step(trail, index, new, False, cost, evidence)))
        if frame.count == 1:
            closing += w.LONE_LINE if frame.line else w.LONE_RUN_IN
        if at_home:
            passing += passing_cost(frame, candidate, setting, child is not None and child.paragraph == candidate.paragraph)
        frame, child = frame.parent, frame
    return found


def holding(frame: Frame | None, group: str) -> Frame | None:
    """The same open series, with the knowledge that its open point holds a series of a group."""
    if frame is None or group in frame.inner or group in frame.now:
        return frame
    known = copy(frame)
    known.now = (*frame.now, group)
    return known


def again_cost(child: Frame | None, candidate: Candidate, setting: Setting) -> float:
    """What it costs to end an open series and start another of its style beside it, rather than inside its last point."""
    if child is None or not child.line or candidate.place is Place.LINE:
        return 0.0
    if child.paragraph == candidate.paragraph:
        return w.RETURN
    return passing_cost(child, candidate, setting, owned=False)


def passing_cost(frame: Frame, candidate: Candidate, setting: Setting, owned: bool) -> float:
    """What it costs to leave an open point for an outer one.

    owned: whether the candidate's paragraph already belongs to the point, by a series in it.
    """
    if not frame.line:
        return w.RETURN_RUN_IN
    if frame.worded and not setting.same_turn(frame.paragraph, candidate.paragraph):
        return 0.0
    if not frame.worded and setting.heading(frame.paragraph):
        return w.RETURN_HEADING
    cost = w.RETURN
    if owned:
        return cost
    if setting.return_between(frame.paragraph + 1, candidate.paragraph) >= 0:
        cost += w.RETURN_PHRASE
    length = candidate.paragraph - frame.paragraph
    if frame.count > 1 and length >= frame.extent:
        run_in = candidate.place is not Place.LINE
        cost += w.OUTGROWN_FAR if run_in or length > 2 * frame.extent + 1 else w.OUTGROWN
    return max(cost, w.RETURN_FLOOR)


def innermost(top: Frame | None, candidate: Candidate) -> Frame | None:
    """The innermost open series in whose last point the candidate stands, if nothing returns."""
    frame = top
    while frame is not None and not frame.line and frame.paragraph != candidate.paragraph:
        frame = frame.parent
    if candidate.place is Place.LINE:
        while frame is not None and not frame.line:
            frame = frame.parent
    return frame


def opening_ordinal(candidate: Candidate) -> int:
    """The number of a first member."""
    return candidate.ordinal or 1


def continuing_ordinal(frame: Frame, candidate: Candidate) -> int:
    """The number of a further member: its own, or the next one for 另一个是 and 最后."""
    return frame.last + 1 if candidate.ordinal == NEXT else candidate.ordinal


def refusal_cost(candidate: Candidate) -> float:
    """What it costs to leave a candidate as prose."""
    if candidate.place is Place.LINE:
        if not candidate.style.worded:
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
    if candidate.place is Place.LINE:
        if not frame.line:
            cost += w.INTO_LINES + min(w.FAR_LIMIT, w.FAR_PARAGRAPH * (far - 1))
            evidence = (*evidence, "goes on at the start of a paragraph")
    elif frame.line and far:
        cost += w.INTO_PROSE if candidate.style.worded else w.INTO_PROSE_NUMBERED
        evidence = (*evidence, "goes on inside a paragraph")
    elif far:
        cost += min(w.FAR_LIMIT, w.FAR_PARAGRAPH * far)
        evidence = (*evidence, "leaves its paragraph")
    return cost, evidence


def _wording_cost(frame: Frame, candidate: Candidate) -> tuple[float, tuple[str, ...]]:
    if frame.group == candidate.group:
        return (0.0, ("same style",)) if frame.last != LAST else (w.MARGIN, ())
    if not candidate.style.worded:
        return w.MARGIN, ()
    if candidate.ordinal == LAST:
        return (w.MIXED, ("mixed wording",)) if frame.worded and LAST > frame.last > 1 else (w.MARGIN, ())
    mixed = MIXES.get(frozenset((frame.style.name, candidate.style.name)))
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
    line = candidate.place is Place.LINE
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
    if frame is not None and frame.worded == candidate.style.worded and frame.style.rank > candidate.style.rank > 0:
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
