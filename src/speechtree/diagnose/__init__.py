"""Diagnose: what a reader of a text should know about its numbering. A pure function of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from speechtree.diagnose.finding import Finding, Setting, Span
from speechtree.diagnose.nesting import nesting
from speechtree.diagnose.numbering import SURE as DOUBTFUL
from speechtree.diagnose.numbering import is_plain, numbering
from speechtree.diagnose.renumber import renumbering
from speechtree.diagnose.rules import BY_CODE, RULES, Language, Rule, Severity
from speechtree.diagnose.spelling import may_be_misspelt, spelling
from speechtree.models import Block, Marker, Point, Series, Speech

__all__ = ["BY_CODE", "DOUBTFUL", "RULES", "Language", "Rule", "Severity", "diagnose", "renumbering"]

Node = dict[str, Any]

TAKEN = {"en": "taken for a point", "zh": "已作为序号"}
LEFT = {"en": "left as prose", "zh": "未作为序号"}


def diagnose(speeches: Sequence[Speech], language: Language = "en", refused: Sequence[tuple[Span, str]] = ()) -> list[Node]:
    """Everything that the rules find in speeches, in the order of the text, as the input of the Diagnostic model.

    language: that of messages and hints. refused: the spans and words of what may well be a marker and was left as prose.
    """
    found: list[Finding] = []
    for speech in speeches:
        ended: dict[str, Marker] = {}
        for part in (speech.opening, speech.body, speech.closing):
            _blocks(part, None, 1, ended, language, found)
    found += [Finding("doubtful", span, {"marker": words, "taken": LEFT[language]}) for span, words in refused]
    found.sort(key=_span)
    return [worded(finding, language) for finding in found]


def _span(finding: Finding) -> Span:
    return finding.span


def worded(finding: Finding, language: Language) -> Node:
    """A finding in words."""
    rule = BY_CODE[finding.code]
    words = rule.words(language)
    node: Node = {
        "code": rule.code,
        "severity": rule.severity,
        "message": words.message.format(**finding.values),
        "span": finding.span,
        "hint": words.hint.format(**finding.values),
    }
    if finding.replacement is not None:
        node["edit"] = {"span": finding.span, "replacement": finding.replacement}
    return node


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
        if not is_plain(block):
            found.extend(numbering(block, setting))
        found.extend(nesting(block, setting))
        for point in block.points:
            if may_be_misspelt(point):
                found.extend(spelling(point))
            if point.confidence < DOUBTFUL:
                found.append(Finding("doubtful", point.marker.span, {"marker": point.marker.text, "taken": TAKEN[language]}))
            if point.content:
                _blocks(point.content, point, depth + 1, ended, language, found)
        last = block.points[-1].marker
        ended[last.style] = last
        before, introduced = block, False
