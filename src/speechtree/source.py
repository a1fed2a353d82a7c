"""The immutable text and its paragraphs, seen through stray page breaks and hard line wraps."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Final

WHITE: Final = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)
EDGE: Final = WHITE + "#>*\ufeff\u200b"  # what may stand at the start of a line without being said
TAIL: Final = WHITE + "#*\ufeff\u200b"  # … and at its end, where > is no mark
MARKS: Final = "#>*\ufeff\u200b"  # Markdown marks and invisible characters at the edges of a line
MARGIN: Final = re.compile(r"[\s#>*\ufeff\u200b]*")
# Wide white space inside a long line divides paragraphs of a text whose line breaks were lost.
WIDE_SPACE: Final = re.compile(r"(?:\u3000 ?){2,}| {4,}|\t{4,}|\xa0{4,}")
# Phrases are looked for in Simplified characters, whatever the text is written in: of those that occur in them.
SIMPLIFIED: Final = str.maketrans(
    "們會這國為親愛學謝聽讀講說話議強調團結奮鬥勝開願請審後還點個條項總綜論關於對業經歷發貢獻務艱領導員齊攜讓號顧問時當長師鄉導記總辦報該應儘雖顯過來將來從與業聯個諸賓戰辭歡慶",
    "们会这国为亲爱学谢听读讲说话议强调团结奋斗胜开愿请审后还点个条项总综论关于对业经历发贡献务艰领导员齐携让号顾问时当长师乡导记总办报该应尽虽显过来将来从与业联个诸宾战辞欢庆",
)
TRADITIONAL: Final = ("這", "為")  # a text in which they are common is read in Simplified
TRADITIONAL_EVERY: Final = 400  # characters in which one of them occurs
SENTENCE_MARK: Final = re.compile(r"[。！？；!?;]")

ENCLOSED: Final = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|（[^（）]*）|【[^】]*】")
DANGLING: Final = frozenset("和与及或、")  # no heading ends like this
STOPPED: Final = frozenset("。！？；：!?;:…”」』】》）)~—.—～")
HALTED: Final = frozenset("，、,")
PROSE_LENGTH: Final = 40  # an unfinished line of this length or more is prose, not a heading
ONE_LINE_LENGTH: Final = 100  # wide white space is looked for in lines of this length or more
WRAP_SHARE: Final = 0.4  # this share of equally long lines makes a hard-wrapped text
WRAP_LONGER: Final = 0.1  # … unless this share is longer
WRAP_LINES: Final = 8  # fewer lines must be unfinished, most of them
WRAP_LEAST: Final = 5
WRAP_WIDTH: Final = 17
WRAP_UNFINISHED: Final = 0.6
WRAP_SLACK: Final = 3
CENTRED: Final = " " * 8  # both lines of a heading that was set in the middle are indented by more than a paragraph is


class Source:
    """A text with its logical paragraphs.

    `starts[i]` and `ends[i]` are the offsets of paragraph `i`, first word to last, without its margins: white space and
    Markdown marks. A paragraph may run over several physical lines where a page break or a hard wrap cut a sentence;
    `cut` has the numbers of those. `plain` is the text in Simplified characters, offset for offset.
    """

    __slots__ = ("cut", "ends", "plain", "starts", "text", "wrapped")

    def __init__(self, text: str, opens_point: Callable[[str, int], object]) -> None:
        """Find the paragraphs. `opens_point(text, offset)` tells whether a line marker stands at an offset."""
        self.text = text
        traditional = sum([text.count(char) for char in TRADITIONAL]) * TRADITIONAL_EVERY > len(text)
        self.plain = text.translate(SIMPLIFIED) if traditional else text
        lines = physical_lines(text)
        self.wrapped = wrap_width(text, lines)
        self.starts, self.ends, self.cut = join_lines(text, lines, self.wrapped, opens_point)

    def paragraph_at(self, offset: int) -> int:
        """The number of the last paragraph that starts at or before an offset; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def words(self, start: int, end: int) -> str:
        """The slice, which stands in one paragraph, with the line breaks inside it joined."""
        words = self.text[start:end]
        return unbroken(words) if self.cut and self.paragraph_at(start) in self.cut else words


def unbroken(words: str) -> str:
    """The words with their line breaks taken out; between two Latin words a space stays."""
    lines = words.splitlines()
    if len(lines) < 2:  # noqa: PLR2004 - nothing to join
        return words
    first, *others = lines
    parts = [first.rstrip(TAIL)]
    for line in others:
        part = line.lstrip(EDGE).rstrip(TAIL)
        if part:
            parts.append(" " + part if _is_latin(part[0]) and _is_latin(parts[-1][-1:]) else part)
    return "".join(parts)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def physical_lines(text: str) -> list[tuple[int, int]]:
    """The spans of the lines that hold words, without their margins; long lines are cut at wide white space."""
    lines: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = offset + line.find(words[0])
            end = start + len(words)
            if len(words.strip(MARKS)) < len(words):
                start, end = trim(text, start, end)
            if end - start >= ONE_LINE_LENGTH and _has_wide_space(words):
                lines.extend(_cut(text, start, end))
            elif start < end:
                lines.append((start, end))
        offset += len(line)
    return lines


def _has_wide_space(words: str) -> bool:
    """A look that costs less than the pattern: first for one character, then for as many as it takes."""
    return (
        ("\u3000" in words and ("\u3000\u3000" in words or "\u3000 \u3000" in words))
        or (" " in words and "    " in words)
        or ("\xa0" in words and "\xa0\xa0\xa0\xa0" in words)
        or ("\t" in words and "\t\t\t\t" in words)
    )


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for gap in WIDE_SPACE.finditer(text, start, end):
        pieces.append((start, gap.start()))
        start = gap.end()
    return [*pieces, (start, end)]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and Markdown marks at its ends."""
    start = min(MARGIN.match(text, start, end).end(), end)  # type: ignore[union-attr]
    while end > start and text[end - 1] in TAIL:
        end -= 1
    return start, end


def wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which a hard-wrapped text was cut; 0 for a text whose lines are its paragraphs."""
    lengths = sorted([end - start for start, end in lines])
    if len(lengths) < WRAP_LEAST:
        return 0
    if len(lengths) < WRAP_LINES and sum([text[end - 1] not in STOPPED for _, end in lines]) < WRAP_UNFINISHED * len(lines):
        return 0
    best, width, first = 0, 0, 0
    for last, length in enumerate(lengths):
        while length - lengths[first] > 2 * WRAP_SLACK:
            first += 1
        if last - first >= best:
            best, width = last - first + 1, length - WRAP_SLACK
    longer = len(lengths) - bisect_right(lengths, width + 2 * WRAP_SLACK)
    return width if width >= WRAP_WIDTH and best >= WRAP_SHARE * len(lengths) and longer < WRAP_LONGER * len(lengths) else 0


def join_lines(
    text: str, lines: list[tuple[int, int]], wrapped: int, opens_point: Callable[[str, int], object]
) -> tuple[list[int], list[int], set[int]]:
    """The starts and ends of the paragraphs: lines, with those that go on in the next one joined; and which were joined."""
    starts: list[int] = []
    ends: list[int] = []
    cut: set[int] = set()
    previous = (0, 0)
    for line in lines:
        if starts and (wrapped or text[previous[1] - 1] not in STOPPED) and goes_on(text, previous, line, wrapped, opens_point):
            ends[-1] = line[1]
            cut.add(len(ends) - 1)
        else:
            starts.append(line[0])
            ends.append(line[1])
        previous = line
    return starts, ends, cut


def goes_on(
    text: str,
    line: tuple[int, int],
    following: tuple[int, int],
    wrapped: int,
    opens_point: Callable[[str, int], object],
) -> bool:
    """Whether the sentence at the end of a line goes on in the following one."""
    start, end = line
    if wrapped:
        return _wrap_goes_on(text, line, following, wrapped, opens_point)
    last = text[end - 1]
    if last in DANGLING and text[following[0]] not in "【[#（(" and not opens_point(text, following[0]):
        return True
    if last in STOPPED or text[following[0]] in "【[" or "#" in text[end : following[0]] or opens_point(text, following[0]):
        return False
    if last in HALTED or has_sentence(text, start, end):
        return True
    return end - start >= PROSE_LENGTH and "，" in text[start:end] and not opens_point(text, start)


def has_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends in a stretch, outside quotation marks and brackets."""
    if SENTENCE_MARK.search(text, start, end) is None:
        return False
    words = text[start:end]
    return not any(mark in words for mark in "“‘「『《（【") or SENTENCE_MARK.search(ENCLOSED.sub("", words)) is not None


def _wrap_goes_on(
    text: str,
    line: tuple[int, int],
    following: tuple[int, int],
    wrapped: int,
    opens_point: Callable[[str, int], object],
) -> bool:
    between = text[line[1] : following[0]]
    indented = between.endswith(("  ", "\u3000", "\t"))
    stopped = text[line[1] - 1] in STOPPED
    if between.endswith(CENTRED) and between.count("\n") == 1 and not stopped:
        before = text[max(0, line[0] - len(CENTRED)) : line[0]]
        return before == CENTRED and not opens_point(text, following[0])
    if indented or between.count("\n") > 1:
        return False
    if line[1] - line[0] < wrapped - WRAP_SLACK - 2:
        return not stopped and SENTENCE_MARK.search(text, *line) is not None and not opens_point(text, following[0])
    return not (stopped and opens_point(text, following[0]))
