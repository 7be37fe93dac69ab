"""What is new in the last seven days: how much of each sort, beside the seven days before, and its rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import cached
from dashboard.parts import drawers, words
from dashboard.parts.tables import Column, table
from dashboard.reader.codebook import OBSTACLE_TYPES

SORTS = {
    "note": "Coaching notes written",
    "heard": "Notes that heard a rep",
    "replaced": "Notes that pressed or waved away",
    "shortfall begun": "Shortfalls begun",
    "shortfall ended": "Shortfalls ended",
    "obstacle named": "Obstacles named for the first time",
    "obstacle acted on": "Obstacles acted on or followed up",
    "obstacle waved away": "Obstacles waved away",
}

COUNTS = {
    "key": "news",
    "query": "team_health__news",
    "alt": "What happened in the last seven days and in the seven before",
    "opens": "Open",
    "columns": {
        "label": Column("What"),
        "count_last_week": Column("Last seven days", "count"),
        "count_week_before": Column("Seven days before", "count"),
    },
}
HAPPENED = {
    "key": "drawer_news",
    "alt": "What happened in the last seven days, latest first",
    "columns": {
        "happened_on": Column("Day", "day"),
        "rep": Column("Rep"),
        "team": Column("Team"),
        "obstacle": Column("Obstacle"),
    },
}


def counts(happenings: pd.DataFrame) -> pd.DataFrame:
    """One row per sort of news, in their order: what, label, count_last_week, count_week_before.

    `happenings`: rows of `team_health__news`.
    """
    last, before = (
        happenings.loc[happenings["is_last_week"].eq(is_last), "what"].value_counts()
        for is_last in (True, False)
    )
    return pd.DataFrame(
        [(what, label, int(last.get(what, 0)), int(before.get(what, 0))) for what, label in SORTS.items()],
        columns=["what", "label", "count_last_week", "count_week_before"],
    )


def drawer(what: str, happenings: pd.DataFrame, params: dict[str, Any]) -> None:
    """Open what happened of one sort in the last seven days, with the notes where these are notes."""
    got = happenings[happenings["is_last_week"] & happenings["what"].eq(what)]
    types = [OBSTACLE_TYPES[name].label if isinstance(name, str) else None for name in got["obstacle_type"]]
    keys = got["note_key"].dropna()
    shown = dict(HAPPENED["columns"]) if keys.empty and "obstacle" in what else {
        name: column for name, column in HAPPENED["columns"].items() if name != "obstacle"
    }  # fmt: skip

    def above() -> None:
        table(got.assign(obstacle=types), **HAPPENED | {"columns": shown})

    if keys.empty:
        drawers.rows(SORTS[what], above, words.counted(len(got), "row"))
        return
    first_on, last_on = got["happened_on"].min().date(), got["happened_on"].max().date()
    found = cached.rows("note__list", **params | {"from_on": first_on, "to_on": last_on})
    found = found[found["note_key"].isin(keys)]
    drawers.show(SORTS[what], found.assign(count_found=len(keys)), above)
