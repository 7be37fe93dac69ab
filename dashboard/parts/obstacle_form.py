"""What a person can do about an obstacle: take it on, date it, note, close, merge, open again, take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import obstacles, words
from dashboard.reader.codebook import OBSTACLE_TYPES

ACTS = {
    "own": "Take it on",
    "date": "Set a day",
    "note": "Note what was done",
    "close": "Close it",
    "reopen": "Open it again",
    "merge": "Merge it into another",
}
LONGEST_NOTE = 1000
LONGEST_NAME = 80
LONGEST_CHOICE = 60


@dataclass(frozen=True)
class Acting:
    """What writes: `act(obstacle, name, **details)` and `take_back(act_id)`."""

    act: Callable[..., None]
    take_back: Callable[[int], None]


def show(row: pd.Series, story: pd.DataFrame, acting: Acting) -> None:
    """The form for one obstacle: a row of `obstacles__one` and its `obstacles__story`."""
    key = row["obstacle_key"]
    others = cached.rows("obstacles__others", obstacle=key)
    offered = [
        act
        for act in ACTS
        if not (act == "merge" and others.empty)
        and not (act == "close" and row["state"] == "closed")
        and not (act == "reopen" and row["state"] in ("open", "waved away"))
    ]
    with st.container(border=True):
        chosen = st.segmented_control(
            "What is to be done about it?", offered, format_func=ACTS.get, key=f"act_{key}"
        )
        if chosen:
            _form(chosen, row, others, acting)
        _take_back(story, acting)


def _form(act: str, row: pd.Series, others: pd.DataFrame, acting: Acting) -> None:
    key = row["obstacle_key"]
    with st.form(f"form_{act}_{key}", border=False):
        details = _details(act, row, others)
        sent = st.form_submit_button("Save", key=f"save_{act}_{key}", type="primary")
    if not sent:
        return
    missing = [name for name, value in details.items() if not value and (act, name) not in OPTIONAL]
    if missing:
        st.warning(MISSING[missing[0]])
        return
    acting.act(key, act, **{name: value or None for name, value in details.items()})


OPTIONAL = {("close", "words"), ("reopen", "words")}
MISSING = {
    "owner": "Type the name of who takes it on.",
    "due_on": "Choose the day by which it shall be done.",
    "words": "Write in a few words what was done.",
    "into": "Choose the obstacle into which it goes.",
}


def _details(act: str, row: pd.Series, others: pd.DataFrame) -> dict[str, object]:
    key = row["obstacle_key"]
    if act == "own":
        present = row["owner"] if isinstance(row["owner"], str) else ""
        name = st.text_input("Owner", value=present, key=f"owner_{key}", max_chars=LONGEST_NAME)
        return {"owner": name.strip()}
    if act == "date":
        due = row["due_on"].date() if pd.notna(row["due_on"]) else None
        return {"due_on": st.date_input("Due on", value=due, format="DD.MM.YYYY", key=f"due_{key}")}
    if act == "merge":
        said = {each.obstacle_key: _in_short(each) for each in others.itertuples()}
        into = st.selectbox(
            f"Other obstacles of {words.plain(row['rep'])}", list(said), index=None, format_func=said.get,
            key=f"into_{key}", placeholder="Choose one",
        )  # fmt: skip
        st.caption("Both become one obstacle, of the type of the one that you choose.")
        return {"into": into}
    label = "What was done" if act == "note" else "Why, in a few words (may stay empty)"
    text = st.text_area(label, key=f"words_{act}_{key}", max_chars=LONGEST_NOTE, height=90)
    st.caption(HINTS[act])
    return {"words": text.strip()}


HINTS = {
    "note": "Everybody who opens this dashboard can read it. Leave health and private life out.",
    "close": "It stays closed, whatever notes of up to now say, until a note or a check-in names it anew.",
    "reopen": "It counts as open again, for 60 days unless somebody names it.",
}


def _in_short(other: object) -> str:
    said = other.words if len(other.words) <= LONGEST_CHOICE else f"{other.words[: LONGEST_CHOICE - 1]}…"
    label = OBSTACLE_TYPES[other.obstacle_type].label
    state = obstacles.STATES[other.state].lower()
    return f"{label}, {state}, last named {words.day(other.last_named_on)}: {said}"


def _take_back(story: pd.DataFrame, acting: Acting) -> None:
    """Undo of the latest act that stands."""
    standing = story[story["act_id"].notna() & story["is_standing"]]
    if standing.empty:
        return
    latest = standing.loc[standing["act_id"].idxmax()]
    what = ACTS[latest["what"]].lower()
    if st.button(
        f"Take back the latest: {what}, {words.day(latest['told_on'])}", key="take_back_act",
        icon=":material/undo:", type="tertiary",
    ):  # fmt: skip
        acting.take_back(int(latest["act_id"]))
