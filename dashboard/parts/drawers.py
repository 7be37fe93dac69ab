"""What lies behind a number, in a drawer at the right; a link to a note opens one too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, columns, links, notes, page, words
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

LINKED = ("note", "account", "other_team")
"""What a link may name that opens in a drawer; closing it takes the name out of the URL."""


def open_linked() -> None:
    """Open the note that the URL names (`?note=`), or say that there is none."""
    key = st.query_params.get("note")
    if not key:
        return
    if cached.rows("note__list", note=key).empty:
        st.warning(
            "The link names a note that is not in this workspace: its import was undone, or it is from "
            "another one."
        )
        return
    one(key)


def one(key: str) -> None:
    """One note by its key."""
    _open("One note", note=key)


def obstacle(name: str, params: dict[str, Any]) -> None:
    """The words that named obstacles of a type, and the notes among them."""
    said = cached.rows("team_health__obstacle_words", obstacle_type=name, **params)

    def above() -> None:
        if len(said):
            times, found = said["count_mentions"].iloc[0], said["count_found"].iloc[0]
            page.counted(
                f"{words.counted(times, 'mention')}, in {words.counted(found, 'sentence')}, latest first.",
                key="drawer_words",
            )
            if len(said) < found:
                st.caption(f"The latest {len(said)} of {found}; narrow the filter for others.")
        table(said, **columns.OBSTACLE_WORDS)

    _open(f"Obstacle: {OBSTACLE_TYPES[name].label}", above, obstacle_type=name, **params)


def rep(row: pd.Series, to_on: date | None) -> None:
    """All notes about a rep up to the end of the period."""

    def to_them() -> None:
        links.to_person(row["person_key"], f"Person: {row['rep']}")

    found = cached.rows("note__list", person=row["person_key"], to_on=to_on)
    show(f"Notes about {row['rep']}", found, to_them if found.empty else None)


def _open(title: str, above: Callable[[], None] | None = None, **params: Any) -> None:
    show(title, cached.rows("note__list", **params), above)


def show(title: str, found: pd.DataFrame, above: Callable[[], None] | None = None) -> None:
    """Open the drawer: what `above` draws, then the notes of a frame like that of `note__list`."""

    # without a link to forget, closing runs nothing
    is_linked = any(name in st.query_params for name in LINKED)

    def draw() -> None:
        if above:
            above()
        links.to_only_person(found)
        notes.paged(found, key="drawer")

    again.drawer(title, draw, on_dismiss=_forget_link if is_linked else "ignore")


def rows(title: str, above: Callable[[], None], count_in_words: str) -> None:
    """Open a drawer of rows behind which stands no single note."""

    @st.dialog(words.plain(title), width="medium", position="right")
    def drawer() -> None:
        st.markdown(f"{count_in_words}.")
        above()

    drawer()


def _forget_link() -> None:
    for name in LINKED:
        st.query_params.pop(name, None)
