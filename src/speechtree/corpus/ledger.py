"""The ledger of a run, in a folder beside the output: what there is to do and what has been done.

It is an SQLite file, which stays whole when its writer is killed at any moment, holds little in memory, and can be locked, so
that two runs never write one output.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, Self

from speechtree.corpus.units import Unit, key_of
from speechtree.errors import InputError, RunError

LEDGER: Final = "ledger"
TABLES: Final = """
CREATE TABLE IF NOT EXISTS plan (number INTEGER PRIMARY KEY, key TEXT, unit TEXT, documents INTEGER, size INTEGER);
CREATE TABLE IF NOT EXISTS done (
    key TEXT PRIMARY KEY, documents INTEGER, failed INTEGER, speeches INTEGER, points INTEGER
) WITHOUT ROWID;
"""


class Counts(NamedTuple):
    """How much came out."""

    documents: int = 0
    failed: int = 0
    speeches: int = 0
    points: int = 0


class Amount(NamedTuple):
    """How much there is to do; size in bytes."""

    units: int = 0
    documents: int = 0
    size: int = 0


class Ledger:
    """The ledger and the parts of one output. A part is the result of a unit: a file that is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Open the ledger, or begin one. Raises InputError when another run has it open, or when it is damaged."""
        self.folder = folder
        try:
            folder.mkdir(exist_ok=True)
            self.database = sqlite3.connect(folder / LEDGER, timeout=0, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"{folder}: {getattr(error, 'strerror', None) or error}") from error
        try:
            self.database.execute("PRAGMA cache_size = 100")  # pages
            self.database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self.database.executescript(f"BEGIN EXCLUSIVE; {TABLES} COMMIT")
        except sqlite3.Error as error:
            self.database.close()
            if "locked" in str(error):
                raise InputError(f"{folder}: another run is writing this output; wait for it, or end it") from error
            raise InputError(f"{folder}: damaged ({error}); delete the folder to begin again") from error
        self._sweep(".part")

    def plan(self, units: Iterable[Unit], surroundings: str) -> None:
        """Note what there is to do, in place of what there was. What has been done stays."""
        rows = (
            (number, key_of(line, surroundings), line, unit.documents, unit.size)
            for number, unit in enumerate(units)
            for line in (unit.to_json(),)
        )
        self.database.execute("BEGIN")
        try:
            self.database.execute("DELETE FROM plan")
            self.database.execute("PRAGMA user_version = 0")
            self.database.executemany("INSERT INTO plan VALUES (?, ?, ?, ?, ?)", rows)
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")

    def part(self, key: str) -> Path:
        """The file with the result of a unit."""
        return self.folder / f"{key}.part"

    def open_units(self) -> Iterator[tuple[str, Unit]]:
        """What is left to do: keys and units, in order."""
        query = "SELECT key, unit, done.documents FROM plan LEFT JOIN done USING (key) ORDER BY number"
        for key, line, done in self.database.execute(query):
            if done is None or not self.part(key).exists():
                yield key, Unit.from_json(line)

    def record(self, key: str, counts: Counts) -> None:
        """Note that a unit has been done: its part is there."""
        self.database.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?)", (key, *counts))

    def parts(self) -> Iterator[Path]:
        """The parts of all units, in order."""
        return (self.part(key) for (key,) in self.database.execute("SELECT key FROM plan ORDER BY number"))

    def planned(self) -> Amount:
        """How much the plan asks for."""
        return Amount(*self._row("SELECT count(*), total(documents), total(size) FROM plan"))

    def done(self) -> Amount:
        """How much of it is done."""
        return Amount(*self._row("SELECT count(*), total(plan.documents), total(size) FROM plan JOIN done USING (key)"))

    def stale(self) -> int:
        """How many units have been done that the plan does not ask for any more."""
        return self._row("SELECT count(*) FROM done WHERE key NOT IN (SELECT key FROM plan)")[0]

    def is_empty(self) -> bool:
        """Whether nothing has been done yet."""
        return self._row("SELECT count(*) FROM done") == (0,)

    def counts(self) -> Counts:
        """How much has come out so far."""
        sums = ", ".join(f"total(done.{field})" for field in Counts._fields)
        return Counts(*self._row(f"SELECT {sums} FROM plan JOIN done USING (key)"))  # noqa: S608 - the names are our own

    def finish(self) -> None:
        """Note that the output is whole, and about to be put in its place."""
        self.database.execute("PRAGMA user_version = 1")

    def is_finished(self) -> bool:
        """Whether the output was whole when the last run ended: only the folder may be left over."""
        return self._row("PRAGMA user_version") == (1,)

    def _row(self, query: str) -> tuple[int, ...]:
        return tuple(map(int, self.database.execute(query).fetchone()))

    def __enter__(self) -> Self:
        """The ledger is open."""
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Let the ledger go: another run may go on with it. What could not be written, say for want of room, ends the run."""
        self.database.close()
        if isinstance(error, OSError | sqlite3.Error):
            place = getattr(error, "filename", None) or self.folder
            raise RunError(f"{place}: {getattr(error, 'strerror', None) or error}") from error

    def remove(self) -> None:
        """Delete the folder, the ledger last."""
        self._sweep(None)
        self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _sweep(self, kept: str | None) -> None:
        """Delete what a run has left besides the ledger, save the files with a suffix."""
        with os.scandir(self.folder) as entries:
            for entry in entries:
                suffix = Path(entry.name).suffix
                if suffix and suffix != kept:
                    shutil.rmtree(entry) if entry.is_dir() else Path(entry.path).unlink(missing_ok=True)
