"""How far a run over a corpus is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

from speechtree.cli.files import complain
from speechtree.corpus import State

if TYPE_CHECKING:
    import rich.progress

EVERY: Final = 30.0  # seconds between lines
TOLD: Final = 10  # errors that are told; all of them are in the output


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[State], None]]:
    """What is to be called with each state of a run. quiet: errors alone are told."""
    bar = None if quiet or not sys.stderr or not sys.stderr.isatty() else _bar()
    if bar:
        with bar:
            yield _Told(_Bar(bar).show, begin=True).show
    else:
        yield _Told(_nothing if quiet else _Lines().show, begin=not quiet).show


class _Told:
    """Tells what is to be told once, and shows the rest."""

    def __init__(self, show: Callable[[State], None], *, begin: bool) -> None:
        """begin: whether it is told what an earlier run has done."""
        self.further, self.begin = show, begin
        self.complaints = 0

    def show(self, state: State) -> None:
        """Tell what is new."""
        if self.begin:
            _tell_kept(state)
            self.begin = False
        for complaint in state.complaints:
            self.complaints += 1
            if self.complaints <= TOLD:
                complain(complaint)
            elif self.complaints == TOLD + 1:
                complain("more documents fail; their errors are in the output")
        self.further(state)


def _tell_kept(state: State) -> None:
    if state.kept.units:
        complain(f"going on: {state.kept.documents:,} of {state.planned.documents:,} documents are done already")
    if state.stale:
        complain(f"inputs or options have changed: {state.stale:,} parts of an earlier run are not used")


def _nothing(_: State) -> None:
    pass


class _Lines:
    """A line now and then."""

    def __init__(self) -> None:
        """The first line comes after a while."""
        self.began = self.last = monotonic()

    def show(self, state: State) -> None:
        """Write a line, if it is time."""
        now = monotonic()
        if now - self.last < EVERY:
            return
        self.last = now
        left = (state.planned.size - state.done.size) * (now - self.began) / max(1, state.done.size - state.kept.size)
        complain(
            f"{state.done.documents:,} of {state.planned.documents:,} documents, {rate(state, now - self.began)}, "
            f"{left:.0f} s left"
        )


def rate(state: State, seconds: float) -> str:
    """Documents a second."""
    return f"{(state.done.documents - state.kept.documents) / seconds:,.0f} documents/s"


class _Bar:
    """A bar that grows with the bytes that are done, as these take the time."""

    def __init__(self, bar: rich.progress.Progress) -> None:
        """bar: without a task."""
        self.bar, self.began = bar, monotonic()
        self.task = bar.add_task("", total=None, words="planning")
        self.started = False

    def show(self, state: State) -> None:
        """Draw it."""
        if not self.started:
            self.bar.reset(self.task, total=state.planned.size, completed=state.kept.size)
            self.started, self.began = True, monotonic()
        done = f"{state.done.documents:,}/{state.planned.documents:,}"
        words = "joining the parts" if state.joining else f"{done} {rate(state, monotonic() - self.began + 1e-9)}"
        self.bar.update(self.task, completed=state.done.size, words=words)


def _bar() -> rich.progress.Progress | None:
    """An empty bar; None where Rich is not installed."""
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
    except ImportError:
        return None
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[words]}"), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))
