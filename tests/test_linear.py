"""Cost is linear in the text, also for hostile input; nesting is capped.

Times are compared with times of the same run: a bound says how many times as long a character may take.
"""

from __future__ import annotations

import gc
import time
from functools import cache
from pathlib import Path

import pytest
from invariants import assert_sound, points_of

import speechtree
from speechtree import STYLES, Parser, Style

MEGABYTE = 1_000_000
MANY = 120_000  # characters, where most of them belong to markers
NORMAL = Path(__file__).parents[1] / "examples" / "deep.txt"
GROWTH = 4.0  # a character of a long text may take this many times as long as one of a text a sixteenth as long
HOSTILITY = 120.0  # … and as one of a normal text
DEPTH = 300  # of the deepest text here, far more than any speech


def repeated(words: str, length: int) -> str:
    return (words * (length // len(words) + 1))[:length]


HOSTILE = {
    "one numeral": repeated("一", MEGABYTE),
    "one bracket": repeated("（", MEGABYTE),
    "one quotation mark": repeated("“", MEGABYTE),
    "one book title mark": repeated("《", MEGABYTE),
    "one digit": repeated("1", MEGABYTE),
    "one full stop": repeated("。", MEGABYTE),
    "one character of prose": repeated("水", MEGABYTE),
    "one ordinal sign": repeated("第", MEGABYTE),
    "one Markdown mark": repeated("*", MEGABYTE),
    "white space": repeated("　 \t", MEGABYTE),
    "line breaks": repeated("\n", MEGABYTE),
    "carriage returns": repeated("\r", MEGABYTE),
    "Markdown marks on lines": repeated("#\n", MANY),
    "one line of prose": repeated("水从山后来，流到田里去。", MEGABYTE),
    "short lines": repeated("水\n", MANY),
    "broken lines": repeated("水，\n", MANY),
    "one marker on lines": repeated("一、修渠\n", MANY),
    "markers on lines": "\n".join(f"{number % 100}、修渠" for number in range(MANY // 6)),
    "titles of speeches": repeated("讲话篇一\n", MANY),
    "speakers' turns": repeated("老周：第一，修渠\n", MANY),
    "run-in series on one line": repeated("一是修渠，二是修路，三是修桥。", MANY),
    "one run-in marker": repeated("一是", MANY),
    "one connective": repeated("首先", MANY),
    "one bracketed numeral": repeated("（一）", MANY),
    "one circled number": repeated("①", MANY),
    "salutations": repeated("同志们：\n", MANY),
    "farewells": repeated("谢谢大家！\n", MANY),
    "lead-ins": repeated("我讲三点意见：", MANY),
    "open quotations around markers": repeated("“一是", MANY),
    "every style": repeated("".join(f"{style.example}修渠。\n" for style in STYLES), MANY),
}


def seconds(text: str) -> float:
    """Seconds for each character, the better of two runs."""
    gc.collect()
    times = []
    for _ in range(2):
        start = time.perf_counter()
        speechtree.parse(text)
        times.append((time.perf_counter() - start) / len(text))
        if times[0] * len(text) > 1:  # long enough to be exact
            break
    return min(times)


@cache
def normal() -> float:
    """Seconds for each character of a normal text."""
    text = NORMAL.read_text(encoding="utf-8")
    speechtree.parse(text)
    return seconds(text * 10)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    rates = []
    for part in (16, 4, 1):  # a growth shows before it costs minutes
        rates.append(seconds(text[: len(text) // part]))
        assert rates[-1] < HOSTILITY * normal()
        assert rates[-1] < GROWTH * max(rates[0], normal())


@pytest.mark.slow
def test_a_hundred_thousand_markers() -> None:
    """All of them are found."""
    text = "\n".join(f"{number % 99 + 1}、修渠" for number in range(100_000))
    assert sum(1 for _ in points_of(speechtree.parse(text))) == 100_000


@pytest.fixture(scope="module")
def deep_parser() -> Parser:
    """A parser with many styles, so that a text can nest as deep."""
    terminals = "".join(f'S{number}: "〔{number}〕一"\n%extend marker: S{number}\n' for number in range(DEPTH))
    return Parser(terminals, [Style(f"s{number}", f"S{number}", f"〔{number}〕一") for number in range(DEPTH)])


def deep_text(depth: int) -> str:
    return "\n".join(f"〔{number}〕一修渠" for number in range(depth))


@pytest.mark.parametrize("depth", [10, DEPTH])
def test_deep_nesting_keeps_the_invariants(deep_parser: Parser, depth: int) -> None:
    text = deep_text(depth)
    document = deep_parser.parse(text)
    assert_sound(text, document, [f"s{number}" for number in range(depth)])
    assert sum(1 for _ in points_of(document)) == depth


def test_normal_nesting_is_not_capped(deep_parser: Parser) -> None:
    document = deep_parser.parse(deep_text(10))
    assert [depth for _, depth in points_of(document)] == list(range(1, 11))
    assert "too-deep" not in {diagnostic.code for diagnostic in document.diagnostics}


def test_deep_nesting_is_capped_with_a_diagnostic(deep_parser: Parser) -> None:
    document = deep_parser.parse(deep_text(DEPTH))
    assert "too-deep" in {diagnostic.code for diagnostic in document.diagnostics}


def test_every_style_nests() -> None:
    text = (
        "\n".join(f"{style.example}修渠" for style in STYLES)
        + "\n"
        + "\n".join(f"{style.example}修路" for style in reversed(STYLES))
    )
    assert_sound(text, speechtree.parse(text))
