"""Documents become a tree for people, and JSON for programs."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import unescape
from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtree import Block, Diagnostic, Document, Marker, Parser, Passage, Point, Series, SourceInfo, Speech, Text, Title, parse
from speechtree.writers import (
    write_dot,
    write_freemind,
    write_json,
    write_json_array,
    write_json_line,
    write_markdown,
    write_mermaid,
    write_opml,
    write_svg,
    write_tree,
)
from speechtree.writers.entries import columns_of, cut
from speechtree.writers.folding import fold

NOWHERE = (0, 0)


def point(marker: str, title: str, *content: Block) -> Point:
    """A point; its spans mean nothing."""
    return Point(
        marker=Marker(text=marker, style="yi-shi", ordinal=1, span=NOWHERE),
        title=Title(text=title, stop="", span=NOWHERE),
        content=content,
        span=NOWHERE,
    )


def series(*points: Point) -> Series:
    """A series of points."""
    return Series(style="yi-shi", span=NOWHERE, points=points)


def passage(text: str, start: int = 100) -> Passage:
    """A passage at an offset."""
    return Passage(text=text, span=(start, start + len(text)))


def document(*speeches: Speech, preface: tuple[Block, ...] = ()) -> Document:
    """A document of speeches."""
    return Document(source=SourceInfo(length=0, sha256=""), preface=preface, speeches=speeches)


def speech(*body: Block, title: str = "", opening: tuple[Block, ...] = (), closing: tuple[Block, ...] = ()) -> Speech:
    """A speech; its title, if any, is the first passage of its opening."""
    words = Text(text=title, span=(0, len(title))) if title else None
    first = (passage(title, 0),) if title else ()
    return Speech(span=NOWHERE, title=words, opening=first + opening, body=body, closing=closing)


SPEECH = speech(
    series(
        point(
            "一、",
            "修好水渠",
            passage("水渠已经老旧。"),
            series(point("一是", "清淤"), point("二是", "加固", passage("石料备齐。"))),
        ),
        point("（二）", "管好水渠", series(point("1.", "定人"), point("②", "定责"))),
    ),
    title="在水利会议上的讲话",
    opening=(passage("同志们："), passage("今天开一个短会。")),
    closing=(passage("谢谢大家！"),),
)
TREE = """\
在水利会议上的讲话
├─ … opening: 同志们：今天开一个短会。
├─ 一、修好水渠
│  ├─ 一是 清淤
│  └─ 二是 加固
├─ （二）管好水渠
│  ├─ 1. 定人
│  └─ ② 定责
└─ … closing: 谢谢大家！
"""


def test_a_speech_is_a_tree() -> None:
    assert write_tree(document(SPEECH)) == TREE


def test_the_name_of_a_file_is_the_root_of_its_speeches() -> None:
    assert write_tree(document(SPEECH, speech(passage("短讲。"))), file="文集/水利.txt") == (
        """\
文集/水利.txt
├─ 在水利会议上的讲话
│  ├─ … opening: 同志们：今天开一个短会。
│  ├─ 一、修好水渠
│  │  ├─ 一是 清淤
│  │  └─ 二是 加固
│  ├─ （二）管好水渠
│  │  ├─ 1. 定人
│  │  └─ ② 定责
│  └─ … closing: 谢谢大家！
└─ (no title) 短讲。
   └─ … no points
"""
    )


def test_speeches_and_preface_stand_apart() -> None:
    one, other = (speech(series(point("一、", "做事")), title=title) for title in ("讲话一", "讲话二"))
    assert write_tree(document(one, other, preface=(passage("讲话选编"),))) == (
        "… preface: 讲话选编\n\n讲话一\n└─ 一、做事\n\n讲话二\n└─ 一、做事\n"
    )


def test_points_of_opening_and_closing_hang_there() -> None:
    listed = series(point("一是", "快"), point("二是", "稳"))
    written = write_tree(
        document(speech(title="讲话", opening=(passage("两句话："), listed), closing=(passage("最后："), listed)))
    )
    assert written == (
        """\
讲话
├─ … opening: 两句话：
│  ├─ 一是 快
│  └─ 二是 稳
└─ … closing: 最后：
   ├─ 一是 快
   └─ 二是 稳
"""
    )


def test_a_speech_without_a_title_says_so_with_the_words_before_its_points() -> None:
    listed = series(point("第一，", "快"), point("第二，", "稳"))
    one = document(speech(listed, opening=(passage("各位，两句话："),)))
    assert write_tree(one) == "(no title) 各位，两句话：\n├─ 第一，快\n└─ 第二，稳\n"
    assert write_tree(one, language="zh") == "（无标题）各位，两句话：\n├─ 第一，快\n└─ 第二，稳\n"
    assert write_tree(one, colour=True).startswith("\x1b[2m(no title) 各位，两句话：\x1b[0m\n")
    assert write_tree(document(speech(listed))) == "(no title)\n├─ 第一，快\n└─ 第二，稳\n"
    assert write_tree(document(speech())) == "(no title)\n└─ … no points\n"
    assert write_tree(document(speech(opening=(passage("各位："), listed)))) == (
        "(no title) 各位：\n└─ … opening: 各位：\n   ├─ 第一，快\n   └─ 第二，稳\n"
    )


@pytest.mark.parametrize("write", [write_markdown, write_opml, write_mermaid, write_freemind, write_dot])
def test_all_outlines_say_that_a_speech_has_no_title(write: Callable[..., str]) -> None:
    listed = speech(series(point("一、", "甲"), point("二、", "乙")))
    assert "no title" in write(document(listed))
    assert "无标题" in unescape(write(document(listed), language="zh"))
    assert unescape(write(document(listed))).count("一、甲") == 1


def test_the_words_of_the_tree_are_those_of_the_language() -> None:
    found = parse("前言\n" + FAULTY)
    gap = next(one for one in found.diagnostics if one.code == "gap")
    assert "! 警告 gap " in write_tree(found, findings=[gap], language="zh")
    assert write_tree(document(SPEECH, speech(title="短讲"), preface=(passage("选编"),)), language="zh") == (
        """\
… 前言：选编

在水利会议上的讲话
├─ … 开头：同志们：今天开一个短会。
├─ 一、修好水渠
│  ├─ 一是 清淤
│  └─ 二是 加固
├─ （二）管好水渠
│  ├─ 1. 定人
│  └─ ② 定责
└─ … 结尾：谢谢大家！

短讲
└─ … 没有要点
"""
    )


def test_first_words_end_after_forty_columns() -> None:
    words = "春天来了要抓紧播种夏天来了要及时灌溉秋天"
    assert write_tree(document(speech(closing=(passage(words), passage("再见。")), title="讲话"))) == (
        "讲话\n├─ … closing: 春天来了要抓紧播种夏天来了要及时灌溉秋…\n└─ … no points\n"
    )


def test_a_point_without_a_title_has_its_first_words() -> None:
    bare = series(
        point("一", "", passage("春天播种。"), passage("秋天收割。")), point("二", ""), point("三", "", series(point("1.", "修")))
    )
    assert write_tree(document(speech(bare, title="讲话"))) == ("讲话\n├─ 一 … 春天播种。秋天收割。\n├─ 二\n└─ 三\n   └─ 1. 修\n")


def test_a_title_line_that_is_a_point_keeps_its_point() -> None:
    alone = Speech(span=(0, 4), title=Text(text="一、修渠", span=(0, 4)), body=(series(point("一、", "修渠")),))
    assert write_tree(document(alone)) == "一、修渠\n└─ 一、修渠\n"


def test_titles_are_folded_to_the_width() -> None:
    wide = speech(
        series(point("一、", "修好水渠和闸门", series(point("1.", "ab修好cd闸门，吧")))), title="在全县水利会议上的讲话"
    )
    assert write_tree(document(wide), width=20) == (
        "在全县水利会议上\n的讲话\n└─ 一、修好水渠\n   │   和闸门\n   └─ 1. ab修好cd闸\n         门，吧\n"
    )
    assert write_tree(document(wide), width=25) == "在全县水利会议上的讲话\n└─ 一、修好水渠和闸门\n   └─ 1. ab修好cd闸门，吧\n"


def test_at_any_depth_some_of_the_title_is_left() -> None:
    deep = series(point("一是", "修好水渠和闸门"))
    for _ in range(8):
        deep = series(point("一、", "总", deep))
    last = write_tree(document(speech(deep, title="讲话")), width=20).splitlines()[-2:]
    assert last == [" " * 24 + "└─ 一是 修好水渠", " " * 32 + "和闸门"]


def test_the_tree_goes_as_deep_as_it_is_asked_to() -> None:
    assert write_tree(document(SPEECH), depth=1) == "".join(
        line for line in TREE.splitlines(keepends=True) if not line.startswith("│")
    )
    assert write_tree(document(SPEECH), depth=2) == TREE
    assert write_tree(document(SPEECH), heads=True) == "在水利会议上的讲话\n├─ 一、修好水渠\n└─ （二）管好水渠\n"


def test_points_of_preface_opening_and_closing_are_no_heads() -> None:
    listed = series(point("一是", "快", series(point("1.", "再快"))), point("二是", "稳"))
    aside = (passage("两句话："), listed)
    one = document(speech(series(point("一、", "修渠")), title="讲话", opening=aside, closing=aside), preface=aside)
    assert write_tree(one, heads=True) == "讲话\n└─ 一、修渠\n"
    assert write_markdown(one, heads=True) == "- 讲话\n  - 一、修渠\n"
    assert write_tree(document(speech(title="讲话", opening=aside)), heads=True) == "讲话\n└─ … no points\n"


def test_lists_and_maps_go_as_deep_as_they_are_asked_to() -> None:
    assert write_markdown(document(SPEECH), depth=1) == "- 在水利会议上的讲话\n  - 一、修好水渠\n  - （二）管好水渠\n"
    assert write_markdown(document(SPEECH), depth=2) == write_markdown(document(SPEECH))
    for write in (write_opml, write_mermaid, write_freemind, write_dot, write_svg):
        written = unescape(write(document(SPEECH), depth=1))
        assert "管好水渠" in written
        assert "定人" not in written
        assert "谢谢" not in unescape(write(document(SPEECH), heads=True))


def test_asides_stand_in_the_order_of_the_tree() -> None:
    listed = series(point("一是", "快"))
    one = speech(series(point("一、", "修渠")), title="讲话", opening=(passage("开头。"), listed), closing=(passage("谢谢！"),))
    lines = ET.fromstring(write_opml(document(one, preface=(passage("选编"),)))).iter("outline")
    assert [(line.get("text"), line.get("_note")) for line in lines] == [
        ("… preface: 选编", "选编"),
        ("讲话", None),
        ("… opening: 开头。", "开头。"),
        ("一是 快", None),
        ("一、修渠", None),
        ("… closing: 谢谢！", "谢谢！"),
    ]
    assert write_markdown(document(one), language="zh") == "- 讲话\n  - … 开头：开头。\n    - 一是 快\n  - 一、修渠\n"
    notes = [node.get("_note") for node in ET.fromstring(write_opml(document(SPEECH))).iter("outline")]
    assert [notes[0], notes[-1]] == ["同志们：\n\n今天开一个短会。", "谢谢大家！"]


FAULTY = "讲话\n一、修渠\n1. 清淤\n3. 加固\n二、护路\n四、架桥\n"


def test_findings_stand_under_their_points() -> None:
    found = Parser(language="zh").parse(FAULTY)
    gaps = [one for one in found.diagnostics if one.code == "gap"]
    assert write_tree(found, findings=gaps) == (
        """\
讲话
├─ 一、修渠
│  ├─ 1. 清淤
│  └─ 3. 加固
│     └─ ! warning gap “1.”之后是“3.”，缺少“2”
├─ 二、护路
└─ 四、架桥
   └─ ! warning gap “二、”之后是“四、”，缺少“三”
"""
    )
    assert "!" not in write_tree(found)
    assert "!" not in write_tree(found, findings=found.diagnostics, heads=True)


def test_a_finding_in_no_point_stands_under_its_speech() -> None:
    one = Diagnostic(code="made-up", severity="info", message="开头\n有误", span=(1, 2))
    found = parse(FAULTY)
    assert write_tree(found, findings=[one]).splitlines()[:2] == ["讲话", "├─ ! info made-up 开头 有误"]


def test_colour_paints_and_changes_nothing_else() -> None:
    painted = write_tree(document(SPEECH), colour=True)
    assert painted.splitlines()[:3] == [
        "\x1b[1m在水利会议上的讲话\x1b[0m",
        "\x1b[2m├─ … opening: 同志们：今天开一个短会。\x1b[0m",
        "\x1b[2m├─ 一、\x1b[0m\x1b[1m修好水渠\x1b[0m",
    ]
    bare = painted
    for ink in ("0", "1", "2"):
        bare = bare.replace(f"\x1b[{ink}m", "")
    assert bare == TREE


def test_control_characters_do_not_reach_the_terminal() -> None:
    wild = series(point("一\t、", "修\x1b[31m渠\u202e\n 好", passage("x")))
    assert (
        write_tree(document(speech(wild, title="讲\x07话")), file="a\x1b]0;b.txt")
        == "a]0;b.txt\n└─ 讲话\n   └─ 一 、修[31m渠 好\n"
    )


@pytest.mark.parametrize(
    ("words", "columns", "expected"),
    [
        ("修渠", 4, "修渠"),
        ("修渠", 3, "修…"),
        ("修渠", 2, "…"),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("修a渠", 4, "修a…"),
        ("e\u0301e\u0301", 2, "e\u0301e\u0301"),
        ("", 0, ""),
    ],
)
def test_words_are_cut_to_columns(words: str, columns: int, expected: str) -> None:
    assert cut(words, columns) == expected


@pytest.mark.parametrize(
    ("words", "columns", "expected"),
    [
        ("", 4, [""]),
        ("修好水渠", 4, ["修好", "水渠"]),
        ("修好水渠", 5, ["修好", "水渠"]),
        ("修好，水渠。", 6, ["修好，", "水渠。"]),
        ("修好水，渠", 6, ["修好", "水，渠"]),
        ("看（水渠）吧", 5, ["看", "（水", "渠）", "吧"]),
        ("用 abc 和 de", 6, ["用 abc ", "和 de"]),
        ("abcdefg", 3, ["abc", "def", "g"]),
    ],
)
def test_words_are_folded_as_chinese_is_set(words: str, columns: int, expected: list[str]) -> None:
    assert fold(words, columns) == expected


@given(st.text(alphabet=st.sampled_from("水渠修“”（）。，、ab 1.\u0301①𠮷é"), max_size=40), st.integers(2, 20))
def test_folded_lines_fit_and_lose_nothing(words: str, columns: int) -> None:
    lines = fold(words, columns)
    assert "".join(lines) == words
    assert all(columns_of(line.rstrip(" ")) <= columns for line in lines)


@given(st.text(max_size=20), st.integers(1, 20))
def test_cut_words_fit(words: str, columns: int) -> None:
    short = cut(words, columns)
    assert columns_of(short) <= columns
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))


def test_columns_are_those_of_a_terminal() -> None:
    assert columns_of("水ab，…①e\u0301") == 2 + 2 + 2 + 1 + 1 + 1
    assert (east_asian_width("①"), combining("\u0301") > 0) == ("A", True)


def test_json_is_the_document() -> None:
    whole = document(SPEECH)
    written = write_json(whole)
    assert written.startswith('{\n  "schema_version": "')
    assert written.endswith("\n}\n")
    assert Document.model_validate_json(written) == whole
    assert "水渠" in written


def test_a_json_line_is_one_line() -> None:
    whole = parse("一、修渠\r\n二、护路\n")
    written = write_json_line(whole)
    assert written.index("\n") == len(written) - 1
    assert Document.model_validate_json(written) == whole


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_json_array_holds_the_documents(count: int) -> None:
    documents = [parse(f"一、修渠{number}\n") for number in range(count)]
    written = "".join(write_json_array(documents))
    assert [Document.model_validate(one, strict=False) for one in json.loads(written)] == documents
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"


def test_a_json_array_asks_for_one_document_at_a_time() -> None:
    asked = []

    def documents() -> object:
        for number in range(2):
            asked.append(number)
            yield parse("一、修渠\n")

    pieces = write_json_array(documents())  # type: ignore[arg-type]
    next(pieces)
    assert asked == [0]
