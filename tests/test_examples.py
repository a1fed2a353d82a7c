"""The example speeches have the outlines that stand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import cut_to, outline_of
from invariants import assert_sound

import speechtree

FOLDER = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def right_outline(name: str) -> list[str]:
    """The outline of an example: a marker or @speech or @closing, a tab, words; a tab before it for each step of depth."""
    lines = []
    for line in (FOLDER / f"{name}.outline").read_text(encoding="utf-8").splitlines():
        key, words = line.lstrip("\t").split("\t")
        depth = len(line) - len(line.lstrip("\t"))
        lines.append(f"{key} {words}" if key.startswith("@") else f"{'  ' * depth}{key}｜{words}")
    return lines if sum(line.startswith("@speech") for line in lines) > 1 else lines[1:]


def example(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_outline(name: str) -> None:
    text, right = example(name), right_outline(name)
    assert cut_to(outline_of(speechtree.parse(text), text), tuple(right)) == right


@pytest.mark.parametrize("name", NAMES)
def test_invariants(name: str) -> None:
    assert_sound(example(name), speechtree.parse(example(name)))


@pytest.mark.parametrize("name", NAMES)
def test_each_example_has_an_outline(name: str) -> None:
    assert right_outline(name)
