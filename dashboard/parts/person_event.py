"""Adding an event by hand: what changes what a rep's numbers mean, as a file of one row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import cached
from dashboard.parts import words

KINDS = {
    "leave": "Leave: days that do not count",
    "ramp": "Ramp: getting started, weeks that are not compared",
    "territory": "Territory: accounts were moved",
    "quota": "Quota: the target was changed",
    "product": "Product: what is sold, or a tool, changed",
}
LONGEST = 200
ADDED = "event_added"
"""State: (import id, what was added in words) of the event that this session added last."""


@dataclass(frozen=True)
class Event:
    """An event as a person says it; `scope` is a way in which files name the person, or a team."""

    scope: str
    kind: str | None
    starts_on: date | None
    ends_on: date | None
    text: str

    def complaints(self) -> list[str]:
        """What keeps it from being added, a sentence each."""
        found = []
        if self.kind not in KINDS:
            found.append("Choose what kind of event it is.")
        if self.starts_on is None:
            found.append("Say on which day it begins.")
        elif self.ends_on and self.ends_on < self.starts_on:
            found.append("The last day is before the first one. Change one of them.")
        if self.kind == "leave" and self.starts_on and not self.ends_on:
            found.append("A leave needs its last day; without one it would never end.")
        if not self.text.strip():
            found.append("Say in a few words what it is.")
        return found

    def as_csv(self) -> bytes:
        """A file of one row in the columns of the events template."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["scope", "starts_on", "ends_on", "kind", "text"])
        ends_on = self.ends_on.isoformat() if self.ends_on else ""
        row = [self.scope, self.starts_on.isoformat(), ends_on, self.kind, " ".join(self.text.split())]
        writer.writerow(row)
        return out.getvalue().encode("utf-8")

    def file_name(self) -> str:
        """The name under which the history on Data shows it; it names nobody."""
        return f"event added by hand ({self.kind}, {words.day(self.starts_on)}).csv"


def section(
    person_key: str, team: str | None, add: Callable[[Event], None], undo: Callable[[int], None]
) -> None:
    """What was added last, and the form; the sample takes no event."""
    _added(undo)
    if cached.workspace().is_sample:
        st.markdown(
            "The sample stays as it is. Once a file of your own is in, leave, moves and changes can be added "
            "here."
        )
        return
    _form(cached.rows("data__person_refs", person=person_key)["ref"].iloc[0], team, person_key, add)


def _form(person_ref: str, team: str | None, key: str, add: Callable[[Event], None]) -> None:
    """The form; `person_ref` and `team` are what the event may be about, `add` brings it in."""
    about = {"The rep": person_ref} | ({"The whole team": team} if team else {})
    with st.form(f"event_{key}", border=True):
        whose = st.radio(
            "Whom does it concern?", list(about), horizontal=True, key=f"event_whose_{key}",
            help="An event of the team counts for everybody who is in it on these days.",
        )  # fmt: skip
        kind = st.selectbox(
            "Kind",
            list(KINDS),
            index=None,
            format_func=KINDS.get,
            placeholder="Choose one",
            key=f"event_kind_{key}",
        )
        days = {"value": None, "format": "DD.MM.YYYY"}
        with st.container(horizontal=True, gap="small"):
            starts_on = st.date_input("First day", key=f"event_from_{key}", **days)
            ends_on = st.date_input(
                "Last day", key=f"event_to_{key}", help="Leave it empty while it goes on.", **days
            )
        text = st.text_input(
            "In a few words", max_chars=LONGEST, key=f"event_text_{key}",
            help="Everybody who opens this page reads it. Leave out reasons of health or family.",
        )  # fmt: skip
        sent = st.form_submit_button("Add it", key=f"event_add_{key}", icon=":material/add:")
    if not sent:
        return
    event = Event(about[whose], kind, starts_on, ends_on, text)
    for sentence in (complaints := event.complaints()):
        st.warning(sentence)
    if not complaints:
        add(event)


def _added(undo: Callable[[int], None]) -> None:
    """What was added last, and how to take it back."""
    if not (last := st.session_state.get(ADDED)):
        return
    import_id, said = last
    with st.container(border=True, key="event_added_box"):
        st.badge("Added", color="green", icon=":material/check:")
        st.text(
            f"{said[0].upper()}{said[1:]}. The page shows it now. To take it back, press Undo here, or undo "
            "the import of that name on Data, under Imports."
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button("Undo", key="event_undo", icon=":material/undo:"):
                undo(import_id)
            st.page_link("views/data.py", label="Go to Data", icon=":material/history:")
