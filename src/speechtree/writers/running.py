"""Documents as running text: headings and paragraphs, one after another, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from speechtree.models import Block, Document, Marker, Series
from speechtree.walking import blocks_of
from speechtree.writers.entries import columns_of, joined, name_of, seen, without_title


@dataclass(frozen=True, slots=True)
class Heading:
    """A title with the mark that ends it.

    depth: 1 for a speech, 2 for a head, and so on; each one more where several documents have their names at 1.
    marker: that of a point. first: whether a series starts with it.
    """

    depth: int
    title: str
    marker: Marker | None = None
    first: bool = False

    @property
    def words(self) -> str:
        """Marker and title, with a space only where full-width characters do not keep them apart."""
        marker = seen(self.marker.text) if self.marker else ""
        return marker + self.title if columns_of(marker[-1:]) > 1 else joined(marker, self.title)


def running(*documents: Document) -> Iterator[Heading | str]:
    """The headings and the paragraphs. Every word is there once; a speech without a title has an empty one."""
    above = len(documents) > 1
    for document in documents:
        if above:
            yield Heading(1, name_of(document))
        yield from _blocks(document.preface, 2 + above)
        for speech in document.speeches:
            yield Heading(1 + above, seen(speech.title.text) if speech.title else "")
            yield from _blocks(without_title(speech, blocks_of(speech)), 2 + above)


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[Heading | str]:
    for block in blocks:
        if isinstance(block, Series):
            for point in block.points:
                title = seen(point.title.text + point.title.stop)
                yield Heading(depth, title, point.marker, point is block.points[0])
                yield from _blocks(point.content, depth + 1)
        elif words := seen(block.text):
            yield words
