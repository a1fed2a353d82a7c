"""Running the command inside a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from speechtree.cli import main


class Result(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs the command with arguments."""

    def command(*arguments: str) -> Result:
        capsys.readouterr()
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Result(status, *capsys.readouterr())

    return command
