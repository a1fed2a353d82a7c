"""JSON Lines: a document on each line, as the JSON export has it; one that failed has its name and its error."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from speechtree.models import Document


class Part:
    """The lines of a unit."""

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        self.stream = path.open("wb")

    def render(self, document: Document, _: str) -> bytes:
        """The line of a document."""
        return document.model_dump_json().encode() + b"\n"

    def render_failure(self, name: str, error: str) -> bytes:
        """The line of a document that failed: its name stands where that of others stands, too."""
        line = json.dumps({"source": {"name": name}, "error": error}, ensure_ascii=False)
        return line.encode("utf-8", "replace") + b"\n"

    def write(self, rendered: bytes) -> None:
        """Add a line."""
        self.stream.write(rendered)

    def close(self) -> None:
        """Put the file on the disk."""
        with self.stream:
            self.stream.flush()
            os.fsync(self.stream.fileno())


def join(parts: Callable[[], Iterator[Path]], path: Path) -> None:
    """One part after the other."""
    with path.open("wb") as whole:
        for part in parts():
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, whole, 2**20)
