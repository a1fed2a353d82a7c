"""Decisions of the judge that one short outline cannot show: the limit of depth, turns, what a reading keeps."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest
from cases import outline_of

import speechtree
from speechtree.judge.decisions import MAX_DEPTH

# Nineteen numberings, each inside the one before.
NUMBERINGS = (
    ("第一编", "第二编"),
    ("第一篇", "第二篇"),
    ("第一章", "第二章"),
    ("第一节", "第二节"),
    ("第一卷", "第二卷"),
    ("一、", "二、"),
    ("（一）", "（二）"),
    ("1.", "2."),
    ("（1）", "（2）"),
    ("①", "②"),
    ("1.1", "1.2"),
    ("1.1.1", "1.1.2"),
    ("1.1.1.1", "1.1.1.2"),
    ("壹、", "贰、"),
    ("甲、", "乙、"),
    ("（甲）", "（乙）"),
    ("Ⅰ.", "Ⅱ."),
    ("A.", "B."),
    ("a.", "b."),
)


def depth_of(points: tuple[speechtree.Point, ...]) -> int:
    """How deep points nest."""
    return 1 + max((depth_of(point.points) for point in points), default=0) if points else 0


def test_nothing_hangs_deeper_than_the_limit() -> None:
    firsts = [f"{first}修渠" for first, _ in NUMBERINGS]
    seconds = [f"{second}修路" for _, second in reversed(NUMBERINGS)]
    document = speechtree.parse("\n".join((*firsts, *seconds)))
    assert depth_of(document.speeches[0].points) == MAX_DEPTH
    assert [d.message for d in document.diagnostics if d.code == "too-deep"] == [
        f"nested {MAX_DEPTH} deep, which is the limit"
    ] * sum(d.code == "too-deep" for d in document.diagnostics)
    assert "too-deep" in {d.code for d in document.diagnostics}


def test_a_number_that_goes_on_may_cross_a_turn() -> None:
    text = (
        "1、老李：渠怎么修？\n王海：我说几条。\n第一，先修渠首。\n第二，再修渠尾。\n"
        "老李：路怎么修？\n王海：我也说几条。\n第三，路先不修。\n老李：好。\n王海：好。\n2、老李：散会。"
    )
    assert outline_of(speechtree.parse(text), text) == [
        "1、｜老李",
        "  第一，｜先修渠首",
        "  第二，｜再修渠尾",
        "  第三，｜路先不修",
        "2、｜老李",
    ]


def test_threads_leave_the_garbage_collector_as_it_was() -> None:
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(speechtree.parse, ["一、修渠\n二、修路\n"] * 200))
    assert gc.isenabled()
    assert all(document == documents[0] for document in documents)


def test_a_long_text_leaves_what_is_frozen_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        speechtree.parse("一、修渠。上冻前修完。\n" * 20_000)
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["在全县水利工作会议上的讲话", "同志们："], "在全县水利工作会议上的讲话"),
        (["在全县防汛抗旱暨农田水利", "工作会议上的讲话", "（2024年3月18日）"], "在全县防汛抗旱暨农田水利工作会议上的讲话"),
        (["林文海同志", "在全县水利工作会议上的讲话", "同志们："], "林文海同志在全县水利工作会议上的讲话"),
        (["水要清", "渠要通", "——在全县水利工作会议上的讲话"], "水要清渠要通——在全县水利工作会议上的讲话"),
        (["在全县水利工作会议上的讲话", "——上冻前修完渠道", "林文海"], "在全县水利工作会议上的讲话——上冻前修完渠道"),
        (["在全县水利工作会议上的讲话", "县长 林文海", "在全县林业工作会议上的讲话"], "在全县水利工作会议上的讲话"),
        (["水要清，渠要通", "（2024年3月18日）", "在全县水利工作会议上的讲话"], "水要清，渠要通"),
        (["水要清，渠要通", "地点：县礼堂的讲话", "在全县水利工作会议上的讲话"], "水要清，渠要通"),
        (["最新消息", "调查报告", "同志们："], "最新消息"),
    ],
)
def test_a_title_goes_on_to_its_occasion(lines: list[str], title: str) -> None:
    text = "\n".join(
        [*lines, "这次会议只讲两件事，讲完就散会，大家回去抓落实。", "一、修渠", "上冻前修完。", "二、栽树", "清明前栽完。"]
    )
    speech = speechtree.parse(text).speeches[0]
    assert speech.title is not None
    assert speech.title.text == title
    assert text[slice(*speech.title.span)].replace("\n", "") == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["---", "title: '水要清，渠要通'", "date: 2024-03-18", "---"], "水要清，渠要通"),
        (["【 编  号 】甲-12", "【 标  题 】水要清，渠要通 ", "【 作  者 】林文海"], "水要清，渠要通"),
        (["【来源】县报", "标题：水要清，渠要通"], "水要清，渠要通"),
        (["【来源】县报", "【作者】林文海"], None),
    ],
)
def test_a_title_may_stand_in_a_field(lines: list[str], title: str | None) -> None:
    text = "\n".join([*lines, "这次会议只讲两件事，讲完就散会。", "一、修渠", "二、栽树", "标题：不是这个"])
    found = speechtree.parse(text).speeches[0].title
    assert (found and found.text) == title
