"""Set the weights of the judge on the texts that have an outline made by hand, and show what they are worth elsewhere.

    python benchmarks/fit.py                # the table of weights
    python benchmarks/fit.py --leave-out    # … then, for each source, that of the others scored on it (takes minutes)

Every weight starts from the plain word for how odd the thing is that it has in the table. Then one weight at a time is
moved along a coarse grid as long as that pays: moving a weight at all has a price. What is summed is log2(1 + wrong points)
over the texts, so that one text with many points that hang on one choice does not decide alone.
Needs an editable install, as the weights of a compiled core are fixed.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from math import log2

from labelled import Labelled, labelled_texts

from speechtree import Parser
from speechtree.judge import Decision, judge
from speechtree.judge import weights as w
from speechtree.recognise import recognise
from speechtree.source import Source

Table = dict[str, float]

WORDS = ("LITTLE", "SMALL", "ODD", "MARKED", "UNUSUAL", "IMPOSSIBLE")
SEARCH = ("MARGIN", "AHEAD", "BEAM", "CERTAIN", "DOUBT", "DOUBT_SCALE")
CLOSINGS = (
    "ADDRESS", "FAREWELL", "SUMMING", "CALL", "THANKS", "SUBMITS", "STRIVING", "HOPING", "MOST_APPEAL", "EXCLAIMED",
    "THANKED_AFTER", "LAST_WORDS", "NEARLY_LAST", "NEXT_SHARE", "GOES_ON", "WARM", "CLOSING", "HOLDING", "NEAR",
)  # fmt: skip
START: Table = {
    name: weight for name, weight in vars(w).items() if isinstance(weight, float) and name not in (*WORDS, *SEARCH, *CLOSINGS)
}
STEPS = (0.5, 0.7, 1.4, 2.0)
PRICE = 0.5  # what moving a weight must save
PASSES = 4


class Text:
    """A labelled text with what does not depend on the weights."""

    def __init__(self, one: Labelled, parser: Parser) -> None:
        """Find its candidates."""
        self.source_name, self.one, self.parser = one.source, one, parser
        self.source = Source(one.text, parser.grammar.line.match)
        self.candidates = recognise(self.source, parser.grammar)
        self.gold = {start: node.parent.start if node.parent else None for start, node in one.points().items()}

    def wrong(self) -> int:
        """How many points are missed, invented or misplaced."""
        plans = judge(self.source, self.candidates, self.parser.grammar.line.match).speeches
        found = {made.candidate.start: _parent(made) for plan in plans for made in plan.decisions}
        right = sum(found.get(start, -1) == parent for start, parent in self.gold.items())
        return len(found) + len(self.gold) - 2 * right


def _parent(made: Decision) -> int | None:
    return made.parent.candidate.start if made.parent else None


def set_weights(table: Table) -> None:
    """Put a table of weights in use."""
    for name, weight in table.items():
        setattr(w, name, weight)


def loss(texts: list[Text], table: Table) -> float:
    """What is wrong with a table, and what was paid for moving its weights."""
    set_weights(table)
    moved = sum(weight != START[name] for name, weight in table.items())
    return sum(log2(1 + text.wrong()) for text in texts) + PRICE * moved


def fitted(texts: list[Text]) -> Table:
    """The table that these texts ask for."""
    table = dict(START)
    best = loss(texts, table)
    for _ in range(PASSES):
        before = best
        for name, start in START.items():
            for weight in dict.fromkeys((start, *(round(start * step, 2) for step in STEPS), *_near(table[name]))):
                tried = table | {name: weight}
                found = loss(texts, tried)
                if found < best:
                    best, table = found, tried
        if best == before:
            break
    return table


def _near(weight: float) -> tuple[float, float]:
    return round(weight * STEPS[1], 2), round(weight * STEPS[2], 2)


def texts_of(source: str = "", *, without: str = "") -> list[Text]:
    """The labelled texts of one source, or of all but one."""
    parser = Parser()
    return [Text(one, parser) for one in labelled_texts() if one.source != without and source in ("", one.source)]


def left_out(source: str) -> tuple[str, int, int]:
    """For a source: how many points are wrong in its texts with the weights in use, and with those of the others."""
    texts = texts_of(source)
    set_weights(START)
    in_use = sum(text.wrong() for text in texts)
    set_weights(fitted(texts_of(without=source)))
    return source, in_use, sum(text.wrong() for text in texts)


def main() -> int:
    """Print the table; 1 when there are no texts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--leave-out", action="store_true", help="score each source with the weights of the others")
    options = arguments.parse_args()
    if not labelled_texts():
        print("there are no texts with outlines")
        return 1
    texts = texts_of()
    table = fitted(texts)
    for name, weight in table.items():
        print(f"{name:24}{weight:7.2f}" + (f"   in use {START[name]:6.2f}" if weight != START[name] else ""))
    for name, one in (("fitted", table), ("in use", START)):
        set_weights(one)
        print(f"{name:8} {sum(text.wrong() for text in texts)} wrong")
    if options.leave_out:
        sources = sorted({text.source_name for text in texts})
        points = sum(len(text.gold) for text in texts)
        with ProcessPoolExecutor() as pool:
            rows = list(pool.map(left_out, sources))
        for source, mine, theirs in rows:
            print(f"{source:12} wrong with the weights in use {mine:4}, with those of the other sources {theirs:4}")
        for title, column in (("in use", 1), ("of the others", 2)):
            wrong = sum(int(row[column]) for row in rows)
            print(f"weights {title}: {wrong} wrong, about {1 - wrong / (2 * points):.4f} strict")
    return 0


if __name__ == "__main__":
    sys.exit(main())
