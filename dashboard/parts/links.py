"""Links that open what is shown here, on the page on which it is shown."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.parts import words


def show(page: StreamlitPage) -> None:
    """Say which page this session shows."""
    st.session_state["page"] = page


def to_note(note_key: str, label: str) -> None:
    """A link that opens a note on the present page, whoever follows it."""
    st.page_link(
        st.session_state["page"], label=label, icon=":material/link:", query_params={"note": note_key}
    )


def to_person(person_key: str, label: str) -> None:
    """A link that opens a rep on the page Person."""
    st.page_link(
        "views/person.py", label=words.plain(label), icon=":material/person:",
        query_params={"person": person_key},
    )  # fmt: skip


def to_only_person(notes: pd.DataFrame) -> None:
    """The link to the rep whom all notes of a frame like that of `note__list` are about."""
    if "person_key" not in notes:
        return
    about = notes[["person_key", "rep"]].drop_duplicates()
    if len(about) == 1 and isinstance(about["rep"].iloc[0], str):
        key = about["person_key"].iloc[0]
        if st.query_params.get("person") != key:
            to_person(key, f"Person: {about['rep'].iloc[0]}")
