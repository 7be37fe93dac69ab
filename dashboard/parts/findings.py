"""The sentence that a page says first: the finding with its counts, made from frames."""

from __future__ import annotations

import pandas as pd

from dashboard.effect.intervals import Share, share
from dashboard.parts import words

MOST_NAMED = 3
"""Teams that the finding of Team health names; the others it counts."""


def replaced_share(shortfalls: pd.DataFrame, facts: pd.Series) -> Share:
    """Share of shortfalls answered with do more: rows of `team_health__shortfalls`."""
    return share(
        shortfalls,
        hits="count_replaced",
        of="count_shortfalls",
        author="author_key",
        rep="person_key",
        least_of=facts["rate_notes"],
        least_reps=facts["rate_reps"],
    )


def team_health(shortfalls: pd.DataFrame, coverage: pd.Series, found: Share) -> str:
    """The finding of Team health; with too few to say, coverage and the shortfalls without any note."""
    count_notes, count_read = coverage["count_notes"], coverage["count_notes_read"]
    unanswered = int(shortfalls["answer"].eq("no_note").sum())
    waiting = int((shortfalls["answer"].eq("no_note") & shortfalls["is_window_open"]).sum())
    if shortfalls.empty:
        return _no_shortfall(coverage)
    found_for = f"{words.counted(found.of, 'shortfall')} of {words.counted(found.reps, 'rep')}"
    if not count_notes:
        return f"{found_for}, and no coaching note in this period: nothing says how they were answered."
    if found.value is None:
        read = "all read" if count_read == count_notes else f"{count_read} read"
        notes = f"{words.counted(count_notes, 'coaching note')}, {read}"
        return f"Too few to say more than this: {found_for}, {unanswered} of them without any note; {notes}."
    still = f" ({waiting} of them may still get one)" if waiting else ""
    count_perhaps = int(shortfalls["answer"].eq("perhaps_replaced").sum())
    perhaps = f", {count_perhaps} perhaps" if count_perhaps else ""
    were = "was" if found.hits == 1 else "were"
    return (
        f"Of {words.counted(found.of, 'shortfall')}, {found.hits} {were} answered with do more or waved away "
        f"({words.percent(found.value)}, {found.interval_in_words()}){perhaps}, and {unanswered} got no note "
        f"at all{still}."
    )


def up_teams(teams: pd.DataFrame) -> pd.DataFrame:
    """Teams whose activity is above their own level by more than chance explains."""
    return teams[teams["is_team"] & teams["activity_low"].gt(0)]


def where_activity_is_up(teams: pd.DataFrame) -> str:
    """The answer to the page's question: rows of `contrast.with_shares`; empty where nothing can be said."""
    if teams[teams["is_team"]]["activity_low"].isna().all():
        return ""
    up = up_teams(teams)
    if up.empty:
        return "In no team is activity above its own level by more than chance explains."
    said = [
        f"in {row.team} ({row.hits} of {words.counted(row.of, 'note')} heard)"
        for row in up.head(MOST_NAMED).itertuples()
    ]
    unnamed = len(up) - MOST_NAMED
    more = f" and {words.counted(unnamed, 'more team')}" if unnamed > 0 else ""
    return f"Activity is above its own level {words.listed(said)}{more}."


def not_coded(coverage: pd.Series) -> list[str]:
    """What part of the notes the figures do not know, and why: a sentence each."""
    unreadable = coverage["count_notes_unreadable"]
    said = []
    if unread := coverage["count_notes"] - coverage["count_notes_read"] - unreadable:
        said.append(f"{words.counted(unread, 'coaching note')} not read yet; the figures grow with them.")
    if unreadable:
        said.append(f"{words.counted(unreadable, 'coaching note')} left uncoded: Data says why.")
    return said


def _no_shortfall(coverage: pd.Series) -> str:
    """Why there is none: nobody was behind, or nobody can know."""
    notes = words.counted(coverage["count_notes"], "coaching note")
    weeks, known = int(coverage["count_weeks"]), int(coverage["count_weeks_known"])
    if not known:
        return (
            f"Whether anybody was behind is unknown: it takes targets, or ten weeks of activity. There "
            f"{'is' if coverage['count_notes'] == 1 else 'are'} {notes} in this period."
        )
    return (
        f"Nobody was behind in the {known} of {words.counted(weeks, 'rep-week')} in which it is known; "
        f"{notes} in this period."
    )


def rep(shortfalls: pd.DataFrame, counts: pd.Series, gap: pd.DataFrame) -> str:
    """What a brief says of a rep first.

    `shortfalls`: rows of `team_health__shortfalls`; `counts`: count_notes, count_heard; `gap`: the rep's row
    of `team_health__not_heard`, if any.
    """
    count = len(shortfalls)
    fell = f"{words.counted(count, 'shortfall')} in this period" if count else "No shortfall in this period"
    if count:
        replaced, unanswered = (int(shortfalls[name].sum()) for name in ("count_replaced", "count_no_note"))
        fell += f", {replaced} answered with do more or waved away, {unanswered} without any note"
    notes = words.counted(int(counts["count_notes"]), "coaching note")
    heard = f"{int(counts['count_heard'])} of {notes} heard"
    weeks = gap["weeks_since_heard"].iloc[0] if len(gap) else float("nan")
    last = "" if pd.isna(weeks) else f", the last {words.counted(int(weeks), 'full week')} ago"
    return f"{fell}. {heard}{last}."


def do_more(rows: pd.DataFrame, count_shortfalls: int, count_pressed: int) -> str:
    """The finding of Do more: rows of `do_more__shortfalls`."""
    pressed = f"{words.counted(count_pressed, 'note')} pressed a rep who was on target."
    if rows.empty and not count_shortfalls:
        return f"No shortfall is known in this period. {pressed}"
    if rows.empty:
        of = words.counted(count_shortfalls, "shortfall")
        return f"None of {of} was answered with do more or waved away. {pressed}"
    known, repaired = int(rows["is_replaced_though_known"].sum()), int(rows["repair"].eq("repaired").sum())
    were = "was" if len(rows) == 1 else "were"
    return (
        f"{len(rows)} of {words.counted(count_shortfalls, 'shortfall')} {were} answered with do more or "
        f"waved away. In {known} the obstacle was known already; in {repaired} the rep was heard later. "
        f"{pressed}"
    )
