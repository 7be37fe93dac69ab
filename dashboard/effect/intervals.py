"""Shares with a 95 % interval that knows that the notes of one author are alike.

Source: the two-stage bootstrap (Davison and Hinkley, "Bootstrap methods and their application", 1997, section
3.8): clusters are drawn with replacement, and within each its notes. Clusters are authors where at least five
wrote. A handful of clusters is too few to draw from (Cameron, Gelbach and Miller, "Bootstrap-based
improvements for inference with clustered errors", 2008): where fewer wrote, clusters are the reps that the
notes are about, and the interval speaks of these authors only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

DRAWS = 4000
MOST_NUMBERS = 2_000_000
"""Draws times clusters: with more than 500 clusters fewer draws say as much, and a page stays quick."""

SEED = 20080414
TAIL = 0.025
LEAST_AUTHORS = 5


@dataclass(frozen=True)
class Share:
    """`hits` of `of`, about `reps` different reps; `low` and `high` are None where it is too few to say."""

    hits: int
    of: int
    reps: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float | None:
        """The share between 0 and 1; None where it is too few to say."""
        return None if self.low is None else self.hits / self.of

    def in_words(self) -> str:
        """ "12 of 40 (30 %, 95 % interval 14 to 47)", or the counts and "too few to say"."""
        counts = f"{self.hits} of {self.of}"
        if self.value is None:
            return f"{counts}, too few to say"
        return f"{counts} ({100 * self.value:.0f} %, {self.interval_in_words()})"

    def interval_in_words(self) -> str:
        """ "95 % interval 14 to 47"; only where there is enough to say."""
        return f"95 % interval {100 * self.low:.0f} to {100 * self.high:.0f}"


def share(
    cells: pd.DataFrame,
    *,
    hits: str,
    of: str,
    author: str,
    rep: str,
    least_of: float,
    least_reps: float,
) -> Share:
    """The share of `hits` in `of` over rows that carry counts, with its interval.

    `hits`, `of`, `author`, `rep` name columns. Fewer than `least_of` in all, or about fewer than `least_reps`
    reps, is too few to say. The same rows give the same interval.
    """
    cells = cells.loc[cells[of] > 0]
    count_hits, count_of, reps = int(cells[hits].sum()), int(cells[of].sum()), cells[rep].nunique()
    if count_of < max(least_of, 1) or reps < least_reps:
        return Share(count_hits, count_of, reps)
    by = author if cells[author].nunique() >= LEAST_AUTHORS else rep
    clusters = cells.groupby(by, sort=True, dropna=False)[[hits, of]].sum().to_numpy(int)
    if count_hits in (0, count_of):
        # every draw would say the same: the exact binomial bound instead, on clusters, since their
        # notes are alike
        reach = 1 - TAIL ** (1 / len(clusters))
        low, high = (0.0, reach) if count_hits == 0 else (1 - reach, 1.0)
    else:
        low, high = np.quantile(_drawn_shares(clusters), [TAIL, 1 - TAIL])
    return Share(count_hits, count_of, reps, float(low), float(high))


def shares(cells: pd.DataFrame, *, by: Sequence[str], **columns: object) -> pd.DataFrame:
    """`share` per group of `by`: one row each with hits, of, reps, share, low, high (NaN: too few)."""
    rows = []
    for group, of_group in cells.groupby(list(by), sort=True, dropna=False):
        found = share(of_group, **columns)
        rows.append((*group, found.hits, found.of, found.reps, found.value, found.low, found.high))
    frame = pd.DataFrame(rows, columns=[*by, "hits", "of", "reps", "share", "low", "high"])
    return frame.astype({"share": float, "low": float, "high": float})


def _drawn_shares(clusters: np.ndarray) -> np.ndarray:
    """Shares of `DRAWS` draws at most, of as many clusters; rows of `clusters` are (hits, of >= 1)."""
    random, count = np.random.default_rng(SEED), len(clusters)
    draws = max(400, min(DRAWS, MOST_NUMBERS // count))
    times_drawn = random.multinomial(count, np.full(count, 1 / count), size=draws)
    drawn_of = times_drawn * clusters[:, 1]
    drawn_hits = random.binomial(drawn_of, clusters[:, 0] / clusters[:, 1])
    return drawn_hits.sum(axis=1) / drawn_of.sum(axis=1)
