"""A program that starts pays for what it uses; what Lark has read once it need not read again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import lark.lark
import pytest

import speechtree
from speechtree.cache import SETTING, cache_file
from speechtree.derivation import Derivations
from speechtree.grammar import Grammar, load_grammar
from speechtree.pipeline import Parser

TEXT = "一、修渠\n主要抓了两件事：一是清淤，二是护坡。\n二、栽树\n"
PARSE = f"import speechtree; print(speechtree.parse({TEXT!r}).model_dump_json())"
EXPECTED = speechtree.parse(TEXT).model_dump_json() + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    return tmp_path / "kept"


def load() -> Grammar:
    return load_grammar(derivations=Derivations())


def assert_works(grammar: Grammar) -> None:
    parser = Parser()
    parser.grammar = grammar
    assert parser.parse(TEXT) == speechtree.parse(TEXT)
    assert grammar.markers.rules == Parser().grammar.markers.rules


def run(code: str) -> str:
    return subprocess.check_output(
        [sys.executable, "-c", code], text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}
    )


def seconds(code: str) -> float:
    start = perf_counter()
    run(code)
    return perf_counter() - start


def test_import_loads_nothing_that_is_not_asked_for() -> None:
    print_heavy = "import sys, speechtree; print(*{'lark', 'pydantic', 'speechtree.pipeline'} & set(sys.modules))"
    assert run(print_heavy).split() == []


@pytest.mark.parametrize("before", ["speechtree.pipeline", "speechtree.cli", "speechtree.readers", "speechtree.derivation"])
def test_names_are_the_same_whatever_was_imported_before(before: str) -> None:
    assert run(f"import {before}; {PARSE}") == EXPECTED


def test_public_names_are_listed_and_no_others_are_found() -> None:
    assert dir(speechtree) == sorted(speechtree.__all__)
    with pytest.raises(AttributeError, match=r"^module 'speechtree' has no attribute 'parze'$"):
        getattr(speechtree, "parze")  # noqa: B009 - a type checker would not let it pass


def test_a_grammar_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = load()
    assert [path.name.partition("-")[0] for path in sorted(folder.iterdir())] == ["markers.lark", "outline.lark"]
    monkeypatch.setattr(lark.lark, "load_grammar", None)
    kept = load()
    assert_works(kept)
    assert (kept.line, kept.shore, kept.run_in) == (fresh.line, fresh.shore, fresh.run_in)


def test_a_grammar_of_the_users_own_is_not_kept(folder: Path) -> None:
    load_grammar('STEP: "〔一〕"\n%extend marker: STEP', [speechtree.Style("step", "STEP", "〔一〕")])
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["outline.lark"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_private(folder: Path) -> None:
    load()
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99], ids=str)
def test_a_spoiled_file_is_made_anew(folder: Path, share: float) -> None:
    load()
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert_works(load())
    lengths = {path: path.stat().st_size for path in folder.iterdir()}
    assert_works(load())
    assert {path: path.stat().st_size for path in folder.iterdir()} == lengths
    assert min(lengths.values()) > 1000


def test_a_file_of_another_grammar_is_not_believed(folder: Path) -> None:
    load()
    markers, outline = sorted(folder.iterdir())
    outline.write_bytes(markers.read_bytes())
    assert_works(load())


def test_an_edition_of_the_grammar_has_a_file_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {cache_file("markers.lark", "one"), cache_file("markers.lark", "two")}
    monkeypatch.setattr(lark, "__version__", "1.99")
    names.add(cache_file("markers.lark", "one"))
    assert len(names) == 3
    assert {Path(str(name)).parent for name in names} == {folder}


def test_a_folder_where_a_file_stands(folder: Path) -> None:
    folder.write_text("in the way", encoding="utf-8")
    assert_works(load())
    assert folder.read_text(encoding="utf-8") == "in the way"


def test_a_file_where_a_folder_stands(folder: Path) -> None:
    load()
    for path in list(folder.iterdir()):
        path.unlink()
        path.mkdir()
    assert_works(load())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777], ids=oct)
def test_a_folder_that_others_write_to_is_left_alone(folder: Path, mode: int) -> None:
    folder.mkdir()
    folder.chmod(mode)
    assert_works(load())
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such owners")
def test_a_folder_of_somebody_else_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert_works(load())
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    assert run(PARSE) == EXPECTED
    if os.geteuid():  # nothing stops root
        assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_full_disk(folder: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    assert run(f"{limit}; {PARSE}") == EXPECTED
    assert max(path.stat().st_size for path in folder.iterdir()) <= 1000
    assert run(PARSE) == EXPECTED


@pytest.mark.parametrize("off", ["", "0"])
def test_nothing_is_kept_when_the_user_wants_nothing(monkeypatch: pytest.MonkeyPatch, off: str) -> None:
    monkeypatch.setenv(SETTING, off)
    assert cache_file("markers.lark", "") is False
    assert_works(load())


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_CACHE_HOME", "named/speechtree"),
        ("linux", "", "home/.cache/speechtree"),
        ("darwin", "", "home/Library/Caches/speechtree"),
        ("win32", "LOCALAPPDATA", "named/speechtree"),
        ("win32", "", "home/AppData/Local/speechtree"),
    ],
)
def test_the_folder_is_where_the_platform_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, expected: str
) -> None:
    for name in (SETTING, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(sys, "platform", platform)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "named"))
    assert Path(str(cache_file("markers.lark", ""))).parent == tmp_path / expected


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in (SETTING, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_file("markers.lark", "") is False


@pytest.mark.slow
@pytest.mark.parametrize("start", ["empty", "spoiled"])
def test_processes_that_start_at_once(folder: Path, start: str) -> None:
    if start == "spoiled":
        load()
        for path in folder.iterdir():
            path.write_bytes(path.read_bytes()[:500])
    environment = os.environ | {"PYTHONUTF8": "1"}
    started = [subprocess.Popen([sys.executable, "-c", PARSE], stdout=subprocess.PIPE, env=environment) for _ in range(8)]
    assert {one.communicate()[0].decode("utf-8") for one in started} == {EXPECTED}
    assert len(list(folder.iterdir())) == 2


@pytest.mark.slow
def test_start_is_quick(folder: Path) -> None:
    """As multiples of what the two libraries take that it stands on. Generous: `benchmarks/suite.py` has the figures."""
    run(PARSE)
    assert list(folder.iterdir())
    codes = {"libraries": "import pydantic, lark", "import": "import speechtree", "parse": PARSE}
    times: dict[str, list[float]] = {name: [] for name in codes}
    for _ in range(7):
        for name, code in codes.items():
            times[name].append(seconds(code))
    libraries = median(times["libraries"])
    assert median(times["import"]) < 1.2 * libraries
    assert median(times["parse"]) < 6 * libraries
