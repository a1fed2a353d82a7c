"""Findings for people and for programs: lines with a caret, JSON, SARIF, the annotations of GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from speechtree.diagnose import RULES, Language
from speechtree.models import Diagnostic, SourceInfo
from speechtree.positions import Positions
from speechtree.writers.entries import UNSEEN, columns_of

SHOWN: Final = 76  # columns of a line of the source that are shown
BEFORE: Final = 30  # of which so many, at most, before the place
# Where a finding stands in a document.
PAGE: Final = {"en": "{}: page {}: ", "zh": "{}：第{}页："}
PARAGRAPH: Final = {"en": "{}: paragraph {}: ", "zh": "{}：第{}段："}
AFTER: Final = {"en": "{}: after paragraph {}: ", "zh": "{}：第{}段之后："}
FIRST: Final = {"en": "{}: before paragraph 1: ", "zh": "{}：第1段之前："}
SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
SARIF_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
GITHUB_LEVELS: Final = {"error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was checked: its name, its text, what was found in it. source: has the places, where it is more than text."""

    name: str
    text: str
    findings: Sequence[Diagnostic]
    source: SourceInfo | None = None


def write_findings(checked: Checked, language: Language = "en") -> str:
    """A line for each finding, `file:line:column: severity code message`, then the line of the source with a caret.

    Where the file is a document, whose lines nobody sees, its page or paragraph stands in place of the line and the column.
    """
    positions = Positions(checked.text)
    return "".join(_finding(_where(checked, positions, one, language), positions, one) for one in checked.findings)


def _where(checked: Checked, positions: Positions, one: Diagnostic, language: Language) -> str:
    """Where a finding stands, as a person finds it. What is in a table has no paragraph: it comes after the last one that is."""
    start = one.span[0]
    places = checked.source.places if checked.source else ()
    known = [place for place in places if place.start <= start]
    if not known:
        line, column = positions.of(start)
        return f"{checked.name}:{line}:{column}: "
    if known[-1].page:
        return PAGE[language].format(checked.name, known[-1].page)
    last = max(place.paragraph or 0 for place in known)
    words = PARAGRAPH if known[-1].paragraph else AFTER if last else FIRST
    return words[language].format(checked.name, last)


def _finding(where: str, positions: Positions, one: Diagnostic) -> str:
    line, column = positions.of(one.span[0])
    shown, before, under = _excerpt(positions.line(line), column - 1, one.span[1] - one.span[0])
    hint = f" ({one.hint})" if one.hint else ""
    head = f"{where}{one.severity} {one.code} {one.message}{hint}\n"
    return head + f"    {shown}\n    {' ' * before}{'^' * under}\n"


def _excerpt(line: str, at: int, length: int) -> tuple[str, int, int]:
    """The words of a line around a place, the columns before it, and those that it takes: a full-width character has two."""
    first, columns = at, 0
    while first and at - first < SHOWN and columns + columns_of(line[first - 1]) <= BEFORE:
        first -= 1
        columns += columns_of(line[first])
    last = at
    while last < len(line) and last - at < SHOWN and columns + columns_of(line[last]) <= SHOWN:
        columns += columns_of(line[last])
        last += 1
    lead = "…" if first else ""
    words = [UNSEEN.sub(" ", words) for words in (line[first:at], line[at : min(at + length, last)], line[at:last])]
    tail = "…" if last < len(line) else ""
    return lead + words[0] + words[2] + tail, columns_of(lead + words[0]), max(columns_of(words[1]), 1)


def write_statistics(findings: Iterable[Diagnostic]) -> str:
    """How often each rule was broken, most often first."""
    counts = Counter(one.code for one in findings)
    return "".join(f"{count:6}  {code}\n" for code, count in counts.most_common())


def write_summary(files: int, findings: int, language: Language) -> str:
    """One line that says how much was found."""
    if language == "zh":
        return f"检查了{files}个文件，发现{findings}处问题\n" if findings else f"检查了{files}个文件，没有发现问题\n"
    checked = "1 file" if files == 1 else f"{files} files"
    found = {0: "nothing", 1: "1 finding"}.get(findings, f"{findings} findings")
    return f"{checked} checked, {found}{'' if findings else ' to report'}\n"


def write_findings_json(checked: Iterable[Checked]) -> str:
    """An array of findings, each with its file, its place and the mend where there is one."""
    rows = []
    for one in checked:
        positions = Positions(one.text)
        rows += [_row(one.name, positions, finding) for finding in one.findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(name: str, positions: Positions, one: Diagnostic) -> dict[str, Any]:
    line, column = positions.of(one.span[0])
    return {"file": name, "line": line, "column": column, **one.model_dump(mode="json")}


def write_sarif(checked: Iterable[Checked], language: Language) -> str:
    """A SARIF 2.1.0 log with the rules, the findings, and their mends."""
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.words(language).about},
            "help": {"text": f"{rule.words(language).about} ({rule.source(language)})"},
            "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity]},
        }
        for rule in RULES
    ]
    results = []
    for one in checked:
        positions = Positions(one.text)
        results += [_result(one.name, positions, finding) for finding in one.findings]
    driver = {"name": "speechtree", "version": version("speechtree"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(name: str, positions: Positions, one: Diagnostic) -> dict[str, Any]:
    artifact = {"uri": quote(name)}  # a name is no URI yet
    result: dict[str, Any] = {
        "ruleId": one.code,
        "level": SARIF_LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(positions, one.span)}}],
    }
    if one.edit:
        replacement = {"deletedRegion": _region(positions, one.edit.span), "insertedContent": {"text": one.edit.replacement}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": one.hint}, "artifactChanges": [change]}]
    return result


def _region(positions: Positions, span: tuple[int, int]) -> dict[str, int]:
    (line, column), (end_line, end_column) = positions.of(span[0]), positions.of(span[1])
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span[0],
        "charLength": span[1] - span[0],
    }


def write_github(checked: Checked) -> str:
    """The annotations that GitHub shows beside the lines of a pull request."""
    positions = Positions(checked.text)
    return "".join(_annotation(checked.name, positions, one) for one in checked.findings)


def _annotation(name: str, positions: Positions, one: Diagnostic) -> str:
    line, column = positions.of(one.span[0])
    place = f"file={_escaped(name, ',:')},line={line},col={column},title={one.code}"
    return f"::{GITHUB_LEVELS[one.severity]} {place}::{_escaped(one.message)}\n"


def _escaped(words: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        words = words.replace(char, f"%{ord(char):02X}")
    return words
