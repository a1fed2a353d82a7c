"""How series hang under each other: the official order, restarts, series of one, the limit of depth."""

from __future__ import annotations

from typing import Final

from speechtree.diagnose.finding import Finding, Setting
from speechtree.judge import MAX_DEPTH
from speechtree.models import Series

# The official order of styles, outer to inner: GB/T 9704—2012, 7.3.3.
ORDER: Final = ("chinese-pause", "chinese-bracket", "arabic-point", "arabic-bracket")
SHOWN: Final = ("一、", "（一）", "1.", "（1）")


def nesting(series: Series, setting: Setting) -> list[Finding]:
    """What is wrong with the place of a series."""
    found: list[Finding] = []
    points, style = series.points, series.style
    marker, parent = points[0].marker, setting.parent
    if setting.depth == MAX_DEPTH:
        found.append(Finding("too-deep", marker.span, {"depth": MAX_DEPTH}))
    before = setting.before
    if before and before.style == style and marker.ordinal == 1 and not setting.introduced and not series.lead_in:
        values: dict[str, str | int] = {"marker": marker.text, "previous": before.points[-1].marker.text}
        found.append(Finding("restart", marker.span, values))
    if len(points) == 1 and style in ORDER:
        found.append(Finding("lone", marker.span, {"marker": marker.text}))
    if parent and style in ORDER and parent.marker.style in ORDER:
        outer, inner = ORDER.index(parent.marker.style), ORDER.index(style)
        shown: dict[str, str | int] = {"marker": marker.text, "parent": parent.marker.text}
        if inner <= outer:
            found.append(Finding("style-order", marker.span, shown))
        elif inner > outer + 1:
            found.append(Finding("level-jump", marker.span, shown | {"between": SHOWN[outer + 1]}))
    return found
