"""Texts with outlines made by hand, and how well an outline agrees with them.

A folder of them has `texts/NAME.txt` and `gold/NAME.outline`, in any sub-folders, and beside them the scorer `score.py`,
which knows the form of the outlines. Those of the project stand beside the repository, not in it.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from texts import EVAL

from speechtree import Document, Parser
from speechtree.judge import Decision

FIGURES = ("node", "edge", "title", "strict", "speech", "closing")
SOURCE = re.compile(r"(?:.*/)?(?:\d+_)?([A-Za-z]+)")


@dataclass(frozen=True)
class Labelled:
    """A text with the speeches of its outline, as the scorer reads them."""

    name: str
    text: str
    gold: list[Any]

    @property
    def source(self) -> str:
        """Where the text is from: the first word of its file's name, after a number."""
        found = SOURCE.match(self.name)
        return found[1] if found else self.name

    def points(self) -> dict[int, Any]:
        """The points of the outline by their offsets."""
        return {node.start: node for speech in self.gold for node in speech.nodes}


@cache
def scorer() -> ModuleType:
    """The scorer."""
    path = EVAL / "score.py"
    if str(EVAL) not in sys.path:
        sys.path.insert(0, str(EVAL))  # it imports the reader of outlines that stands beside it
    specification = importlib.util.spec_from_file_location("score", path)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules["score"] = module  # its data classes look their module up
    specification.loader.exec_module(module)
    return module


def labelled_texts(folder: Path = EVAL, part: str = "") -> list[Labelled]:
    """The texts of a folder whose names have a part; none when the folder or the scorer is not there."""
    if not (EVAL / "score.py").exists():
        return []
    found = []
    for outline in sorted((folder / "gold").rglob("*.outline")):
        name = outline.relative_to(folder / "gold").with_suffix("")
        if part in str(name):
            found.append(Labelled(str(name), *scorer().load(outline, folder / "texts" / name.with_suffix(".txt"))))
    return found


@dataclass
class Agreement:
    """How outlines agree: counts by figure, counts by style (right, made by hand, found), differences by text."""

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    styles: dict[str, Counter[str]] = field(default_factory=dict)
    differences: dict[str, list[str]] = field(default_factory=dict)

    def add(self, other: Agreement) -> None:
        """Take in another one."""
        self.right += other.right
        self.gold += other.gold
        self.predicted += other.predicted
        self.differences |= other.differences
        for style, counts in other.styles.items():
            self.styles.setdefault(style, Counter()).update(counts)

    def f1(self, figure: str) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold[figure] + self.predicted[figure]
        return 2 * self.right[figure] / total if total else 1.0


def strictly_right(one: Labelled, document: Document) -> dict[int, bool]:
    """For each point of a document, by its offset, whether place, parent and title are those of the outline."""
    gold, found = one.points(), {}
    for speech in document.speeches:
        for start, (parent, title, _) in scorer().predicted_nodes(speech.model_dump(mode="json"), one.text).items():
            node = gold.get(start)
            above = node.parent.start if node and node.parent else None
            found[start] = node is not None and parent == above and title == node.title
    return found


def agreement(one: Labelled, parser: Parser) -> Agreement:
    """How the outline that a parser finds agrees with the one made by hand."""
    document = parser.parse(one.text)
    tally = scorer().score(one.text, one.gold, document.model_dump(mode="json"))
    right = strictly_right(one, document)
    styles: dict[str, Counter[str]] = {}
    for decision in decisions(parser, one.text):
        counts = styles.setdefault(decision.candidate.style.name, Counter())
        counts.update(right=right[decision.candidate.start], gold=decision.candidate.start in one.points(), predicted=1)
    for start, node in one.points().items():
        if start not in right:
            match = parser.grammar.line.match(node.marker)
            name = parser.grammar.styles[match.lastgroup].name if match and match.lastgroup else "unknown"
            styles.setdefault(name, Counter()).update(gold=1)
    return Agreement(tally.right, tally.gold, tally.predicted, styles, {one.name: tally.differences})


def decisions(parser: Parser, text: str) -> list[Decision]:
    """The points that the judge finds in a text, in order."""
    return [decision for plan in parser.judge(text)[2].speeches for decision in plan.decisions]
