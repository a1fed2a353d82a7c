"""Draw a terminal in which `speechtree` prints a tree in colour."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from speechtree.writers.svg import MARGIN, Palette, drawn, painted, size_of, svg_tag

BAR = 38
PROMPT = "32"
DARK = Palette("#161b26", "#4a556f", {"": "#d7dce5", "1": "#ffffff", "2": "#8a93a6", PROMPT: "#8fd18a"})
FRAME, LIGHTS = "#242c3d", ("#ff5f57", "#febc2e", "#28c840")


def picture(command: str, tree: str) -> str:
    """The SVG of a terminal in which a command printed a tree.

    command: the words after the prompt. tree: what `write_tree(…, colour=True)` gives.
    """
    lines = [[(PROMPT, "$ "), ("", command)], *painted(tree)]
    width, height = size_of(lines)
    window = _window(width, height + BAR - MARGIN, command)
    return "\n".join([*window, *drawn(lines, BAR + MARGIN // 2, DARK), "</svg>", ""])


def _window(width: int, height: int, command: str) -> Iterator[str]:
    yield svg_tag(width, height)
    yield f"<title>{escape(command)}</title>"
    yield f'<rect width="{width}" height="{height}" rx="10" fill="{DARK.ground}"/>'
    yield f'<path d="M0 {BAR}V10a10 10 0 0 1 10-10H{width - 10}a10 10 0 0 1 10 10V{BAR}z" fill="{FRAME}"/>'
    for place, light in enumerate(LIGHTS):
        yield f'<circle cx="{MARGIN + 20 * place}" cy="{BAR // 2}" r="6" fill="{light}"/>'
