"""Fixtures in plain text, for linguists to read and edit: short texts and their right outlines.

A file holds cases, each of this form (a line that is a single `.` divides its parts)::

    What the case shows, on one line
    xfail: why the program is still wrong          (only where it is)
    .
    the text
    .
    一、｜title of the head
      一是｜title of the sub-point, indented by two spaces
    @closing words that the closing starts with
    .

`@speech words` stands before the points of each speech when a text holds several; a text of one speech has no such line.
An empty outline says that the text has no points. Between cases blank lines and lines that start with `//` are free.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest

from speechtree import Block, Document, Series

FOLDER = Path(__file__).parent / "fixtures"
DIVIDER = "."
XFAIL = "xfail: "
SHOWN = 40  # characters that are shown of the first words of a speech or a closing


@dataclass(frozen=True)
class Case:
    """A short text and its right outline. `xfail` says why the program is still wrong on it."""

    file: str
    description: str
    xfail: str
    text: str
    outline: tuple[str, ...]

    def parameter(self) -> object:
        """The case for `pytest.mark.parametrize`, its description as its id; it must fail as long as it says so."""
        marks = [pytest.mark.xfail(reason=self.xfail, strict=True)] if self.xfail else []
        return pytest.param(self, id=f"{self.file}: {self.description}", marks=marks)


def read_cases(path: Path) -> list[Case]:
    """The cases of a fixture file. Raises ValueError, with the line, where the file breaks the form."""
    lines = path.read_text(encoding="utf-8").split("\n")
    cases = []
    at = 0
    while (at := _next_case(lines, at)) < len(lines):
        dividers = [number for number in range(at, len(lines)) if lines[number] == DIVIDER][:3]
        if len(dividers) < 3 or not 1 <= dividers[0] - at <= 2:
            raise ValueError(
                f"{path.name}:{at + 1}: a case is a description, a text and an outline, divided by lines of one full stop"
            )
        first, second, third = dividers
        note = lines[at + 1] if first - at == 2 else XFAIL
        if not note.startswith(XFAIL):
            raise ValueError(f"{path.name}:{at + 2}: expected '{XFAIL}reason'")
        text, outline = "\n".join(lines[first + 1 : second]), tuple(lines[second + 1 : third])
        cases.append(Case(path.stem, lines[at], note.removeprefix(XFAIL), text, outline))
        at = third + 1
    return cases


def _next_case(lines: list[str], at: int) -> int:
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith("//")):
        at += 1
    return at


def outline_of(document: Document, text: str) -> list[str]:
    """The outline of a document in the form of the fixtures."""
    lines: list[str] = []
    for speech in document.speeches:
        if len(document.speeches) > 1:
            lines.append(f"@speech {_first_words(text, speech.span[0])}")
        for block in (*speech.opening, *speech.body):
            lines.extend(_block_lines(block, 0))
        if speech.closing:
            lines.append(f"@closing {_first_words(text, speech.closing[0].span[0])}")
        for block in speech.closing:
            lines.extend(_block_lines(block, 0))
    return lines


def cut_to(lines: list[str], expected: tuple[str, ...]) -> list[str]:
    """The lines of an outline, words of speeches and closings cut to as many as are expected."""
    pairs = zip_longest(lines, expected[: len(lines)], fillvalue="")
    return [line[: len(wanted)] if line.startswith("@") and wanted.startswith("@") else line for line, wanted in pairs]


def _block_lines(block: Block, depth: int) -> Iterator[str]:
    for point in block.points if isinstance(block, Series) else ():
        yield f"{'  ' * depth}{''.join(point.marker.text.splitlines())}｜{point.title.text}"
        for inner in point.content:
            yield from _block_lines(inner, depth + 1)


def _first_words(text: str, start: int) -> str:
    return text[start : start + 2 * SHOWN].lstrip(" \t\r\n\u3000#>*").replace("\n", "")[:SHOWN]
