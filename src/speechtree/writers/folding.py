"""Words folded to columns as Chinese is set: between any two characters, but no closing mark starts a line."""

from __future__ import annotations

import re
from typing import Final

from speechtree.writers.entries import columns_of

# What stays on one line: opening marks, a Latin word or one character, the combining marks and closing marks after it, spaces.
UNIT: Final = re.compile(r"[“‘（《〈【「『(\[]*(?:[!-~]+|.)[\u0300-\u036f，。、；：？！）》〉】」』”’％]* *", re.DOTALL)


def fold(words: str, columns: int) -> list[str]:
    """The words in lines of so many columns at most, at least one line; together they are the words again.

    A space at the end of a line may stand beyond the last column. columns: 2 at least, what a full-width character takes.
    """
    lines, line, used = [], "", 0
    for unit in UNIT.findall(words):
        for piece in unit if columns_of(unit.rstrip()) > columns else (unit,):
            if line and used + columns_of(piece.rstrip()) > columns:
                lines.append(line)
                line, used = "", 0
            line += piece
            used += columns_of(piece)
    return [*lines, line]
