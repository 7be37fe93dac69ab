"""Same-dip controls: for each bad period of one answer, the most alike ones of another.

Nearest neighbours on what periods are compared at, with replacement (Stuart, "Matching methods for causal
inference", Statistical Science 2010); balance is the standardised difference of means afterwards. What
remains of it is adjusted by regression among the controls (Abadie and Imbens, J. Business and Economic
Statistics 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.effect.ancova import LEAST

NEIGHBOURS = 3


@dataclass(frozen=True)
class Matched:
    """The mean difference to same-dip controls, and per covariate the standardised difference before and
    after.
    """

    difference: float
    balance: pd.DataFrame


def matched(units: pd.DataFrame, one: str, other: str, covariates: Sequence[str]) -> Matched | None:
    """`one` against its most alike periods of `other`; None where either is rarer than `LEAST`."""
    from sklearn.linear_model import LinearRegression
    from sklearn.neighbors import NearestNeighbors

    treated, controls = (units[units["answer"].eq(answer)] for answer in (one, other))
    if min(len(treated), len(controls)) < LEAST:
        return None
    names = list(covariates)
    spread = units[names].std().replace(0, 1).fillna(1)
    x, z = treated[names] / spread, controls[names] / spread
    nearest = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(z))).fit(z.to_numpy())
    places = nearest.kneighbors(x.to_numpy(), return_distance=False)
    slope = LinearRegression().fit(z, controls["y"])
    left = controls["y"].to_numpy() - slope.predict(z)
    difference = float(np.mean(treated["y"].to_numpy() - slope.predict(x) - left[places].mean(axis=1)))
    apart = pd.DataFrame(
        {
            "covariate": names,
            "before": (x.mean() - z.mean()).to_numpy(),
            "after": (x.mean().to_numpy() - z.to_numpy()[places].mean(axis=(0, 1))),
        }
    )
    return Matched(difference, apart)
