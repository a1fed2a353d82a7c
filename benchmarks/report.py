"""Print the figures of speed and memory.

    python benchmarks/report.py            # one table: programs and stages, as multiples of the bare pass
    python benchmarks/report.py --scale    # … then growth, memory and hostile texts

All times are the shortest of many rounds, in one process.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from types import SimpleNamespace
from unittest.mock import patch

from programs import arborparser, bare_pass
from texts import hostile, seed

from speechtree import Parser, pipeline

ROUNDS = 30
STAGES = {
    "source": "Source",
    "recognise": "recognise",
    "judge": "judge",
    "outline parse": "parse_outline",
    "diagnose": "diagnose",
    "validate": "Document",
}


def shortest(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest time of a run, in seconds. The collector of cycles stays on, as it is for users."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


@contextmanager
def timed_stages(times: dict[str, float]) -> Iterator[None]:
    """Inside, every stage of the pipeline adds its time to `times`."""

    def timed(stage: str, run: Callable[..., object]) -> Callable[..., object]:
        def timed_run(*arguments: object, **options: object) -> object:
            start = perf_counter()
            result = run(*arguments, **options)
            times[stage] += perf_counter() - start
            return result

        return timed_run

    with ExitStack() as patches:
        for stage, name in STAGES.items():
            real = getattr(pipeline, name)
            replacement: object = timed(stage, real)
            if stage == "validate":
                replacement = SimpleNamespace(model_validate=timed(stage, real.model_validate))
            patches.enter_context(patch.object(pipeline, name, replacement))
        yield


def by_stage(text: str) -> dict[str, float]:
    """The shortest time of each stage."""
    parser, best = Parser(), dict.fromkeys(STAGES, float("inf"))
    for _ in range(ROUNDS):
        times = dict.fromkeys(STAGES, 0.0)
        with timed_stages(times):
            shortest(lambda: parser.parse(text), rounds=1)
        best = {stage: min(best[stage], times[stage]) for stage in STAGES}
    return best


def table(text: str) -> None:
    """Programs and stages, as multiples of the bare pass."""
    parser, count, other = Parser(), bare_pass(), arborparser()
    bare = shortest(lambda: count(text)) if count else None
    rows = {"speechtree.parse": shortest(lambda: parser.parse(text))}
    if bare is None:
        print("The bare pass is not there (it stands beside the repository): no multiples.")
    else:
        rows = {"bare pass": bare, **rows}
    rows |= {f"  {stage}": time for stage, time in by_stage(text).items()}
    if other is None:
        print("ArborParser is not installed: pip install -e '.[bench]'")
    else:
        rows["ArborParser 0.1.6"] = shortest(lambda: other(text))
    print(f"{'':24}{'ms':>9}{'× bare pass':>13}")
    for name, time in rows.items():
        print(f"{name:24}{time * 1000:9.2f}" + (f"{time / bare:13.1f}" if bare else ""))


def scale(text: str) -> None:
    """Growth with the length of the text, and hostile texts, per character."""
    parser = Parser()
    base = shortest(lambda: parser.parse(text)) / len(text)
    print(f"\n{'text':48}{'characters':>12}{'s':>9}{'per character':>15}")
    texts: dict[str, Callable[[], str]] = {f"{times} × the text": lambda times=times: text * times for times in (1, 10, 100)}
    for name, make in (texts | hostile(text)).items():
        words = make()
        time = shortest(lambda words=words: parser.parse(words), rounds=3)
        print(f"{name:48}{len(words):12,}{time:9.3f}{time / len(words) / base:14.2f}×")


def memory() -> None:
    """In a process of its own: the growth of the peak while a hundred times the text is parsed."""
    _, text = seed()
    Parser().parse(text[:1000])
    words = text * 100
    before = peak()
    Parser().parse(words)
    print(f"peak memory at {len(words):,} characters: {(peak() - before) / len(words):.0f} bytes per character beyond the text")


def peak() -> int:
    """The most bytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--scale", action="store_true", help="growth, memory and hostile texts too")
    arguments.add_argument("--memory", action="store_true", help="memory alone")
    options = arguments.parse_args()
    if options.memory:
        memory()
        return
    # Memory first, while this process is small: on Linux a child inherits the peak of its parent.
    measured = subprocess.run([sys.executable, __file__, "--memory"], check=True, capture_output=True, text=True) if options.scale else None
    name, text = seed()
    print(f"{name}, {len(text):,} characters, Python {sys.version.split()[0]}")
    table(text)
    if measured:
        scale(text)
        print("\n" + measured.stdout, end="")


if __name__ == "__main__":
    main()
