"""Records -> rows to land, rows left out at once with a reason, and lines that are no rows at all.

What is a row beyond doubt, nearly all of a long file, goes through in blocks; the rest one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from dashboard.intake import shapes
from dashboard.intake.blocks import Block
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
        told = (
            (mapping.html, plain_text), (mapping.serials, of_serial), (mapping.foreign, in_english),
            (mapping.persons, lambda cell: "" if shapes.is_nobody(cell) else cell),
        )  # fmt: skip
        self._told = [(p - 1, tell) for positions, tell in told for p in positions if p <= mapping.width]
        self._above = dict.fromkeys((position - 1 for position in mapping.fill_down), "")

    def sort(self, records: Iterable[Record | Block]) -> Iterator[tuple[str, Block]]:
        """(LANDED, IGNORED or a reason, records) of all records but the header, in nearly their order.

        A line with one filled cell is kept back until it is clear whether the table goes on after it: under
        the table it is a footer, above a header that comes again a title, inside it a broken row.
        """
        held: list[Record] = []
        is_after_blank = False
        for record in self._doubtful_apart(records):
            if isinstance(record, Block):
                yield from self._judged(held)
                yield from self._verdicts(record)
                held, is_after_blank = [], False
            elif record.line < self._mapping.header_from:
                yield IGNORED, Block.of(record)
            elif record.line <= self._mapping.header_row:
                continue
            elif record.is_blank:
                is_after_blank = is_after_blank or not held
                yield IGNORED, Block.of(record)
            elif self._is_lone(record) and self._weeks.fullmatch("".join(record.cells).strip()):
                yield IGNORED, Block.of(record)
            elif self._is_lone(record):
                held.append(record)
            elif self._is_header(record):
                # what stands alone above a repeated header is the title of its part
                yield from ((IGNORED, Block.of(lone)) for lone in held)
                held, is_after_blank = [], False
                yield IGNORED, Block.of(record)
            elif self._is_total(record):
                yield IGNORED, Block.of(record)
            else:
                yield from self._judged([*held, self._filled_down(record)])
                held, is_after_blank = [], False
        is_footer = bool(held) and (
            is_after_blank or any(self._footers.search(record.raw) for record in held)
        )
        if is_footer:
            yield from ((IGNORED, Block.of(record)) for record in held)
        else:
            yield from self._judged(held)

    def rows(self, block: Block) -> tuple[list[int], list[list[str]]]:
        """The rows that records land as, with their lines.

        Text instead of HTML, dates instead of Excel's day numbers, empty where nobody is named, and what is
        added to them.
        """
        rows = block.rows
        if self._told:
            rows = [list(cells) for cells in rows]
            for index, tell in self._told:
                told = {cell: tell(cell) for cell in {row[index] for row in rows}}
                for row in rows:
                    row[index] = told[row[index]]
        added = self._mapping.added
        if not added.names:
            return block.lines, rows
        made = [added.rows(cells) for cells in rows]
        lines = [line for line, some in zip(block.lines, made, strict=True) for _ in some]
        return lines, [row for some in made for row in some]

    def _doubtful_apart(self, records: Iterable[Record | Block]) -> Iterator[Record | Block]:
        """Blocks of what is a row beyond doubt, and the records between them one by one."""
        for item in records:
            if not isinstance(item, Block):
                yield item
                continue
            begin = 0
            for index in [*self._doubtful(item), len(item)]:
                if begin < index:
                    yield item.some(range(begin, index))
                if index < len(item):
                    yield item.record(index)
                begin = index + 1

    def _doubtful(self, block: Block) -> list[int]:
        """Records of a block that may be the header, furniture or torn, by the looks of their first cells."""
        if self._above:
            return list(range(len(block)))
        header, width, is_total = self._header[0], self._mapping.width, shapes.totals().match
        torn = ["", ""]
        sides = [cells if len(cells) == width > 1 else torn for cells in block.rows]
        firsts, seconds = [cells[0].strip() for cells in sides], [cells[1].strip() for cells in sides]
        speaking = {cell for cell in {*firsts, *seconds} if not cell or cell == header or is_total(cell)}
        above = bisect_right(block.lines, self._mapping.header_row)
        if not speaking:
            return list(range(above))
        return [
            index for index, (first, second) in enumerate(zip(firsts, seconds, strict=True))
            if index < above or first in speaking or second in speaking
        ]  # fmt: skip

    def _judged(self, records: Iterable[Record]) -> Iterator[tuple[str, Block]]:
        for record in records:
            if len(record.cells) == self._mapping.width:
                yield from self._verdicts(Block.of(record))
            else:
                yield "column_count", Block.of(record)

    def _verdicts(self, block: Block) -> Iterator[tuple[str, Block]]:
        """Records of the right width by the rules that leave some out, the first rule first."""
        for position, values, pattern, reason in self._rules:
            cells = [row[position] for row in block.rows]
            left_out = {
                cell for cell in {*cells}
                if (told := cell.strip().lower()) in values or (pattern and pattern.fullmatch(told))
            }  # fmt: skip
            if left_out:
                yield reason, block.some(i for i, cell in enumerate(cells) if cell in left_out)
                block = block.some(i for i, cell in enumerate(cells) if cell not in left_out)
        if len(block):
            yield LANDED, block

    def _filled_down(self, record: Record) -> Record:
        if not self._above or len(record.cells) != self._mapping.width:
            return record
        cells = list(record.cells)
        for index, above in self._above.items():
            cells[index] = self._above[index] = cells[index] if cells[index].strip() else above
        return Record(record.line, cells, record.raw)

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
