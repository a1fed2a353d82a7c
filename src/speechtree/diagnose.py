"""Diagnose: what a reader of the text should know about its numbering."""

from __future__ import annotations

from typing import Any

from speechtree.judge import Verdict


def diagnose(node: dict[str, Any], verdict: Verdict) -> list[dict[str, Any]]:
    return []
