"""The tables of Customers; each is given to `tables.table`."""

from __future__ import annotations

from dashboard.parts.tables import Column, metric

BANDS = {
    "key": "customer_bands",
    "query": "customers__bands",
    "alt": "Accounts by recent touches and what is understood of them",
    "opens": "Open",
    "columns": {
        "label": Column("Touches", "text", "Calls, e-mails and meetings in the days that count as recent."),
        "count_accounts": Column("Accounts", "count"),
        "count_something": Column("Something understood", "count"),
        "count_nothing": metric("nothing_understood", "count"),
        "count_not_read": Column("Notes not read yet", "count"),
        "count_no_notes": Column("No notes at all", "count"),
    },
}
ACCOUNT = {
    "account": Column("Account"),
    "reps": Column("Reps", "text", "Who touched it or wrote about it, by name."),
    "understood_label": Column("Understood", "text", "By all notes up to the end of the period."),
    "count_recent_touches": Column(
        "Recent touches", "count", "In the 90 days (a setting) to the period's end."
    ),
    "count_touches": Column("Touches", "count", "In the period."),
    "count_notes": Column("Notes", "count", "In the period."),
    "count_business": Column("Business", "count", "Sentences on how their business works."),
    "count_goals": Column("Goals", "count", "Sentences on what they try to achieve."),
    "count_struggles": Column("Struggles", "count", "Sentences on what stands in their way."),
    "count_people": Column("People", "count", "Sentences on what their people feel, fear or doubt."),
    "last_touched_on": Column("Last touch", "day"),
}
ACCOUNTS = {
    "key": "customer_accounts",
    "query": "customers__accounts",
    "alt": "Accounts by name: touches, and what the notes show of the customer",
    "opens": "Story",
    "columns": ACCOUNT,
}
BEHIND = {
    "key": "customer_behind",
    "query": "customers__accounts",
    "alt": "The accounts behind this number, by name",
    "opens": "Story",
    "columns": ACCOUNT,
}
WEEKS = {
    "key": "customer_weeks",
    "query": "customers__weeks",
    "alt": "Touches by kind and notes about customers by week",
    "opens": "Notes",
    "columns": {
        "week": Column("Week of", "day"),
        "count_calls": Column("Calls", "count"),
        "count_emails": Column("E-mails", "count"),
        "count_meetings": Column("Meetings", "count"),
        "count_notes": Column("Notes", "count"),
        "count_heard": Column("Heard the customer", "count"),
        "count_pressing": Column("Pitched or pushed, not heard", "count"),
    },
}
TEAMS = {
    "key": "customer_teams",
    "query": "customers__understanding",
    "alt": "Notes about customers by team: pitch and push, ask and heard",
    "opens": "Notes",
    "columns": {
        "label": Column("Team"),
        "count_notes": Column("Notes read", "count"),
        "count_pitching": Column("Pitch", "count", "Notes with a sentence that presents what we sell."),
        "count_pushing": Column("Push", "count", "Notes with a sentence that chases the deal along."),
        "count_asking": Column("Ask", "count", "Notes with a sentence that asks for the customer's view."),
        "count_heard": Column("Heard", "count", "Notes that show the customer and do not press."),
        "pressing_words": metric("customers_pressing", "text"),
        "heard_words": metric("customers_heard", "text"),
    },
}
STRUGGLES = {
    "key": "customer_struggles",
    "query": "customers__struggles",
    "alt": "What customers struggle with, by type",
    "opens": "Words",
    "columns": {
        "label": Column("They struggle with"),
        "count_accounts": Column("Accounts", "count"),
        "count_sentences": Column("Named", "count", "Sentences that name it."),
        "first_named_on": Column("First", "day"),
        "last_named_on": Column("Last", "day"),
    },
}
WORDS = {
    "key": "customer_words",
    "query": "customers__words",
    "alt": "What is known of customers, in the words of the notes",
    "columns": {
        "written_on": Column("Day", "day"),
        "account": Column("Account"),
        "label": Column("What it shows"),
        "text": Column("Words"),
        "author": Column("Written by"),
    },
}
KNOWN = {
    "key": "customer_known",
    "query": "customers__words",
    "alt": "What is known of this customer, in the words of the notes",
    "columns": {
        "label": Column("What it shows"),
        "text": Column("Words"),
        "written_on": Column("Day", "day"),
        "author": Column("Written by"),
    },
}
REPS = {
    "key": "customer_reps",
    "query": "customers__reps",
    "alt": "Who touched this account or wrote about it, by name",
    "columns": {
        "rep": Column("Rep"),
        "count_touches": Column("Touches", "count"),
        "count_notes": Column("Notes", "count"),
        "count_heard": Column("Heard", "count"),
        "last_touched_on": Column("Last touch", "day"),
    },
}
