"""The style table: one row for each terminal of `grammars/markers.lark`, in the order in which the scanner tries them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from speechtree.numerals import letter_of, ordinal_of, roman_of

LAST: Final = 1000  # the ordinal of 最后: after every other member
NEXT: Final = -1  # the ordinal of 另一个是: whatever comes next

CONNECTIVES: Final = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": LAST, "最後": LAST, "然后": NEXT, "然後": NEXT}


def connective_of(marker: str) -> int:
    """首先 → 1, 其次 → 2, 再次 → 3, 最后 → LAST, 然后 → NEXT."""
    return CONNECTIVES[marker[:2]]


def one_is_of(marker: str) -> int:
    """一个是 → 1, 二个是 → 2, 另一个是 and 还有一条是 → NEXT."""
    return NEXT if marker[0] in "另再还還其" else ordinal_of(marker[0])


def decimal_of(marker: str) -> int:
    """The last component: 3.2 → 2."""
    return ordinal_of(marker.rstrip(".．、").replace("．", ".").rpartition(".")[2])


def unit_of(marker: str) -> str:
    """What a part is called: 第一章 → 章."""
    return marker.rstrip("，、。：,:；;．. 是\u3000")[-1]


MEASURES: Final = {
    "方": "个",
    "问": "个",
    "問": "个",
    "個": "个",
    "议": "个",
    "想": "点",
    "點": "点",
    "種": "种",
    "條": "条",
    "項": "项",
}


def measure_of(marker: str) -> str:
    """The measure word of an ordinal: 第二个方面 → 个, 第一点 → 点; 方面 and 问题 alone count as 个, 想法 as 点."""
    rest = marker.lstrip("第0123456789０１２３４５６７８９").lstrip("一二三四五六七八九十百零〇○两兩廿卅")
    return MEASURES.get(rest[:1], rest[:1])


def depth_of(marker: str) -> str:
    """How many components a decimal has: 1.2 → 2."""
    return str(len(marker.replace("．", ".").rstrip(".、").split(".")))


def noun_of(marker: str) -> str:
    """What a named marker numbers: 任务一： → 任务."""
    return marker[:2]


def case_of(marker: str) -> str:
    """Whether a letter is a capital."""
    return "A" if marker[0].isupper() else "a"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """One numbering style.

    name: the stable lower-case name that comes out as `Marker.style`.
    terminal: the name of its terminal in the grammar.
    example: one marker of the style.
    rank: its depth in the usual order, 0 when it has none: 一、 （一） 1. （1） by GB/T 9704—2012, 7.3.3; of the worded styles
        第一个问题 stands above 第一， and that above 一是.
    worded: read aloud as words (第一， 一是 首先); worded styles may mix within one series and stand inside a paragraph.
    run_in: whether it may stand inside a paragraph at all.
    ordinal: the number that a marker of the style carries.
    group: styles of one group are spellings of one numbering; the name unless given.
    numbering: where a style has several numberings of its own (第一章 and 第一节, 第一点 and 第一个), which one a marker is of.
    """

    name: str
    terminal: str
    example: str
    rank: int = 0
    worded: bool = False
    run_in: bool = True
    ordinal: Callable[[str], int] = ordinal_of
    group: str = ""
    numbering: Callable[[str], str] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """How it is pickled: by its fields, as a compiled class that is frozen cannot be set field by field."""
        fields = (self.name, self.terminal, self.example, self.rank, self.worded, self.run_in, self.ordinal, self.group)
        return Style, (*fields, self.numbering)


STYLES: tuple[Style, ...] = (
    Style("part", "PART", "第一部分", numbering=unit_of),
    Style("ordinal-measure", "ORDINAL_MEASURE", "第一点", rank=1, worded=True, numbering=measure_of),
    Style("ordinal", "ORDINAL", "第一，", rank=2, worded=True),
    Style("yi-ge-shi", "YI_GE_SHI", "一个是", rank=3, worded=True, ordinal=one_is_of),
    Style("yi-shi", "YI_SHI", "一是", rank=3, worded=True),
    Style("yi-yao", "YI_YAO", "一要", rank=3, worded=True),
    Style("yi-verb", "YI_VERB", "一抓", rank=3, worded=True),
    Style("connective", "CONNECTIVE", "首先", rank=2, worded=True, ordinal=connective_of),
    Style("qi-yi", "QI_YI", "其一，", rank=2, worded=True),
    Style("chinese-pause", "CHINESE_PAUSE", "一、", rank=1),
    Style("chinese-bracket", "CHINESE_BRACKET", "（一）", rank=2),
    Style("circled", "CIRCLED", "①"),
    Style("decimal", "DECIMAL_HEADING", "1.1", run_in=False, ordinal=decimal_of, numbering=depth_of),
    Style("arabic-point", "ARABIC_POINT", "1.", rank=3),
    Style("arabic-bracket", "ARABIC_BRACKET", "（1）", rank=4),
    Style("formal", "FORMAL", "壹、", run_in=False),
    Style("stem", "STEM", "甲、", run_in=False),
    Style("stem-bracket", "STEM_BRACKET", "（甲）"),
    Style("roman", "ROMAN_HEADING", "Ⅰ.", run_in=False, ordinal=roman_of),
    Style("latin", "LATIN_HEADING", "A.", run_in=False, ordinal=letter_of, numbering=case_of),
    Style("chinese-heading", "CHINESE_HEADING", "一　", rank=1, run_in=False, group="chinese-pause"),
    Style("arabic-heading", "ARABIC_HEADING", "1 ", rank=3, run_in=False),
    Style("named", "NAMED_HEADING", "任务一：", run_in=False, numbering=noun_of),
)
