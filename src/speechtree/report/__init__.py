"""A report on a corpus: `write_report` draws the table that `speechtree corpus` writes as one page of figures.

DuckDB, which counts, and pyarrow, through which JSON Lines go, are loaded when a report is written.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Final

from speechtree.diagnose import Language
from speechtree.errors import InputError
from speechtree.readers import printable

__all__ = ["EXAMPLES", "write_report"]

EXAMPLES: Final = 50  # documents that are named behind a bar
PAGE_MODE: Final = 0o666  # less what the user's mask takes away


def write_report(
    tables: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    language: Language = "en",
    examples: int = EXAMPLES,
    force: bool = False,
) -> None:
    """Draw tables of outlines as one HTML page, which needs nothing besides itself.

    tables: one .parquet, .duckdb or .jsonl file that `run_corpus` wrote, or several, which are counted together.
    out: the page. One that is there is replaced only if `force` says so.
    language: of the words on the page. examples: how many documents are named behind each bar at most; they are the first.

    Guaranteed: the same tables give the same page, byte by byte, as long as the files that they name are there. It appears
    whole or not at all. Memory does not grow with the number of documents; where DuckDB needs more, it is on the disk, in
    the folder for temporary files.
    Raises InputError when a table is missing, damaged, empty or no table of outlines, when the page cannot be written, and
    when DuckDB or pyarrow is not installed.
    """
    paths = [Path(tables)] if isinstance(tables, str | os.PathLike) else [Path(table) for table in tables]
    page = Path(out)
    _check_page(page, force)
    try:
        from speechtree.report.counting import count
        from speechtree.report.loading import load
        from speechtree.report.page import write_page
    except ImportError as error:
        raise InputError("a report needs duckdb and pyarrow: pip install 'speechtree[corpus]'") from error
    with TemporaryDirectory(prefix="speechtree-report-") as folder, load(paths, Path(folder)) as database:
        counted = count(database, examples)
    _write(page, write_page(counted, paths, page, language))


def _check_page(page: Path, force: bool) -> None:
    shown = printable(str(page))
    if not page.parent.is_dir():
        raise InputError(f"{printable(str(page.parent))}: no such folder; make it first")
    if page.is_dir():
        raise InputError(f"{shown}: this is a folder; name a file")
    if page.exists() and not force:
        raise InputError(f"{shown}: it is there already; name another file, or replace it with --force")


def _write(page: Path, words: str) -> None:
    """Put the page in its place once it is whole."""
    beside = ""
    try:
        with NamedTemporaryFile(
            "w", dir=page.parent, prefix=f".{page.name}.", delete=False, encoding="utf-8", newline=""
        ) as file:
            beside = file.name
            file.write(words)
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(PAGE_MODE & ~mask)
        Path(beside).replace(page)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise InputError(f"{printable(str(page))}: it cannot be written: {error.strerror}") from error
