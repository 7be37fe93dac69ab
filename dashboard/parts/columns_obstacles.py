"""The tables of the page Obstacles: key, text alternative, what a row opens, columns."""

from __future__ import annotations

from dashboard.parts.tables import Column, metric

WHO = {"rep": Column("Rep"), "team": Column("Team"), "type_label": Column("Obstacle")}
WHEN = {
    "first_named_on": Column("Since", "day", "The day on which a note or a check-in named it first."),
    "last_named_on": Column("Last named", "day"),
    "days_open": metric("obstacle_days_open", "count"),
}
HOW_OFTEN = {
    "count_mentions": Column("Named", "count", "One note or check-in is one mention a day."),
    "count_waved_away": Column("Waved away", "count", "Notes that named it and waved it away."),
}
LEDGER = {
    "key": "ledger",
    "query": "obstacles__ledger",
    "alt": "Obstacles, the one named last first",
    "opens": "Open",
    "columns": WHO
    | {"state_label": metric("obstacle_state", "text")}
    | WHEN
    | HOW_OFTEN
    | {
        "acted_on": Column("Acted on", "day", "First note with help, practice or a step together."),
        "followed_up_on": Column("Followed up", "day", "First note that returns to it."),
        "other_team": Column("Waits on", "text", "The other team that the words name."),
        "is_shared": metric("obstacle_shared", "flag"),
        "owner": Column("Owner", "text", "Who took it on, as somebody noted here."),
        "due_on": Column("Due", "day"),
    },
}
LISTED = {
    "key": "listed",
    "alt": "The obstacles behind the number",
    "opens": "Open",
    "columns": WHO | {"state_label": metric("obstacle_state", "text")} | WHEN | HOW_OFTEN,
}
WAVED_AWAY = {
    "key": "waved_away",
    "query": "obstacles__ledger",
    "alt": "Obstacles that were raised and then waved away, the one named last first",
    "opens": "Open",
    "columns": WHO
    | HOW_OFTEN
    | {"state_label": metric("obstacle_state", "text")}
    | {name: WHEN[name] for name in ("first_named_on", "last_named_on")},
}
QUIET = {
    "key": "quiet",
    "query": "obstacles__ledger",
    "alt": "Obstacles that went quiet, the one named last first",
    "opens": "Open",
    "columns": WHO | HOW_OFTEN | {name: WHEN[name] for name in ("first_named_on", "last_named_on")},
}
TYPES = {
    "key": "types",
    "query": "obstacles__types",
    "alt": "Open obstacles by type and team",
    "opens": "Open",
    "columns": {
        "type_label": Column("Obstacle"),
        "team": Column("Team"),
        "count_open": metric("open_obstacles", "count"),
        "count_reps": Column("Reps", "count"),
        "count_mentions": Column("Named", "count", "How often, in notes and check-ins."),
        "first_named_on": Column("Since", "day"),
    },
}
WEEKS = {
    "key": "obstacle_weeks",
    "query": "obstacles__weeks",
    "alt": "Obstacles that stood open, by week",
    "opens": "Open",
    "columns": {
        "week": Column("Week of", "day"),
        "count_open": Column("Open at its end", "count"),
        "count_waved_away": Column("Waved away", "count", "Of these, last answered by waving away."),
        "count_new": Column("First named", "count"),
        "count_answered": Column("Answered", "count", "Acted on, followed up or closed in that week."),
    },
}
AGES = {
    "key": "ages",
    "query": "obstacles__ages",
    "alt": "Open obstacles by age and state",
    "opens": "Open",
    "columns": {
        "age": Column("Since first named"),
        "state_label": Column("State"),
        "count_open": Column("Obstacles", "count"),
        "count_reps": Column("Reps", "count"),
    },
}
SHARED = {
    "key": "shared",
    "query": "obstacles__shared",
    "alt": "Obstacles that teams share, the latest first",
    "opens": "Words",
    "columns": {
        "type_label": Column("Obstacle"),
        "team": Column("Team"),
        "count_reps": Column("Reps who name it", "count"),
        "first_named_on": Column("From", "day"),
        "last_named_on": Column("To", "day"),
        "count_open": Column("Still open", "count"),
        "count_waved_away": Column("Waved away", "count", "Notes that named it and waved it away."),
        "leaders_leader": Column("A matter for", "text", "The leader of the team's leader."),
        "chance": Column(
            "By chance", "share", "How often the mix of the other teams gives so many reps, or more."
        ),
    },
}
WORDS = {
    "key": "shared_words",
    "alt": "Words that named the shared obstacle, in order",
    "opens": "Open",
    "columns": {
        "mentioned_on": Column("Day", "day"),
        "rep": Column("Rep"),
        "source": Column("In"),
        "text": Column("Words"),
        "is_waved_away": Column("Waved away", "flag"),
    },
}
UNASSIGNED = {
    "key": "unassigned",
    "query": "obstacles__unassigned",
    "alt": "Acts in notes that answer no one obstacle, latest first",
    "opens": "Note",
    "columns": {
        "written_on": Column("Day", "day"),
        "rep": Column("Rep"),
        "team": Column("Team"),
        "author": Column("Note by"),
        "act": Column("What"),
        "count_open": Column("Open then", "count", "Obstacles of the rep that stood open that day."),
    },
}
