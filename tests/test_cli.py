"""The command: what it prints where, and how it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from commands import Run, runner

import speechtree
from speechtree.explain import explain
from speechtree.writers import write_json, write_tree

CANALS = "在水利会议上的讲话\n一、修好水渠，不留死角\n二、管好水渠\n谢谢大家！\n"
ROADS = "在交通会议上的讲话\n一、修路\n二、护路\n"
TREE = "在水利会议上的讲话\n├─ 一、修好水渠，不留死角\n├─ 二、管好水渠\n└─ … closing: 谢谢大家！\n"


class Terminal(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with two speeches."""
    monkeypatch.chdir(tmp_path)
    Path("水利.txt").write_text(CANALS, encoding="utf-8")
    Path("交通.md").write_text(ROADS, encoding="gb18030")

    return runner(capsys)


@pytest.fixture
def standard_input(tmp_path: Path) -> Iterator[Callable[[bytes], None]]:
    """Puts bytes on standard input."""
    kept = os.dup(0)

    def give(data: bytes) -> None:
        path = tmp_path / "given"
        path.write_bytes(data)
        with path.open("rb") as stream:
            os.dup2(stream.fileno(), 0)

    yield give
    os.dup2(kept, 0)
    os.close(kept)


def test_one_file_is_a_tree(run: Run) -> None:
    assert run("水利.txt") == (0, TREE, "")


def test_several_files_are_trees_under_their_names(run: Run) -> None:
    assert run("水利.txt", "./交通.md") == (
        0,
        """\
水利.txt
└─ 在水利会议上的讲话
   ├─ 一、修好水渠，不留死角
   ├─ 二、管好水渠
   └─ … closing: 谢谢大家！

./交通.md
└─ 在交通会议上的讲话
   ├─ 一、修路
   └─ 二、护路
""",
        "",
    )


def test_an_unreadable_file_is_reported_and_the_others_go_on(run: Run) -> None:
    status, out, err = run("无.txt", "水利.txt", ".")
    assert (status, out.splitlines()[0], err) == (
        2,
        "水利.txt",
        "speechtree: 无.txt: no such file\nspeechtree: .: this is a directory; give the files in it\n",
    )


def test_standard_input_is_decoded_as_a_file_is(run: Run, standard_input: Callable[[bytes], None]) -> None:
    standard_input(CANALS.encode("gb18030"))
    assert run("-") == (0, TREE, "")
    standard_input(ROADS.encode("utf-16"))
    _, out, _ = run("--format", "json", "-")
    source = json.loads(out)["source"]
    assert (source["name"], source["encoding"], source["length"]) == (None, "utf-16", len(ROADS))


def test_standard_input_among_files_has_a_name(run: Run, standard_input: Callable[[bytes], None]) -> None:
    standard_input(ROADS.encode())
    assert run("-", "水利.txt").out.splitlines()[0] == "standard input"
    standard_input(b"PK\3\4")
    assert run("-").err.startswith("speechtree: standard input: an archive, no text; unpack it")


def test_json_of_one_file_is_a_document(run: Run) -> None:
    assert run("--format", "json", "水利.txt") == (0, write_json(speechtree.parse_file("水利.txt")), "")
    assert run("--format=json", "无.txt") == (2, "", "speechtree: 无.txt: no such file\n")


def test_json_of_several_files_is_an_array(run: Run) -> None:
    status, out, err = run("--format", "json", "水利.txt", "./交通.md")
    assert [document["source"]["name"] for document in json.loads(out)] == ["水利.txt", "交通.md"]
    assert (status, err) == (0, "")


def test_json_of_several_files_is_an_array_even_if_few_can_be_read(run: Run) -> None:
    one = run("--format", "json", "无.txt", "交通.md")
    assert (one.status, len(json.loads(one.out))) == (2, 1)
    assert run("--format", "json", "无.txt", "亦无.txt").out == "[]\n"


def test_jsonl_is_one_document_a_line(run: Run) -> None:
    status, out, err = run("--format", "jsonl", "水利.txt", "交通.md")
    documents = [speechtree.Document.model_validate_json(line) for line in out.splitlines()]
    assert documents == [speechtree.parse_file("水利.txt"), speechtree.parse_file("交通.md")]
    assert (status, err) == (0, "")


def test_explain_prints_the_evidence(run: Run) -> None:
    source, _, verdict = speechtree.Parser().judge(CANALS)
    assert run("--explain", "水利.txt") == (0, explain(source, verdict), "")
    lines = run("--explain", "水利.txt", "./交通.md").out.splitlines()
    assert [line.split(" ")[0] for line in lines if " point " in line] == [
        "水利.txt:2:1:",
        "水利.txt:3:1:",
        "./交通.md:2:1:",
        "./交通.md:3:1:",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "the following arguments are required: FILE"),
        (("--format", "xml", "水利.txt"), "argument --format: invalid choice: 'xml'"),
        (("--explain", "--format", "json", "水利.txt"), "argument --format: not allowed with argument --explain"),
        (("--form", "json", "水利.txt"), "unrecognized arguments: --form"),
    ],
)
def test_wrong_usage_is_explained(arguments: tuple[str, ...], complaint: str, run: Run) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert f"speechtree: error: {complaint}" in err


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"speechtree {version('speechtree')}\n", "")
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    assert "exit status: 0 done, 2 wrong usage or an unreadable file" in out


Printed = Callable[[io.StringIO, str, dict[str, str]], str]


@pytest.fixture
def printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Printed:
    """What the command prints on a stream, for a choice of colour, in an environment."""

    def to(stream: io.StringIO, color: str, environment: dict[str, str]) -> str:
        for name, value in {"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "", **environment}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdout", stream)
        assert run("--color", color, "水利.txt").status == 0
        return stream.getvalue()

    return to


@pytest.mark.parametrize(
    ("stream", "color", "environment"),
    [
        (Terminal(), "auto", {}),
        (Terminal(), "auto", {"NO_COLOR": ""}),
        (Terminal(), "always", {"NO_COLOR": "1"}),
        (io.StringIO(), "always", {}),
    ],
)
def test_the_tree_is_painted(stream: io.StringIO, color: str, environment: dict[str, str], printed: Printed) -> None:
    assert printed(stream, color, environment) == write_tree(speechtree.parse(CANALS), colour=True)


@pytest.mark.parametrize(
    ("stream", "color", "environment"),
    [
        (Terminal(), "auto", {"NO_COLOR": "1"}),
        (Terminal(), "auto", {"TERM": "dumb"}),
        (Terminal(), "never", {}),
        (io.StringIO(), "auto", {}),
    ],
)
def test_the_tree_is_plain(stream: io.StringIO, color: str, environment: dict[str, str], printed: Printed) -> None:
    assert printed(stream, color, environment) == TREE


def test_titles_are_folded_on_a_terminal_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert run("水利.txt").out == TREE
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    run("--color", "never", "水利.txt")
    assert stream.getvalue().splitlines()[1:3] == ["├─ 一、修好水渠，不", "│      留死角"]


class Failing(io.StringIO):
    """A standard output on which nothing can be written; its descriptor is that of a file."""

    def __init__(self, error: BaseException, descriptor: int) -> None:
        """error: what every write raises."""
        super().__init__()
        self.error, self.descriptor = error, descriptor

    def write(self, _: str) -> int:
        """Fail."""
        raise self.error

    def fileno(self) -> int:
        """The descriptor."""
        return self.descriptor


@pytest.mark.parametrize(
    ("error", "status", "complaint"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "speechtree: standard output: No space left on device\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_output_that_fails_ends_quietly(
    error: BaseException, status: int, complaint: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("taken").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", Failing(error, stream.fileno()))
        result = run("水利.txt")
        assert os.path.sameopenfile(stream.fileno(), os.open(os.devnull, os.O_WRONLY)) == (status != 130)
    assert (result.status, result.err) == (status, complaint)


def test_closed_streams_end_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        assert run("水利.txt") == (2, "", "speechtree: standard output is closed\n")
    monkeypatch.setattr(sys, "stderr", None)
    assert run("无.txt") == (2, "", "")


def test_the_package_runs_as_a_module(run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("水利.txt").status == 0
    monkeypatch.setattr(sys, "argv", ["speechtree", "水利.txt"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("speechtree", run_name="__main__")
    assert (stop.value.code, capsys.readouterr().out) == (0, TREE)


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "speechtree", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_output_is_utf_8_in_any_locale() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with start("-", "无.txt", **ascii_only) as process:
        out, err = process.communicate(CANALS.encode())
    assert out.decode().splitlines()[1] == "└─ 在水利会议上的讲话"
    assert (process.returncode, err.decode()) == (2, "speechtree: 无.txt: no such file\n")


def test_a_reader_that_leaves_causes_no_traceback() -> None:
    with start("--format", "jsonl", "-") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(CANALS.encode())
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("words", [CANALS, "一、修渠\r\n二、栽树", ""])
def test_text_is_printed_to_the_byte(words: str, tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(words.encode("gb18030"))
    assert subprocess.check_output([sys.executable, "-m", "speechtree", "text", path]) == words.encode()


def test_text_of_several_files(run: Run) -> None:
    assert run("text", "无.txt", "水利.txt", "交通.md") == (2, CANALS + ROADS, "speechtree: 无.txt: no such file\n")


def test_json_may_carry_the_text(run: Run) -> None:
    (line,) = run("--format", "jsonl", "--with-text", "水利.txt").out.splitlines()
    assert speechtree.Document.model_validate_json(line).text == CANALS
    assert json.loads(run("--format", "json", "--with-text", "水利.txt").out)["text"] == CANALS
    assert json.loads(run("--format", "json", "水利.txt").out)["text"] is None
    assert run("--with-text", "水利.txt").err.endswith("error: --with-text goes with --format json or jsonl\n")


@pytest.mark.parametrize("command", [(), ("check",), ("text",)])
def test_an_encoding_can_be_insisted_on(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, "--encoding", "GBK", "交通.md").status == 0
    status, _, err = run(*command, "--encoding", "utf-8", "交通.md")
    assert (status, err.split("; ")[0]) == (2, "speechtree: 交通.md: damaged UTF-8 at byte 0 (line 1)")
    status, _, err = run(*command, "--encoding", "utf-9", "交通.md")
    assert (status, err.splitlines()[-1].partition("error: ")[2]) == (
        2,
        "argument --encoding: there is no encoding 'utf-9'; usual are utf-8, utf-16, gb18030 and big5",
    )
