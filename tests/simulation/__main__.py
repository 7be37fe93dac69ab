"""How far the estimates can be trusted, in organisations whose truth is known.

`python -m tests.simulation` prints the table and, with `--write`, keeps it in `results.md` beside this file.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.effect import checks
from dashboard.effect.ancova import Ancova
from dashboard.effect.bad_periods import covariates, prepared
from dashboard.effect.matched import matched
from dashboard.effect.multiverse import multiverse
from dashboard.effect.what_followed import CANNOT_TELL, PRIMARY, verdict, with_expected
from tests.simulation.organisations import FURTHER, SETTINGS, Setting, drawn

RESULTS = Path(__file__).with_name("results.md")
BAD_BELOW = 0.8
ROUND = 20
"""Organisations of a setting before the next setting has its turn."""

ROUNDS = 12
"""In which two-way means converge."""

BESIDE = 50
"""Organisations of a setting in which the other ways of looking are tried too, and the checks at a true
effect.
"""
NAMES = covariates("attainment")


def estimates(periods: pd.DataFrame, effect: float, number: int) -> dict[str, float]:
    """What each way of looking makes of one organisation: the tempting ones, the honest contrast."""
    rows = prepared(periods, bad_below=BAD_BELOW)
    units = rows[rows["is_unit"]]
    is_more = rows["is_unit"] & rows["answer"].eq(PRIMARY[0])
    others = rows[rows["is_comparable"] & ~is_more]
    found = {
        "n": float(units["answer"].isin(PRIMARY).sum()),
        "naive": float(rows.loc[is_more, "change"].mean()),
    }
    found["against_all"] = found["naive"] - float(others["change"].mean())
    if number < BESIDE:
        pairs = matched(units, *PRIMARY, NAMES)
        found |= {"two_way": two_way(rows), "matched": pairs.difference if pairs else np.nan}
    estimate = Ancova(units, NAMES).contrast(*PRIMARY)
    known = estimate is not None and estimate.error is not None
    found |= {"honest": estimate.value if estimate else np.nan, "error": estimate.error if known else np.nan}
    found |= {"low": estimate.low if known else np.nan, "high": estimate.high if known else np.nan}
    found["smallest"] = estimate.smallest if known else np.nan
    # most intervals hold zero; then no check can change the verdict
    if not (known and estimate.is_clear):
        found["verdict"] = 0.0
    elif effect == 0 or number < BESIDE:
        found["verdict"] = float(verdict(estimate, held(periods, rows, estimate)) != CANNOT_TELL)
    else:
        found["verdict"] = np.nan
    return found


def held(periods: pd.DataFrame, rows: pd.DataFrame, estimate) -> list[checks.Check]:
    """All checks of the primary contrast, as What followed makes them."""
    rows = with_expected(rows, "attainment")
    units = rows[rows["is_unit"]]
    return [
        checks.enough(units, *PRIMARY),
        checks.placebo_before(units, *PRIMARY),
        checks.placebo_no_note(rows),
        checks.pre_trend(units, checks.event_time(rows, units), *PRIMARY),
        checks.balance(matched(units, *PRIMARY, NAMES)),
        checks.leavers(rows, *PRIMARY),
        checks.reader(units, *PRIMARY, estimate, None),
        checks.sensitivity(multiverse(periods, *PRIMARY, BAD_BELOW), estimate),
    ]


def two_way(rows: pd.DataFrame) -> float:
    """Do more by two-way fixed effects of rep and month over all rep-months: what a spreadsheet user does
    next.
    """
    rep, month = (pd.factorize(rows[name])[0] for name in ("rep", "period"))
    is_after = np.append(False, (rep[1:] == rep[:-1]) & (rows["is_bad"] & rows["answer"].eq(PRIMARY[0]))[:-1])
    both = [is_after.astype(float), rows["level"].to_numpy()]
    for _ in range(ROUNDS):
        for groups in (rep, month):
            both = [each - (np.bincount(groups, each) / np.bincount(groups))[groups] for each in both]
    return float((both[0] * both[1]).sum() / (both[0] ** 2).sum())


def summary(setting: Setting, effect: float, found: pd.DataFrame) -> dict[str, object]:
    """One line of the table; `mc` columns are Monte-Carlo standard errors."""
    known = found.dropna(subset=["error"])
    count, bias = len(known), known["honest"] - effect
    covered = float(known["low"].le(effect).mul(known["high"].ge(effect)).mean())
    tried = found if effect == 0 else found.head(BESIDE)
    verdicts = float(tried["verdict"].mean())
    return {
        "setting": setting.name, "true": effect, "organisations": len(found),
        "no interval": len(found) - count, "bad periods": found["n"].mean(),
        "naive": found["naive"].mean(), "against all": found["against_all"].mean(),
        "two-way": found["two_way"].mean(), "matched": found["matched"].mean(),
        "honest": known["honest"].mean(),
        "bias": bias.mean(), "bias mc": bias.std() / np.sqrt(count), "sd": bias.std(),
        "coverage": 100 * covered, "coverage mc": 100 * np.sqrt(covered * (1 - covered) / count),
        "verdicts": 100 * verdicts, "verdicts mc": 100 * np.sqrt(verdicts * (1 - verdicts) / len(tried)),
        "smallest": known["smallest"].median(),
    }  # fmt: skip


def as_markdown(lines: list[dict[str, object]]) -> str:
    """The table as it stands in `results.md`."""
    named = list(lines[0])
    out = ["| " + " | ".join(named) + " |", "|" + "---|" * len(named)]
    for line in lines:
        cells = [f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in line.values()]
        out.append("| " + " | ".join(cells) + " |")
    return "\n".join(out)


def as_text(lines: list[dict[str, object]], settings: list[Setting]) -> str:
    """The table with its pooled coverage and what its settings are."""
    of_bars = [line for line in lines if line["setting"] in {setting.name for setting in SETTINGS}]
    pooled = float(np.mean([line["coverage"] for line in of_bars]))
    error = float(np.sqrt(np.sum([line["coverage mc"] ** 2 for line in of_bars])) / len(of_bars))
    return "\n".join(
        [
            "# Simulated organisations",
            "",
            "<!-- made by `python -m tests.simulation --write`; README.md says what the columns mean -->",
            "",
            as_markdown(lines),
            "",
            f"Pooled coverage of the first {len(SETTINGS)} settings: {pooled:.2f} % "
            f"(Monte-Carlo error {error:.2f}).",
            "",
            *(f"- **{setting.name}**: {setting.says}." for setting in settings),
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.simulation", description=__doc__)
    parser.add_argument("--organisations", type=int, default=1000, help="of each setting and true effect")
    parser.add_argument("--further", type=int, default=0, help="of each further setting and true effect")
    parser.add_argument("--effects", type=float, nargs="+", default=[0.0, 5.0])
    parser.add_argument("--minutes", type=float, default=600, help="stop after so many, with what is done")
    parser.add_argument("--write", action="store_true", help="keep the table in results.md")
    arguments = parser.parse_args()
    wanted = dict.fromkeys(SETTINGS, arguments.organisations)
    if arguments.further:
        wanted |= dict.fromkeys(FURTHER, arguments.further)
    settings = list(wanted)
    found = {(setting, effect): [] for setting in settings for effect in arguments.effects}
    started, text = time.monotonic(), ""
    for first in range(0, max(wanted.values()), ROUND):
        # a round of every setting after the other, so that all stand alike when time is up
        for (setting, effect), of_setting in found.items():
            for place in range(first, min(first + ROUND, wanted[setting])):
                seed = 100_000 * settings.index(setting) + place
                of_setting.append(estimates(drawn(setting, effect, seed), effect, place))
        lines = [summary(setting, effect, pd.DataFrame(each)) for (setting, effect), each in found.items()]
        text = as_text(lines, settings)
        if arguments.write:
            RESULTS.write_text(text, encoding="utf-8")
        passed = time.monotonic() - started
        print(f"{first + ROUND} organisations a setting after {passed:.0f} s", file=sys.stderr, flush=True)
        if passed > 60 * arguments.minutes:
            break
    print(text)


if __name__ == "__main__":
    main()
