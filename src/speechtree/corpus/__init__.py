"""Many documents: `run_corpus` reads the outlines of a corpus into one file; `outlines` does a batch of them in Arrow.

`outlines` and `SCHEMA` need pyarrow, which is loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from speechtree.corpus.run import State, Summary, run_corpus
from speechtree.table import Part, failed, parts

if TYPE_CHECKING:
    from speechtree.corpus.arrow import SCHEMA, outlines

__all__ = ["SCHEMA", "Part", "State", "Summary", "failed", "outlines", "parts", "run_corpus"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's own way to load a name late
    if name not in {"SCHEMA", "outlines"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("speechtree.corpus.arrow"), name)
