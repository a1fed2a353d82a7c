"""Settings of the test suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("suite", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # it reports its use to its makers unless it is told not to
os.environ["LC_ALL"] = "C.UTF-8"  # outlines and findings speak the language of the environment


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark of tests that take seconds; `-m "not slow"` leaves them out."""
    config.addinivalue_line("markers", "slow: takes seconds")
