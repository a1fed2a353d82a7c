"""Outputs: what becomes of documents. JSON Lines, or the table of parts.

Each can render a document (`part`), which a worker does, and put the parts together (`join`), which is done once at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from speechtree.corpus.outputs import json_lines
from speechtree.errors import InputError
from speechtree.models import Document

Rendered = TypeVar("Rendered")
SUFFIXES: Final = (".jsonl", ".parquet", ".duckdb")


class Part(Protocol[Rendered]):
    """A file with the results of one unit."""

    def render(self, document: Document, name: str) -> Rendered:
        """What is written for a document. Raises whatever may be wrong with it."""

    def render_failure(self, name: str, error: str) -> Rendered:
        """What is written for a document that failed."""

    def write(self, rendered: Rendered) -> None:
        """Write it. Raises OSError."""

    def close(self) -> None:
        """Write what is left and make sure that it is on the disk."""


class Output(NamedTuple):
    """A kind of output.

    part: begins a part. join: writes the whole out of the parts, which it asks for; it raises OSError.
    """

    part: Callable[[Path], Part[Any]]
    join: Callable[[Callable[[], Iterator[Path]], Path], None]


def output(suffix: str) -> Output:
    """The kind of outputs with a suffix. Raises InputError for an unknown one, or when what it needs is not installed."""
    if suffix == ".jsonl":
        return Output(json_lines.Part, json_lines.join)
    if suffix not in SUFFIXES:
        raise InputError(f"an output is one of these kinds: {', '.join(SUFFIXES)}; not {suffix or 'without a suffix'}")
    try:
        from speechtree.corpus.outputs import tables

        return Output(tables.Part, tables.join_parquet if suffix == ".parquet" else tables.join_duckdb)
    except ImportError as error:
        raise InputError(f"writing {suffix} needs pyarrow and duckdb: pip install 'speechtree[corpus]'") from error
