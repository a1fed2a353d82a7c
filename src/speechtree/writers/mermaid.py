"""A mind map in Mermaid's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Final, Unpack

from speechtree.models import Document
from speechtree.writers.entries import Entry, Shown, rooted

# Whatever may act in a label or in the whole: quotation marks, HTML, Markdown, entities, directives (%%{…}%%).
ACTING: Final = re.compile(r"""["'`<>&#%;*_~$\\{}\[\]()!|+-]|(?<=\w)[.:]""", re.ASCII)


def write_mermaid(*documents: Document, **shown: Unpack[Shown]) -> str:
    """The speech in the middle, or what holds several."""
    return "mindmap\n" + "".join(_node(rooted(*documents, **shown), "  ", count()))


def _node(entry: Entry, indent: str, numbers: Iterator[int]) -> Iterator[str]:
    words = ACTING.sub(lambda found: f"#{ord(found[0])};", entry.words)
    yield f'{indent}n{next(numbers)}["{words}"]\n'
    for inner in entry.entries:
        yield from _node(inner, indent + "  ", numbers)
