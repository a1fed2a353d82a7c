"""Diagnose: what a reader of a text should know about its numbering. A pure function of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from speechtree.diagnose.finding import Finding, Setting, Span
from speechtree.diagnose.nesting import nesting
from speechtree.diagnose.numbering import SURE as DOUBTFUL
from speechtree.diagnose.numbering import is_plain, numbering
from speechtree.diagnose.renumber import renumbering
from speechtree.diagnose.rules import BY_CODE, RULES, Language, Rule, Severity
from speechtree.diagnose.spelling import may_be_misspelt, spelling
from speechtree.made import made
from speechtree.models import Block, Diagnostic, Edit, Marker, Point, Series, Speech

__all__ = ["BY_CODE", "DOUBTFUL", "RULES", "Language", "Rule", "Severity", "diagnose", "renumbering"]

TAKEN: Final = {"en": "taken for a point", "zh": "已作为序号"}
LEFT: Final = {"en": "left as prose", "zh": "未作为序号"}


def diagnose(
    speeches: Sequence[Speech], language: Language = "en", refused: Sequence[tuple[Span, str]] = ()
) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in speeches, in the order of the text.

    language: that of messages and hints. refused: the spans and words of what may well be a marker and was left as prose.
    """
    found: list[Finding] = []
    for speech in speeches:
        ended: dict[str, Marker] = {}
        for part in (speech.opening, speech.body, speech.closing):
            _blocks(part, None, 1, ended, language, found)
    found += [Finding("doubtful", span, {"marker": words, "taken": LEFT[language]}) for span, words in refused]
    found.sort(key=_span)
    return tuple([worded(finding, language) for finding in found])


def _span(finding: Finding) -> Span:
    return finding.span


def worded(finding: Finding, language: Language) -> Diagnostic:
    """A finding in words."""
    rule = BY_CODE[finding.code]
    words = rule.words(language)
    edit = None
    if finding.replacement is not None:
        edit = made(Edit, {"span": finding.span, "replacement": finding.replacement})
    return made(
        Diagnostic,
        {
            "code": rule.code,
            "severity": rule.severity,
            "message": words.message.format(**finding.values),
            "span": finding.span,
            "hint": words.hint.format(**finding.values),
            "edit": edit,
        },
    )


def _blocks(
    blocks: Sequence[Block], parent: Point | None, depth: int, ended: dict[str, Marker], language: Language, found: list[Finding]
) -> None:
    """Add what is found in blocks under a point; `ended` has the last marker of each style before them."""
    before: Series | None = None
    introduced = False
    for block in blocks:
        if not isinstance(block, Series):
            introduced = True
            continue
        setting = Setting(depth, parent, before, introduced, ended)
        points = block.points
        markers = [point.marker for point in points]
        if not is_plain(block, markers):
            found.extend(numbering(block, setting))
        found += nesting(block, setting)
        for point, marker in zip(points, markers, strict=True):
            if may_be_misspelt(marker, point.title):
                found.extend(spelling(point))
            if point.confidence < DOUBTFUL:
                found.append(Finding("doubtful", marker.span, {"marker": marker.text, "taken": TAKEN[language]}))
            content = point.content
            if content:
                _blocks(content, point, depth + 1, ended, language, found)
        ended[markers[-1].style] = markers[-1]
        before, introduced = block, False
