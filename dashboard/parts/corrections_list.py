"""All corrections of readings: the words, what was read and what was said of them, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, check_ins, drawers, evidence, page, words
from dashboard.parts.tables import Column, table

STATES = {
    "standing": "Stands",
    "overtaken": "Overtaken by a later one",
    "taken back": "Taken back",
    "not here": "Its text is not here",
}
COLUMNS = {
    "said": Column("Words"),
    "read": Column("What the reader says", help="What it says of these words now, whatever was said since"),
    "told": Column("What was said"),
    "state_label": Column("State", help="Only what stands counts"),
    "corrected_by": Column("By"),
    "corrected_at": Column("On", "day"),
    "taken_back_by": Column("Taken back by"),
    "taken_back_at": Column("Taken back on", "day"),
}
LONGEST_CHOICE = 60


def show(take_back: Callable[[int], None]) -> None:
    """Every correction, and one to take back by `take_back`."""
    found = cached.rows("data__corrections")
    if found.empty:
        page.nothing_found(
            "Nobody corrected a reading yet. Wherever a note is shown, “Correct” opens its sentences: a "
            "click on a word of the codebook is saved at once."
        )
        return
    shown = _in_words(found)
    count = found["state"].eq("standing").sum()
    st.markdown(
        f"{words.counted(len(found), 'correction')}, the latest first; {count} of them count. What a person "
        "says wins over every reading, wherever the same words stand."
    )
    row = table(
        shown, key="corrections", columns=COLUMNS, alt="Corrections of readings, the latest first",
        opens="Show", query="data__corrections",
    )  # fmt: skip
    if row is not None:
        _open(found.iloc[row])
    _choose(shown[found["state"].ne("taken back")], take_back)


def _in_words(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(
        said=found["sentence"].fillna("(the whole note)"),
        read=[
            _codes(codes, kind)
            for codes, kind in zip(found["read_codes"], found["read_obstacle_type"], strict=True)
        ],
        told=[
            "not about whom it names" if is_other else _codes(codes, kind)
            for codes, kind, is_other in zip(
                found["codes"], found["obstacle_type"], found["is_not_about"], strict=True
            )
        ],
        state_label=found["state"].map(STATES),
    )


def _codes(codes: Iterable[str], obstacle_type: object) -> str:
    kind = obstacle_type if isinstance(obstacle_type, str) else None
    return ", ".join(name for name, _ in evidence.names_of(codes, kind)) or "nothing"


def _open(row: pd.Series) -> None:
    """The note or check-in of a correction, in a drawer."""
    key = row["written_key"]
    if row["is_note"]:
        drawers.one(key)
    elif row["is_check_in"]:
        found = cached.rows("person__check_ins", check_in=key)
        again.drawer("One check-in", lambda: check_ins.one(next(found.itertuples()), key="drawer"))
    else:
        st.info("Its text is not here: its import was undone. It counts again once the text is back.")


def _choose(rows: pd.DataFrame, take_back: Callable[[int], None]) -> None:
    """The correction to be taken back; its history stays."""
    if rows.empty:
        return
    said = {row.correction_id: _in_short(row) for row in rows.itertuples()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "Take a correction back", list(said), index=None, format_func=said.get, key="correction_choice",
            placeholder="Choose one",
        )  # fmt: skip
        is_pressed = st.button(
            "Take back", disabled=chosen is None, key="take_back_correction", icon=":material/undo:"
        )
    if is_pressed:
        take_back(int(chosen))


def _in_short(row: object) -> str:
    said = row.said if len(row.said) <= LONGEST_CHOICE else f"{row.said[: LONGEST_CHOICE - 1]}…"
    return (
        f"{words.day(row.corrected_at)}, {words.or_else(row.corrected_by, 'somebody')}: {said} ({row.told})"
    )
