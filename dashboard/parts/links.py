"""Links that open what is shown here, on the page on which it is shown."""

from __future__ import annotations

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
