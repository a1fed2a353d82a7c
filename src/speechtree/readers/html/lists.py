"""Which marker a browser shows before each member of the lists of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from speechtree.readers.html.numbering import TYPES, marker_of

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
STYLE: Final = re.compile(r"(?<![\w-])list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
NO_TYPES: Final = frozenset(("!important", "inside", "outside"))
INTEGER: Final = re.compile(r"\s*([+-]?\d{1,9})")


@dataclass(slots=True)
class List:
    """A list that is open: its style, the number of its next member, and the step to the one after that."""

    style: str
    number: int
    step: int


class Lists:
    """The lists of a page that are open, the innermost last, and what the style sheets inside it say of lists."""

    def __init__(self, root: Element) -> None:
        """root: the whole page."""
        self._sheet = _sheet(root)
        self._open: list[List] = []

    def enter(self, element: Element) -> None:
        """A list begins, numbered or not."""
        ordered = element.tag == "ol"
        step = -1 if ordered and "reversed" in element.attrib else 1
        first = _integer(element.get("start", "") if ordered else "", int(element.xpath("count(li)")) if step < 0 else 1)
        self._open.append(List(self._style(element, "decimal" if ordered else "disc"), first, step))

    def leave(self) -> None:
        """A list ends."""
        self._open.pop()

    def marker(self, member: Element) -> str:
        """The marker of the next member; empty where none that counts is shown."""
        if not self._open:
            return ""
        inmost = self._open[-1]
        number = _integer(member.get("value", ""), inmost.number)
        inmost.number = number + inmost.step
        return marker_of(self._style(member, inmost.style), number)

    def _style(self, element: Element, otherwise: str) -> str:
        kind = element.get("type", "")
        rules = (self._sheet[one] for one in _selectors(element) if one in self._sheet)
        return _declared(element.get("style", "")) or next(rules, "") or TYPES.get(kind) or kind.lower() or otherwise


def _sheet(page: Element) -> dict[str, str]:
    """What the style sheets inside a page say of lists, by selector; the last rule counts.

    Selectors of one element alone are understood: `ol`, `.class`, `ol.class`, `#name`, with commas between.
    """
    css = COMMENT.sub("", "\n".join(sheet.text or "" for sheet in page.iter("style")))
    found: dict[str, str] = {}
    for rule in css.split("}"):
        before, _, declarations = rule.rpartition("{")
        if style := _declared(declarations):
            found |= dict.fromkeys(map(str.strip, before.rpartition("{")[2].split(",")), style)
    return found


def _selectors(element: Element) -> Iterator[str]:
    """The selectors that mean an element, from the narrowest on."""
    yield "#" + element.get("id", "")
    tag, classes = str(element.tag), element.get("class", "").split()
    yield from (f"{tag}.{name}" for name in classes)
    yield from (f".{name}" for name in classes)
    yield tag


def _declared(style: str) -> str:
    """The type of list that declarations name; empty when they name none."""
    words = [word for declared in STYLE.findall(style.lower()) for word in declared.split() if word not in NO_TYPES]
    return words[-1] if words else ""


def _integer(words: str, otherwise: int) -> int:
    found = INTEGER.match(words)
    return int(found[1]) if found else otherwise
