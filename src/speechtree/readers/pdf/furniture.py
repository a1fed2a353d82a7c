"""Furniture: page numbers, running heads and feet are no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from speechtree.readers.pdf.lines import Row

OUTER: Final = 3  # rows at the top and at the bottom of a page that are looked at
NEAR: Final = 2  # a running head stands on the next page too, or on the next but one where left and right pages differ
SAME: Final = 3.0  # points by which its height may differ
APART: Final = 1.4  # it stands further from the text than so many rows
OTHER_SIZE: Final = 0.06  # … or its size differs from that of the text by this share
NUMBER = re.compile(
    r"[-－—–―─·•~～|\[(（【 ]*"
    r"(?:\d{1,4}|[ivxlc]{1,6}|第 ?(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5}) ?[页頁]|(?:page|p\.?) ?\d{1,4})"
    r"(?: ?[/／,，、|of共总]+ ?\d{1,4} ?[页頁]?)?"
    r"[-－—–―─·•~～|\])）】 ]*",
    re.IGNORECASE,
)
PRINTED = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}:\d\d(?: ?[ap]m)?", re.IGNORECASE
)  # what browsers write at the top
DIGITS = re.compile(r"\d+")


def unfurnished(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """The rows of each page without its furniture."""
    size = median(sizes) if (sizes := [one.size for page in pages for row in page for one in row for _ in one.text]) else 0.0
    gaps = sorted(gap for page in pages for one, other in pairwise(page) if (gap := height(one) - height(other)) > 0)
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    tops = [[_key(row) for row in page[:OUTER]] for page in pages]
    bottoms = [[_key(row) for row in page[: -OUTER - 1 : -1]] for page in pages]
    kept = []
    for number, page in enumerate(pages):
        top = _count(page, tops, number, size, usual * APART)
        bottom = _count(page[: top - 1 if top else None : -1], bottoms, number, size, usual * APART)
        kept.append(page[top : len(page) - bottom])
    return kept


def height(row: Row) -> float:
    """The base line of a row."""
    return row[0].base


def words(row: Row) -> str:
    """What stands in a row."""
    return " ".join(piece.text for piece in row)


def _key(row: Row) -> tuple[str, float]:
    return DIGITS.sub("0", words(row)), height(row)


def _count(page: list[Row], outer: list[list[tuple[str, float]]], number: int, size: float, apart: float) -> int:
    """How many of the rows of a page are furniture, from the edge inwards."""
    for at, row in enumerate(page[:OUTER]):
        beside = abs(height(row) - height(page[at + 1])) > apart if at + 1 < len(page) else True
        odd = abs(row[0].size - size) > OTHER_SIZE * size
        again = any(
            key == mark and abs(base - level) < SAME
            for mark, level in [_key(row)]
            for other in (*range(max(0, number - NEAR), number), *range(number + 1, min(len(outer), number + NEAR + 1)))
            for key, base in outer[other]
        )
        printed = any(PRINTED.fullmatch(piece.text) for piece in row)
        counted = any(NUMBER.fullmatch(piece.text) for piece in row)
        if not (printed or ((beside or odd) and (again or counted))):
            return at
    return min(OUTER, len(page))
