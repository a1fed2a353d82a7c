"""Kill runs of `speechtree corpus` at random moments, run them again, and compare what comes out with an undisturbed run.

    python benchmarks/kill.py            # 50 runs, by turns to .jsonl, .parquet and .duckdb
    python benchmarks/kill.py --times 6

Each run is killed (SIGKILL, which nothing can prepare for) up to three times before it is let go on to its end; some of the
kills are aimed at the moment when the output is put together. The outputs
must be the same, byte by byte; of DuckDB files, row by row.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from zipfile import ZipFile

from texts import speeches

SUFFIXES = (".jsonl", ".parquet", ".duckdb")
MOST_KILLS = 3  # of one run
LATE = 0.3  # share of the kills that are aimed at the short time in which the parts are joined
JOINING = 0.1  # seconds, about
DOCUMENTS = 240


def make_corpus(folder: Path, count: int) -> None:
    """Speeches in a folder of texts, in lines and in an archive, and two files that cannot be read."""
    folder.mkdir()
    (folder / "damaged.txt").write_bytes("要把工作做好，落到实处".encode() + b"\xff\xff")
    (folder / "picture.txt").write_bytes(b"\xff\xff\xff")
    with ZipFile(folder / "c.zip", "w") as archive, (folder / "b.jsonl").open("w", encoding="utf-8") as lines:
        for number, words in enumerate(speeches(count, 3_000, 30_000)):
            if number % 3 == 0:
                (folder / f"a{number:04}.txt").write_text(words, encoding="utf-8")
            elif number % 3 == 1:
                lines.write(json.dumps({"text": words}, ensure_ascii=False) + "\n")
            else:
                archive.writestr(f"{number:04}.txt", words)


def command(out: Path) -> list[str]:
    """The command, in the folder of the corpus."""
    return [sys.executable, "-m", "speechtree", "corpus", "corpus", "--out", out.name, "--processes", "2", "--quiet"]


def parts(out: Path) -> Path:
    """The folder that is beside the output while a run lasts."""
    return out.with_name(out.name + ".parts")


def run(out: Path, seconds: float | None = None, *, late: bool = False) -> bool:
    """Run the command, to its end or to its death after so many seconds; whether it came to its end.

    late: the seconds count from when the parts are joined on.
    """
    with subprocess.Popen(command(out), cwd=out.parent, stderr=subprocess.DEVNULL) as process:
        while late and process.poll() is None and not (parts(out) / "whole.tmp").exists():
            sleep(0.001)
        if seconds is not None:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return False
    return True


def content(out: Path) -> object:
    """What is compared."""
    if out.suffix != ".duckdb":
        return out.read_bytes()
    import duckdb

    with duckdb.connect(out, read_only=True) as database:
        return database.execute("FROM parts").fetchall()


def moment(out: Path) -> str:
    """What the run that has been killed was at."""
    folder = parts(out)
    if not folder.exists():
        return "after the end" if out.exists() else "starting"
    if (folder / "whole.tmp").exists() or out.exists():
        return "joining"
    return "working" if any(folder.glob("*.*")) else "starting"


def trial(out: Path, seconds: float, random: Random) -> list[str]:
    """Kill a run at random moments, then let it come to its end. What it was at each time."""
    moments: list[str] = []
    for _ in range(random.randint(1, MOST_KILLS)):
        late = random.random() < LATE
        if out.exists() or run(out, random.uniform(0, JOINING if late else seconds), late=late):
            break
        moments.append(moment(out))
    if not out.exists() or parts(out).exists():
        run(out)
    return moments


def trials(folder: Path, times: int) -> Iterator[tuple[str, list[str], bool]]:
    """So many trials: the suffix of the output, the moments of the kills, and whether the output was the same."""
    random = Random(0)  # noqa: S311 - not for secrets
    whole, seconds = {}, {}
    for suffix in SUFFIXES:
        began, out = monotonic(), folder / f"whole{suffix}"
        run(out)
        whole[suffix], seconds[suffix] = content(out), monotonic() - began
    for number in range(times):
        suffix = SUFFIXES[number % len(SUFFIXES)]
        out = folder / f"{number}{suffix}"
        moments = trial(out, seconds[suffix], random)
        same = content(out) == whole[suffix] and not parts(out).exists()
        if not same:
            what = "its folder is left" if parts(out).exists() else "its content differs"
            print(f"{out.name}, killed {', '.join(moments)}: {what}")
        out.unlink()
        yield suffix, moments, same


def main() -> int:
    """Print the table; 1 when an output was not the same."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=50, metavar="N", help="how many runs are killed (50)")
    arguments.add_argument("--documents", type=int, default=DOCUMENTS, metavar="N", help=f"of the corpus ({DOCUMENTS})")
    options = arguments.parse_args()
    with TemporaryDirectory() as name:
        make_corpus(Path(name) / "corpus", options.documents)
        done = list(trials(Path(name), options.times))
    print(f"{'output':10}{'runs':>6}{'kills':>7}{'starting':>10}{'working':>9}{'joining':>9}{'the end':>9}{'identical':>11}")
    for suffix in (*SUFFIXES, ""):
        rows = [row for row in done if row[0].endswith(suffix)]
        kills = Counter(moment for _, moments, _ in rows for moment in moments)
        counts = "".join(f"{kills[word]:9}" for word in ("starting", "working", "joining", "after the end"))
        print(f"{suffix or 'all':10}{len(rows):6}{kills.total():7} {counts}{sum(same for _, _, same in rows):11}")
    return 0 if all(same for _, _, same in done) else 1


if __name__ == "__main__":
    sys.exit(main())
