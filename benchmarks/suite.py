"""Measure speed and memory, beside other programs in the same run.

    python benchmarks/suite.py            # everything, in ten minutes or so, printed as tables
    python benchmarks/suite.py --quick    # smaller texts and fewer rounds, in a minute: to see that it works
    python benchmarks/suite.py --write    # everything, into docs/benchmarks.md and docs/images/

What is measured, and how, docs/benchmarks.md says.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from page import environment, table, write
from programs import BARE, OWN, Program, Run, programs
from speeches import made_document, made_speech, made_speeches
from texts import as_markdown, hostile, seed
from timing import exponent, memory, shortest, timed, whole_processes

from speechtree import Parser, pipeline

MB = 1_000_000
PATIENCE = 20.0  # seconds: a program that would take longer over a text is left out there
STAGES = ("Source", "recognise", "judge", "derive", "build", "diagnose")  # as the pipeline calls them
TINY = "一、抓质量。\n二、抓安全。\n"


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    rounds: int = 60  # of what takes milliseconds
    long_rounds: int = 3  # … seconds
    starts: int = 15  # of processes
    corpus: int = 10 * MB  # bytes
    growth: tuple[int, ...] = (MB // 100, MB // 10, MB, 10 * MB, 100 * MB)


LARGER = 5  # times as much as is parsed in one process goes through the command for corpora
QUICK = Scale(rounds=5, long_rounds=1, starts=3, corpus=MB, growth=(MB // 100, MB // 10, MB))


def stages(scale: Scale) -> str:
    """The stages of the pipeline on the compilation, as multiples of the bare pass."""
    _, text = seed()
    parse, found = Parser().parse, {program.name: partial(program.run, text) for program in programs() if program.name == BARE}
    best = dict.fromkeys(STAGES, float("inf"))

    def by_stage() -> None:
        times = dict.fromkeys(STAGES, 0.0)
        with ExitStack() as patches:
            for stage in STAGES:
                patches.enter_context(patch.object(pipeline, stage, timed(stage, getattr(pipeline, stage), times)))
            parse(text)
        best.update({stage: min(best[stage], time) for stage, time in times.items()})

    times = shortest({OWN: partial(parse, text), "stages": by_stage, **found}, scale.rounds)
    rows = {OWN: times[OWN]} | {f"… {stage.lower()}": time for stage, time in best.items()}
    return table(("", "ms", "× bare pass"), [(name, _ms(time), _times(time, times.get(BARE))) for name, time in rows.items()])


def beside(scale: Scale, times: dict[str, float]) -> str:
    """Every program on texts of four kinds; the times on the compilation also go into `times`."""
    one, (_, compilation), many = made_speech(1).text, seed(), [speech.text for speech in made_speeches(scale.corpus)]
    size = f"{scale.corpus // MB} MB"
    columns = {
        f"one speech, {len(one):,} characters": ([one], scale.rounds),
        f"the compilation, {len(compilation):,}": ([compilation], scale.rounds),
        f"{len(many):,} speeches, {size}": (many, scale.long_rounds),
        f"one document, {size}": ([made_document(scale.corpus)], scale.long_rounds),
    }
    found = programs()
    raced = {name: _raced(found, texts, rounds) for name, (texts, rounds) in columns.items()}
    rows = [(program.name, *(_cell(program.name, of) for of in raced.values())) for program in found]
    times |= raced[f"the compilation, {len(compilation):,}"]
    return table(("", *columns), rows)


def _raced(found: Sequence[Program], texts: list[str], rounds: int) -> dict[str, float]:
    """The shortest time of each program over the texts; none of one that would take too long."""
    marked = [as_markdown(text) for text in texts] if any(program.markdown for program in found) else []
    given = {program.name: (program.run, marked if program.markdown else texts) for program in found}
    if sum(map(len, texts)) > MB // 10:
        given = {name: (run, words) for name, (run, words) in given.items() if _forecast(run, words) < PATIENCE}
    return shortest({name: partial(_over, run, words) for name, (run, words) in given.items()}, rounds)


def _over(run: Run, texts: list[str]) -> None:
    for text in texts:
        run(text)


def _forecast(run: Run, texts: list[str]) -> float:
    """The seconds that a program will take over texts, if they grow on as from the first hundredth to the first tenth."""
    hundredth, tenth = (partial(_over, run, _first(texts, parts)) for parts in (100, 10))
    times = shortest({"hundredth": hundredth, "tenth": tenth}, 1)
    return times["tenth"] * times["tenth"] / times["hundredth"]


def _first(texts: list[str], parts: int) -> list[str]:
    return texts[: len(texts) // parts] if len(texts) > 1 else [texts[0][: len(texts[0]) // parts]]


def growth(scale: Scale, times: dict[str, dict[int, float]]) -> str:
    """Time and memory against length, on prefixes of one made document; the times also go into `times`."""
    whole = made_document(scale.growth[-1])
    share = len(whole) / scale.growth[-1]
    found = [program for program in programs() if program.name in {OWN, BARE}]
    times |= {program.name: {} for program in found}
    rows = []
    for size in scale.growth:
        text = whole[: int(size * share)]
        grown = _memory(text)
        best = shortest({one.name: partial(one.run, text) for one in found}, scale.rounds if size < MB else scale.long_rounds)
        for name, time in best.items():
            times[name][len(text)] = time
        rate = best[OWN] / len(text)
        rows.append((f"{len(text):,}", _ms(best[OWN]), f"{1 / rate / MB:.1f}", _times(best[OWN], best.get(BARE)), f"{grown:.0f}"))
    heads = ("characters", "ms", "million characters a second", "× bare pass", "bytes for each character")
    return table(heads, rows) + f"\nExponent: {exponent(times[OWN]):.3f}\n"


def _memory(text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return memory(path) / len(text)


def slow_texts(scale: Scale) -> str:
    """Texts that are made to be slow: a character of theirs against one of the compilation."""
    _, text = seed()
    parse, rows = Parser().parse, []
    for name, make in hostile(text).items():
        words = make()
        times = shortest({"text": partial(parse, text), name: partial(parse, words)}, scale.long_rounds)
        rows.append((name, f"{len(words):,}", _ms(times[name]), f"{times[name] / len(words) / (times['text'] / len(text)):.2f}"))
    return table(("", "characters", "ms", "× a character of the compilation"), rows)


def start(scale: Scale) -> str:
    """Whole processes: what a program pays that starts, as multiples of importing the two libraries."""
    libraries, parse = "`import pydantic, lark`", f"import speechtree; speechtree.parse({TINY!r})"
    codes = {
        libraries: "import pydantic, lark",
        "`from pydantic import BaseModel; import lark`": "from pydantic import BaseModel; import lark",
        "`import speechtree`": "import speechtree",
        "… and the first parse": parse,
        "… with nothing in the cache": f"import os; os.environ['SPEECHTREE_CACHE'] = ''; {parse}",
    }
    times = whole_processes({name: (sys.executable, "-c", code) for name, code in codes.items()}, scale.starts)
    return table(("", "ms", "×"), [(name, _ms(time), f"{time / times[libraries]:.2f}") for name, time in times.items()])


def corpus(scale: Scale) -> str:
    """The command for corpora, on one and on two processes."""
    if importlib.util.find_spec("speechtree.corpus") is None:
        return "The command `speechtree corpus` is not there.\n"
    size = LARGER * scale.corpus  # a second or two would tell of the start of processes alone
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for number, speech in enumerate(made_speeches(size)):
            (texts / f"{number}.txt").write_text(speech.text, encoding="utf-8")
        command = (sys.executable, "-m", "speechtree", "corpus", str(texts), "--out", f"{folder}/out.jsonl", "--force", "--quiet")
        commands = {str(number): (*command, "--processes", str(number)) for number in (1, 2)}
        times = whole_processes(commands, scale.long_rounds)
    rows = [(name, f"{time:.1f}", f"{size / MB / time:.1f}", f"{times['1'] / time:.2f}") for name, time in times.items()]
    return table(("processes", "s", "MB a second", "× one"), rows)


def _cell(name: str, times: dict[str, float]) -> str:
    if name not in times:
        return "left out"
    return f"{_ms(times[name])} ms" + (f" ({_times(times[name], times[BARE])})" if BARE in times else "")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def _times(seconds: float, bare: float | None) -> str:
    return f"{seconds / bare:.1f}" if bare else ""


def main() -> None:
    """Measure, then print or write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    either = arguments.add_mutually_exclusive_group()
    either.add_argument("--quick", action="store_true", help="smaller texts, fewer rounds")
    either.add_argument("--write", action="store_true", help="write the documentation anew")
    options = arguments.parse_args()
    scale = QUICK if options.quick else Scale()
    bars: dict[str, float] = {}
    lines: dict[str, dict[int, float]] = {}
    tables: dict[str, str] = {"environment": environment()}
    sections: dict[str, Callable[[Scale], str]] = {
        "beside": partial(beside, times=bars),
        "stages": stages,
        "growth": partial(growth, times=lines),
        "hostile": slow_texts,
        "start": start,
        "corpus": corpus,
    }
    for name, measure in sections.items():
        print(f"measuring: {name}", file=sys.stderr)
        tables[name] = measure(scale)
    if options.write:
        write(tables, lines, bars)
    else:
        print("\n".join(f"{name}\n\n{words}" for name, words in tables.items()))


if __name__ == "__main__":
    main()
