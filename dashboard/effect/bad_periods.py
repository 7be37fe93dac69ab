"""Closed periods made comparable: each against what the others reached then, beside the rep's earlier level.

The unit is a bad period: a closed one under a threshold. It is chosen for being low, so what follows it is
higher whatever anybody does (regression to the mean: Galton 1886; Barnett, van der Pols and Dobson,
"Regression to the mean: what it is and how to deal with it", Int. J. Epidemiology 2005). Two bad periods are
alike where the dip, the level before it, the calendar and the tenure are. The level before is shrunk to the
leader's team by how many periods it rests on (best linear unbiased prediction; Robinson, Statistical Science
1991), since a mean of two periods is mostly noise, and a noisy level adjusts too little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Outcome:
    """What may have followed: `now` and `then` name its columns; shown as `times` that, in `unit`."""

    name: str
    label: str
    unit: str
    now: str
    then: str
    times: float = 1.0


OUTCOMES = {
    outcome.name: outcome
    for outcome in (
        Outcome("attainment", "Attainment", "points of target", "attainment", "next_attainment", 100.0),
        Outcome("activities", "Activities", "a week", "activities", "next_activities"),
        Outcome("meetings", "Meetings", "a week", "meetings", "next_meetings"),
        Outcome("connects", "Connects", "a week", "connects", "next_connects"),
    )
}
POINTS = 100.0
NONE = "none"


def prepared(periods: pd.DataFrame, outcome: str = "attainment", bad_below: float = 0.8) -> pd.DataFrame:
    """Every closed period with what makes it comparable; `is_unit` marks the bad ones that can be compared.

    `periods`: rows of `what_followed__periods`. Adds `rep`, `leader`, `period`, `level` and `then` (as
    shown), `change`, `trigger` (the dip against the others, points), `now` and `y` (this and the next period
    against the others), `earlier` (the level before), `tenure`, `before` and `earlier_before` (for the
    placebo), `is_bad`.
    """
    what = OUTCOMES[outcome]
    order = np.lexsort([pd.factorize(periods[name], sort=True)[0] for name in ("period_start", "person_key")])
    rows = periods.iloc[order].reset_index(drop=True)
    leader = rows["leader_key"].astype(object).where(rows["leader_key"].notna(), rows["team"])
    rep, period, team = (pd.factorize(of)[0] for of in (rows["person_key"], rows["period_start"], leader))
    attainment = rows["attainment"].to_numpy(float)
    level, then = (what.times * rows[name].to_numpy(float) for name in (what.now, what.then))
    is_bad, is_usual = attainment < bad_below, rows["excluded_for"].isna().to_numpy()
    follows = (rep == _last(rep, -1)) & _last(rows["next_attainment"].notna().to_numpy(), False)
    # what the others reached: those who had not just had a bad period, since these come back anyhow
    is_other = is_usual & ~(follows & _last(is_bad, False))
    now = level - _of_others(level, period, is_other)
    y = then - _of_others(then, period, is_usual & ~is_bad)
    trigger = POINTS * (attainment - _of_others(attainment, period, is_other))
    earlier = _earlier(np.where(is_usual, now, np.nan), rep, team)
    tenure = np.log1p(rows["months_since_start"].astype(float).clip(lower=0))
    is_known = ~np.isnan(np.stack([trigger, now, y, earlier])).any(axis=0)
    is_read = (rows["answer"].notna() & rows["answer"].ne("not_read")).to_numpy()
    return rows.assign(
        rep=rows["person_key"],
        leader=leader,
        period=rows["period_start"],
        level=level,
        then=then,
        change=then - level,
        trigger=trigger,
        now=now,
        y=y,
        earlier=earlier,
        tenure=tenure.fillna(tenure.median()).fillna(0.0),
        before=np.where(follows, _last(now, np.nan), np.nan),
        earlier_before=np.where(follows, _last(earlier, np.nan), np.nan),
        is_bad=is_bad,
        is_comparable=is_usual & is_known,
        is_unit=is_bad & is_usual & is_known & is_read,
    )


def covariates(outcome: str) -> tuple[str, ...]:
    """What bad periods are compared at: the dip, the outcome's own level then and before, the tenure."""
    own = () if OUTCOMES[outcome].now == "attainment" else ("now",)
    return ("trigger", *own, "earlier", "tenure")


def _last(values: np.ndarray, at_first: object) -> np.ndarray:
    """The value of the row before."""
    return np.append(at_first, values[:-1])[: len(values)].astype(values.dtype)


def _of_others(values: np.ndarray, period: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Per row, the mean in its period over `among`; over everybody where there is none."""
    return np.where(np.isnan(found := _means(values, period, among)), _means(values, period), found)


def _means(values: np.ndarray, groups: np.ndarray, among: np.ndarray | bool = True) -> np.ndarray:
    """Per row, the mean of its group over the known values `among`; NaN where there is none."""
    is_known, size = ~np.isnan(values) & among, groups.max(initial=-1) + 2
    # a row without a group (-1) is of the last one
    sums = np.bincount(groups % size, np.where(is_known, values, 0.0), size)
    counts = np.bincount(groups % size, is_known, size)
    return (sums / np.where(counts > 0, counts, np.nan))[groups]


def _earlier(now: np.ndarray, rep: np.ndarray, team: np.ndarray) -> np.ndarray:
    """The mean of the rep's periods before, shrunk to that of the leader's reps: with no period before, all
    of it.
    """
    is_known, known = ~np.isnan(now), np.nan_to_num(now)
    count, total = np.cumsum(is_known) - is_known, np.cumsum(known) - known
    # rows of a rep stand together: what came before the rep's first row is not the rep's
    first = np.flatnonzero(rep != _last(rep, -1))
    count, total = count - count[first][rep], total - total[first][rep]
    of_team, of_rep = np.nan_to_num(_means(now, team)), _means(now, rep)
    apart = (now - of_rep) ** 2
    n = np.bincount(rep, is_known)
    is_repeated = n > 1
    within = np.nansum(apart) / max((n[is_repeated] - 1).sum(), 1)
    of_reps = (of_rep - of_team)[first][n > 0]
    between = max(np.var(of_reps) - within * np.mean(1 / n[n > 0]), 0.0) if len(of_reps) else 0.0
    size = np.where(count > 0, count, np.nan)
    spread = between + within / size
    trust = between / np.where(spread > 0, spread, np.nan)
    return of_team + np.nan_to_num(trust * (total / size - of_team))
