"""Styles: what a paragraph or a run has from its style, and from the styles that this one is based on."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from speechtree.readers.word.package import W

VAL: Final = f"{W}val"
OFF = frozenset(("0", "false", "off"))
HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.IGNORECASE)
DEEPEST_HEADING: Final = 9
LONGEST: Final = 20  # of a chain of styles, which in a damaged file may go round in circles


class Style(NamedTuple):
    """What a paragraph, or a run, has from its style and the styles that this one is based on."""

    ids: tuple[str, ...] = ()  # of all of them, the nearest first
    heading: int = 0  # how deep, from 1; 0 for none
    hidden: bool | None = None  # None where none of them says it
    listed: str | None = None  # the list
    levels: tuple[int | None, ...] = ()  # the level of a list that each of them names


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        """root: the part that defines them; None for a document without one."""
        found = [] if root is None else root.findall(f"{W}style")
        self.by_id = {one.get(f"{W}styleId", ""): one for one in found}
        self.default = next((one.get(f"{W}styleId", "") for one in found if _is_default_of_paragraphs(one)), "")
        self.read: dict[str, Style] = {}

    def of_paragraph(self, properties: Element | None) -> Style:
        """The style of a paragraph."""
        name = value(properties, "pStyle")
        return self[self.default if name is None or name not in self.by_id else name]

    def __getitem__(self, name: str) -> Style:
        """A style by its id; an empty one where there is no such style."""
        chain: list[str] = []
        at: str | None = name
        while at is not None and at in self.by_id and at not in self.read and len(chain) < LONGEST:
            chain.append(at)
            at = value(self.by_id[at], "basedOn")
        for one in reversed(chain):
            self.read[one] = _style(one, self.by_id[one], self.read.get(at or "", Style()))
            at = one
        return self.read.get(name, Style())

    def hidden(self, run: Element | None, style: Style) -> bool:
        """Whether text is hidden. run: its properties; style: that of its paragraph."""
        if run is None:
            return bool(style.hidden)
        own = _hidden(run)
        if own is None:
            own = self[value(run, "rStyle") or ""].hidden
        return bool(style.hidden if own is None else own)


def heading(properties: Element | None, style: Style) -> int:
    """The depth of a heading, from 1; 0 for a paragraph that is none."""
    level = value(properties, "outlineLvl")
    return style.heading if level is None else _depth(level)


def _style(name: str, element: Element, base: Style) -> Style:
    properties = element.find(f"{W}pPr")
    listed = None if properties is None else properties.find(f"{W}numPr")
    level, hidden = value(listed, "ilvl"), _hidden(element.find(f"{W}rPr"))
    return Style(
        (name, *base.ids)[:LONGEST],
        _heading(value(element, "name") or "", value(properties, "outlineLvl"), base),
        base.hidden if hidden is None else hidden,
        value(listed, "numId") or base.listed,
        (None if level is None else number(level, 0), *base.levels)[:LONGEST],
    )


def _heading(name: str, level: str | None, base: Style) -> int:
    """The depth that a style says, or that it is named after. The lines of a table of contents are no headings."""
    if name.lower().startswith("toc"):
        return 0
    named = HEADING.fullmatch(name)
    return _depth(level) if level is not None else int(named[1]) if named else base.heading


def _depth(level: str) -> int:
    depth = number(level, DEEPEST_HEADING) + 1
    return depth if 1 <= depth <= DEEPEST_HEADING else 0


def _hidden(properties: Element | None) -> bool | None:
    vanish = None if properties is None else properties.find(f"{W}vanish")
    return None if vanish is None else is_on(vanish)


def _is_default_of_paragraphs(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in OFF


def value(parent: Element | None, child: str) -> str | None:
    """What a child of an element says; None when there is no such child, or when it says nothing."""
    found = None if parent is None else parent.find(f"{W}{child}")
    return None if found is None else found.get(VAL)


def is_on(switch: Element) -> bool:
    """Whether a property that is on or off is on."""
    return switch.get(VAL, "1") not in OFF


def number(words: str | None, otherwise: int) -> int:
    """A whole number; another one where there is none."""
    return int(words) if words is not None and re.fullmatch(r"-?[0-9]{1,9}", words) else otherwise
