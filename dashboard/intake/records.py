"""Text -> records: cells with the physical line on which a record starts, and its raw text."""

from __future__ import annotations

import csv
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.intake.decode import Bytes
from dashboard.intake.parquet import parquet_rows
from dashboard.intake.workbook import sheet_rows

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

TABULAR = {"workbook": sheet_rows, "parquet": parquet_rows}
"""Readers of files whose cells are apart already."""

DELIMITERS = (",", ";", "\t", "|")
NUL = "\N{SYMBOL FOR NULL}"
"""What a NUL byte becomes: visible, and no end of a string anywhere."""

MOST_LINES = 2_000
"""Lines of one record before a quote counts as never closed."""


@dataclass(frozen=True, slots=True)
class Record:
    """`line` is 1-based; in a workbook it is the row of the sheet. `raw` is without its last line end."""

    line: int
    cells: list[str]
    raw: str

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


class _UnclosedError(Exception):
    """A quote was opened and not closed for more lines than a note has."""


class Lines:
    """Lines of a text that can be given back; remembers those taken since the last record."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self.given_back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MOST_LINES:
            raise _UnclosedError
        line = self.given_back.popleft() if self.given_back else next(self._text).replace("\0", NUL)
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        self.given_back.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]


def read_records(source: Bytes, delimiter: str, width: int | None = None) -> Iterator[Record]:
    """Records of a file, in order.

    With a `width` given, a quote that was never closed costs its own line only: where a record over several
    lines has another width, and a line within it has the right one, reading goes on from its second line.
    """
    if source.encoding in TABULAR:
        for line, cells in TABULAR[source.encoding](source.path, source.name):
            yield Record(line, cells, _as_csv(cells))
        return
    with source.open() as text:
        yield from split_records(text, delimiter, width)


def split_records(text: Iterable[str], delimiter: str, width: int | None = None) -> Iterator[Record]:
    """Records of lines of text (see `read_records`)."""
    yield from records_of(Lines(text), delimiter, width)


def records_of(lines: Lines, delimiter: str, width: int | None = None, number: int = 1) -> Iterator[Record]:
    """Records of lines, the first of which is line `number`; those of the last one are `lines.taken`."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _UnclosedError:
            cells = None
        if cells is None or (
            width and len(lines.taken) > 1 and has_swallowed(lines.taken, cells, delimiter, width)
        ):
            lines.give_back_all_but_first()
            cells = next(csv.reader(lines.taken, delimiter=delimiter))
            reader = csv.reader(lines, delimiter=delimiter)
        raw = "".join(lines.taken).rstrip("\r\n")
        yield Record(number, cells, raw)
        number += len(lines.taken)


def find_delimiter(source: Bytes, most: int = 200) -> str:
    """The delimiter under which most of the first records are equally wide; a first line `sep=;` wins."""
    if source.encoding in TABULAR:
        return ","
    with source.open() as text:
        sample = [line for _, line in zip(range(most), text, strict=False)]
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0].strip()[4]

    def score(delimiter: str) -> float:
        widths = Counter(len(r.cells) for r in split_records(sample, delimiter) if not r.is_blank)
        width, count = max(widths.items(), key=lambda item: (item[0] > 1) * item[1], default=(0, 0))
        return (width > 1) * (count / max(1, widths.total()) + min(width, 20) / 40)

    return max(DELIMITERS, key=score)


def split_raw(raw: str, delimiter: str) -> list[str]:
    """The cells of one record's raw text."""
    return next(csv.reader(raw.splitlines(keepends=True), delimiter=delimiter), [])


def has_swallowed(taken: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    """Whether the lines of one record look like several, since a quote was opened and never closed."""
    is_odd = sum(line.count('"') for line in taken) % 2 == 1
    if len(cells) == width and not is_odd:
        return False
    return any(len(next(csv.reader([line], delimiter=delimiter), [])) == width for line in taken[1:])


def _as_csv(cells: list[str]) -> str:
    return ",".join('"' + c.replace('"', '""') + '"' if any(x in c for x in ',"\r\n') else c for c in cells)
