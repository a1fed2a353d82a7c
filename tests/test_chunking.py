"""What is promised of chunks, on made-up texts and, where they are there, on real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_properties import LINES, TEXTS

import speechtree
from speechtree import Chunk, Document, Parser, Point, TextError, chunks, walk
from speechtree.source import EDGE

EVAL = Path(__file__).parents[2] / "shared" / "eval"
REAL = sorted((EVAL / "texts").rglob("*.txt"))
SENTENCES = st.lists(st.text("水渠树路，；。！”", min_size=1, max_size=30), min_size=1, max_size=6).map("".join)
SPEECHES = st.lists(
    st.tuples(
        st.sampled_from(["", "一、", "二、", "三、", "（一）", "（二）", "1. ", "## 一、", "**二、", "一是"]), SENTENCES
    ).map("".join)
    | st.sampled_from(["在水利会议上的讲话\n同志们：", "　　", "***", "\n\n\n", "谢谢大家！"]),
    max_size=12,
).map("\n".join)
SIZES = st.integers(1, 120).flatmap(lambda most: st.tuples(st.just(most), st.integers(0, most - 1)))


def assert_promises(text: str, document: Document, most: int, overlap: int) -> None:
    """Every promise of `chunks`."""
    made = chunks(document, most, overlap, text)
    _assert_slices(text, made, most)
    _assert_covered(text, made)
    _assert_repeated(text, made, overlap)
    _assert_placed(text, document, made)


def _assert_slices(text: str, made: list[Chunk], most: int) -> None:
    for chunk in made:
        assert chunk.text == text[slice(*chunk.span)]
        assert chunk.text == chunk.text.strip()
        assert 0 < len(chunk.text) <= most


def _assert_covered(text: str, made: list[Chunk]) -> None:
    """In the order of the text, each character that is no white space once."""
    at = 0
    for chunk in made:
        start = chunk.span[0] + chunk.repeated
        assert not text[at:start].strip()
        assert start >= at
        assert start < chunk.span[1]
        at = chunk.span[1]
    assert not text[at:].strip()


def _assert_repeated(text: str, made: list[Chunk], overlap: int) -> None:
    """What is repeated is the end of the chunk before, with the white space behind it."""
    for before, chunk in zip([None, *made], made, strict=False):
        own = chunk.span[0] + chunk.repeated
        if before is None or before.speech != chunk.speech:
            assert chunk.repeated == 0
        elif chunk.repeated:
            assert chunk.repeated <= overlap
            assert before.span[0] + before.repeated <= chunk.span[0] < before.span[1]
            assert text[chunk.span[0] : own].rstrip() == before.text[chunk.span[0] - before.span[0] :]
        else:
            assert not text[max(before.span[0], own - overlap) : own].strip()


def _assert_placed(text: str, document: Document, made: list[Chunk]) -> None:
    """Speech, heading and points say where a chunk stands; every point begins in one."""
    for chunk in made:
        start = chunk.span[0] + chunk.repeated
        end = start + len(text[start : chunk.span[1]].rstrip(EDGE))
        title: tuple[str, ...] = ()
        if chunk.speech:
            speech = document.speeches[chunk.speech - 1]
            assert speech.span[0] <= start < chunk.span[1] <= speech.span[1]
            title = (speech.title.text,) if speech.title else ()
        above = [one.point for one in walk(document) if one.point.span[0] < start and end <= _said(text, one.point)]
        names = tuple(point.marker.text + point.title.text for point in above)
        if start < end:  # Markdown marks alone stand in no point
            assert (chunk.heading, chunk.depth) == ((*title, *names), len(above))
    assert [point for chunk in made for point in chunk.points] == [one.point for one in walk(document)]


def _said(text: str, point: Point) -> int:
    """Where the words of a point end, without the white space and Markdown marks before the next one."""
    return point.span[0] + len(text[slice(*point.span)].rstrip(EDGE))


@given(SPEECHES, SIZES)
@example("一、甲。\n乙。” 丙。\n\n\n丁", (4, 3))
def test_promises_on_speeches(text: str, sizes: tuple[int, int]) -> None:
    assert_promises(text, speechtree.parse(text), *sizes)


@given(TEXTS | LINES, SIZES)
def test_promises_on_any_text(text: str, sizes: tuple[int, int]) -> None:
    document, (most, overlap) = speechtree.parse(text), sizes
    made = chunks(document, most, overlap, text)
    _assert_slices(text, made, most)
    _assert_covered(text, made)
    _assert_repeated(text, made, overlap)


@pytest.mark.skipif(not REAL, reason=f"the labelled texts are not there: {EVAL}")
@pytest.mark.parametrize("sizes", [(60, 0), (300, 60), (2000, 0)])
def test_promises_on_real_texts(sizes: tuple[int, int]) -> None:
    for path in REAL:
        text = path.read_bytes().decode("utf-8")
        assert_promises(text, speechtree.parse(text), *sizes)


TEXT = """\
在水利会议上的讲话
同志们：
一、修渠
渠要修得直，也要修得深。冬天修，春天用。
（一）清淤。先清上游。再清下游。
（二）加固。石头要大。
二、栽树
清明前栽完。
"""
DOCUMENT = Parser().parse(TEXT, keep_text=True)


def cut(most: int, overlap: int = 0) -> list[tuple[str, ...]]:
    return [(*chunk.heading[1:], chunk.text) for chunk in chunks(DOCUMENT, most, overlap)]


def test_what_fits_is_kept_whole() -> None:
    assert cut(1000) == [(TEXT.strip(),)]


def test_small_parts_are_put_together_and_titles_stay_with_what_follows() -> None:
    first, second = TEXT.split("\n二、")
    assert cut(70) == [(first,), ("二、" + second.strip(),)]
    assert cut(30) == [
        ("在水利会议上的讲话\n同志们：",),
        ("一、修渠\n渠要修得直，也要修得深。冬天修，春天用。",),
        ("一、修渠", "（一）清淤。先清上游。再清下游。\n（二）加固。石头要大。"),
        ("二、" + second.strip(),),
    ]


def test_long_passages_are_cut_behind_sentences_then_clauses_then_anywhere() -> None:
    assert cut(18)[1:3] == [("一、修渠\n渠要修得直，也要修得深。",), ("一、修渠", "冬天修，春天用。")]
    assert cut(8)[2:6] == [
        ("一、修渠",),
        *(("一、修渠", words) for words in ("渠要修得直，", "也要修得深。", "冬天修，春天用。")),
    ]
    assert [words[-1] for words in cut(3)][:5] == ["在水利", "会议上", "的讲话", "同志们", "："]


def test_closing_marks_are_not_torn_off() -> None:
    text = "他说：“水来了。”大家说：“渠通了。”"
    assert [chunk.text for chunk in chunks(speechtree.parse(text), 9, text=text)] == [
        "他说：“水来了。”",
        "大家说：",
        "“渠通了。”",
    ]
    assert [chunk.text for chunk in chunks(speechtree.parse(text), 8, text=text)][:2] == ["他说：", "“水来了。”"]


def test_overlap_is_whole_sentences_where_one_fits() -> None:
    text = "甲来修渠。乙来栽树，种得多。丙来办学。" * 2
    made = chunks(speechtree.parse(text), 24, 10, text)
    assert [(chunk.text[: chunk.repeated], chunk.text[chunk.repeated :]) for chunk in made] == [
        ("", "甲来修渠。乙来栽树，种得多。"),
        ("乙来栽树，种得多。", "丙来办学。甲来修渠。"),
        ("丙来办学。甲来修渠。", "乙来栽树，种得多。丙来办学。"),
    ]
    assert [chunk.text[: chunk.repeated] for chunk in chunks(speechtree.parse(text), 18, 4, text)][1] == "种得多。"
    assert [chunk.text[: chunk.repeated] for chunk in chunks(speechtree.parse(text), 18, 2, text)][1] == "多。"


def test_nothing_goes_across_speeches() -> None:
    text = "文件汇编\n" + TEXT + TEXT.replace("水利", "林业")
    made = chunks(speechtree.parse(text), 5000, 100, text)
    assert [(chunk.speech, chunk.repeated, len(chunk.points)) for chunk in made] == [(0, 0, 0), (1, 0, 4), (2, 0, 4)]


def test_markdown_marks_belong_to_their_line() -> None:
    text = "# **一、修渠**\n\n甲。\n\n# **二、栽树**\n\n乙。\n"
    assert [chunk.text for chunk in chunks(speechtree.parse(text), 16, text=text)] == [
        "# **一、修渠**\n\n甲。",
        "# **二、栽树**\n\n乙。",
    ]


@pytest.mark.parametrize("overlap", [10, -1])
def test_an_overlap_that_makes_no_sense(overlap: int) -> None:
    with pytest.raises(ValueError, match=rf"^overlap must be 0 or more and less than max_chars, but is {overlap} of 10$"):
        chunks(DOCUMENT, 10, overlap)


@pytest.mark.parametrize("most", [0, -1])
def test_chunks_of_nothing_make_no_sense(most: int) -> None:
    with pytest.raises(ValueError, match=rf"^max_chars must be 1 or more, but is {most}$"):
        chunks(DOCUMENT, most, most)


def test_without_its_text_a_document_has_no_chunks() -> None:
    with pytest.raises(TextError, match=r"parse with `keep_text=True`$"):
        chunks(speechtree.parse(TEXT), 100)


@pytest.mark.parametrize("make", ["水".__mul__, "。".__mul__, "，水\n".__mul__, "“".__mul__, "一、水。\n".__mul__])
def test_long_and_hostile_texts(make: Callable[[int], str]) -> None:
    text = make(5_000)
    made = chunks(speechtree.parse(text), 500, 100, text)
    assert len(made) > len(text) / 500
    _assert_covered(text, made)
