"""OPML 2.0, for outliners and mind maps: http://opml.org/spec2.opml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Unpack
from xml.sax.saxutils import escape, quoteattr

from speechtree.models import Document
from speechtree.writers.entries import Entry, Shown, entries_of, rooted

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n    <title>{}</title>\n  </head>\n  <body>\n'
PARAGRAPHS = "\n\n"  # between the paragraphs of a note, which some programs read as Markdown
TAIL = "  </body>\n</opml>\n"


def write_opml(*documents: Document, **shown: Unpack[Shown]) -> str:
    """The speeches and their points; what stands in a point is in its attribute `_note`, where outliners look for it.

    The words of an outline are HTML by the specification, so a < of the text is written as its entity.
    """
    head = HEAD.format(escape(rooted(*documents, **shown).words))
    return head + "".join(_outlines(entries_of(*documents, notes=True, **shown), "    ")) + TAIL


def _outlines(entries: Iterable[Entry], indent: str) -> Iterator[str]:
    for entry in entries:
        note = f" _note={quoteattr(PARAGRAPHS.join(entry.passages))}" if entry.passages else ""
        start = f"{indent}<outline text={quoteattr(escape(entry.words))}{note}"
        if entry.entries:
            yield f"{start}>\n"
            yield from _outlines(entry.entries, indent + "  ")
            yield f"{indent}</outline>\n"
        else:
            yield f"{start}/>\n"
