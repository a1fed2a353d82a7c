"""Set the curve of confidence on the texts that have an outline made by hand, and show how far it can be believed.

    python benchmarks/calibrate.py
    python benchmarks/calibrate.py --folder DIR   # with texts and outlines of your own besides: DIR/texts, DIR/gold

A point's lead is how much more the best rival of its choices would have cost. Of the points with such a lead some share is
right (place, parent and title); the curve CERTAIN - DOUBT * exp(-lead / DOUBT_SCALE) is fitted to it by maximum likelihood.
The second table is the honest one: each source is looked at with the curve that the other sources give.
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise, product
from math import exp, log
from pathlib import Path

from labelled import decisions, labelled_texts, strictly_right
from texts import EVAL

from speechtree import Parser
from speechtree.judge import weights as w

Curve = tuple[float, float, float]
Seen = list[tuple[str, float, bool]]  # source, lead, right

CERTAIN = [n / 1000 for n in range(960, 1000, 2)]
DOUBT = [n / 100 for n in range(2, 60, 2)]
SCALE = [n / 4 for n in range(1, 20)]
STEPS = (0.0, 0.8, 0.9, 0.95, 0.97, 0.98, 1.01)


def seen(folders: list[Path]) -> Seen:
    """The lead of each point that is found in the labelled texts, and whether the point is right."""
    parser, found = Parser(), []
    for one in [one for folder in (EVAL, *folders) for one in labelled_texts(folder)]:
        right = strictly_right(one, parser.parse(one.text))
        found += [(one.source, made.weakest, right[made.candidate.start]) for made in decisions(parser, one.text)]
    return found


def value(curve: Curve, lead: float) -> float:
    """The confidence that a curve gives."""
    certain, doubt, scale = curve
    return min(0.999, max(0.001, certain - doubt * exp(-max(lead, -2.0) / scale)))


def fitted(points: Seen) -> Curve:
    """The most likely curve, on a grid."""
    counts: dict[float, list[int]] = {}
    for _, lead, right in points:
        counts.setdefault(round(lead, 1), [0, 0])[right] += 1

    def surprise(curve: Curve) -> float:
        return -sum(
            wrong * log(1 - value(curve, lead)) + right * log(value(curve, lead)) for lead, (wrong, right) in counts.items()
        )

    return min(product(CERTAIN, DOUBT, SCALE), key=surprise)


def table(title: str, points: list[tuple[float, bool]]) -> None:
    """Points by confidence: how many, how many of them are right."""
    print(f"\n{title}\n{'confidence':>16}{'points':>8}{'right':>9}")
    for low, high in pairwise(STEPS):
        inside = [right for confidence, right in points if low <= confidence < high]
        if inside:
            print(f"{low:8.2f} to {min(high, 1):.2f}{len(inside):8}{sum(inside) / len(inside):9.4f}")
    sure = [right for confidence, right in points if confidence >= 0.9]  # noqa: PLR2004 - the promise that is made
    print(f"0.90 and more: {len(sure)} points, {sum(sure) / len(sure):.4f} right")


def main() -> int:
    """Print the curve and the tables; 1 when there are no texts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path, action="append", default=[], help="more texts with outlines")
    points = seen(arguments.parse_args().folder)
    if not points:
        print("there are no texts with outlines")
        return 1
    curve = fitted(points)
    print("CERTAIN, DOUBT, DOUBT_SCALE = {}, {}, {}".format(*curve))
    print(f"in use: {w.CERTAIN}, {w.DOUBT}, {w.DOUBT_SCALE}")
    table("All sources", [(value(curve, lead), right) for _, lead, right in points])
    apart = []
    for source in sorted({source for source, _, _ in points}):
        without = fitted([point for point in points if point[0] != source])
        apart += [(value(without, lead), right) for name, lead, right in points if name == source]
    table("Each source with the curve that the others give", apart)
    return 0


if __name__ == "__main__":
    sys.exit(main())
