"""Cells that no column of a file holds: periods side by side, a leader in brackets, what its owner said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.intake.vocabulary import compact, fields, spellings, value_map, vocabulary

_EXTENSION = re.compile(r"\s*\((?:ext\.?\s*)?\d{2,6}\)$", re.IGNORECASE)
"""What a telephone system puts behind the name of a colleague."""
_COLLEAGUE = re.compile(rf"[^\W\d_]{{2}}.*{_EXTENSION.pattern}", re.IGNORECASE)
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
MEASURES = {
    "calls": r"\b(?:calls?|dials?|anrufe?|telefonate?|appels?|llamadas?)\b",
    "emails": r"\b(?:e-?mails?|courriels?|correos?)\b",
    "meetings": r"\b(?:meetings?|appointments?|termine?|besprechungen|rendez-vous|réunions?|reuniones)\b",
}
"""Headers that say what a target is of."""
MONEY = r"(?:sales|revenue|bookings?|arr|acv|mrr|tcv|turnover|umsatz|ventes|ventas|ingresos)"
"""What a quota is of."""
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PERIODS = (
    re.compile(rf"(?<![^\W\d_])(?P<month>{_NAMES})\b\.?[-/' ]*{_YEAR}?(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<year>20\d\d)-(?P<number>0[1-9]|1[0-2])(?!\d)"),
    re.compile(rf"\b(?P<span>[QH][1-4])\b[-/' ]*{_YEAR}?(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<year>20\d\d)[-/ ]*(?P<span>[QH][1-4])(?!\d)", re.IGNORECASE),
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A period, or what is counted, that stands above columns: its words for SQL, and the positions (from 1)
    of target and actual."""

    words: str
    target: int
    actual: int | None


@dataclass(frozen=True)
class Sides:
    """Positions (from 1) of who called, of who was called, and of the direction, which says who is ours.

    Without a direction (None) ours is who has an extension: "Ana Reyes (104)" and "+49 30 5550100".
    """

    caller: int
    called: int
    direction: int | None

    def direction_of(self, cells: Sequence[str]) -> str | None:
        """outbound or inbound; None where nothing tells it, or where both are ours."""
        if self.direction:
            return value_map("direction").get(cells[self.direction - 1].strip().lower())
        are_ours = [bool(_COLLEAGUE.search(cells[p - 1].strip())) for p in (self.caller, self.called)]
        return {(True, False): "outbound", (False, True): "inbound"}.get(tuple(are_ours))

    def rep_and_contact(self, cells: Sequence[str]) -> tuple[str, str]:
        """Our side of a call and the other one; nobody where the direction is not known."""
        caller, called = cells[self.caller - 1].strip(), cells[self.called - 1].strip()
        match self.direction_of(cells):
            case "outbound":
                return _EXTENSION.sub("", caller), called
            case "inbound":
                return _EXTENSION.sub("", called), caller
        return "", called


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
    sides: Sides | None = None

    @property
    def spent(self) -> set[int]:
        """Positions whose headers are no names of fields any more."""
        sides = {self.sides.caller, self.sides.called} if self.sides else set()
        return sides | {p for period in self.periods for p in (period.target, period.actual) if p}

    def rows(self, cells: list[str]) -> list[list[str]]:
        """The rows that a record makes, as they land."""
        if not self.names:
            return [cells]
        more: list[str] = []
        if self.team:
            found = _TEAM_AND_LEADER.fullmatch(cells[self.team - 1].strip())
            more += [found[1], found[2]] if found else [cells[self.team - 1], ""]
        if self.sides:
            more += self.sides.rep_and_contact(cells)
            more += () if self.sides.direction else [self.sides.direction_of(cells) or ""]
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
    sides = None if {"rep", "contact"} & {*said.get("columns", {}), *constants} else _sides(header, sample)
    if sides:
        both = header[sides.caller - 1], header[sides.called - 1]
        names += ["rep", "contact"]
        told += [" or ".join(both), " or ".join(reversed(both))]
        if not sides.direction:
            names += ["direction"]
            told += ["who has an extension"]
    names += [constant_name(name) for name in constants]
    told += [""] * len(constants)
    periods, measures = _periods(header, title)
    if periods and not {"period_start", "target"} & set(said.get("columns", {})):
        names += ["period", "target", "actual" if measures["actual"] else ""]
        told += ["", measures["target"], measures["actual"]]
    elif not {"target", "measure"} & set(said.get("columns", {})) and (periods := _measures(header)):
        names += ["measure", "target", "actual"]
        told += ["", "* / Target", "* / Actual" if any(period.actual for period in periods) else ""]
    else:
        periods = ()
    return Added(
        len(header), tuple(names), tuple(told), periods, team, tuple(map(str, constants.values())), sides
    )


def count_periods(cells: Sequence[str]) -> int:
    """How many cells of a row name a month, a quarter or a half, as headers of periods side by side do."""
    return sum(any(p.search(cell) for p in _PERIODS) and len(cell) <= LONGEST_NAME for cell in cells)


def constant_name(field: str) -> str:
    """The header of an added column that is the same in every row; no file has it."""
    return f"\0{field}"


def _sides(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Sides | None:
    """The columns of who called and who was called, where the direction or an extension tells who is ours.

    Our side names somebody in nearly all rows, and no other column names the rep.
    """
    known, places = fields("activities"), {}
    for position, words in reversed(list(enumerate(spellings(header), start=1))):
        places |= dict.fromkeys(words, position)
    cells = {p: [row[p - 1].strip() for row in sample] for p in set(places.values())}
    reps = [p for word, p in places.items() if known["rep"]["headers"].get(word, 0) >= 4]
    directions = [p for word, p in places.items() if known["direction"]["headers"].get(word, 0) >= 6]
    if any(any(c.isalpha() for c in cell) for p in reps for cell in cells[p]):
        return None
    told = value_map("direction")
    for pair in vocabulary()["sides"]["pairs"]:
        caller, called = (places.get(word) for word in pair.split("+"))
        for direction in directions or [None] if caller and called else ():
            sides = Sides(caller, called, direction)
            rows = [row for row in sample if not direction or row[direction - 1].strip().lower() in told]
            named = [any(c.isalpha() for c in sides.rep_and_contact(row)[0]) for row in rows]
            if rows and len(rows) > 0.8 * len(sample) and sum(named) > 0.8 * len(rows):
                return sides
    return None


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


def _measures(header: Sequence[str]) -> tuple[Period, ...]:
    """Targets of calls, e-mails and meetings side by side ("Calls / Target", "E-mail goal"), each a row."""
    known = fields("quota")
    if any(compact(name) in known["measure"]["headers"] for name in header):
        return ()
    found: dict[str, dict[str, int]] = {}
    targets: dict[str, tuple[str, int]] = {}
    for position, name in enumerate(header, start=1):
        of = next((m for m, words in MEASURES.items() if re.search(words, name, re.IGNORECASE)), "quota")
        rest = re.sub(MEASURES[of], "", name, flags=re.IGNORECASE) if of in MEASURES else name
        # "Calls" beside "Call target" are those that were made
        measure = _measure(compact(rest), known) if compact(rest) else "actual"
        if counted := _counted(name, known):
            # "Meetings booked goal" is a target, and "Meetings booked" beside it what was reached
            targets.setdefault(compact(counted), (of, position))
            measure = "target"
        if measure:
            found.setdefault(of, {}).setdefault(measure, position)
    for position, name in enumerate(header, start=1):
        of, of_target = targets.get(compact(name), ("", 0))
        if of and found[of].get("target") == of_target:
            found[of]["actual"] = position
    kept = {of: places for of, places in found.items() if "target" in places}
    if not kept.keys() & MEASURES.keys():
        return ()
    return tuple(Period(of, places["target"], places.get("actual")) for of, places in kept.items())


def _counted(header: str, known: dict[str, Any]) -> str | None:
    """What a header sets a target for: "Meetings booked goal" -> "Meetings booked"; None where it sets none.

    Money is told by its words: a goal of something else is none of our measures.
    """
    words = header.split()
    if len(words) < 2 or _measure(compact(words[-1]), known) != "target":
        return None
    counted = " ".join(words[:-1])
    is_ours = any(re.search(told, counted, re.IGNORECASE) for told in MEASURES.values())
    return counted if is_ours or re.fullmatch(MONEY, counted.strip(), re.IGNORECASE) else None


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
