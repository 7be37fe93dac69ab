"""A file -> how it is to be read: its bytes, its mapping, and what only its owner can say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dashboard.intake import dates
from dashboard.intake.columns import Known
from dashboard.intake.decode import Bytes, read_bytes
from dashboard.intake.mapping import Mapping
from dashboard.intake.recognise import check_periods_end, date_cells, recognise, with_dates
from dashboard.intake.records import Record, find_delimiter, read_records
from dashboard.intake.vocabulary import compact

SAMPLE = 2_000
ONE_FILE_ONLY = ("constants", "header_row", "delimiter")
"""What a user says of a file that need not hold for another one with the same columns."""


@dataclass(frozen=True)
class Understanding:
    """What was understood of a file; `questions` are open while they are there.

    `said` is what a user said of it, `remembered` a sentence where that was said of an earlier file.
    """

    source: Bytes
    mapping: Mapping
    questions: list[dict[str, Any]]
    head: list[Record]
    said: dict[str, Any]
    remembered: str = ""

    @property
    def shape(self) -> str:
        """What files with the same columns have in common."""
        names = [compact(name) for name in self.mapping.header]
        return hashlib.sha256("\x1f".join(names).encode()).hexdigest()

    @property
    def said_of_shape(self) -> dict[str, Any]:
        """What was said of all files like this one: whose rows these are is said of this one alone."""
        return {} if self.remembered else {k: v for k, v in self.said.items() if k not in ONE_FILE_ONLY}


def understand(
    path: Path, kind: str | None, said: dict[str, Any], known: Known, name: str | None = None
) -> Understanding:
    """Read a file as far as it takes to know how to read it all; RefusalError where it cannot be read.

    A late row may be the only one that tells day and month apart, so where need be all dates are looked at.
    """
    source = read_bytes(path, name)
    delimiter = said.get("delimiter") or find_delimiter(source)
    head = list(islice(read_records(source, delimiter), SAMPLE))
    mapping, questions = recognise(source, head, delimiter, kind or said.get("kind"), said, known)
    cells = [
        cell
        for record in head
        if record.line > mapping.header_row
        for cell in date_cells(mapping, record.cells)
    ]
    orders = {dates.order_of(cell) for cell in cells}
    if (
        "either" in orders
        and not orders & set(dates.ORDERS)
        and not {"date_order", "date_format"} & set(said)
    ):
        for record in read_records(source, delimiter, mapping.width):
            if record.line > mapping.header_row:
                orders |= {dates.order_of(cell) for cell in date_cells(mapping, record.cells)}
            if orders & set(dates.ORDERS):
                break
    mapping, more = with_dates(mapping, cells, orders, said)
    if not more:
        check_periods_end(source.name, mapping, cells)
    return Understanding(source, mapping, questions + more, head, said | ({"kind": kind} if kind else {}))
