"""The skeleton: which series run on, which hang under which. Competing readings stay alive in a small beam."""

from __future__ import annotations

from collections.abc import Sequence

from speechtree.judge import weights as w
from speechtree.judge.clear import clear_move
from speechtree.judge.continuing import continuing_cost, is_misprint
from speechtree.judge.frames import MAX_DEPTH, Frame, Move, Reading, Step, taken
from speechtree.judge.leaving import again_cost, closing_cost, innermost, passing_cost, refusal_cost
from speechtree.judge.lookahead import are_followed, numbers_after, runs_on_from
from speechtree.judge.opening import opening_cost
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate

TOO_DEEP: tuple[str, ...] = ("too deep",)
REFUSED: tuple[str, ...] = ("refused",)


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
                grown += [(reading[0] + move.cost, reading, move)]
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
                frame,
                candidate,
                setting,
                owned=child is not None and child.paragraph == candidate.paragraph,
                innermost_one=not passing,
            )
        frame, child = frame.parent, frame
    return found
