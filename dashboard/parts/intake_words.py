"""Words for what the intake names: kinds of files, fields, reasons why a row was not used."""

from __future__ import annotations

KINDS = {
    "people": "People",
    "memberships": "Teams and leaders",
    "aliases": "Other names of people",
    "activities": "Calls, e-mails and meetings",
    "calls": "Calls",
    "emails": "E-mails",
    "meetings": "Meetings",
    "coaching_notes": "Coaching notes",
    "peer_notes": "Notes about other teams",
    "customer_notes": "Notes about customers",
    "checkins": "Check-ins",
    "quota": "Targets",
    "events": "Events",
}

REASONS = {
    "missing_rep": "nobody is named",
    "missing_date": "there is no date",
    "bad_date": "the date cannot be read",
    "no_text": "there is no text",
    "bad_number": "the number cannot be read",
    "column_count": "more or fewer cells than the header has",
    "unsupported_kind": "neither a call, nor an e-mail, nor a meeting",
    "not_completed": "planned, not done",
    "deleted": "marked as deleted",
    "all_day": "an all-day entry",
    "private": "marked as private",
    "internal": "an internal call",
    "not_sent": "an e-mail that was not sent",
    "not_a_person": "not a person",
    "not_money": "a target that is not money",
    "not_applicable": "marked as not applicable",
    "queue_leg": "a queue, not a person's call",
    "leg_row": "part of a call that has its own row",
    "erased": "this person's data was deleted for good",
    "duplicate_row": "the same row stands above",
    "duplicate_id": "the same id stands above",
}
"""Reason -> what is wrong with the row, to go on after "left out:" or "to mend:"."""

FIELDS = {
    "rep": "Person",
    "person_ref": "Person",
    "about_ref": "About",
    "author": "Written by",
    "author_ref": "Written by",
    "leader_ref": "Manager",
    "alias": "Other name",
    "defects": "Cannot be read",
    "reason": "Will not be used",
    "occurred_at": "When",
    "written_at": "When",
    "activity_id": "Id",
    "note_id": "Id",
    "duration_seconds": "Duration",
    "session_kind": "Kind of session",
    "session_id": "Session",
    "other_team": "Other team",
    "start_date": "Started on",
    "end_date": "Left on",
    "period_start": "Period from",
    "period_end": "Period to",
    "as_of": "As of",
    "starts_on": "From",
    "ends_on": "To",
    "from_on": "From",
    "to_on": "To",
    "email": "E-mail",
}
"""Field -> its name where the field's own name would not say it."""

ANSWERS = {"dmy": "day first: 3/4 is 3 April", "mdy": "month first: 3/4 is 4 March"} | KINDS
"""Answer to a question -> its words; a column's name stands for itself."""


def kind(name: str | None) -> str:
    """A kind of file in words."""
    return KINDS.get(name or "", "Unknown")


def reason(name: str) -> str:
    """A reason in words."""
    return REASONS.get(name, name.replace("_", " "))


def field(name: str) -> str:
    """A field in words."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def column(source: str | list[str]) -> str:
    """A column of a file, or several that make one value."""
    return source if isinstance(source, str) else " + ".join(source)
