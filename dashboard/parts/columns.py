"""The pages' tables: key, text alternative, what a row opens, columns; each is given to `tables.table`."""

from __future__ import annotations

from dashboard.parts.tables import Column, metric

ANSWERS = {
    "key": "answers",
    "query": "team_health__answers",
    "alt": "Shortfalls by answer",
    "opens": "Open",
    "columns": {
        "label": Column("Answer"),
        "count_shortfalls": Column("Shortfalls", "count"),
        "count_reps": Column("Reps", "count"),
        "count_window_open": Column(
            "May still be answered", "count", "The days in which a note still counts are not over yet."
        ),
    },
}
CONTRAST = {
    "key": "contrast",
    "query": "team_health__contrast",
    "alt": "Activity and understanding per team and leader",
    "opens": "Open",
    "columns": {
        "label": Column("Team or leader"),
        "heard": Column("Notes that heard", "text", "Of all read, with the 95 % interval where enough."),
        "activity": metric("activity_change", "text"),
        "touches_a_week": Column("Touches a rep and week", "number"),
        "median_words": metric("median_words", "count"),
        "sources": Column("Written in"),
        "count_reps": Column("Reps", "count"),
    },
}


def beside(name: str) -> dict[str, object]:
    """The table of the contrast; what stands beside, if anything does, is a column of that name."""
    if not name:
        return CONTRAST
    first = {column: CONTRAST["columns"][column] for column in ("label", "heard")}
    other = {"beside": Column(name, "text", "The same share of what it is compared with.")}
    return CONTRAST | {"columns": first | other | CONTRAST["columns"]}


ACTIVITY = {
    "key": "drawer_activity",
    "query": "team_health__activity",
    "alt": "Calls, e-mails and meetings by rep, by name",
    "columns": {
        "rep": Column("Rep"),
        "count_weeks": Column("Weeks", "count"),
        "count_touches": Column("Touches", "count"),
        "touches_with_level": Column("In weeks with a level", "count"),
        "level": Column("Own level", "count", "The rep's own twelve weeks before each week."),
    },
}
WEEKS = {
    "key": "weeks",
    "query": "team_health__weeks",
    "alt": "Notes and touches by week",
    "opens": "Open",
    "columns": {
        "week": Column("Week of", "day"),
        "count_notes": Column("Notes read", "count"),
        "count_notes_in_four": Column("In four weeks", "count", "Of this week and the three before it."),
        "count_heard": Column("of them heard", "count"),
        "share_heard": metric("share_heard", "share"),
        "count_replaced": Column("of them replaced", "count"),
        "share_replaced": metric("share_replaced", "share"),
        "touches_a_rep": metric("touches", "number"),
    },
}
NEWS = {
    "key": "drawer_news",
    "query": "team_health__news",
    "alt": "What is new, latest first",
    "columns": {
        "happened_on": Column("Day", "day"),
        "rep": Column("Rep"),
        "team": Column("Team"),
        "label": Column("Obstacle"),
        "text": Column("Words"),
    },
}
NEWS_OF_REPS = NEWS | {
    "columns": {name: NEWS["columns"][name] for name in ("happened_on", "rep", "team")},
}
OBSTACLES = {
    "key": "obstacles",
    "query": "team_health__obstacles",
    "alt": "Open obstacles by type",
    "opens": "Words",
    "columns": {
        "label": Column("Obstacle"),
        "count_reps": Column("Reps", "count"),
        "count_mentions": Column("Named", "count", "How often, in notes and check-ins."),
        "count_waved_away": Column("Waved away", "count", "Notes that named it and waved it away."),
        "first_named_on": Column("Since", "day"),
        "is_shared": Column(
            "Shared", "flag", "Several reps of a team name it: a matter for the leader's leader."
        ),
    },
}
OBSTACLE_WORDS = {
    "key": "drawer_words",
    "query": "team_health__obstacle_words",
    "alt": "Words that named the obstacle",
    "columns": {
        "mentioned_on": Column("Day", "day"),
        "rep": Column("Rep"),
        "source": Column("In"),
        "text": Column("Words"),
    },
}
NOT_HEARD = {
    "key": "not_heard",
    "query": "team_health__not_heard",
    "alt": "Weeks since each rep was heard, by name",
    "opens": "Notes",
    "columns": {
        "rep": Column("Rep"),
        "team": Column("Team"),
        "weeks_since_heard": metric("weeks_since_heard", "count"),
        "last_heard_on": Column("Last heard", "day"),
        "last_note_on": Column("Last note", "day"),
        "count_notes": Column("Notes", "count"),
    },
}
SHORTFALLS = {
    "key": "drawer_shortfalls",
    "query": "team_health__shortfalls",
    "alt": "Shortfalls, by first day and name",
    "columns": {
        "rep": Column("Rep"),
        "team": Column("Team"),
        "starts_on": Column("From", "day"),
        "ends_on": Column("To", "day"),
        "measures": Column("Behind by"),
        "answer_label": Column("Answer"),
        "count_notes": Column("Notes", "count"),
        "is_window_open": Column("May still be answered", "flag"),
    },
}
ANSWERED = {
    "starts_on": Column("From", "day"),
    "ends_on": Column("To", "day"),
    "rep": Column("Rep"),
    "team": Column("Team"),
    "measures": Column("Behind by"),
    "author": Column("Note by"),
    "answered_on": Column("Note of", "day"),
}
DO_MORE = {
    "key": "do_more",
    "query": "do_more__shortfalls",
    "alt": "Shortfalls answered with do more or waved away",
    "opens": "Show",
    "columns": ANSWERED
    | {
        "known": Column("Known before", "text", "Obstacles that somebody had named before the note."),
        "repair_label": metric("repaired", "text"),
    },
}
PERHAPS = {
    "key": "perhaps",
    "query": "do_more__shortfalls",
    "alt": "Shortfalls that were perhaps answered with do more or waved away",
    "opens": "Note",
    "columns": ANSWERED,
}
PRESSED = {
    "key": "pressed",
    "query": "do_more__pressed",
    "alt": "Notes that pressed or waved away a rep who was on target",
    "opens": "Note",
    "columns": {
        "written_on": Column("Day", "day"),
        "rep": Column("Rep"),
        "team": Column("Team"),
        "author": Column("Note by"),
        "attainment_to_pace": Column("Attainment, of pace", "share"),
        "stance_label": Column("Stance"),
        "repair_label": metric("repaired", "text"),
    },
}
