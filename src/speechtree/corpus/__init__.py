"""Many documents: their outlines as one table of parts.

`outlines` and `SCHEMA` need pyarrow, which is loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from speechtree.corpus.table import Part, failed, parts

if TYPE_CHECKING:
    from speechtree.corpus.arrow import SCHEMA, outlines

__all__ = ["SCHEMA", "Part", "failed", "outlines", "parts"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's own way to load a name late
    if name not in {"SCHEMA", "outlines"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("speechtree.corpus.arrow"), name)
