"""Tables of What followed: their columns, and what a screen reader hears of them."""

from __future__ import annotations

from dashboard.parts.tables import Column, metric

QUERY = "what_followed__periods"

ROWS = {
    "key": "followed",
    "query": QUERY,
    "alt": "What followed each answer: naive change, what comes of itself, and the honest difference",
    "opens": "Show",
    "columns": {
        "label": Column("Answer"),
        "n": Column("Bad periods", "count"),
        "naive": metric("naive_change", "number"),
        "expected": metric("expected_change", "number"),
        "matched": metric("matched_difference", "number"),
        "honest": metric("honest_difference", "number"),
        "interval": Column("95 % interval"),
        "smallest": metric("smallest_difference", "number"),
        "verdict": Column("Verdict", help="One comparison alone has one"),
    },
}

OTHERS = ROWS | {
    "key": "followed_other",
    "opens": None,
    "alt": "What followed each answer in another outcome",
    "columns": {name: column for name, column in ROWS["columns"].items() if name != "verdict"},
}

BEHIND = {
    "key": "bad_periods",
    "query": QUERY,
    "alt": "Bad periods behind the row, by date, unnamed",
    "columns": {
        "period_start": Column("Bad period from", "day"),
        "answer_label": Column("Answer"),
        "now": Column("Reached", "share"),
        "then": Column("Next period", "share"),
        "change": Column("Change, points", "number"),
        "expected": metric("expected_change", "number"),
    },
}
