"""A mind map for FreeMind and Freeplane (.mm)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Unpack
from xml.sax.saxutils import escape, quoteattr

from speechtree.models import Document
from speechtree.writers.entries import Entry, Shown, rooted

NOTE: Final = '<richcontent TYPE="NOTE"><html><head/><body>{}</body></html></richcontent>\n'


def write_freemind(*documents: Document, **shown: Unpack[Shown]) -> str:
    """The speech in the middle, or what holds several; what stands in a point is its note.

    All in ASCII, as FreeMind writes it: the programs read a file in the encoding of the computer.
    """
    nodes = "".join(_node(rooted(*documents, notes=True, **shown), ""))
    return f'<map version="1.0.1">\n{nodes}</map>\n'.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _node(entry: Entry, indent: str) -> Iterator[str]:
    yield f"{indent}<node TEXT={quoteattr(entry.words)}>\n"
    if entry.passages:
        yield NOTE.format("".join(f"<p>{escape(passage)}</p>" for passage in entry.passages))
    for inner in entry.entries:
        yield from _node(inner, indent + " ")
    yield f"{indent}</node>\n"
