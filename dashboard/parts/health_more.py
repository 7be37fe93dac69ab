"""What Team health shows beneath its contrast: a tab a question, each run when it is opened; in print all."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import columns, drawers, page, trend
from dashboard.parts.filters import Filter
from dashboard.parts.palette import Palette
from dashboard.parts.tables import PRINT_KEY, table
from dashboard.reader.codebook import OBSTACLE_TYPES


def show(chosen: Filter, facts: pd.Series, colours: Palette) -> None:
    """Who was not heard, what stands in the way, how it went; the open one is in the URL."""
    parts: dict[str, Callable[[], None]] = {
        "Who has not been heard, and for how long?": lambda: _not_heard(chosen),
        "What stands in the way?": lambda: _obstacles(chosen),
        "How has it changed?": lambda: trend.show(chosen.params(), facts, colours),
    }
    if st.session_state.get(PRINT_KEY, False):
        for question, draw in parts.items():
            st.header(question, anchor=False)
            draw()
        return
    tabs = st.tabs(list(parts), key="more", bind="query-params", on_change="rerun")
    for tab, (question, draw) in zip(tabs, parts.items(), strict=True):
        if tab.open:
            with tab:
                st.header(question, anchor=False)
                draw()


def _not_heard(chosen: Filter) -> None:
    reps = cached.rows("team_health__not_heard", **chosen.as_of_end())
    if reps.empty:
        page.nothing_found(
            "No rep is present at the end of this period. Widen it, or bring activities on Data."
        )
        return
    st.caption("By name. A gap says something about the notes, and nothing about the rep.")
    if (row := table(reps, **columns.NOT_HEARD)) is not None:
        drawers.rep(reps.iloc[row], chosen.to_on)


def _obstacles(chosen: Filter) -> None:
    params = chosen.params()
    obstacles = cached.rows("team_health__obstacles", **params)
    if obstacles.empty:
        page.nothing_found("No open obstacle was named. Perhaps nobody asked: see who has not been heard.")
        return
    labels = [OBSTACLE_TYPES[name].label for name in obstacles["obstacle_type"]]
    st.caption("Open obstacles of each type, those of most reps first, as of the end of the period.")
    if (row := table(obstacles.assign(label=labels), **columns.OBSTACLES)) is not None:
        drawers.obstacle(obstacles["obstacle_type"].iloc[row], params)
