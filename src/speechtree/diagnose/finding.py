"""What a rule has found, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from speechtree.models import Marker, Point, Series

Span = tuple[int, int]


@dataclass(slots=True)
class Finding:
    """A rule's code, the place, what its message is filled in with, and the mend where it is mechanical."""

    code: str
    span: Span
    values: dict[str, str | int]
    replacement: str | None = None


@dataclass(slots=True)
class Setting:
    """Where a series stands: its depth, the point above it, the series before it under the same point, if any.

    introduced: whether words stand between it and the series before it. ended: for each style, the marker of the point that
    ended the series of it before this one, wherever that was.
    """

    depth: int
    parent: Point | None
    before: Series | None
    introduced: bool
    ended: dict[str, Marker]
