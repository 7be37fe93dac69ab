"""The filter: one frozen value, the same on all pages, in the URL, able to say itself in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import words


@dataclass(frozen=True)
class Filter:
    """What pages show; None is "all". `leader` is a surrogate key; the last two are for its words."""

    from_on: date | None = None
    to_on: date | None = None
    team: str | None = None
    leader: str | None = None
    role: str | None = None
    leader_name: str | None = None
    now_on: date | None = None

    def params(self) -> dict[str, Any]:
        """The parameters of a page query that filters."""
        return {name: getattr(self, name) for name in ("from_on", "to_on", "team", "leader", "role")}

    def as_of_end(self) -> dict[str, Any]:
        """The parameters of a page query that says how things stood at the end of the period."""
        return {name: value for name, value in self.params().items() if name != "from_on"}

    def in_words(self) -> str:
        """ "East team, led by Dana Okafor, 1 Jul to 30 Sep 2026, as of Fri 23 Oct 2026"."""
        said = [
            f"{self.team} team" if self.team else "All teams",
            f"led by {self.leader_name}" if self.leader else None,
            f"role {self.role}" if self.role else None,
            words.period(self.from_on, self.to_on),
            f"as of {words.weekday(self.now_on)}" if self.now_on else None,
        ]
        return ", ".join(part for part in said if part)


def chosen() -> Filter:
    """The filter of this run, as `choose` left it."""
    return st.session_state["filter"]


def choose() -> Filter:
    """The filter in the sidebar, in step with the URL; what a link asks for in vain is said in a sentence."""
    facts = cached.row("filter__workspace")
    choices = cached.rows("filter__choices")
    first_on, now_on = _day(facts["first_on"]), _day(facts["now_on"])
    names = {kind: _names(choices, kind) for kind in ("team", "leader", "role")}
    complaints = _complaints(names, first_on, now_on)
    with st.sidebar:
        from_on, to_on = _period(first_on, now_on)
        team = st.selectbox(
            "Team", list(names["team"]), index=None, placeholder="All", key="team", bind="query-params"
        )
        leader = _leader(names["leader"])
        role = st.selectbox(
            "Role", list(names["role"]), index=None, placeholder="All", key="role", bind="query-params"
        )
    if from_on and to_on and from_on > to_on:
        complaints.append(
            "The period ends before it begins, so all dates are shown. Change one of its two days."
        )
        from_on = to_on = None
    for sentence in complaints:
        st.warning(sentence)
    found = Filter(from_on, to_on, team, leader, role, names["leader"].get(leader), now_on)
    st.session_state["filter"] = found
    return found


def _period(first_on: date, now_on: date) -> tuple[date | None, date | None]:
    limits = {
        "value": None,
        "min_value": first_on,
        "max_value": now_on,
        "format": "DD.MM.YYYY",
        "bind": "query-params",
    }
    from_on = st.date_input("From", key="from_on", **limits)
    to_on = st.date_input("To", key="to_on", **limits)
    with st.container(horizontal=True, gap="xsmall"):
        for label, weeks in (("4 weeks", 4), ("13 weeks", 13), ("All", None)):
            start = max(first_on, now_on - timedelta(weeks=weeks) + timedelta(days=1)) if weeks else None
            st.button(label, key=f"period_{weeks}", type="tertiary", on_click=_set_period, args=(start,))
    return from_on, to_on


def _set_period(start: date | None) -> None:
    st.session_state["from_on"], st.session_state["to_on"] = start, None


def _leader(names: dict[str, str]) -> str | None:
    """A bound widget would write the leader's name into the URL; a link carries the surrogate key instead."""
    in_link = st.query_params.get("leader")
    if in_link in names and in_link != st.session_state.get("leader_in_link"):
        st.session_state["leader_choice"] = in_link
    leader = st.selectbox(
        "Leader",
        list(names),
        index=None,
        placeholder="All",
        format_func=names.get,
        key="leader_choice",
        persist_state="session",
    )
    st.session_state["leader_in_link"] = leader
    if leader:
        st.query_params["leader"] = leader
    else:
        st.query_params.pop("leader", None)
    return leader


def _complaints(names: dict[str, dict[str, str]], first_on: date, now_on: date) -> list[str]:
    """What the URL asks for and the workspace does not have; asked before the widgets clear the URL of it."""
    found = []
    for kind in ("team", "leader", "role"):
        asked = st.query_params.get(kind)
        if asked and asked not in names[kind]:
            found.append(
                f"The link names a {kind} that is not in this workspace, so all are shown. Choose one at "
                "the left."
            )
    for name, label in (("from_on", "first"), ("to_on", "last")):
        asked = st.query_params.get(name)
        if asked and not _is_within(asked, first_on, now_on):
            found.append(
                f"The link's {label} day is no date between {words.day(first_on)} and {words.day(now_on)}, "
                "so it is left out."
            )
    return found


def _is_within(text: str, first_on: date, last_on: date) -> bool:
    try:
        return first_on <= date.fromisoformat(text) <= last_on
    except ValueError:
        return False


def _names(choices: pd.DataFrame, kind: str) -> dict[str, str]:
    of_kind = choices[choices["filter"].eq(kind)]
    return dict(zip(of_kind["value"], of_kind["label"], strict=True))


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()
