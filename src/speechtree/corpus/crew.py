"""The crew: worker processes that do units of work, and what happens when one of them dies.

Each has a thread here that hands it one unit after another. The processes are started afresh, not forked, and know of
nothing but what they are told; so this is the same on every system and in every program.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, Final

from speechtree.corpus.units import Unit
from speechtree.errors import RunError

COMMAND: Final = (sys.executable, "-P", "-c", "from speechtree.corpus.worker import main; main()")
BEGUN: Final = b"\n"  # what a worker says before each document
AHEAD: Final = 2  # units that are handed out for each process: the one that it does and the next


@dataclass(slots=True)
class Task:
    """A unit that a worker is asked to do, and what is known of its documents that killed one."""

    key: str
    unit: Unit
    blamed: dict[int, str] = field(default_factory=dict)
    lost: str | None = None
    died_at: int | None = None

    def blame(self, at: int, reason: str) -> None:
        """A worker died. at: the place of the document in the unit; -1 before the first.

        A document that was there twice did it. If there is none to blame, or it is none's fault, the unit is given up.
        """
        if at == self.died_at:
            if at in self.blamed or at < 0:
                self.lost = reason
            self.blamed[at] = reason
        self.died_at = at

    def to_json(self) -> bytes:
        """What the worker is told."""
        told = {"key": self.key, "unit": self.unit.to_json(), "blamed": self.blamed, "lost": self.lost}
        return json.dumps(told).encode() + b"\n"


Answer = tuple[Task, dict[str, Any]]


class Died(Exception):  # noqa: N818 - it is what happened, not what went wrong
    """A worker died. at: the place of the document that it was reading; reason: how it ended."""

    def __init__(self, at: int, status: int) -> None:
        """status: as `Popen` has it."""
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        super().__init__(f"it ended the process that read it ({how})")
        self.at = at


class Worker:
    """A worker process."""

    def __init__(self) -> None:
        """Start it. What a terminal sends to this process (Ctrl-C) is not for it."""
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self.at = -1

    def tell(self, line: bytes) -> bytes:
        """Its answer to a line. Raises Died when there is none."""
        asked, answers = self.process.stdin, self.process.stdout
        assert asked  # noqa: S101
        assert answers  # noqa: S101 - both are pipes
        self.at = -1
        with suppress(BrokenPipeError):  # then it does not answer either
            asked.write(line)
            asked.flush()
        while (answer := answers.readline()) == BEGUN:
            self.at += 1
        if not answer.endswith(b"\n"):
            raise Died(self.at, self.process.wait())
        return answer

    def end(self) -> None:
        """Have it end: it has no more to do."""
        with suppress(BrokenPipeError), self.process:
            pass


class Crew:
    """Some worker processes."""

    def __init__(self, size: int, setup: dict[str, Any]) -> None:
        """size: how many there are. setup: what each is told first."""
        self.size = size
        self.setup = json.dumps(setup).encode() + b"\n"
        self.tasks: SimpleQueue[Task | None] = SimpleQueue()
        self.answers: SimpleQueue[Answer | RunError] = SimpleQueue()
        self.lock = Lock()
        self.killed = False
        self.workers: set[Worker] = set()

    def do(self, tasks: Iterable[Task]) -> Generator[Answer, None, None]:
        """Do all tasks and give each with its answer as soon as it is done, in any order.

        Only a few tasks are asked for ahead. No process is left when this ends in whatever way. Raises RunError.
        """
        threads = [Thread(target=self._keep_busy, daemon=True) for _ in range(self.size)]
        asked = 0
        try:
            for thread in threads:
                thread.start()
            for task in tasks:
                self.tasks.put(task)
                asked += 1
                if asked == AHEAD * self.size:
                    yield self._answer()
                    asked -= 1
            for _ in range(asked):
                yield self._answer()
        except BaseException:
            self._kill()
            raise
        finally:
            for _ in threads:
                self.tasks.put(None)
            for thread in filter(Thread.is_alive, threads):
                thread.join()

    def _answer(self) -> Answer:
        answer = self.answers.get()
        if isinstance(answer, RunError):
            raise answer
        return answer

    def _kill(self) -> None:
        with self.lock:
            self.killed = True
            for worker in self.workers:
                worker.process.kill()

    def _keep_busy(self) -> None:
        """Hand tasks to a worker, and to another one when it dies."""
        task: Task | None = None
        try:
            while not self.killed:
                try:
                    with self._worker() as worker:
                        while not self.killed and (task := task or self.tasks.get()):
                            self.answers.put((task, json.loads(worker.tell(task.to_json()))))
                            task = None
                    break
                except Died as death:
                    if not task or task.lost:
                        raise
                    task.blame(death.at, str(death))
        except (Died, OSError, ValueError) as error:
            self.answers.put(RunError(f"the worker processes cannot do their work: {error}"))

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        """A worker that is ready."""
        worker = Worker()
        with self.lock:
            self.workers.add(worker)
        try:
            worker.tell(self.setup)
            yield worker
        finally:
            with self.lock:
                self.workers.discard(worker)
            worker.end()
