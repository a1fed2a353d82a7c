"""The right outline of short texts, rule by rule (the files in `fixtures/`, in the form that `cases.py` describes)."""

from __future__ import annotations

import pytest
from cases import FOLDER, Case, cut_to, outline_of, read_cases
from invariants import assert_sound, compact

import speechtree

CASES = [case for path in sorted(FOLDER.glob("*.txt")) if path.stem != "look_alikes" for case in read_cases(path)]


@pytest.mark.parametrize("case", [case.parameter() for case in CASES])
def test_outline(case: Case) -> None:
    assert cut_to(outline_of(speechtree.parse(case.text), case.text), case.outline) == list(case.outline)


def ids(case: Case) -> str:
    return f"{case.file}: {case.description}"


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_invariants(case: Case) -> None:
    assert_sound(case.text, speechtree.parse(case.text))


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_fixture_agrees_with_its_text(case: Case) -> None:
    """Every line of a right outline stands in the text, in order, and hangs under a line one step further out."""
    at, depth = 0, -1
    for line in case.outline:
        words = line.removeprefix("@speech ").removeprefix("@closing ")
        step = (len(words) - len(words.lstrip(" "))) // 2
        assert step <= depth + 1, f"indented too far: {line}"
        depth = -1 if line.startswith("@") else step
        found = compact(case.text).find(compact(words.replace("｜", "", 1)), at)
        assert found >= 0, f"not in the text after {compact(case.text)[at : at + 20]!r}: {line}"
        at = found + len(compact(words.partition("｜")[0])) * ("｜" in words)


def test_descriptions_are_unique() -> None:
    seen = [ids(case) for case in CASES]
    assert sorted(set(seen)) == sorted(seen)
