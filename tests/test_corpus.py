"""A run over a corpus: what comes out, what happens to documents that fail, and how a run is resumed."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

import speechtree
from speechtree import Document, InputError
from speechtree.corpus import State, Summary, crew, failed, parts, run_corpus
from speechtree.corpus.arrow import record_batch
from speechtree.corpus.forms import texts
from speechtree.corpus.ledger import Ledger
from speechtree.corpus.outputs import tables
from speechtree.corpus.worker import main, serve
from speechtree.errors import RunError

CANALS = "在水利会议上的讲话\n一、修好水渠\n二、管好水渠\n（一）定人\n（二）定责\n谢谢大家！\n"
ROADS = "在交通会议上的讲话\n一、修路\n三、护路\n"
SUFFIXES = (".jsonl", ".parquet", ".duckdb")
UNREADABLE = (
    "c.txt: no UTF-8, UTF-16, GB18030 or Big5; "
    "if it is a text, open it where it reads well and save it in UTF-8, or name its encoding (--encoding)"
)


@pytest.fixture(autouse=True)
def _corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a small corpus."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(CANALS, encoding="utf-8")
    Path("in/b.md").write_text(ROADS, encoding="gb18030")
    Path("in/c.txt").write_bytes(b"\xff\xff\xff")
    monkeypatch.setattr(texts, "BEGINS", sys.maxsize)
    # Three units: texts stand together, lines apart from them.
    Path("in/d.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (CANALS, ROADS)), encoding="utf-8")
    Path("in/e.txt").write_text(CANALS, encoding="utf-8")


def expected() -> list[Document | str]:
    """The outlines of the corpus, and the error of the document that fails."""
    parser = speechtree.Parser()
    given = (
        ("in/a.txt", CANALS, "utf-8"),
        ("in/b.md", ROADS, "gb18030"),
        ("in/d.jsonl:1", CANALS, None),
        ("in/d.jsonl:2", ROADS, None),
        ("in/e.txt", CANALS, "utf-8"),
    )
    outlines: list[Document | str] = [parser.parse(text, name=name, encoding=encoding) for name, text, encoding in given]
    outlines.insert(2, f"in/{UNREADABLE}")
    return outlines


def rows(path: Path) -> list[tuple[object, ...]]:
    """The table of an output."""
    if path.suffix == ".parquet":
        return [tuple(row.values()) for row in parquet.read_table(path).to_pylist()]
    with duckdb.connect(path, read_only=True) as database:
        return database.execute("FROM parts").fetchall()


def content(path: Path) -> object:
    """What must be the same however a run went."""
    return rows(path) if path.suffix == ".duckdb" else path.read_bytes()


def everything() -> list[str]:
    """What is in the folder."""
    return sorted(path.name for path in Path().iterdir())


def test_json_lines_are_the_documents_and_the_errors() -> None:
    summary = run_corpus(["in"], "out.jsonl", processes=2)
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line).get("error") or Document.model_validate_json(line) for line in lines]
    assert found == expected()
    assert json.loads(lines[2]) == {"source": {"name": "in/c.txt"}, "error": f"in/{UNREADABLE}"}
    assert replace(summary, seconds=0) == Summary(documents=6, failed=1, speeches=5, points=16, left_out={}, seconds=0)
    assert everything() == ["in", "out.jsonl"]


@pytest.mark.parametrize("suffix", [".parquet", ".duckdb"])
@pytest.mark.parametrize("size", [1, 2**20])
def test_tables_have_the_parts_of_the_documents(suffix: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "TABLE_BYTES", size)
    run_corpus(["in"], f"out{suffix}", processes=1)
    table = [row for one in expected() for row in (parts(one) if isinstance(one, Document) else [failed("in/c.txt", one)])]
    assert rows(Path(f"out{suffix}")) == [tuple(row.values()) for row in record_batch(table).to_pylist()]
    assert everything() == ["in", f"out{suffix}"]


def test_duckdb_may_need_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    run_corpus(["in"], "whole.duckdb")
    monkeypatch.setattr(tables, "MEMORY", ({"memory_limit": "1kB"}, {}))
    run_corpus(["in"], "out.duckdb")
    assert rows(Path("out.duckdb")) == rows(Path("whole.duckdb"))

    def fail(*_: object, **__: object) -> None:
        raise duckdb.OutOfMemoryException("no memory")

    monkeypatch.setattr(duckdb, "connect", fail)
    with pytest.raises(RunError, match=r"^more\.duckdb\.parts: no memory$"):
        run_corpus(["in"], "more.duckdb")
    assert everything() == ["in", "more.duckdb.parts", "out.duckdb", "whole.duckdb"]


def test_an_empty_corpus_has_an_output() -> None:
    Path("none.jsonl").write_bytes(b"")
    for suffix in SUFFIXES:
        assert run_corpus(["none.jsonl"], f"out{suffix}").documents == 0
    assert Path("out.jsonl").read_bytes() == b""
    assert rows(Path("out.parquet")) == rows(Path("out.duckdb")) == []


class Stopped(Exception):  # noqa: N818 - nothing has gone wrong
    """A run is stopped by who watches it."""


def stop_after(units: int) -> Callable[[State], None]:
    """Stops a run when so many units are done."""

    def watch(state: State) -> None:
        if state.done.units - state.kept.units == units:
            raise Stopped

    return watch


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_run_goes_on_where_it_was(suffix: str) -> None:
    whole, out = Path(f"whole{suffix}"), Path(f"out{suffix}")
    run_corpus(["in"], whole)
    states: list[State] = []
    for _ in range(2):
        with pytest.raises(Stopped):
            run_corpus(["in"], out, processes=1, watch=stop_after(1))
        assert not out.exists()
    summary = run_corpus(["in"], out, watch=lambda state: states.append(replace(state)))
    assert [state.done.units for state in states] == [2, 3, 3]
    assert [state.joining for state in states] == [False, False, True]
    assert (states[0].kept.units, states[0].planned.documents, states[0].stale) == (2, 6, 0)
    assert content(out) == content(whole)
    assert (summary.documents, summary.failed, summary.points) == (6, 1, 16)
    assert everything() == ["in", *sorted((out.name, whole.name))]


def test_what_has_changed_is_done_anew() -> None:
    with pytest.raises(Stopped):
        run_corpus(["in"], "out.jsonl", watch=stop_after(2))
    Path("in/e.txt").write_text(ROADS, encoding="utf-8")
    Path("in/b.md").write_text(CANALS, encoding="utf-8")
    states: list[State] = []
    run_corpus(["in"], "out.jsonl", watch=lambda state: states.append(replace(state)))
    assert states[0].kept.units + states[0].stale == 2
    run_corpus(["in"], "whole.jsonl")
    assert content(Path("out.jsonl")) == content(Path("whole.jsonl"))


@pytest.mark.parametrize("options", [{"text_field": "body"}, {"name_field": "id"}, {"largest": 1000}])
def test_other_options_do_all_anew(options: dict[str, str | int]) -> None:
    Path("in/d.jsonl").write_text(json.dumps({"text": CANALS, "body": ROADS}), encoding="utf-8")
    with pytest.raises(Stopped):
        run_corpus(["in"], "out.jsonl", watch=stop_after(2))
    states: list[State] = []
    run_corpus(["in"], "out.jsonl", watch=lambda state: states.append(replace(state)), **options)  # type: ignore[arg-type]
    assert (states[0].kept.units, states[0].stale) == (0, 2)


def test_a_part_that_is_gone_is_made_anew() -> None:
    with pytest.raises(Stopped):
        run_corpus(["in"], "out.jsonl", watch=stop_after(2))
    (first, *_) = Path("out.jsonl.parts").glob("*.part")
    first.unlink()
    Path("out.jsonl.parts/left.1.tmp").write_bytes(b"half")
    assert run_corpus(["in"], "out.jsonl").documents == 6


def test_an_output_that_is_there_is_replaced_on_request_only() -> None:
    Path("out.jsonl").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"^out\.jsonl: it is there already; name another file, or replace it with --force$"):
        run_corpus(["in"], "out.jsonl")
    with pytest.raises(Stopped):
        run_corpus(["in"], "out.jsonl", force=True, watch=stop_after(1))
    with pytest.raises(InputError, match=r"^out\.jsonl: it is there already"):
        run_corpus(["in"], "out.jsonl")
    assert Path("out.jsonl").read_text(encoding="utf-8") == "mine"
    assert run_corpus(["in"], "out.jsonl", force=True).documents == 6
    assert everything() == ["in", "out.jsonl"]


def test_a_run_that_died_after_its_end_is_only_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "remove", lambda ledger: ledger.database.close())
        run_corpus(["in"], "out.jsonl")
    whole = content(Path("out.jsonl"))
    assert everything() == ["in", "out.jsonl", "out.jsonl.parts"]
    for part in Path("out.jsonl.parts").glob("*.part"):
        part.unlink()
    assert run_corpus(["in"], "out.jsonl").documents == 6
    assert everything() == ["in", "out.jsonl"]
    Path("out.jsonl.parts").mkdir()
    with pytest.raises(InputError, match=r"^out\.jsonl: it is there already"):
        run_corpus(["in"], "out.jsonl")
    assert everything() == ["in", "out.jsonl"]
    assert content(Path("out.jsonl")) == whole


def test_two_runs_never_write_one_output() -> None:
    complaints = []

    def again(_: State) -> None:
        try:
            run_corpus(["in"], "out.jsonl")
        except InputError as error:
            complaints.append(str(error))

    run_corpus(["in"], "out.jsonl", watch=again)
    assert set(complaints) == {"out.jsonl.parts: another run is writing this output; wait for it, or end it"}
    assert everything() == ["in", "out.jsonl"]


@pytest.mark.parametrize(
    ("out", "complaint"),
    [
        ("out", "an output is one of these kinds: .jsonl, .parquet, .duckdb; not without a suffix"),
        ("out.csv", "an output is one of these kinds: .jsonl, .parquet, .duckdb; not .csv"),
        ("none/out.jsonl", "none: no such folder; make it first"),
        ("folder.jsonl", "folder.jsonl: this is a folder; name a file"),
        ("taken.jsonl", "taken.jsonl.parts: File exists"),
        ("damaged.jsonl", "damaged.jsonl.parts: damaged (file is not a database); delete the folder to begin again"),
        ("odd.jsonl", "odd.jsonl.parts: unable to open database file"),
    ],
)
def test_outputs_that_cannot_be_written_are_told_before_work_starts(out: str, complaint: str) -> None:
    Path("folder.jsonl").mkdir()
    Path("taken.jsonl.parts").write_bytes(b"")
    Path("damaged.jsonl.parts").mkdir()
    Path("damaged.jsonl.parts/ledger").write_bytes(b"no ledger" * 100)
    Path("odd.jsonl.parts/ledger").mkdir(parents=True)
    with pytest.raises(InputError) as error:
        run_corpus(["in"], out)
    assert str(error.value) == complaint


def test_nothing_is_left_of_a_run_that_could_not_begin() -> None:
    Path("in/f.zip").write_bytes(b"no zip")
    with pytest.raises(InputError, match=r"in/f\.zip: File is not a zip file"):
        run_corpus(["in"], "out.jsonl")
    assert everything() == ["in"]
    Path("in/f.zip").unlink()
    with pytest.raises(Stopped):
        run_corpus(["in"], "out.jsonl", watch=stop_after(1))
    Path("in/f.zip").write_bytes(b"no zip")
    with pytest.raises(InputError, match=r"in/f\.zip: File is not a zip file"):
        run_corpus(["in"], "out.jsonl")
    assert everything() == ["in", "out.jsonl.parts"]


@pytest.mark.parametrize("suffix", [".parquet", ".duckdb"])
def test_tables_need_the_extra(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("speechtree.corpus.outputs.tables")
    monkeypatch.setitem(sys.modules, "speechtree.corpus.outputs.tables", None)
    with pytest.raises(InputError, match=rf"^writing {suffix} needs pyarrow and duckdb: pip install 'speechtree\[corpus\]'$"):
        run_corpus(["in"], f"out{suffix}")


def test_json_lines_need_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "duckdb", "rich"):
        Path(f"none/{name}").mkdir(parents=True)
        Path(f"none/{name}/__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path("none").resolve()))
    assert run_corpus(["in"], "out.jsonl").documents == 6
    with pytest.raises(RunError, match=r"the worker processes cannot do their work: .*exit status 1"):
        run_corpus(["in"], "out.parquet")


# What a worker process runs before anything else: it dies of certain documents, as it would of too little memory.
DEADLY = """
import os, signal
from speechtree import pipeline
from speechtree.corpus import forms

parse, documents = pipeline.Parser.parse, forms.Sources.documents

def deadly_parse(self, text, **options):
    if "致命" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "一次" in text and not os.path.exists("once"):
        open("once", "w").close()
        os._exit(3)
    return parse(self, text, **options)

def deadly_documents(self, unit):
    if unit.files[0].path.endswith("deadly.jsonl"):
        os.abort()
    return documents(self, unit)

pipeline.Parser.parse, forms.Sources.documents = deadly_parse, deadly_documents
"""


@pytest.fixture
def _deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("start").mkdir()
    Path("start/sitecustomize.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path("start").resolve()))


@pytest.mark.usefixtures("_deadly")
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_document_that_kills_its_process_is_recorded_and_the_run_goes_on(suffix: str) -> None:
    for name in ("aa", "bb", "ee"):
        Path(f"in/{name}.txt").write_text(f"致命。\n{CANALS}", encoding="utf-8")
    Path("in/ab.txt").write_text(f"一次。\n{CANALS}", encoding="utf-8")
    Path("in/deadly.jsonl").write_text(json.dumps({"text": CANALS}), encoding="utf-8")
    complaints: list[str] = []
    summary = run_corpus(["in"], f"out{suffix}", processes=1, watch=lambda state: complaints.extend(state.complaints))
    assert (summary.documents, summary.failed) == (11, 5)
    assert complaints == [
        "in/aa.txt: it ended the process that read it (SIGKILL)",
        "in/bb.txt: it ended the process that read it (SIGKILL)",
        f"in/{UNREADABLE}",
        "in/deadly.jsonl: it ended the process that read it (SIGABRT)",
        "in/ee.txt: it ended the process that read it (SIGKILL)",
    ]
    names = ["a.txt", "aa.txt", "ab.txt", "b.md", "bb.txt", "c.txt", "d.jsonl:1", "d.jsonl:2", "deadly.jsonl", "e.txt", "ee.txt"]
    out = Path(f"out{suffix}")
    if suffix == ".jsonl":
        found = [json.loads(line)["source"]["name"] for line in out.read_text(encoding="utf-8").splitlines()]
    else:
        found = list(dict.fromkeys(str(row[0]) for row in rows(out)))
    assert found == [f"in/{name}" for name in names]


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ((sys.executable, "-c", "raise SystemExit(3)"), r"it ended the process that read it \(exit status 3\)"),
        ((sys.executable, "-c", "print(); print('no JSON'); print('neither')"), "Expecting value"),
        (("./none",), "No such file or directory"),
    ],
)
def test_workers_that_do_not_work_end_the_run(command: tuple[str, ...], complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "COMMAND", command)
    with pytest.raises(RunError, match=f"^the worker processes cannot do their work: .*{complaint}"):
        run_corpus(["in"], "out.jsonl")


def test_workers_that_die_of_everything_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "COMMAND", (sys.executable, "-c", "print('ready', flush=True); input()"))
    with pytest.raises(RunError, match=r"^the worker processes cannot do their work: .*exit status 0"):
        run_corpus(["in"], "out.jsonl", processes=1)


def test_a_part_that_cannot_be_written_ends_the_run() -> None:
    with pytest.raises(RunError, match=r"^out\.jsonl\.parts/.*: No such file or directory$"):
        run_corpus(["in"], "out.jsonl", watch=lambda _: shutil.rmtree("out.jsonl.parts", ignore_errors=True))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_output_that_cannot_be_written_ends_the_run_and_keeps_its_parts(suffix: str) -> None:
    def block(_: State) -> None:
        Path(f"out{suffix}.parts/whole.tmp/x").mkdir(parents=True, exist_ok=True)

    with pytest.raises(RunError, match=rf"^out{suffix}\.parts.*irectory"):
        run_corpus(["in"], f"out{suffix}", watch=block)
    assert run_corpus(["in"], f"out{suffix}").documents == 6


def test_a_ledger_that_cannot_be_written_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "record", fail)
        with pytest.raises(RunError, match=r"^out\.jsonl\.parts: database or disk is full$"):
            run_corpus(["in"], "out.jsonl")
    assert run_corpus(["in"], "out.jsonl").documents == 6


def served(*tasks: dict[str, Any], suffix: str = ".jsonl") -> list[bytes]:
    """What a worker answers."""
    setup = {"options": {}, "suffix": suffix, "folder": "."}
    asked = "".join(json.dumps(line) + "\n" for line in (setup, *tasks)).encode()
    answers = io.BytesIO()
    serve(io.BytesIO(asked), answers)
    return answers.getvalue().split(b"\n")


def test_a_worker_answers_line_by_line(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Stopped):
        run_corpus(["in"], "out.jsonl", processes=1, watch=stop_after(0))
    with Ledger(Path("out.jsonl.parts")) as ledger:
        keys_and_units = list(ledger.open_units())
    tasks: list[dict[str, Any]] = [
        {"key": key, "unit": unit.to_json(), "blamed": {}, "lost": None} for key, unit in keys_and_units
    ]
    first, second, third = tasks
    ready, *begun, answer, end = served(first | {"blamed": {"1": "reason"}})
    assert (ready, begun, end) == (b"ready", [b""] * 3, b"")
    assert json.loads(answer) == {"counts": [3, 2, 1, 4], "complaints": ["in/b.md: reason", f"in/{UNREADABLE}"]}
    monkeypatch.setattr(tables, "BATCH_ROWS", 4)
    *_, answer, _ = served(first | {"key": "table"}, suffix=".parquet")
    assert json.loads(answer)["counts"] == [3, 1, 2, 6]
    with Path("table.part").open("rb") as part:
        batches = list(pa.ipc.open_stream(part))
    assert [batch.num_rows for batch in batches] == [5, 4, 0]
    assert [row["error"] for row in batches[1].to_pylist()] == [None] * 3 + [f"in/{UNREADABLE}"]
    *_, answer, _ = served(second | {"lost": "why"}, suffix=".parquet")
    assert json.loads(answer) == {"counts": [1, 1, 0, 0], "complaints": ["in/d.jsonl: why"]}
    Path("in/d.jsonl").unlink()
    *_, answer, _ = served(second)
    changed = "in/d.jsonl: it changed while the corpus was read; run the command again"
    assert json.loads(answer) == {"counts": [1, 1, 0, 0], "complaints": [changed]}
    *_, answer, _ = served(third | {"key": "none/none"})
    assert json.loads(answer) == {"fatal": f"none/none.{os.getpid()}.tmp: No such file or directory"}
    setup = {"options": {}, "suffix": ".jsonl", "folder": "."}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(setup).encode())))
    main()
    assert capfdbinary.readouterr().out == b"ready\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_document_never_stops_the_others_whatever_it_does(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone surrogate has no place in JSON; a parser may have a mistake."""
    Path("in/d.jsonl").write_text('{"text": "一、\\ud800\\n二、乙"}\n' * 20, encoding="utf-8")
    with pytest.raises(Stopped):
        run_corpus(["in/d.jsonl"], "out.jsonl", watch=stop_after(0))
    with Ledger(Path("out.jsonl.parts")) as ledger:
        ((key, unit),) = ledger.open_units()

    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    if suffix != ".jsonl":
        monkeypatch.setattr(speechtree.Parser, "parse", fail)
    *_, answer, _ = served({"key": key, "unit": unit.to_json(), "blamed": {}, "lost": None}, suffix=suffix)
    answer = json.loads(answer)
    assert answer["counts"] == [20, 20, 0, 0]
    assert len(answer["complaints"]) == 10
    kind = "PydanticSerializationError" if suffix == ".jsonl" else "RecursionError: too deep"
    assert answer["complaints"][0].startswith(f"in/d.jsonl:1: {kind}")
