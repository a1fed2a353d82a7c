"""The outline of a sheet as nested lists of links into its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from speechtree.writers.entries import FULL_WIDTH_MARKS, seen
from speechtree.writers.html.sheets import Branch, Sheet, flat, holders
from speechtree.writers.html.words import counted


def outline_of(sheet: Sheet, words: Mapping[str, str], *, first: int) -> str:
    """The name of a sheet, what it holds in numbers, and its entries. first: the number of its first finding on the page."""
    lists = _list(sheet.branches, Counter(holders(sheet)), words)
    return (
        f'<section class="list" data-sheet="s{sheet.number}">\n'
        f'<h2><a href="#s{sheet.number}">{escape(sheet_name(sheet, words))}</a></h2>\n'
        f'<p class="sums">{_sums(sheet, words, first)}</p>\n{lists}</section>\n'
    )


def sheet_name(sheet: Sheet, words: Mapping[str, str]) -> str:
    """What a sheet is called."""
    return sheet.name or (words["preface"] if sheet.branches else sheet.file)


def _sums(sheet: Sheet, words: Mapping[str, str], first: int) -> str:
    points = sum(branch.point is not None for _, branch in flat(sheet.branches))
    sums = [counted(points, "points", words), counted(sheet.span[1] - sheet.span[0], "characters", words)]
    if sheet.findings:
        sums.append(f'<a class="found" href="#f{first}">{counted(len(sheet.findings), "findings", words)}</a>')
    return " · ".join(sums)


def _list(branches: Iterable[Branch], found: Mapping[int, int], words: Mapping[str, str]) -> str:
    entries = "".join(_entries(branches, found, words))
    return f"<ul>\n{entries}</ul>\n" if entries else ""


def _entries(branches: Iterable[Branch], found: Mapping[int, int], words: Mapping[str, str]) -> Iterator[str]:
    for branch in branches:
        here = f'<a href="#n{branch.number}">{_sign(branch, words)}<span class="t">{escape(branch.words)}</span></a>'
        count = found.get(branch.number, 0)
        badge = f'<span class="badge" title="{counted(count, "findings", words)}">{count}</span>' if count else ""
        kind = "point" if branch.point else "aside"
        yield f'<li class="{kind}" id="o{branch.number}">{here}{badge}{_list(branch.branches, found, words)}</li>\n'


def _sign(branch: Branch, words: Mapping[str, str]) -> str:
    sign = seen(branch.point.marker.text) if branch.point else words[branch.kind]
    return f'<span class="m{" wide" if sign.endswith(FULL_WIDTH_MARKS) else ""}">{escape(sign)}</span>'
