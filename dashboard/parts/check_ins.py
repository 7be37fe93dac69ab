"""Check-ins as pages show them: the rep's own words with their coded sentences marked, a few at a time."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, correcting, evidence, words

A_PAGE = 5


def paged(rows: pd.DataFrame, *, key: str) -> None:
    """Check-ins of a frame of `person__check_ins`, a few at a time."""
    st.markdown(f"{words.counted(len(rows), 'check-in')}{', latest first' if len(rows) > 1 else ''}.")
    count_pages = math.ceil(len(rows) / A_PAGE)
    first_key = rows["check_in_key"].iloc[0]
    page = st.pagination(count_pages, key=f"{key}_{first_key}_{count_pages}") if count_pages > 1 else 1
    for row in rows.iloc[(page - 1) * A_PAGE : page * A_PAGE].itertuples():
        if not again.stands_first(row.check_in_key):
            one(row, key=key)


def one(row: Any, *, key: str) -> None:
    """One row of `person__check_ins`, with what corrects its reading; `key` names the list."""
    drawer = again.around()

    @st.fragment
    def shown() -> None:
        with st.container(border=True):
            _one(row, key, drawer)

    shown()


def _one(row: Any, key: str, drawer: again.Drawer | None) -> None:
    written = row.check_in_key
    if correcting.was_touched(written):
        row = next(cached.rows("person__check_ins", check_in=written).itertuples(), row)
    at = correcting.Written(written, f"{key}_{written}", None, lambda: one(row, key=key), drawer)
    st.text(words.weekday(row.written_at))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not row.is_read:
            st.badge("Not read yet", color="gray")
        correcting.who(correcting.said_of(written))
        correcting.button(at)
    evidence.note(row.text, row.marks)
    correcting.show(at)
