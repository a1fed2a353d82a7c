"""The pictures of docs/benchmarks.md. The same figures give the same file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, OWN_INK = "#8b949e", "#1f6feb"
OWN = "speechtree"


def draw_growth(lines: Mapping[str, Mapping[int, float]], path: Path) -> None:
    """Time against length, both logarithmic, and beside it a line of the slope 1."""
    figure, axes = _figure(6, 3.6)
    for name, times in lines.items():
        axes.loglog(list(times), list(times.values()), marker="o", label=name, color=OWN_INK if name == OWN else INK)
    lengths = list(lines[OWN])
    first = lines[OWN][lengths[-1]] / lengths[-1]
    axes.loglog(lengths, [first * length for length in lengths], linestyle=":", color=OWN_INK, label="slope 1")
    axes.set_xlabel("characters")
    axes.set_ylabel("seconds")
    axes.legend(frameon=False)
    _save(figure, path)


def draw_bars(bars: Mapping[str, float], path: Path) -> None:
    """Each program's time on the compilation."""
    figure, axes = _figure(6, 2.4)
    names = sorted(bars, key=bars.__getitem__, reverse=True)
    drawn = axes.barh(names, [bars[name] * 1000 for name in names], color=[OWN_INK if name == OWN else INK for name in names])
    axes.bar_label(drawn, fmt=" %.1f")
    axes.set_xscale("log")
    axes.set_xlabel("ms, logarithmic")
    _save(figure, path)


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    mpl.rcParams |= {"svg.hashsalt": "speechtree", "svg.fonttype": "none", "font.size": 9}
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None, "Creator": None})
