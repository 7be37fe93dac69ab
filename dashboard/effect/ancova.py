"""Equally bad periods compared: analysis of covariance within leaders, with intervals that hold with few of
them.

The outcome of the next period is regressed on the answers and on what makes periods alike, each measured
from its leader's own mean: a leader's level, style and luck cannot pass for what an answer does (Vickers and
Altman, "Analysing controlled trials with baseline and follow up measurements", BMJ 2001, for covariance
instead of change scores; Mundlak, Econometrica 1978, for the within-comparison).

Errors of one leader's reps are alike, and leaders are few. The variance is the cluster jackknife, which
leaves one leader out at a time (CV3; MacKinnon, Nielsen and Webb, "Fast and reliable jackknife and bootstrap
methods for cluster-robust inference", J. Applied Econometrics 2023), with Student's t on the leaders who tell
something of the contrast less one: one who always answers alike tells nothing within. Reps lie within
leaders; what reps who changed leaders add enters as in Cameron, Gelbach and Miller, "Robust inference with
multiway clustering", J. Business and Economic Statistics 2011.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.effect.bad_periods import NONE

LEAST = 5
"""Bad periods of an answer under which nothing is said of it."""

CONFIDENCE, POWER = 0.95, 0.80
RANK = 1e-9
ROUNDS = 12
"""In which means of two groupings are both zero."""

TELLING = 0.1
"""Share of a leader's equal part in the contrast from which the leader counts as one that tells something."""


@dataclass(frozen=True)
class Estimate:
    """A difference with its standard error and degrees of freedom; no error where it cannot be known."""

    value: float
    error: float | None = None
    df: float = 1.0

    @cached_property
    def low(self) -> float | None:
        return None if self.error is None else self.value - self._reach(CONFIDENCE)

    @cached_property
    def high(self) -> float | None:
        return None if self.error is None else self.value + self._reach(CONFIDENCE)

    @cached_property
    def smallest(self) -> float | None:
        """The smallest true difference that this data shows four times in five (Bloom, Evaluation Review
        1995).
        """
        if self.error is None:
            return None
        return self._reach(CONFIDENCE) + self._reach(2 * POWER - 1)

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.error is not None and (self.low > 0 or self.high < 0)

    def _reach(self, confidence: float) -> float:
        from scipy.special import stdtrit

        return float(stdtrit(self.df, (1 + confidence) / 2)) * self.error


class Ancova:
    """One regression of all answers; `contrast` gives a difference between two of them."""

    def __init__(
        self,
        units: pd.DataFrame,
        covariates: Sequence[str],
        *,
        y: str = "y",
        within_leaders: bool = True,
        by_period: bool = False,
    ) -> None:
        units = units[units[[y, *covariates]].notna().all(axis=1)]
        given = units["answer"].to_numpy(object)
        self.counts = pd.Series(*reversed(np.unique(given, return_counts=True)))
        self.answers = list(self.counts.index)
        self.base = NONE if NONE in self.answers else next(iter(self.answers), None)
        self.has_leaders = units["leader"].nunique() >= 2
        of = units["leader"].fillna("") if self.has_leaders else units["rep"]
        self._group, names = pd.factorize(of)
        self.count_groups = len(names)
        self._rep = pd.factorize(units["rep"])[0]
        self._arms = [answer for answer in self.answers if answer != self.base]
        columns = [(given == answer).astype(float) for answer in self._arms]
        columns += [_scaled(units[name].to_numpy(float)) for name in covariates]
        within = [self._group] if within_leaders and self.has_leaders else []
        if by_period:
            within.append(pd.factorize(units["period"])[0])
        if not within:
            columns.append(np.ones(len(units)))
        both = _within(np.column_stack([*columns, units[y].to_numpy(float)]), within)
        self._x, self._y = both[:, :-1], both[:, -1]

    def contrast(self, one: str, other: str) -> Estimate | None:
        """How much more followed `one` than `other`; None where either is rarer than `LEAST` or not
        comparable.
        """
        if min(self.counts.get(one, 0), self.counts.get(other, 0)) < LEAST:
            return None
        direction = self._direction(one) - self._direction(other)
        inverse = self._inverse
        if not _is_in_space(direction, inverse @ self._gram):
            return None
        value = float(direction @ self._coefficients)
        weights = self._x @ (inverse @ direction)
        shares = np.bincount(self._group, weights**2)
        telling = int((shares > TELLING * shares.mean()).sum())
        left_out = self._left_out @ direction
        known = _is_in_space(direction, self._spaces)
        if not np.all(known) or telling < 2:
            return Estimate(value)
        count = self.count_groups
        variance = (count - 1) / count * float(((left_out - value) ** 2).sum())
        error = float(np.sqrt(variance + self._of_movers(weights)))
        # where nothing is left to vary nothing is known either
        return Estimate(value, error, float(telling - 1)) if error > 0 else Estimate(value)

    @cached_property
    def spread(self) -> float:
        """Standard deviation of what the regression leaves unexplained."""
        spare = max(len(self._y) - self._x.shape[1] - self.count_groups * self.has_leaders, 1)
        return float(np.sqrt((self._residuals**2).sum() / spare))

    @cached_property
    def _coefficients(self) -> np.ndarray:
        from statsmodels.regression.linear_model import OLS

        method = "qr" if _is_whole(self._gram) else "pinv"
        with warnings.catch_warnings():
            # an answer that only one leader gave is not told from that leader: `contrast` says so
            warnings.simplefilter("ignore")
            return OLS(self._y, self._x).fit(method=method).params

    @cached_property
    def _residuals(self) -> np.ndarray:
        return self._y - self._x @ self._coefficients

    @cached_property
    def _gram(self) -> np.ndarray:
        return self._x.T @ self._x

    @cached_property
    def _inverse(self) -> np.ndarray:
        return _inverted(self._gram)

    @cached_property
    def _without(self) -> tuple[np.ndarray, np.ndarray]:
        """X'X and X'y without each group in turn; means within groups stay as they are when one goes."""
        order = np.argsort(self._group, kind="stable")
        parts = np.split(order, np.cumsum(np.bincount(self._group))[:-1])
        grams = np.array([self._x[part].T @ self._x[part] for part in parts])
        moments = np.array([self._x[part].T @ self._y[part] for part in parts])
        return self._gram - grams, self._x.T @ self._y - moments

    @cached_property
    def _inverses(self) -> np.ndarray:
        return _inverted(self._without[0])

    @cached_property
    def _spaces(self) -> np.ndarray:
        return self._inverses @ self._without[0]

    @cached_property
    def _left_out(self) -> np.ndarray:
        """Coefficients without each group in turn, one row each."""
        return np.einsum("gij,gj->gi", self._inverses, self._without[1])

    def _of_movers(self, weights: np.ndarray) -> float:
        """What reps with several leaders add: their errors are alike across leaders."""
        if not self.has_leaders:
            return 0.0
        scores = weights * self._residuals
        cells = pd.factorize(self._rep * self.count_groups + self._group)[0]
        if len(np.unique(cells)) == len(np.unique(self._rep)):
            return 0.0
        by_rep, by_cell = np.bincount(self._rep, scores), np.bincount(cells, scores)
        return max(float((by_rep**2).sum() - (by_cell**2).sum()), 0.0)

    def _direction(self, answer: str) -> np.ndarray:
        return np.array(
            [float(arm == answer) for arm in self._arms] + [0.0] * (self._x.shape[1] - len(self._arms))
        )


def _within(x: np.ndarray, groupings: list[np.ndarray]) -> np.ndarray:
    """Columns less their means in every grouping; of two groupings in turns, until both are zero."""
    for _ in range(ROUNDS if len(groupings) > 1 else 1):
        for groups in groupings:
            counts = np.bincount(groups)
            x = x - np.array([np.bincount(groups, column) / counts for column in x.T]).T[groups]
    return x


def _scaled(column: np.ndarray) -> np.ndarray:
    spread = column.std() if len(column) else 0.0
    return (column - column.mean()) / spread if spread > 0 else np.zeros(len(column))


def _is_whole(grams: np.ndarray) -> bool:
    """Whether every X'X has full rank with room to spare."""
    try:
        pivots = np.diagonal(np.linalg.cholesky(grams), axis1=-2, axis2=-1)
    except np.linalg.LinAlgError:
        return False
    return bool(pivots.size and (pivots.min(axis=-1) > 1e-4 * pivots.max(axis=-1)).all())


def _inverted(grams: np.ndarray) -> np.ndarray:
    """Inverses of X'X; where one is singular the generalised ones of all, which take much longer."""
    return np.linalg.inv(grams) if _is_whole(grams) else np.linalg.pinv(grams, rcond=RANK, hermitian=True)


def _is_in_space(direction: np.ndarray, spaces: np.ndarray) -> np.ndarray:
    """Whether the data behind each projection tells the direction at all."""
    return np.abs(spaces @ direction - direction).max(axis=-1) < 1e-4
