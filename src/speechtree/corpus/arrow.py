"""From a batch of texts to the table of their parts, both in Arrow: the function that engines run on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

from speechtree.errors import InputError
from speechtree.pipeline import Parser, collector_paused
from speechtree.table import Part, failed, parts

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("tables of outlines need pyarrow: pip install 'speechtree[arrow]'") from error

SCHEMA: Final = pa.schema(
    {
        "document": pa.string(),
        "speech": pa.int32(),
        "path": pa.list_(pa.int32()),
        "depth": pa.int32(),
        "style": pa.string(),
        "marker": pa.string(),
        "title": pa.string(),
        "stop": pa.string(),
        "text": pa.string(),
        "start": pa.int64(),
        "end": pa.int64(),
        "marker_start": pa.int64(),
        "marker_end": pa.int64(),
        "title_start": pa.int64(),
        "title_end": pa.int64(),
        "confidence": pa.float32(),
        "findings": pa.list_(pa.string()),
        "error": pa.string(),
    }
)


def outlines(
    batch: pa.RecordBatch, *, text: str = "text", name: str | None = "name", parser: Parser | None = None
) -> pa.RecordBatch:
    """The outlines of a batch of documents, one in each row, as the table of their parts.

    text: the column with the texts: strings of any Arrow type, also as a dictionary.
    name: the column with what the documents are called, of any type; None if there is none: then each is called by the
    SHA-256 of its text, which is the same on every machine and in every batch.
    parser: one with numbering styles of its own, if not the built-in one.
    Returns a batch with `SCHEMA`, whose columns are the fields of `Part`, the documents in the order in which they came.
    The content of a text never raises an error: a document that is null, or no Unicode, or fails in any way, is one row
    with its name and the error.
    Raises InputError, naming the columns that there are, when a column is missing or the texts are no strings.
    """
    texts = _column(batch, text)
    if not _is_text(texts.type):
        raise InputError(f"the column '{text}' is of type {texts.type}, and texts are strings; cast it, or name another")
    parser = parser or Parser()
    values = _values(texts)
    names = map(_digest, values) if name is None else map(_name, _values(_column(batch, name)))
    return record_batch(part for called, value in zip(names, values, strict=True) for part in _parts(value, called, parser))


def record_batch(rows: Iterable[Part]) -> pa.RecordBatch:
    """Rows as a batch with `SCHEMA`. A lone surrogate, which Arrow cannot hold, becomes a question mark."""
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    return pa.RecordBatch.from_arrays([_array(*column) for column in zip(columns, SCHEMA.types, strict=True)], schema=SCHEMA)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    """A column by its name. Two of one name are as bad as none."""
    columns = batch.schema.names
    if columns.count(name) != 1:
        found = f"no column '{name}'" if name not in columns else f"more than one column '{name}'"
        raise InputError(f"the table has {found}, only {', '.join(map(repr, columns)) or 'none at all'}; say which one to take")
    return batch.column(name)


def _is_text(kind: pa.DataType) -> bool:
    """Whether values of a type are strings. A column of nulls alone is one of texts that are missing."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(test(kind) for test in tests)


def _values(column: pa.Array) -> list[Any]:
    """The values of a column; strings that are no UTF-8 stay bytes."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(value) for value in column.cast(pa.large_binary()).to_pylist()]


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return value if value is None else value.decode("utf-8")
    except UnicodeDecodeError:
        return value


def _name(value: object) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return None if value is None else str(value)


def _digest(text: str | bytes | None) -> str | None:
    """As in `SourceInfo.sha256`."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return None if data is None else sha256(data).hexdigest()


def _parts(text: object, name: str | None, parser: Parser) -> list[Part]:
    """The rows of one document, whatever is wrong with it."""
    if text is None:
        return [failed(name, "there is no text: it is null")]
    if not isinstance(text, str):
        return [failed(name, "the text is no UTF-8")]
    try:
        with collector_paused(0):  # nor does it help to walk the tree while the rows are made of it
            return parts(parser.parse(text, name=name), name)
    except Exception as error:  # noqa: BLE001 - one document never stops the others
        return [failed(name, f"{type(error).__name__}: {error}")]


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([value and value.encode("utf-8", "replace").decode("utf-8") for value in values], kind)
