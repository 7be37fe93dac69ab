"""The sentences of the page Obstacles, made from frames."""

from __future__ import annotations

import pandas as pd

from dashboard.parts import words


def finding(ledger: pd.DataFrame, shared: pd.DataFrame) -> str:
    """What stands in the way, in counts: rows of `obstacles__ledger` and of `obstacles__shared`."""
    standing = ledger[ledger["is_open"]]
    if standing.empty:
        return f"No obstacle stands open. {_others(ledger, shared)}"
    of = f"{words.counted(len(standing), 'obstacle')} of {words.counted(_reps(standing), 'rep')}"
    age = words.counted(int(standing["days_open"].max()), "day")
    if len(standing) == 1:
        return f"{of} stands open, first named {age} ago. {_others(ledger, shared)}"
    return f"{of} stand open, the oldest first named {age} ago. {_others(ledger, shared)}"


def _others(ledger: pd.DataFrame, shared: pd.DataFrame) -> str:
    waved, quiet = count_waved_away(ledger), int(ledger["state"].eq("quiet").sum())
    by_teams = f", {words.counted(len(shared), 'time')} a team shared one" if len(shared) else ""
    return (
        f"{waved} of {len(ledger)} {'was' if waved == 1 else 'were'} raised and waved away, {quiet} went "
        f"quiet without an answer{by_teams}."
    )


def count_waved_away(ledger: pd.DataFrame) -> int:
    """Obstacles that any note waved away."""
    return int(ledger["count_waved_away"].gt(0).sum())


def waved_away(rows: pd.DataFrame) -> str:
    """What became of obstacles after a note waved them away."""
    answered = int(rows["state"].isin(["acted on", "followed up", "closed"]).sum())
    return (
        f"{words.counted(len(rows), 'obstacle')} of {words.counted(_reps(rows), 'rep')} "
        f"named and waved away in a note; {answered} answered later."
    )


def quiet(rows: pd.DataFrame) -> str:
    """What it means that nobody names an obstacle any more."""
    return (
        f"{words.counted(len(rows), 'obstacle')} of {words.counted(_reps(rows), 'rep')}: no later note and "
        "no later check-in mentions it for 60 days, and no note says what was done. It may be over, or "
        "nobody expects an answer any more."
    )


def _reps(rows: pd.DataFrame) -> int:
    return rows["person_key"].nunique()
