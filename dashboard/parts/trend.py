"""How understanding and activity went by week: the figure, its caption, and the weeks as a table."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import columns, contrast, opened, page
from dashboard.parts import figures_team_health as drawn
from dashboard.parts.palette import Palette
from dashboard.parts.tables import tucked


def show(params: dict[str, Any], facts: pd.Series, colours: Palette) -> None:
    """Draw the weeks of the filter; a row of the table opens what its numbers count."""
    cells = cached.rows("team_health__week_notes", **params)
    weeks = contrast.weekly(cached.rows("team_health__weeks", **params), cells, facts)
    page.chart(drawn.weeks(rows=weeks, colours=colours), key="weeks_figure", alt=drawn.weeks_alt(weeks))
    st.caption(
        "Shares are of the notes of a week and the three before it, with 95 % intervals as bands, and blank "
        f"where these are fewer than {facts['rate_notes']} about {facts['rate_reps']} reps. Touches are "
        "blank in holiday weeks."
    )
    if (row := tucked("Week by week", weeks, **columns.WEEKS)) is not None:
        opened.week(weeks.iloc[row], params)
