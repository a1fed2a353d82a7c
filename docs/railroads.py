"""Draw the grammars: each rule and terminal as a railroad diagram, out of the grammar files themselves.

Lark reads its own notation (`lark.lark`, which ships with it); `regex.lark` reads the regular expressions inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import railroad
from lark import Lark, Token, Transformer, Tree

SHOWN = 16  # characters of a set that a diagram shows; its source has them all
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
TIMES = {"?": "", "*": "any number", "+": "one or more"}


def definitions(grammar: str) -> dict[str, Tree[Token] | None]:
    """Each rule and terminal of a grammar file, in its order, with what it stands for; None for what is only declared."""
    found: dict[str, Tree[Token] | None] = {}
    for statement in _notation().parse(source(grammar)).children:
        assert isinstance(statement, Tree)
        if statement.data == "declare":
            found |= {str(name.children[0]): None for name in statement.children if isinstance(name, Tree)}
        elif isinstance(body := statement.children[-1], Tree):
            found[str(statement.children[0])] = body
    return found


def source(grammar: str) -> str:
    """The text of a grammar that ships."""
    return files("speechtree.grammars").joinpath(grammar).read_text(encoding="utf-8")


def diagram(definition: Tree[Token], title: str) -> str:
    """The SVG of a definition, which takes its colours from the page."""
    drawn = railroad.Diagram(_Definition().transform(definition)).format(6)
    drawn.attrs |= {"role": "img", "aria-label": title}
    written = StringIO()
    drawn.writeSvg(written.write)
    return written.getvalue()


@cache
def _notation() -> Lark:
    return Lark.open_from_package("lark", "lark.lark", ["grammars"], parser="lalr")


@cache
def _expressions() -> Lark:
    return Lark((Path(__file__).parent / "regex.lark").read_text(encoding="utf-8"), parser="lalr")


class _Definition(Transformer[Token, Any]):
    """From Lark's notation to diagrams."""

    def __default__(self, data: str, children: list[Any], meta: object) -> Any:
        """A choice or a group has the other methods; all else is what it holds."""
        del data, meta
        return children[0]

    def expansions(self, children: list[Any]) -> Any:
        return _choice(children)

    def expansion(self, children: list[Any]) -> Any:
        return _sequence(children)

    def expr(self, children: list[Any]) -> Any:
        item, *how = (child for child in children if child is not None)
        return _repeated(item, " to ".join(how)) if how else item

    def name(self, children: list[Token]) -> Any:
        return _sized(railroad.NonTerminal(str(children[0]), f"#{children[0]}"))

    def literal(self, children: list[Token]) -> Any:
        return _Expression().transform(_expressions().parse(children[0][1:-1]))


class _Expression(Transformer[Token, Any]):
    """From a regular expression to a diagram."""

    def start(self, children: list[Any]) -> Any:
        return _choice(children)

    group = start

    def sequence(self, children: list[Any]) -> Any:
        return _sequence(children)

    def repeated(self, children: list[Any]) -> Any:
        return _repeated(*children)

    def look(self, children: list[Any]) -> Any:
        kind, *choices = children
        return railroad.Group(_choice(choices), kind)

    def KIND(self, words: str) -> str:  # noqa: N802  # the names of terminals
        return {"(?=": "before", "(?!": "not before", "(?<=": "behind", "(?<!": "not behind"}[words]

    def WORDS(self, words: str) -> Any:  # noqa: N802
        return _sized(railroad.Terminal(words))

    def ESCAPE(self, words: str) -> Any:  # noqa: N802
        return _sized(railroad.Terminal(WORDS_OF[words]))

    def SET(self, words: str) -> Any:  # noqa: N802
        return _set(words[1:-1])

    def LINE_END(self, _: str) -> Any:  # noqa: N802
        return _sized(railroad.Terminal("end of line"))


def _set(words: str) -> Any:
    """One of several characters: those without a sign of their own by their names, and of many the first ones."""
    named = [name for sign, name in WORDS_OF.items() if sign in words]
    for sign in WORDS_OF:
        words = words.replace(sign, "")
    if "\\u" in words:
        words, named = "", ["any Chinese character", *named]
    signs = " ".join(words) if "-" not in words else words
    short = signs if len(words) <= SHOWN else f"{signs[: 2 * SHOWN if signs != words else SHOWN].rstrip()} …"
    return _sized(railroad.Terminal(" · ".join(filter(None, (short, *named))), cls="set"))


def _choice(items: Sequence[Any]) -> Any:
    return items[0] if len(items) == 1 else railroad.Choice(0, *items)


def _sequence(items: Sequence[Any]) -> Any:
    if not items:
        return railroad.Skip()
    return items[0] if len(items) == 1 else railroad.Sequence(*items)


def _repeated(item: Any, how: str) -> Any:
    """An item that may be missing, or stand several times."""
    if how == "?":
        return railroad.Optional(item)
    return railroad.OneOrMore(item, railroad.Comment(TIMES.get(how, f"{how.strip('{}').replace(',', ' to ')} times")))


def _sized(box: Any) -> Any:
    """A box with room for its words: the library takes every character for a narrow one."""
    box.width += WIDE * sum(east_asian_width(sign) in "WFA" for sign in box.text)
    return box
