"""Coding a drawn note by keyboard, sentence by sentence, without seeing what the reader read in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.parts import doing, words
from dashboard.parts.sitting import Judged, Sitting
from dashboard.reader.codebook import CODES, LEVELS, OBSTACLE_TYPES

KEYS = {
    "count": "N", "push": "P", "pitch": "I", "dismiss": "D", "ask": "A", "obstacle": "O", "goal": "G",
    "feeling": "F", "context": "X", "help": "H", "grow": "W", "together": "T", "encourage": "E",
    "follow_up": "U",
}  # fmt: skip
"""Keys of the codes; C and R belong to the page itself."""

TYPE_KEYS = dict(zip(OBSTACLE_TYPES, "1234567890", strict=True))
UNKNOWN = "coded_unknown"
"""State: something was coded that figures do not know yet."""


@dataclass(frozen=True)
class Writes:
    """The jobs, as `coding_job` has them; `keep` hears sample, note, coder, and by place what was said."""

    keep: Callable[[int, str, str, dict[tuple[int, int], Judged]], None]
    coded_by: Callable[[int, str], pd.DataFrame]
    make_known: Callable[[], None]


def sitting(notes: pd.DataFrame, coder: str, writes: Writes) -> Sitting:
    """Where this person is with the sample, also after a break."""
    sample = int(notes["sample_id"].iloc[0])
    key = f"coding_{sample}_{coder}"
    if key not in st.session_state:
        st.session_state[key] = Sitting.of(notes, writes.coded_by(sample, coder))
    return st.session_state[key]


@st.fragment
def show(here: Sitting, coder: str, writes: Writes) -> None:
    """The note that is to be coded, or what to do now that all are."""
    count, done = len(here.notes), here.count_done
    left = f", about {words.counted(max(1, round(here.minutes_left)), 'minute')} left" if done < count else ""
    st.progress(done / count, f"{done} of {words.counted(count, 'note')} coded{left}")
    if here.note is None:
        st.success("All notes of the sample are coded. Thank you.", icon=":material/check:")
        make_known(writes)
        st.page_link(
            "views/definitions.py", label="How well does the reader read here?",
            query_params={"part": "Reader"}, icon=":material/query_stats:",
        )  # fmt: skip
        st.button("Look at the last note again", key="coding_back", on_click=here.go_back, type="tertiary")
        return
    note = here.note
    st.subheader(f"Note {here.at + 1} of {count}", anchor=False)
    st.text(f"{words.weekday(note['written_on'])}, about {words.or_else(note['rep'], 'somebody')}")
    for place, sentence in enumerate(note["sentences"]):
        said = note["text"][sentence["start"] : sentence["end"]]
        if place == here.place:
            with st.container(border=True, key="coded_sentence"):
                st.text(said)
                _buttons(here)
        else:
            st.text(said)
            if place < here.place:
                st.caption(_in_words(here.judged(sentence["start"])))
    _steps(here, coder, writes)


def make_known(writes: Writes) -> None:
    """Let figures know what was coded since they last did."""
    if st.session_state.get(UNKNOWN) and doing.attempt(writes.make_known):
        st.session_state[UNKNOWN] = False


def _buttons(here: Sitting) -> None:
    judged = here.judged(here.starts[here.place])
    for group in LEVELS:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for code in (code for code in CODES.values() if code.group == group):
                _choice(
                    f"code_{code.name}",
                    code,
                    KEYS[code.name],
                    code.name in judged.codes,
                    here,
                    judged.turned(code.name),
                )
    if "obstacle" in judged.codes:
        st.text("What stands in the way? One type:")
        with st.container(horizontal=True, gap="small"):
            for name, kind in OBSTACLE_TYPES.items():
                chosen = Judged(judged.codes, name)
                _choice(f"type_{name}", kind, TYPE_KEYS[name], name == judged.obstacle_type, here, chosen)


def _choice(key: str, what: Any, shortcut: str, is_chosen: bool, here: Sitting, becomes: Judged) -> None:
    st.button(
        what.label, key=key, shortcut=shortcut, help=what.meaning, wrap=False,
        type="primary" if is_chosen else "secondary", icon=":material/check:" if is_chosen else None,
        on_click=here.judge, args=(becomes,),
    )  # fmt: skip


def _steps(here: Sitting, coder: str, writes: Writes) -> None:
    if here.is_waiting:
        st.warning("An obstacle takes a type: press one of the figures above.")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Next note" if here.is_at_last else "Next sentence", key="coding_next", shortcut="Enter",
            type="primary", on_click=_go_on, args=(here, coder, writes),
        )  # fmt: skip
        st.button(
            "Back", key="coding_back", shortcut="Backspace", on_click=here.go_back,
            disabled=here.at == 0 and here.place == 0,
        )  # fmt: skip
        if st.button("Stop here for now", key="coding_stop", type="tertiary"):
            make_known(writes)
            st.toast("All that you coded is kept, and the figures know it.")


def _go_on(here: Sitting, coder: str, writes: Writes) -> None:
    note = here.note
    if here.go_on():
        said = here.said[note["note_key"]]
        judged = {(int(s["start"]), int(s["end"])): said[int(s["start"])] for s in note["sentences"]}
        if doing.attempt(lambda: writes.keep(int(note["sample_id"]), note["note_key"], coder, judged)):
            st.session_state[UNKNOWN] = True


def _in_words(judged: Judged) -> str:
    """What was said of a sentence: "Obstacle (tools), Ask", or that it earns nothing."""
    kind = f" ({OBSTACLE_TYPES[judged.obstacle_type].label.lower()})" if judged.obstacle_type else ""
    labels = [CODES[code].label + (kind if code == "obstacle" else "") for code in judged.codes]
    return ", ".join(labels) or "Nothing"
