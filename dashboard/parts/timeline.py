"""What a timeline of one rep shows: lanes of notes, what happened, weeks in words, a text alternative."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from dashboard.parts import words
from dashboard.reader.codebook import OBSTACLE_TYPES, STANCES

LANES = {
    "Heard": ("heard_and_acted", "heard"),
    "Asked": ("asked",),
    "Neither": ("care_only", "score_only", "silent"),
    "Mixed": ("mixed", "do_more_asked"),
    "Pressed": ("do_more", "waved_away"),
}
"""Lane of a note's mark -> its stances, in the order of the lanes; unread notes and check-ins follow."""

NOT_READ, CHECK_INS = "Not read", "Check-ins"
LANE_OF = {stance: lane for lane, stances in LANES.items() for stance in stances}

STATES = {
    "open": "open",
    "waved away": "open, waved away",
    "acted on": "acted on",
    "followed up": "followed up",
    "quiet": "quiet: not named lately",
    "closed": "closed by a person",
}
EVENTS = {
    "leave": "Leave",
    "territory": "Territory",
    "quota": "Quota",
    "product": "Product",
    "ramp": "Ramp",
}
AWAY = ("leave", "ramp")
"""Kinds of events whose weeks are not compared; the others change what is compared."""


def stance_label(row: Any) -> str:
    """The stance of a note in words, as a reader of the timeline meets it."""
    if not row.is_read or row.stance not in STANCES:
        return "Not read yet"
    label = STANCES[row.stance].label
    return f"Perhaps: {label.lower()}" if row.certainty == "close" else label


def lane(row: Any) -> str:
    """The lane of a note's mark."""
    return LANE_OF.get(row.stance, NOT_READ) if row.is_read else NOT_READ


def weeks_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `person__weeks` with behind and what was special about the week as words."""
    return rows.assign(
        behind_label=[_behind(row) for row in rows.itertuples()],
        special=[_special(row) for row in rows.itertuples()],
    )


def runs(rows: pd.DataFrame, flag: str) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each run of weeks in which `flag` holds."""
    found: list[tuple[pd.Timestamp, pd.Timestamp]] = []
    for week in rows.loc[rows[flag].fillna(False).astype(bool), "week"]:
        if found and (week - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], week + pd.Timedelta(days=6))
        else:
            found.append((week, week + pd.Timedelta(days=6)))
    return found


def happened(shown: Any) -> pd.DataFrame:
    """A row per thing that happened, latest first: on, until, what, detail, by, kind and key (what opens)."""
    rows = [
        *(
            (row.written_on, None, "Note", stance_label(row), words.or_else(row.author, ""), "note",
             row.note_key)
            for row in shown.notes.itertuples()
        ),
        *(
            (row.written_on, None, "Check-in", "The rep's own words", "", "check_in", row.check_in_key)
            for row in shown.check_ins.itertuples()
        ),
        *(
            (row.first_named_on, row.ends_on, "Obstacle", obstacle_label(row),
             words.or_else(row.first_named_by, ""), "obstacle", row.obstacle_key)
            for row in shown.obstacles.itertuples()
        ),
        *(
            (row.starts_on, row.ends_on, "Event", event_label(row), "", "event", None)
            for row in shown.events.itertuples()
        ),
        *(
            (row.starts_on, row.ends_on, "Shortfall", shortfall_label(row), words.or_else(row.author, ""),
             "shortfall", row.shortfall_key)
            for row in shown.shortfalls.itertuples()
        ),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["on", "until", "what", "detail", "by", "kind", "key"])
    frame = frame.assign(on=pd.to_datetime(frame["on"]), until=pd.to_datetime(frame["until"]))
    return frame.sort_values("on", ascending=False, kind="stable").reset_index(drop=True)


def obstacle_label(row: Any) -> str:
    """ "Tools: open; named on 2 occasions"."""
    return (
        f"{OBSTACLE_TYPES[row.obstacle_type].label}: {state(row.state)}; named on "
        f"{words.counted(row.count_mentions, 'occasion')}"
    )


def state(name: str) -> str:
    """The state of a thread in words."""
    return STATES.get(name, name)


def event_label(row: Any) -> str:
    """ "Product (Harbour team): Dialer update"."""
    whose = f" ({row.team} team)" if row.is_of_team else ""
    text = words.or_else(row.text, "")
    return f"{EVENTS.get(row.kind, row.kind)}{whose}{': ' if text else ''}{text}"


def shortfall_label(row: Any) -> str:
    """ "Behind by attainment; answer: Heard and acted"."""
    return f"Behind by {words.measures(row.behind_by)}; answer: {words.ANSWERS[row.answer].lower()}"


def alt(shown: Any) -> str:
    """What the timeline shows, in sentences."""
    weeks, notes = shown.weeks, shown.notes
    said = []
    logged = weeks[weeks["is_logged"].fillna(False).astype(bool)]
    if len(logged):
        touches = logged[["count_calls", "count_emails", "count_meetings"]].sum(axis=1)
        level = logged["touches_level"].mean()
        held = "" if pd.isna(level) else f", own level {level:.0f}"
        said.append(
            f"{words.counted(len(weeks), 'week')}, calls, e-mails and meetings {touches.mean():.0f} a "
            f"week{held}"
        )
    spans = [words.period(row.starts_on.date(), row.ends_on.date()) for row in shown.shortfalls.itertuples()]
    said.append(f"behind {words.listed(spans)}" if spans else "no shortfall")
    counts = notes.apply(lane, axis=1).value_counts() if len(notes) else {}
    named = [f"{name.lower()} {counts[name]}" for name in (*LANES, NOT_READ) if name in counts]
    said.append(f"{words.counted(len(notes), 'note')}{': ' if named else ''}{', '.join(named)}")
    said.append(words.counted(len(shown.check_ins), "check-in"))
    said += [
        f"{OBSTACLE_TYPES[row.obstacle_type].label.lower()} in the way from {_day(row.first_named_on)} to "
        f"{_day(row.ends_on)}, {state(row.state)}"
        for row in shown.obstacles.itertuples()
    ]
    said += [f"{event_label(row)}, from {_day(row.starts_on)}" for row in shown.events.itertuples()]
    return f"Timeline: {'; '.join(said)}."


def _behind(row: Any) -> str:
    if pd.isna(row.behind):
        return "unknown"
    return words.measures(row.behind_by) if row.behind else "not behind"


def _special(row: Any) -> str:
    found = [
        label
        for label, is_so in (("leave", row.is_leave), ("ramp", row.is_ramp), ("holiday week", row.is_holiday))
        if is_so
    ]
    return ", ".join(found)


def _day(on: date) -> str:
    return words.day(on)
