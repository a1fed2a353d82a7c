"""A picture of the tree, as SVG: each run of words has the width that it would have in a terminal, whatever the font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import chain, groupby
from typing import Final, NamedTuple, Unpack

from speechtree.models import Document
from speechtree.writers.entries import Shown, columns_of, name_of
from speechtree.writers.tree import BOLD, DIM, PLAIN, write_tree

COLUMNS: Final = 100  # to which titles are folded
COLUMN: Final = 8  # pixels; a full-width character takes two columns
ROW: Final = 26
MARGIN: Final = 26
SIZES: Final = {True: 16, False: 13}  # of full-width and of other characters
FONTS: Final = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', monospace"

PAINTED: Final = re.compile(r"\x1b\[(\d+)m(.*?)\x1b\[0m|([^\x1b]+)")
# The lines of each guide, drawn from the centre of its place.
UP, DOWN = f"v-{ROW // 2}v{ROW // 2}", f"v{ROW // 2}v-{ROW // 2}"
RIGHT, LEFT = f"h{COLUMN // 2}h-{COLUMN // 2}", f"h-{COLUMN // 2}"
GUIDES: Final = {"│": UP + DOWN, "├": UP + DOWN + RIGHT, "└": UP + RIGHT, "─": RIGHT + LEFT}
STARTS: Final = "".join(GUIDES) + " "  # what guides are made of


class Palette(NamedTuple):
    """Colours: of the ground, of the guides, and of each ink (the parameter of its ANSI sequence)."""

    ground: str
    guide: str
    inks: Mapping[str, str]


LIGHT: Final = Palette("#ffffff", "#b4bccb", {PLAIN: "#2b3345", BOLD: "#10151f", DIM: "#67718a"})


def write_svg(*documents: Document, **shown: Unpack[Shown]) -> str:
    """The trees of the documents one below the other, in dark letters on white; of several, each under its name."""
    several = len(documents) > 1
    names = [name_of(one, shown.get("language", "en")) if several else None for one in documents]
    trees = [write_tree(one, width=COLUMNS, colour=True, file=name, **shown) for one, name in zip(documents, names, strict=True)]
    lines = painted("\n".join(trees))
    width, height = size_of(lines)
    body = [f'<rect width="{width}" height="{height}" fill="{LIGHT.ground}"/>', *drawn(lines, MARGIN, LIGHT)]
    return "\n".join([svg_tag(width, height), *body, "</svg>", ""])


def painted(tree: str) -> list[list[tuple[str, str]]]:
    """The lines of a painted tree, each cut where its ink changes: inks and words."""
    return [[(ink, words or bare) for ink, words, bare in PAINTED.findall(line)] for line in tree.splitlines()]


def size_of(lines: Sequence[Sequence[tuple[str, str]]]) -> tuple[int, int]:
    """The width and height of a picture of lines."""
    columns = max((columns_of("".join(words for _, words in line)) for line in lines), default=0)
    return 2 * MARGIN + columns * COLUMN, 2 * MARGIN + ROW * len(lines)


def svg_tag(width: int, height: int) -> str:
    """The tag that a picture starts with."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONTS}">'


def drawn(lines: Sequence[Sequence[tuple[str, str]]], top: int, palette: Palette) -> Iterator[str]:
    """The elements of lines, the first of them at `top`."""
    for row, line in enumerate(lines):
        yield from _line(line, top + ROW * row + ROW // 2, palette)


def _line(line: Sequence[tuple[str, str]], middle: int, palette: Palette) -> Iterator[str]:
    column = 0
    for ink, words in chain.from_iterable(_without_guides(*part) for part in line):
        for wide, run in _runs(words):
            x = MARGIN + column * COLUMN
            if set(run) <= {*STARTS} and not run.isspace():
                yield _guides(run, x, middle, palette.guide)
            elif not run.isspace():
                yield _words(run, x, middle, ink, palette.inks[ink], wide=wide)
            column += columns_of(run)


def _without_guides(ink: str, words: str) -> Iterator[tuple[str, str]]:
    """The guides that dim words may start with, apart from the words."""
    guides = words[: len(words) - len(words.lstrip(STARTS))] if ink == DIM else ""
    yield from ((ink, part) for part in (guides, words[len(guides) :]) if part)


def _runs(words: str) -> Iterator[tuple[bool, str]]:
    """Words cut into runs of full-width and of other characters."""
    for wide, run in groupby(words, key=lambda char: columns_of(char) > 1):
        yield wide, "".join(run)


def _guides(run: str, x: int, middle: int, colour: str) -> str:
    path = "".join(f"M{x + COLUMN * at + COLUMN // 2} {middle}{GUIDES[char]}" for at, char in enumerate(run) if char in GUIDES)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _words(run: str, x: int, middle: int, ink: str, colour: str, *, wide: bool) -> str:
    weight = ' font-weight="bold"' if ink == BOLD else ""
    return (
        f'<text x="{x}" y="{middle + 6}" font-size="{SIZES[wide]}"{weight} fill="{colour}" '
        f'textLength="{columns_of(run) * COLUMN}" xml:space="preserve">{escape(run)}</text>'
    )
