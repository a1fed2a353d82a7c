"""The examples for Ray, Spark and DuckDB run with the real engine, as a user runs them, and all give the same table."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from speechtree.corpus import SCHEMA, outlines

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "engines"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
SMALL = [f"{n}号通知\n一、修渠{n}里。\n三、栽树{n}棵。\n" for n in range(1100)]  # more than one task of Ray's has
JAVA = 17  # the first that Spark 4 runs on
SPARK = {
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
    "SPARK_LOCAL_IP": "127.0.0.1",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two files of texts, one text of which is missing, with a column that nobody asked for."""
    folder = tmp_path_factory.mktemp("corpus")
    texts = [*TEXTS, None, "", *SMALL]
    for number in range(2):
        part = texts[number::2]
        names = [f"{number}-{place}" for place in range(len(part))]
        columns = {"year": [2026] * len(part), "text": pa.array(part, pa.string()), "name": names}
        pq.write_table(pa.table(columns), folder / f"{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(corpus: Path) -> pa.Table:
    """What the function itself makes of the corpus."""
    table = pa.Table.from_batches(map(outlines, pq.read_table(corpus).to_batches()), SCHEMA)
    assert table["error"].null_count == len(table) - 1
    return in_order(table)


def in_order(table: pa.Table) -> pa.Table:
    """Engines do not keep the order of the documents."""
    return table.sort_by([("document", "ascending"), ("start", "ascending"), ("depth", "ascending")]).combine_chunks()


def run(script: str, texts: Path, target: Path, *options: str, **environment: str) -> pa.Table:
    """The table that an example has written. It works in a folder of the test's own, which is its home too: Ray writes there."""
    command = [sys.executable, str(EXAMPLES / script), str(texts), str(target), *options]
    settings = os.environ | {"HOME": str(target.parent)} | environment
    done = subprocess.run(command, cwd=target.parent, env=settings, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return in_order(pq.read_table(target).cast(SCHEMA))


def java() -> int:
    """The major version of Java on this machine; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    command = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    said = subprocess.run([command, "-version"], capture_output=True, text=True, check=False).stderr if command else ""
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def needs(module: str) -> pytest.MarkDecorator:
    """Skip a test where an engine is not installed."""
    return pytest.mark.skipif(find_spec(module) is None, reason=f"{module} is not installed: pip install 'speechtree[engines]'")


@needs("duckdb")
def test_duckdb(corpus: Path, expected: pa.Table, tmp_path: Path) -> None:
    assert run("duckdb_outlines.py", corpus / "*.parquet", tmp_path / "outlines.parquet").equals(expected)


@pytest.mark.slow
@needs("ray")
def test_ray(corpus: Path, expected: pa.Table, tmp_path: Path) -> None:
    assert run("ray_outlines.py", corpus, tmp_path / "outlines", "--cpus", "2").equals(expected)
    assert len(list((tmp_path / "outlines").iterdir())) > 1  # the work was shared out


@pytest.mark.slow
@needs("pyspark")
@pytest.mark.skipif(java() < JAVA, reason=f"Spark needs Java {JAVA} or later")
def test_spark(corpus: Path, expected: pa.Table, tmp_path: Path) -> None:
    assert run("spark_outlines.py", corpus, tmp_path / "outlines", **SPARK).equals(expected)
    assert len(list((tmp_path / "outlines").glob("*.parquet"))) > 1


@pytest.mark.parametrize("script", sorted(EXAMPLES.glob("*.py")), ids=lambda script: script.name)
def test_the_documentation_shows_the_example(script: Path) -> None:
    """All of it but what reads the command line."""
    shown = script.read_text(encoding="utf-8").split('"""\n\n')[1].partition("\n\nif __name__")[0]
    shown = shown.removeprefix("from argparse import ArgumentParser\n").lstrip()
    assert f"```python\n{shown}```" in (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
