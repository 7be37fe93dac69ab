"""People whom no people file names: who they may be, settled by one click, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import words
from dashboard.parts.tables import Column, for_spreadsheet, table

MOST_ASKED = 12
"""Doubtful people shown at once; the next ones follow when these are settled."""

UNMATCHED = {
    "name": Column("As the files call them"),
    "settled": Column("Settled"),
    "count_activities": Column("Activities", "count"),
    "count_notes_about": Column("Notes about", "count"),
    "count_notes_written": Column("Notes written", "count"),
    "count_check_ins": Column("Check-ins", "count"),
    "count_targets": Column("Targets", "count"),
    "count_memberships": Column("Named in teams", "count"),
}
ALIASES = {
    "alias": Column("Called"),
    "means": Column("Means"),
    "settled_by": Column("Settled by"),
    "on": Column("On"),
}
COUNTS = {
    "count_activities": ("activity", "activities"),
    "count_notes_about": ("note about them", "notes about them"),
    "count_notes_written": ("note by them", "notes by them"),
    "count_check_ins": ("check-in", "check-ins"),
    "count_targets": ("target", "targets"),
    "count_memberships": ("line in a team list", "lines in a team list"),
}


@dataclass(frozen=True)
class Deciding:
    """What settles a person (key, key of whom it is or None), opens an alias again, deletes a person."""

    settle: Callable[[str, str | None], None]
    unsettle: Callable[[str], None]
    erase: Callable[[str], None]


def show(deciding: Deciding | None) -> None:
    """Everybody whom no people file names; with `deciding` None (the sample) there is nothing to settle."""
    found = cached.rows("data__unmatched")
    people = cached.rows("data__known_people")
    if found.empty:
        st.markdown("Everybody whom the files speak of is in a people file.")
    else:
        st.markdown(
            f"{words.counted(len(found), 'name')} that no people file has. They count as people of their "
            "own, without team or leader, until a people file holds the name, e-mail or id as it stands "
            "here, or somebody says below who they are."
        )
        if deciding:
            _ask(found, people, deciding)
        shown = found.assign(settled=["nobody else" if settled else "" for settled in found["is_settled"]])
        table(shown, key="unmatched", columns=UNMATCHED, alt="People whom no people file names, by name")
    _draft()
    _settled(deciding)


def _ask(found: pd.DataFrame, people: pd.DataFrame, deciding: Deciding) -> None:
    open_ones = found[~found["is_settled"].astype(bool)]
    doubtful = open_ones[open_ones["suggested_key"].notna()]
    for row in doubtful.head(MOST_ASKED).itertuples():
        with st.container(border=True, key=f"doubtful_{row.person_key}"):
            st.text(f"{row.name}: {_how_often(row)}")
            st.text(f"May be {row.suggested_name}, for {row.why}.")
            with st.container(horizontal=True, gap="small"):
                if st.button(
                    "The same person", key=f"same_{row.person_key}", type="primary",
                    help="All rows of this name count as theirs from now on, past and coming imports alike.",
                ):  # fmt: skip
                    deciding.settle(row.person_key, row.suggested_key)
                if st.button("Somebody else", key=f"other_{row.person_key}"):
                    deciding.settle(row.person_key, None)
    if len(doubtful) > MOST_ASKED:
        st.caption(f"{len(doubtful) - MOST_ASKED} more follow when these are settled.")
    if open_ones.empty or people.empty:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        names = dict(zip(open_ones["person_key"], open_ones["name"], strict=True))
        known = {p.person_key: f"{p.name}, {p.team}" if p.team else p.name for p in people.itertuples()}
        stranger = st.selectbox(
            "A name in the files", list(names), index=None, format_func=names.get, key="settle_stranger",
            placeholder="Choose one",
        )  # fmt: skip
        meant = st.selectbox(
            "is this person", list(known), index=None, format_func=known.get, key="settle_meant",
            placeholder="Choose one",
        )  # fmt: skip
        if st.button("Settle", key="settle", disabled=not (stranger and meant)):
            deciding.settle(stranger, meant)


def _draft() -> None:
    st.download_button(
        "Download a people list to complete",
        lambda: for_spreadsheet(cached.rows("data__drafted_people")),
        "people.csv",
        "text/csv",
        key="drafted_people",
        icon=":material/download:",
        on_click="ignore",
        help="Everybody whom the files name, with what is known. Fill in teams and managers, then bring it.",
    )


def _settled(deciding: Deciding | None) -> None:
    found = cached.rows("data__aliases")
    if found.empty:
        return
    st.markdown("**Other names that are settled**")
    shown = found.assign(
        means=found["name"].fillna("nobody else"),
        settled_by=found["settled_by"].fillna("a file"),
        on=["" if pd.isna(at) else words.day(at) for at in found["settled_at"]],
    )
    table(shown, key="aliases", columns=ALIASES, alt="Other names and whom they mean, by name")
    by_hand = found.loc[found["is_by_hand"].astype(bool), "alias"].tolist()
    if deciding and by_hand:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = st.selectbox(
                "A settled name", by_hand, index=None, key="unsettle_alias", placeholder="Choose one"
            )
            if st.button("Open again", key="unsettle", disabled=not chosen, icon=":material/undo:"):
                deciding.unsettle(chosen)


def _how_often(row: tuple) -> str:
    said = [words.counted(getattr(row, name), *what) for name, what in COUNTS.items() if getattr(row, name)]
    others = [ref for ref in row.refs if ref != row.name]
    return "; ".join([words.listed(said), *([f"also as {words.listed(others)}"] if others else [])])
