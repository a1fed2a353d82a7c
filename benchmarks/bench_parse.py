"""Benchmarks for pytest-benchmark: `pytest benchmarks/bench_parse.py`. The default test run does not collect them."""

from __future__ import annotations

import pytest
from programs import arborparser, bare_pass
from pytest_benchmark.fixture import BenchmarkFixture
from texts import seed

import speechtree

NAME, TEXT = seed()


def test_bare_pass(benchmark: BenchmarkFixture) -> None:
    """The yardstick."""
    count = bare_pass()
    if count is None:
        pytest.skip("the bare pass stands beside the repository and is not there")
    assert benchmark(count, TEXT)


def test_parse(benchmark: BenchmarkFixture) -> None:
    """The whole way, text to document."""
    assert benchmark(speechtree.parse, TEXT).speeches


def test_export(benchmark: BenchmarkFixture) -> None:
    """The JSON export of a document."""
    assert benchmark(speechtree.parse(TEXT).model_dump_json)


def test_arborparser(benchmark: BenchmarkFixture) -> None:
    """ArborParser on the same text."""
    other = arborparser()
    if other is None:
        pytest.skip("arborparser is not installed: pip install -e '.[bench]'")
    assert benchmark(other, TEXT)
