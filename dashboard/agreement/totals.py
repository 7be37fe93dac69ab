"""The share of all notes that have a property, from what the reader read in all of them and people in some.

The strata are what the reader read, so the share that people found in each, weighed by its size, is the
difference estimator (Särndal, Swensson and Wretman 1992, chapter 6; for predictions of a model the same idea
is "prediction-powered inference", Angelopoulos et al. 2023, Science 382:669). Its interval: what the notes
that nobody coded hold is drawn from a beta-binomial with Jeffreys' prior in each stratum (Ghosh and Meeden
1997, "Bayesian methods for finite population sampling"; Brown, Cai and DasGupta 2001 for the prior). The
textbook interval by the normal curve is too short where the reader is seldom wrong: among ten notes of a
stratum it sees no error, and then claims that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

DRAWS = 20_000
SEED = 1992
PRIOR = 0.5
TAILS = (2.5, 97.5)
LEAST_CODED = 30
"""Coded notes under which no share is corrected."""


@dataclass(frozen=True)
class Corrected:
    """Shares between 0 and 1 of `count` notes: `read` by the reader, `value` corrected by `coded` of them.

    `value`, `low` and `high` are None where too few were coded to say.
    """

    read: float
    count: int
    coded: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def corrected(strata: pd.DataFrame, coded: pd.DataFrame) -> Corrected:
    """The corrected share of the notes of `strata`: stratum, count, count_read (that have it by the reader).

    `coded`, one row a coded note: stratum, has (whether it has the property by people). A stratum of which no
    note was coded leaves the share unsaid.
    """
    count = int(strata["count"].sum())
    read = float(strata["count_read"].sum() / count) if count else 0.0
    found = strata.merge(
        coded.groupby("stratum")["has"].agg(coded="size", hits="sum").reset_index(), on="stratum", how="left"
    ).fillna({"coded": 0, "hits": 0})
    found = found[found["count"] > 0]
    n = found["coded"].to_numpy(int)
    unsaid = Corrected(read, count, int(n.sum()))
    if n.sum() < min(LEAST_CODED, count) or not count or (n == 0).any():
        return unsaid
    size, hits = found["count"].to_numpy(int), found["hits"].to_numpy(int)
    random = np.random.default_rng(SEED)
    shares = random.beta(hits + PRIOR, n - hits + PRIOR, (DRAWS, len(n)))
    totals = (hits + random.binomial(size - n, shares)).sum(axis=1)
    low, high = np.percentile(totals, TAILS) / count
    value = float((size * hits / n).sum() / count)
    return Corrected(read, count, int(n.sum()), value, min(float(low), value), max(float(high), value))
