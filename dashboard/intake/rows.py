"""Records -> rows to land, rows left out at once with a reason, and lines that are no rows at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from dashboard.intake import shapes
from dashboard.intake.dates import in_english, of_serial
from dashboard.intake.html_text import plain_text
from dashboard.intake.mapping import Mapping
from dashboard.intake.records import Record
from dashboard.intake.vocabulary import vocabulary

IGNORED = "ignored"
LANDED = "landed"

LEFT_OUT = frozenset((
    "deleted", "unsupported_kind", "not_completed", "all_day", "private", "internal", "not_sent",
    "not_a_person", "not_applicable", "queue_leg", "leg_row", "duplicate_row", "duplicate_id", "not_money",
    "erased",
))  # fmt: skip
"""Reasons that leave a row out on purpose; all others are to mend."""


class Sorter:
    """Says of each record whether it lands, is rejected at once, or is no row."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._header = [cell.strip() for cell in mapping.header]
        self._rules = [
            (r.position, r.values, r.pattern and re.compile(r.pattern, re.IGNORECASE), r.reason)
            for r in mapping.rules
        ]
        self._html = [position - 1 for position in mapping.html if position <= mapping.width]
        self._serials = [position - 1 for position in mapping.serials if position <= mapping.width]
        self._foreign = [position - 1 for position in mapping.foreign]
        self._persons = [position - 1 for position in mapping.persons]
        self._above = dict.fromkeys((position - 1 for position in mapping.fill_down), "")

    def sort(self, records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
        """(LANDED, IGNORED or a reason, record) of every record but the header, in nearly their order.

        A line with one filled cell is kept back until it is clear whether the table goes on after it: under
        the table it is a footer, above a header that comes again a title, inside it a broken row.
        """
        held: list[Record] = []
        is_after_blank = False
        for record in records:
            if record.line < self._mapping.header_from:
                yield IGNORED, record
            elif record.line <= self._mapping.header_row:
                continue
            elif record.is_blank:
                is_after_blank = is_after_blank or not held
                yield IGNORED, record
            elif self._is_lone(record) and self._weeks.fullmatch("".join(record.cells).strip()):
                yield IGNORED, record
            elif self._is_lone(record):
                held.append(record)
            elif self._is_header(record):
                # what stands alone above a repeated header is the title of its part
                yield from ((IGNORED, lone) for lone in held)
                held, is_after_blank = [], False
                yield IGNORED, record
            elif self._is_total(record):
                yield IGNORED, record
            else:
                yield from ((self._verdict(lone), lone) for lone in held)
                held, is_after_blank = [], False
                filled = self._filled_down(record)
                yield self._verdict(filled), filled
        is_footer = bool(held) and (
            is_after_blank or any(self._footers.search(record.raw) for record in held)
        )
        for record in held:
            yield (IGNORED if is_footer else self._verdict(record)), record

    def rows(self, record: Record) -> list[list[str]]:
        """The rows that a record lands as: text instead of HTML, dates instead of Excel's day numbers, empty
        where nobody is named, and what is added to it."""
        return self._mapping.added.rows(self._cells(record))

    def _cells(self, record: Record) -> list[str]:
        if not (self._html or self._serials or self._persons or self._foreign):
            return record.cells
        cells = list(record.cells)
        for index in self._html:
            cells[index] = plain_text(cells[index])
        for index in self._serials:
            cells[index] = of_serial(cells[index])
        for index in self._foreign:
            cells[index] = in_english(cells[index])
        for index in self._persons:
            cells[index] = "" if shapes.is_nobody(cells[index]) else cells[index]
        return cells

    def _filled_down(self, record: Record) -> Record:
        if not self._above or len(record.cells) != self._mapping.width:
            return record
        cells = list(record.cells)
        for index, above in self._above.items():
            cells[index] = self._above[index] = cells[index] if cells[index].strip() else above
        return Record(record.line, cells, record.raw)

    def _verdict(self, record: Record) -> str:
        if len(record.cells) != self._mapping.width:
            return "column_count"
        for position, values, pattern, reason in self._rules:
            cell = record.cells[position].strip().lower()
            if cell in values or (pattern and pattern.fullmatch(cell)):
                return reason
        return LANDED

    def _is_header(self, record: Record) -> bool:
        is_first_same = record.cells[0].strip() == self._header[0]
        return is_first_same and [cell.strip() for cell in record.cells] == self._header

    def _is_lone(self, record: Record) -> bool:
        filled = islice((cell for cell in record.cells if cell and not cell.isspace()), 2)
        is_one = len(list(filled)) == 1
        may_be = is_one and self._mapping.width > 2 and len(self._needed) > 1
        return may_be and not self._is_total(record)

    def _is_total(self, record: Record) -> bool:
        if not shapes.is_total(record.cells):
            return False
        is_short = len(record.cells) != self._mapping.width
        return is_short or any(
            all(shapes.is_total([cell]) or not cell.strip() for cell in cells)
            for cells in (
                [record.cells[p - 1] for p in positions if p <= self._mapping.width]
                for positions in self._needed
            )
            if cells
        )

    @cached_property
    def _needed(self) -> list[tuple[int, ...]]:
        columns = self._mapping.columns
        return [columns[n] for n in vocabulary()["tables"][self._mapping.table]["needed"] if n in columns]

    @cached_property
    def _weeks(self) -> re.Pattern[str]:
        return re.compile(vocabulary()["ignored"]["weeks"], re.IGNORECASE)

    @cached_property
    def _footers(self) -> re.Pattern[str]:
        return re.compile(vocabulary()["ignored"]["footers"], re.IGNORECASE)
