"""Peers in words: what other teams face, what waits on them, shares of notes per team."""

from __future__ import annotations

import pandas as pd

from dashboard.effect.intervals import Share, share, shares
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES

READINGS = {"pressing": "Press", "heard": "Hear", "acting": "Help"}
"""What a note about another team does, in the order in which figures show it; a note may do several."""

STATES = {"open": "Open", "waved away": "Waved away"}
"""State of an obstacle that stands open at the end of the period."""


def with_shares(links: pd.DataFrame, cells: pd.DataFrame, facts: pd.Series) -> pd.DataFrame:
    """Rows of `peers__links` with pressing_words, heard_words and acting_words: share or "too few to say".

    `cells`: rows of `peers__understanding`.
    """
    rows = links
    for name in READINGS:
        found = shares(cells, by=["other_team"], **_columns(f"count_{name}", facts))
        said = {row.other_team: _in_words(row) for row in found.itertuples()}
        rows = rows.assign(
            **{f"{name}_words": [said.get(team, "no note read") for team in rows["other_team"]]}
        )
    return rows


def overall(cells: pd.DataFrame, name: str, facts: pd.Series) -> Share:
    """The share of notes with a reading ("pressing", "heard", "acting") in all that were read."""
    return share(cells, **_columns(f"count_{name}", facts))


def kind(code: str, obstacle_type: object) -> str:
    """ "Process" for an obstacle with its type, else the code's own label: "Goal"."""
    if code == "obstacle":
        return OBSTACLE_TYPES[obstacle_type].label if obstacle_type in OBSTACLE_TYPES else "Obstacle"
    return CODES[code].label


def said(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `peers__words` or `peers__faced` with the kind as words."""
    return rows.assign(
        label=[kind(code, of) for code, of in zip(rows["code"], rows["obstacle_type"], strict=True)]
    )


def waiting_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `peers__waiting` with type and state as words."""
    return rows.assign(
        label=[OBSTACLE_TYPES[name].label for name in rows["obstacle_type"]],
        state_label=rows["state"].map(STATES),
    )


def _columns(hits: str, facts: pd.Series) -> dict[str, object]:
    """A rate needs notes by as many people as it elsewhere needs reps: the other side is one team."""
    return {
        "hits": hits,
        "of": "count_notes",
        "author": "author_key",
        "rep": "author_key",
        "least_of": facts["rate_notes"],
        "least_reps": facts["rate_reps"],
    }


def _in_words(row: object) -> str:
    low, high = (None, None) if pd.isna(row.low) else (row.low, row.high)
    return Share(row.hits, row.of, row.reps, low, high).in_words()
