"""Styles: what a paragraph or a run has from its style, and from the styles that this one is based on."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element as Element

from speechtree.readers.word.package import W

VAL: Final = f"{W}val"
OFF = frozenset(("0", "false", "off"))
HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.IGNORECASE)
DEEPEST_HEADING: Final = 9


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        """root: the part that defines them; None for a document without one."""
        found = [] if root is None else root.findall(f"{W}style")
        self.by_id = {one.get(f"{W}styleId", ""): one for one in found}
        self.default = next((one.get(f"{W}styleId", "") for one in found if _is_default_of_paragraphs(one)), "")
        self.chains: dict[str, tuple[Element, ...]] = {}

    def of_paragraph(self, properties: Element | None) -> tuple[Element, ...]:
        """The style of a paragraph and those below it, the nearest first."""
        name = value(properties, "pStyle")
        return self.chain(self.default if name is None or name not in self.by_id else name)

    def chain(self, name: str) -> tuple[Element, ...]:
        """A style and those that it is based on, the nearest first; empty when there is no such style."""
        if name not in self.chains:
            chain: list[Element] = []
            at: str | None = name
            while at is not None and at in self.by_id and self.by_id[at] not in chain:
                chain.append(self.by_id[at])
                at = value(chain[-1], "basedOn")
            self.chains[name] = tuple(chain)
        return self.chains[name]

    def heading(self, properties: Element | None, chain: tuple[Element, ...]) -> int:
        """The depth of a heading, from 1; 0 for a paragraph that is none. The lines of a table of contents are none."""
        names = [value(style, "name") or "" for style in chain]
        if any(name.lower().startswith("toc") for name in names):
            return 0
        levels = [value(properties, "outlineLvl"), *(value(style.find(f"{W}pPr"), "outlineLvl") for style in chain)]
        level = next((level for level in levels if level is not None), None)
        if level is None:
            named = next(filter(None, map(HEADING.fullmatch, names)), None)
            return int(named[1]) if named else 0
        depth = number(level, DEEPEST_HEADING) + 1
        return depth if 1 <= depth <= DEEPEST_HEADING else 0

    def hidden(self, run: Element | None, chain: tuple[Element, ...]) -> bool:
        """Whether text is hidden. run: its properties; chain: the styles of its paragraph."""
        styles = (*self.chain(value(run, "rStyle") or ""), *chain)
        for properties in (run, *(style.find(f"{W}rPr") for style in styles)):
            vanish = None if properties is None else properties.find(f"{W}vanish")
            if vanish is not None:
                return is_on(vanish)
        return False


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
