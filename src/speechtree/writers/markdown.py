"""Markdown: the outline as a nested list, or the whole text under headings. As CommonMark, GitHub and pandoc read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Unpack

from speechtree.models import Document
from speechtree.writers.entries import Entry, Shown, entries_of
from speechtree.writers.running import Heading, running

INDENT: Final = "  "
DEEPEST: Final = 6  # Markdown has so many headings
# Punctuation that may act anywhere in a line, and a colon that may begin or end the name of an emoji.
ACTING: Final = re.compile(r"[\\`*_{}\[\]<>#|~$^&!@'\"]|:(?=[\w+-]+:)|(?<=[\w+-]):|--|\.\.\.")
# What may act at the start of a line: the sign of a list, a rule, a quotation, a definition or a title.
OPENING: Final = re.compile(r"^(?:[-+=:%]|\(?[A-Za-z0-9]+(?=[.)](?:\s|$)))")


def write_markdown(*documents: Document, **shown: Unpack[Shown]) -> str:
    """The speeches and their points as a nested list; of several documents, each under its name."""
    return "".join(_list(entries_of(*documents, **shown), ""))


def write_markdown_headings(*documents: Document) -> str:
    """The whole text, its titles as headings. What stands deeper than headings go is a nested list.

    Several documents have their names as headings of the first depth.
    """
    return "\n\n".join(_sections(running(*documents))) + "\n"


def escaped(words: str) -> str:
    """Words in which no character acts as Markdown."""
    words = ACTING.sub(_with_backslashes, words)
    return OPENING.sub(_opening, words)


def _with_backslashes(found: re.Match[str]) -> str:
    return "".join(f"\\{char}" for char in found[0])


def _opening(found: re.Match[str]) -> str:
    """The mark after the number or letter of a list is what makes it one; any other sign acts itself."""
    start = found[0]
    if start[-1].isalnum():
        return start.replace("(", "\\(") + "\\"
    return f"\\{start}"


def _list(entries: Iterable[Entry], indent: str) -> Iterator[str]:
    for entry in entries:
        yield f"{indent}- {escaped(entry.words)}\n"
        yield from _list(entry.entries, indent + INDENT)


def _sections(parts: Iterable[Heading | str]) -> Iterator[str]:
    indent = ""
    for part in parts:
        if isinstance(part, str):
            yield indent + escaped(part)
        elif part.depth <= DEEPEST:
            indent = ""
            yield f"{'#' * part.depth} {escaped(part.words) or '…'}"
        else:
            indent = INDENT * (part.depth - DEEPEST)
            yield f"{indent[: -len(INDENT)]}- {escaped(part.words)}"
