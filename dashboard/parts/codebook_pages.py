"""The codebook in words: codes by group, types of obstacles, the three readings, the stances."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.parts.palette import THEME_COLOUR
from dashboard.reader.codebook import CODES, LEVELS, OBSTACLE_TYPES, STANCES, Code

GROUPS = {
    "pressure": ("Pressure", "The other is a number, or a thing to be moved."),
    "understanding": ("Understanding", "What it is like to be the other."),
    "care": ("Care", "Something is done about it, together."),
}
"""Group of codes -> its name, what it is about."""


def codes() -> None:
    """Every code under its group: meaning, an example, and what looks like it and is not."""
    for group, (name, about) in GROUPS.items():
        st.subheader(f":{THEME_COLOUR[group]}-badge[{name}]", anchor=f"codes-{group}")
        st.caption(about)
        columns = st.columns(2)
        for place, code in enumerate(code for code in CODES.values() if code.group == group):
            with columns[place % 2]:
                _code(code)


def obstacle_types() -> None:
    """What kinds of things stand in the way."""
    rows = [(kind.label, kind.meaning) for kind in OBSTACLE_TYPES.values()]
    _table(rows, ("Type", "What stands in the way"), "Types of obstacles")


def readings() -> None:
    """The levels of the three readings, lowest first."""
    rows = [
        (GROUPS[reading][0], level.label, level.meaning)
        for reading, levels in LEVELS.items()
        for level in levels
    ]
    _table(rows, ("Reading", "Level", "When"), "Levels of the three readings, lowest first")


def stances() -> None:
    """The stances in the order in which the first that fits is taken."""
    counts = {(True, False): "replaced", (False, True): "heard", (False, False): ""}
    rows = [(s.label, s.meaning, counts[s.is_replaced, s.is_heard]) for s in STANCES.values()]
    _table(rows, ("Stance", "When", "Counts as"), "Stances, and which of them count as replaced or heard")


def _code(code: Code) -> None:
    with st.container(border=True, key=f"code_{code.name}"):
        st.markdown(f"**{code.label}** (`{code.name}`)")
        st.markdown(code.meaning)
        st.markdown(f"Yes: *{code.example}*  \nNo: *{code.not_example}*")


def _table(rows: list[tuple[str, ...]], header: tuple[str, ...], alt: str) -> None:
    st.table(pd.DataFrame(rows, columns=header), border="horizontal", hide_index=True, alt=alt)
