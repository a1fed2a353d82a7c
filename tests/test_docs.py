"""The documentation tells the truth: its Python runs, its commands run, its generated parts are fresh."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from shutil import copy
from types import ModuleType
from typing import Any

import docx
import jsonschema
import pytest

import speechtree

FINDINGS = 1  # the exit status of a check that finds something
ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
DRAFT = "draft.txt"  # the speech of the tutorial
# A block under <!-- continued --> goes on with what the block before it has made.
FENCE = re.compile(r"^(<!-- continued -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
# A comment that says what the expression or the print before it gives.
RESULT = re.compile(r"^(?P<code>\S.*?)\s{2}# → (?P<result>.*)$", re.MULTILINE)

# Programs that may be missing, each with the extra that brings it.
OPTIONAL = {
    **dict.fromkeys(("duckdb", "pyspark", "ray"), "engines"),
    **dict.fromkeys(("haystack", "langchain_core", "llama_index", "pandas", "polars"), "adapters"),
}
IMPORT = re.compile(rf"^(?:import|from) ({'|'.join(OPTIONAL)})\b", re.MULTILINE)


def blocks(language: str) -> list[Any]:
    """The fenced blocks of a language, on every page, each with its page and line, after those that it goes on with."""
    found = []
    for page in PAGES:
        before = ""
        for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
            if fence[2] == language:
                before = (before if fence[1] else "") + fence[3]
                found.append(
                    pytest.param(before, id=f"{page.relative_to(ROOT)}:{fence.string.count(chr(10), 0, fence.start(2)) + 1}")
                )
    return found


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the draft, which may be mended, the examples and the files of the tests."""
    for name in ("docs", "examples", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    copy(ROOT / "docs" / DRAFT, tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", blocks("python"))
def test_python_runs(code: str, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`expression  # → result` must hold: the result is the expression's `str` or `repr`."""
    for module in IMPORT.findall(code):
        if find_spec(module) is None:
            pytest.skip(f"{module} is not installed: pip install 'speechtree[{OPTIONAL[module]}]'")
    monkeypatch.chdir(workplace)
    checked = RESULT.sub(lambda found: f"_check({found['code']}, {found['result']!r})", code)
    exec(compile(checked, "documentation", "exec"), {"_check": _check})


def _check(value: object, result: str) -> None:
    assert result in (str(value), repr(value))


@pytest.mark.parametrize("session", blocks("console"))
def test_commands_run(session: str, workplace: Path) -> None:
    """Every `$ speechtree …` runs and prints what stands under it; "…" on a line of its own leaves lines out."""
    draft = docx.Document()
    for line in (workplace / DRAFT).read_text(encoding="utf-8").split("\n\n"):
        draft.add_paragraph(line)
    draft.save(str(workplace / "讲话稿.docx"))
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        if command.startswith(("cp ", "head ", "printf ", "speechtree ")):
            _compare(_run(command, workplace), expected)


def _run(command: str, folder: Path) -> str:
    """The standard output of a command that may pipe `printf` into `speechtree`."""
    path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))
    environment = os.environ | {"PATH": path, "PYTHONUTF8": "1"}
    given = None
    for words in command.split(" | "):
        done = subprocess.run(shlex.split(words), input=given, env=environment, cwd=folder, capture_output=True, check=False)
        assert done.returncode in {0, FINDINGS}, done.stderr.decode("utf-8")
        given = done.stdout
    return (given or b"").decode("utf-8")


def _compare(printed: str, expected: str) -> None:
    at = 0
    for part in re.split(r"^…\n", expected, flags=re.MULTILINE):
        found = printed.find(part.rstrip("\n"), at)
        assert found >= 0, f"not printed:\n{part}\nbut:\n{printed}"
        at = found + len(part.rstrip("\n"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """The script that writes the generated parts."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module("generate")
    finally:
        sys.path.remove(str(ROOT / "docs"))


GENERATED = ["schema.json", "styles.md", "rules.md", "images/outline.svg", "images/gallery/tree.svg"]


@pytest.mark.parametrize("name", GENERATED)
def test_generated_parts_are_fresh(name: str, generate: ModuleType) -> None:
    current = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert current == generate.GENERATED[name](), f"docs/{name} is stale; write it anew with: python docs/generate.py"


def test_every_generated_part_is_tested(generate: ModuleType) -> None:
    assert set(generate.GENERATED) == set(GENERATED)


def test_the_export_fits_the_schema() -> None:
    schema = json.loads((ROOT / "docs" / "schema.json").read_text(encoding="utf-8"))
    document = speechtree.parse("关于工作的讲话\n我讲两点意见：\n一、抓发展。一是快，二是稳。\n二、抓落实。\n谢谢大家！\n")
    jsonschema.validate(json.loads(document.model_dump_json()), schema)


def test_the_test_command_is_the_one_that_the_checks_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n$ pytest\n" in readme
    assert '/bin/pytest" 2>&1 |' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
