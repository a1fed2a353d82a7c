"""The closing: the first paragraph after the last point that speaks to the whole audience about the whole speech.

The rule is right-outline section 6: who is addressed, what is appealed for, whether the speech is signed off.
"""

from __future__ import annotations

import re

from speechtree.source import Source

ADDRESS = re.compile(
    r"[*\s]*(?:(?:各位|尊敬的|亲爱的|親愛的)?(?:全体|广大)?(?:同志|朋友|同学|同學|同事|老师|老師|代表|委员|领导|来宾|女士|先生|家长|同仁|乡亲|战友|国人同胞)(?:们|們)?"
    r"|各位[\u4e00-\u9fff]{1,6}|诸位)(?:、[\u4e00-\u9fff]{2,8})*[，,！!：:。]"
)
FAREWELL = re.compile(
    r"(?:最[后後][，,]?(?:我)?(?:希望|请|請|祝|让我们|讓我們|想[说說])|再次(?:感谢|谢谢|感謝|祝)|谢谢|謝謝|感谢大家|以上(?:发言|讲话|意见)|[让讓]我[们們])"
)
ONE_MORE = re.compile(r"最[后後].{0,8}(?:强调|强調|再[说讲谈]|一点|一個|补充|还要)|最[后後][，,]?我[想再要还]")
SUMMING = re.compile(r"(?:总之|總之|回顾|我相信)")
OF_ALL = re.compile(r"以上这(?:些|几)|(?:这|上述|以上)[几三四五六七八九十]+[个点條条项](?:方面|问题)?[，都是]")
APPEALS = (
    (re.compile(r"[让讓]我[们們]|号召|號召"), 1.0),
    (
        re.compile(
            r"谢谢|謝謝|感谢大家|祝(?:大家|各位|愿|本次|会议|贵|願)|就(?:说|讲|谈)(?:这些|这么多|到这|到此)"
            r"|我的(?:话|讲话|报告|发言|汇报)(?:就?[讲说]?完|结束)|共勉"
        ),
        1.5,
    ),
    (re.compile(r"請審議|请审议|请予审议|请审查|批评指正"), 1.8),
    (
        re.compile(
            r"而(?:努力|共同|团结|不懈|持续)*(?:奋斗|努力|奮鬥|奋勇|斗争)|努力奋斗|(?:作|做)出.{0,10}贡献"
            r"|(?:伟大|全面|更大)的?胜利|胜利完成|伟业|伟大复兴"
        ),
        0.8,
    ),
    (
        re.compile(
            r"我们(?:一定要|必须)|希望(?:大家|各位|同志|全体|我们)|我相信|相信(?:我们|大家|在)|任务(?:光荣|艰巨|很重|繁重)|使命光荣"
            r"|团结(?:起来|在)|同心|再创|携手|催人奋进"
        ),
        0.6,
    ),
)
SIGN_OFF = re.compile(
    r"谢谢|謝謝|感谢大家|散会|就(?:说|讲|谈)(?:这些|这么多|到这|到此)|我的(?:话|讲话|报告|发言|汇报)就?[讲說说]?完|共勉"
)
# What stands after a speech without being said: source, editor, notes, signature.
TAIL = re.compile(
    r"[（(【\[〔《 ]*(?:新华社|据|责任编辑|责编|编辑|来源|出处|出處|相关报道|注\s*释|人民日报|《人民日报|这是|附件?\d*[：:]"
    r"|\d{4}年\d+月|\d+[\]〕]|-{3,}|!\[|https?:|.{2,30}出版社)"
)
LAST_WORDS = 400  # characters at the end of a text of one paragraph in which a sign-off is looked for
WINDOW = 10  # paragraphs from the end in which a closing may start
NEEDED = 1.7  # the score that makes a closing
HOLDING = 3.5  # the score that makes a paragraph with a series in it the closing
SIGNATURE_LENGTH = 30  # a line without a full stop at the end is a signature or a headline
SIGN_OFF_LENGTH = 15
GOES_ON = 0.3  # what each paragraph after it takes away that goes on with the subject
WARM = 0.5  # a paragraph that scores less goes on with the subject
RULE = re.compile(r"-{3,}\s*(?:[\n\r]|$)")  # what stands under a line across the page was not said
NEAR = 1.5  # an earlier paragraph that scores this close to the best one is the start


def closing_start(source: Source, first: int, last: int) -> int:
    """The offset at which the closing starts in paragraphs `first` to `last`; -1 when there is none."""
    for paragraph in range(max(first, last - WINDOW), last + 1):
        if RULE.match(source.text, source.starts[paragraph]):
            last = paragraph - 1
            break
    while last >= first and is_tail(source, last):
        last -= 1
    scores = {}
    for paragraph in range(max(first, last - WINDOW), last + 1):
        if not is_tail(source, paragraph):
            scores[paragraph] = _score(source, paragraph, last)
    if not scores:
        return -1
    on = 0.0
    for paragraph in sorted(scores, reverse=True):
        score = scores[paragraph]
        if _opens_topic(source, paragraph):
            scores[paragraph] -= on
        on += GOES_ON if score < WARM else 0.0
    best = max(scores.values())
    if best < NEEDED:
        return -1
    return source.starts[next(p for p, score in scores.items() if score >= max(best - NEAR, NEEDED))]


def _opens_topic(source: Source, paragraph: int) -> bool:
    """Whether a paragraph only calls the audience, or sums up: the words that divide sections too."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    address = ADDRESS.match(source.text, start)
    return SUMMING.match(source.text, start) is not None or (address is not None and address.end() >= end - 1)


def opens_closing(source: Source, paragraph: int) -> bool:
    """Whether a paragraph that holds a series is the closing all the same: it speaks to the audience and appeals to it."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return ADDRESS.match(source.text, start) is not None and _score(source, paragraph, paragraph) >= HOLDING and end > start


def takes_leave(source: Source, paragraph: int) -> bool:
    """Whether a paragraph speaks to the audience or only thanks: it is no body of the heading before it."""
    return ADDRESS.match(source.text, source.starts[paragraph]) is not None or is_sign_off(source, paragraph)


def is_farewell(text: str, start: int) -> bool:
    """Whether words that open with 最后 take leave: 最后，祝大家."""
    return FAREWELL.match(text, start) is not None


def is_one_more(text: str, start: int) -> bool:
    """Whether words that open with 最后 only bring one more topic: 最后，我还要强调."""
    return ONE_MORE.match(text, start) is not None


def is_sign_off(source: Source, paragraph: int) -> bool:
    """Whether a paragraph only thanks: 谢谢大家."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return end - start < SIGN_OFF_LENGTH and SIGN_OFF.search(source.text, start, end) is not None


def is_tail(source: Source, paragraph: int) -> bool:
    """Whether a paragraph at the end is no part of what was said."""
    words = source.text[source.starts[paragraph] : source.ends[paragraph]]
    return bool(TAIL.match(words)) or (len(words) < SIGNATURE_LENGTH and words[-1] not in "。！？!?…：:，,；")


def _score(source: Source, paragraph: int, last: int) -> float:
    words = source.text[source.starts[paragraph] : source.ends[paragraph]]
    if ONE_MORE.match(words) and not FAREWELL.match(words):
        return 0.0
    score = 0.0
    address = ADDRESS.match(words)
    if address:
        score += 1.8
        if address.end() >= len(words) - 1 and paragraph < last:
            return score + 0.5 * _score(source, paragraph + 1, last)
        words = words[address.end() :]
    if FAREWELL.match(words):
        score += 1.6
    elif SUMMING.match(words) or OF_ALL.search(words):
        score += 1.0
    appeals = sum(weight for pattern, weight in APPEALS if pattern.search(words))
    score += min(appeals, 2.2)
    if words.endswith(("！", "!")):
        score += 0.4
    if paragraph + 1 == last and is_sign_off(source, last):
        score += 0.8
    if paragraph == last:
        score += 0.6
    elif paragraph >= last - 2:
        score += 0.3
    return score


def closing_sentence(source: Source, start: int, end: int) -> int:
    """In a text of one paragraph: the offset of the sentence that signs the speech off, -1 when there is none."""
    text = source.text
    sign_off = APPEALS[1][0]
    found = sign_off.search(text, max(start, end - LAST_WORDS), end)
    if found is None:
        return -1
    boundary = max(text.rfind(mark, start, found.start()) for mark in "。！？!?")
    return boundary + 1 if boundary >= start else -1
