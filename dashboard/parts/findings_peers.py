"""The sentences that Peers says first, from frames."""

from __future__ import annotations

import pandas as pd

from dashboard.effect.intervals import Share
from dashboard.parts import words
from dashboard.parts.peers import READINGS


def peers(links: pd.DataFrame, waiting: pd.DataFrame) -> str:
    """The finding: notes about other teams by what they do, and what waits.

    `links`: rows of `peers__links`; `waiting`: rows of `peers__waiting`.
    """
    count, read = int(links["count_notes"].sum()), int(links["count_notes_read"].sum())
    obstacles = waiting["obstacle_key"].nunique()
    wait = "waits" if obstacles == 1 else "wait"
    waits = f"{words.counted(obstacles, 'open obstacle')} of reps {wait} on another team."
    if not count:
        return f"No note about another team is in this period. {waits}"
    teams = int(links["count_notes"].gt(0).sum())
    counts = {name: int(links[f"count_{name}"].sum()) for name in READINGS}
    of_read = "" if read == count else f" {read} {'was' if read == 1 else 'were'} read:"
    return (
        f"{words.counted(count, 'note')} about {words.counted(teams, 'other team')}:{of_read} "
        f"{_do(counts['pressing'], 'press')}, {_do(counts['heard'], 'hear')} what the other team faces, "
        f"{_do(counts['acting'], 'help')}. {waits}"
    )


def most_named(links: pd.DataFrame) -> str | None:
    """The team about which most is written, with what its notes name; None where no one has the most."""
    rows = links.sort_values("count_notes_read", ascending=False)
    if rows.empty or not rows["count_notes_read"].iloc[0]:
        return None
    if len(rows) > 1 and rows["count_notes_read"].iloc[0] == rows["count_notes_read"].iloc[1]:
        return None
    row = rows.iloc[0]
    named = row["count_naming_obstacles"]
    return (
        f"Most is written about {row['other_team']}: {words.counted(row['count_notes_read'], 'note')} by "
        f"{words.counted(row['count_authors'], 'person', 'people')}; {named} of them "
        f"{'names' if named == 1 else 'name'} what stands in its way."
    )


def shares(found: dict[str, Share]) -> str:
    """The share of notes with each reading, with its interval where there is enough to say."""
    return " ".join(f"{READINGS[name]}: {each.in_words()}." for name, each in found.items())


def team(row: pd.Series) -> str:
    """One other team in a sentence or two: a row of `peers__links`."""
    waits = "No open obstacle waits on it."
    if row["count_waiting"]:
        obstacles = words.counted(row["count_waiting"], "open obstacle")
        wait = "waits" if row["count_waiting"] == 1 else "wait"
        reps, since = words.counted(row["count_reps_waiting"], "rep"), words.day(row["waiting_since"])
        waits = f"{obstacles} of {reps} {wait} on it, since {since} at the longest."
    done = ", ".join(
        _do(row[f"count_{name}"], verb)
        for name, verb in (("pressing", "press"), ("asking", "ask"), ("heard", "hear"), ("acting", "help"))
    )
    named = _do(row["count_naming_obstacles"], "name")
    read = words.counted(row["count_notes_read"], "note")
    return f"{read} read: {done}; {named} what stands in its way. {waits}"


def _do(count: int, verb: str) -> str:
    ending = ("es" if verb.endswith("ss") else "s") if count == 1 else ""
    return f"{count} {verb}{ending}"
