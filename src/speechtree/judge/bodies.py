"""The title of a speech, and where its opening ends and its body starts."""

from __future__ import annotations

import re
from typing import Final

from speechtree.judge.plans import SpeechPlan
from speechtree.judge.speeches import DATE_LINE, SALUTATION_LENGTH, TITLE_LENGTH, UNTITLED
from speechtree.source import Source

TITLE_LINES: Final = 4  # a slogan on two lines and what it was said at on two
# What a title of a speech ends with: 在全市水利工作会议上的讲话
OCCASION: Final = re.compile(
    r"(?:[的上会式礼]|工作|重要|主旨|总结|开幕|闭幕)(?:讲话|致辞|致词|报告|发言|演讲|贺词|献词|词)稿?(?:摘要|全文|提纲)?$"
)
# The field of a catalogue, or of the front matter of a Markdown file, that holds the title.
TITLE_FIELD: Final = re.compile(
    r"^(?:【[ \u3000]*标[ \u3000]*题[ \u3000]*】|标题[：:]|title:)[ \u3000]*[\"']?(\S[^\r\n]*?)[\"']?[ \u3000]*$", re.MULTILINE
)
FIELDS_REACH: Final = 2000  # characters


def set_body(source: Source, plan: SpeechPlan) -> None:
    """The title line, and where the body starts: at the first head, or after the front matter when there is none."""
    first = source.paragraph_at(plan.start) if plan.start else 0
    last = source.paragraph_at(plan.end - 1) if plan.end > plan.start else -1
    marked = plan.decisions[0].candidate.paragraph if plan.decisions else -1
    if plan.title is None and 0 <= first <= last and first != marked:
        plan.title = _title(source, first, last + 1 if marked < 0 else marked)
    roots = [d.candidate for d in plan.decisions if d.parent is None]
    plan.body = _first_head(plan)
    if plan.body >= 0:
        return
    limit = min([c.paragraph for c in roots] + [last + 1 if plan.closing < 0 else source.paragraph_at(plan.closing)])
    paragraph = first
    while paragraph < limit and is_front_matter(source, paragraph):
        paragraph += 1
    plan.body = source.starts[paragraph] if paragraph <= last and paragraph > first else plan.start


def _first_head(plan: SpeechPlan) -> int:
    """Where the first series of the first depth with line markers starts, a numbered one if there is any; -1 for none."""
    start, found = -1, -1
    for decision in plan.decisions:
        if decision.parent is None:
            start = decision.candidate.start if decision.opens else start
            if decision.candidate.line:
                if not decision.candidate.style.worded:
                    return start
                found = start if found < 0 else found
    return found


def _title(source: Source, first: int, limit: int) -> tuple[int, int] | None:
    """The span of the title of a speech whose words before its first point are the paragraphs from `first` to `limit` - 1."""
    if is_title(source, first):
        return source.starts[first], source.ends[first + _title_lines(source, first, limit) - 1]
    start = source.starts[first]
    field = TITLE_FIELD.search(source.plain, start, min(source.ends[limit - 1], start + FIELDS_REACH))
    return field.span(1) if field else None


def _title_lines(source: Source, first: int, limit: int) -> int:
    """Over how many lines a title goes: to its occasion (在…会议上 ⏎ 的讲话), and to a subtitle behind a dash."""
    lines = 1
    named = False
    for paragraph in range(first, min(first + TITLE_LINES, limit)):
        words = source.plain[source.starts[paragraph] : source.ends[paragraph]]
        subtitle = words.startswith("—")
        if not is_title(source, paragraph) or DATE_LINE.match(words) or "：" in words or (named and not subtitle):
            break
        named = named or OCCASION.search(words) is not None
        if named or subtitle:
            lines = paragraph - first + 1
    return lines


def is_title(source: Source, paragraph: int) -> bool:
    """Whether the first paragraph of a speech is its title line."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return end - start <= TITLE_LENGTH and source.text[end - 1] not in UNTITLED and source.text[start] not in "-·【["


def is_front_matter(source: Source, paragraph: int) -> bool:
    """Whether a paragraph before the body is a title, a date, a speaker or a salutation."""
    start, end = source.starts[paragraph], source.ends[paragraph]
    return (end - start <= SALUTATION_LENGTH and source.text[end - 1] not in "。；，") or is_title(source, paragraph)
