"""What a series says of itself: style, lead-in, announced number, ordinals; and the stops of its titles."""

from __future__ import annotations

import pytest

import speechtree
from speechtree import Series


def first_series(text: str) -> Series:
    speech = speechtree.parse(text).speeches[0]
    return next(block for block in (*speech.opening, *speech.body) if isinstance(block, Series))


@pytest.mark.parametrize(
    ("text", "lead_in", "announced"),
    [
        ("修渠有两个难处：一是石头硬，二是炸药少。", "修渠有两个难处：", 2),
        ("渠修好了。守渠有3条规矩。第一，不放羊。第二，不倒土。第三，不拆石。", "守渠有3条规矩。", 3),
        ("下面我讲四点意见。\n一、修渠\n二、修路\n三、修桥\n四、修仓", "下面我讲四点意见。", 4),
        ("出工要带：一是锄头，二是干粮。", "出工要带：", None),
        ("渠修好了。一是浇地，二是推磨。", None, None),
        ("今年修了103项工程。一是水渠，二是水库。", None, None),
        ("第二十一条意见。一是修渠，二是守渠。", None, None),
        ("平均每人2.5个工。一是修渠，二是守渠。", None, None),
        ("今年抓好第12项工作：一是修渠，二是守渠。", "今年抓好第12项工作：", None),
        ("落实中央八项规定精神。一是少开会，二是开短会。", None, None),
        (
            "守渠的人要记住以下两条规矩，年年都要讲，月月都要讲，讲到人人都记得。一是不放羊，二是不倒土。",
            "守渠的人要记住以下两条规矩，年年都要讲，月月都要讲，讲到人人都记得。",
            2,
        ),
        ("渠上养着三条狗，白天看渠，夜里看仓，十几年来没有出过一回差错。一是灵，二是忠。", None, None),
        ("一、修渠\n上冻前通水。\n二、修路\n开春前修完。", None, None),
    ],
)
def test_lead_in(text: str, lead_in: str | None, announced: int | None) -> None:
    series = first_series(text)
    assert (series.lead_in.text if series.lead_in else None, series.announced) == (lead_in, announced)


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("有三条。首先，人齐。其次，心齐。最后，手齐。", [1, 2, 3]),
        ("缺两样，一个是灯，还有一个是秤。", [1, 2]),
        ("有四样。首先，米。第二，面。第三，油。最后，盐。", [1, 2, 3, 4]),
        ("有三条。一是人，二是心，四是手。", [1, 2, 4]),
        ("一、修渠\n通水。\n三、修路\n通车。", [1, 3]),
    ],
)
def test_ordinals(text: str, ordinals: list[int]) -> None:
    assert [point.marker.ordinal for point in first_series(text).points] == ordinals


def test_the_style_of_a_mixed_series_is_that_of_its_first_member() -> None:
    assert first_series("有两条。首先，人齐。第二，心齐。").style == "connective"


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("一、修渠。上冻前通水。\n二、修路。开春前修完。", ["。", "。"]),
        ("有两条：一是修渠；二是修路。", ["；", "。"]),
        ("一、渠修不修？修。\n二、路修不修？修。", ["？", "？"]),
        ("一、修渠\n上冻前通水。\n二、修路：\n开春前修完。", ["", "："]),
    ],
)
def test_stops(text: str, stops: list[str]) -> None:
    assert [point.title.stop for point in first_series(text).points] == stops


def test_white_space_before_a_lead_in_is_no_part_of_it() -> None:
    text = "今年雨水少。 还有两件事：一是备料，二是备人。"
    (series,) = [block for block in speechtree.parse(text).speeches[0].body if block.kind == "series"]
    assert series.lead_in is not None
    assert (series.lead_in.text, series.announced) == ("还有两件事：", 2)


def test_a_lead_in_stands_in_its_own_speech() -> None:
    text = "一、修渠\n渠要修直。\n二、修路\n路要修平。\n我讲三点：\n一、种树\n树要种活。\n二、养鱼\n鱼要养大。\n"
    for speech in speechtree.parse(text).speeches:
        for block in speech.body:
            if block.kind == "series" and block.lead_in is not None:
                assert block.lead_in.span[0] >= speech.span[0]
