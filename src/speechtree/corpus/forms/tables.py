"""Parquet files: each row is an object with the text of a document in one of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

import pyarrow as pa
from pyarrow import parquet

from speechtree.corpus.forms.found import Found, Loaded, must_be_unchanged, name_in, text_in
from speechtree.corpus.units import UNIT_BYTES, Options, Stamp, Unit
from speechtree.errors import InputError
from speechtree.readers import printable


def _open(path: str) -> parquet.ParquetFile:
    """A file that is read page by page, so that a large row group takes no more memory than a small one."""
    return parquet.ParquetFile(path, pre_buffer=False, buffer_size=UNIT_BYTES)


def units(stamps: Iterable[Stamp], options: Options, _: Counter[str]) -> Iterator[Unit]:
    """Stretches of rows inside a row group. Raises InputError when a file is damaged or has no such columns of text."""
    for stamp in stamps:
        try:
            with _open(stamp.path) as table:
                _must_have_the_columns(table.schema_arrow, printable(stamp.path), options)
                yield from _stretches(stamp, table.metadata, options)
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"{printable(stamp.path)}: {getattr(error, 'strerror', None) or error}") from error


def _must_have_the_columns(schema: pa.Schema, name: str, options: Options) -> None:
    for field, option in ((options.text_field, "--text-field"), (options.name_field, "--name-field")):
        if field is not None and field not in schema.names:
            raise InputError(f"{name}: there is no column {field!r}; name one with {option}: {', '.join(schema.names)}")


def _stretches(stamp: Stamp, metadata: parquet.FileMetaData, options: Options) -> Iterator[Unit]:
    for group in range(metadata.num_row_groups):
        chunks = metadata.row_group(group)
        columns = (chunks.column(at) for at in range(chunks.num_columns))
        size = next(column.total_uncompressed_size for column in columns if column.path_in_schema == options.text_field)
        rows = chunks.num_rows
        step = max(1, rows * UNIT_BYTES // max(size, 1))
        for start in range(0, rows, step):
            stop = min(start + step, rows)
            yield Unit("tables", (stamp,), stop - start, size * (stop - start) // rows, start, stop, group)


class Reader:
    """Reads stretches of rows."""

    def __init__(self, stamp: Stamp, options: Options) -> None:
        """Open the file."""
        must_be_unchanged(stamp)
        self.options = options
        self.table = _open(stamp.path)
        self.columns = [options.text_field, *([options.name_field] if options.name_field else [])]
        self.group, self.row = -1, 0
        self.batches: Iterator[pa.RecordBatch] = iter(())
        self.batch = pa.RecordBatch.from_pylist([])

    def documents(self, unit: Unit) -> Iterator[Found]:
        """The rows of a unit. A unit that comes after the last one in its row group is read on from there."""
        name = printable(unit.files[0].path)
        if unit.first != self.group or unit.start < self.row:
            self.group, self.row = unit.first, 0
            self.batches = self.table.iter_batches(unit.stop - unit.start, row_groups=[unit.first], columns=self.columns)
            self.batch = next(self.batches)
        before = self._rows_before(unit.first)
        for row in range(unit.start, unit.stop):
            while row >= self.row + len(self.batch):
                self.row += len(self.batch)
                self.batch = next(self.batches)
            place = f"{name}:{before + row + 1}"
            yield Found(place, partial(self._load, self.batch, row - self.row, place))

    def _rows_before(self, group: int) -> int:
        return sum(self.table.metadata.row_group(one).num_rows for one in range(group))

    def _load(self, batch: pa.RecordBatch, row: int, place: str) -> Loaded:
        try:
            text, *names = (column[row].as_py() for column in batch.columns)
        except UnicodeDecodeError as error:
            raise InputError(f"{place}: {error}") from error
        return Loaded(name_in(names[0] if names else None, place), text_in(text, place, self.options))

    def close(self) -> None:
        """Close the file."""
        self.table.close()
