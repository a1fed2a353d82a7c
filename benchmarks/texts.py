"""The texts that are measured: a compilation of nine speeches, and texts made to be slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

import speechtree
from speechtree import STYLES

ROOT = Path(__file__).parents[1]
EVAL = ROOT.parent / "shared" / "eval"  # labelled texts beside the repository, when they are there
SEED = EVAL / "texts" / "seed.txt"
EXAMPLE = ROOT / "examples" / "compilation.txt"

LENGTH = 36_000  # characters, about as many as the seed has
MILLION = 1_000_000
SENTENCE = "要把各项工作做细做实，抓住重点环节，落实到每一个单位和每一名同志身上，确保取得成效。"


def seed() -> tuple[str, str]:
    """The name and the words of the text that is measured first."""
    if SEED.exists():
        return SEED.name, SEED.read_bytes().decode("utf-8")
    words = EXAMPLE.read_text(encoding="utf-8") + "\n"
    return f"{EXAMPLE.name}, repeated", words * (LENGTH // len(words) + 1)


def as_markdown(text: str) -> str:
    """The text with `#` before each title of a speech and each heading that opens a line, deeper ones with more of them."""
    marks: dict[int, int] = {}
    for speech in speechtree.parse(text).speeches:
        if speech.title and _opens_a_line(text, speech.title.span[0]):
            marks[speech.title.span[0]] = 1
        _mark(speech.points, 2, text, marks)
    parts, last = [], 0
    for start in sorted(marks):
        parts += [text[last:start], "#" * marks[start], " "]
        last = start
    return "".join(parts) + text[last:]


def _mark(points: tuple[speechtree.Point, ...], depth: int, text: str, marks: dict[int, int]) -> None:
    for point in points:
        start = point.span[0]
        if _opens_a_line(text, start):
            marks[start] = min(depth, 6)
        _mark(point.points, depth + 1, text, marks)


def _opens_a_line(text: str, start: int) -> bool:
    return not start or text[start - 1] == "\n"


def hostile(words: str) -> dict[str, Callable[[], str]]:
    """Texts that a program of more than linear cost does not survive, each by its name. `words` is ordinary prose."""
    line = "".join(words.split())
    return {
        "a million 一": lambda: "一" * MILLION,
        "a million （": lambda: "（" * MILLION,
        "a million characters in one line": lambda: "".join(islice(cycle(line), MILLION)),
        "100,000 line markers": lambda: "\n".join(f"{n % 999 + 1}.{SENTENCE}" for n in range(100_000)),
        "100,000 markers, every style inside the other": nested,
    }


def nested() -> str:
    """Each line opens a series of another style, over and over."""
    styles = cycle(style.example for style in STYLES)
    return "\n".join(f"{marker}{SENTENCE}" for marker in islice(styles, 100_000))


def speeches(count: int, least: int, most: int) -> Iterator[str]:
    """Made-up speeches of so many bytes, each other than the others: the lines of the examples, each from another one on."""
    random = Random(0)  # noqa: S311 - not for secrets
    examples = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in sorted(EXAMPLE.parent.glob("*.txt"))]
    for _ in range(count):
        words, wanted = "", random.randrange(least, most)
        while len(words) * 3 < wanted:
            lines = random.choice(examples)
            at = random.randrange(len(lines))
            words += "".join(lines[at:] + lines[:at])
        yield words[: wanted // 3]
