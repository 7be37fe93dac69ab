"""The accounts of Customers by name: searched, narrowed, each row opening its account's story."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import columns_customers, customers, customers_drawer, page, words
from dashboard.parts.tables import table


def numbers(bands: pd.DataFrame, params: dict[str, Any]) -> None:
    """A button for each number of the finding that opens the accounts behind it."""
    often = bands[bands["is_touched_often"]]
    asked = {
        "accounts": ("Accounts", bands["count_accounts"].sum(), {}),
        "often": ("Touched often", often["count_accounts"].sum(), {"often": True}),
        "nothing": (
            "Touched often, nothing understood",
            often["count_nothing"].sum(),
            {"often": True, "understood": "nothing"},
        ),
        "unwritten": (
            "Touched often, no notes",
            often["count_no_notes"].sum(),
            {"often": True, "understood": "no notes"},
        ),
        "no_notes": ("No notes at all", bands["count_no_notes"].sum(), {"understood": "no notes"}),
    }
    with st.container(horizontal=True, gap="small"):
        for name, (label, count, narrowed) in asked.items():
            if page.opening(label, count, key=name):
                customers_drawer.accounts(label, params, **narrowed)


def shares(cells: pd.DataFrame, params: dict[str, Any]) -> None:
    """A button for each number of the sentence on notes; `cells`: rows of `customers__understanding`."""
    asked = {
        "notes": ("Notes read", cells["count_notes"].sum(), {}),
        "pressing": ("Pitch or push", cells["count_pressing"].sum(), {"reading": "pressing"}),
        "heard": ("Heard the customer", cells["count_heard"].sum(), {"reading": "heard"}),
    }
    with st.container(horizontal=True, gap="small"):
        for name, (label, count, narrowed) in asked.items():
            if page.opening(label, count, key=name):
                customers_drawer.notes(label, params | narrowed | {"only_read": True})


def show(params: dict[str, Any]) -> None:
    """Draw search, choices and table."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Account or rep", key="customer_search", placeholder="Part of a name", width=320
        )
        understood = st.pills(
            "Show only",
            list(customers.UNDERSTOOD),
            format_func=customers.UNDERSTOOD.get,
            key="understood",
            bind="query-params",
        )
        often = st.toggle("Touched often", key="often", bind="query-params")
    asked = {"search": search.strip() or None, "understood": understood, "often": often or None}
    found = customers.in_words(cached.rows("customers__accounts", **asked, **params))
    if found.empty:
        page.nothing_found("No account fits. Shorten the search, or choose fewer of these.")
        return
    count = int(found["count_found"].iloc[0])
    st.caption(f"{words.first_of(len(found), count, 'account')}, by name. A row opens the account's story.")
    if (row := table(found, **columns_customers.ACCOUNTS)) is not None:
        customers_drawer.to_story(found, row)
