"""What lies behind a number of Customers: accounts, words, notes, and an account's story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import behind, columns_customers, customers, drawers, figures_customers, page, words
from dashboard.parts.findings_customers import account as in_a_sentence
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES


def open_linked(params: dict[str, Any], coverage: pd.Series) -> None:
    """Open the account that the URL names (`?account=`), or say that there is none."""
    key = st.query_params.get("account")
    if not key or "note" in st.query_params:
        return
    if (found := cached.rows("customers__accounts", account=key, **params)).empty:
        params = dict.fromkeys(params)
        found = cached.rows("customers__accounts", account=key)
        coverage = cached.row("customers__coverage")
        if found.empty:
            st.warning(
                "The link names an account that is not in this workspace: its import was undone, or it is "
                "from another one."
            )
            return
        st.warning("The filter leaves out the account that the link names, so it is shown over all dates.")
    story(found.iloc[0], params, coverage)


def story(row: pd.Series, params: dict[str, Any], coverage: pd.Series) -> None:
    """An account: touches by week, what is known in the words, its notes. `row`: of `customers__accounts`."""
    key = row["account_key"]
    weeks = cached.rows("customers__weeks", account=key, **params)
    reps = cached.rows("customers__reps", account=key, **params)
    known = customers.said(cached.rows("customers__words", account=key, **params | {"from_on": None}))

    def above() -> None:
        st.text(in_a_sentence(row, coverage, customers.UNDERSTOOD[row["understood"]]))
        page.chart(
            figures_customers.weeks(rows=weeks, colours=page.colours(), height=380),
            key="account_figure",
            alt=figures_customers.weeks_alt(weeks),
        )
        if len(reps) > 1:
            st.markdown("**Who touched it**")
            table(reps, **columns_customers.REPS)
        st.markdown("**What is known, in the words of the notes**")
        if known.empty:
            st.text(_nothing_known(row))
        else:
            table(known, **columns_customers.KNOWN)
        st.markdown("**The notes of the period**")

    drawers.show(row["account"], cached.rows("customers__notes", account=key, **params), above)


def accounts(title: str, params: dict[str, Any], **asked: Any) -> None:
    """The accounts behind a number, by name."""
    rows = customers.in_words(cached.rows("customers__accounts", **params, **asked))
    behind.rows_behind(title, rows, "account", columns_customers.BEHIND, lambda row: to_story(rows, row))


def to_story(rows: pd.DataFrame, row: int) -> None:
    """Open the account of a row of a table: by the URL, so that its address can be handed on."""
    st.query_params["account"] = rows["account_key"].iloc[row]
    st.rerun()


def band(row: pd.Series, params: dict[str, Any]) -> None:
    """The accounts of a row of `customers__bands`."""
    most = None if pd.isna(row["most_touches"]) else int(row["most_touches"])
    accounts(f"Recent touches: {row['label']}", params, least=int(row["least_touches"]), most=most)


def struggle(name: str, params: dict[str, Any]) -> None:
    """The sentences that name a kind of struggle."""
    rows = customers.said(cached.rows("customers__words", obstacle_type=name, **params))
    behind.rows_behind(OBSTACLE_TYPES[name].label, rows, "sentence", columns_customers.WORDS)


def week(monday: pd.Timestamp, params: dict[str, Any]) -> None:
    """Notes about customers written in an ISO week, within the period."""
    first = monday.date()
    last = first + timedelta(days=6)
    within = {
        "from_on": max(first, params["from_on"] or first),
        "to_on": min(last, params["to_on"] or last),
    }
    notes(f"Notes of the week of {words.day(first)}", params | within)


def team(row: pd.Series, params: dict[str, Any]) -> None:
    """Notes read of a team's row; a team of its own are those who had none that day."""
    has_team = isinstance(row["team"], str)
    of_team = {"team": row["team"]} if has_team else {"without_team": True}
    notes(f"Notes: {row['label']}", params | of_team | {"only_read": True})


def notes(title: str, params: dict[str, Any]) -> None:
    """Notes about customers that the filter leaves."""
    drawers.show(title, cached.rows("customers__notes", **params))


def _nothing_known(row: pd.Series) -> str:
    if row["understood"] == "something":
        return "A note heard the customer; read it below."
    if row["understood"] == "nothing":
        return (
            "No note says how their business works, what they aim at, where they struggle or what they feel."
        )
    if row["understood"] == "not read":
        return "The notes have not been read yet."
    return "Nobody wrote a note about this account."
