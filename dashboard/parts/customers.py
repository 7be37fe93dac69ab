"""Customers in words: bands of touches, what is understood, shares of notes per team."""

from __future__ import annotations

import pandas as pd

from dashboard.effect.intervals import Share, share, shares
from dashboard.reader.codebook import OBSTACLE_TYPES

UNDERSTOOD = {
    "something": "Something understood",
    "nothing": "Nothing understood",
    "not read": "Notes not read yet",
    "no notes": "No notes at all",
}
"""What is understood of an account, in the order in which figures and choices show it."""

KINDS = {"business": "Business", "goals": "Goals", "struggles": "Struggles", "people": "People"}
NO_TEAM = "No team"
LAST = "\uffff"
"""Sorts behind every name."""
MOST_TEAMS = 30
"""Teams that a figure holds, and that have their intervals in good time; the filter finds the others."""


def bands_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `customers__bands` with a label: "none", "1 to 4", "40 and more"; bands in rising order."""
    return rows.assign(
        label=[
            band(least, most) for least, most in zip(rows["least_touches"], rows["most_touches"], strict=True)
        ]
    )


def band(least: int, most: float | None) -> str:
    """ "None", "5 to 9", "3", "40 and more"."""
    if pd.isna(most):
        return f"{least} and more"
    if most == least:
        return str(least) if least else "None"
    return f"{least} to {most:.0f}"


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `customers__accounts` with what is understood as words."""
    return rows.assign(understood_label=rows["understood"].map(UNDERSTOOD))


def said(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `customers__words` with the kind, and the type of a struggle, as words."""
    labels = [
        f"{KINDS[kind]}: {OBSTACLE_TYPES[of_type].label.lower()}"
        if of_type in OBSTACLE_TYPES
        else KINDS[kind]
        for kind, of_type in zip(rows["kind"], rows["obstacle_type"], strict=True)
    ]
    return rows.assign(label=labels)


def struggles_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `customers__struggles` with the type as words."""
    return rows.assign(label=[OBSTACLE_TYPES[name].label for name in rows["obstacle_type"]])


def by_team(cells: pd.DataFrame, facts: pd.Series) -> pd.DataFrame:
    """One row per team of `customers__understanding`, the first 30 by name: counts, and two shares.

    Columns: team (None: no team), label, count_notes, count_pitching, count_pushing, count_asking,
    count_heard; pressing and heard, each as share, _low, _high (NaN: too few to say) and _words.
    """
    counts = ["count_notes", "count_pitching", "count_pushing", "count_asking", "count_heard"]
    # a group without a name would drop out; it comes last
    cells = cells.assign(team=cells["team"].fillna(LAST))
    rows = cells.groupby("team", sort=True)[counts].sum().reset_index().head(MOST_TEAMS)
    cells = cells[cells["team"].isin(rows["team"])]
    for name, hits in (("pressing", "count_pressing"), ("heard", "count_heard")):
        found = shares(cells, by=["team"], **_columns(hits, facts))
        rows[name], rows[f"{name}_low"], rows[f"{name}_high"] = found["share"], found["low"], found["high"]
        rows[f"{name}_words"] = [_in_words(row) for row in found.itertuples()]
    return rows.assign(
        label=rows["team"].replace(LAST, NO_TEAM), team=rows["team"].where(rows["team"].ne(LAST), None)
    )


def overall(cells: pd.DataFrame, hits: str, facts: pd.Series) -> Share:
    """The share of `hits` in all notes of `customers__understanding`."""
    return share(cells, **_columns(hits, facts))


def _columns(hits: str, facts: pd.Series) -> dict[str, object]:
    """Notes of one author are alike; a rate needs notes about as many accounts as it elsewhere needs reps."""
    return {
        "hits": hits,
        "of": "count_notes",
        "author": "author_key",
        "rep": "account_key",
        "least_of": facts["rate_notes"],
        "least_reps": facts["rate_reps"],
    }


def _in_words(row: object) -> str:
    low, high = (None, None) if pd.isna(row.low) else (row.low, row.high)
    return Share(row.hits, row.of, row.reps, low, high).in_words()
