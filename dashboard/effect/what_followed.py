"""What followed an answer to a bad period: the naive change, the one that comes of itself, the honest
difference.

The estimand: among equally bad periods (same dip, level before, calendar, tenure, and leader), how much
higher the next closed period is after one answer than after another; the first note after the period counts,
whatever came later. One contrast carries a verdict, so that forty comparisons do not make a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.effect import checks
from dashboard.effect.ancova import Ancova, Estimate
from dashboard.effect.bad_periods import NONE, OUTCOMES, covariates, prepared
from dashboard.effect.checks import Check
from dashboard.effect.expected import expected_change
from dashboard.effect.matched import matched
from dashboard.effect.multiverse import multiverse

ANSWERS = (
    "do_more", "waved_away", "mixed", "score_only", "asked", "heard", "heard_and_acted", "silent", NONE,
)  # fmt: skip
ANY = "any"
"""All bad periods in the path around them, whatever followed."""

PRIMARY = ("do_more", "heard_and_acted")
CONTRASTS = (
    PRIMARY,
    ("waved_away", "heard_and_acted"),
    ("mixed", "heard_and_acted"),
    ("score_only", "heard_and_acted"),
    ("do_more", "heard"),
)
HELPED, HARMED, CANNOT_TELL = "helped", "harmed", "cannot tell"
LEAST_SHOWN = 3
"""Bad periods of an answer under which no mean is shown: one or two would be somebody's."""

WORTH_KNOWING = 5.0
"""Points of target: the difference for which "when could we tell" is answered."""

ROUGH_REACH = 2.8
"""Standard errors that a difference takes to be seen four times in five."""

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Row:
    """One answer (against equally bad periods without a note), or one contrast of two."""

    outcome: str
    answer: str | None
    contrast: tuple[str, str] | None
    n: int
    naive: float | None
    expected: float | None
    matched: float | None
    honest: Estimate | None
    checks: dict[str, bool] = field(default_factory=dict)
    verdict: str | None = None

    def as_json(self) -> dict[str, object]:
        """What the command line prints; numbers of attainment are points of target, others counts a week."""
        of = {"contrast": list(self.contrast)} if self.contrast else {"answer": self.answer}
        honest = self.honest
        known = {
            name: _rounded(getattr(honest, name) if honest else None)
            for name in ("value", "low", "high", "smallest")
        }
        return {
            "outcome": self.outcome, **of, "n": self.n, "naive": _rounded(self.naive),
            "expected": _rounded(self.expected), "honest": known["value"], "low": known["low"],
            "high": known["high"], "smallest": known["smallest"], "checks": self.checks,
            "verdict": self.verdict,
        }  # fmt: skip


@dataclass(frozen=True)
class Followed:
    """Everything that the page and the command line say; `units` are the bad periods of attainment."""

    rows: list[Row]
    checks: list[Check]
    choices: pd.DataFrame
    path: pd.DataFrame
    balance: pd.DataFrame | None
    units: pd.DataFrame
    bad_below: float
    period_months: int
    months_seen: float
    months_needed: float | None
    left_out: dict[str, int]

    @property
    def has_primary(self) -> bool:
        """Whether attainment is among the outcomes that were asked for."""
        return any(row.verdict is not None for row in self.rows)

    @property
    def primary(self) -> Row:
        return next(row for row in self.rows if row.contrast == PRIMARY and row.outcome == "attainment")


def what_followed(
    periods: pd.DataFrame,
    *,
    outcomes: Sequence[str] = tuple(OUTCOMES),
    right: dict[str, float] | None = None,
    coded: dict[str, tuple[float, int]] | None = None,
    progress: Progress | None = None,
) -> Followed:
    """All estimates from the rows of `what_followed__periods`.

    `right`: by answer, how often the reader is right on invented notes; `coded`: the same with its number on
    notes of the workspace's own that people coded. Attainment is always among the outcomes, since the verdict
    and its checks are about it. ValueError for an outcome that does not exist.
    """
    if unknown := set(outcomes) - set(OUTCOMES):
        raise ValueError(
            f"There is no outcome {', '.join(sorted(unknown))}. There are: {', '.join(OUTCOMES)}."
        )
    tell = progress or (lambda share, words: None)
    bad_below = float(periods["bad_below"].iloc[0]) if len(periods) else 0.8
    tell(0.05, "comparing attainment")
    rows = with_expected(prepared(periods, bad_below=bad_below), "attainment")
    units = rows[rows["is_unit"]]
    fit = Ancova(units, covariates("attainment"))
    tell(0.3, "trying other choices")
    choices = multiverse(
        periods, *PRIMARY, bad_below, lambda share: tell(0.3 + 0.3 * share, "trying other choices")
    )
    tell(0.6, "checking")
    around = checks.event_time(rows, units[units["answer"].isin([*PRIMARY, NONE])])
    whatever = checks.event_time(rows, rows[rows["is_bad"]]).assign(answer=ANY)
    pairs = matched(units, *PRIMARY, covariates("attainment"))
    estimate = fit.contrast(*PRIMARY)
    held = [
        checks.enough(units, *PRIMARY),
        checks.placebo_before(units, *PRIMARY),
        checks.placebo_no_note(rows),
        checks.pre_trend(units, around, *PRIMARY),
        checks.balance(pairs),
        checks.leavers(rows, *PRIMARY),
        checks.reader(units, *PRIMARY, estimate, right, coded),
        checks.sensitivity(choices, estimate),
    ]
    found: list[Row] = []
    for done, outcome in enumerate(outcomes):
        tell(0.7 + 0.3 * done / len(outcomes), f"comparing {outcome}")
        if outcome == "attainment":
            found += _rows(outcome, units, fit, held)
            continue
        of_outcome = with_expected(prepared(periods, outcome, bad_below), outcome)
        of_outcome = of_outcome[of_outcome["is_unit"]]
        found += _rows(outcome, of_outcome, Ancova(of_outcome, covariates(outcome)), None)
    seen = _months_seen(rows)
    return Followed(
        rows=found,
        checks=held,
        choices=choices,
        path=checks.path(pd.concat([around, whatever])),
        balance=None if pairs is None else pairs.balance,
        units=units,
        bad_below=bad_below,
        period_months=int(periods["months"].iloc[0]) if len(periods) else 1,
        months_seen=seen,
        months_needed=_months_needed(seen, fit, estimate),
        left_out=_left_out(rows),
    )


def with_expected(rows: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Rows of `prepared` with the change that is expected of itself."""
    return rows.assign(expected=expected_change(rows, covariates(outcome)))


def verdict(estimate: Estimate | None, held: Sequence[Check]) -> str:
    """ "helped" or "harmed" where the interval leaves out zero and all checks hold, else "cannot tell"."""
    if estimate is None or not estimate.is_clear or not all(check.passed for check in held):
        return CANNOT_TELL
    return HELPED if estimate.value > 0 else HARMED


def _rows(outcome: str, units: pd.DataFrame, fit: Ancova, held: list[Check] | None) -> list[Row]:
    means = units.groupby("answer")[["change", "expected"]].mean()
    counts = units["answer"].value_counts()

    def mean(answer: str, name: str) -> float | None:
        value = means[name].get(answer) if counts.get(answer, 0) >= LEAST_SHOWN else None
        return None if value is None or pd.isna(value) else float(value)

    found = []
    for answer in ANSWERS:
        pair = None if answer == NONE else matched(units, answer, NONE, covariates(outcome))
        found.append(
            Row(
                outcome, answer, None, int(counts.get(answer, 0)), mean(answer, "change"), mean(answer,
                "expected"), pair.difference if pair else None, None if answer == NONE else
                fit.contrast(answer, NONE),
            )
        )  # fmt: skip
    for one, other in CONTRASTS:
        pair = matched(units, one, other, covariates(outcome))
        estimate = fit.contrast(one, other)
        is_primary = held is not None and (one, other) == PRIMARY
        found.append(
            Row(
                outcome, None, (one, other), int(counts.get(one, 0) + counts.get(other, 0)),
                _minus(mean(one, "change"), mean(other, "change")),
                _minus(mean(one, "expected"), mean(other, "expected")),
                pair.difference if pair else None, estimate,
                {check.name: check.passed for check in held} if is_primary else {},
                verdict(estimate, held) if is_primary else None,
            )
        )  # fmt: skip
    return found


def _months_seen(rows: pd.DataFrame) -> float:
    """Months of bad periods that could be answered: from the first covered period to the last one."""
    covered = rows[rows["answer"].notna() & rows["next_attainment"].notna()]
    return float(covered["period"].nunique() * rows["months"].iloc[0]) if len(covered) else 0.0


def _months_needed(seen: float, fit: Ancova, estimate: Estimate | None) -> float | None:
    """Months of data in all that show a difference worth knowing; None where an answer was never given."""
    counts = [fit.counts.get(answer, 0) for answer in PRIMARY]
    if min(counts) == 0 or seen == 0:
        return None
    by_count = fit.spread * (1 / counts[0] + 1 / counts[1]) ** 0.5
    reach = estimate.smallest if estimate and estimate.error else ROUGH_REACH * by_count
    return seen * (reach / WORTH_KNOWING) ** 2


def _left_out(rows: pd.DataFrame) -> dict[str, int]:
    """Bad periods that are not compared, by the first reason that fits."""
    bad = rows[rows["is_bad"] & ~rows["is_unit"]]
    reason = bad["excluded_for"].astype(object).where(bad["excluded_for"].notna())
    reason = reason.fillna(
        bad["answer"].isna().map({True: "before notes were brought", False: None})
        .fillna(bad["answer"].eq("not_read").map({True: "note not read", False: None}))
        .fillna(bad["then"].isna().map({True: "no next period yet", False: "not enough known"}))
    )  # fmt: skip
    return reason.value_counts().to_dict()


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
