"""The outlines of a table of texts with Ray Data, on this machine or on the cluster that RAY_ADDRESS names.

The input is a Parquet file, or a folder of them, with the columns `name` and `text`; the output is a folder of files.
"""

from argparse import ArgumentParser

import pyarrow as pa
import ray

from speechtree.corpus import SCHEMA, outlines

BATCH = 64  # documents that one call gets
BLOCK = 512  # documents of one task, and of one file of the output


def outlines_of_table(texts: pa.Table) -> pa.Table:
    """Ray's batches are tables, which hold any number of record batches."""
    return pa.Table.from_batches(map(outlines, texts.to_batches()), SCHEMA)


def write_outlines(texts: str, target: str) -> None:
    """Share the texts out among all processors. Without blocks of its own a small table would be one task."""
    blocks = ray.data.read_parquet(texts).select_columns(["name", "text"]).repartition(target_num_rows_per_block=BLOCK)
    blocks.map_batches(outlines_of_table, batch_format="pyarrow", batch_size=BATCH).write_parquet(target)


if __name__ == "__main__":
    command = ArgumentParser(description=__doc__)
    command.add_argument("input")
    command.add_argument("output")
    command.add_argument("--cpus", type=int, help="processors of this machine to take, not of a cluster")
    given = command.parse_args()
    with ray.init(num_cpus=given.cpus, include_dashboard=False):
        write_outlines(given.input, given.output)
