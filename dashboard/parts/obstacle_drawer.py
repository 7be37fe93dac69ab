"""One obstacle with its whole story, and lists of obstacles behind a number, in a drawer at the right."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import columns_obstacles, links, obstacle_form, obstacles, page, words
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

HAPPENED = {
    "named": ("Named", "blue"),
    "waved away": ("Waved away", "orange"),
    "acted on": ("Acted on", "green"),
    "followed up": ("Followed up", "green"),
    "own": ("Taken on", "gray"),
    "date": ("Dated", "gray"),
    "note": ("Noted", "gray"),
    "close": ("Closed", "gray"),
    "reopen": ("Opened again", "gray"),
    "merge": ("Merged", "gray"),
}
"""What befell an obstacle -> its words, and the colour of its badge."""

BADGES = {"open": "blue", "waved away": "orange", "acted on": "green", "followed up": "green"}
STEPS_A_PAGE = 12


def check_link() -> None:
    """Say so where the URL names an obstacle that is not here."""
    key = st.query_params.get(obstacles.LINK)
    if key and cached.rows("obstacles__one", obstacle=key).empty:
        st.warning(
            "The link names an obstacle that is not in this workspace: its import was undone, an earlier "
            "mention of it came in, or it is from another workspace."
        )


def open_linked(acting: obstacle_form.Acting) -> None:
    """Open the obstacle that the URL names, if there is one; a note that the URL names goes before."""
    key = st.query_params.get(obstacles.LINK)
    found = cached.rows("obstacles__one", obstacle=key) if key and "note" not in st.query_params else None
    if found is not None and len(found):
        one(found.iloc[0], acting)


def one(row: pd.Series, acting: obstacle_form.Acting) -> None:
    """An obstacle: how it stands, what can be done, its story. `row` is one of `obstacles__one`."""
    label = OBSTACLE_TYPES[row["obstacle_type"]].label

    @st.dialog(
        words.plain(f"{label}: {row['rep']}"), width="medium", position="right",
        on_dismiss=obstacles.forget_link,
    )  # fmt: skip
    def drawer() -> None:
        story = cached.rows("obstacles__story", obstacle=row["obstacle_key"])
        _head(row)
        obstacle_form.show(row, story, acting)
        st.subheader("What was said and done, in order", anchor=False)
        count_pages = -(-len(story) // STEPS_A_PAGE)
        current = st.pagination(count_pages, key=f"story_{row['obstacle_key']}") if count_pages > 1 else 1
        for each in story.iloc[(current - 1) * STEPS_A_PAGE : current * STEPS_A_PAGE].itertuples():
            _step(each)

    drawer()


def _head(row: pd.Series) -> None:
    with st.container(horizontal=True, gap="small"):
        st.badge(obstacles.STATES[row["state"]], color=BADGES.get(row["state"], "gray"))
        if row["is_shared"]:
            st.badge("Shared by the team", color="gray")
        if isinstance(row["other_team"], str):
            st.badge(f"Waits on {row['other_team']}", color="gray")
    team = f"{row['team']} team" if isinstance(row["team"], str) else "No team"
    leader = f", led by {row['leader']}" if isinstance(row["leader"], str) else ""
    st.text(f"{row['rep']}, {team}{leader}. {obstacles.since(row)}")
    st.text(obstacles.age(row))
    settled = [
        f"Owner: {row['owner']}" if isinstance(row["owner"], str) else None,
        f"due {words.day(row['due_on'])}" if pd.notna(row["due_on"]) else None,
    ]
    if any(settled):
        st.text(", ".join(part for part in settled if part))
    with st.container(horizontal=True, gap="small"):
        obstacles.link(row["obstacle_key"], "Link to this obstacle")
        links.to_person(row["person_key"], row["rep"])


def _step(step: Any) -> None:
    label, colour = HAPPENED[step.what]
    who = words.or_else(step.told_by, "somebody")
    where = {"check_in": "in their own check-in", "note": "in a note", "person": "on this page"}[step.source]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(label, color=colour)
            st.text(f"{words.weekday(step.told_on)}: {who}, {where}")
        said = _settled(step)
        if said:
            st.text(said)
        if isinstance(step.note_key, str):
            links.to_note(step.note_key, "Show the note")


def _settled(step: Any) -> str:
    """The words of a step: as they were written, or what a person settled; what was taken back says so."""
    said = []
    if isinstance(step.owner, str):
        said.append(f"Owner: {step.owner}")
    if pd.notna(step.due_on):
        said.append(f"Due {words.day(step.due_on)}")
    if isinstance(step.words, str):
        said.append(step.words)
    if not step.is_standing:
        by = words.or_else(step.taken_back_by, "somebody")
        said.append(f"Taken back by {by} on {words.day(step.taken_back_on)}.")
    return "\n".join(said)


def listing(title: str, rows: pd.DataFrame) -> None:
    """Obstacles behind a number: rows of `obstacles__ledger` in words, each opens its story."""

    @st.dialog(words.plain(title), width="large", position="right")
    def drawer() -> None:
        page.counted(f"{words.counted(len(rows), 'obstacle')}, the one named last first.")
        if (row := table(rows, **columns_obstacles.LISTED)) is not None:
            _go_to(rows["obstacle_key"].iloc[row])

    drawer()


def week(row: pd.Series, params: dict[str, Any]) -> None:
    """The obstacles that stood open at the end of a week: a row of `obstacles__weeks`."""
    then = params | {"from_on": None, "to_on": row["ends_on"].date()}
    rows = obstacles.in_words(cached.rows("obstacles__ledger", **then))
    listing(f"Open on {words.day(row['ends_on'])}", rows[rows["is_open"]])


def shared(row: pd.Series) -> None:
    """The words of a shared obstacle: a row of `obstacles__shared`."""
    said = cached.rows("obstacles__words", shared=row["shared_key"])

    @st.dialog(words.plain(f"{row['type_label']}: {row['team']} team"), width="large", position="right")
    def drawer() -> None:
        st.markdown(
            f"{words.counted(row['count_reps'], 'rep')} named it from {words.day(row['first_named_on'])} to "
            f"{words.day(row['last_named_on'])}, in {words.counted(len(said), 'sentence')}."
        )
        if (place := table(said, **columns_obstacles.WORDS)) is not None:
            _go_to(said["obstacle_key"].iloc[place])

    drawer()


def _go_to(key: str) -> None:
    obstacles.open_link(key)
    st.rerun()
