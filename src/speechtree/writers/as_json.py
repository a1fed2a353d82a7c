"""The JSON export. `Document.model_validate_json` reads each document back, equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import indent

from speechtree.models import Document

INDENT = 2


def write_json(document: Document) -> str:
    """One document, indented, with a line break at the end."""
    return document.model_dump_json(indent=INDENT) + "\n"


def write_json_array(documents: Iterable[Document]) -> Iterator[str]:
    """An array of documents, indented, piece by piece: a document is let go of before the next one is asked for."""
    before = "[\n"
    for document in documents:
        yield before + indent(document.model_dump_json(indent=INDENT), " " * INDENT)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def write_json_line(document: Document) -> str:
    """One document on one line (JSON Lines)."""
    return document.model_dump_json() + "\n"
