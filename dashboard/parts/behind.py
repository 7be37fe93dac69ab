"""Rows behind a number, in a drawer at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.parts import page, words
from dashboard.parts.tables import table


def rows_behind(
    title: str,
    rows: pd.DataFrame,
    one: str,
    spec: dict[str, Any],
    pressed: Callable[[int], None] | None = None,
    below: Callable[[], None] | None = None,
) -> None:
    """Open the drawer on a table: `one` names a row ("account"); `count_found` says how many there are.

    `pressed` hears the position of the row whose button was pressed, where `spec` gives rows one; `below`
    draws what stands under the table.
    """

    @st.dialog(words.plain(title), width="large", position="right")
    def drawer() -> None:
        found = int(rows["count_found"].iloc[0]) if len(rows) else 0
        others = "" if found == len(rows) else " Narrow the filter for others."
        page.counted(f"{words.first_of(len(rows), found, one)}.{others}")
        if found and (row := table(rows, **spec)) is not None and pressed:
            pressed(row)
        if below:
            below()

    drawer()
