"""The skeleton: which series run on, which hang under which. Competing readings stay alive in a small beam."""

from __future__ import annotations

from collections.abc import Sequence

from speechtree.judge import weights as w
from speechtree.judge.clear import clear_decision
from speechtree.judge.continuing import continuing_cost, is_misprint
from speechtree.judge.decisions import DEEPEST, Decision, Move, Reading, Refusal, Trail, continued, opened
from speechtree.judge.leaving import again_cost, closing_cost, innermost, passing_cost, refusal_cost
from speechtree.judge.lookahead import are_followed, numbers_after, runs_on_from
from speechtree.judge.opening import opening_cost
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate

TOO_DEEP: tuple[str, ...] = ("too deep",)
MISPRINT: tuple[str, ...] = ("misprinted level",)
TOO_FAR = w.MARGIN + 2  # an opening that costs this much is not considered
REFUSED: tuple[str, ...] = ("refused",)


def skeleton(candidates: Sequence[Candidate], setting: Setting) -> list[Decision | Refusal]:
    """The cheapest reading of a run of candidates: what becomes of each, in order.

    setting: what stands between the candidates.
    """
    readings: list[Reading] = [(0.0, None, None)]
    following = numbers_after(candidates)
    previous = runs_on_from(candidates)
    followed = are_followed(candidates)
    for index, candidate in enumerate(candidates):
        grown: list[tuple[float, Reading, Move | Decision]] = []
        for reading in readings:
            cost, top, trail = reading
            decision = clear_decision(trail, top, candidate, followed[index], setting)
            if decision:
                grown.append((cost, reading, decision))
            else:
                ways = moves(top, candidate, previous[index], following[index], setting)
                grown += [(cost + move.cost, reading, move) for move in ways]
        if len(grown) == 1:
            readings = [(grown[0][0], decision, decision)]
        else:
            readings = survivors(grown, candidate)
    best = min(readings, key=lambda reading: reading[0] + closing_cost(reading[1]))
    choices = []
    choice = best[2]
    while choice:
        choices.append(choice)
        choice = choice.before
    return choices[::-1]


def survivors(grown: list[tuple[float, Reading, Move | Decision]], candidate: Candidate) -> list[Reading]:
    """The readings worth keeping: the cheapest few, of those with the same open series only one."""
    grown.sort(key=_total)
    limit = grown[0][0] + w.AHEAD
    kept: dict[int, Reading] = {}
    for total, (_, top, trail), move in grown:
        if total > limit or len(kept) == w.BEAM:
            break
        decision = move if isinstance(move, Decision) else carried_out(move, trail, candidate)
        after = decision if isinstance(decision, Decision) else top
        key = after.key if after else 0
        if key not in kept:
            kept[key] = (total, after, decision)
    return list(kept.values())


def carried_out(move: Move, trail: Trail, candidate: Candidate) -> Decision | Refusal:
    """What a move makes of the candidate."""
    if move.opens:
        return opened(trail, move.parent, candidate, move.evidence)
    if move.point is None:
        return Refusal(trail, candidate)
    return continued(trail, move.point, move.child, candidate, move.evidence)


def _total(grown: tuple[float, Reading, Move | Decision]) -> float:
    return grown[0]


def moves(top: Decision | None, candidate: Candidate, previous: int, following: dict[str, int], setting: Setting) -> list[Move]:
    """Every way to go on from the open series of a reading.

    previous: the ordinal of the candidate of its group before it. following: the ordinals of the next line markers of the
    numbered styles.
    """
    found = [Move(refusal_cost(candidate), None, None, None, opens=False, evidence=REFUSED)]
    point, child = top, None
    home = innermost(top, candidate)
    closing = passing = 0.0
    at_home = False
    all_of_it = candidate.ordinal == 1 and top is not None and setting.speaks_of_all(candidate.paragraph)
    deep: tuple[str, ...] = ()
    while True:
        at_home = at_home or point is home
        again = child is not None and child.group == candidate.group
        if at_home and point is not None and point.depth == DEEPEST:
            deep = TOO_DEEP
        elif at_home and (again or all_of_it or passing < TOO_FAR):
            left = again_cost(child, candidate, setting) if again else passing
            cost, evidence = opening_cost(point, child, candidate, previous, setting)
            cost += closing + (left if not all_of_it else 0.0 if point is None else w.SPEAKS_OF_ALL)
            if cost < TOO_FAR:
                evidence = (*evidence, "return") if passing and not again else evidence
                evidence = (*evidence, *deep)
                found.append(Move(cost, None, child, point, opens=True, evidence=evidence))
        if point is None:
            break
        if point.group == candidate.group or (point.worded and candidate.worded):
            cost, evidence = continuing_cost(point, candidate, setting)
            if cost < w.MARGIN:
                found.append(Move(cost + closing, point, child, None, opens=False, evidence=evidence))
        elif is_misprint(point, candidate, following):
            found.append(Move(w.MISPRINT + closing, point, child, None, opens=False, evidence=MISPRINT))
        if point.count == 1:
            closing += w.LONE_LINE if point.line else w.LONE_RUN_IN
        if at_home and passing < TOO_FAR and not (deep and point.depth == DEEPEST):
            passing += passing_cost(
                point,
                candidate,
                setting,
                owned=child is not None and child.paragraph == candidate.paragraph,
                innermost_one=not passing,
            )
        point, child = point.parent, point
    return found
