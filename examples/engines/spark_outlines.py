"""The outlines of a table of texts with Spark, on this machine or, started by spark-submit, on a cluster.

The input is a Parquet file, or a folder of them, with the columns `name` and `text`; the output is a folder of files.
"""

from argparse import ArgumentParser
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import SparkSession

from speechtree.corpus import SCHEMA, outlines

BATCH = 64  # documents that one call gets


def outlines_of_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What Spark runs on each part of the table."""
    return map(outlines, batches)


def write_outlines(spark: SparkSession, texts: str, target: str) -> None:
    """Share the texts out among all processors. Spark takes its schema from the one in Arrow."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    schema = spark.createDataFrame(SCHEMA.empty_table()).schema
    table = spark.read.parquet(texts).select("name", "text").mapInArrow(outlines_of_batches, schema)
    table.write.parquet(target)


if __name__ == "__main__":
    command = ArgumentParser(description=__doc__)
    command.add_argument("input")
    command.add_argument("output")
    given = command.parse_args()
    with SparkSession.builder.appName("outlines").getOrCreate() as session:
        write_outlines(session, given.input, given.output)
