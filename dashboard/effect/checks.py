"""What must hold before "helped" or "harmed" may be said of the primary contrast.

A check passes or not, and says itself in a sentence. Passing proves little: a placebo that finds nothing may
be too small to find anything (Roth, American Economic Review: Insights 2022), so each says how much it could
have missed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.effect.ancova import LEAST, Ancova, Estimate
from dashboard.effect.bad_periods import NONE
from dashboard.effect.matched import Matched
from dashboard.effect.multiverse import ALIKE, share_alike

LEAST_LEADERS, LEAST_REPS = 3, 5
BALANCED = 0.25
"""Standardised difference up to which groups count as alike (Stuart 2010)."""

SAME = 2.0
"""Points of target that are too few to matter in a check."""

LEAST_CODED = 10
"""Coded notes of an answer from which on its share of right readings is taken from them."""

LEAST_LEFT = 0.3
"""What misread notes have to leave of a difference for it to be corrected by it."""

LEAVERS_APART = 0.10
LAGS = range(-6, 4)


@dataclass(frozen=True)
class Check:
    """One check: `name` for programs, `label` and `says` for people."""

    name: str
    label: str
    passed: bool
    says: str


def enough(units: pd.DataFrame, one: str, other: str) -> Check:
    """Whether both answers are there often enough, given by leaders who gave both."""
    groups = {answer: units[units["answer"].eq(answer)] for answer in (one, other)}
    both = set.intersection(*(set(group["leader"].dropna()) for group in groups.values()))
    counts = {answer: (len(group), group["rep"].nunique()) for answer, group in groups.items()}
    is_enough = all(n >= 2 * LEAST and reps >= LEAST_REPS for n, reps in counts.values())
    (n_one, reps_one), (n_other, reps_other) = counts.values()
    says = (
        f"Bad periods: {n_one} and {n_other}, of {reps_one} and {reps_other} different reps; leaders who "
        f"gave both answers: {len(both)}. It takes {2 * LEAST} of {LEAST_REPS} reps each, and "
        f"{LEAST_LEADERS} such leaders."
    )
    return Check("enough", "Enough of both answers", is_enough and len(both) >= LEAST_LEADERS, says)


def placebo_before(units: pd.DataFrame, one: str, other: str) -> Check:
    """The same contrast in the period before the bad one, which no note after it can have changed."""
    known = units[units[["before", "earlier_before"]].notna().all(axis=1)]
    estimate = Ancova(known, ("trigger", "earlier_before", "tenure"), y="before").contrast(one, other)
    return Check(
        "placebo_before",
        "No difference before the note",
        _is_nothing(estimate),
        f"The period before the bad one, which a later note cannot change: {_said(estimate)}.",
    )


def placebo_no_note(rows: pd.DataFrame) -> Check:
    """Bad periods without a note come back as much as the dip alone says."""
    alone = rows[rows["is_unit"] & rows["answer"].eq(NONE) & rows["expected"].notna()]
    estimate = None
    if len(alone) >= LEAST:
        surprise = (alone["change"] - alone["expected"]).groupby(alone["rep"]).agg(["sum", "size"])
        value = float(surprise["sum"].sum() / surprise["size"].sum())
        scores = surprise["sum"] - value * surprise["size"]
        count = len(surprise)
        error = float(np.sqrt((scores**2).sum() * count / max(count - 1, 1)) / surprise["size"].sum())
        estimate = Estimate(value, error or None, max(count - 1, 1))
    return Check(
        "placebo_no_note",
        "Without a note, as expected",
        _is_nothing(estimate),
        f"Bad periods without a note, against what their dip alone lets expect: {_said(estimate)}.",
    )


def event_time(rows: pd.DataFrame, bad: pd.DataFrame) -> pd.DataFrame:
    """What the reps of some bad periods reached around them: answer, unit, lag (-6 to 3), reached."""
    order = {period: place for place, period in enumerate(sorted(rows["period"].unique()))}
    place = rows["period"].map(order)
    reached = pd.Series(rows["level"].to_numpy(), index=pd.MultiIndex.from_arrays([rows["rep"], place]))
    parts = []
    for lag in LAGS:
        at = pd.MultiIndex.from_arrays([bad["rep"], place[bad.index] + lag])
        parts.append(
            pd.DataFrame(
                {
                    "answer": bad["answer"].to_numpy(), "unit": bad.index,
                    "lag": lag, "reached": reached.reindex(at).to_numpy(),
                }
            )
        )  # fmt: skip
    return pd.concat(parts).dropna(subset="reached")


def path(around: pd.DataFrame) -> pd.DataFrame:
    """Rows of `event_time` as one per answer and lag: mean, count; not where fewer than `LEAST`."""
    found = around.groupby(["answer", "lag"])["reached"].agg(["mean", "count"]).reset_index()
    return found[found["count"] >= LEAST].reset_index(drop=True)


def pre_trend(units: pd.DataFrame, around: pd.DataFrame, one: str, other: str) -> Check:
    """Whether reps were on different paths before the bad period: the slope from -6 to -1, per period."""
    before = around[around["lag"].between(-6, -1)]
    by_unit = before.groupby("unit")
    lag = before["lag"] - by_unit["lag"].transform("mean")
    spread = (lag**2).groupby(before["unit"]).sum()
    slope = (lag * before["reached"]).groupby(before["unit"]).sum() / spread.where(spread > 0)
    sloped = units.assign(slope=slope.reindex(units.index))
    estimate = Ancova(sloped, ("trigger",), y="slope").contrast(one, other)
    return Check(
        "pre_trend",
        "Same path before",
        _is_nothing(estimate),
        f"Change per period from six before to one before: {_said(estimate)}.",
    )


def balance(found: Matched | None) -> Check:
    """Whether same-dip controls are alike in what they were matched on."""
    if found is None:
        return Check("balance", "Alike after matching", False, "Too few of both answers to match.")
    worst = float(found.balance["after"].abs().max())
    says = f"Matching left at most {worst:.2f} standard deviations between them; it may be {BALANCED:g}."
    return Check("balance", "Alike after matching", worst <= BALANCED, says)


def sensitivity(choices: pd.DataFrame, estimate: Estimate | None) -> Check:
    """Whether the finding hangs on one choice among many that are as good."""
    share = share_alike(choices, estimate.value) if estimate else 0.0
    says = (
        f"{len(choices)} ways to choose threshold, leaders, calendar and notes; {100 * share:.0f} % of them "
        f"point the same way. It takes {100 * ALIKE:.0f} %."
        if len(choices)
        else "No choice of threshold, leaders, calendar and notes has enough of both answers."
    )
    return Check("sensitivity", "The same under other choices", share >= ALIKE, says)


def leavers(rows: pd.DataFrame, one: str, other: str) -> Check:
    """Whether the next period is missing alike: who left is not seen again (Lee, Review of Economic Studies
    2009).
    """
    stayed_usual = rows["excluded_for"].isna() | rows["excluded_for"].eq("left")
    # the last period of all has no next one for anybody
    bad = rows[rows["is_bad"] & stayed_usual & rows["period"].lt(rows["period"].max())]
    is_gone = bad["then"].isna() | bad["excluded_for"].eq("left")
    shares = is_gone.groupby(bad["answer"]).agg(["mean", "size"])
    if one not in shares.index or other not in shares.index:
        return Check("leavers", "As many are seen again", False, "One of the answers was never given.")
    (share_one, n_one), (share_other, n_other) = shares.loc[one], shares.loc[other]
    chance = 2 * np.sqrt(share_one * (1 - share_one) / n_one + share_other * (1 - share_other) / n_other)
    says = (
        f"The next period is missing after {100 * share_one:.0f} % and {100 * share_other:.0f} %; they may "
        f"be {100 * LEAVERS_APART:.0f} points apart, or as far as chance goes."
    )
    is_alike = abs(share_one - share_other) <= max(LEAVERS_APART, chance)
    return Check("leavers", "As many are seen again", bool(is_alike), says)


def reader(
    units: pd.DataFrame, one: str, other: str, estimate: Estimate | None, right: dict[str, float] | None,
    coded: dict[str, tuple[float, int]] | None = None,
) -> Check:  # fmt: skip
    """Whether notes of which the reader is sure say the same; misread ones draw it towards zero.

    `right`: by answer, how often the reader is right on invented notes. `coded`: the same by notes of the
    workspace's own that people coded, with their number; where there are enough the estimate is corrected by
    it (Aigner 1973, "Regression with a binary independent variable subject to errors of observation").
    """
    is_sure = units["certainty"].ne("close")
    of_both = units["answer"].isin([one, other])
    sure = Ancova(units[is_sure], ("trigger", "earlier", "tenure")).contrast(one, other)
    says = f"The reader is sure of {int((is_sure & of_both).sum())} of these {int(of_both.sum())} notes. "
    says += f"By them alone: {_said(sure)}." if sure else "Alone they are too few to say."
    own = [coded[name] for name in (one, other)] if coded and {one, other} <= set(coded) else []
    if own and min(count for _, count in own) >= LEAST_CODED:
        says += _corrected(own, estimate)
    elif right:
        left = max(right[one] + right[other] - 1, 0)
        says += (
            f" On invented notes it is right in {100 * right[one]:.0f} % and {100 * right[other]:.0f} % of "
            f"the two answers, so a true difference of 5 points may show as {5 * left:.1f}. People coded "
            f"fewer than {LEAST_CODED} of your own notes of each, so nothing is corrected for it."
        )
    is_alike = sure is not None and estimate is not None and sure.value * estimate.value > 0
    return Check("reader", "The same by notes read surely", is_alike, says)


def _corrected(own: list[tuple[float, int]], estimate: Estimate | None) -> str:
    """The estimate without what misread notes take from it, as unsure as the shares that correct it."""
    (first, count_first), (second, count_second) = own
    says = (
        f" By {count_first} and {count_second} of your own notes that people coded it is right in "
        f"{100 * first:.0f} % and {100 * second:.0f} % of the two answers."
    )
    left = first + second - 1
    if estimate is None or estimate.error is None or left < LEAST_LEFT:
        return f"{says} That leaves too little to correct the difference by."
    spread = first * (1 - first) / count_first + second * (1 - second) / count_second
    value, half = estimate.value / left, (estimate.high - estimate.low) / 2 / left
    half = np.hypot(half, 1.96 * value / left * np.sqrt(spread))
    return (
        f"{says} Corrected for that the difference is {value:+.1f} points, 95 % interval "
        f"{value - half:+.1f} to {value + half:+.1f}."
    )


def _is_nothing(estimate: Estimate | None) -> bool:
    """Nothing is found where it could have been: the interval holds zero, or it is too small to matter."""
    return (
        estimate is not None
        and estimate.error is not None
        and (not estimate.is_clear or abs(estimate.value) < SAME)
    )


def _said(estimate: Estimate | None) -> str:
    if estimate is None:
        return "too few to say"
    if estimate.error is None:
        return f"{estimate.value:+.1f} points, no interval: it rests on one leader"
    return f"{estimate.value:+.1f} points, 95 % interval {estimate.low:+.1f} to {estimate.high:+.1f}"
