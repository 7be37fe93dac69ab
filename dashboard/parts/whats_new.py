"""What is new since last week, or since a day in the URL: counts that open what they count."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import columns, notes, opened, page, words
from dashboard.parts.filters import Filter
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

KINDS = {
    "notes": "Coaching notes",
    "began": "Shortfalls begun",
    "ended": "Shortfalls ended",
    "named": "Obstacles named for the first time",
    "acted": "Obstacles acted on",
    "waved": "Obstacles waved away",
    "heard_again": "Reps heard again",
}


def since(chosen: Filter) -> date | None:
    """The day from which on something is new: in the URL, else None for the last full week."""
    last = chosen.to_on or chosen.now_on
    if (asked := st.query_params.get("since")) and not _is_until(asked, last):
        st.query_params.pop("since", None)
        st.warning("The link's “since” is no day of this period, so the last full week is shown.")
    return st.date_input(
        "Since", None, max_value=last, key="since", format="DD.MM.YYYY", bind="query-params", width=170
    )


def show(rows: pd.DataFrame, chosen: Filter, known_days: int) -> None:
    """The counts of a frame of `team_health__news`; pressing one opens its rows."""
    if rows.empty:
        last = words.day(chosen.to_on or chosen.now_on)
        st.info(f"No note, no shortfall and no obstacle is new up to {last}. Choose an earlier day.")
        return
    with st.container(horizontal=True, gap="medium", key="news_counts"):
        for kind, label in KINDS.items():
            of_kind = rows[rows["kind"].eq(kind)]
            if page.opening(label, len(of_kind), key=f"news_{kind}"):
                _open(label, of_kind, known_days)
    first, last = (rows[name].iloc[0].date() for name in ("since_on", "until_on"))
    none = words.listed([label.lower() for kind, label in KINDS.items() if kind not in set(rows["kind"])])
    st.caption(f"{words.period(first, last)}.{f' None: {none}.' if none else ''}")


def _is_until(text: str, last: date) -> bool:
    try:
        return date.fromisoformat(text) <= last
    except ValueError:
        return False


def _open(label: str, rows: pd.DataFrame, known_days: int) -> None:
    explained = {
        "ended": "The day is the first one after it on which the rep was not behind.",
        "heard_again": f"A note heard the rep, and none had in the {known_days} days before.",
    }.get(rows["kind"].iloc[0], "")
    types = [OBSTACLE_TYPES[name].label if isinstance(name, str) else "" for name in rows["obstacle_type"]]
    keys = tuple(dict.fromkeys(rows["note_key"].dropna()))
    # asked for once: a note that is corrected here stays in its place
    found = cached.rows("team_health__notes", notes=keys)

    def draw() -> None:
        page.counted(f"{words.counted(len(rows), 'row')}, latest first.")
        table(rows.assign(label=types), **(columns.NEWS if any(types) else columns.NEWS_OF_REPS))
        if keys:
            notes.paged(found, key="drawer_notes")

    opened.drawer(label, [opened.Rows(label, len(rows), draw)], explained)
