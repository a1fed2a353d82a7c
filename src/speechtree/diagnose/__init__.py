"""Diagnose: what a reader of a text should know about its numbering. A pure function of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speechtree.diagnose.finding import Finding, Setting, Span
from speechtree.diagnose.nesting import nesting
from speechtree.diagnose.numbering import numbering
from speechtree.diagnose.renumber import renumbering
from speechtree.diagnose.rules import BY_CODE, RULES, Language, Rule, Severity
from speechtree.diagnose.spelling import spelling
from speechtree.models import Block, Diagnostic, Edit, Marker, Point, Series, Speech

__all__ = ["BY_CODE", "DOUBTFUL", "RULES", "Language", "Rule", "Severity", "diagnose", "renumbering"]

DOUBTFUL = 0.96  # a point of less confidence is doubtful
TAKEN = {"en": "taken for a point", "zh": "已作为序号"}
LEFT = {"en": "left as prose", "zh": "未作为序号"}


def diagnose(
    speeches: Sequence[Speech], language: Language = "en", refused: Sequence[tuple[Span, str]] = ()
) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in speeches, in the order of the text.

    language: that of messages and hints. refused: the spans and words of what may well be a marker and was left as prose.
    """
    found = [finding for speech in speeches for finding in _speech(speech, language)]
    found += [Finding("doubtful", span, {"marker": words, "taken": LEFT[language]}) for span, words in refused]
    return tuple(worded(finding, language) for finding in sorted(found, key=lambda one: one.span))


def worded(finding: Finding, language: Language) -> Diagnostic:
    """A finding in words."""
    rule = BY_CODE[finding.code]
    words = rule.words(language)
    edit = None if finding.replacement is None else Edit(span=finding.span, replacement=finding.replacement)
    return Diagnostic(
        code=rule.code,
        severity=rule.severity,
        message=words.message.format(**finding.values),
        span=finding.span,
        hint=words.hint.format(**finding.values),
        edit=edit,
    )


def _speech(speech: Speech, language: Language) -> Iterator[Finding]:
    ended: dict[str, Marker] = {}
    for part in (speech.opening, speech.body, speech.closing):
        yield from _blocks(part, None, 1, ended, language)


def _blocks(
    blocks: Sequence[Block], parent: Point | None, depth: int, ended: dict[str, Marker], language: Language
) -> Iterator[Finding]:
    before: Series | None = None
    introduced = False
    for block in blocks:
        if not isinstance(block, Series):
            introduced = True
            continue
        setting = Setting(depth, parent, before, introduced, ended)
        yield from numbering(block, setting)
        yield from nesting(block, setting)
        for point in block.points:
            yield from spelling(point)
            if point.confidence < DOUBTFUL:
                yield Finding("doubtful", point.marker.span, {"marker": point.marker.text, "taken": TAKEN[language]})
            yield from _blocks(point.content, point, depth + 1, ended, language)
        last = block.points[-1].marker
        ended[last.style] = last
        before, introduced = block, False
