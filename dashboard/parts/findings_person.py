"""The finding of the page Person, and the sentences of the next conversation; made from frames."""

from __future__ import annotations

import pandas as pd

from dashboard.parts import words

NEVER = "no note here has heard them"


def finding(*, facts: pd.Series, weeks: pd.DataFrame, notes: pd.DataFrame, obstacles: pd.DataFrame) -> str:
    """What a rep has been up against and who asked, with counts. `notes` are those of the period."""
    count_open = int(obstacles["is_open"].sum())
    stand = f"{words.counted(count_open, 'obstacle')} {'stands' if count_open == 1 else 'stand'} open"
    stand = stand if count_open else "no obstacle stands open"
    return f"{_behind(weeks)}; {_noted(notes, facts)}; {stand}."


def last_heard(facts: pd.Series) -> str:
    """ "Last heard on 8 Sep 2026, 6 weeks before 23 Oct 2026." """
    if pd.isna(facts["last_heard_on"]):
        since = facts["first_note_on"]
        covered = "" if pd.isna(since) else f" since {words.day(since)}"
        return f"No note has heard them{covered}, as far as notes are here."
    weeks = words.counted(int(facts["weeks_since_heard"]), "full week")
    heard_on, until_on = words.day(facts["last_heard_on"]), words.day(facts["until_on"])
    return f"Last heard in the note of {heard_on}, {weeks} before {until_on}."


def who(facts: pd.Series, places: pd.DataFrame) -> str:
    """Teams with their days, first day and last day, in words."""
    said = []
    for row in places.itertuples():
        days = words.period(_date(row.from_on), _date(row.to_on)) if len(places) > 1 else ""
        led = f", led by {row.leader}" if isinstance(row.leader, str) else ""
        said.append(f"{row.team} team{f' {days}' if days and days != 'all dates' else ''}{led}")
    if not said:
        said.append("No team is known in this period")
    if pd.notna(facts["started_on"]):
        said.append(f"here since {words.day(facts['started_on'])}")
    if pd.notna(facts["left_on"]):
        said.append(f"left on {words.day(facts['left_on'])}")
    return "; ".join(said) + "."


def _behind(weeks: pd.DataFrame) -> str:
    known, behind = int(weeks["behind"].notna().sum()), int(weeks["behind"].fillna(False).astype(bool).sum())
    if weeks.empty:
        return "No week of activity or target is here"
    if not known:
        return f"Whether they were behind is unknown in all {words.counted(len(weeks), 'week')}"
    return f"Behind in {behind} of {words.counted(known, 'week')} in which it is known"


def _noted(notes: pd.DataFrame, facts: pd.Series) -> str:
    if notes.empty:
        return "no note about them" if not facts["count_notes"] else "no note about them in this period"
    heard, pressed = int(notes["is_heard"].fillna(False).sum()), int(notes["is_pressed_on_target"].sum())
    asked = int(notes["is_asked"].fillna(False).sum())
    extra = f" and {asked} asked" if asked else ""
    on_target = f", {pressed} pressed them while on target" if pressed else ""
    last = NEVER if pd.isna(facts["last_heard_on"]) else f"last heard on {words.day(facts['last_heard_on'])}"
    return f"{words.counted(len(notes), 'note')}: {heard} heard{extra}{on_target}; {last}"


def _date(cell: object) -> object:
    return None if pd.isna(cell) else pd.Timestamp(cell).date()
