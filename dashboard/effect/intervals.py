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
    draws: int = DRAWS,
) -> Share:
    """The share of `hits` in `of` over rows that carry counts, with its interval.

    `hits`, `of`, `author`, `rep` name columns. Fewer than `least_of` in all, or about fewer than `least_reps`
    reps, is too few to say. The same rows give the same interval.
    """
    # in arrays: a page asks for a hundred of these
    some_of = cells[of].to_numpy(float)
    is_some = some_of > 0
    some_of, some_hits = some_of[is_some], cells[hits].to_numpy(float)[is_some]
    count_hits, count_of = int(some_hits.sum()), int(some_of.sum())
    of_rep, reps = _numbered(cells[rep], is_some)
    if count_of < max(least_of, 1) or reps < least_reps:
        return Share(count_hits, count_of, reps)
    of_author, authors = _numbered(cells[author], is_some)
    of_cluster = of_author if authors >= LEAST_AUTHORS else of_rep
    clusters = np.column_stack([np.bincount(of_cluster, counts) for counts in (some_hits, some_of)]).astype(
        int
    )
    if count_hits in (0, count_of):
        # every draw would say the same: the exact binomial bound instead, on clusters, since their
        # notes are alike
        reach = 1 - TAIL ** (1 / len(clusters))
        low, high = (0.0, reach) if count_hits == 0 else (1 - reach, 1.0)
    else:
        low, high = np.quantile(_drawn_shares(clusters, draws), [TAIL, 1 - TAIL])
    return Share(count_hits, count_of, reps, float(low), float(high))


def shares(cells: pd.DataFrame, *, by: Sequence[str], **columns: object) -> pd.DataFrame:
    """`share` per group of `by`: one row each with hits, of, reps, share, low, high (NaN: too few)."""
    rows = []
    for group, of_group in cells.groupby(list(by), sort=True, dropna=False):
        found = share(of_group, **columns)
        rows.append((*group, found.hits, found.of, found.reps, found.value, found.low, found.high))
    frame = pd.DataFrame(rows, columns=[*by, "hits", "of", "reps", "share", "low", "high"])
    return frame.astype({"share": float, "low": float, "high": float})


def change(
    cells: pd.DataFrame, *, top: str, bottom: str, rep: str, least_reps: float
) -> tuple[float, float, float]:
    """Sum of `top` over sum of `bottom`, less 1, with its interval by resampling reps.

    NaN where `bottom` is nothing; the interval is NaN where there are fewer than `least_reps` reps.
    """
    clusters = cells.loc[cells[bottom] > 0].groupby(rep, sort=True)[[top, bottom]].sum().to_numpy(float)
    if not len(clusters):
        return np.nan, np.nan, np.nan
    found = clusters[:, 0].sum() / clusters[:, 1].sum() - 1
    if len(clusters) < max(least_reps, 2):
        return float(found), np.nan, np.nan
    drawn = _times_drawn(len(clusters), DRAWS, np.random.default_rng(SEED)) @ clusters
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1] - 1, [TAIL, 1 - TAIL])
    return float(found), float(low), float(high)


def _numbered(names: pd.Series, is_some: np.ndarray) -> tuple[np.ndarray, int]:
    """The place of each name among the sorted different ones, and how many there are; no name is the last."""
    numbers, found = pd.factorize(names.to_numpy(object)[is_some], sort=True, use_na_sentinel=False)
    return numbers, int(pd.notna(found).sum())


def _times_drawn(count: int, draws: int, random: np.random.Generator) -> np.ndarray:
    """How often each of `count` clusters is drawn, in each of `draws` draws (at most) of as many."""
    draws = max(400, min(draws, MOST_NUMBERS // count))
    return random.multinomial(count, np.full(count, 1 / count), size=draws)


def _drawn_shares(clusters: np.ndarray, draws: int) -> np.ndarray:
    """Shares of `draws` draws at most, of as many clusters; rows of `clusters` are (hits, of >= 1)."""
    random = np.random.default_rng(SEED)
    drawn_of = _times_drawn(len(clusters), draws, random) * clusters[:, 1]
    drawn_hits = random.binomial(drawn_of, clusters[:, 0] / clusters[:, 1])
    return drawn_hits.sum(axis=1) / drawn_of.sum(axis=1)
