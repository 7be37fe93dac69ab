"""One rep on the page Person: who is chosen, what is known of them, and the rows behind each number."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, check_ins, columns_person, drawers, page, timeline, words
from dashboard.parts.person_shown import Shown
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

LINKED = "person_in_link"


def choose(reps: pd.DataFrame, everybody: pd.DataFrame) -> str | None:
    """The select box of reps, in step with `?person=`; a link to somebody whom the filter hides holds."""
    names = dict(zip(everybody["person_key"], everybody["label"], strict=True))
    asked = st.query_params.get("person")
    if asked and asked not in names:
        st.warning("The link names a person who is not in this workspace. Choose one below.")
        asked = None
    if asked and asked != st.session_state.get(LINKED):
        st.session_state["person_choice"] = asked
    kept = asked or st.session_state.get(LINKED)
    options = [*reps["person_key"], *({kept} - set(reps["person_key"]) if kept in names else ())]
    found = st.selectbox(
        "Rep", options, index=None, placeholder="Choose a rep, or type a name", format_func=names.get,
        key="person_choice", persist_state="session",
        help="Team, leader and role at the left narrow this list; the period narrows what the page shows.",
    )  # fmt: skip
    st.session_state[LINKED] = found
    if found:
        st.query_params["person"] = found
    else:
        st.query_params.pop("person", None)
    return found


def numbers(shown: Shown) -> None:
    """A button for each number of the finding; it opens rows that add up to it."""
    notes, weeks = shown.notes, shown.weeks
    behind = weeks[weeks["behind"].fillna(False).astype(bool)]
    known = weeks[weeks["behind"].notna()]
    standing = shown.obstacles[shown.obstacles["is_open"]]
    picked = {
        "notes": ("Notes", notes),
        "heard": ("Heard", notes[notes["is_heard"].fillna(False).astype(bool)]),
        "asked": ("Asked", notes[notes["is_asked"].fillna(False).astype(bool)]),
        "on_target": ("Pressed on target", notes[notes["is_pressed_on_target"]]),
    }
    with st.container(horizontal=True, gap="small"):
        if page.opening("Weeks behind", len(behind), key="behind"):
            _weeks("Weeks behind", behind)
        if page.opening("Weeks known", len(known), key="known"):
            _weeks("Weeks in which it is known", known)
        for name, (label, rows) in picked.items():
            if page.opening(label, len(rows), key=name):
                drawers.show(f"Notes: {label.lower()}", rows.assign(count_found=len(rows)))
        if page.opening("Open obstacles", len(standing), key="open"):
            _open_obstacles(standing)


def opened(row: pd.Series, shown: Shown) -> None:
    """The drawer of one row of what happened."""
    kind, key = row["kind"], row["key"]
    if kind == "note":
        drawers.one(key)
    elif kind == "check_in":
        _check_in(shown.check_ins[shown.check_ins["check_in_key"].eq(key)])
    elif kind == "obstacle":
        _obstacle(row, shown.mentions[shown.mentions["obstacle_key"].eq(key)])
    elif kind == "shortfall":
        drawers.show("Notes about the shortfall", cached.rows("note__list", shortfall=key))
    else:
        _event(row)


def said_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `person__said` with what became of each in words."""
    return rows.assign(
        later=[
            "no later note mentions it" if pd.isna(on) else f"mentioned on {words.day(on)}"
            for on in rows["later_on"]
        ]
    )


def _weeks(title: str, rows: pd.DataFrame) -> None:
    @st.dialog(title, width="large", position="right")
    def drawer() -> None:
        page.counted(f"{words.counted(len(rows), 'week')}.")
        table(timeline.weeks_in_words(rows), **columns_person.BEHIND)

    drawer()


def _open_obstacles(rows: pd.DataFrame) -> None:
    @st.dialog("Obstacles that stand open", width="medium", position="right")
    def drawer() -> None:
        page.counted(f"{words.counted(len(rows), 'obstacle')}.")
        labels = [OBSTACLE_TYPES[name].label for name in rows["obstacle_type"]]
        table(rows.assign(label=labels), **columns_person.OBSTACLES)

    drawer()


def _obstacle(happened: pd.Series, rows: pd.DataFrame) -> None:
    @st.dialog(words.plain(happened["detail"]), width="medium", position="right")
    def drawer() -> None:
        st.markdown(f"Named in {words.counted(len(rows), 'sentence')}, latest first.")
        table(rows, **columns_person.MENTIONS)
        st.page_link(
            "views/obstacles.py", label="Its whole story on Obstacles", icon=":material/link:",
            query_params={"obstacle": happened["key"]},
        )  # fmt: skip

    drawer()


def _check_in(rows: pd.DataFrame) -> None:
    again.drawer("One check-in", lambda: check_ins.one(next(rows.itertuples()), key="drawer"))


def _event(row: Any) -> None:
    @st.dialog("One event", width="medium", position="right")
    def drawer() -> None:
        st.text(row["detail"])
        st.text(words.period(row["on"].date(), None if pd.isna(row["until"]) else row["until"].date()))
        st.markdown("It came in with a file of events; Data shows which, and takes it back.")
        st.page_link("views/data.py", label="Go to Data", icon=":material/undo:")

    drawer()
