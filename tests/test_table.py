"""The table of parts: nothing of the text is lost in it, and its rows say what the tree says."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from invariants import compact, points_of
from test_properties import TEXTS

import speechtree
from speechtree.corpus import Part, failed, parts

TEXT = """\
水利文件汇编

在水利会议上的讲话
同志们：
今天讲两点意见：
一、修渠
上冻前修完。要抓好三件事：一是清淤；二是加固；四是疏通。
以上三件事，月底看结果。
三、栽树
清明前栽完。

在林业会议上的讲话
同志们：
一、护林
二、防火
"""


def words(row: Part) -> str:
    """All words of a row: the title of a speech repeats words of its text."""
    return "".join((row.marker or "", (row.title or "") * bool(row.depth), row.stop or "", row.text or ""))


@given(TEXTS)
def test_the_rows_hold_every_character_once(text: str) -> None:
    rows = parts(speechtree.parse(text))
    assert Counter(compact("".join(map(words, rows)))) == Counter(compact(text))


@given(TEXTS)
def test_a_row_for_each_speech_and_each_point_in_the_order_of_the_text(text: str) -> None:
    document = speechtree.parse(text)
    rows = parts(document)
    assert [(row.start, row.depth) for row in rows] == sorted((row.start or 0, row.depth or 0) for row in rows)
    assert [((row.start, row.end), row.depth) for row in rows if row.depth] == [
        (point.span, depth) for point, depth in points_of(document)
    ]
    assert [(row.start, row.end) for row in rows if row.depth == 0 and row.speech] == [s.span for s in document.speeches]
    assert any(row.speech == 0 for row in rows) == bool(document.preface)


@given(TEXTS)
def test_each_finding_stands_in_the_innermost_part_in_which_it_starts(text: str) -> None:
    document = speechtree.parse(text)
    rows = parts(document)
    expected: list[list[str]] = [[] for _ in rows]
    for diagnostic in document.diagnostics:
        around = [n for n, row in enumerate(rows) if (row.start or 0) <= diagnostic.span[0] < (row.end or 0)]
        expected[around[-1]].append(diagnostic.code)
    assert [row.findings for row in rows] == expected


def test_a_small_compilation() -> None:
    document = speechtree.Parser().parse(TEXT, name="a.txt")
    preface, speech, first, *under_first, last, second_speech, _, _ = parts(document)
    assert (preface.speech, preface.depth, preface.marker, preface.text) == (0, 0, None, "水利文件汇编")
    assert (speech.document, speech.speech, speech.path, speech.depth) == ("a.txt", 1, (), 0)
    assert speech.title == "在水利会议上的讲话"
    assert TEXT[slice(speech.title_start, speech.title_end)] == speech.title
    assert speech.text == "在水利会议上的讲话\n同志们：\n今天讲两点意见："
    assert (speech.style, speech.marker, speech.marker_start, speech.stop, speech.confidence) == (None,) * 5
    assert (first.path, first.style, first.marker, first.title) == ((1,), "chinese-pause", "一、", "修渠")
    assert first.text == "上冻前修完。要抓好三件事：\n以上三件事，月底看结果。"
    assert [(row.path, row.depth, row.title, row.stop) for row in under_first] == [
        ((1, 1), 2, "清淤", "；"),
        ((1, 2), 2, "加固", "；"),
        ((1, 4), 2, "疏通", "。"),
    ]
    assert TEXT[slice(last.marker_start, last.marker_end)] == last.marker == "三、"
    assert last.findings == ["gap"]
    assert second_speech.speech == 2
    assert {row.error for row in parts(document)} == {None}


def test_a_finding_after_a_sub_point_belongs_to_the_part_around_it() -> None:
    text = "一、修渠\n有两件事：一是清淤，二是加固。\n以上两件事都要做。\n二、栽树\n同志们，让我们努力！\n"
    places = [text.index(words) for words in ("修渠", "清淤", "以上", "二、栽", "努力")]
    found = tuple(speechtree.Diagnostic(code=text[at], severity="info", message="", span=(at, at)) for at in places)
    rows = parts(speechtree.parse(text).model_copy(update={"diagnostics": found}))
    assert [(row.marker, row.findings) for row in rows] == [
        (None, ["努"]),
        ("一、", ["修", "以"]),
        ("一是", ["清"]),
        ("二是", []),
        ("二、", ["二"]),
    ]


def test_a_marker_without_a_number_counts_as_zero_in_the_path() -> None:
    document = speechtree.parse("一、修渠\n二、栽树\n")
    json = document.model_dump_json().replace('"ordinal":2', '"ordinal":null')
    assert [row.path for row in parts(speechtree.Document.model_validate_json(json))] == [(), (1,), (0,)]


def test_a_preface_may_be_all_that_there_is() -> None:
    source = speechtree.SourceInfo(length=2, sha256="")
    document = speechtree.Document(source=source, preface=(speechtree.Passage(text="目录", span=(0, 2)),))
    (row,) = parts(document, "a")
    assert (row.document, row.speech, row.start, row.end, row.text) == ("a", 0, 0, 2, "目录")


def test_a_document_that_failed_has_its_name_and_the_error_only() -> None:
    row = failed("a.txt", "no such file")
    assert {field: value for field, value in row._asdict().items() if value is not None} == {
        "document": "a.txt",
        "error": "no such file",
    }


def test_records_are_the_rows_as_dicts() -> None:
    document = speechtree.parse(TEXT)
    records = speechtree.to_records(document, "texts.txt")
    assert [Part(**record) for record in records] == parts(document, "texts.txt")
    assert "error" not in records[0]
    assert records[2]["path"] == (1,)
    assert speechtree.to_records(document)[0]["document"] is None
