"""A worker process. It does units of work until nobody asks for more.

It is given a line of JSON with its setup, then one for each unit. It answers with a line when it is ready, an empty line when
it begins a document, and a line of JSON when a unit is done. When the process that asks is gone, both ends of the
conversation are closed, and so it ends, too.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from speechtree.corpus.forms import Sources
from speechtree.corpus.forms.found import Found, Loaded
from speechtree.corpus.outputs import Part, output
from speechtree.corpus.units import Options, Unit
from speechtree.errors import InputError
from speechtree.models import Document, series_of
from speechtree.pipeline import Parser
from speechtree.readers import printable

READY: Final = b"ready\n"
BEGUN: Final = b"\n"
COMPLAINTS: Final = 10  # that are told of one unit; all of them are in the output


class Work:
    """The results of a unit while they are gathered."""

    def __init__(self, part: Part[Any], parser: Parser) -> None:
        """part: where they are written."""
        self.part, self.parser = part, parser
        self.documents = self.failed = self.speeches = self.points = 0
        self.complaints: list[str] = []

    def read(self, found: Found) -> None:
        """Read a document and write what came out of it, its error if it failed."""
        name = found.place
        try:
            name, (text, encoding, places) = found.load()
            document = self.parser.parse(text, name=name, encoding=encoding, places=places)
            rendered = self.part.render(document, name)
        except InputError as error:
            self.fail(name, str(error))
        except Exception as error:  # noqa: BLE001 - one document never stops the others
            self.fail(name, f"{name}: {type(error).__name__}: {error}")
        else:
            self.part.write(rendered)
            self.documents += 1
            self._count(document)

    def fail(self, name: str, error: str) -> None:
        """Write the error of a document."""
        self.part.write(self.part.render_failure(name, error))
        self.documents += 1
        self.failed += 1
        if len(self.complaints) < COMPLAINTS:
            self.complaints.append(error)

    def _count(self, document: Document) -> None:
        self.speeches += len(document.speeches)
        for speech in document.speeches:
            series = series_of((*speech.opening, *speech.body, *speech.closing))
            self.points += sum(len(one.points) for one in series)


class Worker:
    """What a process keeps from unit to unit."""

    def __init__(self, setup: dict[str, Any]) -> None:
        """setup: the options, the suffix of the output, the folder for parts."""
        self.sources = Sources(Options(**setup["options"]))
        self.output = output(setup["suffix"])
        self.folder = Path(setup["folder"])
        self.parser = Parser()

    def do(self, task: dict[str, Any], begin: Callable[[], object]) -> dict[str, Any]:
        """Do a unit: its part is there when this returns. begin: called before each document.

        task: the key of the unit; the unit; the documents that killed a process, by their place in the unit, with the reason;
        and why it was given up, if it was.
        """
        beside = self.folder / f"{task['key']}.{os.getpid()}.tmp"
        with closing(self.output.part(beside)) as part:
            work = Work(part, self.parser)
            for at, found in enumerate(self._documents(Unit.from_json(task["unit"]), task["lost"])):
                begin()
                reason = task["blamed"].get(str(at))
                work.read(_failing(found.place, reason) if reason else found)
        beside.replace(self.folder / f"{task['key']}.part")
        return {"counts": [work.documents, work.failed, work.speeches, work.points], "complaints": work.complaints}

    def _documents(self, unit: Unit, lost: str | None) -> Iterator[Found]:
        """The documents of a unit. What cannot be opened, or breaks off, is one more document that fails."""
        place = printable(unit.files[0].path)
        try:
            if lost:
                raise InputError(f"{place}: {lost}")  # noqa: TRY301 - as if it could not be opened
            yield from self.sources.documents(unit)
        except Exception as error:  # noqa: BLE001 - as it is with one document
            self.sources.close()
            yield _failing(place, str(error).removeprefix(f"{place}: "))


def _failing(place: str, reason: str) -> Found:
    """A document that cannot be read."""

    def load() -> Loaded:
        raise InputError(f"{place}: {reason}")

    return Found(place, load)


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Do all units that are asked for. A part that cannot be written is answered with the reason."""
    worker = Worker(json.loads(asked.readline()))
    answers.write(READY)
    with closing(worker.sources):
        for line in asked:
            try:
                answer = worker.do(json.loads(line), lambda: answers.write(BEGUN))
            except OSError as error:
                answer = {"fatal": f"{error.filename or worker.folder}: {error.strerror}"}
            answers.write(json.dumps(answer).encode() + b"\n")


def main() -> None:
    """Serve on standard input and output."""
    with suppress(BrokenPipeError), open(1, "wb", buffering=0, closefd=False) as answers:
        serve(sys.stdin.buffer, answers)
