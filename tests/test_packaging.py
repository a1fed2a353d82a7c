"""What ships: the grammars, the mark that the package is typed, the version, every package that there is."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import speechtree

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_grammars_load() -> None:
    folder = files("speechtree.grammars")
    assert {entry.name for entry in folder.iterdir() if entry.name.endswith(".lark")} == {"markers.lark", "outline.lark"}
    assert "FIRST" in folder.joinpath("outline.lark").read_text(encoding="utf-8")


def test_the_package_is_typed() -> None:
    assert files("speechtree").joinpath("py.typed").is_file()


def test_every_package_ships() -> None:
    source = ROOT / "src"
    packages = {".".join(path.parent.relative_to(source).parts) for path in source.rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == packages | {"speechtree.grammars"}


def test_what_the_page_is_made_of_ships() -> None:
    shipped: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
    for package, patterns in shipped.items():
        names = {one.name for one in files(package).iterdir() if one.is_file() and not one.name.endswith((".py", ".pyc", ".so"))}
        assert names == {name for name in names if any(fnmatch(name, pattern) for pattern in patterns)}, package
    assert "page.css" in {one.name for one in files("speechtree.writers.html").iterdir()}


def test_version() -> None:
    assert version("speechtree") == PROJECT["project"]["version"]
    assert f"[{version('speechtree')}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_command_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="speechtree")
    assert command.value == "speechtree.cli:main"
    assert callable(command.load())


def test_public_names_exist() -> None:
    assert [name for name in speechtree.__all__ if not hasattr(speechtree, name)] == []
