"""Mend a text file by the edits that were proposed; what was there is kept beside it."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

from speechtree.errors import InputError
from speechtree.models import Edit
from speechtree.readers.extract import Extract

# A byte order mark and the encoding of what follows it, where the codec that is named after neither would write another one.
MARKED = {
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}
WRITABLE = 0o222  # for somebody
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


def write_mended(path: Path, before: Extract, text: str) -> Path:
    """Put a text in place of a file, whole or not at all; the file as it was stays beside it as `.bak`.

    before: what was read out of the file. Of a symbolic link the file that it leads to is mended. Returns where the original
    is kept. Raises InputError when the file is more than this text, in its encoding, when a character of the new one has no
    place in it, when the file is read-only or cannot be written, or when its original is there from before: nothing is
    overwritten.
    """
    path = path.resolve()
    kept = path.with_name(path.name + ".bak")
    try:
        _refuse_read_only(path)
        original = path.read_bytes()
        data = encoded(text, before, original, path)
        with kept.open("xb") as copy:
            copy.write(original)
        try:
            _replace(path, data)
        except OSError:
            kept.unlink()
            raise
    except FileExistsError as error:
        raise InputError(f"{path}: {kept.name} is there already; move it away, then mend again") from error
    except OSError as error:
        raise InputError(f"{path}: it cannot be mended: {error.strerror}") from error
    return kept


def encoded(text: str, before: Extract, original: bytes, path: Path) -> bytes:
    """The bytes of a text in the encoding of a file, in the byte order that it has. Raises InputError as `write_mended`."""
    encoding = before.encoding
    if encoding is None or original.decode(encoding, "replace") != before.text:
        raise InputError(f"{path}: only plain text can be mended; use --diff, and mend it where it was written")
    mark, exact = next((one for one in MARKED.get(encoding, ()) if original.startswith(one[0])), (b"", encoding))
    try:
        return mark + text.encode(exact)
    except UnicodeEncodeError as error:
        missing = text[error.start]
        raise InputError(f"{path}: {encoding.upper()} has no {missing}; save the file in UTF-8, then mend it") from error


def _refuse_read_only(path: Path) -> None:
    """A file that says so stays as it is, also where the folder, or the user's power, would let another take its place."""
    if not (path.stat().st_mode & WRITABLE and os.access(path, os.W_OK)):
        raise InputError(f"{path}: it is read-only; make it writable, e.g. chmod u+w, then mend again")


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
