"""Every candidate is explained, in the order of the text, with its place."""

from __future__ import annotations

import re

import pytest

from speechtree import Parser
from speechtree.explain import PHRASES, explain

TEXT = """\
在水利会议上的讲话

同志们：今天讲两点。
一、修好水渠\r
有两件事：一是清淤，二是加固。统一是前提。
  （一）先修干渠
  （二）再修支渠
二、管好水渠
首先要定人。
谢谢大家！
"""
EXPLAINED = """\
1:1: a speech starts under its title: 在水利会议上的讲话
4:1: point ⟦一、⟧修好水渠 (chinese-pause, at the start of a paragraph) \
opens a series of heads: for: it starts at one; or else: nothing; confidence 0.99
5:6: point 有两件事：⟦一是⟧清淤，二是加固。 (yi-shi, at the start of a clause) \
opens a series under 一、 at 4:1: for: it starts at one; or else: nothing; confidence 0.99
5:11: point 件事：一是清淤，⟦二是⟧加固。统一是前提 (yi-shi, at the start of a clause) \
follows 一是 at 5:6: for: same style, its number comes next; or else: nothing; confidence 0.99
5:17: prose 淤，二是加固。统⟦一是⟧前提。 (yi-shi, inside a clause): part of a word
6:3: point ⟦（一）⟧先修干渠 (chinese-bracket, at the start of a paragraph) \
opens a series under 一、 at 4:1: for: it starts at one; or else: nothing; confidence 0.99
7:3: point ⟦（二）⟧再修支渠 (chinese-bracket, at the start of a paragraph) \
follows （一） at 6:3: for: same style, its number comes next; or else: nothing; confidence 0.99
8:1: point ⟦二、⟧管好水渠 (chinese-pause, at the start of a paragraph) \
follows 一、 at 4:1: for: same style, its number comes next; or else: nothing; confidence 0.99
9:1: prose ⟦首先⟧要定人。 (connective, at the start of a paragraph): no other member of its series is near
10:1: the closing starts: 谢谢大家！
"""


def explained(text: str, file: str | None = None) -> str:
    """The explanation of a text."""
    source, _, verdict = Parser().judge(text)
    return explain(source, verdict, file)


def test_each_candidate_has_its_reasons() -> None:
    assert explained(TEXT) == EXPLAINED


def test_each_line_may_start_with_the_file() -> None:
    assert explained(TEXT, "水利.txt") == "".join(f"水利.txt:{line}" for line in EXPLAINED.splitlines(keepends=True))


DOUBTFUL = """\
春耕有三项。
一、备种
二、修渠
四、买犁
农具：一是犁，二是耙。一是新的，二是旧的。
"""


def test_doubt_is_shown_with_what_speaks_against_and_the_next_best_choice() -> None:
    lines = explained(DOUBTFUL).splitlines()
    gap = next(line for line in lines if "⟦四、⟧" in line)
    assert (
        "for: same style; against: a number is missing between them (1.0); or else: a series of heads (+3.0); confidence 0.98"
        in gap
    )
    again = next(line for line in lines if "⟦一是⟧新的" in line)
    assert "for: a second series of this style here" not in again
    assert "against: a second series of this style here (1.0)" in again
    assert "or else: the one after 二是 at" not in again


def test_a_speech_without_title_and_closing() -> None:
    assert explained("今天只说一件事，就是修渠。") == "1:1: a speech starts\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(line_break: str) -> None:
    lines = explained(line_break.join(["一、甲事", "", "二、乙事"])).splitlines()
    assert [line.split(" ")[0] for line in lines if " point " in line] == ["1:1:", "3:1:"]


def test_no_candidate_is_left_out_and_the_order_is_that_of_the_text() -> None:
    text = TEXT * 3
    source, candidates, verdict = Parser().judge(text)
    lines = explain(source, verdict).splitlines()
    shown = [line for line in lines if re.match(r"\d+:\d+: (point|prose) ", line)]
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n", text))]
    places = [(int(line), int(column)) for line, column in (one.split(":")[:2] for one in shown)]
    assert [starts[line - 1] + column - 1 for line, column in places] == [candidate.start for candidate in candidates]


def test_a_phrase_without_more_words_speaks_for_itself() -> None:
    assert "part of a word" not in PHRASES
    assert explained("要团结，统一是前提。").endswith("⟦一是⟧前提。 (yi-shi, inside a clause): part of a word\n")
