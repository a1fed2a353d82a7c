"""The rules of numbering: one row each, in the order in which the documentation lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning", "info"]
Language = Literal["en", "zh"]

GB: Final = "GB/T 9704—2012, 7.3.3"
COUNTING: Final = {"en": "the logic of counting", "zh": "计数的常理"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a rule says in one language. `{…}` in message and hint are filled in from what was found."""

    about: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    code: stable. severity: what it weighs. en, zh: its words. bad, good: a text that breaks it, the same text mended.
    standard: what the rule is from, if that is more than counting. Findings of severity info are reported on request only.
    """

    code: str
    severity: Severity
    en: Words
    zh: Words
    bad: str
    good: str
    standard: str = ""

    def words(self, language: Language) -> Words:
        """Its words in a language."""
        return self.zh if language == "zh" else self.en

    def source(self, language: Language) -> str:
        """Where the rule is from."""
        return self.standard or COUNTING[language]


RULES: Final = (
    Rule(
        "gap",
        "warning",
        Words(
            "A number is missing in a series.",
            "{marker} follows {previous}: {missing}",
            "add the missing point, or renumber",
        ),
        Words("同一组序号中缺号。", "“{previous}”之后是“{marker}”，缺少{absent}", "补上缺的一条，或者重新编号"),
        "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n四、养路\n全年都要养。\n",
        "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n三、养路\n全年都要养。\n",
    ),
    Rule(
        "lost-head",
        "warning",
        Words(
            "A series does not start at one, nor where another one ended.",
            "the series starts with {marker}",
            "add the first points, or renumber",
        ),
        Words("一组序号不是从一开始，也不接着别的一组。", "这一组从“{marker}”开始", "补上前面的各条，或者重新编号"),
        "二、修渠\n上冻前修完。\n三、栽树\n清明前栽完。\n",
        "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n",
    ),
    Rule(
        "duplicate",
        "warning",
        Words(
            "A number stands twice in a series.", "{marker} follows {previous}: the number stands twice", "renumber from here on"
        ),
        Words("同一组中序号重复。", "“{previous}”之后又是“{marker}”，序号重复", "从这里起重新编号"),
        "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n二、养路\n全年都要养。\n",
        "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n三、养路\n全年都要养。\n",
    ),
    Rule(
        "order",
        "warning",
        Words(
            "A number is lower than the one before it.",
            "{marker} follows {previous}: the numbers run backwards",
            "put the points in order, or renumber",
        ),
        Words("同一组中序号颠倒。", "“{previous}”之后是“{marker}”，序号颠倒", "调整各条的次序，或者重新编号"),
        "一、修渠\n上冻前修完。\n三、栽树\n清明前栽完。\n二、养路\n全年都要养。\n四、管水\n专人来管。\n",
        "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n三、养路\n全年都要养。\n四、管水\n专人来管。\n",
    ),
    Rule(
        "announced",
        "warning",
        Words(
            "The words before a series announce another number of points.",
            "{announced} points are announced, {found} follow",
            "correct the number, or look for the missing point",
        ),
        Words("开头说的条数与实际条数不符。", "前面说有{announced}条，实际是{found}条", "改正条数，或者补上缺的一条"),
        "下面，我讲三点意见。\n一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n",
        "下面，我讲两点意见。\n一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n",
    ),
    Rule(
        "empty-title",
        "warning",
        Words("A marker has no words after it.", "nothing follows {marker}", "write the point, or delete its marker"),
        Words("序号后面没有文字。", "“{marker}”后面没有内容", "写出这一条，或者删去序号"),
        "一、修渠\n上冻前修完。\n二、\n三、养路\n全年都要养。\n",
        "一、修渠\n上冻前修完。\n二、栽树\n三、养路\n全年都要养。\n",
    ),
    Rule(
        "unclosed-bracket",
        "warning",
        Words(
            "A bracket or quotation mark in a title has no partner.",
            "{bracket} in the title of {marker} has no partner",
            "write {partner}",
        ),
        Words("标题中的括号或引号没有配对。", "“{marker}”的标题中“{bracket}”没有配对", "补上“{partner}”"),
        "一、抓好“三渠工程\n上冻前修完。\n二、栽树\n清明前栽完。\n",
        "一、抓好“三渠”工程\n上冻前修完。\n二、栽树\n清明前栽完。\n",
        "GB/T 15834—2011",
    ),
    Rule(
        "mixed-style",
        "warning",
        Words(
            "A member of a series is numbered in another style.",
            "{marker} stands in a series of {style}",
            "write it as the others are",
        ),
        Words("同一组中序号的式样不一致。", "“{marker}”与同组的“{style}”式样不一致", "改成与同组一致的式样"),
        "一、修渠\n（一）清淤\n先清干渠。\n（二）加固\n再加固。\n三、衬砌\n最后衬砌。\n（四）验收\n请人来看。\n二、栽树\n清明前栽完。\n",
        "一、修渠\n（一）清淤\n先清干渠。\n（二）加固\n再加固。\n（三）衬砌\n最后衬砌。\n（四）验收\n请人来看。\n二、栽树\n清明前栽完。\n",
        GB,
    ),
    Rule(
        "too-deep",
        "warning",
        Words(
            "Series are nested as deep as they may be.",
            "nested {depth} deep, which is the limit",
            "what would hang deeper hangs beside",
        ),
        Words("层次过深。", "已嵌套{depth}层，达到上限", "更深的各条已并列处理"),
        "",
        "",
        "the limit of this program",
    ),
    Rule(
        "restart",
        "info",
        Words(
            "Numbering starts again under the same point, without words that introduce it.",
            "{marker} starts the numbering again after {previous}",
            "number on, or introduce the second list",
        ),
        Words("同一条下序号重新开始，而没有引导语。", "“{previous}”之后序号又从“{marker}”开始", "接着编号，或者加上引导语"),
        "一、修渠\n（一）清淤\n先清干渠。\n（二）加固\n再加固。\n（一）验收\n请人来看。\n（二）移交\n交给各队。\n二、栽树\n清明前栽完。\n",
        "一、修渠\n（一）清淤\n先清干渠。\n（二）加固\n再加固。\n（三）验收\n请人来看。\n（四）移交\n交给各队。\n二、栽树\n清明前栽完。\n",
    ),
    Rule(
        "lone",
        "info",
        Words("A series has one member.", "{marker} stands alone", "a single point needs no number"),
        Words("一组只有一条。", "“{marker}”只有一条", "只有一条时不必编号"),
        "修渠的事讲一点。\n一、上冻前修完\n人手由各队出。\n",
        "修渠的事讲一点。\n上冻前修完\n人手由各队出。\n",
    ),
    Rule(
        "level-jump",
        "info",
        Words(
            "A series hangs under one from which the official order has another between.",
            "{marker} stands straight under {parent}: {between} is left out",
            "number it {between}",
        ),
        Words("层次序号越级。", "“{parent}”之下直接用“{marker}”，缺“{between}”一级", "改用“{between}”"),
        "一、修渠\n1.清淤。先清干渠。\n2.加固。再加固。\n二、栽树\n清明前栽完。\n",
        "一、修渠\n（一）清淤。先清干渠。\n（二）加固。再加固。\n二、栽树\n清明前栽完。\n",
        GB,
    ),
    Rule(
        "style-order",
        "info",
        Words(
            "A series hangs under one that the official order has below it.",
            "{marker} stands under {parent}, the official order is 一、 （一） 1. （1）",
            "exchange the two styles",
        ),
        Words("层次序号倒置。", "“{parent}”之下用“{marker}”，规定的次序是“一、”“（一）”“1.”“（1）”", "两级序号对调"),
        "（一）修渠\n一、清淤\n先清干渠。\n二、加固\n再加固。\n（二）栽树\n清明前栽完。\n",
        "一、修渠\n（一）清淤\n先清干渠。\n（二）加固\n再加固。\n二、栽树\n清明前栽完。\n",
        GB,
    ),
    Rule(
        "punctuation",
        "info",
        Words("A marker is not spelled as the standard has it.", "{marker} should be {right}", "write {right}"),
        Words("序号的标点不规范。", "“{marker}”应为“{right}”", "改为“{right}”"),
        "一.修渠\n(一)、清淤\n先清干渠。\n(二)、加固\n再加固。\n二.栽树\n清明前栽完。\n",
        "一、修渠\n（一）清淤\n先清干渠。\n（二）加固\n再加固。\n二、栽树\n清明前栽完。\n",
        "GB/T 9704—2012, 7.3.3; GB/T 15834—2011",
    ),
    Rule(
        "doubtful",
        "info",
        Words(
            "A marker was taken for a point, or left as prose, with little confidence.",
            "{marker} was {taken}, with little confidence",
            "see speechtree --explain",
        ),
        Words("是否为序号，把握不大。", "“{marker}”{taken}，但把握不大", "可用 speechtree --explain 查看依据"),
        "大家想想，首先人要齐，其次心要齐。\n",
        "大家想想：一是人要齐，二是心要齐。\n",
        "the evidence in the text",
    ),
)
BY_CODE: Final = {rule.code: rule for rule in RULES}
