"""A run: the inputs are planned, the crew does the units that are not done yet, their parts are joined into the output."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from speechtree.corpus.crew import Crew, Task
from speechtree.corpus.inputs import check_inputs, units_of
from speechtree.corpus.ledger import LEDGER, Amount, Counts, Ledger
from speechtree.corpus.outputs import Output, output
from speechtree.corpus.units import LARGEST, PARTS, Options, context
from speechtree.errors import InputError, RunError
from speechtree.readers import known, printable


@dataclass(slots=True)
class State:
    """How far a run is.

    planned: all that there is to do; kept: what an earlier run has done of it; stale: how many units that run did besides, of
    inputs or options that have changed; done: what is done by now. counts: what came out of it. complaints: the errors of
    some documents that have failed since the last call. joining: all is done, and put together.
    """

    planned: Amount
    kept: Amount
    stale: int
    done: Amount
    counts: Counts
    complaints: list[str] = field(default_factory=list)
    joining: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What came out of a corpus.

    documents: how many there are in the output; failed: how many of them have an error there; speeches, points: of the others.
    left_out: how many files in folders and archives were of no known form, by suffix. seconds: how long the run took.
    """

    documents: int
    failed: int
    speeches: int
    points: int
    left_out: dict[str, int]
    seconds: float


def run_corpus(  # noqa: PLR0913 - each option has its default
    inputs: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    text_field: str = "text",
    name_field: str | None = None,
    largest: int = LARGEST,
    encoding: str | None = None,
    processes: int | None = None,
    force: bool = False,
    watch: Callable[[State], object] | None = None,
) -> Summary:
    """Read the outlines of many documents into one file.

    inputs: folders, patterns (as `glob` has them), and files: .txt, .md, .jsonl, .jsonl.gz, .parquet, .zip.
    out: a .jsonl, .parquet or .duckdb file. One that is there is replaced only if `force` says so.
    text_field, name_field: the field or column with the text and, if there is one, with the name of a document.
    largest: bytes of a document; a larger one fails. encoding: of texts, to insist on; if not given, each is looked for.
    processes: one for each core that may be used, if not given.
    watch: called with the state of the run when it begins and when something has been done.

    Guaranteed: every document of the inputs is in the output, in their order, with its outline or with its error. The output
    appears whole or not at all. A run that was ended in any way goes on where it was when it is called again: what it did is
    kept in a folder `OUT.parts`, and the output is the same. Memory does not grow with the number of documents, save for the
    directory of a .zip.
    Raises InputError when an input, a field or the output cannot be used, and RunError when a run cannot go on.
    """
    began = monotonic()
    names, path = [os.fspath(name) for name in inputs], Path(out)
    chosen = output(path.suffix.lower())
    check_inputs(names)
    _check_output(path, force)
    options, left_out = Options(text_field, name_field, largest, encoding and known(encoding)), Counter[str]()
    with Ledger(path.with_name(path.name + PARTS)) as ledger:
        was_finished = ledger.is_finished()
        try:
            ledger.plan(units_of(names, options, str(path), left_out), context(options, path.suffix.lower()))
        except InputError:
            if ledger.is_empty():
                ledger.remove()
            raise
        if force or not path.exists():
            setup: dict[str, Any] = {"options": asdict(options), "suffix": path.suffix.lower(), "folder": str(ledger.folder)}
            _do(ledger, setup, processes or cores(), watch or (lambda _: None))
            _join(ledger, chosen, path)
        elif not was_finished or ledger.done() != ledger.planned():
            raise InputError(_exists(path))
        counts = ledger.counts()
        ledger.remove()
    return Summary(*counts, dict(left_out), monotonic() - began)


def cores() -> int:
    """How many cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _check_output(path: Path, force: bool) -> None:
    shown = printable(str(path))
    if not path.parent.is_dir():
        raise InputError(f"{printable(str(path.parent))}: no such folder; make it first")
    if path.is_dir():
        raise InputError(f"{shown}: this is a folder; name a file")
    folder = path.with_name(path.name + PARTS)
    if path.exists() and not force and not (folder / LEDGER).exists():
        with suppress(OSError):
            folder.rmdir()  # all that a run can leave that was killed while it cleared away
        raise InputError(_exists(path))


def _exists(path: Path) -> str:
    return f"{printable(str(path))}: it is there already; name another file, or replace it with --force"


def _do(ledger: Ledger, setup: dict[str, Any], processes: int, watch: Callable[[State], object]) -> None:
    """Do what is left to do."""
    kept = ledger.done()
    state = State(ledger.planned(), kept, ledger.stale(), kept, ledger.counts())
    watch(state)
    tasks = (Task(key, unit) for key, unit in ledger.open_units())
    with closing(Crew(min(processes, state.planned.units), setup).do(tasks)) as answers:
        for task, answer in answers:
            if "fatal" in answer:
                raise RunError(answer["fatal"])
            counts = Counts(*answer["counts"])
            ledger.record(task.key, counts)
            state.done = Amount(*map(sum, zip(state.done, (1, task.unit.documents, task.unit.size), strict=True)))
            state.counts = Counts(*map(sum, zip(state.counts, counts, strict=True)))
            state.complaints = answer["complaints"]
            watch(state)
    state.complaints, state.joining = [], True
    watch(state)


def _join(ledger: Ledger, chosen: Output, path: Path) -> None:
    """Put the parts together and the output in its place."""
    whole = ledger.folder / "whole.tmp"
    chosen.join(ledger.parts, whole)
    with whole.open("rb+") as stream:
        os.fsync(stream.fileno())
    ledger.finish()
    whole.replace(path)
