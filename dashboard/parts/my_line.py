"""A line that an author adds to what they wrote: a new note about the same rep, as a file of one row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from dashboard.parts import words

LONGEST = 2_000
ADDED = "line_added"
"""State: import id of the line that this session added last."""

LATE_DAYS = 14
"""From so many days on between the last note and today it is said that a new note moves *now*."""


@dataclass(frozen=True)
class Line:
    """What is added: `author` and `about` are ways in which files name the two, `written_at` has its zone."""

    author: str
    about: str
    text: str
    written_at: datetime

    def as_csv(self) -> bytes:
        """A file of one row in the columns of the template of coaching notes."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(["relationship", "author_id", "about_person_id", "written_at", "text"])
        told = self.written_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        writer.writerow(["people", self.author, self.about, told, self.text.strip()])
        return out.getvalue().encode("utf-8")

    def file_name(self) -> str:
        """The name under which the history on Data shows it; it names nobody."""
        return f"note added by hand ({words.day(self.written_at)}).csv"


def section(note_key: str, me: str, about: str, now_on: date, add: Callable[[Line], None]) -> None:
    """Room for a line under the note `note_key`; `me` and `about` are surrogate keys. The sample has none."""
    if cached.workspace().is_sample:
        st.markdown(
            "The sample stays as it is. Once a file of your own is in, there is room here for a line that "
            "you would add today."
        )
        return
    # with each line that was added the room is empty again
    key = f"{note_key}_{st.session_state.get(ADDED, 0)}"
    with st.form(f"line_{key}", border=False):
        text = st.text_area(
            "What I would add today", max_chars=LONGEST, key=f"line_text_{key}",
            placeholder="What I asked, and what I heard",
            help="It becomes a note of yours about the same rep, dated today, and is read like any other.",
        )  # fmt: skip
        sent = st.form_submit_button("Add it as a note", key=f"line_add_{key}", icon=":material/add:")
    if (datetime.now(UTC).date() - now_on).days > LATE_DAYS:
        st.caption(
            f"Your notes end on {words.day(now_on)}. A note of today moves what counts as now, on every page."
        )
    if sent and not text.strip():
        st.warning("Write the line first.")
    elif sent:
        add(Line(_ref(me), _ref(about), text, datetime.now(UTC)))


def added(undo: Callable[[int], None]) -> None:
    """What was added last, and how to take it back."""
    if (last := st.session_state.get(ADDED)) is None:
        return
    with st.container(border=True, key="line_added_box"):
        st.badge("Added", color="green", icon=":material/check:")
        st.text(
            "Your line is a note now, and is being read. To take it back, press Undo here, or undo the "
            "import of its name on Data, under Imports."
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button("Undo", key="line_undo", icon=":material/undo:"):
                undo(last)
            st.page_link("views/data.py", label="Go to Data", icon=":material/history:")


def _ref(person_key: str) -> str:
    """How files name a person: by their id where they have one, which no later file gives to another."""
    refs = cached.rows("data__person_refs", person=person_key)
    own = refs.loc[refs["ref"].eq(refs["person_id"]), "ref"]
    return (own if len(own) else refs["ref"]).iloc[0]
