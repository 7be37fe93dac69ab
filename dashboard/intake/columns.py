"""Which column fills which field of a table: candidates scored by header and by what the values look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.intake.dates import is_time_of_day
from dashboard.intake.shapes import (
    are_damaged,
    are_emoji,
    are_keys,
    are_rates,
    are_ticks,
    are_words,
    has_clock,
    is_question,
    mapped_share,
    share,
)
from dashboard.intake.vocabulary import (
    compact,
    fields,
    person_of,
    spellings,
    value_map,
    vocabulary,
    weights,
)  # fmt: skip

MAY_OVERLAP = ("id", "duration", "answers")
"""Shapes of fields whose columns may also serve another field, as a start time serves a duration."""

Known = Mapping[str, str]
"""Ids, e-mails and names of the people of a workspace, in lower case, each with the name to show."""

STRICT = ("date", "period", "number", "duration", "email")
KNOWN_PEOPLE_SPEAK = 0.25
"""How much more a column of persons counts when all of them are people of the workspace."""

PRIVATE = re.compile(
    r"\b(?:privat[es]?|vertraulich|privés?|privad[oa]s?|confidenti[ae]l|confidencial)\b", re.IGNORECASE
)
"""A column of texts that are not for others."""

LEADER = re.compile(
    r"\b(?:manager|leader|coach|supervisor|vorgesetzte[rn]?|führungskraft|responsable|jefe)\b", re.IGNORECASE
)
FEELING = re.compile(
    r"\b(?:feel(?:ing)?|mood|how (?:are you|was|is)|wie geht|comment (?:allez|vas)|cómo)\b", re.IGNORECASE
)
"""Questions whose answer is a person, or a mood."""

MANY, MOSTLY = 5, 0.7
"""From how many rows on, and with what share of different names, a list has a row for each."""

CLOSE = {"date": 0.87, "person": 0.95}
"""From which share of the best score on another column is close enough to ask; a person's e-mail is often
beside the name, so persons are asked later than dates."""


@dataclass(frozen=True)
class Fit:
    """How a header fits a table: columns by field (positions from 1), the score, what is close to it.

    `lacks_rep`: all is there but whose rows they are, which only the owner of the file can say. `why`: for
    each field a few words on what spoke for its column.
    """

    table: str
    columns: dict[str, tuple[int, ...]]
    score: float
    is_enough: bool
    has_sign: bool
    lacks_rep: bool
    rivals: dict[str, tuple[int, ...]]
    why: dict[str, str]


def fit(
    table: str, header: Sequence[str], sample: Sequence[Sequence[str]], fixed: dict[str, tuple[int, ...]],
    known: Known, is_told: bool = False,
) -> Fit:  # fmt: skip
    """The best assignment of columns to the fields of a table.

    `fixed` are columns that a user named; `known` the people of the workspace; `is_told`: a user said the
    kind of the file.
    """
    spec, words = vocabulary()["tables"][table], spellings(header)
    candidates = []
    for name, field in fields(table).items():
        for weight, positions in weights(field, words, is_told):
            factor = _factor(field, weight, [_column(sample, position) for position in positions], known)
            is_private = field["shape"] == "answers" and any(PRIVATE.search(header[p - 1]) for p in positions)
            if name not in fixed and factor and not is_private:
                candidates.append((weight * factor, name, positions))
    candidates.sort(key=lambda candidate: -candidate[0])
    columns, score = {name: positions for name, positions in fixed.items() if positions}, 10.0 * len(fixed)
    why = dict.fromkeys(columns, "you said so")
    used = {position for positions in fixed.values() for position in positions}
    for weight, name, positions in candidates:
        overlaps = fields(table)[name]["shape"] in MAY_OVERLAP and len(positions) > 1
        if name in columns or (used & set(positions) and not overlaps):
            continue
        columns[name] = positions
        why[name] = _why(fields(table)[name], header, sample, positions, known)
        used |= set() if overlaps else set(positions)
        score += weight
    _add_times(table, words, sample, columns, used, fixed)
    if "also" in spec and "text" not in fixed:
        _add_parts(spec["also"], words, sample, columns, used)
    if spec.get("is_form"):
        score += _add_answers(table, header, sample, columns, used)
        why |= dict.fromkeys(columns.keys() - why.keys(), "it looks like an answer of a form")
    for name in (name for name in ("email", "kind") if name not in columns and _has_shape(table, name)):
        if told := _by_values(name, sample, len(header), used):
            columns[name], why[name] = (told,), "its values say so"
            used.add(told)
    if "kind" in columns and "kind" not in fixed:
        _take_fuller_kind(candidates, sample, columns)
    has_sign = any(word in spec["signs"] for spelling in words for word in spelling)
    missing = [name for name in spec["needed"] if name not in columns]
    is_proved = has_sign or any(name in columns for name in spec["proof"])
    lacks_rep = missing == ["rep"] and has_sign and "may_be_one" in fields(table)["rep"]
    rivals = _rivals(table, candidates, columns, header, sample)
    is_enough = is_proved and (lacks_rep or not missing) and (is_told or _are_once(table, sample, columns))
    return Fit(table, columns, score + 5 * has_sign, is_enough, has_sign, lacks_rep, rivals, why)


def _take_fuller_kind(
    candidates: list[tuple[float, str, tuple[int, ...]]], sample: Sequence[Sequence[str]],
    columns: dict[str, tuple[int, ...]],
) -> None:  # fmt: skip
    """Take the kind from another column where it says the same and is filled in more rows."""
    known = value_map("kind")
    ours = [known.get(cell.strip().lower()) for cell in _column(sample, columns["kind"][0])]
    for _, name, positions in candidates:
        theirs = [known.get(cell.strip().lower()) for cell in _column(sample, positions[0])]
        both = [a == b for a, b in zip(ours, theirs, strict=True) if a and b]
        if name == "kind" and theirs.count(None) < ours.count(None) and both and sum(both) >= 0.9 * len(both):
            columns["kind"], ours = positions, theirs
            if columns.get("direction") == positions:
                del columns["direction"]


def _has_shape(table: str, name: str) -> bool:
    return fields(table).get(name, {}).get("shape") in ("email", "enum")


def _by_values(name: str, sample: Sequence[Sequence[str]], width: int, used: set[int]) -> int | None:
    """The one free column that holds e-mail addresses, or several kinds of activities, whatever its name."""
    found = []
    for position in range(1, width + 1):
        cells = [cell.strip() for cell in _column(sample, position) if cell.strip()]
        if position in used or len(cells) <= 0.5 * len(sample):
            continue
        if (name == "email" and share(cells, "email") >= MOSTLY) or (
            name == "kind" and mapped_share(cells, "kind") >= MOSTLY and len({c.lower() for c in cells}) > 1
        ):
            found.append(position)
    return found[0] if len(found) == 1 else None


def _are_once(table: str, sample: Sequence[Sequence[str]], columns: dict[str, tuple[int, ...]]) -> bool:
    """Whether nearly all rows of a list are of somebody else, where the table has a row for each."""
    positions = columns.get(vocabulary()["tables"][table].get("once", ""), ())
    told = [" ".join(row[p - 1].strip().lower() for p in positions if p <= len(row)) for row in sample]
    filled = [cell for cell in told if cell.strip()]
    return len(filled) < MANY or len(set(filled)) >= MOSTLY * len(filled)


def _column(sample: Sequence[Sequence[str]], position: int) -> list[str]:
    return [cells[position - 1] for cells in sample if len(cells) >= position]


def _factor(field: dict[str, str], weight: float, columns: list[list[str]], known: Known) -> float:
    """How far the values support what the header says; 0 where they contradict a header that says little."""
    shape, first = field["shape"], columns[0]
    if not any(cell.strip() for cell in first):
        return 0.0 if field.get("values") == "kind" and weight < 9 else 0.6
    if shape == "id" and are_damaged(first):
        return 0.0
    if shape == "enum":
        return 1.5 * mapped_share(first, field["values"])
    if len(columns) > 1:
        return 1.0
    if shape == "number" and are_rates(first):
        return 0.0
    fitting = share(first, shape)
    if shape == "person" and known:
        cells = [cell.strip().lower() for cell in first if cell.strip()]
        fitting *= 1 + KNOWN_PEOPLE_SPEAK * sum(cell in known for cell in cells) / len(cells)
    if shape == "person" and are_keys(first):
        # where a name stands beside the key that a system has for a person, the name says more
        fitting *= 0.85
    if shape in STRICT or shape == "person":
        return fitting if fitting >= 0.3 else 0.2 * (weight >= 8)
    is_count = weight < 8 and all(re.fullmatch(r"\d{0,3}", cell.strip()) for cell in first)
    return 0.0 if shape == "text" and is_count else 1.0


def _why(
    field: dict[str, Any], header: Sequence[str], sample: Sequence[Sequence[str]], positions: tuple[int, ...],
    known: Known,
) -> str:  # fmt: skip
    """What speaks for a column, in words: how well its name says it, and what its values look like."""
    if len(positions) > 1:
        return "columns that make one value together"
    name, cells = header[positions[0] - 1], _column(sample, positions[0])
    weight = max((field["headers"].get(word, 0) for word in spellings([name])[0]), default=0)
    said = "its name says so" if weight >= 8 else "its name may mean it, and no other does so better"
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return f"{said}; it is empty in the first rows"
    if field["shape"] == "person" and (met := sum(cell.lower() in known for cell in filled)):
        return f"{said}; {met:,} of {len(filled):,} first values are known people"
    if field["shape"] in STRICT and (fitting := share(cells, field["shape"])) < 1:
        return f"{said}; {fitting:.0%} of its first values can be read"
    return said


def _add_times(
    table: str, words: Sequence[dict[str, float]], sample: Sequence[Sequence[str]],
    columns: dict[str, tuple[int, ...]], used: set[int], fixed: Mapping[str, tuple[int, ...]],
) -> None:  # fmt: skip
    """Put the time of day, in a column of its own, beside the days of an activity or a text."""
    for name in {"occurred_at", "written_at"} & columns.keys() - fixed.keys():
        cells = _column(sample, columns[name][0])
        if len(columns[name]) > 1 or has_clock(cells) or share(cells, "date") < MOSTLY:
            continue
        for position, spelling in enumerate(words, start=1):
            times = [cell for cell in _column(sample, position) if cell.strip()]
            is_named = spelling.keys() & set(vocabulary()["times"]["headers"]) and position not in used
            if is_named and times and sum(map(is_time_of_day, times)) > 0.8 * len(times):
                columns[name] = (*columns[name], position)
                used.add(position)
                break


def _add_parts(
    also: Sequence[str], words: Sequence[dict[str, float]], sample: Sequence[Sequence[str]],
    columns: dict[str, tuple[int, ...]], used: set[int],
) -> None:  # fmt: skip
    """Put what was agreed or stands in the way, in columns of their own beside the text, into the text."""
    parts = [
        position
        for position, spelling in enumerate(words, start=1)
        if spelling.keys() & set(also) and position not in used
        and max(share(_column(sample, position), shape) for shape in ("number", "date", "email")) < 0.5
    ]  # fmt: skip
    if parts and len(columns.get("text", ())) == 1:
        columns["text"] = tuple(sorted([*columns["text"], *parts]))
        used |= set(parts)


def _add_answers(
    table: str,
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    columns: dict[str, tuple[int, ...]],
    used: set[int],
) -> float:
    """Give a form's free answers to `text` where no column is the text, and its scale to `mood`."""
    answers, scales = [], []
    for position, name in enumerate(header, start=1):
        cells = _column(sample, position)
        is_empty = not any(cell.strip() for cell in cells)
        if position in used or is_empty or not compact(name) or PRIVATE.search(name):
            continue
        if compact(name) in fields("activities")["subject"]["headers"]:
            # the name of a call that is spoken of
            continue
        is_led = LEADER.search(name) and share(cells, "free text") < 0.3
        if is_question(name) and (is_led or are_ticks(cells)):
            # who leads the writer, or whether something is done
            continue
        is_mood = "mood" in fields(table) and FEELING.search(name) and are_words(cells)
        if is_question(name) and (share(cells, "number") > 0.6 or are_emoji(cells) or is_mood):
            scales.append(position)
        elif max(share(cells, shape) for shape in ("number", "date", "email")) < 0.5 and (
            is_question(name) or share(cells, "free text") >= 0.6
        ):
            answers.append(position)
    score = 0.0
    if answers and "text" not in columns:
        columns["text"], score = tuple(answers), 8.0
    if scales and "mood" in fields(table) and "mood" not in columns:
        columns["mood"], score = (scales[0],), score + 6
    return score


def _are_one(header: Sequence[str], ours: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
    """Whether two columns are the name, the address or the id of one person: "Agent" and "Agent e-mail"."""
    stems = {person_of(compact(header[positions[0] - 1])) for positions in (ours, theirs)}
    return len(stems) == 1 and len(ours) == len(theirs) == 1 and "" not in stems


def _rivals(
    table: str, candidates: list[tuple[float, str, tuple[int, ...]]], columns: dict[str, tuple[int, ...]],
    header: Sequence[str], sample: Sequence[Sequence[str]],
) -> dict[str, tuple[int, ...]]:  # fmt: skip
    """For needed dates and persons: another free column that fits as well and says something else."""
    taken = {position for positions in columns.values() for position in positions}
    rivals = {}
    asked = [name for name, field in fields(table).items() if "once_told" in field]
    for name in [*vocabulary()["tables"][table]["needed"], *asked]:
        close = CLOSE.get(fields(table)[name]["shape"])
        if name not in columns or not close:
            continue
        best = max(
            (
                weight
                for weight, other, positions in candidates
                if other == name and positions == columns.get(name)
            ),
            default=0,
        )
        for weight, other, positions in candidates:
            is_close = other == name and not taken & set(positions) and weight >= close * best > 0
            ours, theirs = _column(sample, columns[name][0]), _column(sample, positions[0])
            # a day says nothing against a moment
            is_moment = len(columns[name]) > 1 or has_clock(ours)
            is_coarser = fields(table)[name]["shape"] == "date" and is_moment and not has_clock(theirs)
            is_same = fields(table)[name]["shape"] == "person" and _are_one(header, columns[name], positions)
            if is_close and ours != theirs and not is_coarser and not is_same:
                rivals.setdefault(name, positions)
    return rivals
