"""How far two codings of the same sentences or notes agree, for all notes from which these were drawn.

Cohen's kappa (1960) collapses where a code is rare; Gwet's AC1 (Gwet 2008, "Computing inter-rater reliability
and its variance in the presence of high agreement") does not, so both stand side by side. Intervals are by
bootstrap: notes are drawn anew within their stratum, since sentences of a note are alike. Where no error was
seen no draw has one either, so that the interval ends where Jeffreys' ends for as many units (Brown, Cai and
DasGupta 2001, "Interval estimation for a binomial proportion").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import beta

DRAWS = 2000
SEED = 1960
TAILS = (2.5, 97.5)
LEAST_POSITIVES = 5
"""Times that either coder gives a code before a figure is shown: with fewer its interval says nothing."""


@dataclass(frozen=True)
class Figure:
    """A value between -1 and 1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """`count` units of `count_notes` notes; figures are None where it is too few to say.

    `count_first`, `count_second`, `count_both`: units to which the first, the second, both gave the code (of
    more than two categories: any but the first category). Precision and recall hold the second against the
    first, and are None for more than two categories.
    """

    count: int
    count_notes: int
    count_first: int
    count_second: int
    count_both: int
    agree: Figure | None = None
    kappa: Figure | None = None
    ac1: Figure | None = None
    precision: Figure | None = None
    recall: Figure | None = None


def agreement(
    units: pd.DataFrame, *, first: str, second: str, categories: Sequence[object] = (False, True)
) -> Agreement:
    """Compare two columns of `units`, one row a sentence or note: note_key, stratum, probability, both.

    `probability`: of the notes of the stratum the share that was coded. ValueError for a unit that holds
    none of `categories`.
    """
    places = {category: place for place, category in enumerate(categories)}
    try:
        a, b = (units[name].map(places).astype(int).to_numpy() for name in (first, second))
    except ValueError:
        raise ValueError(
            f"A unit has a category that is none of {', '.join(map(str, categories))}."
        ) from None
    count, size = len(categories), len(units)
    counts = int((a > 0).sum()), int((b > 0).sum()), int(((a > 0) & (a == b)).sum())
    found = Agreement(size, units["note_key"].nunique(), *counts)
    if max(counts[:2]) < LEAST_POSITIVES:
        return found
    notes, first_rows = np.unique(units["note_key"].to_numpy(), return_index=True)
    tables = np.zeros((len(notes), count * count))
    np.add.at(tables, (np.searchsorted(notes, units["note_key"].to_numpy()), a * count + b), 1)
    tables /= units["probability"].to_numpy()[first_rows][:, None]
    drawn = _drawn(units["stratum"].to_numpy()[first_rows])
    cells = np.vstack([tables.sum(axis=0), drawn @ tables]).reshape(-1, count, count)
    cells /= cells.sum(axis=(1, 2), keepdims=True)
    return Agreement(size, len(notes), *counts, **_figures(cells, (size, *counts[:2])))


def _drawn(strata: np.ndarray) -> np.ndarray:
    """(draws x notes): how often a note is drawn when each stratum is drawn anew, in its own number."""
    random, drawn = np.random.default_rng(SEED), np.zeros((DRAWS, len(strata)))
    for stratum in np.unique(strata):
        own = np.flatnonzero(strata == stratum)
        drawn[:, own] = random.multinomial(len(own), np.full(len(own), 1 / len(own)), DRAWS)
    return drawn


def _figures(cells: np.ndarray, units: tuple[int, int, int]) -> dict[str, Figure | None]:
    """Figures of (1 + draws) tables of shares, the first of them the one that was found.

    `units`: how many there are in all, by the first, by the second.
    """
    count = cells.shape[1]
    agree = np.trace(cells, axis1=1, axis2=2)
    rows, columns = cells.sum(axis=2), cells.sum(axis=1)
    by_chance = (rows * columns).sum(axis=1)
    both = (rows + columns) / 2
    by_chance_rare = (both * (1 - both)).sum(axis=1) / (count - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {"agree": _figure(agree, units[0])}
        for name, chance in (("kappa", by_chance), ("ac1", by_chance_rare)):
            beyond = (agree - chance) / (1 - chance)
            # complete agreement is as unsure as the agreement itself
            least = (found["agree"].low - chance[0]) / (1 - chance[0])
            found[name] = _figure(beyond, units[0], least)
        if count == 2:
            found["precision"] = _figure(cells[:, 1, 1] / columns[:, 1], units[2])
            found["recall"] = _figure(cells[:, 1, 1] / rows[:, 1], units[1])
    return found


def _figure(values: np.ndarray, units: int, least: float | None = None) -> Figure | None:
    """The first of `values` with the interval of the others; `least`: its end where no error was seen."""
    value = float(values[0])
    if not np.isfinite(value):
        return None
    low, high = map(float, np.nanpercentile(values[1:], TAILS))
    if np.isclose(value, 1):
        low = float(beta.ppf(TAILS[0] / 100, units + 0.5, 0.5)) if least is None else least
    if np.isclose(value, 0) and least is None:
        high = float(beta.ppf(TAILS[1] / 100, 0.5, units + 0.5))
    return Figure(value, low, high)
