"""First records of a file -> its mapping, or the questions that only its owner can answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.intake import dates, shapes
from dashboard.intake.added import find_added
from dashboard.intake.columns import Fit, Known
from dashboard.intake.decode import Bytes
from dashboard.intake.html_text import is_html
from dashboard.intake.kinds import (
    Header,
    choose_kind,
    choose_table,
    find_header,
    find_width,
    question,
    what_it_is,
)
from dashboard.intake.mapping import Mapping, Rule, missing_fields
from dashboard.intake.records import Record
from dashboard.intake.refusal import RefusalError, UnsupportedFileError
from dashboard.intake.vocabulary import (
    compact,
    currency_in,
    fields,
    spellings,
    value_map,
    vocabulary,
)  # fmt: skip

DATE_SHAPES = ("date", "period")
DAY = r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}"
"""A day without a time."""


def recognise(
    source: Bytes,
    records: Sequence[Record],
    delimiter: str,
    kind: str | None,
    said: dict[str, Any],
    known: Known,
) -> tuple[Mapping, list[dict[str, Any]]]:
    """The mapping of a file from its first records, and what is open; Refusal where its kind is unknown.

    `said` is the checked mapping of a user, `known` are the people of the workspace. The
    order of days and months is left to `with_dates`.
    """
    file = source.name
    head = find_header(file, records, said)
    below = [record for record in records if record.line > head.line and not record.is_blank]
    header = head.cells
    width = find_width(len(header), below)
    header += ("",) * (width - len(header))
    whole = [record.cells for record in below if len(record.cells) == width]
    # a total says nothing of what the rows look like
    sample = [cells for cells in whole if not shapes.is_total(cells)] or whole
    title = " ".join([*(c for r in records if r.line < head.first_line for c in r.cells), Path(file).stem])
    added = find_added(header, sample, title, said)
    if not below:
        raise RefusalError(
            f"{file} has a header in line {head.line} and no rows under it: there is nothing to import."
        )
    named = tuple("" if p in added.spent else name for p, name in enumerate(header, start=1)) + added.names
    sample = [row for cells in sample for row in added.rows(cells)]
    best, questions = choose_table(file, named, sample, kind, said, known)
    if best is None:
        raise UnsupportedFileError(what_it_is(file, header), source, delimiter, head.line)
    if kind is None:
        kind, more = choose_kind(best, file, named, sample)
        questions += more
    if best.lacks_rep:
        names = sorted(set(known.values()))
        line = f"constants.rep = {json.dumps(names[0] if names else 'name or e-mail', ensure_ascii=False)}"
        questions.append(question("rep", "Whose are these? No column of the file says it.", names, line))
    elif (missing := missing_fields(kind, best.columns)) and not questions:
        raise RefusalError(_what_is_missing(file, kind, missing, header))
    columns = {name: best.columns[name] for name in fields(best.table) if name in best.columns}
    for name, rival in best.rivals.items():
        names = [named[columns[name][0] - 1], named[rival[0] - 1]]
        questions.append(
            question(
                name,
                f"Which column holds {name}: {names[0]!r} or {names[1]!r}?",
                names,
                f"columns.{name} = {json.dumps(names[0], ensure_ascii=False)}",
            )
        )
    system = _system(file, header)
    return Mapping(
        kind=kind, header_row=head.line, header_from=head.first_line, header=header,
        width=width, delimiter=delimiter, columns=columns,
        zone=said.get("zone") or _zone(named, columns),
        duration_unit=said.get("duration_unit") or _duration_unit(system, named, sample, columns),
        number_style=said.get("number_style") or shapes.number_style(_cells(sample, best, ("number",))),
        headings=_headings(head, named, columns), html=_html(best, sample),
        serials=_serials(best, sample), persons=_persons(best, width), foreign=_foreign(best, sample, width),
        fill_down=_fill_down(best, below, width), added=added,
        rules=_rules(best.table, header, columns, sample),
        value_maps=_value_maps(best.table, said),
        are_periods_worded=_are_periods_worded(sample, columns), system=system,
        currency=_currency(named, title, columns), why=best.why,
    ), questions  # fmt: skip


def date_cells(mapping: Mapping, cells: Sequence[str]) -> list[str]:
    """Cells of one row that hold dates (times of day apart)."""
    shaped = fields(mapping.table)
    found = []
    for name, positions in mapping.columns.items():
        if shaped[name]["shape"] in DATE_SHAPES:
            found += [cells[position - 1] for position in positions if position <= len(cells)]
    return found


def with_dates(
    mapping: Mapping, cells: Sequence[str], orders: set[str], said: dict[str, Any]
) -> tuple[Mapping, list[dict[str, Any]]]:
    """The mapping with the formats of its dates; a question where day and month cannot be told apart.

    `cells` are dates of the sample, `orders` what all dates seen say (see `dates.order_of`).
    """
    order, questions = said.get("date_order"), []
    given = said.get("date_format")
    given = [given] if isinstance(given, str) else list(given or ())
    decided = orders & set(dates.ORDERS)
    if not order and given:
        order = "mdy" if re.search(r"%m.*%d", given[0]) and not given[0].startswith("%Y") else "dmy"
    if not order and len(decided) == 1:
        order = decided.pop()
    elif not order and (decided or "either" in orders):
        order = "dmy"
        either = [cell for cell in cells if dates.order_of(cell) == "either"]
        # 01/01 would show nobody what is asked
        example = next(
            (cell for cell in either if not re.match(r"0?(\d+)\D0?\1\D", cell)), (either or cells)[0]
        )
        questions.append(
            question(
                "date_order", f"Is {example!r} day first or month first? Nothing in the file decides it.",
                list(dates.ORDERS), 'date_order = "dmy"',
            )
        )  # fmt: skip
    found = [*given, *dates.formats(cells, order or "ymd")]
    return Mapping(**{**vars(mapping), "date_formats": tuple(dict.fromkeys(found))}), questions


def check_periods_end(file: str, mapping: Mapping, cells: Sequence[str]) -> None:
    """Refusal where periods begin within a month and nothing says when they end, as weeks do."""
    is_told = "period_end" in mapping.columns or mapping.are_periods_worded
    if mapping.table != "quota" or is_told or mapping.columns["period_start"][0] > mapping.width:
        return
    days = {day for cell in cells if (day := dates.day_of_month(cell, mapping.date_formats))}
    if days - {1}:
        raise RefusalError(
            f"{file} has targets for periods that begin within a month, and no column says when they end: "
            "add a column period_end with the last day of each."
        )


def _what_is_missing(file: str, kind: str, missing: list[str], header: Sequence[str]) -> str:
    named = ", ".join(name for name in header if name.strip())[:200]
    return (
        f"{file} would be {kind.replace('_', ' ')}, but no column for {' and '.join(missing)} was found "
        f"among: {named}. Say it in a mapping file, as in [columns] {missing[0]} = '...'."
    )


def _cells(sample: Sequence[Sequence[str]], best: Fit, wanted: Sequence[str]) -> list[str]:
    spec = fields(best.table)
    positions = [p for name, ps in best.columns.items() if spec[name]["shape"] in wanted for p in ps]
    return [cells[position - 1] for cells in sample for position in positions]


def _duration_unit(
    system: str, header: Sequence[str], sample: Sequence[Sequence[str]], columns: dict[str, tuple[int, ...]]
) -> str:
    positions = columns.get("duration_seconds", ())
    if not positions:
        return "seconds"
    if len(positions) > 1:
        return "end-start"
    name = header[positions[0] - 1]
    known = vocabulary()["units"].get(system, {}).get(compact(name))
    return known or shapes.duration_unit(name, [cells[positions[0] - 1] for cells in sample])


def _headings(head: Header, header: Sequence[str], columns: dict[str, tuple[int, ...]]) -> tuple[str, ...]:
    """The questions above several answers; a column of questions beside one of answers needs none."""
    names = [header[position - 1].strip() for position in columns.get("text", ())]
    if head.first_line < head.line:
        names = [name.rpartition(" / ")[2] for name in names]
    is_pair = [compact(name) for name in names] in (["question", "answer"], ["question", "response"])
    return tuple(names) if len(names) > 1 and not is_pair else ()


def _html(best: Fit, sample: Sequence[Sequence[str]]) -> tuple[int, ...]:
    found = []
    for name in ("text", "body"):
        for position in best.columns.get(name, ()):
            filled = [cells[position - 1] for cells in sample if cells[position - 1].strip()]
            if filled and sum(map(is_html, filled)) >= 0.5 * len(filled):
                found.append(position)
    return tuple(found)


def _serials(best: Fit, sample: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Columns of dates that are all Excel's day numbers, and of times beside them that are parts of a day."""
    found = []
    for name, spec in fields(best.table).items():
        positions = best.columns.get(name, ())
        if spec["shape"] not in DATE_SHAPES and not (spec["shape"] == "duration" and len(positions) > 1):
            continue
        cells = {position: [row[position - 1] for row in sample] for position in positions}
        found += [position for position in positions if dates.are_serials(cells[position])]
        if len(positions) > 1:
            found += [position for position in positions if dates.are_serials(cells[position], 0, 1)]
    return tuple(dict.fromkeys(found))


def _foreign(best: Fit, sample: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """Columns of dates or periods that are in words of another language."""
    shaped = fields(best.table)
    # of durations only those from a start to an end: "2h" is a time of day, or two hours
    dated = [
        positions
        for name, positions in best.columns.items()
        if shaped[name]["shape"] in DATE_SHAPES
        or (shaped[name]["shape"] == "duration" and len(positions) > 1)
    ]
    found = {p for positions in dated for p in positions if p <= width}
    return tuple(
        p for p in sorted(found) if any(dates.in_english(row[p - 1]) != row[p - 1] for row in sample)
    )


def _persons(best: Fit, width: int) -> tuple[int, ...]:
    return tuple(p for name in ("author", "manager") for p in best.columns.get(name, ()) if p <= width)


def _fill_down(best: Fit, below: Sequence[Record], width: int) -> tuple[int, ...]:
    """Columns of a grouped report that name their group in its first row only."""
    whole = [record.cells for record in below if len(record.cells) == width]
    rows = [cells for cells in whole if not shapes.is_total(cells)]
    found = [
        position
        for name in vocabulary()["tables"][best.table]["needed"]
        if fields(best.table)[name]["shape"] in ("person", "date", "period")
        for position in best.columns.get(name, ())
    ]
    leftmost = next((p for p in range(1, width + 1) if any(cells[p - 1].strip() for cells in rows)), 0)
    count_totals = len(whole) - len(rows)
    return tuple(
        p for p in found
        if p <= width
        and shapes.names_groups([cells[p - 1] for cells in rows], count_totals, p == leftmost)
    )  # fmt: skip


def _rules(
    table: str,
    header: Sequence[str],
    columns: dict[str, tuple[int, ...]],
    sample: Sequence[Sequence[str]],
) -> tuple[Rule, ...]:
    words, rules = spellings(header), []
    for rule in vocabulary()["rules"]:
        if table not in rule["tables"]:
            continue
        positions = [
            p for p, spelling in enumerate(words, start=1) if spelling.keys() & set(rule.get("headers", ()))
        ]
        named = [columns.get(name, ()) for name in rule.get("fields", ())]
        # a part of a name may be missing
        positions += [several[0] for several in named if len(several) == 1]
        for position in positions:
            if position <= len(header):
                values = frozenset(rule.get("values", ()))
                pattern = vocabulary()["ignored"]["nobody"] if "is_nobody" in rule else rule.get("pattern")
                rules.append(Rule(position - 1, values, pattern, rule["reason"]))
    start, span = columns.get("occurred_at", ()), columns.get("duration_seconds", ())
    if len(start) == 1 and len(span) == 2 and start[0] == span[0] <= len(header):
        # of a calendar: where others begin at a time, what begins with a day lasts all of it
        filled = [cell for row in sample if (cell := row[start[0] - 1].strip())]
        if sum(":" in cell for cell in filled) > len(filled) / 2:
            rules.append(Rule(start[0] - 1, frozenset(), DAY, "all_day"))
    return tuple(rules)


def _value_maps(table: str, said: dict[str, Any]) -> dict[str, dict[str, str]]:
    maps = {name: dict(value_map(spec["values"])) for name, spec in fields(table).items() if "values" in spec}
    for name, given in said.get("values", {}).items():
        if name not in maps or not isinstance(given, dict):
            raise RefusalError(
                f"The mapping gives values for {name}; it may give them for: {', '.join(maps) or 'nothing'}."
            )
        is_ours = fields(table)[name]["shape"] == "enum"
        for value, ours in given.items():
            maps[name][str(value).strip().lower()] = str(ours).lower() if is_ours else str(ours)
    return maps


def _are_periods_worded(sample: Sequence[Sequence[str]], columns: dict[str, tuple[int, ...]]) -> bool:
    cells = [cells[position - 1].strip() for cells in sample for position in columns.get("period_start", ())]
    told = [dates.in_english(cell) for cell in cells]
    return any(dates.PERIOD.fullmatch(cell) and not dates.format_of(cell) for cell in told)


def _currency(header: Sequence[str], title: str, columns: dict[str, tuple[int, ...]]) -> str | None:
    """The currency that the headers of the amounts name, or what stands above them, where no column does."""
    amounts = [header[p - 1] for name in ("target", "actual") for p in columns.get(name, ())]
    told = {code for name in amounts if (code := currency_in(name))} or {currency_in(title)}
    return told.pop() if amounts and len(told) == 1 and "currency" not in columns else None


def _zone(header: Sequence[str], columns: dict[str, tuple[int, ...]]) -> str | None:
    """The zone of times that do not name theirs, where a header tells it."""
    positions = columns.get("occurred_at", ()) + columns.get("written_at", ())
    if told := next(filter(None, (dates.zone_of(header[position - 1]) for position in positions)), None):
        return told
    words = {word for spelling in spellings(header) for word in spelling}
    return next((zone for zone, tells in vocabulary()["zones"].items() if words & set(tells)), None)


def _system(file: str, header: Sequence[str]) -> str:
    """The system that a file comes from, told by its headers, else by its name without dates and numbers."""
    words = {word for spelling in spellings(header) for word in spelling}
    for system, tells in vocabulary()["systems"].items():
        if words & set(tells):
            return system
    return re.sub(r"[\W\d_]+", " ", Path(file).stem).strip().lower() or "file"
