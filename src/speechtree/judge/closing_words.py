"""The closing: the first paragraph after the last point that speaks to the whole audience about the whole speech.

The rule is right-outline section 6: who is addressed, what is appealed for, whether the speech is signed off. Patterns are
matched against the text in Simplified characters.
"""

from __future__ import annotations

import re
from typing import Final

from speechtree.judge import weights as w
from speechtree.source import Source

ADDRESS: Final = re.compile(
    r"[*\s]*(?:(?:各位|尊敬的|亲爱的)?(?:全体|广大)?(?:同志|朋友|同学|同事|老师|代表|委员|领导|来宾|女士|先生|家长|同仁|乡亲|战友|同胞|校友|员工|国人同胞)们?"
    r"|各位[^\W\da-zA-Z_]{1,6}|诸位)(?:、[^\W\da-zA-Z_]{2,8})*[，,！!：:。]"
)
FAREWELL: Final = re.compile(
    r"最[后後][，,]?我?(?:希望|请|祝|预祝|让我们|想[说]|再次|感谢|谢谢|欢迎)|再次(?:感谢|谢谢|祝)|谢谢|感谢(?:大家|各位)|以上(?:发言|讲话|意见)|让我们"
    r"|[^，。]{0,8}会议?号召"
    r"|以上(?:就)?是[^。！？]{0,40}(?:内容|分享|发言|汇报|建议|意见|情况|体会|想法|看法)"
)
WISHING: Final = re.compile(r"最[后後][，,]?我?(?:祝|预祝|再次|感谢|谢谢|欢迎)")
LOOKS_BACK: Final = re.compile(r"以上(?:就)?是(?:我|本|今天)")
ONE_MORE: Final = re.compile(r"最[后後].{0,8}(?:强调|再[说讲谈]|补充|还要)|最[后後][，,]?(?:我[想再要还]|(?:还有|再)?一[点个])")
SUMMING: Final = re.compile(r"总之|回顾|我相信")
OF_ALL: Final = re.compile(r"以上这(?:些|几)|(?:这|上述|以上)[几三四五六七八九十]+[个点条项](?:方面|问题)?[，都是]")
HOPING: Final = re.compile(r"希望(?:大家|各位|同志|全体|我们|你们)")
CALL: Final = re.compile(r"让我们|号召")
THANKS: Final = re.compile(
    r"谢谢|感谢(?:大家|各位)|祝(?:大家|各位|愿|本次|会议|贵)|就(?:说|讲|谈)(?:这些|这么多|到这|到此)"
    r"|我的(?:话|讲话|报告|发言|汇报)(?:就?[讲说]?完|结束)|共勉"
)
APPEALS: Final = (
    (CALL, w.CALL),
    (THANKS, w.THANKS),
    (re.compile(r"请审议|请予审议|请审查|批评指正"), w.SUBMITS),
    (
        re.compile(
            r"而(?:努力|共同|团结|不懈|持续)*(?:奋斗|努力|奋勇|斗争)|努力奋斗|作出.{0,10}贡献|做出.{0,10}贡献"
            r"|伟大的?胜利|全面的?胜利|更大的?胜利|胜利完成|伟业|伟大复兴"
        ),
        w.STRIVING,
    ),
    (
        re.compile(
            r"我们(?:一定要|必须)|希望(?:大家|各位|同志|全体|我们|你们)|我相信|相信(?:我们|大家|在)|任务(?:光荣|艰巨|很重|繁重)|使命光荣"
            r"|团结(?:起来|在)|同心|再创|携手|催人奋进"
        ),
        w.HOPING,
    ),
)
SIGN_OFF: Final = re.compile(
    r"谢谢|感谢(?:大家|各位)|散会|就(?:说|讲|谈)(?:这些|这么多|到这|到此)|我的(?:话|讲话|报告|发言|汇报)就?[讲说]?完|共勉"
)
# What stands after a speech without being said: source, editor, notes, signature.
TAIL: Final = re.compile(
    r"[（(【\[〔《 ]*(?:新华社|据|责任编辑|责编|编辑|来源|出处|相关报道|注\s*释|人民日报|《人民日报|这是|附件?\d*[：:]"
    r"|\d{4}年\d+月|\d+[\]〕]|-{3,}|!\[|https?:|.{2,30}出版社)"
)
LAST_WORDS: Final = 400  # characters at the end of a text of one paragraph in which a sign-off is looked for
WINDOW: Final = 10  # paragraphs from the end in which a closing may start
SIGNATURE_LENGTH: Final = 30  # a line without a full stop at the end is a signature or a headline
SIGN_OFF_LENGTH: Final = 15
RULE: Final = re.compile(r"-{3,}\s*(?:[\n\r]|$)")  # what stands under a line across the page was not said


def closing_start(source: Source, first: int, last: int) -> int:
    """The offset at which the closing starts in paragraphs `first` to `last`; -1 when there is none."""
    last = _last_said(source, first, last)
    scores: dict[int, float] = {}
    cold = 0.0
    for paragraph in range(last, max(first, last - WINDOW) - 1, -1):
        if is_tail(source, paragraph):
            continue
        score = _score(source, paragraph, last)
        scores[paragraph] = score - cold if _opens_topic(source, paragraph) else score
        cold += w.GOES_ON if score < w.WARM else 0.0
    best = max(scores.values(), default=0.0)
    if best < w.CLOSING:
        return -1
    start = min(p for p, score in scores.items() if score >= max(best - w.NEAR, w.CLOSING))
    if start - 1 in scores and LOOKS_BACK.match(source.plain, source.starts[start - 1]):
        start -= 1
    return source.starts[start]


def _last_said(source: Source, first: int, last: int) -> int:
    """The last paragraph that was said: above a line across the page, above notes and signatures."""
    for paragraph in range(max(first, last - WINDOW), last + 1):
        if RULE.match(source.text, source.starts[paragraph]):
            last = paragraph - 1
            break
    while last >= first and is_tail(source, last):
        last -= 1
    return last


def _opens_topic(source: Source, paragraph: int) -> bool:
    """Whether a paragraph only calls the audience, sums up or hopes: with such words sections start too."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    address = ADDRESS.match(source.plain, start)
    if address and address.end() >= end - 1:
        return True
    return SUMMING.match(source.plain, start) is not None or HOPING.match(source.plain, start) is not None


def opens_closing(source: Source, paragraph: int) -> bool:
    """Whether a paragraph that holds a series is the closing all the same: it speaks to the audience and appeals to it."""
    return ADDRESS.match(source.plain, source.starts[paragraph]) is not None and _score(source, paragraph, paragraph) >= w.HOLDING


def takes_leave(source: Source, paragraph: int) -> bool:
    """Whether a paragraph speaks to the audience, looks back or only thanks: it is no body of the heading before it."""
    start = source.starts[paragraph]
    leaves = ADDRESS.match(source.plain, start) or LOOKS_BACK.match(source.plain, start)
    return leaves is not None or is_sign_off(source, paragraph)


def is_farewell(text: str, start: int) -> bool:
    """Whether words that open with 最后 take leave: 最后，祝大家."""
    return FAREWELL.match(text, start) is not None


def is_wish(text: str, start: int) -> bool:
    """Whether words that open with 最后 thank or wish, which no point does: 最后，祝各位."""
    return WISHING.match(text, start) is not None


def is_one_more(text: str, start: int) -> bool:
    """Whether words that open with 最后 only bring one more topic: 最后，我还要强调."""
    return ONE_MORE.match(text, start) is not None


def is_sign_off(source: Source, paragraph: int) -> bool:
    """Whether a paragraph only thanks: 谢谢大家."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return end - start < SIGN_OFF_LENGTH and SIGN_OFF.search(source.plain, start, end) is not None


def is_tail(source: Source, paragraph: int) -> bool:
    """Whether a paragraph at the end is no part of what was said."""
    words = source.plain[source.starts[paragraph] : source.ends[paragraph]]
    return bool(TAIL.match(words)) or (len(words) < SIGNATURE_LENGTH and words[-1] not in "。！？!?…：:，,；")


def _score(source: Source, paragraph: int, last: int) -> float:
    """How much a paragraph is like the start of a closing that ends with the paragraph `last`."""
    words = source.plain[source.starts[paragraph] : source.ends[paragraph]]
    if ONE_MORE.match(words) and not FAREWELL.match(words):
        return 0.0
    score = 0.0
    address = ADDRESS.match(words)
    if address:
        score += w.ADDRESS
        if address.end() >= len(words) - 1 and paragraph < last:
            return score + w.NEXT_SHARE * _score(source, paragraph + 1, last)
        words = words[address.end() :]
    if FAREWELL.match(words):
        score += w.FAREWELL
    elif SUMMING.match(words) or OF_ALL.search(words):
        score += w.SUMMING
    score += min(w.MOST_APPEAL, sum([weight for pattern, weight in APPEALS if pattern.search(words)]))
    if words.endswith(("！", "!")):
        score += w.EXCLAIMED
    if paragraph + 1 == last and is_sign_off(source, last):
        score += w.THANKED_AFTER
    if paragraph == last:
        score += w.LAST_WORDS
    elif paragraph >= last - 2:
        score += w.NEARLY_LAST
    return score


def closing_sentence(source: Source, start: int, end: int) -> int:
    """In a text of one paragraph: the offset of the sentence that signs the speech off, -1 when there is none."""
    text = source.plain
    found = THANKS.search(text, max(start, end - LAST_WORDS), end)
    if found is None:
        return -1
    boundary = max(text.rfind(mark, start, found.start()) for mark in "。！？!?")
    return boundary + 1 if boundary >= start else -1
