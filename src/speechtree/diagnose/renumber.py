"""Renumbering: the edits after which the series that are numbered wrongly run on from their first number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from speechtree.models import Diagnostic, Edit, Series, Speech, series_of
from speechtree.numerals import renumbered

WRONG: Final = frozenset(("gap", "duplicate", "order"))


def renumbering(speeches: Sequence[Speech], diagnostics: Sequence[Diagnostic]) -> list[Edit]:
    """The edits, in the order of the text. Series without a numeral to change (首先 … 最后) stay as they are."""
    wrong = {one.span for one in diagnostics if one.code in WRONG}
    edits: list[Edit] = []
    for speech in speeches:
        for series in series_of((*speech.opening, *speech.body, *speech.closing)):
            if any(point.marker.span in wrong for point in series.points):
                edits.extend(_renumbered(series))
    return sorted(edits, key=lambda edit: edit.span)


def _renumbered(series: Series) -> Iterator[Edit]:
    first = series.points[0].marker.ordinal or 0
    for number, point in enumerate(series.points, first):
        marker = point.marker
        replacement = renumbered(marker.text, marker.ordinal or 0, number)
        if replacement is not None and marker.ordinal != number:
            yield Edit(span=marker.span, replacement=replacement)
