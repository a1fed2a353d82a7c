"""Mend a text file by the edits that were proposed; what was there is kept beside it."""

from __future__ import annotations

import re
import tempfile
from codecs import BOM_UTF16_BE
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

from speechtree.errors import InputError
from speechtree.models import Edit

LINE = re.compile(r"[^\n]*\n|[^\n]+")


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
    """What changes, as a unified diff; empty when nothing does. Lines end at a line feed alone, as `patch` sees them."""
    lines = unified_diff(LINE.findall(before), LINE.findall(after), name, f"{name} (mended)")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def write_mended(path: Path, text: str, encoding: str) -> Path:
    """Put a text in place of a file, whole or not at all; the file as it was stays beside it as `.bak`.

    encoding: that of the file. Of a symbolic link the file that it leads to is mended. Returns where the original is kept.
    Raises InputError when the file cannot be written, or when its original is there from before: nothing is overwritten.
    """
    path = path.resolve()
    kept = path.with_name(path.name + ".bak")
    try:
        original = path.read_bytes()
        with kept.open("xb") as copy:
            copy.write(original)
        try:
            _replace(path, encoded(text, encoding, original))
        except OSError:
            kept.unlink()
            raise
    except FileExistsError as error:
        raise InputError(f"{path}: {kept.name} is there already; move it away, then mend again") from error
    except OSError as error:
        raise InputError(f"{path}: it cannot be mended: {error.strerror}") from error
    return kept


def encoded(text: str, encoding: str, original: bytes) -> bytes:
    """The bytes of a text in the encoding of a file, in the byte order that it has."""
    if original.startswith(BOM_UTF16_BE) and encoding == "utf-16":
        return BOM_UTF16_BE + text.encode("utf-16-be")
    return text.encode(encoding)


def _replace(path: Path, data: bytes) -> None:
    """Put bytes in place of a file, whole or not at all, with the mode that it has."""
    mode = path.stat().st_mode
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        new = Path(file.name)
        try:
            file.write(data)
            file.close()
            new.chmod(mode)
            new.replace(path)
        except OSError:
            new.unlink()
            raise
