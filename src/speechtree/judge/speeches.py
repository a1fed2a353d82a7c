"""Where speeches start: at their title lines, or where the heads start again after a new opening (right outline, 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from speechtree.judge.closing_words import is_sign_off
from speechtree.source import Source

TITLE_LENGTH: Final = 60
NO_TITLE: Final = frozenset("《（(【[〔")
UNTITLED: Final = frozenset("。！？；：，、!?;:,")
NUMBERED: Final = re.compile(
    r".{0,40}(?:篇|范文|例文|序|【)\s*[一二三四五六七八九十0-9]{1,3}】?$|^第?[一二三四五六七八九十0-9]{1,3}篇[：:\s].{2,40}$"
)
DATED: Final = re.compile(r"^.{2,40}?[（(]\s*[一二三四五六七八九十〇○零\d]{4}\s*年[^）)]{1,16}[)）]$")
DATE_LINE: Final = re.compile(r"^[（(]\s*[一二三四五六七八九十〇○零\d]{4}\s*年[^）)]{1,20}[)）]$")
SPOKEN: Final = re.compile(
    r"^.{2,20}(?:同志|主席|书记|校长|总理|局长|县长|市长|院长|主任)(?:的)?(?:总结|重要|开幕|闭幕)?(?:讲话|致辞|发言|报告|讲话稿|发言稿)(?:摘要|全文)?$"
    r"|^.{2,50}(?:会议?|仪式|典礼|活动)上的(?:总结|重要)?(?:讲话|致辞|发言|报告)稿?(?:摘要|全文)?$"
    r"|^.{2,24}会议?(?:记录|纪要)\d{0,2}$|^.{0,6}致辞[：:].{2,40}$"
)
NEWS: Final = re.compile(r"(?:[^。；]{2,24}，)?(?:\d{4}年)?\d{1,2}月\d{1,2}日[^。；]{0,60}会")  # 2月15日上午，…召开会议
ANNEX: Final = re.compile(
    r"^附件\s*[一二三四五六七八九十\d]{1,2}\s*[：:]?\s*(?:\S{3,}|$)|^附(?:件|录|[：:])\s*(?![一1１（(])\S{3,}$"
)
HAN: Final = re.compile(r"[^\W\da-zA-Z_]")
SAID: Final = 30  # a speech has at least so many characters, else its title is one over several
TITLE_LEAST: Final = 8  # characters of a title by which a piece that is printed again is known
NEAR: Final = 8  # paragraphs after a title among which its first long one is
DATE_LENGTH: Final = 30
FIRST_MARKER: Final = re.compile(r"(?:第?[一1１]|[（(][一1１][）)])(?:[、.．，：章条节 ]|(?<=[）)]))|①")
# The line under a title that says who speaks: 浙江省政协主席 某某
BYLINE: Final = re.compile(
    r"(?:[^\W\da-zA-Z_]|、){2,24}(?:主席|书记|[省市县区州]长|[部厅局处科院校馆社行司]长|主任|董事长|总经理|总裁|会长|理事长|教授|代表|委员)"
    r"\s+[^\W\da-zA-Z_]\s*[^\W\da-zA-Z_](?:\s*[^\W\da-zA-Z_]){0,2}$"
)
PIECE_LENGTH: Final = 40  # a titled piece is longer than this
SALUTATION_LENGTH: Final = 30
SALUTATION: Final = re.compile(r"(?:尊敬的|亲爱的|各位|同志们|同学们|朋友们|老师们|乡亲们)[^。！？；]{0,26}[：:]\s*(?:[\n\r]|$)")
READOUT: Final = re.compile(
    r"(?:[一二三四五六七八九十〇○零\d]{4}年)?[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日[^。！？；]{0,60}(?:(?:会议?|讲座|大会)上?[^。！？；]{0,20}(?:指出|强调|说|表示|讲话)|会议?(?:召开|举行)|(?:召开|举行)[^。，]{0,30}会)"
)

# Words that open a speech: a salutation, the occasion, the speaker's own announcement.
OPENING: Final = re.compile(
    r"(?:尊敬的|各位(?!代表.*，.{20})|同志们[：:]|(?:这|本|此)次(?:会议|大会|座谈会|活动)|今天|刚才|在.{2,30}(?:之际|召开)|很高兴|首先.{0,10}(?:代表|感谢)|"
    r"经.{2,20}(?:研究|批准)|下面.{0,14}(?:讲|谈|提).{0,6}(?:意见|问题|要求))"
)


class Start(NamedTuple):
    """Where a speech starts: the number of its first paragraph (-1 for the start of the file), and whether that is its title."""

    paragraph: int
    titled: bool


def speech_starts(source: Source, is_marker: Callable[[str, int], object]) -> list[Start]:
    """Where the speeches of a file start that their titles or salutations tell; empty when the file holds one speech."""
    titles = _titles(source, is_marker)
    starts = [Start(paragraph, titled=True) for paragraph in titles]
    if titles and titles[0] > 0 and _is_speech(source, titles[0], is_marker):
        starts.insert(0, Start(-1, titled=False))
    if not starts:
        starts = [Start(paragraph, titled=False) for paragraph in _readouts(source)]
    further = [Start(paragraph, titled=False) for paragraph in _salutations(source) if not titles or paragraph > titles[0]]
    if further and not starts:
        starts = [Start(-1, titled=False)]
    return sorted({*starts, *further})


def _titles(source: Source, is_marker: Callable[[str, int], object]) -> list[int]:
    """The paragraphs that are titles of speeches, when a file holds several."""
    first = _front_matter(source)
    short = [p for p, start in enumerate(source.starts) if source.ends[p] - start <= TITLE_LENGTH and p >= first]
    words = {p: source.plain[source.starts[p] : source.ends[p]] for p in short}
    plain = [
        p
        for p in short
        if words[p][-1] not in UNTITLED and words[p][0] not in NO_TITLE and not is_marker(source.text, source.starts[p])
    ]
    for kind in _kinds(source, plain, words):
        titles = _without_common(source, kind)
        if len(titles) > 1:
            return titles
    annexes = [p for p in short if ANNEX.match(words[p])]
    pieces = [p for p, end in pairwise([*annexes, len(source.starts)]) if is_piece(source, p, end)]
    return [-1, *pieces] if pieces else []


def _front_matter(source: Source) -> int:
    """How many paragraphs the front matter of a Markdown file takes: from --- to ---."""
    if not source.text.startswith("---"):
        return 0
    end = source.text.find("\n---", 3)
    return source.paragraph_at(end + 1) + 1 if end >= 0 else 0


def _kinds(source: Source, plain: list[int], words: dict[int, str]) -> Iterator[list[int]]:
    """The paragraphs that one kind of evidence after another takes for titles."""
    yield [p for p in plain if NUMBERED.match(words[p])]
    dated = [p for p in plain if DATE_LINE.match(words.get(p + 1, "")) and not DATE_LINE.match(words[p])]
    yield sorted({*dated, *(p for p in plain if DATED.match(words[p]))})
    yield [p for p in plain if SPOKEN.match(words[p])]
    yield _printed_again(source, plain, words)
    before_prose = [p for p in plain if p + 1 < len(source.starts) and p + 1 not in words]
    yield [p for p in before_prose if NEWS.match(source.plain, source.starts[p + 1])]
    yield [p for p in plain if BYLINE.match(words.get(p + 1, "")) and not BYLINE.match(words[p])]


def _is_speech(source: Source, end: int, is_marker: Callable[[str, int], object]) -> bool:
    """Whether the paragraphs before the first title are a speech that has lost its own: points with words of their own."""
    points = [
        p for p in range(end) if source.ends[p] - source.starts[p] > TITLE_LENGTH and is_marker(source.text, source.starts[p])
    ]
    return len(points) > 1


def _printed_again(source: Source, plain: list[int], words: dict[int, str]) -> list[int]:
    """The title lines of a piece that is printed more than once: the same line, with the same long paragraph after it."""
    places: dict[str, list[int]] = {}
    for p in plain:
        if len(HAN.findall(words[p])) >= TITLE_LEAST:
            places.setdefault(words[p], []).append(p)
    for again in places.values():
        if len(again) > 1 and len({_long_after(source, p) for p in again}) == 1:
            return again
    return []


def _long_after(source: Source, paragraph: int) -> str:
    """The first paragraph after one that is longer than a title; the paragraph's number when there is none near."""
    for p in range(paragraph + 1, min(paragraph + NEAR, len(source.starts))):
        if source.ends[p] - source.starts[p] > TITLE_LENGTH:
            return source.text[source.starts[p] : source.ends[p]]
    return str(paragraph)


def _without_common(source: Source, titles: list[int]) -> list[int]:
    """The titles without a common one over several: one that another title follows at once."""
    said = {p: source.starts[after] - source.ends[p] for p, after in pairwise(titles)}
    titles = [p for p in titles if said.get(p, SAID) >= SAID]
    chosen = set(titles)
    kept = [
        p
        for p in titles
        if p + 1 not in chosen and not (p + 2 in chosen and source.ends[p + 1] - source.starts[p + 1] < DATE_LENGTH)
    ]
    return kept if len(kept) > 1 else titles


def is_piece(source: Source, paragraph: int, end: int) -> bool:
    """Whether an annex, up to another paragraph, is a piece with numbering of its own, not one line of a list of attachments."""
    if source.ends[end - 1] - source.starts[paragraph] <= PIECE_LENGTH:
        return False
    return any(FIRST_MARKER.match(source.plain, source.starts[p]) for p in range(paragraph + 1, end))


def _readouts(source: Source) -> list[int]:
    """The paragraphs of news readouts that open with a date and a meeting, when a file consists of several."""
    if not source.starts or not READOUT.match(source.plain, source.starts[0]):
        return []
    found = [p for p, start in enumerate(source.starts) if READOUT.match(source.plain, start)]
    return found if len(found) > 1 else []


def _salutations(source: Source) -> list[int]:
    """The salutations that come straight after a sign-off: each opens a further speech."""
    return [
        p
        for p in range(1, len(source.starts))
        if source.ends[p] - source.starts[p] <= SALUTATION_LENGTH
        and SALUTATION.match(source.plain, source.starts[p])
        and is_sign_off(source, p - 1)
    ]


def opening_before(source: Source, first: int, head: int) -> int:
    """The paragraph at which the opening of an untitled speech starts, among `first` to `head` - 1; `head` when none does."""
    for paragraph in range(first, head):
        if OPENING.match(source.plain, source.starts[paragraph]):
            return paragraph
    return head
