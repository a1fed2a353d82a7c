"""The documentation site builds without a warning, has a diagram for all of the grammar, and asks nothing of the network."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

import speechtree
from speechtree.cli import COMMANDS
from speechtree.grammar import MARKERS, OUTLINE, SHORE, load_grammar

ROOT = Path(__file__).parents[1]
MISSING = [name for name in ("material", "mkdocstrings", "griffe_pydantic", "railroad") if find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {MISSING}; pip install 'speechtree[docs]'")
# What a browser would fetch by itself from elsewhere.
FETCHED = re.compile(
    r'(?:<(?:script|img|iframe)[^>]*\ssrc="|<link[^>]*rel="(?:stylesheet|preconnect|icon)"[^>]*href=")(?:https?:)?//'
)


@pytest.fixture(scope="module")
def hooks() -> ModuleType:
    """What draws the pages that come from the code."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module("hooks")
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.mark.parametrize("file", [MARKERS, OUTLINE])
def test_every_rule_and_terminal_of_the_loaded_grammar_has_a_diagram(file: str, hooks: ModuleType) -> None:
    grammar = load_grammar()
    loaded = grammar.markers if file == MARKERS else grammar.outline
    names = {str(rule.origin.name) for rule in loaded.rules} | {terminal.name for terminal in loaded.terminals}
    page = hooks.grammar(file)
    drawn = re.findall(r'<svg aria-label="(\w+)"', page)
    assert len(drawn) == len(set(drawn))
    assert names <= set(drawn)
    assert set(re.findall(r'xlink:href="#(\w+)"', page)) <= set(drawn)


def test_a_diagram_holds_the_words_of_its_terminal(hooks: ModuleType) -> None:
    drawn = dict(re.findall(r'<svg aria-label="(\w+)"(.*?)</svg>', hooks.grammar(MARKERS), re.DOTALL))
    words = {name: re.findall(r">([^<>]+)</text>", svg) for name, svg in drawn.items()}
    assert words["CHINESE_PAUSE"] == ["NUMERAL", "GAP", "PAUSE", "是"]
    assert words["YI_YAO"][:3] == ["NUMERAL", "WRAP", "要"]
    assert {"部分", "部份", "STOP", "IS"} <= set(words["PART"])
    assert words["marker"] == [terminal.name for terminal in load_grammar().markers.terminals if terminal.name != SHORE]


def test_every_command_tells_its_usage(hooks: ModuleType) -> None:
    page = hooks.commands()
    assert [name for name in ("", *COMMANDS) if f"usage: speechtree {name}".rstrip() not in page] == []


def test_the_site_builds(tmp_path: Path) -> None:
    """As `mkdocs build --strict` does: with no warning, with every public name, and with nothing from elsewhere."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    reference = (tmp_path / "reference" / "python" / "index.html").read_text(encoding="utf-8")
    assert [name for name in speechtree.__all__ if f'id="speechtree.{name}"' not in reference] == []
    pages = list(tmp_path.rglob("*.html"))
    assert [path for path in pages if FETCHED.search(path.read_text(encoding="utf-8"))] == []
    assert [path for path in tmp_path.rglob("*.py") if path.is_file()] == []
