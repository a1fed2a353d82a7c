"""The outlines of a table of texts with DuckDB, on one machine.

The input is a Parquet file, or a pattern that names several, with the columns `name` and `text`; the output is one file.
"""

from argparse import ArgumentParser

import duckdb
import pyarrow as pa

from speechtree.corpus import SCHEMA, outlines

BATCH = 64  # documents that one call gets


def write_outlines(texts: str, target: str) -> None:
    """Read, outline and write as one stream, so that memory does not grow with the number of texts."""
    with duckdb.connect() as reading, duckdb.connect() as writing:
        batches = reading.read_parquet(texts).select("name", "text").to_arrow_reader(BATCH)
        table = pa.RecordBatchReader.from_batches(SCHEMA, map(outlines, batches))
        writing.from_arrow(table).write_parquet(target, compression="zstd")


if __name__ == "__main__":
    command = ArgumentParser(description=__doc__)
    command.add_argument("input")
    command.add_argument("output")
    given = command.parse_args()
    write_outlines(given.input, given.output)
