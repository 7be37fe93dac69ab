"""Tables of the page Person; each is given to `tables.table`."""

from __future__ import annotations

from dashboard.parts.tables import Column, metric

WEEKS = {
    "key": "person_weeks",
    "query": "person__weeks",
    "alt": "Week by week: what was logged, what it is held against, whether behind",
    "columns": {
        "week": Column("Week of", "day"),
        "team": Column("Team"),
        "count_calls": Column("Calls", "count"),
        "count_emails": Column("E-mails", "count"),
        "count_meetings": Column("Meetings", "count"),
        "touches_level": Column("Own level", "number", "Mean of all three in the twelve weeks before."),
        "calls_target": Column("Target of calls", "number"),
        "attainment_to_pace": Column("Attainment, of pace", "share"),
        "behind_label": Column("Behind by"),
        "special": Column("Not compared", help="Leave, ramp and holiday weeks are not compared."),
        "count_notes": Column("Notes", "count"),
        "count_check_ins": Column("Check-ins", "count"),
    },
}
BEHIND = WEEKS | {"key": "drawer_weeks", "alt": "The weeks behind"}
HAPPENED = {
    "key": "person_happened",
    "query": "person__notes",
    "alt": "What happened, latest first: notes, check-ins, obstacles, events, shortfalls",
    "opens": "Open",
    "columns": {
        "on": Column("From", "day"),
        "until": Column("To", "day"),
        "what": Column("What"),
        "detail": Column("In words"),
        "by": Column("By"),
    },
}
OBSTACLES = {
    "key": "drawer_obstacles",
    "query": "person__obstacles",
    "alt": "Obstacles that stand open",
    "columns": {
        "label": Column("Obstacle"),
        "first_named_on": Column("First named", "day"),
        "days_since": Column("Days since", "count"),
        "count_mentions": Column("Named", "count", "Days on which a note or check-in named it."),
        "count_waved_away": Column("Waved away", "count", "Notes that named it and waved it away."),
        "last_named_on": Column("Last named", "day"),
    },
}
MENTIONS = {
    "key": "drawer_mentions",
    "query": "person__mentions",
    "alt": "The sentences that named the obstacle",
    "columns": {
        "mentioned_on": Column("Day", "day"),
        "said_by": Column("By"),
        "source": Column("In"),
        "text": Column("Words"),
    },
}
SAID = {
    "key": "person_said",
    "query": "person__said",
    "alt": "What notes said would be done or was done, and whether a later note mentions it",
    "opens": "Note",
    "columns": {
        "written_on": Column("Day", "day"),
        "author": Column("Note by"),
        "text": Column("Words"),
        "later": metric("later_mention", "text"),
    },
}
