"""Cells that no column of a file holds: periods side by side, a leader in brackets, what its owner said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.intake.vocabulary import compact, fields

_TEAM_AND_LEADER = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january januar", "feb february februar", "mar march mär märz mrz", "apr april", "may mai",
         "jun june juni", "jul july juli", "aug august", "sep sept september", "oct october okt oktober",
         "nov november", "dec december dez dezember"), start=1)
    for name in names.split()
}  # fmt: skip
_YEAR = r"(?P<year>20\d\d|(?<=[-' ])\d\d)"
LONGEST_NAME = 40
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PERIODS = (
    re.compile(rf"(?<![^\W\d_])(?P<month>{_NAMES})\b\.?[-/' ]*{_YEAR}?(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<year>20\d\d)-(?P<number>0[1-9]|1[0-2])(?!\d)"),
    re.compile(rf"\b(?P<span>[QH][1-4])\b[-/' ]*{_YEAR}?(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<year>20\d\d)[-/ ]*(?P<span>[QH][1-4])(?!\d)", re.IGNORECASE),
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A period that stands above columns: its words for SQL, the positions (from 1) of target and actual."""

    words: str
    target: int
    actual: int | None


@dataclass(frozen=True)
class Added:
    """What is added behind the cells of a record.

    `names` are the headers under which added cells are recognised, `told` those that a receipt tells ('' for
    none). With `periods` a record makes a row for each period that is not empty; their columns are `spent`.
    """

    width: int
    names: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    team: int | None = None
    constants: tuple[str, ...] = ()

    @property
    def spent(self) -> set[int]:
        """Positions whose headers are no names of fields any more."""
        return {p for period in self.periods for p in (period.target, period.actual) if p}

    def rows(self, cells: list[str]) -> list[list[str]]:
        """The rows that a record makes, as they land."""
        if not self.names:
            return [cells]
        more: list[str] = []
        if self.team:
            found = _TEAM_AND_LEADER.fullmatch(cells[self.team - 1].strip())
            more += [found[1], found[2]] if found else [cells[self.team - 1], ""]
        more += self.constants
        if not self.periods:
            return [cells + more]
        made = []
        for period in self.periods:
            amounts = [cells[period.target - 1], cells[period.actual - 1] if period.actual else ""]
            if any(amount.strip() for amount in amounts):
                made.append([*cells, *more, period.words, *amounts])
        return made or [[*cells, *more, self.periods[0].words, "", ""]]


def find_added(
    header: Sequence[str], sample: Sequence[Sequence[str]], title: str, said: dict[str, Any]
) -> Added:
    """What is to be added to the records of a file; `title` is what stands above its header, and its name."""
    constants = said.get("constants", {})
    names: list[str] = []
    told: list[str] = []
    team = _team_with_leader(header, sample)
    if team:
        names += ["team", "leader"]
        told += [header[team - 1]] * 2
    names += [constant_name(name) for name in constants]
    told += [""] * len(constants)
    periods, measures = _periods(header, title)
    if periods and not {"period_start", "target"} & set(said.get("columns", {})):
        names += ["period", "target", "actual" if measures["actual"] else ""]
        told += ["", measures["target"], measures["actual"]]
    else:
        periods = ()
    return Added(len(header), tuple(names), tuple(told), periods, team, tuple(map(str, constants.values())))


def count_periods(cells: Sequence[str]) -> int:
    """How many cells of a row name a month, a quarter or a half, as headers of periods side by side do."""
    return sum(any(p.search(cell) for p in _PERIODS) and len(cell) <= LONGEST_NAME for cell in cells)


def constant_name(field: str) -> str:
    """The header of an added column that is the same in every row; no file has it."""
    return f"\0{field}"


def _team_with_leader(header: Sequence[str], sample: Sequence[Sequence[str]]) -> int | None:
    """The column of teams that says "Team (Leader)" in nearly all its cells."""
    known = fields("people")["team"]["headers"]
    for position, name in enumerate(header, start=1):
        cells = [cells[position - 1].strip() for cells in sample if cells[position - 1].strip()]
        matches = sum(_TEAM_AND_LEADER.fullmatch(cell) is not None for cell in cells)
        if compact(name) in known and cells and matches >= 0.8 * len(cells):
            return position
    return None


def _periods(header: Sequence[str], title: str) -> tuple[tuple[Period, ...], dict[str, str]]:
    """Periods that stand side by side as columns, the finest only, and how the columns are told."""
    known = fields("quota")
    year = re.search(r"(?<!\d)20\d\d(?!\d)", title)
    found: dict[str, dict[str, int]] = {}
    sizes: dict[str, int] = {}
    rests: dict[str, str] = {}
    for position, name in enumerate(header, start=1):
        match = next((m for pattern in _PERIODS if (m := pattern.search(name))), None)
        if not match:
            continue
        words, months = _in_words(match, year[0] if year else None)
        rest = (name[: match.start()] + name[match.end() :]).strip(" /-–:()")
        measure = "target" if not rest else _measure(compact(rest), known)
        if words and measure and measure not in found.setdefault(words, {}):
            found[words][measure], sizes[words] = position, months
            rests.setdefault(measure, f"* / {rest}" if rest else "*")
    finest = min(sizes.values(), default=0)
    kept = [words for words, places in found.items() if sizes[words] == finest and "target" in places]
    if len(kept) < 2:
        return (), {}
    periods = tuple(Period(w, found[w]["target"], found[w].get("actual")) for w in kept)
    return periods, {"target": rests["target"], "actual": rests.get("actual", "")}


def _measure(word: str, known: dict[str, Any]) -> str | None:
    return next((name for name in ("target", "actual") if word in known[name]["headers"]), None)


def _in_words(match: re.Match[str], year_above: str | None) -> tuple[str | None, int]:
    """A period as staging reads it ("Jan 2026", "Q1 2026"), and its months."""
    said = match.groupdict()
    year = said.get("year") or year_above
    if year is None:
        return None, 0
    year = year if len(year) == 4 else f"20{year}"
    if span := said.get("span"):
        return f"{span.upper()} {year}", 3 if span[0] in "qQ" else 6
    number = int(said["number"]) if said.get("number") else _MONTHS[said["month"].lower()]
    return date(int(year), number, 1).strftime("%b %Y"), 1
