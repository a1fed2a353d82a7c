"""A graph in the language of Graphviz, drawn from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final, Unpack

from speechtree.models import Document
from speechtree.writers.entries import Entry, Shown, columns_of, entries_of
from speechtree.writers.folding import fold

COLUMNS: Final = 32  # of a line in a box
FONTS: Final = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
HEAD: Final = f"""\
digraph outline {{
  graph [rankdir=LR, ranksep=0.4, nodesep=0.12, fontname="{FONTS}"]
  node [shape=box, style=rounded, height=0.3, margin="0.12,0.06", fontsize=12, fontname="{FONTS}"]
  edge [arrowhead=none, color="#8a93a6"]
"""


def write_dot(*documents: Document, **shown: Unpack[Shown]) -> str:
    """One graph: a tree for each speech, or for each file when there are several, the first on top; long titles are folded."""
    numbers = count()
    tops: list[int] = []
    lines: list[str] = []
    for entry in entries_of(*documents, **shown):
        tops.append(next(numbers))
        lines += _node(entry, tops[-1], numbers)
    if tops[1:]:  # left alone, Graphviz draws the first tree at the bottom
        lines.append(f"  {{rank=same; {' -> '.join(f'n{number}' for number in tops)} [style=invis]}}\n")
    return HEAD + "".join(lines) + "}\n"


def _node(entry: Entry, number: int, numbers: Iterator[int]) -> Iterator[str]:
    yield f'  n{number} [label="{_label(entry.words)}"]\n'
    for inner in entry.entries:
        below = next(numbers)
        yield f"  n{number} -> n{below}\n"
        yield from _node(inner, below, numbers)


def _label(words: str) -> str:
    """Graphviz reads backslashes and the entities of HTML in labels."""
    lines = fold(words, COLUMNS)
    lines = fold(words, columns_of(words) // len(lines) + 2)  # lines of one length, none of a single character
    return r"\n".join(line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
