"""Speeches made up by rule, each with its right outline: as long a corpus as a measurement or a test wants.

The same seed gives the same speeches. They have what real ones have: title, date, salutation, an announcement, heads in
one of several styles, two more depths of headings, paragraphs that hold run-in series after a lead-in, prose between,
look-alikes that are no markers, and a closing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

PLACES = ("全县", "全市", "全区", "全镇", "全省")
TOPICS = ("水利建设", "春耕生产", "校园安全", "基层医疗", "农村公路", "森林防火", "养老服务", "垃圾分类", "河道治理", "技能培训")
NAMES = ("高庆云", "罗静秋", "沈立民", "唐春梅", "曹永福")
VERBS = ("抓好", "做实", "加强", "规范", "改进", "落实", "完善", "推进")
THINGS = (
    "隐患排查", "物资储备", "值班值守", "台账管理", "队伍建设", "设备更新", "信息报送", "资金监管", "群众动员", "日常巡护",
    "技术指导", "责任考核", "宣传引导", "现场督查", "应急演练", "档案整理",
)  # fmt: skip
WHO = ("各乡镇", "县直各部门", "村里的干部", "第一书记", "分管负责同志", "施工单位", "驻村工作队")
WHAT = ("把账目核对清楚", "到现场去看一看", "把责任分到人头", "听一听老百姓的话", "统一调配人手", "按时报送进度", "把经验写下来")
WHY = ("不能等到出了事再补救", "群众看在眼里", "这笔钱花得值", "去年的教训就在眼前", "时间已经不多了", "哪一户都不能漏")
FACTS = ("去年投入资金3.5亿元", "新修渠道二十一公里", "惠及群众一万两千多人", "比上年增长6.2%", "覆盖了七成以上的村")
NUMERALS = "一二三四五六七八九十"

# The styles of the headings by depth; a speech keeps to one of these.
ORDERS = (
    ("{cn}、", "（{cn}）", "{n}."),
    ("{cn}、", "（{cn}）", "（{n}）"),
    ("第{cn}，", "（{cn}）", "{n}."),
    ("（{cn}）", "{n}.", "（{n}）"),
    ("{n}.", "（{n}）", "①"),
)
RUN_IN = (
    ("一是", "二是", "三是", "四是"),
    ("首先，", "其次，", "最后，"),
    ("一要", "二要", "三要"),
    ("第一，", "第二，", "第三，"),
)
DEEPER = (0.6, 0.4)  # how often a heading of each depth has headings under it
WITH_RUN_IN = 0.7  # … and one that has none, a run-in series
CLOSING = "同志们，"


@dataclass(frozen=True, slots=True)
class MadeSpeech:
    """The text of a speech, and its right outline in the form of the fixtures of the tests."""

    text: str
    outline: tuple[str, ...]


class _Writer:
    """Writes one speech, paragraph by paragraph, and notes its points."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.order = random.choice(ORDERS)
        self.paragraphs: list[str] = []
        self.outline: list[str] = []

    def speech(self, heads: int) -> MadeSpeech:
        """The whole speech."""
        random = self.random
        topic = random.choice(TOPICS)
        self.paragraphs += [
            f"在{random.choice(PLACES)}{topic}工作会议上的讲话",
            f"（20{random.randrange(10, 25)}年{random.randrange(1, 13)}月{random.randrange(1, 29)}日）",
            random.choice(NAMES),
            "同志们：",
            f"今天召开这次会议，主要是研究{topic}工作。{self.prose(2)}下面，我讲{NUMERALS[heads - 1]}点意见。",
        ]
        for ordinal in range(1, heads + 1):
            self.heading(ordinal, 0)
        self.outline.append(f"@closing {CLOSING}")
        self.paragraphs.append(f"{CLOSING}{topic}责任重大。让我们共同努力，扎实工作，为家乡的发展作出新的更大的贡献！")
        return MadeSpeech("\n".join(self.paragraphs) + "\n", tuple(self.outline))

    def heading(self, ordinal: int, depth: int) -> None:
        """A heading, and what stands under it: prose, a run-in series, or headings of the next depth."""
        marker, title = self.marker(ordinal, depth), self.title()
        self.outline.append(f"{'  ' * depth}{marker}｜{title}")
        deepest = depth == len(self.order) - 1
        if deepest or marker.startswith("第"):  # the words follow in the same paragraph
            self.paragraphs.append(f"{marker}{title}。{self.prose(self.random.randrange(4, 9))}")
        else:
            self.paragraphs += [f"{marker}{title}", *(self.prose(self.random.randrange(3, 7)) for _ in range(2))]
        if not deepest and self.random.random() < DEEPER[depth]:
            for inner in range(1, self.random.randrange(3, 5)):
                self.heading(inner, depth + 1)
        elif self.random.random() < WITH_RUN_IN:
            series = self.run_in(depth + 1)
            if deepest:  # in a paragraph of its own it might as well be the parent's
                self.paragraphs[-1] += series
            else:
                self.paragraphs.append(series)

    def run_in(self, depth: int) -> str:
        """Sentences with a series inside them."""
        markers = self.random.choice([one for one in RUN_IN if one[0] != self.order[0].format(cn="一", n=1)])
        titles = [self.title() for _ in markers]
        pairs = list(zip(markers, titles, strict=True))
        self.outline += [f"{'  ' * depth}{marker}｜{title}" for marker, title in pairs]
        series = self.random.choice("；。").join(f"{marker}{title}" for marker, title in pairs)
        return f"{self.prose(3)}重点要做好{NUMERALS[len(markers) - 1]}件事：{series}。"

    def marker(self, ordinal: int, depth: int) -> str:
        """The marker of a heading."""
        style = self.order[depth]
        return chr(ord("①") + ordinal - 1) if style == "①" else style.format(cn=NUMERALS[ordinal - 1], n=ordinal)

    def title(self) -> str:
        """The words of a title."""
        return f"{self.random.choice(VERBS)}{self.random.choice(THINGS)}，{self.random.choice(VERBS)}{self.random.choice(THINGS)}"

    def prose(self, sentences: int) -> str:
        """So many sentences without a marker."""
        choice = self.random.choice
        return "".join(
            choice(
                (
                    f"{choice(WHO)}要{choice(WHAT)}，{choice(WHY)}。",
                    f"在{choice(THINGS)}上，{choice(FACTS)}，但是{choice(WHY)}。",
                    f"{choice(FACTS)}，{choice(WHO)}做了大量工作，{choice(WHAT)}，{choice(WHY)}。",
                )
            )
            for _ in range(sentences)
        )


def made_speech(number: int) -> MadeSpeech:
    """The speech of that number, 1,000 to 14,000 characters long; its number is its seed."""
    random = Random(number)  # noqa: S311 - not for secrets
    return _Writer(random).speech(random.randrange(3, 6))


def made_speeches(size: int) -> Iterator[MadeSpeech]:
    """Speeches until they have `size` bytes of UTF-8 together, or just more."""
    for number in count():
        if size <= 0:
            return
        one = made_speech(number)
        yield one
        size -= len(one.text.encode())


def made_document(size: int) -> str:
    """One text of speeches one after the other, of `size` bytes of UTF-8 or just more."""
    return "\n".join(one.text for one in made_speeches(size))
