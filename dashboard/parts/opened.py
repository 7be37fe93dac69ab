"""The rows behind a number, in a drawer: one or more sets of them, each named with its count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, columns, notes, page, words
from dashboard.parts.tables import table


@dataclass(frozen=True)
class Rows:
    """A set of rows: what they are (words of ours), how many, and what draws them."""

    label: str
    count: int
    draw: Callable[[], None]

    @property
    def title(self) -> str:
        """ "12 shortfalls: do more, or waved away"."""
        return f"{self.label} ({self.count})"


def drawer(title: str, sets: Sequence[Rows], explained: str = "") -> None:
    """Open the drawer with the first set; the others are a click away."""

    def draw() -> None:
        if explained:
            st.caption(explained)
        which = 0
        if len(sets) > 1:
            which = st.segmented_control(
                "Rows",
                range(len(sets)),
                format_func=lambda place: sets[place].title,
                default=0,
                required=True,
                key="drawer_set",
                label_visibility="collapsed",
            )
        sets[which].draw()

    again.drawer(title, draw)


def shortfalls(label: str, rows: pd.DataFrame) -> Rows:
    """Shortfalls, rows of `team_health__shortfalls`, and all notes about them."""
    rows = rows.assign(
        measures=rows["behind_by"].map(words.measures), answer_label=rows["answer"].map(words.ANSWERS)
    )
    # asked for once: a note that is corrected here stays in its place
    found = _notes(shortfalls=tuple(rows["shortfall_key"]))

    def draw() -> None:
        if rows.empty:
            st.info("No shortfall lies behind this number.")
            return
        page.counted(f"{words.counted(len(rows), 'shortfall')}, by first day.")
        table(rows, **columns.SHORTFALLS)
        notes.paged(found, key="drawer_notes")

    return Rows(label, len(rows), draw)


def answer(name: str, rows: pd.DataFrame) -> None:
    """The shortfalls that got an answer, and those of them that may still get another."""
    got = rows[rows["answer"].eq(name)]
    sets = [shortfalls("Shortfalls", got)]
    if got["is_window_open"].any():
        sets.append(shortfalls("May still be answered", got[got["is_window_open"]]))
    drawer(f"Shortfalls: {words.ANSWERS[name]}", sets)


def coaching_notes(label: str, **params: Any) -> Rows:
    """Notes that a number counts: the parameters of `team_health__notes`."""
    found = _notes(**params)
    count = 0 if found.empty else int(found["count_found"].iloc[0])
    return Rows(label, count, lambda: notes.paged(found, key="drawer"))


def activity(label: str, rows: pd.DataFrame) -> Rows:
    """Touches by rep, by name: rows of `team_health__activity`."""

    def draw() -> None:
        touches, level = rows["touches_with_level"].sum(), rows["level"].sum()
        weeks = words.counted(int(rows["count_weeks"].sum()), "rep-week")
        st.text(
            f"{rows['count_touches'].sum():.0f} calls, e-mails and meetings in {weeks}. "
            f"In the weeks whose level is known {touches:.0f}, at a level of {level:.0f}."
        )
        table(rows, **columns.ACTIVITY)

    return Rows(label, len(rows), draw)


def team(
    row: pd.Series,
    params: dict[str, Any],
    active: pd.DataFrame,
    length: dict[str, Any],
    beside: dict[str, Any] | None,
) -> None:
    """What a row of the contrast counts; a leader who is not named is not opened alone, the team is.

    `active`: rows of `team_health__activity`; `length`: the lengths of notes that are shown; `beside`: the
    notes that stand beside.
    """
    is_named = isinstance(row["leader"], str)
    own = (
        params | length | {"team": row["team"], "leader": row["leader_key"] if is_named else params["leader"]}
    )
    sets = [
        coaching_notes("Heard", **own, counted="heard"),
        coaching_notes("All notes read", **own),
        activity("Activity by rep", active[active["team"].eq(row["team"])]),
    ]
    if beside is not None:
        sets += [
            coaching_notes("Beside, heard", **beside | length, counted="heard"),
            coaching_notes("Beside, all", **beside | length),
        ]
    is_hidden = not (row["is_team"] or is_named)
    drawer(
        row["leader"] if is_named else row["team"],
        sets,
        "Leaders are not named to others, so this is the whole team." if is_hidden else "",
    )


def week(row: pd.Series, params: dict[str, Any]) -> None:
    """What the shares and touches of an ISO week count: a row of `team_health__weeks`."""
    monday = row["week"].date()
    that = params | {"from_on": monday, "to_on": monday + timedelta(days=6)}
    four = that | {"from_on": monday - timedelta(days=21)}
    drawer(
        f"The week of {words.day(monday)}",
        [
            coaching_notes("Notes of the week", **that),
            coaching_notes("Four weeks, all", **four),
            coaching_notes("Four weeks, heard", **four, counted="heard"),
            coaching_notes("Four weeks, replaced", **four, counted="replaced"),
            activity("Touches by rep", cached.rows("team_health__activity", **that)),
        ],
    )


def _notes(**params: Any) -> pd.DataFrame:
    return cached.rows("team_health__notes", **params)
