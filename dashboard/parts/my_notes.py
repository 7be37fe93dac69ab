"""One's own notes, for their author alone: who I am, one note to mend at a time, stock phrases, counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import columns_my_notes, drawers, evidence, links, notes, page, questions, words
from dashboard.parts.filters import Filter
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

I_AM = "i_am"
"""State of this session alone: the surrogate key of who looks. No address, no file and no figure holds it."""

KNOWN_SHOWN = 6


def choose() -> str | None:
    """Who looks, by surrogate key; kept while the session lasts, and forgotten where they are gone."""
    names = cached.rows("my_notes__authors").set_index("person_key")["label"].to_dict()
    if st.session_state.get(I_AM) not in names:
        st.session_state.pop(I_AM, None)
    return st.selectbox(
        "I am", list(names), index=None, placeholder="Choose yourself, or type a part of your name",
        format_func=names.get, key=I_AM, persist_state="session",
        help="Everybody who has written a note is here.",
    )  # fmt: skip


def link() -> None:
    """The way to one's own notes, before any figure, for who has said in this session who they are."""
    if st.session_state.get(I_AM):
        st.page_link(
            "views/my_notes.py", label="My notes: what could I ask next time?", icon=":material/edit_note:"
        )


def missed(rows: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Note key -> questions that could have been asked, for rows of `my_notes__replaced`."""
    return questions.missed(
        [
            questions.Missed(
                row.note_key,
                (*row.known_types, *(mark["obstacle_type"] for mark in row.marks if mark["obstacle_type"])),
                ("behind",) if row.behind is True else ("on_target",) if row.is_on_target is True else (),
            )
            for row in rows.itertuples()
        ]
    )


def panel(row: Any, asked: list[tuple[str, str]], known_days: int) -> None:
    """A note of one's own: the words, what was known then, and what could have been asked."""
    st.subheader(words.plain(f"About {row.rep}, {words.weekday(row.written_at)}"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        notes.stance(row.stance, row.certainty)
        if row.repair == "repaired":
            st.badge(f"A note of {words.day(row.repaired_on)} heard them", color="blue")
    evidence.note(row.text, row.marks)
    with st.grid(2, min_column_width=330):
        with st.container():
            _known(row, known_days)
        with st.container():
            st.markdown("**What could have been asked**")
            st.markdown("\n".join(f"- {_with_reason(*one)}" for one in asked))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.to_person(row.person_key, f"Person: {row.rep}")
        if st.button(
            "Read wrongly? Open the note", key="open_mine", type="tertiary", icon=":material/notes:"
        ):
            drawers.one(row.note_key)


def _with_reason(question: str, heading: str) -> str:
    reason = questions.REASONS.get(heading)
    return f"{question} *({reason})*" if reason else question


def _known(row: Any, known_days: int) -> None:
    st.markdown(f"**What was known then** (named in the {known_days} days before)")
    said = cached.own_rows("my_notes__known", note=row.note_key)
    if said.empty and len(row.known_types):
        st.text(f"Named before: {words.obstacle_types(row.known_types)}.")
    elif said.empty:
        st.text("Nothing: no note and no check-in had named an obstacle. There was something to find out.")
    for mention in said.head(KNOWN_SHOWN).itertuples():
        label = OBSTACLE_TYPES[mention.obstacle_type].label.lower()
        by = words.or_else(mention.said_by, "unknown author")
        st.text(
            f"{words.day(mention.mentioned_on)}, {label}, in a {mention.source} by {by}: “{mention.text}”"
        )
    if (more := len(said) - KNOWN_SHOWN) > 0:
        st.caption(f"And {words.counted(more, 'sentence')} before these.")


def unread(me: str) -> None:
    """Where notes of one's own wait for the reader: what they hold nobody can say yet."""
    own = cached.own_rows("my_notes__notes", author=me)
    if waiting := int((~own["is_read"].astype(bool)).sum()):
        st.caption(
            f"Of your notes, {waiting} {'is' if waiting == 1 else 'are'} not read yet or cannot be read; "
            "Data says why."
        )


def phrases(me: str) -> None:
    """The stock phrases of who looks; a row opens the notes that hold it."""
    found = cached.own_rows("my_notes__phrases", author=me)
    if found.empty:
        page.nothing_found(
            "None: no sentence of yours that asks, hears or cares stands in three of your notes."
        )
        return
    st.markdown(
        "A sentence that says the same about everybody says little about anybody: from its third note on it "
        "earns no understanding and no care. Say what stood in the way *in this case*, in the words that you "
        "heard, and it counts again."
    )
    if (row := table(found, **columns_my_notes.PHRASES)) is not None:
        held = cached.own_rows("my_notes__phrase_notes", author=me, phrase=found["phrase"].iloc[row])
        drawers.show("Notes that hold the sentence", held)


def _so_many(rows: pd.DataFrame, verb: str) -> str:
    """ "2 name", "1 names", "none names"."""
    return f"{len(rows) or 'none'} {verb if len(rows) > 1 else verb + 's'}"


def follow_through(me: str, chosen: Filter) -> None:
    """How many of one's own notes name an obstacle and how many come back to one, with these notes."""
    own = cached.own_rows("my_notes__notes", author=me, from_on=chosen.from_on, to_on=chosen.to_on)
    when = words.period(chosen.from_on, chosen.to_on)
    if own.empty:
        page.nothing_found(f"You wrote no coaching note in this period ({when}).")
        return
    specific, back = own[own["is_specific"]], own[own["is_back"]]
    st.markdown(
        f"Of your {words.counted(len(own), 'coaching note')} ({when}), {_so_many(specific, 'name')} a "
        f"specific obstacle and {_so_many(back, 'come')} back to one, by following up a step or by naming "
        "again what was named before. No other page shows this."
    )
    picked = {
        "own": ("My notes", own),
        "specific": ("Name an obstacle", specific),
        "back": ("Come back to one", back),
    }
    with st.container(horizontal=True, gap="small"):
        for name, (label, rows) in picked.items():
            if page.opening(label, len(rows), key=name):
                drawers.show(label, rows.assign(count_found=len(rows)))
