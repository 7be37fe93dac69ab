"""What became of a file: the answer that a person and a program get."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.intake.mapping import Mapping

STAGED_NAMES = {
    "activities": {"rep": "person_ref", "occurred_at": "told_at"},
    "notes": {"rep": "about_ref", "author": "author_ref", "written_at": "told_at"},
    "checkins": {"rep": "person_ref", "written_at": "told_at"},
    "people": {"rep": "name", "manager": "leader_ref", "start_date": "started_on", "end_date": "left_on"},
    "memberships": {"rep": "person_ref", "manager": "leader_ref"},
    "aliases": {"rep": "person_ref"},
    "quota": {"rep": "person_ref"},
    "events": {},
}
"""Fields whose value stands under another name in the staged row."""


@dataclass(frozen=True)
class Receipt:
    """What became of one file.

    `columns`: field -> source column, or a list of them. `rejected_rows`: line, reason, raw (10,000 at most).
    `first_row`, `last_row`: accepted values as the file tells them. With a `refusal` (one sentence) or with
    `questions` (field, question, candidates, mapping_line) nothing was stored: `import_id` is None.
    """

    file: str
    kind: str | None = None
    columns: dict[str, str | list[str]] = field(default_factory=dict)
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    rejected_rows: list[dict[str, Any]] = field(default_factory=list)
    first_row: dict[str, Any] | None = None
    last_row: dict[str, Any] | None = None
    unchanged: bool = False
    questions: list[dict[str, Any]] = field(default_factory=list)
    import_id: int | None = None
    refusal: str | None = None
    ignored_lines: list[int] = field(default_factory=list)
    read_as: str = ""

    def as_json(self) -> dict[str, Any]:
        """The receipt as plain values for `json.dumps`."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def told_row(mapping: Mapping, staged: pd.Series) -> dict[str, Any]:
    """The values of an accepted row, by field, as the file tells them."""
    names = STAGED_NAMES[mapping.table]
    row = {name: _plain(staged[names.get(name, name)]) for name in mapping.named_columns}
    if mapping.table == "activities":
        row["kind"] = staged["kind"]
    more = ("period_start", "period_end") if mapping.added.periods else ()
    for name in more + ("rep",) * (bool(mapping.added.constants) and mapping.table != "events"):
        row[name] = _plain(staged[names.get(name, name)])
    if mapping.table == "quota" and "currency" not in row and staged["currency"]:
        row["currency"] = staged["currency"]
    if mapping.table == "checkins" and re.fullmatch("-?[0-9]{1,9}", row.get("mood") or ""):
        row["mood"] = int(row["mood"])
    return row


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)) or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value
