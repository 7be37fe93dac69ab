"""Questions of pages, asked of pandas too: whole columns in memory, as one would in a notebook.

pandas gets the typed, deduplicated activities for nothing and leaves out what pages add (targets, levels,
notes), so its seconds are its least.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd


def activities(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What the questions need of each activity."""
    found = con.execute("select person_id, occurred_at, kind, account from activities").df()
    return found.astype({"kind": "category"})


def coverage(rows: pd.DataFrame, known: dict[str, Any]) -> pd.DataFrame:
    """Rows by week and kind."""
    return _by_week(rows)


def of_a_rep(rows: pd.DataFrame, known: dict[str, Any]) -> pd.DataFrame:
    """Touches of one rep by week and kind."""
    return _by_week(rows[rows["person_id"].eq(known["person_id"])])


def of_an_account(rows: pd.DataFrame, known: dict[str, Any]) -> pd.DataFrame:
    """Touches of one account by week and kind."""
    return _by_week(rows[rows["account"].eq(known["account_name"])])


def of_all_accounts(rows: pd.DataFrame, known: dict[str, Any]) -> pd.DataFrame:
    """Touches of each account by kind, and the last of them."""
    by_account = rows.groupby("account", observed=True)
    counted = rows.groupby(["account", "kind"], observed=True).size().unstack(fill_value=0)
    return counted.assign(last=by_account["occurred_at"].max()).sort_index()


QUESTIONS: dict[str, Callable[[pd.DataFrame, dict[str, Any]], pd.DataFrame]] = {
    "data__coverage": coverage,
    "person__weeks": of_a_rep,
    "customers__weeks": of_an_account,
    "customers__accounts": of_all_accounts,
}
"""Page query -> the same of pandas."""


def agree(name: str, mine: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether both counted as many calls, e-mails and meetings; of accounts, whether both found as many."""
    if name == "customers__accounts":
        return int(mine["count_found"].iloc[0]) == len(other)
    return all(
        int(mine[f"count_{kind}s"].sum()) == int(other[kind].sum()) for kind in ("call", "email", "meeting")
    )


def _by_week(rows: pd.DataFrame) -> pd.DataFrame:
    monday = rows["occurred_at"].dt.normalize() - pd.to_timedelta(rows["occurred_at"].dt.weekday, unit="D")
    return rows.groupby([monday, "kind"], observed=True).size().unstack(fill_value=0)
