"""Renumbering: the edits after which the series that are numbered wrongly run on from their first number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speechtree.models import Block, Diagnostic, Edit, Series, Speech
from speechtree.numerals import renumbered

WRONG = frozenset(("gap", "duplicate", "order"))


def renumbering(speeches: Sequence[Speech], diagnostics: Sequence[Diagnostic]) -> list[Edit]:
    """The edits, in the order of the text. Series without a numeral to change (首先 … 最后) stay as they are."""
    wrong = {one.span for one in diagnostics if one.code in WRONG}
    edits: list[Edit] = []
    for speech in speeches:
        for series in _all_series((*speech.opening, *speech.body, *speech.closing)):
            if any(point.marker.span in wrong for point in series.points):
                edits.extend(_renumbered(series))
    return sorted(edits, key=lambda edit: edit.span)


def _all_series(blocks: Sequence[Block]) -> Iterator[Series]:
    for block in blocks:
        if isinstance(block, Series):
            yield block
            for point in block.points:
                yield from _all_series(point.content)


def _renumbered(series: Series) -> Iterator[Edit]:
    first = series.points[0].marker.ordinal or 0
    for number, point in enumerate(series.points, first):
        marker = point.marker
        replacement = renumbered(marker.text, marker.ordinal or 0, number)
        if replacement is not None and marker.ordinal != number:
            yield Edit(span=marker.span, replacement=replacement)
