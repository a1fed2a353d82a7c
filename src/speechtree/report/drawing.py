"""Marks on the page: bars, columns, shaded cells. Each is a button that opens the documents behind it.

Sizes are attributes of SVG and shades are classes, so that the page's policy may forbid styles in elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, sqrt
from typing import Final

SHADES: Final = 8
CROWDED: Final = 10  # columns beside which their shares have no room in letters of the usual size
THINNEST: Final = 0.6  # percent: a bar that stands for something can be seen


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar, a column or a cell.

    name: what stands beside it. about: what it is, in full. times: how many things it stands for; share: of how many, in
    words. number: of its bar among all; None if nothing is behind it. note: HTML that stands with the name.
    """

    name: str
    about: str
    times: int
    share: str = ""
    number: int | None = None
    note: str = ""


def rows(marks: Sequence[Mark]) -> str:
    """Bars that lie, one below the other."""
    largest = _largest(marks)
    lines = (f'<li><span class="name">{mark.note or escape(mark.name)}</span>{bar(mark, largest)}</li>' for mark in marks)
    return f'<ol class="rows">{"".join(lines)}</ol>'


def bar(mark: Mark, largest: int) -> str:
    """A bar that lies, with its number."""
    drawn = f'<svg aria-hidden="true"><rect width="{_percent(mark.times, largest)}%" height="100%" rx="3"/></svg>'
    return _button(mark, f'<span class="track">{drawn}</span><span class="number">{mark.times:,}</span>', "bar")


def columns(marks: Sequence[Mark], axis: str) -> str:
    """Bars that stand, side by side."""
    largest = _largest(marks)
    columns = []
    for mark in marks:
        height = _percent(mark.times, largest)
        drawn = f'<svg aria-hidden="true"><rect y="{100 - height:g}%" width="100%" height="{height}%" rx="3"/></svg>'
        inside = f'<span class="number">{mark.share}</span>{drawn}<span class="name">{escape(mark.name)}</span>'
        columns.append(f"<li>{_button(mark, inside, 'column')}</li>")
    crowded = " crowded" if len(marks) > CROWDED else ""
    return f'<ol class="columns{crowded}">{"".join(columns)}</ol><p class="axis">{escape(axis)}</p>'


def cell(mark: Mark | None, largest: int, *, official: bool = False) -> str:
    """A cell of a matrix, the darker the more it stands for; empty without a mark."""
    framed = " official" if official else ""
    if not mark:
        return f'<td class="none{framed}">{"·" if official else ""}</td>'
    shade = ceil(SHADES * sqrt(mark.times / largest))
    return f'<td class="shade-{shade}{framed}">{_button(mark, f"{mark.times:,}", "cell")}</td>'


def numbers(summary: str, heads: Sequence[str], marks: Iterable[Mark]) -> str:
    """The same as a table of numbers, folded away."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(mark.name)}</th><td>{mark.times:,}</td><td>{mark.share}</td></tr>' for mark in marks
    )
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f'<details class="numbers"><summary>{escape(summary)}</summary>{table}</details>'


def _button(mark: Mark, inside: str, kind: str) -> str:
    if mark.number is None:
        return f'<span class="{kind}">{inside}</span>'
    about = escape(mark.about)
    return f'<button type="button" class="{kind}" data-bar="{mark.number}" aria-label="{about}" title="{about}">{inside}</button>'


def _percent(times: int, largest: int) -> float:
    return round(max(THINNEST, 100 * times / largest), 1) if times else 0


def _largest(marks: Sequence[Mark]) -> int:
    return max((mark.times for mark in marks), default=1)
