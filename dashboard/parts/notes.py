"""Notes as pages show them: who, when, stance, the marked words, a link; a few at a time."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, correcting, evidence, links, page, words
from dashboard.reader.codebook import STANCES

NOTES_A_PAGE = 5
LEGEND = (
    "A program marked the sentences by the codebook and named each mark: :orange-badge[pressure] "
    ":blue-badge[understanding] :green-badge[care]. It can be wrong; “Correct” puts it right."
)


def legend() -> None:
    """What the marks mean."""
    st.markdown(LEGEND)


def paged(rows: pd.DataFrame, *, key: str) -> None:
    """Notes of a frame of `note__list`, a few at a time."""
    if rows.empty:
        st.info("No note lies behind this number.")
        return
    found = rows["count_found"].iloc[0]
    shown = "" if found == len(rows) else f" The latest {len(rows)} are shown; narrow the filter for others."
    order = ", latest first" if found > 1 else ""
    page.counted(f"{words.counted(found, 'note')}{order}.{shown}", key=key)
    legend()
    count_pages = math.ceil(len(rows) / NOTES_A_PAGE)
    current = (
        st.pagination(count_pages, key=f"{key}_{rows['note_key'].iloc[0]}_{count_pages}")
        if count_pages > 1
        else 1
    )
    for row in rows.iloc[(current - 1) * NOTES_A_PAGE : current * NOTES_A_PAGE].itertuples():
        if not again.stands_first(row.note_key):
            one(row, key=key)


def one(row: Any, *, key: str) -> None:
    """One row of `note__list`, with what corrects its reading; `key` names the list in which it stands."""
    drawer = again.around()

    # what is opened under one note draws that note alone anew
    @st.fragment
    def shown() -> None:
        with st.container(border=True):
            _one(row, key, drawer)

    shown()


def _one(row: Any, key: str, drawer: again.Drawer | None) -> None:
    named = words.or_else(row.rep, row.account)
    if correcting.was_touched(row.note_key):
        fresh = cached.rows("note__list", note=row.note_key)
        row = next(fresh.itertuples(), row)
    author, about = words.or_else(row.author, "unknown author"), words.or_else(named, "nobody named")
    whom, said = words.or_else(named, "whom it names"), correcting.said_of(row.note_key)
    at = correcting.Written(row.note_key, f"{key}_{row.note_key}", whom, lambda: one(row, key=key), drawer)
    st.text(f"{words.weekday(row.written_at)}: {author} about {about}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        stance(row.stance if row.is_read else None, row.certainty)
        correcting.who(said)
        links.to_note(row.note_key, "Link to this note")
        correcting.button(at)
    evidence.note(row.text, row.marks)
    correcting.show(at)


def stance(name: str | None, certainty: str | None) -> None:
    """The stance of a note as a badge with its word; one that is close says that it may be another."""
    if name not in STANCES:
        st.badge("Not read yet", color="gray")
        return
    found = STANCES[name]
    pressed = "orange" if found.is_replaced else "gray"
    is_close = certainty == "close"
    st.badge(
        f"Perhaps: {found.label.lower()}" if is_close else found.label,
        color="gray" if is_close else "blue" if found.is_heard else pressed,
    )
