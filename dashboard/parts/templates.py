"""A CSV template for each table that can be filled by hand: its columns with one example row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """`kind` is what an import calls it; `needs` says in words what it is for."""

    file: str
    kind: str
    needs: str
    example: dict[str, str]

    def as_csv(self) -> bytes:
        """Header and example row, UTF-8 with the byte-order mark that Excel wants."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.example, lineterminator="\n")
        writer.writeheader()
        writer.writerow(self.example)
        return out.getvalue().encode("utf-8-sig")


TEMPLATES = (
    Template(
        "people.csv",
        "people",
        "who is who: bring it first, so that names, ids and e-mails meet",
        {
            "person_id": "p1",
            "name": "Ana Ruiz",
            "email": "ana.ruiz@company.example",
            "title": "Account Executive",
            "role": "Account Executive",
            "started_on": "2024-03-01",
            "left_on": "",
            "active": "true",
        },
    ),
    Template(
        "memberships.csv",
        "memberships",
        "who had which team and leader, and from when on",
        {
            "person_id": "p1",
            "team": "North",
            "leader_id": "p2",
            "role": "Account Executive",
            "segment": "Mid-market",
            "from_on": "2024-03-01",
            "to_on": "",
        },
    ),
    Template(
        "aliases.csv",
        "aliases",
        "other names of people: how a dialer or a CRM calls them",
        {"alias": "a.ruiz.dialer", "person_id": "p1"},
    ),
    Template(
        "activities.csv",
        "activities",
        "calls, e-mails and meetings: what is counted",
        {
            "activity_id": "a1",
            "person_id": "p1",
            "occurred_at": "2026-03-02 09:30:00",
            "kind": "call",
            "direction": "outbound",
            "outcome": "connected",
            "duration_seconds": "340",
            "account": "Selwik Dairy",
            "contact": "Jo Berg",
            "subject": "First call",
            "body": "",
            "source": "crm",
        },
    ),
    Template(
        "coaching_notes.csv",
        "coaching_notes",
        "what leaders wrote about reps: what is read",
        {
            "note_id": "n1",
            "author_id": "p2",
            "about_person_id": "p1",
            "written_at": "2026-03-06 16:00:00",
            "session_id": "s1",
            "session_kind": "1:1",
            "text": "Asked Ana what gets in the way: half of her list has dead numbers. I will clean it.",
            "source": "one_on_one_tool",
        },
    ),
    Template(
        "check_ins.csv",
        "checkins",
        "reps in their own words",
        {
            "check_in_id": "k1",
            "person_id": "p1",
            "written_at": "2026-03-06 17:00:00",
            "text": "The new list has dead numbers again.",
            "mood": "3",
        },
    ),
    Template(
        "targets.csv",
        "quota",
        "targets and what was reached (quota, calls, emails or meetings)",
        {
            "person_id": "p1",
            "period_start": "2026-01-01",
            "period_end": "2026-03-31",
            "measure": "quota",
            "target": "150000",
            "actual": "132000",
            "currency": "EUR",
            "as_of": "2026-04-01",
        },
    ),
    Template(
        "events.csv",
        "events",
        "what changes what numbers mean (leave, territory, quota, product, ramp)",
        {
            "scope": "p1",
            "starts_on": "2026-02-09",
            "ends_on": "2026-02-20",
            "kind": "leave",
            "text": "Parental leave",
        },
    ),
    Template(
        "peer_notes.csv",
        "peer_notes",
        "what reps wrote about other teams",
        {
            "note_id": "e1",
            "author_id": "p1",
            "other_team": "Legal",
            "written_at": "2026-03-05 11:00:00",
            "text": "Legal has two people out, so the contract waits. Asked what would help them.",
            "source": "crm",
        },
    ),
    Template(
        "customer_notes.csv",
        "customer_notes",
        "what reps wrote about customers",
        {
            "note_id": "c1",
            "author_id": "p1",
            "account": "Selwik Dairy",
            "written_at": "2026-03-04 10:00:00",
            "text": "Their drivers re-type every order at night.",
            "source": "crm",
        },
    ),
)
