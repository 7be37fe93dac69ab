"""The cards of Team health and Do more: shares of shortfalls and notes, and the rows behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.effect.intervals import Share, share
from dashboard.metrics import METRICS
from dashboard.parts import contrast, findings, opened, page, words
from dashboard.parts.cards import Card, interval
from dashboard.parts.compare import Against, beside

OF_SHORTFALLS = {
    "share_shortfalls_replaced": ("count_replaced", "count_shortfalls"),
    "count_unanswered": ("count_no_note", "count_shortfalls"),
    "replaced_though_known": ("count_known", "count_replaced"),
    "repaired": ("count_repaired", "count_repairable"),
}
"""Metric -> the columns of `team_health__shortfalls` that are its count and what it is a share of."""

OF_NOTES = {
    "share_heard": ("count_heard", "count_notes", "heard", None),
    "pressed_on_target": ("count_pressed", "count_on_target", "pressed", "on_target"),
}
"""Metric -> the columns of `team_health__understanding`, and how `team_health__notes` names their notes."""


@dataclass(frozen=True)
class Found:
    """What the cards of a page count: shortfalls, notes (cells), and the same of what stands beside."""

    shortfalls: pd.DataFrame
    cells: pd.DataFrame
    params: dict[str, Any]
    facts: pd.Series
    against: Against | None = None
    other_shortfalls: pd.DataFrame | None = None
    other_cells: pd.DataFrame | None = None


def gather(params: dict[str, Any], facts: pd.Series, against: Against | None) -> Found:
    """Ask what the cards need, for the filter and for what it is compared with."""
    rows, cells = (
        cached.rows(name, **params) for name in ("team_health__shortfalls", "team_health__understanding")
    )
    if against is None:
        return Found(rows, cells, params, facts)
    others = (
        cached.rows(name, **against.params)
        for name in ("team_health__shortfalls", "team_health__understanding")
    )
    return Found(rows, cells, params, facts, against, *others)


def teams(found: Found, length: str | None) -> pd.DataFrame:
    """The contrast of teams and leaders, of notes of one length or of all: see `contrast.with_shares`."""
    others = None if found.against is None else contrast.of_length(found.other_cells, length)
    return contrast.with_shares(
        cached.rows("team_health__contrast", **found.params),
        contrast.of_length(found.cells, length),
        cached.rows("team_health__activity", **found.params),
        found.facts,
        against=found.against,
        other_cells=others,
    )


def open_team(row: pd.Series, found: Found, length: str | None) -> None:
    """The drawer of a row of `teams`."""
    opened.team(
        row,
        found.params,
        cached.rows("team_health__activity", **found.params),
        contrast.bounds(length),
        None if found.against is None else found.against.notes(row["team"]),
    )


def heard_where_activity_is_up(teams: pd.DataFrame, params: dict[str, Any]) -> None:
    """Buttons for the notes that the finding counts in teams whose activity is up: rows of `teams`."""
    up = findings.up_teams(teams).head(findings.MOST_NAMED)
    if up.empty:
        return
    with st.container(horizontal=True, gap="small"):
        for place, row in enumerate(up.itertuples()):
            own = params | {"team": row.team}
            for name, count, label in (("heard", row.hits, "heard"), (None, row.of, "notes")):
                if page.opening(f"{words.plain(row.team)}, {label}", count, key=f"up_{label}_{place}"):
                    opened.drawer(row.team, [opened.coaching_notes(label, **own, counted=name)])


def team_health(found: Found) -> list[Card]:
    """What a leader needs first: shortfalls and their answers, then notes."""
    return [
        shortfalls(found),
        of_shortfalls(found, "share_shortfalls_replaced"),
        of_shortfalls(found, "count_unanswered"),
        of_shortfalls(found, "replaced_though_known"),
        of_notes(found, "pressed_on_target"),
        of_notes(found, "share_heard"),
    ]


def do_more(found: Found) -> list[Card]:
    """Where do more replaced understanding: how often, though known, repaired, and on target."""
    return [
        *(
            of_shortfalls(found, name)
            for name in ("share_shortfalls_replaced", "replaced_though_known", "repaired")
        ),
        of_notes(found, "pressed_on_target"),
    ]


def shortfalls(found: Found) -> Card:
    """All shortfalls; a count, and no share of anything."""
    rows, other = found.shortfalls, _beside_rows(found, found.other_shortfalls)
    sets = [opened.shortfalls("Shortfalls", rows)]
    said = ""
    if other is not None:
        sets.append(opened.shortfalls(f"Beside: {found.against.said()}", other))
        said = f"{found.against.said()}: {len(other)}"
    return Card(
        "shortfalls",
        len(rows),
        f"of {words.counted(rows['person_key'].nunique(), 'rep')}",
        lambda: opened.drawer("Shortfalls", sets),
        said,
    )


def of_shortfalls(found: Found, name: str) -> Card:
    """A share of shortfalls: a key of `OF_SHORTFALLS`."""
    hits, of = OF_SHORTFALLS[name]
    rows, other = found.shortfalls, _beside_rows(found, found.other_shortfalls)
    label = METRICS[name].label

    def sets() -> list[opened.Rows]:
        listed = [
            opened.shortfalls(label, rows[rows[hits].eq(1)]),
            opened.shortfalls("Out of", rows[rows[of].eq(1)]),
        ]
        if other is not None:
            listed += [
                opened.shortfalls("Beside", other[other[hits].eq(1)]),
                opened.shortfalls("Beside, out of", other[other[of].eq(1)]),
            ]
        return listed

    own = _share(rows, found.facts, hits, of)
    compared = None if other is None else _share(other, found.facts, hits, of)
    return _card(name, found, own, compared, sets)


def of_notes(found: Found, name: str) -> Card:
    """A share of notes: a key of `OF_NOTES`."""
    hits, of, counted, out_of = OF_NOTES[name]
    other = _beside_rows(found, found.other_cells)
    label = METRICS[name].label

    def sets() -> list[opened.Rows]:
        listed = [
            opened.coaching_notes(label, **found.params, counted=counted),
            opened.coaching_notes("Out of", **found.params, counted=out_of),
        ]
        if other is not None:
            listed += [
                opened.coaching_notes("Beside", **found.against.notes(), counted=counted),
                opened.coaching_notes("Beside, out of", **found.against.notes(), counted=out_of),
            ]
        return listed

    own = contrast.notes_share(found.cells, found.facts, hits, of)
    compared = None if other is None else contrast.notes_share(other, found.facts, hits, of)
    return _card(name, found, own, compared, sets)


def _card(name: str, found: Found, own: Share, other: Share | None, sets: Any) -> Card:
    return Card(
        name,
        own.hits,
        f"of {own.of}: {interval(own)}" if own.of else "of none",
        lambda: opened.drawer(METRICS[name].label, sets(), METRICS[name].meaning),
        "" if other is None else beside(own, other, found.against.said()),
    )


def _share(rows: pd.DataFrame, facts: pd.Series, hits: str, of: str) -> Share:
    return share(
        rows.assign(**{hits: rows[hits].where(rows[of].eq(1), 0)}),
        hits=hits,
        of=of,
        author="author_key",
        rep="person_key",
        least_of=facts["rate_notes"],
        least_reps=facts["rate_reps"],
    )


def _beside_rows(found: Found, other: pd.DataFrame | None) -> pd.DataFrame | None:
    """Rows that stand beside the whole page; None where nothing does."""
    if found.against is None or not found.against.is_whole:
        return None
    return found.against.rows(other)
