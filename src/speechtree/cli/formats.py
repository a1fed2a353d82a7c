"""The formats that outlines are printed or written in, beside the tree and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from speechtree.errors import InputError
from speechtree.models import Document
from speechtree.writers.entries import Shown


class Format(NamedTuple):
    """A format. suffixes: of its files; module, function: what writes it; extra: what must be installed for it."""

    about: str
    suffixes: tuple[str, ...]
    module: str = ""
    function: str = ""
    extra: str = ""

    @property
    def binary(self) -> bool:
        """Whether it is no text, and goes to a file only."""
        return bool(self.extra)


FORMATS: Final = {
    "tree": Format("the tree", (".txt",)),
    "json": Format("one document, or an array when several files are named", (".json",)),
    "jsonl": Format("one document a line", (".jsonl",)),
    "markdown": Format("the points as a nested list", (".md",), "markdown", "write_markdown"),
    "markdown-headings": Format("the text under headings", (), "markdown", "write_markdown_headings"),
    "html": Format("a page to read, with outline and mind map", (".html", ".htm")),
    "opml": Format("for outliners", (".opml",), "opml", "write_opml"),
    "mermaid": Format("a mind map for Mermaid", (".mmd", ".mermaid"), "mermaid", "write_mermaid"),
    "freemind": Format("a mind map for FreeMind and Freeplane", (".mm",), "freemind", "write_freemind"),
    "dot": Format("a graph for Graphviz", (".dot", ".gv"), "dot", "write_dot"),
    "svg": Format("a picture of the tree", (".svg",), "svg", "write_svg"),
    "csv": Format("a table of the points", (".csv",), "as_csv", "write_csv"),
    "parquet": Format("the same for programs", (".parquet",), "as_parquet", "write_parquet", "arrow"),
    "docx": Format("a Word document with outline levels and automatic numbers", (".docx",), "word", "write_docx", "docx"),
}


def format_of(path: str) -> str:
    """The format of files with this suffix, "" for an unknown one."""
    suffix = Path(path).suffix.lower()
    return next((name for name, form in FORMATS.items() if suffix in form.suffixes), "")


# Those that show points, so as many depths of them as are asked for, under words in a language.
OUTLINES: Final = ("tree", "markdown", "opml", "mermaid", "freemind", "dot", "svg")


def written(name: str, documents: Sequence[Document], shown: Shown) -> str | bytes:
    """The documents in a format. shown: what writers of outlines are told. Raises InputError if an extra is missing."""
    form = FORMATS[name]
    try:
        module = import_module(f"speechtree.writers.{form.module}")
    except ImportError as error:
        raise InputError(f"the format {name} takes more: pip install 'speechtree[{form.extra}]'") from error
    result: str | bytes = getattr(module, form.function)(*documents, **(shown if name in OUTLINES else {}))
    return result
