"""The table of parts, as a Parquet or a DuckDB file: each unit gives an Arrow stream."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
from pyarrow import parquet

from speechtree.corpus.arrow import SCHEMA, record_batch
from speechtree.corpus.table import failed, parts
from speechtree.models import Document

GROUP_BYTES: Final = 16 * 2**20  # of a table that is written at once


class Part:
    """The rows of a unit."""

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        self.file = path.open("wb")
        self.stream = pa.ipc.new_stream(self.file, SCHEMA)

    def render(self, document: Document, name: str) -> pa.RecordBatch:
        """The rows of a document."""
        return record_batch(parts(document, name))

    def render_failure(self, name: str, error: str) -> pa.RecordBatch:
        """The row of a document that failed."""
        return record_batch([failed(name, error)])

    def write(self, rendered: pa.RecordBatch) -> None:
        """Add rows."""
        self.stream.write_batch(rendered)

    def close(self) -> None:
        """Put the file on the disk."""
        with self.file:
            self.stream.close()
            self.file.flush()
            os.fsync(self.file.fileno())


def tables(paths: Iterable[Path]) -> Iterator[pa.Table]:
    """The rows of all parts in tables that are neither small nor large. Where one ends depends on the rows alone."""
    batches: list[pa.RecordBatch] = []
    size = 0
    for batch in chain.from_iterable(map(_batches, paths)):
        batches.append(batch)
        size += batch.nbytes
        if size >= GROUP_BYTES:
            yield pa.Table.from_batches(batches)
            batches, size = [], 0
    yield pa.Table.from_batches(batches, SCHEMA)


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as stream:
        yield from stream


def join_parquet(paths: Iterable[Path], whole: Path) -> None:
    """A Parquet file, with a row group for each table."""
    with parquet.ParquetWriter(whole, SCHEMA, compression="zstd") as writer:
        for table in tables(paths):
            writer.write_table(table)


def join_duckdb(paths: Iterable[Path], whole: Path) -> None:
    """A DuckDB file with the table `parts`."""
    whole.unlink(missing_ok=True)
    try:
        with duckdb.connect(whole) as database:
            database.register("more", SCHEMA.empty_table())
            database.execute("CREATE TABLE parts AS FROM more")
            for table in tables(paths):
                database.register("more", table)
                database.execute("INSERT INTO parts FROM more")
    except duckdb.Error as error:
        raise OSError(str(error)) from error
