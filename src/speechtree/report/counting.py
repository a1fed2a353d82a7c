"""What is counted: for each bar of each figure how often, in how many documents, and which are the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb

from speechtree.diagnose import DOUBTFUL, RULES

MOST_HEADS: Final = 15  # more are one bar
DEEPEST: Final = 6  # deeper is one bar
SHORTEST: Final = 250  # characters: the first bar ends here, and each of the others at twice the one before
LONGEST: Final = 8  # how often it is doubled at most
SURE: Final = DOUBTFUL

# The facts of each figure: what falls into a bar (a row, and in a matrix a cell of it), in which document, at which row of
# the table. Reasons for failing lose the name, what to do about it, and their numbers.
FACTS: Final = {
    "heads": f"SELECT least(heads, {MOST_HEADS}), '', doc, n FROM speeches",
    "lengths": f"""SELECT CASE WHEN length < {SHORTEST} THEN 0
        ELSE least({LONGEST}, 1 + floor(log2(length / {SHORTEST}.0)))::INTEGER END, '', doc, n FROM speeches""",
    "speech-depths": f"SELECT least(depth, {DEEPEST}), '', doc, n FROM speeches",
    "point-depths": f"SELECT least(depth, {DEEPEST}), '', doc, n FROM points",
    "style-speeches": "SELECT style, '', doc, min(n) FROM points GROUP BY style, doc, speech",
    "style-points": "SELECT style, '', doc, n FROM points",
    "style-depths": f"SELECT style, least(depth, {DEEPEST})::VARCHAR, doc, n FROM points",
    "nesting": "SELECT parent, style, doc, n FROM points",
    "findings": "SELECT unnest(findings), '', doc, n FROM rows WHERE len(findings) > 0",
    "confidence": f"""SELECT greatest(4, floor(round(confidence, 4) * 10))::INTEGER, '', doc, n
        FROM points WHERE round(confidence, 4) < {SURE}""",
    "failed": r"""SELECT left(regexp_replace(split_part(CASE WHEN starts_with(error, name || ': ')
        THEN error[length(name) + 3:] ELSE error END, ';', 1), '(^|[ (])[0-9][0-9,.]*', '\1…', 'g'), 160), '', doc, n
        FROM rows JOIN documents USING (doc) WHERE error IS NOT NULL""",
}
BARS: Final = """
SELECT bar, cell, sum(times)::BIGINT, count(*), arg_min(struct_pack(doc, n, times), doc, {examples}) FROM (
    SELECT bar, cell, doc, count(*) AS times, min(n) AS n FROM ({facts}) AS facts (bar, cell, doc, n) GROUP BY ALL
) GROUP BY ALL ORDER BY ALL
"""
QUIET: Final = ", ".join(f"'{rule.code}'" for rule in RULES if rule.severity == "info")  # reported on request only
TOTALS: Final = f"""
SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM speeches), (SELECT count(*) FROM points),
    (SELECT count(DISTINCT doc) FROM rows WHERE error IS NOT NULL),
    (SELECT count(DISTINCT doc) FROM (SELECT doc, unnest(findings) AS code FROM rows) WHERE code NOT IN ({QUIET}))
"""
WHERE: Final = """
SELECT n, document, start, CASE WHEN error IS NULL THEN concat_ws('', marker, title) ELSE error END
FROM raw JOIN wanted ON raw.rowid = n
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A document behind a bar: the number of the first row that falls into it, and how many do."""

    row: int
    times: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, or a cell of a matrix.

    number: counted through all figures. times: how many things fall into it, in how many documents; examples: the first
    of these in the order of the table.
    """

    number: int
    row: str
    cell: str
    times: int
    documents: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of the table stands: its document, the offset in its text, its words (or the error)."""

    document: str
    start: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Counted:
    """All that the report shows.

    with_findings: how many documents have one of more weight than info. places: of the rows that examples name, by their numbers.
    """

    documents: int
    speeches: int
    points: int
    failed: int
    with_findings: int
    figures: dict[str, list[Bar]]
    places: dict[int, Place]


def count(database: duckdb.DuckDBPyConnection, examples: int) -> Counted:
    """Count everything. examples: how many documents a bar names at most."""
    figures: dict[str, list[Bar]] = {}
    number = 0
    for name, facts in FACTS.items():
        bars = figures[name] = []
        for row, cell, times, documents, first in database.sql(BARS.format(facts=facts, examples=examples)).fetchall():
            chosen = tuple(Example(one["n"], one["times"]) for one in sorted(first, key=lambda one: one["doc"]))
            bars.append(Bar(number, str(row), cell, times, documents, chosen))
            number += 1
    documents, speeches, points, failed, with_findings = database.sql(TOTALS).fetchall()[0]
    return Counted(documents, speeches, points, failed, with_findings, figures, _places(database, figures))


def _places(database: duckdb.DuckDBPyConnection, figures: dict[str, list[Bar]]) -> dict[int, Place]:
    rows = sorted({example.row for bars in figures.values() for bar in bars for example in bar.examples})
    database.execute("CREATE TEMP TABLE wanted AS SELECT unnest(?::BIGINT[]) AS n", [rows])
    return {n: Place(name or "", start, words) for n, name, start, words in database.sql(WHERE).fetchall()}
