"""The primary contrast under every other choice that would have been as good.

Steegen, Tuerlinckx, Gelman and Vanpaemel, "Increasing transparency through a multiverse analysis",
Perspectives on Psychological Science 2016.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd

from dashboard.effect.ancova import Ancova
from dashboard.effect.bad_periods import covariates, prepared

THRESHOLDS = (-0.10, -0.05, 0.0, 0.05, 0.10)
"""Added to the threshold of a bad period."""

ALIKE = 0.9
"""Share of the choices that must point the same way."""


def multiverse(
    periods: pd.DataFrame,
    one: str,
    other: str,
    bad_below: float,
    progress: Callable[[float], None] | None = None,
) -> pd.DataFrame:
    """A row per choice: bad_below, within_leaders, by_period, only_sure, value, low, high."""
    found = []
    for done, added in enumerate(THRESHOLDS):
        if progress:
            progress(done / len(THRESHOLDS))
        below = round(bad_below + added, 4)
        rows = prepared(periods, bad_below=below)
        units = rows[rows["is_unit"]]
        for within, by_period, only_sure in product((True, False), (False, True), (False, True)):
            kept = units[units["certainty"].ne("close")] if only_sure else units
            fit = Ancova(kept, covariates("attainment"), within_leaders=within, by_period=by_period)
            if (estimate := fit.contrast(one, other)) is not None:
                found.append(
                    (below, within, by_period, only_sure, estimate.value, estimate.low, estimate.high)
                )
    columns = ["bad_below", "within_leaders", "by_period", "only_sure", "value", "low", "high"]
    frame = pd.DataFrame(found, columns=columns)
    return frame.astype({"low": float, "high": float})


def share_alike(choices: pd.DataFrame, value: float) -> float:
    """The share of choices that point the way of `value`; 0 where no choice can be made."""
    return float((choices["value"] * value > 0).mean()) if len(choices) else 0.0
