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
from functools import partial
from operator import mul
from pathlib import Path
from time import perf_counter
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

from programs import arborparser, bare_pass
from texts import hostile, seed

from speechtree import Parser, pipeline

ROUNDS = 60
BARE, WHOLE, OTHER = "bare pass", "speechtree.parse", "ArborParser 0.1.6"
# Each stage with the place of what does it. The outline parse calls the stage after it for each speech.
STAGES: dict[str, tuple[ModuleType, str]] = {
    "source": (pipeline, "Source"),
    "recognise": (pipeline, "recognise"),
    "judge": (pipeline, "judge"),
    "outline parse": (pipeline, "parse_outline"),
    "validate": (sys.modules["speechtree.derivation"], "Speech"),
    "diagnose": (pipeline, "diagnose"),
}
WITHIN = ("validate",)


def shortest(runs: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """The shortest time of each run, in seconds.

    Each round has all the runs, so that a busy machine slows them alike. The collector of cycles stays on, as it is for
    users.
    """
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            gc.collect()
            start = perf_counter()
            run()
            best[name] = min(best[name], perf_counter() - start)
    return best


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
        for stage, (module, name) in STAGES.items():
            real = getattr(module, name)
            replacement: object = timed(stage, real)
            if stage == "validate":
                replacement = SimpleNamespace(model_validate=timed(stage, real.model_validate))
            patches.enter_context(patch.object(module, name, replacement))
        yield


def by_stage(text: str, best: dict[str, float]) -> None:
    """Parse once, and keep the time of each stage if it is the shortest so far."""
    times = dict.fromkeys(STAGES, 0.0)
    with timed_stages(times):
        Parser().parse(text)
    times["outline parse"] -= sum(times[stage] for stage in WITHIN)
    best.update({stage: min(best[stage], times[stage]) for stage in STAGES})


def table(text: str) -> None:
    """Programs and stages, as multiples of the bare pass."""
    count, other = bare_pass(), arborparser()
    stages = dict.fromkeys(STAGES, float("inf"))
    runs: dict[str, Callable[[], object]] = {WHOLE: partial(Parser().parse, text), "stages": partial(by_stage, text, stages)}
    if count:
        runs[BARE] = partial(count, text)
    else:
        print("The bare pass is not there (it stands beside the repository): no multiples.")
    if other:
        runs[OTHER] = partial(other, text)
    else:
        print("ArborParser is not installed: pip install -e '.[bench]'")
    times = shortest(runs) | {f"  {stage}": time for stage, time in stages.items()}
    rows = [name for name in (BARE, WHOLE, *(f"  {stage}" for stage in STAGES), OTHER) if name in times]
    print(f"{'':24}{'ms':>9}{'× bare pass':>13}")
    for name in rows:
        print(f"{name:24}{times[name] * 1000:9.2f}" + (f"{times[name] / times[BARE]:13.1f}" if count else ""))


def scale(text: str) -> None:
    """Growth with the length of the text, and hostile texts, per character relative to the text itself."""
    parse = Parser().parse
    print(f"\n{'text':48}{'characters':>12}{'s':>9}{'per character':>15}")
    texts: dict[str, Callable[[], str]] = {f"{times} × the text": partial(mul, text, times) for times in (1, 10, 100)}
    for name, make in (texts | hostile(text)).items():
        words = make()
        times = shortest({"text": partial(parse, text), name: partial(parse, words)}, rounds=3)
        growth = times[name] / len(words) / (times["text"] / len(text))
        print(f"{name:48}{len(words):12,}{times[name]:9.3f}{growth:14.2f}×")


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
    measured = subprocess.check_output([sys.executable, __file__, "--memory"], text=True) if options.scale else ""
    name, text = seed()
    core = "compiled" if Path(sys.modules["speechtree.recognise"].__file__ or "").suffix != ".py" else "not compiled"
    print(f"{name}, {len(text):,} characters, Python {sys.version.split()[0]}, core {core}")
    table(text)
    if measured:
        scale(text)
        print("\n" + measured, end="")


if __name__ == "__main__":
    main()
