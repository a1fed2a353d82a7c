"""Tables of outlines, of any of their three kinds, as one working table in DuckDB: documents numbered, rows in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from glob import escape
from itertools import islice
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final

import duckdb
from pydantic import ValidationError
from pydantic_core import from_json

from speechtree.corpus.arrow import record_batch
from speechtree.errors import InputError
from speechtree.models import Document
from speechtree.readers import printable
from speechtree.table import Part, failed, parts

SETUP: Final[dict[str, Any]] = {
    "memory_limit": "256MB",  # the rest goes to a file
    "threads": 2,  # each takes memory of its own
    "python_enable_replacements": False,  # a name in SQL is a table, never a variable of this program
    "autoinstall_known_extensions": False,  # nothing is fetched
}
LINES: Final = 64  # documents of a .jsonl that are held at a time
MADE: Final = "a table that `speechtree corpus` writes"

COLUMNS: Final = {
    "document": "VARCHAR",
    "speech": "INTEGER",
    "depth": "INTEGER",
    "style": "VARCHAR",
    "marker": "VARCHAR",
    "title": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "confidence": "DOUBLE",
    "findings": "VARCHAR[]",
    "error": "VARCHAR",
}
RAW: Final = "CREATE TABLE raw (origin INTEGER, {})".format(", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items()))
INSERT: Final = "INSERT INTO raw SELECT {{}}, {} FROM {{}}".format(
    ", ".join(f'left("{name}", 200)' if name in {"marker", "title"} else f'"{name}"' for name in COLUMNS)
)
# A document is known by its table and its name, and numbered by its first row. A row is known by its number, which is its place;
# its words, which are the larger part, stay where they are.
NUMBERED: Final = """
CREATE TABLE documents AS SELECT min(rowid) AS doc, origin, document AS name FROM raw GROUP BY origin, document;
CREATE TABLE rows AS
SELECT doc, raw.rowid AS n, speech, depth, style, "end" - start AS length, confidence, findings, error
FROM raw JOIN documents ON raw.origin = documents.origin AND raw.document IS NOT DISTINCT FROM name;
"""
SPEECHES: Final = """
CREATE TABLE speeches AS
SELECT doc, speech, min(n) AS n, count(*) FILTER (depth = 1) AS heads, max(depth) AS depth,
    coalesce(sum(length) FILTER (depth = 0), 0) AS length
FROM rows WHERE speech > 0 GROUP BY doc, speech;
CREATE TABLE points (doc BIGINT, n BIGINT, speech INTEGER, depth INTEGER, style VARCHAR, parent VARCHAR, confidence DOUBLE);
"""
# In the text a point stands after the one that it hangs under, with no other of that depth between. Done for a stretch of
# documents at a time, so that what is joined stays in memory.
POINTS: Final = """
WITH near AS (FROM rows WHERE depth > 0 AND doc >= $first AND doc < $first + $stretch)
INSERT INTO points
SELECT point.doc, point.n, point.speech, point.depth, point.style, coalesce(parent.style, ''), point.confidence
FROM near AS point ASOF LEFT JOIN (SELECT doc, speech, depth + 1 AS below, n, style FROM near) AS parent
ON point.doc = parent.doc AND point.speech = parent.speech AND point.depth = parent.below AND point.n > parent.n
"""
STRETCH: Final = 1_000_000  # rows


def load(tables: Sequence[Path], folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in a folder with the tables `raw`, `documents`, `rows`, `speeches` and `points` of all that was named.

    Raises InputError when a file is missing, damaged, empty or something else.
    """
    database = duckdb.connect(folder / "work.duckdb", config={**SETUP, "temp_directory": str(folder / "spilled")})
    try:
        database.execute(RAW)
        for origin, path in enumerate(tables):
            _insert(database, origin, path)
        _number(database)
    except BaseException:
        database.close()
        raise
    return database


def _number(database: duckdb.DuckDBPyConnection) -> None:
    """Make what is counted out of all rows."""
    try:
        database.execute(NUMBERED)
        database.execute(SPEECHES)
        for first in range(0, _rows(database), STRETCH):
            database.execute(POINTS, {"first": first, "stretch": STRETCH})
    except duckdb.Error as error:
        raise InputError(f"{gettempdir()}: there is no room to count in ({_reason(error)}); make some, or set TMPDIR") from error


def _insert(database: duckdb.DuckDBPyConnection, origin: int, path: Path) -> None:
    """Add the rows of a table."""
    shown = printable(str(path))
    kind = KINDS.get(path.suffix.lower())
    if not kind:
        raise InputError(f"{shown}: a report is made of {MADE}: {', '.join(KINDS)}")
    if not path.is_file():
        raise InputError(f"{shown}: no such file; name {MADE}")
    before = _rows(database)
    try:
        kind(database, origin, path)
    except duckdb.Error as error:
        raise InputError(f"{shown}: it cannot be read ({_reason(error)}); name {MADE}") from error
    except OSError as error:
        raise InputError(f"{shown}: {error.strerror}") from error
    if _rows(database) == before:
        raise InputError(f"{shown}: there is no row in it; name a table with documents")


def _reason(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]


def _rows(database: duckdb.DuckDBPyConnection) -> int:
    return int(_one(database, "SELECT count(*) FROM raw"))


def _one(database: duckdb.DuckDBPyConnection, query: str) -> Any:  # noqa: ANN401 - any value
    return database.sql(query).fetchall()[0][0]


def _insert_parquet(database: duckdb.DuckDBPyConnection, origin: int, path: Path) -> None:
    _insert_from(database, origin, f"read_parquet({_quoted(escape(str(path)))})", path)


def _insert_duckdb(database: duckdb.DuckDBPyConnection, origin: int, path: Path) -> None:
    database.execute(f"ATTACH {_quoted(str(path))} AS given (READ_ONLY)")
    _insert_from(database, origin, "given.parts", path)
    database.execute("DETACH given")


def _insert_from(database: duckdb.DuckDBPyConnection, origin: int, source: str, path: Path) -> None:
    found = {row[0] for row in database.sql(f"DESCRIBE FROM {source}").fetchall()}
    lacking = [name for name in COLUMNS if name not in found]
    if lacking:
        raise InputError(f"{printable(str(path))}: it has no column {', '.join(map(repr, lacking))}; name {MADE}")
    database.execute(INSERT.format(origin, source))


def _insert_json_lines(database: duckdb.DuckDBPyConnection, origin: int, path: Path) -> None:
    documents = _documents(path)
    while batch := [part for rows in islice(documents, LINES) for part in rows]:
        database.register("batch", record_batch(batch))
        database.execute(INSERT.format(origin, "batch"))
        database.unregister("batch")


def _documents(path: Path) -> Iterator[list[Part]]:
    """The rows of each document of a .jsonl."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _parts(line, f"{printable(str(path))}:{number}")


def _parts(line: bytes, place: str) -> list[Part]:
    try:
        return parts(Document.model_validate_json(line))
    except ValidationError:
        failure = _failure(line)
        if failure is None:
            raise InputError(f"{place}: no outline of a document; name {MADE}") from None
        return [failure]


def _failure(line: bytes) -> Part | None:
    """The row of a document that failed, if the line is one."""
    try:
        values = from_json(line)
        name, error = values["source"]["name"], values["error"]
    except (ValueError, KeyError, TypeError):
        return None
    return failed(name, error) if isinstance(name, str) and isinstance(error, str) else None


def _quoted(words: str) -> str:
    """A string in SQL."""
    return "'" + words.replace("'", "''") + "'"


Insert = Callable[[duckdb.DuckDBPyConnection, int, Path], None]
KINDS: Final[dict[str, Insert]] = {".parquet": _insert_parquet, ".duckdb": _insert_duckdb, ".jsonl": _insert_json_lines}
