"""The command `speechtree corpus`: what it says, how it ends, and that nothing is lost however it is ended."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import kill
import pytest
from commands import Run, runner

from speechtree.cli import corpus, progress
from speechtree.corpus import State, Summary
from speechtree.corpus.ledger import Amount, Counts

CANALS = "在水利会议上的讲话\n一、修好水渠\n二、管好水渠\n谢谢大家！\n"


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with a small corpus."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(CANALS, encoding="utf-8")
    Path("in/b.xyz").write_bytes(b"")
    Path("in/c").write_bytes(b"")
    return runner(capsys)


def without_time(words: str) -> str:
    """A summary without the seconds at its end."""
    first, _, rest = words.partition("\n")
    return first.rpartition(",")[0] + "\n" + rest


def test_it_says_what_came_out(run: Run) -> None:
    status, out, err = run("corpus", "in", "--out", "out.jsonl")
    assert (status, out) == (0, "")
    assert without_time(err) == (
        "speechtree: out.jsonl: 1 document, 1 speech, 2 points, 0 failed\n"
        "speechtree: left out, as they are of other kinds: 1 without a suffix, 1 .xyz\n"
    )
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["source"]["name"] == "in/a.txt"
    assert run("corpus", "in", "--out", "out.jsonl").status == 2
    assert run("corpus", "in/*.txt", "--out", "out.jsonl", "--force", "--quiet") == (0, "", "")


def test_documents_that_fail_are_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "TOLD", 1)
    for name in ("d", "e", "f"):
        Path(f"in/{name}.txt").write_bytes(b"\xff\xff\xff")
    status, _, err = run("corpus", "in", "--out", "out.jsonl", "--quiet")
    first, second = err.splitlines()
    assert (status, first.partition(",")[0]) == (2, "speechtree: in/d.txt: no UTF-8")
    assert second == "speechtree: more documents fail; their errors are in the output"


def test_an_encoding_is_insisted_on(run: Run) -> None:
    Path("in/d.txt").write_bytes(CANALS.encode("utf-16-be"))
    assert run("corpus", "in/d.txt", "--out", "out.jsonl", "--encoding", "UTF-16BE").status == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["source"]["encoding"] == "utf-16-be"


def test_fields_are_named(run: Run) -> None:
    Path("a.jsonl").write_text(json.dumps({"id": "甲", "body": CANALS}), encoding="utf-8")
    arguments = ("--text-field", "body", "--name-field", "id", "--largest", "1", "--processes", "1")
    assert run("corpus", "a.jsonl", "--out", "out.jsonl", *arguments).status == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["source"]["name"] == "甲"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("in",), "the following arguments are required: --out"),
        (("in", "--out", "o.jsonl", "--processes", "0"), "argument --processes: '0' is no number of 1 or more"),
        (("in", "--out", "o.jsonl", "--largest", "x"), "argument --largest: 'x' is no number of 1 or more"),
        (("in", "--out", "o.jsonl", "--encoding", "x"), "argument --encoding: there is no encoding 'x'"),
        (("none", "--out", "o.jsonl"), "speechtree: none: no such file or folder"),
        (("in", "--out", "o.csv"), "speechtree: an output is one of these kinds: .jsonl, .parquet, .duckdb; not .csv"),
    ],
)
def test_wrong_usage_is_explained(arguments: tuple[str, ...], complaint: str, run: Run) -> None:
    status, out, err = run("corpus", *arguments)
    assert (status, out) == (2, "")
    assert complaint in err


def state(done: int = 50, kept: int = 0, stale: int = 0, *, joining: bool = False) -> State:
    """A run over a hundred documents, each a unit."""
    return State(
        Amount(100, 100, 1000), Amount(kept, kept, kept * 10), stale, Amount(done, done, done * 10), Counts(), [], joining
    )


def test_elsewhere_than_on_a_terminal_there_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 20.0, 40.0, 50.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(times))
    with progress.progress(quiet=False) as show:
        for one in (state(10, 10, 3), state(50, 10), state(60, 10)):
            show(one)
    assert capsys.readouterr().err == (
        "speechtree: going on: 10 of 100 documents are done already\n"
        "speechtree: inputs or options have changed: 3 parts of an earlier run are not used\n"
        "speechtree: 50 of 100 documents, 1 documents/s, 50 s left\n"
    )


def test_on_a_terminal_there_is_a_bar(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.progress(quiet=False) as show:
        show(state(10, 10))
        show(state(50, 10))
    assert "going on: 10 of 100 documents are done already" in stream.getvalue()
    assert "50%" in stream.getvalue()
    assert "50/100" in stream.getvalue()
    assert "documents/s" in stream.getvalue()
    assert run("corpus", "in", "--out", "out.jsonl").status == 0
    assert "joining the parts" in stream.getvalue()


def test_without_rich_there_is_no_bar(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    assert run("corpus", "in", "--out", "out.jsonl").status == 0
    assert "%" not in stream.getvalue()
    assert "1 document" in stream.getvalue()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_cleanly(number: signal.Signals, status: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> Summary:
        os.kill(os.getpid(), number)
        sleep(10)
        raise AssertionError

    monkeypatch.setattr(corpus, "run_corpus", interrupted)
    before = signal.getsignal(signal.SIGTERM)
    assert run("corpus", "in", "--out", "out.jsonl") == (
        status,
        "",
        "speechtree: interrupted; run the same command again to go on\n",
    )
    assert signal.getsignal(signal.SIGTERM) == before


def children(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a process has started."""
    tasks = Path(f"/proc/{process.pid}/task")
    return [int(word) for task in tasks.iterdir() for word in (task / "children").read_text(encoding="utf-8").split()]


def wait_until_gone(processes: list[int]) -> None:
    """Wait until processes have ended, half a minute at most."""
    for _ in range(300):
        if not any(Path(f"/proc/{number}/cmdline").exists() and cmdline(number) for number in processes):
            return
        sleep(0.1)
    raise AssertionError(processes)


def cmdline(number: int) -> bytes:
    """The command of a process; that of one that has ended is empty."""
    return Path(f"/proc/{number}/cmdline").read_bytes()


@contextmanager
def started(out: str) -> Iterator[subprocess.Popen[str]]:
    """A run over a larger corpus, once it is at work."""
    command = [sys.executable, "-m", "speechtree", "corpus", "corpus", "--out", out, "--processes", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not list(Path().glob(f"{out}.parts/*.part")):
            assert process.poll() is None
            sleep(0.02)
        yield process


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind_and_the_run_goes_on(number: signal.Signals, run: Run, tmp_path: Path) -> None:
    kill.make_corpus(tmp_path / "corpus", 240)
    with started("out.jsonl") as process:
        workers = children(process)
        process.send_signal(number)
        _, err = process.communicate()
    assert len(workers) == 2
    wait_until_gone(workers)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[number]
    assert "Traceback" not in err
    assert err.endswith("interrupted; run the same command again to go on\n") == (number != signal.SIGKILL)
    assert not Path("out.jsonl").exists()
    status, _, err = run("corpus", "corpus", "--out", "out.jsonl")
    assert status == 2  # two files of the corpus cannot be read
    assert "Traceback" not in err
    assert len(Path("out.jsonl").read_bytes().splitlines()) == 242


@pytest.mark.slow
def test_a_killed_run_comes_to_the_same_end(tmp_path: Path) -> None:
    """The short version of benchmarks/kill.py."""
    kill.make_corpus(tmp_path / "corpus", 60)
    assert [same for _, _, same in kill.trials(tmp_path, 3)] == [True] * 3


def test_json_lines_need_the_core_alone(run: Run) -> None:
    for name in ("pyarrow", "duckdb", "rich"):
        Path(f"none/{name}").mkdir(parents=True)
        Path(f"none/{name}/__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": "none"}
    for out, status in (("out.jsonl", 0), ("out.parquet", 2)):
        command = [sys.executable, "-m", "speechtree", "corpus", "in", "--out", out]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
    assert done.stderr == "speechtree: writing .parquet needs pyarrow and duckdb: pip install 'speechtree[corpus]'\n"
    assert run("corpus", "in", "--out", "whole.jsonl").status == 0
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
