"""The table of parts as a Parquet file."""

from __future__ import annotations

from io import BytesIO

from pyarrow import Table, parquet

from speechtree.corpus.arrow import SCHEMA, record_batch
from speechtree.models import Document
from speechtree.table import parts


def write_parquet(*documents: Document) -> bytes:
    """A row for each speech and each point, with the columns of `speechtree.corpus.arrow.SCHEMA`."""
    rows = (part for document in documents for part in parts(document))
    file = BytesIO()
    parquet.write_table(Table.from_batches([record_batch(rows)], SCHEMA), file, compression="zstd")
    return file.getvalue()
