"""Ten speeches in files that real programs make: each has the tree of the plain text."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from printed import CHROMIUM, SHEETS, SOFFICE, converted, document, lines_of, page, printed
from test_same_tree import SPEECHES, shape

import speechtree
from speechtree.readers import parse_file

NUMBER = 10
# The longest, as lines: where sentences are cut inside, a program that writes documents takes the parts for paragraphs.
TEN = {
    name: "\n".join(line for _, line in lines_of(text))
    for name, text in sorted(SPEECHES.items(), key=lambda one: -len(one[1]))
    if "layout" not in name and name != "compilation"
}
TEN = dict(list(TEN.items())[:NUMBER])
# On one page a running head may be the title, and columns of a few lines a table.
PRINTED = [*zip(TEN, cycle(("official", "browser")), strict=False), ("deep", "columns"), ("deep", "heads")]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(("name", "sheet"), PRINTED)
def test_what_chromium_prints_has_the_same_tree(name: str, sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "speech.pdf"
    path.write_bytes(printed(page(TEN[name], SHEETS[sheet]), bare=sheet != "browser"))
    assert shape(parse_file(path)) == shape(speechtree.parse(TEN[name]))


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_libreoffice_writes_has_the_same_tree(form: str, tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.docx" for number in range(len(TEN))]
    for source, text in zip(sources, TEN.values(), strict=True):
        source.write_bytes(document(text))
    (tmp_path / "made").mkdir()
    converted(sources, form, tmp_path / "made")
    different = [
        name
        for source, (name, text) in zip(sources, TEN.items(), strict=True)
        if shape(parse_file(tmp_path / "made" / f"{source.stem}.{form}")) != shape(speechtree.parse(text))
    ]
    assert len(TEN) == NUMBER
    assert different == []
