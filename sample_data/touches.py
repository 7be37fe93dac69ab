"""Calls, e-mails and meetings of a rep's week, and the second log of the same calls in the CRM."""

import random
from datetime import date, datetime, time, timedelta

CALL_OUTCOMES = ("connected",) * 11 + ("no answer",) * 6 + ("voicemail",) * 3
CALL_SECONDS = {"connected": (90, 900), "no answer": (5, 30), "voicemail": (20, 60), "dropped": (8, 75)}
SUBJECTS = ("Offer", "Dates for a meeting", "Your question", "Papers", "Summary of today")
SHARE_LOGGED_TWICE = 0.2


def touch(rng: random.Random, person: str, kind: str, monday: date, account: tuple[str, str]) -> dict:
    """Return one activity in the working hours of the week, without words in it."""
    minute = rng.randrange(0, 540, 30) if kind == "meeting" else rng.randrange(540)
    name, contact = account
    row = {
        "person_id": person,
        "occurred_at": datetime.combine(monday, time(8, 30))
        + timedelta(days=rng.randrange(5), minutes=minute),
        "kind": kind,
        "direction": "outbound",
        "account": name,
        "contact": contact,
        "subject": f"{kind.title()} {name}",
        "body": "",
        "source": "crm",
    }
    if kind == "meeting":
        outcome = rng.choices(("held", "no show"), weights=(9, 1))[0]
        return row | {"outcome": outcome, "duration_seconds": rng.choice((1800, 2700, 3600))}
    if kind == "email":
        is_sent = rng.random() < 0.7
        row |= (
            {"direction": "outbound", "outcome": "sent"}
            if is_sent
            else {"direction": "inbound", "outcome": "received"}
        )
        return row | {"duration_seconds": "", "subject": rng.choice(SUBJECTS)}
    row["occurred_at"] += timedelta(seconds=rng.randrange(60))
    outcome = rng.choice(CALL_OUTCOMES)
    if outcome == "connected" and rng.random() < 0.15:
        row["direction"] = "inbound"
    return row | {"outcome": outcome, "duration_seconds": rng.randint(*CALL_SECONDS[outcome])}


def drop(rng: random.Random, call: dict) -> None:
    """Let the dialer lose the line in the middle of this call."""
    call |= {
        "outcome": "dropped",
        "direction": "outbound",
        "duration_seconds": rng.randint(*CALL_SECONDS["dropped"]),
    }


def write_into(rng: random.Random, row: dict, note: dict) -> None:
    """Put a hand-written note into an activity of its kind."""
    row |= {
        "account": note["account"],
        "contact": note["contact"],
        "body": note["text"],
        "direction": "outbound",
    }
    row["subject"] = f"{note['kind'].title()} {note['account']}"
    if note["kind"] == "email":
        row |= {"outcome": "sent", "subject": rng.choice(SUBJECTS)}
    elif note["kind"] == "meeting":
        row["outcome"] = "held"
    elif row["outcome"] == "dropped" or row["duration_seconds"] < 30:
        row |= {"outcome": "connected", "duration_seconds": rng.randint(*CALL_SECONDS["connected"])}


def logged_again(rng: random.Random, call: dict) -> dict | None:
    """Return the CRM's own entry of a dialer call, where there is one; the CRM knows no dropped calls."""
    if rng.random() > SHARE_LOGGED_TWICE:
        return None
    entry = call | {"source": "crm", "body": "", "duration_seconds": 60 * (call["duration_seconds"] // 60)}
    entry["occurred_at"] += timedelta(seconds=rng.randint(20, 180))
    entry["outcome"] = "no answer" if call["outcome"] == "dropped" else call["outcome"]
    return entry
