"""Teams and leaders side by side: activity and shares heard with intervals, within like lengths of notes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.effect.intervals import Share, change, share
from dashboard.parts import compare, words

ANY = "Any length"
LENGTHS = {"1 sentence": (0, 1), "2 to 4 sentences": (2, 4), "5 and more": (5, None)}
"""Lengths of notes that are compared with each other: fewest and most sentences."""

BAND_DRAWS = 1000
"""A band of forty weeks is drawn eighty times; a thousand draws place its edge within a pixel or two."""

UNNAMED = "a leader in {team}"


def choose_length() -> str | None:
    """The length of notes that are compared, in the URL; None for all."""
    chosen = st.segmented_control(
        "Notes of", [ANY, *LENGTHS], default=ANY, required=True, key="length", bind="query-params"
    )
    return None if chosen == ANY else chosen


def bounds(length: str | None) -> dict[str, int | None]:
    """Fewest and most sentences of a length, as the parameters of `team_health__notes`."""
    least, most = LENGTHS.get(length, (None, None))
    return {"least_sentences": least, "most_sentences": most}


def of_length(cells: pd.DataFrame, length: str | None) -> pd.DataFrame:
    """Rows of `team_health__understanding` with notes of one length; all without one."""
    return cells if length is None else cells[cells["length"].eq(length)]


def with_shares(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    active: pd.DataFrame,
    facts: pd.Series,
    *,
    against: compare.Against | None = None,
    other_cells: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rows of `team_health__contrast` with what they are called, their shares and what stands beside.

    `cells`, `other_cells`: rows of `team_health__understanding`; `active`: of `team_health__activity`. Adds
    `ADDED`; activity, heard and beside are words, numbers are NaN where it is too few to say.
    """
    columns = [_row(row, cells, active, facts, against, other_cells) for row in rows.itertuples()]
    added = pd.DataFrame(columns, index=rows.index, columns=ADDED).astype(
        {name: float for name in ADDED if name.rpartition("_")[2] in ("low", "high", "share")}
    )
    return pd.concat([rows, added], axis=1)


ADDED = [
    *("label", "activity_low", "activity_high", "activity", "hits", "of", "reps", "share", "low", "high"),
    *("heard", "beside", "beside_share", "beside_low", "beside_high"),
]


def _row(row: Any, cells, active, facts, against, other_cells) -> dict[str, Any]:
    found = heard(_of(cells, row), facts)
    _, low, high = change(
        _of(active, row),
        top="touches_with_level",
        bottom="level",
        rep="person_key",
        least_reps=facts["rate_reps"],
    )
    added = {
        "label": row.team if row.is_team else words.or_else(row.leader, UNNAMED.format(team=row.team)),
        "activity_low": low,
        "activity_high": high,
        "activity": change_in_words(row.activity_change, low, high),
        "heard": found.in_words(),
        "beside": "",
        **_numbers(found),
    }
    if against is not None:
        other = heard(against.rows(other_cells, row.team), facts)
        added["beside"] = compare.beside(
            found, other, "" if against.kind == "before" else against.said(row.team)
        )
        added |= {f"beside_{name}": value for name, value in _numbers(other).items()}
    return added


def heard(cells: pd.DataFrame, facts: pd.Series) -> Share:
    """Share of notes that heard: rows of `team_health__understanding` or `team_health__week_notes`."""
    return notes_share(cells, facts, "count_heard")


def notes_share(
    cells: pd.DataFrame, facts: pd.Series, hits: str, of: str = "count_notes", **draws: int
) -> Share:
    """Share of the notes counted in `of` that are counted in `hits` too."""
    return share(
        cells,
        hits=hits,
        of=of,
        author="author_key",
        rep="person_key",
        least_of=facts["rate_notes"],
        least_reps=facts["rate_reps"],
        **draws,
    )


def weekly(rows: pd.DataFrame, cells: pd.DataFrame, facts: pd.Series) -> pd.DataFrame:
    """Rows of `team_health__weeks` with the shares heard and replaced of four weeks, and their intervals.

    `cells`: rows of `team_health__week_notes`. Adds share_, low_ and high_ of heard and replaced; NaN where
    it is too few to say.
    """
    found = []
    for week in rows["week"]:
        of_four = cells[cells["week"].between(week - pd.Timedelta(days=21), week)]
        added = {}
        for name in ("heard", "replaced"):
            numbers = _numbers(notes_share(of_four, facts, f"count_{name}", draws=BAND_DRAWS))
            added |= {f"{number}_{name}": numbers[number] for number in ("share", "low", "high")}
        found.append(added)
    names = [f"{number}_{name}" for name in ("heard", "replaced") for number in ("share", "low", "high")]
    return pd.concat([rows, pd.DataFrame(found, rows.index, names).astype(float)], axis=1)


def change_in_words(value: float, low: float, high: float) -> str:
    """ "+2 % (95 % interval -1 to +5)"; without an interval the change alone; unknown is empty."""
    if pd.isna(value):
        return ""
    said = f"{signed(value)} %"
    return said if pd.isna(low) else f"{said} (95 % interval {signed(low)} to {signed(high)})"


def signed(share: float) -> str:
    """ "+2", "-1", "0" for 0.02, -0.01 and what rounds to nothing."""
    return f"{whole:+d}" if (whole := round(100 * share)) else "0"


def _of(frame: pd.DataFrame, row: Any) -> pd.DataFrame:
    """Rows of the team, or of the team's leader, that a row of the contrast is about."""
    of_team = frame[frame["team"].eq(row.team)]
    return of_team if row.is_team else of_team[of_team["leader_key"].eq(row.leader_key)]


def _numbers(found: Share) -> dict[str, Any]:
    return {
        "hits": found.hits,
        "of": found.of,
        "reps": found.reps,
        "share": found.value,
        "low": found.low,
        "high": found.high,
    }
