"""Deleting a person's data for good: who, what goes, what stays, and the name typed to confirm it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import cached
from dashboard.parts import words

STAYS = """
**What goes besides:** the raw rows that name them, what was read in texts that go, and older copies of all
this in the workspace.

**What stays:**
- their name where others wrote it inside the text of a note about somebody else;
- your files on disk, and a file that somebody uploads now and has not imported;
- backups that were made before, and what others exported.

Rows that come again in a later file are left out, known by a salted hash and by no name. It cannot be undone.
"""


def show(erase: Callable[[str], None]) -> None:
    """The form; `erase` takes a person's surrogate key."""
    people = cached.rows("data__people_and_names")
    names = dict(zip(people["person_key"], people["name"], strict=True))
    refs = dict(zip(people["person_key"], people["refs"], strict=True))
    chosen = st.selectbox(
        "Person", list(names), index=None, format_func=names.get, key="erase_person", placeholder="Choose one"
    )
    if chosen is None:
        st.caption("For a request to be forgotten. Nothing is deleted before you confirm it.")
        return
    st.text(f"Files name them as {words.listed(list(refs[chosen]))}.")
    goes = cached.rows("data__person_rows", person=chosen)
    st.markdown("**What goes:**")
    st.markdown("\n".join(f"- {row.part}: {row.count_rows:,}" for row in goes.itertuples()))
    st.markdown(STAYS)
    typed = st.text_input(
        f"Type the name to confirm: {words.plain(names[chosen])}", key=f"erase_typed_{chosen}"
    )
    if st.button(
        "Delete for good", key="erase", disabled=typed.strip() != names[chosen].strip(), type="primary",
        icon=":material/delete_forever:",
    ):  # fmt: skip
        erase(chosen)
