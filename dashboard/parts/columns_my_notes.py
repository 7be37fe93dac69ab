"""The table of My notes: key, text alternative, what a row opens, columns; it is given to `tables.table`."""

from __future__ import annotations

from dashboard.parts.tables import Column

PHRASES = {
    "key": "phrases",
    "query": "my_notes__phrases",
    "alt": "My stock phrases, latest use first",
    "opens": "Notes",
    "columns": {
        "text": Column(
            "Sentence", "text", "As it was written first; names, days and numbers may differ in the others."
        ),
        "count_uses": Column("Notes", "count"),
        "first_on": Column("First", "day"),
        "last_on": Column("Last", "day"),
    },
}
