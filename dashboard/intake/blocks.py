"""Text -> blocks of records, read at once where no line of them needs a look at each; else one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TextIO

from dashboard.intake.decode import Bytes
from dashboard.intake.records import (
    MOST_LINES,
    NUL,
    TABULAR,
    Lines,
    Record,
    has_swallowed,
    read_records,
    records_of,
)

BLOCK_CHARACTERS = 4_000_000
"""Characters of the lines that are read at once."""

ONE_BY_ONE = 500
"""Lines that are read one by one where one of them needs it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Records in their order, each by its first line (from 1), its cells and its text with the line end."""

    lines: list[int]
    rows: list[list[str]]
    raws: list[str]

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def of(cls, record: Record) -> Block:
        """A block of one record."""
        return cls([record.line], [record.cells], [record.raw])

    @property
    def characters(self) -> int:
        """How long it is in the file."""
        return sum(map(len, self.raws))

    def record(self, index: int) -> Record:
        """One of its records."""
        return Record(self.lines[index], self.rows[index], self.raws[index].rstrip("\r\n"))

    def some(self, indices: Iterable[int]) -> Block:
        """A block of some of its records."""
        kept = list(indices)
        return Block(
            [self.lines[i] for i in kept], [self.rows[i] for i in kept], [self.raws[i] for i in kept]
        )


def read_blocks(source: Bytes, delimiter: str, width: int) -> Iterator[Record | Block]:
    """The records of `read_records`, most of them in blocks.

    From a line that a strict reader does not take as it is (an open quote, text behind a closed one) some are
    read one by one; so are all of a workbook.
    """
    if source.encoding in TABULAR:
        yield from read_records(source, delimiter, width)
        return
    with source.open() as text:
        first, taken = 1, text.readlines(BLOCK_CHARACTERS)
        while taken:
            block, used = _block(taken, text, first, delimiter, width)
            if used:
                yield block
                first, taken = first + used, taken[used:]
            else:
                rest = iter(taken)
                lines, until = Lines(chain(rest, text)), first + ONE_BY_ONE
                for record in records_of(lines, delimiter, width, first):
                    yield record
                    first = record.line + len(lines.taken)
                    if first >= until:
                        break
                taken = [*lines.given_back, *rest]
            taken = taken or text.readlines(BLOCK_CHARACTERS)


def _block(taken: list[str], text: TextIO, first: int, delimiter: str, width: int) -> tuple[Block, int]:
    """The records of the lines `taken`, up to the first that needs a look, and how many lines they are.

    Where the last record goes on behind them, its lines are taken from `text`.
    """

    lines = [line.replace("\0", NUL) for line in taken]

    def more() -> Iterator[str]:
        for line in islice(text, MOST_LINES):
            taken.append(line)
            lines.append(line.replace("\0", NUL))
            yield lines[-1]

    count, rows, ends = len(lines), [], [0]
    reader = csv.reader(chain(lines, more()), delimiter=delimiter, strict=True)
    # csv.Error: what a strict reader does not take as it is
    with suppress(csv.Error):
        while reader.line_num < count:
            cells, start, end = next(reader), ends[-1], reader.line_num
            if end - start > MOST_LINES or (
                end - start > 1 and has_swallowed(lines[start:end], cells, delimiter, width)
            ):
                break
            rows.append(cells)
            ends.append(end)
    if len(rows) == ends[-1]:
        raws = lines[: len(rows)]
    else:
        raws = ["".join(lines[start:end]) for start, end in pairwise(ends)]
    return Block([first + start for start in ends[:-1]], rows, raws), ends[-1]
