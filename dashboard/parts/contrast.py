"""Teams and leaders side by side: shares with intervals, and the same within notes of like length."""

from __future__ import annotations

import pandas as pd

from dashboard.effect.intervals import Share, share, shares
from dashboard.parts import words

LENGTHS = ("1 sentence", "2 to 4 sentences", "5 and more")
UNNAMED = "a leader in {team}"


def with_shares(rows: pd.DataFrame, cells: pd.DataFrame, facts: pd.Series) -> pd.DataFrame:
    """Rows of `team_health__contrast` with label, hits, of, reps, share, low, high and heard (in words).

    `cells`: rows of `team_health__understanding`.
    """
    by_team = shares(cells, by=["team"], **_heard(facts))
    by_leader = shares(cells, by=["team", "leader_key"], **_heard(facts))
    joined = pd.concat(
        [
            rows[rows["is_team"]].merge(by_team, on="team", how="left"),
            rows[~rows["is_team"]].merge(by_leader, on=["team", "leader_key"], how="left"),
        ]
    )
    joined = joined.sort_values(["team", "is_team"], ascending=[True, False], kind="stable").reset_index(
        drop=True
    )
    counts = joined[["hits", "of", "reps"]].fillna(0).astype(int)
    joined[["hits", "of", "reps"]] = counts
    joined["heard"] = [_words(row) for row in joined.itertuples()]
    joined["label"] = [
        row.team if row.is_team else words.or_else(row.leader, UNNAMED.format(team=row.team))
        for row in joined.itertuples()
    ]
    return joined


def within_like_lengths(cells: pd.DataFrame, facts: pd.Series) -> pd.DataFrame:
    """One row per team, one column per length of note: the share heard in words, or too few to say."""
    rows = []
    for team, of_team in cells.dropna(subset="team").groupby("team", sort=True):
        found = {length: share(of_team[of_team["length"].eq(length)], **_heard(facts)) for length in LENGTHS}
        rows.append({"team": team} | {length: each.in_words() for length, each in found.items()})
    return pd.DataFrame(rows, columns=["team", *LENGTHS])


def weekly(rows: pd.DataFrame, facts: pd.Series) -> pd.DataFrame:
    """Rows of `team_health__weeks` with share_heard and share_replaced; NaN where it is too few to say."""
    enough = rows["count_notes_in_four"].ge(facts["rate_notes"]) & rows["count_reps_in_four"].ge(
        facts["rate_reps"]
    )
    of = rows["count_notes_in_four"].where(enough).astype(float)
    return rows.assign(share_heard=rows["count_heard"] / of, share_replaced=rows["count_replaced"] / of)


def _heard(facts: pd.Series) -> dict[str, object]:
    """What `share` needs to know of the columns of `team_health__understanding`."""
    return {
        "hits": "count_heard",
        "of": "count_notes",
        "author": "author_key",
        "rep": "person_key",
        "least_of": facts["rate_notes"],
        "least_reps": facts["rate_reps"],
    }


def _words(row: object) -> str:
    low, high = (None, None) if pd.isna(row.low) else (row.low, row.high)
    return Share(row.hits, row.of, row.reps, low, high).in_words()
