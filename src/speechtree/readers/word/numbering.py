"""Automatic numbering: the number that Word shows in front of a paragraph, which stands nowhere in its text.

A paragraph, or its style, names a list (`w:num`) and a level of it; the list names its definition (`w:abstractNum`). Lists
with the same definition count on together, unless one starts anew (`w:startOverride`). ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from speechtree.readers.word.number_formats import written
from speechtree.readers.word.package import W
from speechtree.readers.word.styles import VAL, Style, Styles, is_on, number, value

LEVELS: Final = 9
LONGEST_TEXT: Final = 255  # around the number
MOST_LINKS: Final = 3  # from a list to its definition, through styles of lists
PLACEHOLDER = re.compile("%([1-9])")
BARE = re.compile("%[1-9]$")  # how the text of a number ends that may have no sign between it and the words
SUFFIXES = {"nothing": "", "space": " "}
BULLET = "•"  # what a sign of a font of symbols looks like


class Level(NamedTuple):
    """How the paragraphs of a level are numbered."""

    start: int
    form: str
    zeros: int  # digits that a number has at least
    text: str
    suffix: str
    restart: int  # starts anew after a paragraph of a level above this one; the levels count from 0
    legal: bool  # all numbers stand in digits
    style: str  # the paragraph style that stands for this level


class List(NamedTuple):
    """A list. definition: the id of that with which it counts on; anew: the levels at which it does not."""

    definition: str
    levels: dict[int, Level]
    anew: frozenset[int]


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """root: the part that defines the lists; None for a document without one."""
        self.styles = styles
        self.lists: dict[str, Element] = {}
        self.definitions: dict[str, Element] = {}
        if root is not None:
            self.lists = {one.get(f"{W}numId", ""): one for one in root.findall(f"{W}num")}
            self.definitions = {one.get(f"{W}abstractNumId", ""): one for one in root.findall(f"{W}abstractNum")}
        self.links = {key: value(one, "numStyleLink") for key, one in self.definitions.items()}
        self.levels: dict[str, dict[int, Level]] = {}
        self.read: dict[str, List | None] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None, style: Style) -> str:
        """The number of the next paragraph with what follows it, a tab or a space; empty when it has none.

        Where nothing follows a bare digit or letter, a space does: what a person sees as a number stays apart from the words.
        properties: of the paragraph. Every paragraph that is shown must be asked for, in order.
        """
        name, depth = self._place(properties, style)
        found = self._list(name)
        if found is None or depth >= LEVELS or depth not in found.levels:
            return ""
        self._count(name, found, depth)
        level, counts = found.levels[depth], self.counts[found.definition]

        def numeral(placeholder: re.Match[str]) -> str:
            at = int(placeholder[1]) - 1
            if at > depth or at not in found.levels:
                return ""
            above = found.levels[at]
            return written(counts.get(at, above.start), "decimal" if level.legal else above.form).zfill(above.zeros)

        words = PLACEHOLDER.sub(numeral, level.text)
        return words + (level.suffix or _apart(level.text, words)) if words else ""

    def _place(self, properties: Element | None, style: Style) -> tuple[str, int]:
        """The list and the level of a paragraph. Either may come from the paragraph or from its style."""
        own = None if properties is None else properties.find(f"{W}numPr")
        name, depth = value(own, "numId"), value(own, "ilvl")
        if name is not None or style.listed is None:
            return name or "", number(depth, 0)
        return style.listed, self._depth_of_style(style) if depth is None else number(depth, 0)

    def _depth_of_style(self, style: Style) -> int:
        """The level that stands for the nearest style that has one, or that such a style names."""
        found = self._list(style.listed or "")
        linked = {level.style: at for at, level in found.levels.items()} if found else {}
        named = (linked.get(one, at) for one, at in zip(style.ids, style.levels, strict=True))
        return next((at for at in named if at is not None), 0)

    def _count(self, name: str, found: List, depth: int) -> None:
        counts = self.counts[found.definition]
        if depth in found.anew and (name, depth) not in self.begun:
            counts.pop(depth, None)
        self.begun.add((name, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else found.levels[depth].start
        for at in [at for at in counts if at > depth]:
            if at not in found.levels or depth < found.levels[at].restart:
                del counts[at]

    def _list(self, name: str) -> List | None:
        """A list by its id; None for one that is not defined, as 0, which takes the number from a paragraph."""
        if name not in self.read:
            self.read[name] = self._read(self.lists[name]) if name in self.lists else None
        return self.read[name]

    def _read(self, one: Element) -> List | None:
        key = self._definition(one)
        if key not in self.definitions:
            return None
        if key not in self.levels:
            self.levels[key] = {_depth(level): _level(level) for level in self.definitions[key].findall(f"{W}lvl")}
        levels, anew = self.levels[key].copy(), set()
        for override in one.findall(f"{W}lvlOverride"):
            at, level, start = _depth(override), override.find(f"{W}lvl"), value(override, "startOverride")
            if level is not None:
                levels[at] = _level(level)
            if start is not None and at in levels:
                levels[at] = levels[at]._replace(start=number(start, 1))
                anew.add(at)
        return List(key, levels, frozenset(anew))

    def _definition(self, one: Element | None) -> str:
        """The definition of a list; it may lie behind a style of lists, and that behind another."""
        for _ in range(MOST_LINKS):
            key = value(one, "abstractNumId") or ""
            link = self.links.get(key)
            if link is None:
                return key
            one = self.lists.get(self.styles[link].listed or "")
        return ""


def _depth(element: Element) -> int:
    """The level that an element is about; what is none is put where no paragraph gets."""
    return min(number(element.get(f"{W}ilvl"), LEVELS), LEVELS)


def _level(element: Element) -> Level:
    form = next((one for one in element.iter(f"{W}numFmt")), None)  # an extended format stands before the usual one
    name = "decimal" if form is None else form.get(VAL, "decimal")
    text, legal = (value(element, "lvlText") or "")[:LONGEST_TEXT], element.find(f"{W}isLgl")
    return Level(
        start=number(value(element, "start"), 0),
        form=name,
        zeros=_zeros(name, "" if form is None else form.get(f"{W}format", "")),
        text=_bullet(text) if name == "bullet" else text,
        suffix=SUFFIXES.get(value(element, "suff") or "", "\t"),
        restart=number(value(element, "lvlRestart"), LEVELS),
        legal=legal is not None and is_on(legal),
        style=value(element, "pStyle") or "",
    )


def _apart(text: str, words: str) -> str:
    """What keeps a number apart that nothing follows. text: as the level has it; words: as it is shown."""
    bare = BARE.search(text) and (words[-1].isdecimal() or words[-1].isalpha())  # ① and ⑴ are neither
    return " " if bare else ""


def _zeros(form: str, example: str) -> int:
    """How many digits there are at least. example: how the row of a format of one's own starts, as 001, 002, 003."""
    first = re.match("0{1,9}1", example)
    return 2 if form == "decimalZero" else len(first[0]) if first else 0


def _bullet(text: str) -> str:
    """A single letter, or a character of private use, stands for a sign of a font of symbols."""
    return BULLET if len(text) == 1 and (text.isalnum() or not text.isprintable()) else text
