"""Imports point one way: a module imports only what stands below it, and the core only Lark and Pydantic."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "speechtree"

# From the bottom to the top. The name of a package stands for its `__init__` and for all its modules that have no row.
CORE = (
    "errors",
    "cache",
    "source",
    "numerals",
    "styles",
    "models",
    "made",
    "grammar",
    "recognise",
    "leadin",
    "judge.weights",
    "judge.setting",
    "judge.decisions",
    "judge.neighbours",
    "judge.continuity",
    "judge.containment",
    "judge.scope",
    "judge.clear",
    "judge.skeleton",
    "judge.closing_words",
    "judge.asides",
    "judge.partners",
    "judge.screens",
    "judge.titles",
    "judge.speeches",
    "judge.plans",
    "judge.extents",
    "judge.bodies",
    "judge.untitled",
    "judge.closings",
    "judge.verdict",
    "judge",
    "diagnose.rules",
    "diagnose.finding",
    "diagnose.numbering",
    "diagnose.nesting",
    "diagnose.spelling",
    "diagnose.renumber",
    "diagnose",
    "derivation",
    "build",
    "pipeline",
)
EDGES = (
    "walking",
    "differences",
    "chunking",
    "table",
    "positions",
    "settings",
    "readers",
    "mending",
    "explain",
    "writers",
    "corpus.arrow",
    "writers.as_parquet",
    "corpus.units",
    "corpus.forms.found",
    "corpus.forms",
    "corpus.inputs",
    "corpus.ledger",
    "corpus.outputs",
    "corpus.worker",
    "corpus.crew",
    "corpus.run",
    "corpus",
    "report.words",
    "report.drawing",
    "report.loading",
    "report.counting",
    "report.figures",
    "report.page",
    "report",
    "lsp",
    "adapters",
    "__init__",
    "cli",
    "__main__",
)
LAYERS = (*CORE, *EDGES)
THIRD_PARTY = {"lark", "pydantic"}


def modules() -> dict[str, Path]:
    """Every module by its name below `speechtree`; a package's `__init__` has the name of the package."""
    names = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names[".".join(parts[:-1] if parts[1:] and parts[-1] == "__init__" else parts)] = path
    return names


def layer(name: str) -> str:
    """The row of a module: its own or that of a package around it; empty when it has none."""
    while name and name not in LAYERS:
        name = name.rpartition(".")[0]
    return name


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from (found(node.module or "", alias.name) for alias in node.names)


def found(module: str, name: str) -> str:
    """What `from module import name` loads: a module inside a package, or else the module itself."""
    return f"{module}.{name}" if f"{module}.{name}".removeprefix("speechtree.") in MODULES else module


MODULES = modules()


@pytest.mark.parametrize("name", MODULES)
def test_every_module_has_a_row(name: str) -> None:
    assert layer(name), f"{name} stands in no row of LAYERS in tests/test_layout.py: say where it belongs"


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down(name: str) -> None:
    allowed = LAYERS[: LAYERS.index(layer(name))]
    own = [target for target in imports(MODULES[name]) if target.partition(".")[0] == "speechtree"]
    below = [target.removeprefix("speechtree.") if "." in target else "__init__" for target in own]
    others = [target for target in below if layer(target) != layer(name)]
    assert [target for target in others if layer(target) not in allowed] == []


@pytest.mark.parametrize("name", [name for name in MODULES if layer(name) in CORE])
def test_the_core_imports_lark_and_pydantic_alone(name: str) -> None:
    tops = {target.partition(".")[0] for target in imports(MODULES[name])}
    assert tops - sys.stdlib_module_names - THIRD_PARTY <= {"speechtree"}


def test_every_row_has_a_module() -> None:
    assert [row for row in LAYERS if row not in MODULES] == []
