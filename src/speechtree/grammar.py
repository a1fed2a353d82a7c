"""Load the grammars: Lark's terminals become the scanner, its rules the parser of the judged stream."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pkgutil import get_data

from lark import Lark, Token
from lark.common import LexerConf
from lark.exceptions import LarkError
from lark.lexer import Lexer

from speechtree.cache import cache_file
from speechtree.errors import GrammarError
from speechtree.styles import STYLES, Style

MARKERS = "markers.lark"
OUTLINE = "outline.lark"
SHORE = "SHORE"
PACKAGE = "speechtree.grammars"


class JudgedStream(Lexer):
    """Lark's custom-lexer extension point: the parser's input is the judged stream itself."""

    def __init__(self, conf: LexerConf) -> None:
        """Lark calls this with the terminals of the grammar; the scanner takes them from `Lark.terminals`."""

    def lex(self, data: Iterable[Token]) -> Iterator[Token]:  # type: ignore[override]
        """Pass the tokens on."""
        return iter(data)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The loaded grammars with their styles.

    markers: what a marker is; its terminals are those of the patterns.
    outline: what a tree is; it parses the judged stream.
    line: matches a line marker of any style at an offset.
    shore: finds the places in prose where a marker may begin.
    run_in: matches, there, a marker of the styles that may stand inside a paragraph.
    styles: the style of each terminal.
    """

    markers: Lark
    outline: Lark
    line: re.Pattern[str]
    shore: re.Pattern[str]
    run_in: re.Pattern[str]
    styles: dict[str, Style]


def load_grammar(extra: str = "", styles: Iterable[Style] = (), derivations: object = None) -> Grammar:
    """Load the grammars that ship with speechtree, with an extra grammar of the user's own.

    extra: Lark text that defines terminals and adds them with `%extend marker: MY_STYLE`.
    styles: one row for each terminal that it adds.
    derivations: an object whose methods Lark calls for the rules of the outline grammar; without it Lark builds trees.
    Raises GrammarError when the extra grammar is not Lark, or when a row and a terminal do not belong to each other.
    """
    rows = (*styles, *STYLES)
    terminals = [row.terminal for row in rows]
    if twice := next((name for name in terminals if terminals.count(name) > 1), None):
        raise GrammarError(f"two styles name the terminal '{twice}'")
    try:
        markers = _lark(MARKERS, ["marker", "shore"], extra=extra)
        patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in markers.terminals if terminal.pattern}
        if extra:
            _check_terminals(patterns, terminals)
        run_in = [row for row in rows if row.run_in]
        return Grammar(
            markers,
            _lark(OUTLINE, ["start"], transformer=derivations),
            _alternation(rows, patterns),
            _shore(run_in, patterns),
            _alternation(run_in, patterns),
            {row.terminal: row for row in rows},
        )
    except (LarkError, re.error) as error:
        raise GrammarError(f"the extra grammar cannot be loaded: {error}") from error
    except KeyError as error:
        raise GrammarError(f"a style names the terminal {error}, which no rule of the grammar uses") from error


def _lark(file: str, start: list[str], *, extra: str = "", transformer: object = None) -> Lark:
    """Load a grammar that ships. With an extra grammar it is not kept in the cache, which so stays as small as it is."""
    text = (get_data(PACKAGE, file) or b"").decode()
    cache = False if extra else cache_file(file, text)
    return Lark(
        f"{text}\n{extra}",
        parser="lalr",
        lexer=JudgedStream,
        start=start,
        transformer=transformer,
        maybe_placeholders=False,
        cache=cache,
        keep_all_tokens=True,  # nothing is to be filtered out on the way
    )


def _check_terminals(patterns: dict[str, str], terminals: list[str]) -> None:
    for name, pattern in patterns.items():
        if name == SHORE:
            continue
        if name not in terminals:
            raise GrammarError(f"the extra grammar adds the terminal '{name}', and no style names it")
        if re.fullmatch(pattern, ""):
            raise GrammarError(f"the terminal '{name}' matches the empty string: a marker has at least one character")


def _alternation(rows: Iterable[Style], patterns: dict[str, str]) -> re.Pattern[str]:
    """Any of the styles. Its name is a group that stands empty at its end: so the first character alone rules most out."""
    return re.compile("|".join(f"(?:{patterns[row.terminal]})(?P<{row.terminal}>)" for row in rows))


def _shore(run_in: list[Style], patterns: dict[str, str]) -> re.Pattern[str]:
    """Where the scanner tries the styles of prose: the grammar's own shore, and wherever a user's style matches."""
    known = {row.terminal for row in STYLES}
    added = [f"(?={patterns[row.terminal]})" for row in run_in if row.terminal not in known]
    return re.compile("|".join([patterns[SHORE], *added]))
