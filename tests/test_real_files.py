"""Real speeches: every invariant on every text, and floors under the figures against their labelled outlines.

The texts stand beside the repository, not in it; without them these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from invariants import assert_sound
from labelled import Agreement, agreement, labelled_texts

import speechtree
from speechtree import Parser

EVAL = Path(__file__).parents[2] / "shared" / "eval"
TEXTS = sorted((EVAL / "texts").rglob("*.txt"))

pytestmark = pytest.mark.skipif(not TEXTS, reason=f"the labelled texts are not there: {EVAL}")

# (part of the file names, figure, floor): no figure may fall below its floor.
FLOORS = (
    ("seed", "strict", 0.99),
    ("", "strict", 0.98),
    ("", "node", 0.995),
    ("", "speech", 0.99),
    ("", "closing", 0.94),
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_invariants(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert_sound(text, speechtree.parse(text))


@pytest.fixture(scope="module")
def agreements() -> list[Agreement]:
    """How each labelled text agrees with its outline."""
    parser = Parser()
    return [agreement(one, parser) for one in labelled_texts()]


@pytest.mark.parametrize(("part", "figure", "floor"), FLOORS)
def test_floor(agreements: list[Agreement], part: str, figure: str, floor: float) -> None:
    total = Agreement()
    for one in agreements:
        if any(part in name for name in one.differences):
            total.add(one)
    assert total.f1(figure) >= floor
