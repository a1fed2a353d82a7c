"""Words folded to columns as Chinese is set: between any two characters, but no closing mark starts a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from speechtree.writers.entries import columns_of

# What stays on one line: opening marks, a Latin word or one character, the combining marks and closing marks after it, spaces.
UNIT: Final = re.compile(r"[“‘（《〈【「『(\[]*(?:[!-~]+|.)[\u0300-\u036f，。、；：？！）》〉】」』”’％]* *", re.DOTALL)
LEAST_LAST: Final = 6  # columns of the last line, if the one before it stays longer


def fold(words: str, columns: int) -> list[str]:
    """The words in lines of so many columns at most, at least one line; together they are the words again.

    A last line of a character or two takes some of the line before it. A space at the end of a line may stand beyond the last
    column. columns: 2 at least, what a full-width character takes.
    """
    pieces = (piece for unit in UNIT.findall(words) for piece in (unit if columns_of(unit.rstrip()) > columns else (unit,)))
    lines: list[list[str]] = [[]]
    used = 0
    for piece in pieces:
        if used and used + columns_of(piece.rstrip()) > columns:
            lines.append([])
            used = 0
        lines[-1].append(piece)
        used += columns_of(piece)
    while lines[1:] and _columns(lines[-1]) < LEAST_LAST < _columns(lines[-2][:-1]):
        lines[-1].insert(0, lines[-2].pop())
    return ["".join(line) for line in lines]


def _columns(line: Sequence[str]) -> int:
    return columns_of("".join(line).rstrip())
