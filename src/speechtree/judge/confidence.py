"""Confidence: how likely a point is to stand where it stands, from how far its choices lead over their rivals."""

from __future__ import annotations

from math import exp
from typing import Final

from speechtree.judge import weights as w
from speechtree.judge.decisions import CLEAR_LEAD


def confidence_of(weakest: float) -> float:
    """From 0 to 1: the share of points that are right (place, parent and title) among those with such a lead.

    weakest: the smallest lead in the point's series up to it. The curve has three parameters, which
    `benchmarks/calibrate.py` sets on texts with outlines made by hand.
    """
    return CLEAR if weakest >= CLEAR_LEAD else _curve(weakest)


def _curve(lead: float) -> float:
    return max(0.0, round(w.CERTAIN - w.DOUBT * exp(-lead / w.DOUBT_SCALE), 2))


CLEAR: Final = _curve(CLEAR_LEAD)
