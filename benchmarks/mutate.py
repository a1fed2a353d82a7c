"""Spoil the numbering of clean outlines and see what the rules find.

    python benchmarks/mutate.py          # how many mutations are reported at the right place, by kind
    python benchmarks/mutate.py --show   # … and those that are not

A series of three and more plainly numbered points is taken from each text, and one of its markers is deleted (the first one
apart), doubled (it carries the number of the one before), swapped with the next one, or given another number. The right place
is the marker itself or the one after it. The texts are the labelled ones that have no finding, and the examples.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from labelled import labelled_texts

from speechtree import Marker, Parser, Point, Series
from speechtree.models import series_of
from speechtree.numerals import renumbered

EXAMPLES = Path(__file__).parents[1] / "examples"
KINDS = ("first deleted", "deleted", "doubled", "swapped", "renumbered")
CODES = frozenset(("gap", "lost-head", "duplicate", "order", "restart", "announced"))
WANTED = 200
LEAST = 3  # members of a series that is spoilt
NEAR = 2  # characters by which a place may differ

Edit = tuple[int, int, str]


def clean_series(parser: Parser) -> Iterator[tuple[str, str, Series]]:
    """Series of texts without findings, with the name and the words of the text."""
    texts = [(one.name, one.text) for one in labelled_texts()]
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.txt"))]
    for name, text in texts:
        document = parser.parse(text)
        if any(one.severity != "info" for one in document.diagnostics):
            continue
        for speech in document.speeches:
            for series in series_of((*speech.opening, *speech.body, *speech.closing)):
                if len(series.points) >= LEAST and all(map(_is_plain, series.points)):
                    yield name, text, series


def _is_plain(point: Point) -> bool:
    """Whether the marker has a numeral that can be written anew."""
    return renumbered(point.marker.text, point.marker.ordinal or 0, 1) is not None


def mutation(kind: str, series: Series, random: Random) -> tuple[list[Edit], list[Marker]]:
    """The edits that spoil a series, and the markers at one of which that must be reported."""
    markers = [point.marker for point in series.points]
    at = random.randrange(1, len(markers) - 1)
    one, after = markers[at], markers[at + 1]
    if kind == "first deleted":
        return [(*markers[0].span, "")], [markers[1]]
    if kind == "deleted":
        return [(*one.span, "")], [after]
    if kind == "doubled":
        return [_numbered(one, markers[at - 1].ordinal or 0)], [one, after]
    if kind == "swapped":
        return [_numbered(one, after.ordinal or 0), _numbered(after, one.ordinal or 0)], [one, after]
    others = [number for number in range(1, len(markers) + 4) if number != one.ordinal]
    return [_numbered(one, random.choice(others))], [one, after]


def _numbered(marker: Marker, number: int) -> Edit:
    return (*marker.span, renumbered(marker.text, marker.ordinal or 0, number) or marker.text)


def main() -> int:
    """Print the shares; 1 when there are no texts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--show", action="store_true", help="print the mutations that are not reported")
    options = arguments.parse_args()
    parser, random = Parser(), Random(0)  # noqa: S311 - not for secrets
    found = list(clean_series(parser))
    if not found:
        print("there are no clean texts")
        return 1
    made, reported = Counter[str](), Counter[str]()
    for n in range(WANTED):
        name, text, series = found[random.randrange(len(found))]
        kind = KINDS[n % len(KINDS)]
        edits, places = mutation(kind, series, random)
        spoilt, offsets = text, [place.span[0] for place in places]
        for start, end, words in reversed(edits):
            spoilt = spoilt[:start] + words + spoilt[end:]
            offsets = [offset + (len(words) - (end - start) if offset > start else 0) for offset in offsets]
        right = any(
            one.code in CODES and any(abs(one.span[0] - offset) <= NEAR for offset in offsets)
            for one in parser.parse(spoilt).diagnostics
        )
        made[kind] += 1
        reported[kind] += right
        if options.show and not right:
            start = edits[0][0]
            print(f"{name}: {kind} {series.style}: …{spoilt[max(0, start - 20) : start + 30]!r}")
    print(f"{len({name for name, _, _ in found})} clean texts, {len(found)} series")
    for kind in KINDS:
        print(f"{kind:16}{reported[kind]:5} of {made[kind]:4} reported at the right place")
    print(f"{'all':16}{reported.total():5} of {made.total():4}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
