"""Units of work: the inputs of a corpus cut into stretches that are read, and written, one at a time.

A unit says where its documents stand and what the files looked like when the corpus was planned. So it names its own result:
as long as neither the files nor the options change, the same unit comes out of the same inputs.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Final, NamedTuple

from speechtree.models import SCHEMA_VERSION

UNIT_DOCUMENTS: Final = 64  # at most in a unit, where documents can be told apart before they are read
UNIT_BYTES: Final = 2**20  # about as many in a unit: a fraction of a second's work, which is all that a kill can cost
PARTS: Final = ".parts"  # added to the name of the output: the folder beside it while a run lasts
LARGEST: Final = 64 * 2**20  # bytes of a document


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read. largest: the most bytes that a document may have. encoding: the one to insist on, if any."""

    text_field: str = "text"
    name_field: str | None = None
    largest: int = LARGEST
    encoding: str | None = None


class Stamp(NamedTuple):
    """A file as it was when the corpus was planned: its path, its bytes and when it was last changed (ns)."""

    path: str
    size: int
    changed: int


def stamp_of(path: str) -> Stamp:
    """The stamp of a file as it is now. Raises OSError."""
    status = os.stat(path)
    return Stamp(path, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Unit:
    """Where some documents stand that follow each other.

    form: a key of `forms.FORMS`. files: a text each, or the one file that holds the documents.
    start, stop: where in that file, in what its form counts by: bytes, rows, members; group: a row group.
    first: the number of the line at `start`. documents, size: how many, and about how many bytes.
    """

    form: str
    files: tuple[Stamp, ...]
    documents: int
    size: int
    start: int = 0
    stop: int = 0
    first: int = 0

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Unit:
        """What `to_json` wrote."""
        fields = json.loads(line)
        return cls(**fields | {"files": tuple(Stamp(*file) for file in fields["files"])})


def context(options: Options, suffix: str) -> str:
    """All that a result depends on besides its unit. suffix: that of the output."""
    return json.dumps([version("speechtree"), SCHEMA_VERSION, suffix, asdict(options)])


def key_of(unit: str, surroundings: str) -> str:
    """The name of the result of a unit, given as JSON."""
    return sha256(f"{surroundings}\n{unit}".encode()).hexdigest()[:32]
