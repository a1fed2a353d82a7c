"""`--format` and `--out`: what is written where, and what is refused."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from commands import Run, runner

import speechtree
from speechtree.cli.formats import FORMATS
from speechtree.readers import file_name
from speechtree.writers import write_markdown, write_opml, write_tree

CANALS = "在水利会议上的讲话\n一、修好水渠\n1. 清淤\n二、管好水渠\n谢谢大家！\n"
ROADS = "在交通会议上的讲话\n一、修路\n二、护路\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with two speeches."""
    monkeypatch.chdir(tmp_path)
    Path("水利.txt").write_text(CANALS, encoding="utf-8")
    Path("交通.txt").write_text(ROADS, encoding="utf-8")
    return runner(capsys)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.binary and name != "tree"])
def test_what_is_written_is_what_is_printed(name: str, run: Run) -> None:
    shown = run("--format", name, "水利.txt", "交通.txt")
    assert run("--format", name, "--out", "out", "水利.txt", "交通.txt") == (0, "", "")
    assert (shown.status, shown.err) == (0, "")
    assert Path("out").read_bytes().decode("utf-8") == shown.out


@pytest.mark.parametrize(("name", "suffix"), [(name, suffix) for name, form in FORMATS.items() for suffix in form.suffixes])
def test_the_suffix_says_which_format(name: str, suffix: str, run: Run) -> None:
    if name in {"docx", "parquet"}:
        pytest.importorskip({"docx": "docx", "parquet": "pyarrow"}[name])
    assert run("--out", f"one{suffix}", "水利.txt").status == 0
    run("--format", name, "--out", "two", "水利.txt")
    one, other = (Path(file).read_bytes() for file in (f"one{suffix}", "two"))
    assert _parts(one) == _parts(other)


def _parts(data: bytes) -> object:
    """A Word document is an archive with the time in it."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_document_is_called_as_its_file(run: Run) -> None:
    documents = [speechtree.parse_file(name) for name in ("水利.txt", "交通.txt")]
    assert run("--format", "opml", "水利.txt", "交通.txt").out == write_opml(*documents)
    assert write_markdown(*documents).splitlines()[0] == f"- {file_name('水利.txt')}"
    assert run("--format", "markdown", "水利.txt").out == write_markdown(documents[0])


def test_the_tree_is_written_plain_and_whole(run: Run) -> None:
    assert run("--depth", "1", "--out", "a.txt", "水利.txt").status == 0
    assert run("--only", "heads", "--lang", "zh", "--out", "a.md", "水利.txt").status == 0
    assert Path("a.md").read_text(encoding="utf-8") == write_markdown(speechtree.parse(CANALS), heads=True, language="zh")
    assert Path("a.txt").read_text(encoding="utf-8") == write_tree(speechtree.parse(CANALS), depth=1)


def test_the_evidence_is_written_too(run: Run) -> None:
    assert run("--explain", "--out", "why", "水利.txt").status == 0
    assert Path("why").read_text(encoding="utf-8") == run("--explain", "水利.txt").out


def test_nothing_that_is_there_is_written_over(run: Run) -> None:
    Path("a.md").write_text("kept", encoding="utf-8")
    message = "speechtree: a.md: it is there already; name a new file, or move that one away\n"
    assert run("--out", "a.md", "水利.txt") == (2, "", message)
    assert Path("a.md").read_text(encoding="utf-8") == "kept"


def test_a_file_that_cannot_be_written_is_reported(run: Run) -> None:
    message = "speechtree: no/a.md: it cannot be written: No such file or directory\n"
    assert run("--out", "no/a.md", "水利.txt") == (2, "", message)


def test_what_can_be_read_is_written(run: Run) -> None:
    assert run("--out", "a.md", "无.txt", "水利.txt") == (2, "", "speechtree: 无.txt: no such file\n")
    assert Path("a.md").exists()


def test_where_nothing_can_be_read_no_file_is_made(run: Run) -> None:
    assert run("--out", "a.opml", "无.txt") == (2, "", "speechtree: 无.txt: no such file\n")
    assert not Path("a.opml").exists()
    assert run("--format", "opml", "无.txt").out == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--format", "docx"), "--format docx is no text: name a file for it with --out"),
        (("--format", "parquet"), "--format parquet is no text: name a file for it with --out"),
        (("--out", "a.xyz"), "--out a.xyz: no format has this suffix; name one with --format"),
        (("--depth", "0"), "argument --depth: '0' is no number of depths: 1 or more"),
        (("--depth", "x"), "argument --depth: 'x' is no number of depths: 1 or more"),
        (("--depth", "1", "--format", "json"), "--depth and --only go with outlines: the formats tree, markdown, opml,"),
        (("--only", "heads", "--explain"), "--depth and --only go with outlines"),
        (("--only", "tails"), "argument --only: invalid choice: 'tails'"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], complaint: str, run: Run) -> None:
    status, out, err = run(*arguments, "水利.txt")
    assert (status, out) == (2, "")
    assert complaint in err


@pytest.mark.parametrize(("name", "extra", "module"), [("docx", "docx", "docx"), ("parquet", "arrow", "pyarrow")])
def test_what_is_missing_is_named(name: str, extra: str, module: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for loaded in [one for one in sys.modules if one.startswith(("speechtree.writers.word", "speechtree.writers.as_parquet"))]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    status, _, err = run("--out", f"a.{name}", "水利.txt")
    assert (status, err) == (2, f"speechtree: the format {name} takes more: pip install 'speechtree[{extra}]'\n")


def test_settings_that_are_wrong_are_reported(run: Run) -> None:
    Path("speechtree.toml").write_text("language = 1\n", encoding="utf-8")
    status, out, err = run("水利.txt")
    assert (status, out) == (2, "")
    assert "speechtree.toml" in err


def test_rules_that_are_ignored_are_not_in_the_tree(run: Run) -> None:
    Path("水利.txt").write_text("讲话\n一、修渠\n三、护路\n", encoding="utf-8")
    assert "! warning gap" in run("水利.txt").out
    Path("speechtree.toml").write_text('ignore = ["gap"]\n', encoding="utf-8")
    assert "!" not in run("水利.txt").out
