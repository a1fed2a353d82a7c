"""Offsets as lines and columns, counted from 1 as editors do, columns in characters."""

from __future__ import annotations

import re
from bisect import bisect_right

LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Positions:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        """Find the line breaks: those of every system."""
        self.text = text
        self.starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The words of a line, without its line break."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")
