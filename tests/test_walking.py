"""Ways through a tree agree with the tree, wherever its points stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import points_of
from test_properties import LINES, TEXTS

import speechtree
from speechtree import Document, Parser, Point, Series, TextError, find, path_of, point_at, to_text, walk

TEXT = """\
在水利会议上的讲话
同志们：
一、修渠
要抓好两件事：一是清淤；二是加固。
（一）分段
1. 上游
（二）验收
二、栽树
在林业会议上的讲话
同志们：
一、护林
二、防火
"""
DOCUMENT = Parser().parse(TEXT, keep_text=True)
FIRST, SECOND = DOCUMENT.speeches
ROOT = Path(__file__).parents[1]


def titles(found: list[speechtree.Located]) -> list[str]:
    return [one.point.title.text for one in found]


def test_walk_gives_each_point_before_those_under_it() -> None:
    walked = list(walk(DOCUMENT))
    assert titles(walked) == ["修渠", "清淤", "加固", "分段", "上游", "验收", "栽树", "护林", "防火"]
    assert [one.number for one in walked] == [1] * 7 + [2] * 2
    assert [one.depth for one in walked] == [1, 2, 2, 2, 3, 2, 1, 1, 1]
    assert [point.title.text for point in walked[4].path] == ["修渠", "分段", "上游"]
    assert walked[4].speech is FIRST


def test_walk_starts_wherever_it_is_told_to() -> None:
    assert titles(list(walk(SECOND))) == ["护林", "防火"]
    assert [one.speech for one in walk(SECOND)] == [SECOND] * 2
    (head, *_) = FIRST.points
    assert [(one.point.title.text, one.depth, one.speech) for one in walk(head)][-2:] == [("上游", 2, None), ("验收", 1, None)]


def test_a_preface_may_have_points() -> None:
    series = Series(style="chinese-pause", span=SECOND.span, points=SECOND.points)
    document = Document(source=DOCUMENT.source, preface=(series,))
    assert [(one.number, one.speech) for one in walk(document)] == [(0, None)] * 2
    assert speechtree.diff(document, document) == []


@given(TEXTS | LINES)
def test_walk_gives_every_point(text: str) -> None:
    document = speechtree.parse(text)
    assert [(one.point, one.depth) for one in walk(document)] == list(points_of(document))


@given(LINES, st.data())
def test_the_point_at_an_offset_is_the_innermost_that_holds_it(text: str, data: st.DataObject) -> None:
    document = speechtree.parse(text)
    offset = data.draw(st.integers(-1, len(text) + 1))
    holders = [one for one in walk(document) if one.point.span[0] <= offset < one.point.span[1]]
    assert point_at(document, offset) == (holders[-1] if holders else None)


@given(LINES)
def test_the_path_of_a_point_is_where_it_was_walked(text: str) -> None:
    document = speechtree.parse(text)
    for one in walk(document):
        assert path_of(document, one.point) == one


def test_the_path_of_a_strange_point() -> None:
    (strange, _) = speechtree.parse("一、开渠\n二、栽树\n").speeches[0].points
    with pytest.raises(ValueError, match=r"^the point 一、开渠 at 0 is none of this tree$"):
        path_of(DOCUMENT, strange)
    (other, _) = speechtree.parse("\n" * 25 + "一、清淤\n二、加固\n").speeches[0].points
    with pytest.raises(ValueError, match=r"^the point 一、清淤 at 25 is none of this tree$"):
        path_of(DOCUMENT, other)


def test_find() -> None:
    assert titles(find(DOCUMENT, "林")) == ["护林"]
    assert titles(find(DOCUMENT, style="yi-shi")) == ["清淤", "加固"]
    assert titles(find(FIRST, depth=1)) == ["修渠", "栽树"]
    assert titles(find(DOCUMENT, "火", depth=2)) == []
    assert titles(find(DOCUMENT, where=lambda one: bool(one.point.points))) == ["修渠", "分段"]


@given(TEXTS | LINES)
def test_every_part_gives_its_text_again(text: str) -> None:
    document = Parser().parse(text, keep_text=True)
    assert to_text(document) == to_text(speechtree.parse(text), text) == to_text(speechtree.parse(text), document) == text
    assert "".join(to_text(speech, text) for speech in document.speeches) == text[len(text) - _said(document) :]
    for one in walk(document):
        assert to_text(one.point, document) == text[slice(*one.point.span)]


def _said(document: Document) -> int:
    return sum(speech.span[1] - speech.span[0] for speech in document.speeches)


def test_joined_lines_are_the_same_text() -> None:
    text = "一、要把渠修好，把树栽\n\n好，把路修通。\n二、办学。\n"
    document = speechtree.parse(text)
    assert to_text(document.speeches[0], text) == text
    assert "\n" not in "".join(block.text for block in document.speeches[0].points[0].content if block.kind == "passage")


def test_no_text_and_another_text() -> None:
    bare = speechtree.parse(TEXT)
    head: Point = FIRST.points[1]
    for part, text, message in (
        (bare, None, r"^the document does not keep its text: give it as `text`, or parse with `keep_text=True`$"),
        (bare, TEXT + " ", rf"^not the text of the document, which has {len(TEXT)} characters: {len(TEXT) + 1} characters$"),
        (
            bare,
            "水" * len(TEXT),
            rf"^not the text of the document, which has {len(TEXT)} characters: as many characters, others$",
        ),
        (head, None, r"^a speech or a point does not keep its text: give it, or a document that keeps it$"),
        (head, bare, r"^the document does not keep its text"),
        (head, TEXT.replace("栽树", "种树"), r"^another text: at \d+ stands '种树' in place of '栽树'$"),
        (FIRST, TEXT[1:], r"^another text: at 0 stands '水利会议上的讲话\\n' in place of '在水利会议上的讲话'$"),
    ):
        with pytest.raises(TextError, match=message):
            to_text(part, text)
