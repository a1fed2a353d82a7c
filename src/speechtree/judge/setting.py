"""The setting of the candidates: what the paragraphs between them say about returns and turns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from typing import Final

from speechtree.leadin import LeadIns
from speechtree.numerals import chinese_to_int
from speechtree.source import STOPPED, Source, has_sentence

# A paragraph that opens like this plainly returns to an outer point (right outline, 5.3).
RETURN: Final = re.compile(
    r"(?:这些|以上|上述|上面|总之|总的|在肯定|与此同时|当前|当然|下面|下一步|回顾|综上|各位代表|同志们[，,！!：:]|"
    r"应该指出|应当指出|因此|所以|为此|对此)"
)
RETURNING: Final = frozenset("这以上总在与当下回综各同应因所为对")  # what such a paragraph starts with
SUMMING: Final = re.compile(r"总的(?:说来|来说|来看|看|讲)|总之|综上|以上(?:这)?[几两三四五六七八九十]*[点个条项]")
COUNTING: Final = re.compile(r"(?:以上|上述|上面)(?:说的|讲的|所说的?|这)?([二两三四五六七八九十]{1,2})[条点个项种]")
ONCE_MORE: Final = re.compile(
    r"最[后後][，,](?:[^，。；]{0,14}[，,])?我?[再还]?(?:次)?[^，。；]{0,4}(?:强调|[讲说提谈]).{0,10}[点个条件句]"
    r"|最[后後]我?[再还](?:次)?(?:强调|[讲说提谈]).{0,10}[点个条件句]"
)
LOOKS_BACK: Final = re.compile(r"(?:以上|上面)[，,]?(?:是|就是)?我?(?:[^，。；]{0,6})[讲講谈談说說](?:了|的)")
NEAR: Final = 6  # paragraphs between such words and what they open
REPORTS: Final = re.compile(r"[。！？][^。！？；]{2,60}(?:强调|指出|要求|表示)[，,：:]")
RANGE: Final = 40  # paragraphs that are looked through
LABEL: Final = re.compile(r"[^\s，。：:；、！？“”（）《》]{1,8}(?: [^\s，。：:；、！？“”（）《》]{1,12})?(?=\**[：:])")
# A personal name or a form of address, by its surname: 郭平, 任总, 王主任
PERSON: Final = re.compile(
    r"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾韦付邹孟熊秦邱江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳馬鄭]"
    r"(?:[^\W\da-zA-Z_]{1,2}|[^\W\da-zA-Z_]{0,2}同志|(?:总理|主席|主任|校长|书记|局长|教授|院长|老师|先生|女士|处长|部长|经理))$"
)
LABEL_LENGTH: Final = 26  # characters of a label, with its colon
HEADING_LENGTH: Final = 60
TURNS: Final = 4  # a text with this many labelled paragraphs is a conversation


class Setting:
    """What stands between candidates, by the numbers of paragraphs."""

    __slots__ = ("_dividers", "_headings", "_looks_back", "_returning", "_source", "lead_ins", "turn")

    def __init__(self, source: Source, is_marker: Callable[[str, int], object]) -> None:
        """Read the speakers' labels and the Markdown headings. is_marker: whether a marker stands at an offset."""
        self._source = source
        self._dividers = dividers(source, is_marker)
        self._looks_back = [p for p, start in enumerate(source.starts) if looks_back(source, start)]
        text = source.plain
        self._returning = [p for p, start in enumerate(source.starts) if text[start] in RETURNING and RETURN.match(text, start)]
        self.lead_ins = LeadIns(source)
        self._headings: dict[int, bool] = {}
        self.turn = turns(source)

    def return_between(self, first: int, last: int) -> int:
        """The first paragraph of a range (both included) that returns in so many words; -1 for none."""
        at = bisect_left(self._returning, first)
        found = self._returning[at] if at < len(self._returning) else last + 1
        return found if found <= min(last, first + RANGE) else -1

    def divided(self, point: int, paragraph: int) -> bool:
        """Whether an unnumbered heading ends the points before it: one at least as high as the point's own (right outline, 5.3).

        point: the paragraph of the point. paragraph: one after it. Only Markdown tells how high an unnumbered heading is.
        """
        if not self._dividers:
            return False
        at = bisect_right(self._dividers, point)
        if at == len(self._dividers) or self._dividers[at] > paragraph:
            return False
        own = markdown_level(self._source, point)
        return any(
            not own or markdown_level(self._source, p) <= own
            for p in self._dividers[at : bisect_right(self._dividers, paragraph)]
        )

    def reported(self, start: int, end: int) -> bool:
        """Whether somebody else is reported between two offsets of a paragraph, in a sentence of its own (张县长强调)."""
        return REPORTS.search(self._source.plain, start, end) is not None

    def announced(self, start: int) -> int:
        """How many members the words before a series announce that starts at an offset; 0 when they do not say."""
        return self.lead_ins.before(start)[1]

    def heading(self, paragraph: int) -> bool:
        """Whether a paragraph is a heading: short, without a sentence in it."""
        known = self._headings.get(paragraph)
        if known is None:
            known = self._headings[paragraph] = is_heading(self._source, paragraph)
        return known

    def sums_up_between(self, first: int, last: int) -> bool:
        """Whether a paragraph of a range (both included) sums up what stands before it."""
        text, starts = self._source.plain, self._source.starts
        return any(SUMMING.match(text, starts[p]) for p in self._returning_in(first, last))

    def counts_up_between(self, first: int, last: int, count: int) -> bool:
        """Whether a paragraph of a range (both included) looks back on as many points as there are: 以上四条 after the fourth."""
        text, starts = self._source.plain, self._source.starts
        for p in self._returning_in(first, last):
            counted = COUNTING.match(text, starts[p])
            if counted and chinese_to_int(counted[1]) == count:
                return True
        return False

    def _returning_in(self, first: int, last: int) -> list[int]:
        """The paragraphs of a range that return in so many words; those that sum up are among them."""
        return self._returning[bisect_left(self._returning, first) : bisect_right(self._returning, min(last, first + RANGE))]

    def speaks_of_all(self, paragraph: int, after: int) -> bool:
        """Whether a paragraph leaves the heads for the speech itself: 最后，我再强调三点 (right outline, 6).

        So does what follows a paragraph that looks back on all of them, after another one: 以上我讲了四个问题.
        """
        if self._looks_back:
            at = bisect_right(self._looks_back, max(after, paragraph - NEAR - 1))
            if at < len(self._looks_back) and self._looks_back[at] <= paragraph:
                return True
        return ONCE_MORE.match(self._source.plain, self._source.starts[paragraph]) is not None

    def same_turn(self, one: int, other: int) -> bool:
        """Whether one person speaks in both paragraphs."""
        return not self.turn or self.turn[one] == self.turn[other]


def looks_back(source: Source, start: int) -> bool:
    """Whether words look back on all that was said: 以上我讲了四个问题."""
    return source.plain.startswith(("以上", "上面"), start) and LOOKS_BACK.match(source.plain, start) is not None


def dividers(source: Source, is_marker: Callable[[str, int], object]) -> list[int]:
    """The unnumbered Markdown headings."""
    if "#" not in source.text:
        return []
    return [
        p
        for p, start in enumerate(source.starts)
        if markdown_level(source, p)
        and is_heading(source, p)
        and not is_marker(source.text, start)
        and source.text[source.ends[p] - 1] not in STOPPED
    ]


def markdown_level(source: Source, paragraph: int) -> int:
    """How many # stand before a paragraph."""
    before = source.ends[paragraph - 1] if paragraph else 0
    return source.text.count("#", before, source.starts[paragraph])


def is_heading(source: Source, paragraph: int) -> bool:
    """Whether a paragraph is a heading: short, without a sentence in it."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return end - start <= HEADING_LENGTH and not has_sentence(source.text, start, end - 1)


def colon_near(text: str, start: int) -> bool:
    """Whether a colon stands where a label may end."""
    return text.find("：", start, start + LABEL_LENGTH) >= 0 or text.find(":", start, start + LABEL_LENGTH) >= 0


def turns(source: Source) -> list[int]:
    """For each paragraph the number of the turn that it belongs to; empty when the text is no conversation."""
    text = source.plain
    labels = [LABEL.match(text, start) if colon_near(text, start) else None for start in source.starts]
    names = Counter(label[0] for label in labels if label)
    repeated = {name for name, count in names.items() if count > 1 or PERSON.match(name)}
    if sum(names[name] for name in repeated) < TURNS:
        return []
    numbers, turn = [], 0
    for label in labels:
        turn += bool(label and label[0] in repeated)
        numbers.append(turn)
    return numbers
