"""Draw a tree, as `speechtree` prints it in colour, as an SVG picture of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from speechtree.writers.tree import columns_of

COLUMN, ROW = 8, 26  # pixels; a full-width character takes two columns
MARGIN, BAR = 26, 38
SIZES = {True: 16, False: 13}  # of full-width and of other characters

INKS = {"": "#d7dce5", "1": "#ffffff", "2": "#8a93a6", "36": "#5fd3e6", "32": "#8fd18a"}
BACKGROUND, FRAME, GUIDE = "#161b26", "#242c3d", "#4a556f"
LIGHTS = ("#ff5f57", "#febc2e", "#28c840")
FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', monospace"

PAINTED = re.compile(r"\x1b\[(\d+)m(.*?)\x1b\[0m|([^\x1b]+)")
# The lines of each guide, drawn from the centre of its place.
UP, DOWN = f"v-{ROW // 2}v{ROW // 2}", f"v{ROW // 2}v-{ROW // 2}"
RIGHT, LEFT = f"h{COLUMN // 2}h-{COLUMN // 2}", f"h-{COLUMN // 2}"
GUIDES = {"│": UP + DOWN, "├": UP + DOWN + RIGHT, "└": UP + RIGHT, "─": RIGHT + LEFT}

Piece = tuple[str, str]  # an ink (the parameter of its ANSI sequence) and words


def picture(command: str, tree: str) -> str:
    """The SVG of a terminal in which a command printed a tree.

    command: the words after the prompt. tree: what `write_tree(…, colour=True)` gives.
    """
    lines: list[list[Piece]] = [[("32", "$ "), ("", command)], *map(pieces, tree.splitlines())]
    columns = max(columns_of("".join(words for _, words in line)) for line in lines)
    width, height = 2 * MARGIN + columns * COLUMN, BAR + MARGIN + ROW * len(lines)
    body = [part for row, line in enumerate(lines) for part in _line(line, BAR + MARGIN // 2 + ROW * row + ROW // 2)]
    return "\n".join([*_window(width, height, command), *body, "</svg>", ""])


def pieces(line: str) -> list[Piece]:
    """A painted line, cut where its ink changes."""
    return [(ink, words or bare) for ink, words, bare in PAINTED.findall(line)]


def _window(width: int, height: int, command: str) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    yield f"<title>{escape(command)}</title>"
    yield f'<rect width="{width}" height="{height}" rx="10" fill="{BACKGROUND}"/>'
    yield f'<path d="M0 {BAR}V10a10 10 0 0 1 10-10H{width - 10}a10 10 0 0 1 10 10V{BAR}z" fill="{FRAME}"/>'
    for place, light in enumerate(LIGHTS):
        yield f'<circle cx="{MARGIN + 20 * place}" cy="{BAR // 2}" r="6" fill="{light}"/>'


def _line(line: list[Piece], middle: int) -> Iterator[str]:
    column = 0
    for ink, words in line:
        for wide, run in _runs(words):
            x = MARGIN + column * COLUMN
            yield from _guides(run, x, middle) if set(run) & set(GUIDES) else _words(run, x, middle, ink, wide=wide)
            column += columns_of(run)


def _runs(words: str) -> Iterator[tuple[bool, str]]:
    """Words cut into runs of full-width and of other characters."""
    for wide, run in groupby(words, key=lambda char: columns_of(char) > 1):
        yield wide, "".join(run)


def _guides(run: str, x: int, middle: int) -> Iterator[str]:
    path = "".join(f"M{x + COLUMN * at + COLUMN // 2} {middle}{GUIDES[char]}" for at, char in enumerate(run) if char in GUIDES)
    yield f'<path d="{path}" fill="none" stroke="{GUIDE}" stroke-width="1.5"/>'


def _words(run: str, x: int, middle: int, ink: str, *, wide: bool) -> Iterator[str]:
    if not run.isspace():
        weight = ' font-weight="bold"' if ink == "1" else ""
        yield (
            f'<text x="{x}" y="{middle + 6}" font-family="{FONTS}" font-size="{SIZES[wide]}"{weight} fill="{INKS[ink]}" '
            f'textLength="{columns_of(run) * COLUMN}" xml:space="preserve">{escape(run)}</text>'
        )
