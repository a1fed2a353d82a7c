"""Real speeches: every invariant on every text, and floors under the figures against their labelled outlines.

The texts stand beside the repository, not in it; without them these tests are skipped.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from invariants import assert_sound

import speechtree

EVAL = Path(__file__).parents[2] / "shared" / "eval"
TEXTS = sorted((EVAL / "texts").rglob("*.txt"))
OUTLINES = sorted((EVAL / "gold").rglob("*.outline"))

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
def scorer() -> Iterator[ModuleType]:
    """The scorer that stands beside the labelled outlines."""
    sys.path.insert(0, str(EVAL))
    specification = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules["score"] = module  # its data classes look their module up
    specification.loader.exec_module(module)
    yield module
    sys.path.remove(str(EVAL))


@pytest.mark.parametrize(("part", "figure", "floor"), FLOORS)
def test_floor(scorer: ModuleType, part: str, figure: str, floor: float) -> None:
    total = scorer.Tally()
    for outline in OUTLINES:
        name = outline.relative_to(EVAL / "gold").with_suffix("")
        if part in str(name):
            text, gold = scorer.load(outline, EVAL / "texts" / name.with_suffix(".txt"))
            total.add(scorer.score(text, gold, speechtree.parse(text).model_dump(mode="json")))
    assert total.f1(figure) >= floor
