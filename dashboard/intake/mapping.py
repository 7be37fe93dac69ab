"""How a file is to be read, and how a user says so.

A mapping file is TOML; every key is optional, and what it says wins over what was recognised:

    kind = "calls"                  # people, memberships, aliases, activities, calls, emails,
                                    # coaching_notes, peer_notes, customer_notes, checkins, quota, events
    header_row = 3                  # line of the header, 1 = first
    delimiter = ";"
    date_order = "dmy"              # dmy: 3/4/2026 is 3 April; mdy: it is 4 March
    date_format = "%d.%m.%Y %H:%M"  # or one format, or a list of them
    zone = "Europe/London"          # zone of times that do not name theirs
    duration_unit = "minutes"       # seconds, milliseconds, minutes, hours, days, clock, m:ss, words
    number_style = "eu"             # us: 1,234.50; eu: 1.234,50

    [columns]                       # our field = their column, or columns that belong together
    rep = "Mitarbeiter"
    occurred_at = ["Datum", "Uhrzeit"]
    body = ""                       # no column of theirs

    [values.direction]              # their value = ours
    "ausgehend" = "outbound"

    [constants]                     # our field = what it is in every row of a file that has no column for it
    rep = "zoe@northquay.example"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.intake.added import Added, constant_name
from dashboard.intake.dates import ORDERS
from dashboard.intake.refusal import RefusalError
from dashboard.intake.vocabulary import TABLE_OF_KIND, fields, vocabulary

KEYS = (
    "kind", "header_row", "delimiter", "date_order", "date_format", "zone", "duration_unit", "number_style",
    "columns", "values", "constants",
)  # fmt: skip
DURATION_UNITS = (
    "seconds",
    "milliseconds",
    "minutes",
    "hours",
    "days",
    "clock",
    "m:ss",
    "words",
    "end-start",
)
_PART = r"(?:%[YmdyHMSIpbBaAfz]|%-[mdyHMSI]|[^%])*"
_FORMAT = re.compile(rf"{_PART}%(?:[YmdyB]|-[mdy]){_PART}")
_NO_PLACES = ("localtime", "Factory", "posixrules")
"""Names that a system's list of zones has beside those of places."""
HIDDEN = {
    "people": ("person_id",),
    "checkins": ("check_in_id", "session_id"),
    "activities": ("source",),
    "notes": ("source", "session_id"),
}
"""Fields that the store keeps and that a receipt does not list among the columns."""


@dataclass(frozen=True)
class Rule:
    """Rows whose cell at `position` (from 0) has one of the values are left out for a reason."""

    position: int
    values: frozenset[str]
    pattern: str | None
    reason: str


@dataclass(frozen=True)
class Mapping:
    """Everything that it takes to type the rows of one file.

    `columns` are positions from 1, as are `html` (cells with markup), `serials` (dates and times as Excel
    counts days), `persons` (authors and leaders, who may be nobody), `foreign` (dates with words that
    are not English) and `fill_down` (cells that name a group in its first row only); the header's lines are
    `header_from` to `header_row`. Columns beyond `width` are `added`. `why` says for each field what spoke
    for its column.
    """

    kind: str
    header_row: int
    header_from: int
    header: tuple[str, ...]
    width: int
    delimiter: str
    columns: dict[str, tuple[int, ...]]
    date_formats: tuple[str, ...] = ()
    zone: str | None = None
    duration_unit: str = "seconds"
    number_style: str | None = None
    headings: tuple[str, ...] = ()
    html: tuple[int, ...] = ()
    serials: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    foreign: tuple[int, ...] = ()
    fill_down: tuple[int, ...] = ()
    added: Added = field(default_factory=lambda: Added(0))
    rules: tuple[Rule, ...] = ()
    value_maps: dict[str, dict[str, str]] = field(default_factory=dict)
    are_periods_worded: bool = False
    system: str = ""
    currency: str | None = None
    why: dict[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table of the vocabulary: activities, notes, checkins, people, memberships, quota, events."""
        return TABLE_OF_KIND[self.kind]

    @property
    def named_columns(self) -> dict[str, str | list[str]]:
        """Field -> name of its column, or names of its columns."""
        hidden = HIDDEN.get(self.table, ())
        told = self.header + self.added.told
        named = {}
        for name, positions in self.columns.items():
            names = [told[position - 1] for position in positions]
            if name not in hidden and any(
                position <= self.width or told[position - 1] for position in positions
            ):
                named[name] = names[0] if len(names) == 1 else names
        if self.are_periods_worded and "period_start" in named and "period_end" not in named:
            named["period_end"] = named["period_start"]
        return named


def read_user_mapping(given: Dictionary[str, Any] | str | Path | None) -> dict[str, Any]:
    """A user's mapping as a dictionary, checked; Refusal names the key that is wrong."""
    if given is None:
        return {}
    if isinstance(given, str | Path):
        path = Path(given)
        try:
            said = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise RefusalError(f"The mapping file {path} cannot be read: {error.strerror}.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RefusalError(f"The mapping file {path.name} is no valid TOML: {error}.") from error
    else:
        said = dict(given)
    if unknown := set(said) - set(KEYS):
        raise RefusalError(
            f"A mapping has no key {', '.join(sorted(unknown))}; it may have: {', '.join(KEYS)}."
        )
    _check_one_of(said, "kind", tuple(TABLE_OF_KIND))
    _check_one_of(said, "date_order", tuple(ORDERS))
    _check_one_of(said, "duration_unit", DURATION_UNITS)
    _check_one_of(said, "number_style", ("us", "eu"))
    if not isinstance(said.get("header_row", 1), int) or said.get("header_row", 1) < 1:
        raise RefusalError("header_row in the mapping must be a line number from 1 on.")
    if "delimiter" in said and (not isinstance(said["delimiter"], str) or len(said["delimiter"]) != 1):
        raise RefusalError("delimiter in the mapping must be one character.")
    for key in ("columns", "values", "constants"):
        if not isinstance(said.get(key, {}), Dictionary):
            raise RefusalError(f"{key} in the mapping must be a table, as in [{key}].")
    for name, wanted in said.get("columns", {}).items():
        if not _are_texts(wanted):
            raise RefusalError(f"The column for {name} in the mapping must be a name, or a list of names.")
    given = said.get("date_format", "%Y")
    if not _are_texts(given) or not all(_FORMAT.fullmatch(name) for name in _listed(given)):
        raise RefusalError("date_format in the mapping must be written as in %d.%m.%Y %H:%M.")
    zone = said.get("zone")
    try:
        if zone is not None:
            ZoneInfo(zone)
            if zone in _NO_PLACES or zone.startswith(("posix/", "right/")):
                raise ValueError(zone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise RefusalError(
            f"zone in the mapping is no IANA time zone: {zone}. Write it as Europe/Berlin."
        ) from error
    return said


def user_columns(
    said: dict[str, Any], kind: str, header: tuple[str, ...], file: str
) -> dict[str, tuple[int, ...]]:
    """Positions of the columns and constants that a user named, in a header that has what is added.

    RefusalError for a field or a column that is not there.
    """
    known = fields(TABLE_OF_KIND[kind])
    found = {}
    for name, wanted in said.get("columns", {}).items():
        if name not in known:
            raise RefusalError(f"{kind} have no field {name}; they have: {', '.join(known)}.")
        positions = []
        for column in filter(None, _listed(wanted)):
            if position := _position(column, header):
                positions.append(position)
                continue
            there = ", ".join(h for h in header if h.strip() and not h.startswith("\0"))
            raise RefusalError(
                f"{file} has no column {column!r}, which the mapping gives for {name}; it has: {there}."
            )
        found[name] = tuple(positions)
    for name in said.get("constants", {}):
        if name not in known:
            raise RefusalError(f"{kind} have no field {name}; they have: {', '.join(known)}.")
        found[name] = (header.index(constant_name(name)) + 1,)
    return found


def missing_fields(kind: str, columns: dict[str, tuple[int, ...]]) -> list[str]:
    """Fields that a kind needs and that no column fills."""
    table = TABLE_OF_KIND[kind]
    needed = [name for name in vocabulary()["tables"][table]["needed"] if name not in columns]
    if kind == "coaching_notes" and "rep" not in columns:
        needed.append("rep")
    if table == "checkins" and not {"text", "mood"} & columns.keys():
        needed.append("text")
    return needed


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _are_texts(given: Any) -> bool:
    is_list = isinstance(given, list | tuple) and bool(given)
    return isinstance(given, str) or (is_list and all(isinstance(name, str) for name in given))


def _position(column: str, header: tuple[str, ...]) -> int | None:
    for key in (str, lambda text: " ".join(text.split()).casefold()):
        for position, name in enumerate(header, start=1):
            if key(name) == key(column):
                return position
    return None


def _check_one_of(said: dict[str, Any], key: str, allowed: tuple[str, ...]) -> None:
    if key in said and said[key] not in allowed:
        raise RefusalError(f"{key} in the mapping is {said[key]!r}; it may be: {', '.join(allowed)}.")
