"""A shortfall that was answered with do more: the weeks around it, the note, what was known, the repair."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import figures_rep, links, notes, page, words
from dashboard.reader.codebook import OBSTACLE_TYPES, STANCES

REPAIRS = {"not_heard": "not repaired", "too_early": "too early"}


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `do_more__shortfalls` with their lists and names as words, for the table and its export."""
    return rows.assign(
        measures=rows["behind_by"].map(words.measures),
        known=[words.obstacle_types(types) or "nothing" for types in rows["known_types"]],
        repair_label=rows["repair"].map(words.REPAIRS),
    )


def pressed_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `do_more__pressed` with the stance and the repair as words."""
    return rows.assign(
        stance_label=[STANCES[name].label for name in rows["stance"]],
        repair_label=rows["repair"].map(words.REPAIRS),
    )


def only(rows: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """Rows of `kinds` only: "known" (an obstacle was known), "not_heard" or "too_early" (its repair)."""
    if "known" in kinds:
        rows = rows[rows["is_replaced_though_known"]]
    repairs = [REPAIRS[kind] for kind in kinds if kind in REPAIRS]
    return rows[rows["repair"].isin(repairs)] if repairs else rows


def forget_link() -> None:
    """Take the shortfall that a link named out of the URL."""
    st.query_params.pop("shortfall", None)


def card(row: Any, facts: pd.Series) -> None:
    """Draw one row of `in_words`; `facts` is the row of `filter__workspace`."""
    with st.container(border=True):
        st.subheader(
            words.plain(f"{row.rep}, {words.period(row.starts_on.date(), row.ends_on.date())}"), anchor=False
        )
        st.text(_summary(row))
        left, right = st.columns(2, gap="medium")
        with left:
            _note(row)
            _known(row, facts["known_days"])
        with right:
            _weeks(row)
            _repair(row, facts["repair_days"])


def _summary(row: Any) -> str:
    lowest = row.lowest_attainment_to_pace
    attained = (
        f", at the lowest {words.percent(lowest)} of pace"
        if "attainment" in row.behind_by and lowest == lowest
        else ""
    )
    still = ", and still is" if row.is_open else ""
    weeks = words.counted(row.count_weeks, "week")
    return f"{words.or_else(row.team, 'No')} team. Behind by {row.measures} for {weeks}{attained}{still}."


def _weeks(row: Any) -> None:
    rows = cached.rows("do_more__weeks", shortfall=row.shortfall_key)
    note_on = row.answered_on.date()
    page.chart(
        figures_rep.around(rows=rows, note_on=note_on, colours=page.colours()),
        key=f"weeks_{row.shortfall_key}",
        alt=figures_rep.around_alt(rows, note_on),
    )
    st.caption(
        "Calls, e-mails and meetings a week. Shaded: the shortfall. The line at the note marks the day it "
        "was written."
    )


def _note(row: Any) -> None:
    found = cached.rows("note__list", shortfall=row.shortfall_key)
    is_answer = found["note_key"].eq(row.note_key)
    for note in found[is_answer].itertuples():
        notes.one(note, key=row.shortfall_key)
    if others := int((~is_answer).sum()):
        with st.expander(
            f"{words.counted(others, 'more note', 'more notes')} about this shortfall",
            key=f"more_{row.shortfall_key}",
        ):
            for note in found[~is_answer].itertuples():
                notes.one(note, key=row.shortfall_key)


def _known(row: Any, known_days: int) -> None:
    said = cached.rows("do_more__known", shortfall=row.shortfall_key)
    st.markdown(f"**What was already known** ({known_days} days before)")
    if said.empty:
        st.text("Nothing: no note or check-in had named an obstacle. Nobody asked, or nobody wrote it down.")
    for mention in said.itertuples():
        label = OBSTACLE_TYPES[mention.obstacle_type].label
        st.text(
            f"{words.day(mention.mentioned_on)}, {label.lower()}, in a {mention.source} by "
            f"{words.or_else(mention.said_by, 'unknown author')}: “{mention.text}”"
        )


def _repair(row: Any, repair_days: int) -> None:
    st.markdown("**Was it repaired?**")
    if row.repair == "repaired":
        st.text(f"Yes: a note of {words.day(row.repaired_on)} heard {row.rep}.")
        links.to_note(row.repaired_by_note_key, "Open that note")
    elif row.repair == "too early":
        st.text(f"Too early to say: {repair_days} days have not passed.")
    else:
        st.text(f"No note heard the rep in the {repair_days} days after it.")
