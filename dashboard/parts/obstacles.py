"""Obstacles in words, and the choices of their page: state and type, in the URL."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from dashboard.parts import page, words
from dashboard.reader.codebook import OBSTACLE_TYPES

STATES = {
    "open": "Open",
    "waved away": "Waved away",
    "acted on": "Acted on",
    "followed up": "Followed up",
    "quiet": "Quiet",
    "closed": "Closed",
}
"""State of an obstacle -> its label, in the order in which they are offered."""

AGES = {
    0: "Under 2 weeks",
    14: "2 to 4 weeks",
    28: "4 weeks to 60 days",
    60: "60 days to 6 months",
    180: "Over 6 months",
}
"""First day of a band of ages -> its label."""

LINK = "obstacle"
NO_TEAM = "no team"


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the ledger with labels of their type and state."""
    return types_in_words(rows).assign(state_label=[STATES[name] for name in rows["state"]])


def types_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of any query with `obstacle_type`, with its label."""
    return rows.assign(type_label=[OBSTACLE_TYPES[name].label for name in rows["obstacle_type"]])


def ages_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `obstacles__ages` with labels."""
    return rows.assign(
        age=[AGES[days] for days in rows["days_from"]], state_label=[STATES[name] for name in rows["state"]]
    )


def choose(rows: pd.DataFrame) -> pd.DataFrame:
    """Pills that narrow the ledger by state and type; the rows that are left."""
    states = [name for name in STATES if name in set(rows["state"])]
    types = [name for name in OBSTACLE_TYPES if name in set(rows["obstacle_type"])]
    with st.container(gap="small"):
        wanted = st.pills(
            "State", states, format_func=STATES.get, selection_mode="multi", key="state", bind="query-params"
        )
        of_types = st.pills(
            "Type",
            types,
            format_func=lambda name: OBSTACLE_TYPES[name].label,
            selection_mode="multi",
            key="type",
            bind="query-params",
        )
    return only(rows, wanted, of_types)


def only(rows: pd.DataFrame, states: Collection[str], types: Collection[str]) -> pd.DataFrame:
    """The rows of some states and types; none named is all."""
    keep = pd.Series(True, index=rows.index)
    if states:
        keep &= rows["state"].isin(states)
    if types:
        keep &= rows["obstacle_type"].isin(types)
    return rows[keep]


def numbers(groups: Sequence[tuple[str, pd.DataFrame]]) -> str | None:
    """Buttons that open the rows behind the counts of the finding; the name of the one just pressed."""
    pressed = None
    with st.container(horizontal=True, gap="small"):
        for name, rows in groups:
            if page.opening(name.capitalize(), len(rows), key=name.replace(" ", "_")):
                pressed = name
    return pressed


def of_type(rows: pd.DataFrame, chosen: pd.Series) -> tuple[str, pd.DataFrame]:
    """A title, and the rows of the type and team of a row of `obstacles__types`."""
    is_there = rows["obstacle_type"].eq(chosen["obstacle_type"]) & rows["team"].fillna(NO_TEAM).eq(
        chosen["team"]
    )
    return f"{chosen['type_label']}, {chosen['team']}", rows[is_there]


def of_age(rows: pd.DataFrame, chosen: pd.Series) -> tuple[str, pd.DataFrame]:
    """A title, and the rows of the age and state of a row of `obstacles__ages`."""
    first = chosen["days_from"]
    until = min((days for days in AGES if days > first), default=math.inf)
    is_there = rows["days_open"].between(first, until, inclusive="left") & rows["state"].eq(chosen["state"])
    return f"{chosen['age']}, {chosen['state_label'].lower()}", rows[is_there]


def open_link(key: str) -> None:
    """Name an obstacle in the URL, so that the page opens it and a copied link does."""
    st.query_params[LINK] = key


def forget_link() -> None:
    """Take the obstacle out of the URL."""
    st.query_params.pop(LINK, None)


def since(row: pd.Series) -> str:
    """ "Named 4 times from 9 Apr 2026 to 29 Apr 2026, waved away twice"."""
    named = f"Named {_times(row['count_mentions'])}"
    when = (
        f"on {words.day(row['first_named_on'])}"
        if row["first_named_on"] == row["last_named_on"]
        else f"from {words.day(row['first_named_on'])} to {words.day(row['last_named_on'])}"
    )
    waved = f", waved away {_times(row['count_waved_away'])}" if row["count_waved_away"] else ""
    return f"{named} {when}{waved}."


def age(row: pd.Series) -> str:
    """ "Open for 12 days." """
    days = words.counted(row["days_open"], "day")
    return {
        "open": f"Open for {days}, on {words.day(row['now_on'])}.",
        "waved away": f"Open for {days}, on {words.day(row['now_on'])}.",
        "quiet": f"First named {days} before {words.day(row['now_on'])}; not mentioned for 60 days.",
        "acted on": f"Last answered {days} after it was first named.",
        "followed up": f"Last answered {days} after it was first named.",
        "closed": f"Closed {days} after it was first named.",
    }[row["state"]]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(int(count), f"{count} times")


def link(key: str, label: str) -> None:
    """A link that opens an obstacle on its page, whoever follows it."""
    st.page_link("views/obstacles.py", label=label, icon=":material/link:", query_params={LINK: key})
