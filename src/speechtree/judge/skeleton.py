"""The skeleton: which series run on, which hang under which. Competing readings stay alive in a small beam."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from speechtree.judge import weights as w
from speechtree.judge.clear import clear_decision
from speechtree.judge.containment import opening_cost
from speechtree.judge.continuity import continuing_cost, is_misprint
from speechtree.judge.decisions import DEEPEST, Choice, Decision, Evidence, Reading, Refusal, Trail, continued, opened
from speechtree.judge.neighbours import Neighbours
from speechtree.judge.scope import again_cost, closing_cost, innermost, passing_cost, refusal_cost
from speechtree.judge.setting import Setting
from speechtree.recognise import Candidate

REFUSED: Final = "refused"

Grown = tuple[float, Reading, Choice | None, Choice | None, float, Decision | None]
"""A reading with a further choice: its cost; the choice, its best rival and how much more that costs; or a clear decision."""


def skeleton(candidates: Sequence[Candidate], setting: Setting) -> list[Decision | Refusal]:
    """The cheapest reading of a run of candidates: what becomes of each, in order.

    setting: what stands between the candidates.
    """
    readings: list[Reading] = [(0.0, None, None)]
    neighbours = Neighbours(candidates)
    for index, candidate in enumerate(candidates):
        grown: list[Grown] = []
        for reading in readings:
            cost, top, trail = reading
            decision = clear_decision(trail, top, candidate, neighbours.followed[index], setting)
            if decision:
                grown.append((cost, reading, None, None, 0.0, decision))
            else:
                grown += _grown(reading, choices(top, candidate, index, neighbours, setting))
        readings = [(grown[0][0], decision, decision)] if len(grown) == 1 else survivors(grown, candidate)
    best = min(readings, key=lambda reading: reading[0] + closing_cost(reading[1]))
    made = []
    trail = best[2]
    while trail:
        made.append(trail)
        trail = trail.before
    return made[::-1]


def _grown(reading: Reading, ways: list[Choice]) -> list[Grown]:
    """A reading with each of its further choices; the best choice is the rival of the others."""
    best: Choice | None = None
    second: Choice | None = None
    for way in ways:
        if best is None or way.cost < best.cost:
            second = best
            best = way
        elif second is None or way.cost < second.cost:
            second = way
    grown: list[Grown] = []
    for way in ways:
        rival = second if way is best else best
        lead = rival.cost - way.cost if rival else 0.0
        grown.append((reading[0] + way.cost, reading, way, rival, lead, None))
    return grown


def survivors(grown: list[Grown], candidate: Candidate) -> list[Reading]:
    """The readings worth keeping: the cheapest few, of those with the same open series only one."""
    grown.sort(key=_total)
    limit = grown[0][0] + w.AHEAD
    kept: dict[int, Reading] = {}
    for total, (_, top, trail), choice, rival, lead, clear in grown:
        if total > limit or len(kept) == w.BEAM:
            break
        made = carried_out(choice, trail, candidate) if choice else clear
        if choice and made:
            made.rival, made.lead = rival, lead
            if isinstance(made, Decision):
                made.weakest = min(made.weakest, lead)
        after = made if isinstance(made, Decision) else top
        key = after.key if after else 0
        if key not in kept:
            kept[key] = (total, after, made)
    return list(kept.values())


def carried_out(choice: Choice, trail: Trail, candidate: Candidate) -> Decision | Refusal:
    """What a choice makes of the candidate."""
    if choice.opens:
        return opened(trail, choice.parent, candidate, choice.evidence)
    if choice.point is None:
        return Refusal(trail, candidate, REFUSED)
    return continued(trail, choice.point, choice.child, candidate, choice.evidence)


def _total(grown: Grown) -> float:
    return grown[0]


def choices(top: Decision | None, candidate: Candidate, index: int, neighbours: Neighbours, setting: Setting) -> list[Choice]:
    """Every way to go on from the open series of a reading.

    index: the candidate's own among all of them, for what stands around it.
    """
    found: list[Choice] = []
    previous = neighbours.before(candidate.group, index)
    point, child = top, None
    home = innermost(top, candidate)
    lone = passing = 0.0
    at_home = False
    all_of_it = candidate.ordinal == 1 and top is not None and setting.speaks_of_all(candidate.paragraph, top.paragraph)
    deep = False
    while True:
        at_home = at_home or point is home
        again = child is not None and child.group == candidate.group
        due = child is not None and child.last + 1 == candidate.ordinal
        if at_home and point is not None and point.depth == DEEPEST:
            deep = True
        elif at_home and (again or all_of_it or passing < w.MARGIN):
            cost, evidence = opening_cost(point, child, candidate, previous, setting)
            left = again_cost(child, candidate, setting) if again else passing
            if all_of_it:
                left = 0.0 if point is None else w.SPEAKS_OF_ALL
            cost += lone + left
            if cost < w.MARGIN:
                evidence += _aside(("speaks of the whole" if all_of_it else "return", left), ("a series of one", lone))
                if deep:
                    evidence = (*evidence, ("too deep", 0.0))
                found.append(Choice(cost, evidence, None, child, point, True))  # noqa: FBT003
        if point is None:
            break
        if point.group == candidate.group or (point.worded and candidate.worded):
            cost, evidence = continuing_cost(point, candidate, setting)
            if cost < w.MARGIN:
                found.append(Choice(cost + lone, evidence + _aside(("a series of one", lone)), point, child))
        elif not (again and due) and is_misprint(
            point, candidate, neighbours.after(point.group, index), neighbours.after(candidate.group, index)
        ):
            evidence = _aside(("a series of one", lone))
            found.append(Choice(lone, (("misprinted level", 0.0), *evidence), point, child))
        if point.count == 1:
            lone += 0.0 if point.line else w.LONE_RUN_IN
        if at_home and passing < w.MARGIN and not (deep and point.depth == DEEPEST):
            held = (child is not None and child.paragraph == candidate.paragraph) or (
                neighbours.after(point.group, index) == point.last + 1
            )
            passing += passing_cost(point, candidate, setting, held, not passing)
        point, child = point.parent, point
    found.append(Choice(refusal_cost(candidate), ()))
    return found


def _aside(*evidence: Evidence) -> tuple[Evidence, ...]:
    """The evidence that weighs anything."""
    return tuple([one for one in evidence if one[1]])
