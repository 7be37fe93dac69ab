"""What lies behind a number of Peers: notes, words, obstacles that wait, and another team's story."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import behind, columns_peers, drawers, obstacles, page, peers, words
from dashboard.parts.findings_peers import team as in_a_sentence
from dashboard.parts.tables import table


def open_linked(params: dict[str, Any]) -> None:
    """Open the other team that the URL names (`?other_team=`), or say that there is none."""
    key = st.query_params.get("other_team")
    if not key or "note" in st.query_params:
        return
    if (found := cached.rows("peers__links", other_team=key, **params)).empty:
        params = dict.fromkeys(params)
        found = cached.rows("peers__links", other_team=key)
        if found.empty:
            st.warning(
                "The link names another team of which nothing is in this workspace: its import was undone, "
                "or it is from another one."
            )
            return
        st.warning("The filter leaves out the team that the link names, so it is shown over all dates.")
    story(found.iloc[0], params)


def to_story(rows: pd.DataFrame, row: int) -> None:
    """Open the other team of a row of a table: by the URL, so that its address can be handed on."""
    st.query_params["other_team"] = rows["other_team_key"].iloc[row]
    st.rerun()


def story(row: pd.Series, params: dict[str, Any]) -> None:
    """Another team: what it faces in the words, what waits on it, the notes. `row`: of `peers__links`."""
    of_team = params | {"other_team": row["other_team_key"]}
    faced = peers.said(cached.rows("peers__words", **of_team))
    waiting = peers.waiting_in_words(cached.rows("peers__waiting", **of_team))

    def above() -> None:
        st.text(in_a_sentence(row))
        st.markdown("**What it faces, in the words of the notes**")
        if faced.empty:
            st.text("No note says what this team faces, wants or feels. Perhaps nobody asked.")
        else:
            table(faced, **columns_peers.WORDS)
        if len(waiting):
            st.markdown("**What waits on it**")
            table(waiting, **columns_peers.WAITING_ON_ONE)
        st.markdown("**The notes of the period**")

    drawers.show(row["other_team"], cached.rows("peers__notes", **of_team), above)


def numbers(links: pd.DataFrame, waiting: pd.DataFrame, params: dict[str, Any]) -> None:
    """A button for each number of the finding that opens what is behind it."""
    with st.container(horizontal=True, gap="small"):
        if page.opening("All notes", links["count_notes"].sum(), key="all"):
            notes("Notes about other teams", params)
        for name, label in peers.READINGS.items():
            if page.opening(label, links[f"count_{name}"].sum(), key=name):
                notes(
                    f"Notes about other teams: {label.lower()}", params | {"only_read": True, "reading": name}
                )
        if page.opening("Waiting", waiting["obstacle_key"].nunique(), key="waiting"):
            once = waiting.drop_duplicates("obstacle_key")
            behind.rows_behind(
                "Open obstacles that wait on another team",
                once.assign(count_found=len(once)),
                "obstacle",
                columns_peers.WAITING_ON_ONE,
            )


def notes(title: str, params: dict[str, Any]) -> None:
    """Notes about other teams that the filter leaves."""
    drawers.show(title, cached.rows("peers__notes", **params))


def faced(row: pd.Series, params: dict[str, Any]) -> None:
    """The sentences of a row of `peers__faced`."""
    of_type = row["obstacle_type"] if isinstance(row["obstacle_type"], str) else None
    asked = {"other_team": row["other_team_key"], "code": row["code"], "obstacle_type": of_type}
    rows = peers.said(cached.rows("peers__words", **params, **asked))
    behind.rows_behind(f"{row['other_team']}: {row['label']}", rows, "sentence", columns_peers.WORDS)


def mentions(row: pd.Series, params: dict[str, Any]) -> None:
    """The words that named an obstacle of a row of `peers__waiting`."""
    rows = cached.rows("peers__mentions", obstacle=row["obstacle_key"], to_on=params["to_on"])
    title = f"{row['rep']}, waiting on {row['other_team']}"
    behind.rows_behind(
        title,
        rows,
        "sentence",
        columns_peers.MENTIONS,
        below=lambda: obstacles.link(row["obstacle_key"], "The obstacle on Obstacles"),
    )


def month(first: pd.Timestamp, params: dict[str, Any]) -> None:
    """Notes about other teams written in a month, within the period."""
    from_on = first.date()
    to_on = (first + pd.offsets.MonthEnd(0)).date()
    within = {
        "from_on": max(from_on, params["from_on"] or from_on),
        "to_on": min(to_on, params["to_on"] or to_on),
        "only_read": True,
    }
    notes(f"Notes of {words.month(from_on)}", params | within)
