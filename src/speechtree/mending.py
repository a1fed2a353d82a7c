"""Mend a text file by the edits that were proposed; what was there is kept beside it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

from speechtree.errors import InputError
from speechtree.models import Edit


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. Of two that overlap the first one is made."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: one.span):
        start, end = edit.span
        if start >= at:
            parts += [text[at:start], edit.replacement]
            at = end
    return "".join((*parts, text[at:]))


def difference(before: str, after: str, name: str) -> str:
    """What changes, as a unified diff; empty when nothing does."""
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (mended)")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def write_mended(path: Path, text: str, encoding: str) -> Path:
    """Put a text in place of a file, whole or not at all; the file as it was stays beside it as `.bak`.

    encoding: that of the file. Returns where the original is kept. Raises InputError when the file cannot be written, or
    when its original is there from before: nothing is overwritten.
    """
    kept = path.with_name(path.name + ".bak")
    data = text.encode(encoding)
    try:
        mode = path.stat().st_mode
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(data)
        try:
            Path(file.name).chmod(mode)
            os.link(path, kept)
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink()
            raise
    except FileExistsError as error:
        raise InputError(f"{path}: {kept.name} is there already; move it away, then mend again") from error
    except OSError as error:
        raise InputError(f"{path}: it cannot be mended: {error.strerror}") from error
    return kept
