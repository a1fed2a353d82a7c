"""Diagnose: what a reader of the text should know about its numbering. A pure function of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from speechtree.judge.decisions import MAX_DEPTH

Node = dict[str, Any]


def diagnose(speech: Node) -> list[Node]:
    """The diagnostics of a speech (as the input of its model), in the order of the text.

    `gap`: a number is missing in a series. `duplicate`: a number stands twice, where the wording does not ask for it.
    `announced`: the lead-in announces another number of members. `too-deep`: the nesting goes as deep as it may, and
    what would have hung deeper hangs beside.
    """
    found = [diagnostic for part in PARTS for diagnostic in _blocks(speech[part], 1)]
    return sorted(found, key=_place)


PARTS = ("opening", "body", "closing")


def _place(diagnostic: Node) -> tuple[int, int]:
    return diagnostic["span"]  # type: ignore[no-any-return]


def _blocks(blocks: list[Node], depth: int) -> Iterator[Node]:
    for block in blocks:
        if block["kind"] == "series":
            yield from _series(block, depth)


def _series(series: Node, depth: int) -> Iterator[Node]:
    points = series["points"]
    announced = series.get("announced", 0)
    if announced > 1 and announced != points[-1]["marker"]["ordinal"] and announced != len(points):
        yield _diagnostic(
            "announced", "warning", series["lead_in"]["span"], f"{announced} points are announced, {len(points)} follow"
        )
    if depth == MAX_DEPTH:
        yield _diagnostic("too-deep", "warning", points[0]["marker"]["span"], f"nested {MAX_DEPTH} deep, which is the limit")
    previous = None
    for point in points:
        marker = point["marker"]
        if previous is not None:
            yield from _step(previous, marker)
        previous = marker
        yield from _blocks(point["content"], depth + 1)


def _step(previous: Node, marker: Node) -> Iterator[Node]:
    step = marker["ordinal"] - previous["ordinal"]
    if step > 1:
        yield _diagnostic("gap", "warning", marker["span"], f"{marker['text']} follows {previous['text']}: a number is missing")
    elif step == 0 and marker["text"] != previous["text"]:
        yield _diagnostic(
            "duplicate", "warning", marker["span"], f"{marker['text']} follows {previous['text']}: the number stands twice"
        )


def _diagnostic(code: str, severity: str, span: tuple[int, int], message: str) -> Node:
    return {"code": code, "severity": severity, "span": span, "message": message}
