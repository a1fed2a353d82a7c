"""Draw docs/images/report.png: the report on a corpus of made-up speeches, some of them spoiled. It takes Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from shutil import which
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from speeches import made_speech  # noqa: E402 - the folder is known only now

from speechtree.corpus import run_corpus  # noqa: E402
from speechtree.report import write_report  # noqa: E402

SPEECHES = 600
SIZE = "1160,1690"
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")


def make_corpus(folder: Path) -> None:
    """Speeches of several lengths: some lack a paragraph, some have a heading spelled otherwise, a few are damaged."""
    random = Random(7)  # noqa: S311 - not for secrets
    for number in range(SPEECHES):
        lines = made_speech(number).text.splitlines()
        if random.random() < 0.3:  # noqa: PLR2004
            del lines[random.randrange(8, len(lines)) :]
        if random.random() < 0.15:  # noqa: PLR2004
            del lines[random.randrange(4, len(lines))]
        text = "\n".join(lines)
        if random.random() < 0.06:  # noqa: PLR2004
            text = text.replace("二、", "二.")
        data = b"\x00\x01" if number % 97 == 0 else b"\xff\xff\xff" if number % 211 == 0 else text.encode()
        (folder / f"{2015 + number % 10}-{number:03}.txt").write_bytes(data)


def main() -> None:
    """Make the corpus, its report, and the picture."""
    browser = which("chromium") or sys.exit("Chromium is not installed")
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("speeches").mkdir()
        make_corpus(Path("speeches"))
        run_corpus(["speeches"], "speeches.parquet")
        write_report("speeches.parquet", "report.html")
        picture = ROOT / "docs" / "images" / "report.png"
        flags = (*CHROMIUM, f"--screenshot={picture}", f"--window-size={SIZE}")
        subprocess.run([browser, *flags, "report.html"], stderr=subprocess.DEVNULL, check=True)
        print(f"{picture}: {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
