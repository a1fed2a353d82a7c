"""Score all texts that have an outline made by hand. Every change to what is recognized is judged by this.

    python benchmarks/accuracy.py                      # the figures: of all texts, by source, by style
    python benchmarks/accuracy.py --save before.json   # … and keep the run
    python benchmarks/accuracy.py --against before.json  # … and what was gained and lost since that run
    python benchmarks/accuracy.py --show --only seed   # every difference in the texts whose names have this in them
    python benchmarks/accuracy.py --folder DIR         # texts and outlines of your own: DIR/texts, DIR/gold

node: a marker at the right offset; edge: its parent too; title: its title too; strict: both; exact: texts without a
difference. Figures are F1 over all points.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from labelled import FIGURES, Agreement, agreement, labelled_texts
from texts import EVAL

from speechtree import Parser


def main() -> int:
    """Print what is asked for; 1 when there are no texts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path, default=EVAL, help="where the texts and their outlines are")
    arguments.add_argument("--only", default="", help="score the texts whose names have this in them")
    arguments.add_argument("--show", action="store_true", help="print every difference")
    arguments.add_argument("--save", type=Path, help="keep the differences of this run in a file")
    arguments.add_argument("--against", type=Path, help="print what was gained and lost since the run in a file")
    options = arguments.parse_args()
    texts = labelled_texts(options.folder, options.only)
    if not texts:
        print(f"there are no texts with outlines in {options.folder}")
        return 1
    parser = Parser()
    total, sources = Agreement(), dict[str, Agreement]()
    for one in texts:
        found = agreement(one, parser)
        total.add(found)
        sources.setdefault(one.source, Agreement()).add(found)
    table(total, sources)
    by_style(total)
    if options.show:
        for name, differences in total.differences.items():
            print(*(f"{name}: {difference}" for difference in differences), sep="\n", end="\n" if differences else "")
    if options.against:
        compare(json.loads(options.against.read_text(encoding="utf-8")), total.differences)
    if options.save:
        options.save.write_text(json.dumps(total.differences, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def table(total: Agreement, sources: dict[str, Agreement]) -> None:
    """The figures of all texts and of each source."""
    print(f"{'':16}{'texts':>6}{'points':>8}" + "".join(f"{figure:>9}" for figure in FIGURES) + f"{'exact':>9}")
    for name, one in (("all", total), *sorted(sources.items())):
        exact = sum(not differences for differences in one.differences.values())
        figures = "".join(f"{one.f1(figure):9.4f}" for figure in FIGURES)
        print(f"{name:16}{len(one.differences):6}{one.gold['node']:8}{figures}{exact:6}/{len(one.differences)}")


def by_style(total: Agreement) -> None:
    """The strict figure of each style."""
    print(f"\n{'style':20}{'by hand':>9}{'found':>9}{'strict':>9}")
    for style, counts in sorted(total.styles.items(), key=lambda row: -row[1]["gold"]):
        strict = 2 * counts["right"] / (counts["gold"] + counts["predicted"])
        print(f"{style:20}{counts['gold']:9}{counts['predicted']:9}{strict:9.4f}")


def compare(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    """What differs from the outlines now and did not before, and the other way round."""
    print()
    for name in sorted({*before, *after}):
        earlier, later = set(before.get(name, ())), set(after.get(name, ()))
        print(*(f"lost    {name}: {one}" for one in sorted(later - earlier)), sep="\n", end="\n" if later - earlier else "")
        print(*(f"gained  {name}: {one}" for one in sorted(earlier - later)), sep="\n", end="\n" if earlier - later else "")


if __name__ == "__main__":
    sys.exit(main())
