"""Text -> blocks of records, read at once where no line of them needs a look at each; else one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

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


NONE = Block([], [], []), 0


def read_blocks(source: Bytes, delimiter: str, width: int) -> Iterator[Record | Block]:
    """The records of `read_records`, most of them in blocks.

    Where quotes stay open or stand inside of cells the lines of a block are read one by one; so is a
    workbook.
    """
    if source.encoding in TABULAR:
        yield from read_records(source, delimiter, width)
        return
    with source.open() as text:
        first, left = 1, []
        while lines := left + [line.replace("\0", NUL) for line in text.readlines(BLOCK_CHARACTERS)]:
            block, used = _block(lines, first, delimiter, width)
            if used:
                yield block
                first, left = first + used, lines[used:]
                continue
            rest, until = iter(lines), first + len(lines)
            singly = Lines(chain(rest, text))
            for record in records_of(singly, delimiter, width, first):
                yield record
                first = record.line + len(singly.taken)
                if first >= until:
                    break
            left = [*singly.given_back, *rest]


def _block(lines: list[str], first: int, delimiter: str, width: int) -> tuple[Block, int]:
    """The records of the lines as far as the last one is whole, and how many lines they are.

    A record ends with a line after which the number of quotes is even. That is no rule of all files, so it is
    held against what a strict reader finds: none where they differ.
    """
    quotes = accumulate(line.count('"') for line in lines)
    ends = [0, *(number for number, count in enumerate(quotes, start=1) if count % 2 == 0)]
    found = lines[: ends[-1]]
    try:
        rows = list(csv.reader(found, delimiter=delimiter, strict=True))
        if len(rows) == len(found):
            return Block([*range(first, first + len(rows))], rows, found), len(rows)
        spans = [*pairwise(ends)]
        if len(rows) != len(spans) or not all(
            end == start + 1 or _is_one(found[start:end], cells, delimiter, width)
            for cells, (start, end) in zip(rows, spans, strict=True)
        ):
            return NONE
    except csv.Error:
        return NONE
    raws = ["".join(found[start:end]) for start, end in spans]
    return Block([first + start for start, _ in spans], rows, raws), len(found)


def _is_one(taken: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    is_same = list(csv.reader(taken, delimiter=delimiter, strict=True)) == [cells]
    return is_same and len(taken) <= MOST_LINES and not has_swallowed(taken, cells, delimiter, width)
