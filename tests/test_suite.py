"""What the benchmarks compute beside the times themselves."""

from __future__ import annotations

import sys
from math import log10
from pathlib import Path

import pytest
from page import PAGE, environment, filled, table
from speeches import made_speech
from texts import as_markdown
from timing import exponent, memory, shortest, timed, whole_processes


@pytest.mark.parametrize("power", [1.0, 1.02, 2.0])
def test_exponent(power: float) -> None:
    assert exponent({length: 3e-7 * length**power for length in (1000, 50_000, 10**7)}) == pytest.approx(power)


def test_shortest_takes_turns_and_keeps_the_best() -> None:
    order: list[str] = []
    times = shortest({name: lambda name=name: order.append(name) for name in "ab"}, 3)  # type: ignore[misc]
    assert order == list("ababab")
    assert all(0 < time < 1 for time in times.values())


def test_timed_adds_up_and_gives_the_result() -> None:
    times = {"log": 0.0}
    run = timed("log", log10, times)
    assert run(1000) == pytest.approx(3)
    once = times["log"]
    run(10)
    assert 0 < once < times["log"]


@pytest.mark.slow
def test_a_process_that_does_more_takes_longer() -> None:
    codes = {"little": "pass", "much": "sum(range(10_000_000))"}
    times = whole_processes({name: (sys.executable, "-c", code) for name, code in codes.items()}, 3)
    assert times["little"] < times["much"]


@pytest.mark.slow
def test_memory_grows_with_the_text(tmp_path: Path) -> None:
    grown = []
    for copies in (40, 160):
        path = tmp_path / f"{copies}.txt"
        path.write_text(made_speech(1).text * copies, encoding="utf-8")
        grown.append(memory(path))
    assert 2 < grown[1] / grown[0] < 8


def test_markdown_marks_titles_and_headings_by_depth() -> None:
    text = "在水利会上的讲话\n同志们：\n一、修渠\n要做两件事：一是清淤，二是护坡。\n（一）备料\n（二）动工\n二、栽树\n"
    marked = [line for line in as_markdown(text).splitlines() if line.startswith("#")]
    assert marked == ["# 在水利会上的讲话", "## 一、修渠", "### （一）备料", "### （二）动工", "## 二、栽树"]
    assert as_markdown(text).replace("# ", "").replace("#", "") == text


@pytest.mark.parametrize("number", range(5))
def test_markdown_marks_every_heading_of_a_made_speech(number: int) -> None:
    speech = made_speech(number)
    lines = set(speech.text.splitlines())
    headings = [
        line.strip() for line in speech.outline if any(words.startswith(line.strip().replace("｜", "")) for words in lines)
    ]
    assert sum(line.startswith("##") for line in as_markdown(speech.text).splitlines()) == len(headings)


def test_a_page_is_filled_between_its_comments() -> None:
    page = "before\n<!-- one -->\nold\n<!-- end -->\nafter\n<!-- two -->\n<!-- end -->\n"
    new = filled(page, {"one": "new \\1\n", "two": "x\n"})
    assert new == "before\n<!-- one -->\n\nnew \\1\n\n<!-- end -->\nafter\n<!-- two -->\n\nx\n\n<!-- end -->\n"
    assert filled(new, {"one": "new \\1\n"}) == new
    with pytest.raises(KeyError, match="three"):
        filled(page, {"three": ""})


def test_the_page_has_a_place_for_every_table() -> None:
    names = ("environment", "beside", "stages", "growth", "hostile", "start", "corpus")
    assert filled(PAGE.read_text(encoding="utf-8"), dict.fromkeys(names, "words")).count("\nwords\n") == len(names)


def test_table() -> None:
    assert table(("", "ms"), [("one", "2")]) == "|  | ms |\n| --- | --- |\n| one | 2 |\n"


def test_environment_says_how_the_core_runs() -> None:
    assert "core compiled" in environment() or "core not compiled" in environment()
    assert "pydantic 2." in environment()


def test_the_same_figures_give_the_same_pictures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="it comes with the extra 'bench'")
    from plots import draw_bars, draw_growth  # noqa: PLC0415 - it needs Matplotlib

    for name in ("one", "two"):
        draw_growth({"speechtree": {1000: 0.1, 10_000: 1.0}, "bare pass": {1000: 0.01}}, tmp_path / f"{name}-growth.svg")
        draw_bars({"speechtree": 0.006, "bare pass": 0.0006}, tmp_path / f"{name}-bars.svg")
    for picture in ("growth", "bars"):
        drawn = (tmp_path / f"one-{picture}.svg").read_text(encoding="utf-8")
        assert drawn == (tmp_path / f"two-{picture}.svg").read_text(encoding="utf-8")
        assert "speechtree" in drawn
