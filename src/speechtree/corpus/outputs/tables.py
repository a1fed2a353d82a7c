"""The table of parts, as a Parquet or a DuckDB file: each unit gives an Arrow stream."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
from pyarrow import parquet

from speechtree.corpus.arrow import SCHEMA, record_batch
from speechtree.models import Document
from speechtree.table import Part as Row
from speechtree.table import failed, parts

Parts = Callable[[], Iterator[Path]]

BATCH_ROWS: Final = 4096  # that a worker gathers before it writes them
TABLE_BYTES: Final = 4 * 2**20  # of rows that become a row group of a Parquet file
# What DuckDB may take for itself. It would keep a whole file in memory if it could; a file of very large rows needs more.
MEMORY: Final[tuple[dict[str, str], ...]] = ({"memory_limit": "16MB"}, {"memory_limit": "64MB"}, {})


class Part:
    """The rows of a unit."""

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        self.file = path.open("wb")
        self.stream = pa.ipc.new_stream(self.file, SCHEMA)
        self.rows: list[Row] = []

    def render(self, document: Document, name: str) -> list[Row]:
        """The rows of a document."""
        return parts(document, name)

    def render_failure(self, name: str, error: str) -> list[Row]:
        """The row of a document that failed."""
        return [failed(name, error)]

    def write(self, rendered: list[Row]) -> None:
        """Add rows."""
        self.rows += rendered
        if len(self.rows) >= BATCH_ROWS:
            self._write_rows()

    def _write_rows(self) -> None:
        self.stream.write_batch(record_batch(self.rows))
        self.rows = []

    def close(self) -> None:
        """Put the file on the disk."""
        with self.file:
            self._write_rows()
            self.stream.close()
            self.file.flush()
            os.fsync(self.file.fileno())


def join_parquet(parts: Parts, whole: Path) -> None:
    """A Parquet file, with a row group for each table."""
    with parquet.ParquetWriter(whole, SCHEMA, compression="zstd") as writer:
        for table in tables(_batches(parts)):
            writer.write_table(table)
            pa.default_memory_pool().release_unused()


def tables(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """All rows in tables that are neither small nor large. Where one ends depends on the rows alone."""
    gathered: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        gathered.append(batch)
        size += batch.nbytes
        if size >= TABLE_BYTES:
            yield pa.Table.from_batches(gathered)
            gathered, size = [], 0
    yield pa.Table.from_batches(gathered, SCHEMA)


def _batches(parts: Parts) -> Iterator[pa.RecordBatch]:
    options = pa.ipc.IpcReadOptions(use_threads=False)  # each thread would keep memory of its own
    for path in parts():
        with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file, options=options) as stream:
            yield from stream


def join_duckdb(parts: Parts, whole: Path) -> None:
    """A DuckDB file with the table `parts`."""
    failure: duckdb.Error | None = None
    for memory in MEMORY:
        try:
            return _fill_duckdb(parts, whole, memory)
        except duckdb.Error as error:
            failure = error
    raise OSError(str(failure)) from failure


def _fill_duckdb(parts: Parts, whole: Path, memory: dict[str, str]) -> None:
    whole.unlink(missing_ok=True)
    with duckdb.connect(whole, config={"threads": "1", **memory}) as database:
        database.register("more", pa.RecordBatchReader.from_batches(SCHEMA, _batches(parts)))
        database.execute("CREATE TABLE parts AS FROM more")
