"""Compared to what: the period of the same length before, or like teams; it explains nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.effect.intervals import Share
from dashboard.parts import words
from dashboard.parts.filters import Filter

KINDS = {"nothing": "Nothing", "before": "The period before", "teams": "Like teams"}
LIKE_FROM = 0.5
"""Share of rep-weeks in the same roles from which on teams are alike; a team like none has all others."""


@dataclass(frozen=True)
class Against:
    """What stands beside: `params` of the page queries, and for like teams which teams are like which.

    `alone` are teams like no other: all others stand beside them.
    """

    kind: str
    params: dict[str, Any]
    label: str = ""
    like: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    team: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether something stands beside the whole page, and not only beside each team."""
        return self.kind == "before" or self.team in self.like

    def rows(self, found: pd.DataFrame, team: str | None = None) -> pd.DataFrame:
        """Rows of a frame with `team`, asked with `params`, that stand beside a team or the whole page."""
        if self.kind == "before":
            return found if team is None else found[found["team"].eq(team)]
        return found[found["team"].isin(self.like.get(team or self.team, ()))]

    def notes(self, team: str | None = None) -> dict[str, Any]:
        """The parameters of `team_health__notes` for the notes that stand beside."""
        if self.kind == "before":
            return self.params | ({"team": team} if team else {})
        return self.params | {"teams": self.like.get(team or self.team, ())}

    def said(self, team: str | None = None) -> str:
        """ "the 13 weeks before", "like teams (Meadow, Ridge)", "5 other teams"."""
        if self.label:
            return self.label
        others, kind = (
            self.like.get(team or self.team, ()),
            "other" if (team or self.team) in self.alone else "like",
        )
        return f"{kind} teams ({', '.join(others)})" if len(others) <= 3 else f"{len(others)} {kind} teams"


def choose(chosen: Filter, facts: pd.Series) -> Against | None:
    """The choice, in the URL; where it cannot be met, a sentence says why and what to do."""
    kind = st.segmented_control(
        "Compare with",
        list(KINDS),
        default="nothing",
        required=True,
        format_func=KINDS.get,
        key="compare",
        bind="query-params",
    )
    if kind == "before":
        found = before(chosen, _first_day(facts))
        st.caption(
            found
            if isinstance(found, str)
            else f"Beside: {words.period(found.params['from_on'], found.params['to_on'])}. A shortfall that "
            "touches both periods counts in both."
        )
        return None if isinstance(found, str) else found
    if kind == "teams":
        overlaps = cached.rows("team_health__like_teams", from_on=chosen.from_on, to_on=chosen.to_on)
        found = teams(chosen, overlaps)
        st.caption(_said_of_teams(found))
        return found
    return None


def _said_of_teams(found: Against) -> str:
    if not found.is_whole:
        return "Each team stands beside teams of like roles, below. Choose a team to see it in every number."
    others = words.listed([words.plain(team) for team in found.like[found.team]])
    if found.team in found.alone:
        return f"No other team has a like mix of roles, so all others stand beside: {others}."
    return f"Beside: {others}, which have a like mix of roles."


def before(chosen: Filter, first_on: date) -> Against | str:
    """The period of the same length before the chosen one, or a sentence that says why there is none."""
    if not chosen.from_on:
        return (
            "All dates are shown, so nothing is before them. Choose a period at the left, such as 13 weeks."
        )
    days = ((chosen.to_on or chosen.now_on) - chosen.from_on).days + 1
    to_on = chosen.from_on - timedelta(days=1)
    from_on = chosen.from_on - timedelta(days=days)
    if to_on < first_on:
        return (
            f"Notes and shortfalls are known from {words.day(first_on)} on, so nothing is before this period."
        )
    span = words.counted(days // 7, "week") if days % 7 == 0 else words.counted(days, "day")
    label = f"the {span} before"
    if from_on < first_on:
        from_on, label = first_on, f"{words.period(first_on, to_on)}, which is shorter"
    return Against("before", chosen.params() | {"from_on": from_on, "to_on": to_on}, label)


def teams(chosen: Filter, overlaps: pd.DataFrame) -> Against:
    """Like teams of each team, or all others where none is like it: rows of `team_health__like_teams`."""
    like, alone = {}, set()
    for team, rows in overlaps.groupby("team", sort=True):
        alike = rows[rows["overlap"].ge(LIKE_FROM)]
        like[team] = tuple((rows if alike.empty else alike)["other_team"])
        if alike.empty:
            alone.add(team)
    params = chosen.params() | {"team": None, "leader": None}
    return Against("teams", params, like=like, alone=frozenset(alone), team=chosen.team)


def beside(found: Share, other: Share, label: str) -> str:
    """ "the 13 weeks before: 9 of 41 (22 %, 95 % interval 8 to 40); intervals overlap"."""
    said = f"{label}: {other.in_words()}" if label else other.in_words()
    if found.value is None or other.value is None:
        return said
    is_overlap = found.low <= other.high and other.low <= found.high
    return f"{said}; intervals {'overlap' if is_overlap else 'lie apart'}"


def name(against: Against | None) -> str:
    """What stands beside, for a legend; empty where nothing does."""
    if against is None:
        return ""
    return against.label[:1].upper() + against.label[1:] if against.label else KINDS["teams"]


def _first_day(facts: pd.Series) -> date:
    first = facts["first_note_on"]
    return pd.Timestamp(facts["first_on"] if pd.isna(first) else first).date()
