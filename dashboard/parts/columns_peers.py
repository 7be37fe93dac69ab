"""The tables of Peers; each is given to `tables.table`."""

from __future__ import annotations

from dashboard.parts.tables import Column, metric

LINKS = {
    "key": "peer_links",
    "query": "peers__links",
    "alt": "Other teams by name: how notes press, hear and help, and what waits",
    "opens": "Story",
    "columns": {
        "other_team": Column("Other team"),
        "count_notes_read": Column("Notes read", "count"),
        "count_pressing": metric("peers_pressing", "count"),
        "count_asking": Column("Ask", "count", "Notes that ask for the other team's view."),
        "count_heard": metric("peers_heard", "count"),
        "count_acting": metric("peers_acting", "count"),
        "count_naming_obstacles": Column("Name its obstacles", "count", "Notes that name what it faces."),
        "count_waiting": metric("waiting_obstacles", "count"),
        "waiting_since": Column("Waiting since", "day"),
        "pressing_words": Column(
            "Share that press", "text", "Too few to say below ten notes by five people."
        ),
        "heard_words": Column("Share that hear", "text", "Too few to say below ten notes by five people."),
    },
}
FACED = {
    "key": "peer_faced",
    "query": "peers__faced",
    "alt": "What other teams face, by team and kind",
    "opens": "Words",
    "columns": {
        "other_team": Column("Other team"),
        "label": Column("What it faces"),
        "text": Column("Last words"),
        "count_sentences": Column("Named", "count", "Sentences that name it."),
        "count_authors": Column("By people", "count"),
        "last_named_on": Column("Last", "day"),
    },
}
WORDS = {
    "key": "peer_words",
    "query": "peers__words",
    "alt": "What other teams face, in the words of the notes",
    "columns": {
        "written_on": Column("Day", "day"),
        "label": Column("What it faces"),
        "text": Column("Words"),
        "author": Column("Written by"),
    },
}
WAITING_COLUMNS = {
    "first_on": Column("Since", "day"),
    "days_open": Column("Days", "count", "From the first day it was named to the end of the period."),
    "rep": Column("Rep"),
    "team": Column("Team"),
    "label": Column("Obstacle"),
    "state_label": Column("State"),
    "text": Column("Last words"),
    "count_mentions": Column("Named", "count", "How often, in notes and check-ins."),
}
WAITING = {
    "key": "peer_waiting",
    "query": "peers__waiting",
    "alt": "Open obstacles that wait on another team, by first day",
    "opens": "Words",
    "columns": {
        "first_on": WAITING_COLUMNS["first_on"],
        "days_open": WAITING_COLUMNS["days_open"],
        "other_team": Column("Waits on"),
    }
    | WAITING_COLUMNS,
}
WAITING_ON_ONE = {
    "key": "peer_waiting_on",
    "query": "peers__waiting",
    "alt": "Open obstacles that wait on this team, by first day",
    "columns": WAITING_COLUMNS,
}
MENTIONS = {
    "key": "peer_mentions",
    "query": "peers__mentions",
    "alt": "The words that named the obstacle",
    "columns": {
        "mentioned_on": Column("Day", "day"),
        "said_by": Column("Said by"),
        "source": Column("In"),
        "text": Column("Words"),
        "is_waved_away": Column("Waved away", "flag"),
    },
}
MONTHS = {
    "key": "peer_months",
    "query": "peers__months",
    "alt": "Notes about other teams by month",
    "opens": "Notes",
    "columns": {
        "month": Column("Month of", "day"),
        "count_notes_read": Column("Notes read", "count"),
        "count_pressing": metric("peers_pressing", "count"),
        "count_heard": metric("peers_heard", "count"),
        "count_acting": metric("peers_acting", "count"),
    },
}
