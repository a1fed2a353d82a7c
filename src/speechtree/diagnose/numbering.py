"""The numbers of one series: gaps, repetitions, order, what was announced, members of another style."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from speechtree.diagnose.finding import Finding, Setting
from speechtree.models import Marker, Series
from speechtree.numerals import numeral_like, renumbered
from speechtree.styles import STYLES

SURE: Final = 0.97  # the confidence of a point on which a count may rest
LATE: Final = 0.9  # the confidence of a series that starts late: the start itself makes it doubtful
# Wordings that may repeat their number: 一是 … 一是, 一个是 … 一个是.
REPEATING: Final = frozenset(("yi-shi", "yi-ge-shi", "connective"))
WORDED: Final = frozenset(style.name for style in STYLES if style.worded)
SAME_NUMBERING: Final = {"chinese-heading": "chinese-pause"}  # one numbering with another


def is_plain(series: Series, markers: list[Marker]) -> bool:
    """Whether a series counts from one in one style, as many points as are announced: nothing is wrong with its numbers."""
    style = series.style
    if series.announced not in (None, len(markers)):
        return False
    return all(marker.ordinal == number and marker.style == style for number, marker in enumerate(markers, 1))


def numbering(series: Series, setting: Setting) -> Iterator[Finding]:
    """What is wrong with the numbers of a series.

    A series with a member that may well be none says nothing certain of how many there are, nor of mixed wordings.
    """
    markers = [point.marker for point in series.points]
    confidence = min([point.confidence for point in series.points])
    sure = confidence >= SURE
    if confidence >= LATE:
        yield from _start(series, markers[0], setting)
    if sure:
        yield from _announced(series)
    for before, marker in pairwise(markers):
        yield from _step(before, marker, sure)
    yield from _styles(markers)


def _start(series: Series, marker: Marker, setting: Setting) -> Iterator[Finding]:
    first = marker.ordinal or 0
    ended = setting.ended.get(marker.style)
    if first <= 1 or (ended and ended.ordinal == first - 1):
        return
    before = setting.before
    if before and before.style == series.style and (before.points[-1].marker.ordinal or 0) >= first:
        previous = before.points[-1].marker
        code = "duplicate" if previous.ordinal == first else "order"
        yield Finding(code, marker.span, {"marker": marker.text, "previous": previous.text})
    else:
        yield Finding("lost-head", marker.span, {"marker": marker.text})


def _step(before: Marker, marker: Marker, sure: bool) -> Iterator[Finding]:
    step = (marker.ordinal or 0) - (before.ordinal or 0)
    values: dict[str, str | int] = {"marker": marker.text, "previous": before.text}
    if step > 1:
        yield Finding("gap", marker.span, values | _missing(before, marker))
    elif step == 0 and (sure or marker.style == before.style) and (marker.style not in REPEATING or marker.ordinal != 1):
        yield Finding("duplicate", marker.span, values)
    elif step < 0:
        yield Finding("order", marker.span, values)


def _missing(before: Marker, marker: Marker) -> dict[str, str | int]:
    """The numbers that are missing, in the script of the marker, said in each language."""
    numbers = range((before.ordinal or 0) + 1, marker.ordinal or 0)
    first, last = (numeral_like(marker.text, marker.ordinal or 0, number) or str(number) for number in (numbers[0], numbers[-1]))
    if len(numbers) == 1:
        return {"missing": f"{first} is missing", "absent": f"“{first}”"}
    return {"missing": f"{first} to {last} are missing", "absent": f"“{first}”至“{last}”"}


def _styles(markers: list[Marker]) -> Iterator[Finding]:
    """Members of another numbered style than the first; worded styles may mix."""
    style = SAME_NUMBERING.get(markers[0].style, markers[0].style)
    for marker in markers[1:]:
        if SAME_NUMBERING.get(marker.style, marker.style) != style and not (style in WORDED and marker.style in WORDED):
            right = renumbered(markers[0].text, markers[0].ordinal or 0, marker.ordinal or 0)
            yield Finding("mixed-style", marker.span, {"marker": marker.text, "style": markers[0].text}, right)


def _announced(series: Series) -> Iterator[Finding]:
    announced, found = series.announced or 0, len(series.points)
    if announced > 1 and series.lead_in and announced not in (found, series.points[-1].marker.ordinal):
        yield Finding("announced", series.lead_in.span, {"announced": announced, "found": found})
