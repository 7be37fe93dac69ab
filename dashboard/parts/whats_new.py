"""What is new since last week: a row of counts, each a button that opens what it counts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import opened, columns, notes, words
from dashboard.parts.filters import Filter
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

KINDS = {
    "notes": ("coaching note", "coaching notes"),
    "began": ("shortfall began", "shortfalls began"),
    "ended": ("shortfall ended", "shortfalls ended"),
    "named": ("obstacle named for the first time", "obstacles named for the first time"),
    "acted": ("obstacle acted on", "obstacles acted on"),
    "waved": ("obstacle waved away", "obstacles waved away"),
    "heard_again": ("rep heard again", "reps heard again"),
}


def counts(rows: pd.DataFrame) -> dict[str, str]:
    """ "2 obstacles acted on" for each kind of `team_health__news`, those that did not happen included."""
    found = rows["kind"].value_counts()
    return {kind: words.counted(int(found.get(kind, 0)), *said) for kind, said in KINDS.items()}


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
    with st.container(horizontal=True, gap="small", key="news_counts"):
        for kind, said in counts(rows).items():
            of_kind = rows[rows["kind"].eq(kind)]
            if len(of_kind) and st.button(said, key=f"news_{kind}"):
                _open(said, of_kind, known_days)
    first, last = (rows[name].iloc[0].date() for name in ("since_on", "until_on"))
    none = [many for kind, (_, many) in KINDS.items() if kind not in set(rows["kind"])]
    st.caption(f"{words.period(first, last)}.{f' None: {words.listed(none)}.' if none else ''}")


def _is_until(text: str, last: date) -> bool:
    try:
        return date.fromisoformat(text) <= last
    except ValueError:
        return False


def _open(said: str, rows: pd.DataFrame, known_days: int) -> None:
    explained = {
        "ended": "The first week after it in which the rep was not behind.",
        "heard_again": f"A note heard the rep, and none had in the {known_days} days before.",
    }.get(rows["kind"].iloc[0], "")
    labelled = rows.assign(
        label=[OBSTACLE_TYPES[name].label if isinstance(name, str) else "" for name in rows["obstacle_type"]]
    )

    def draw() -> None:
        is_obstacle = labelled["label"].ne("").any()
        spec = (
            columns.NEWS
            if is_obstacle
            else columns.NEWS
            | {"columns": {name: columns.NEWS["columns"][name] for name in ("happened_on", "rep", "team")}}
        )
        table(labelled, **spec)
        keys = tuple(dict.fromkeys(rows["note_key"].dropna()))
        if keys:
            notes.paged(cached.rows("team_health__notes", notes=keys), key="drawer")

    opened.drawer(said, [opened.Rows(said, len(rows), draw)], explained)
