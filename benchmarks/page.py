"""The page docs/benchmarks.md: its tables and pictures are written by `python benchmarks/suite.py --write`."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "benchmarks.md"
PACKAGES = ("lark", "pydantic", "arborparser", "langchain-text-splitters", "llama-index-core")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def environment() -> str:
    """What it was measured on."""
    core = "compiled" if Path(_core()).suffix != ".py" else "not compiled"
    packages = [f"{name} {_version(name)}" for name in PACKAGES]
    machine = f"{os.cpu_count()} × {_processor()}, {platform.system()}, Python {platform.python_version()}, core {core}"
    return f"{machine}; {', '.join(packages)}.\n"


def _core() -> str:
    return sys.modules["speechtree.recognise"].__file__ or ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"^model name\s*: (.*)$", lines, re.MULTILINE)
    return name[1] if name else platform.machine()


def filled(page: str, tables: Mapping[str, str]) -> str:
    """The page with new tables between the comments that bear their names. Raises KeyError for a name that it has not."""
    for name, words in tables.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not between.search(page):
            raise KeyError(name)
        page = between.sub(lambda found, words=words: f"{found[1]}\n{words}\n{found[2]}", page)  # type: ignore[misc]
    return page


def write(tables: Mapping[str, str], lines: Mapping[str, Mapping[int, float]], bars: Mapping[str, float]) -> None:
    """Write the page and its pictures anew."""
    from plots import draw_bars, draw_growth  # they need Matplotlib

    page = filled(PAGE.read_text(encoding="utf-8"), tables)
    draw_growth(lines, DOCS / "images" / "growth.svg")
    draw_bars(bars, DOCS / "images" / "programs.svg")
    PAGE.write_text(page, encoding="utf-8")
