"""How time and memory are measured.

What is compared runs in turn, A B C A B C …, so that a busy machine slows all alike. In one process the shortest of many
rounds counts, since nothing makes a program faster than it is; of whole processes, the median.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from math import log
from pathlib import Path
from statistics import linear_regression, median
from time import perf_counter

MEMORY = """
import re, resource, sys
from pathlib import Path
import speechtree

def peak():
    status = Path("/proc/self/status")
    if status.exists():  # on Linux, what `resource` tells starts at the peak of the parent
        return 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

text = Path(sys.argv[1]).read_text(encoding="utf-8")
speechtree.parse(text[:1000])
before = peak()
document = speechtree.parse(text)
print(peak() - before)
"""


def shortest(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The shortest time of each run in seconds. The collector of cycles stays on, as it is for users."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            gc.collect()
            start = perf_counter()
            run()
            best[name] = min(best[name], perf_counter() - start)
    return best


def whole_processes(commands: Mapping[str, Sequence[str]], rounds: int, **environment: str) -> dict[str, float]:
    """The median time of each command as a whole process, in seconds, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | environment
    for _ in range(rounds + 1):
        for name, command in commands.items():
            start = perf_counter()
            subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
            times[name].append(perf_counter() - start)
    return {name: median(counted) for name, (_, *counted) in times.items()}


def exponent(times: Mapping[int, float]) -> float:
    """The slope of log time over log length: 1 where a text twice as long takes twice as long."""
    return linear_regression([log(length) for length in times], [log(time) for time in times.values()]).slope


def memory(path: Path) -> int:
    """The bytes by which the peak of a process of its own grows while it parses the text of a file."""
    return int(subprocess.check_output([sys.executable, "-c", MEMORY, str(path)], text=True))


def timed(name: str, run: Callable[..., object], times: dict[str, float]) -> Callable[..., object]:
    """The same callable, which adds what it takes to `times`."""

    def timed_run(*arguments: object, **options: object) -> object:
        start = perf_counter()
        result = run(*arguments, **options)
        times[name] += perf_counter() - start
        return result

    return timed_run
