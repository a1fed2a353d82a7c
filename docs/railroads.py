"""Draw the grammars: each rule and terminal as a railroad diagram, out of the grammar files themselves.

Lark reads its own notation (`lark.lark`, which ships with it); `regex.lark` reads the regular expressions inside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from unicodedata import east_asian_width

import railroad
from lark import Lark, Token, Transformer, Tree
from railroad import DiagramItem

SHOWN = 16  # characters of a set that a diagram shows; its source has them all
ROW = 560  # how wide a sequence gets before it goes on below
WIDE = 6  # what a full-width character takes more than a half-width one
WORDS_OF = {
    " ": "space",
    "\\t": "tab",
    "\\u3000": "wide space",
    "\\xa0": "hard space",
    "\\s": "white space",
    "\\r": "return",
    "\\n": "line end",
    "\\.": ".",
    "\\)": ")",
}
TWICE = re.compile(r"(<text[^>]*>[^<]*</text>)\s*\1")  # the library writes the words of a link so
TIMES = {"?": "", "*": "any number", "+": "one or more"}


def definitions(grammar: str) -> dict[str, Tree[Token] | None]:
    """Each rule and terminal of a grammar file, in its order, with what it stands for; None for what is only declared."""
    found: dict[str, Tree[Token] | None] = {}
    for statement in _notation().parse(source(grammar)).find_pred(lambda tree: tree.data in {"declare", "rule", "token"}):
        if statement.data == "declare":
            found |= {str(name.children[0]): None for name in statement.children if isinstance(name, Tree)}
        elif statement.data in {"rule", "token"} and isinstance(body := statement.children[-1], Tree):
            found[str(statement.children[0])] = body
    return found


def source(grammar: str) -> str:
    """The text of a grammar that ships."""
    return files("speechtree.grammars").joinpath(grammar).read_text(encoding="utf-8")


def diagram(definition: Tree[Token], title: str, linked: Collection[str]) -> str:
    """The SVG of a definition, which takes its colours from the page. linked: the names that have diagrams to lead to."""
    drawn = railroad.Diagram(_rows(_Definition(linked).transform(definition))).format(6)
    drawn.attrs |= {"role": "img", "aria-label": title}
    written = StringIO()
    drawn.writeSvg(written.write)
    return TWICE.sub(r"\1", written.getvalue())


@cache
def _notation() -> Lark:
    return Lark.open_from_package("lark", "lark.lark", ["grammars"], parser="lalr")


@cache
def _expressions() -> Lark:
    return Lark((Path(__file__).parent / "regex.lark").read_text(encoding="utf-8"), parser="lalr")


class _Definition(Transformer[Token, DiagramItem]):
    """From Lark's notation to diagrams."""

    def __init__(self, linked: Collection[str]) -> None:
        super().__init__()
        self.linked = linked

    def __default__(self, data: str, children: list[DiagramItem], meta: object) -> DiagramItem:
        """A choice or a group has the other methods; all else is what it holds."""
        del data, meta
        return children[0]

    def expansions(self, children: list[DiagramItem]) -> DiagramItem:
        return _choice(children)

    def expansion(self, children: list[DiagramItem]) -> DiagramItem:
        return _sequence(children)

    def expr(self, children: list[DiagramItem]) -> DiagramItem:
        item, *how = (child for child in children if child is not None)
        return _repeated(item, " to ".join(how)) if how else item

    def name(self, children: list[Token]) -> DiagramItem:
        name = str(children[0])
        return _sized(railroad.NonTerminal(name, f"#{name}" if name in self.linked else None))

    def literal(self, children: list[Token]) -> DiagramItem:
        return _Expression().transform(_expressions().parse(children[0][1:-1]))


class _Expression(Transformer[Token, DiagramItem]):
    """From a regular expression to a diagram."""

    def start(self, children: list[DiagramItem]) -> DiagramItem:
        return _choice(children)

    group = start

    def sequence(self, children: list[DiagramItem]) -> DiagramItem:
        return _sequence(children)

    def repeated(self, children: list[DiagramItem]) -> DiagramItem:
        return _repeated(*children)

    def look(self, children: list[DiagramItem]) -> DiagramItem:
        kind, *choices = children
        return railroad.Group(_choice(choices), kind)

    def KIND(self, words: str) -> str:
        return {"(?=": "before", "(?!": "not before", "(?<=": "behind", "(?<!": "not behind"}[words]

    def WORDS(self, words: str) -> DiagramItem:
        return _sized(railroad.Terminal(words))

    def ESCAPE(self, words: str) -> DiagramItem:
        return _sized(railroad.Terminal(WORDS_OF[words]))

    def SET(self, words: str) -> DiagramItem:
        return _set(words[1:-1])

    def LINE_END(self, _: str) -> DiagramItem:
        return _sized(railroad.Terminal("end of line"))


def _set(words: str) -> DiagramItem:
    """One of several characters: those without a sign of their own by their names, and of many the first ones."""
    named = [name for sign, name in WORDS_OF.items() if sign in words]
    for sign in WORDS_OF:
        words = words.replace(sign, "")
    if "\\u" in words:
        words, named = "", ["any Chinese character", *named]
    signs = " ".join(words) if "-" not in words else words
    short = signs if len(words) <= SHOWN else f"{signs[: 2 * SHOWN if signs != words else SHOWN].rstrip()} …"
    return _sized(railroad.Terminal(" · ".join(filter(None, (short, *named))), cls="set"))


def _choice(items: Sequence[DiagramItem]) -> DiagramItem:
    return items[0] if len(items) == 1 else railroad.Choice(0, *items)


def _sequence(items: Sequence[DiagramItem]) -> DiagramItem:
    """One after the other, those of a sequence inside it among them."""
    flat = [one for item in items for one in (item.items if isinstance(item, railroad.Sequence) else [item])]
    if not flat:
        return railroad.Skip()
    return flat[0] if len(flat) == 1 else railroad.Sequence(*flat)


def _rows(drawn: DiagramItem) -> DiagramItem:
    """The outermost sequence in as many rows as it takes; rows inside rows would lie over each other."""
    rows: list[list[DiagramItem]] = [[]]
    for item in drawn.items if isinstance(drawn, railroad.Sequence) else [drawn]:
        if rows[-1] and sum(one.width for one in [*rows[-1], item]) > ROW:
            rows.append([])
        rows[-1].append(item)
    return railroad.Stack(*(_sequence(row) for row in rows)) if len(rows) > 1 else drawn


def _repeated(item: DiagramItem, how: str) -> DiagramItem:
    """An item that may be missing, or stand several times."""
    if how == "?":
        return railroad.Optional(item)
    return railroad.OneOrMore(item, railroad.Comment(TIMES.get(how, f"{how.strip('{}').replace(',', ' to ')} times")))


def _sized(box: DiagramItem) -> DiagramItem:
    """A box with room for its words: the library takes every character for a narrow one."""
    box.width += WIDE * sum(east_asian_width(sign) in "WFA" for sign in box.text)
    return box
