"""Does the corrected share hold what its interval promises? `python -m tests.simulation.coding [--write]`

Workspaces with a true share, and a reader of known precision and recall, are drawn; 60 of their notes are
drawn and coded as they truly are. Coverage is of the 95 % interval of the corrected share, beside that of the
textbook interval around the share as read (which knows nothing of the reader's error).
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.agreement.sampling import draw
from dashboard.agreement.totals import corrected

RESULTS = Path(__file__).with_name("coding.md")
NOTES = (300, 2000)
SHARES = (0.05, 0.15, 0.40)
READERS = ((0.75, 0.60), (0.75, 0.85), (0.85, 0.75), (0.95, 0.70), (0.95, 0.90))
"""Precision and recall."""

OTHER_HEARD = 0.3
"""Of the notes without the property, those in a stratum of their own."""


def organisation(count: int, share: float, precision: float, recall: float, seed: int) -> pd.DataFrame:
    """Notes with note_key, has (the truth), read (by the reader) and stratum (by what it read)."""
    random = np.random.default_rng(seed)
    has = random.random(count) < share
    wrongly = share * recall * (1 - precision) / precision / (1 - share)
    read = np.where(has, random.random(count) < recall, random.random(count) < wrongly)
    stratum = np.where(read, "replaced", np.where(random.random(count) < OTHER_HEARD, "heard", "other"))
    return pd.DataFrame(
        {"note_key": np.arange(count).astype(str), "has": has, "read": read, "stratum": stratum}
    )


def one(count: int, share: float, precision: float, recall: float, seed: int) -> dict[str, float]:
    """What one workspace said: whether the intervals held the truth, how long they were, how far off."""
    notes = organisation(count, share, precision, recall, seed)
    drawn = draw(notes[["note_key", "stratum"]], seed=seed).merge(notes[["note_key", "has"]], on="note_key")
    strata = notes.groupby("stratum").agg(count=("read", "size"), count_read=("read", "sum")).reset_index()
    found, truth = corrected(strata, drawn), notes["has"].mean()
    half = 1.96 * np.sqrt(found.read * (1 - found.read) / count)
    return {
        "held": found.low <= truth <= found.high,
        "length": found.high - found.low,
        "off": found.value - truth,
        "read_held": abs(found.read - truth) <= half,
        "read_off": found.read - truth,
    }


def table(runs: int) -> pd.DataFrame:
    """One row a setting, in %; `mc` is the Monte-Carlo standard error of the column before."""
    rows = []
    for count, share, (precision, recall) in itertools.product(NOTES, SHARES, READERS):
        found = pd.DataFrame([one(count, share, precision, recall, seed) for seed in range(runs)])
        held = found["held"].mean()
        rows.append(
            {
                "notes": count,
                "true share": 100 * share,
                "precision": precision,
                "recall": recall,
                "coverage": 100 * held,
                "mc": 100 * np.sqrt(held * (1 - held) / runs),
                "bias": 100 * found["off"].mean(),
                "length": 100 * found["length"].mean(),
                "as read: coverage": 100 * found["read_held"].mean(),
                "as read: bias": 100 * found["read_off"].mean(),
            }
        )
    return pd.DataFrame(rows)


def told(found: pd.DataFrame, runs: int) -> str:
    """The page of results."""
    pooled = found["coverage"].mean()
    error = 100 * np.sqrt(pooled / 100 * (1 - pooled / 100) / (runs * len(found)))
    lines = [" | ".join(found.columns), " | ".join("---" for _ in found.columns)]
    lines += [" | ".join(f"{value:.4g}" for value in row) for row in found.itertuples(index=False)]
    body = "\n".join(f"| {line} |" for line in lines)
    return (
        "# Sixty coded notes, and the share of all\n\n"
        f"`python -m tests.simulation.coding --runs {runs} --write`: {runs:,} workspaces a line,\n"
        "in %. *mc* is the Monte-Carlo standard error of the coverage; *as read* is the reader's share\n"
        f"with a textbook interval.\n\n{body}\n\nPooled coverage {pooled:.1f} % (mc {error:.2f}); lowest "
        f"{found['coverage'].min():.1f} %, highest {found['coverage'].max():.1f} %. By the reader alone "
        f"{found['as read: coverage'].mean():.1f} %.\n"
    )


def main() -> None:
    """Print the page of results, or write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.coding", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help=f"into {RESULTS.name}")
    given = parser.parse_args()
    page = told(table(given.runs), given.runs)
    if given.write:
        RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
