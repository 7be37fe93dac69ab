"""Rows of a file into the store: landed as text, typed there, accepted or rejected."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pyarrow as pa

from dashboard.intake.blocks import Block, read_blocks
from dashboard.intake.decode import Bytes
from dashboard.intake.mapping import Mapping
from dashboard.intake.records import read_records
from dashboard.intake.rows import IGNORED, LANDED, LEFT_OUT, Sorter
from dashboard.intake.vocabulary import fields, vocabulary
from dashboard.warehouse.store import Store

Progress = Callable[[float, str], None]
"""Hears the share that is done (0 to 1) and a sentence."""

BATCH_ROWS = 20_000
BATCH_CHARACTERS = 16_000_000
MOST_LINES_TOLD = 10_000
"""Ignored and rejected lines that a receipt lists; the store has all rejected ones, counts are whole."""

OF_PEOPLE = ("rep", "person_id", "email", "author", "manager", "alias", "scope")
"""Fields that name somebody."""

LISTED_SHAPES = ("id", "person", "date", "period", "duration", "answers")
"""Shapes of fields that staging takes from several columns; all others have one."""

LANDED_SCHEMA = pa.schema([("line", pa.int64()), ("cells", pa.list_(pa.string()))])
REJECTED_SCHEMA = pa.schema([
    ("line", pa.int64()), ("reason", pa.string()), ("raw", pa.string()), ("cells", pa.list_(pa.string())),
    ("is_left_out", pa.bool_()),
])  # fmt: skip


@dataclass
class Landed:
    """Counts of what landing found."""

    landed: int = 0
    rejected: int = 0
    ignored: int = 0
    ignored_lines: list[int] = field(default_factory=list)


def land(
    store: Store, import_id: int, source: Bytes, mapping: Mapping,
    most: int | None = None, progress: Progress | None = None,
) -> Landed:  # fmt: skip
    """Land the rows of a file (at most `most` records) and put aside those that staging need not see."""
    counts, sorter, whose = Landed(), Sorter(mapping), _whose(mapping)
    rows, rejects = _Batch(LANDED_SCHEMA), _Batch(REJECTED_SCHEMA)
    if most is None:
        records = read_blocks(source, mapping.delimiter, mapping.width)
    else:
        records = islice(read_records(source, mapping.delimiter, mapping.width), most)
    read = 0
    with store.landing(LANDED_SCHEMA) as landing, _seldom_collecting():
        for verdict, block in sorter.sort(records):
            read += block.characters
            if verdict == LANDED:
                counts.landed += len(block)
                rows.extend(block.characters, *sorter.rows(block))
            elif verdict == IGNORED:
                counts.ignored += len(block)
                counts.ignored_lines += block.lines[: MOST_LINES_TOLD - len(counts.ignored_lines)]
            else:
                counts.rejected += len(block)
                _put_aside(rejects, verdict, block)
            if rows.is_full:
                landing.write_table(rows.take())
                if progress:
                    progress(min(1.0, read / source.count), f"{source.name}: {block.lines[-1]:,} lines read")
            if rejects.is_full:
                store.append("store/add_rejected", rejects.take(), import_id=import_id, whose=whose)
        landing.write_table(rows.take())
    store.append("store/add_rejected", rejects.take(), import_id=import_id, whose=whose)
    return counts


def stage(store: Store, import_id: int, mapping: Mapping) -> None:
    """Type the landed rows of an import into the temporary table `staged`, and let them enter the store."""
    store.run("staging/typing")
    store.run(f"staging/{mapping.table}", m=parameters(mapping, store.settings()))
    if store.run("store/count_tombstones")["count_tombstones"].iloc[0]:
        store.run(f"store/mark_erased_{mapping.table}")
    store.run("store/mark_repeated")
    store.run("store/keep_landed", import_id=import_id)


def reject_staged(store: Store, import_id: int, source: Bytes, mapping: Mapping) -> int:
    """Put the rows that staging did not accept aside; how many they are."""
    frame = store.run("store/staged_rejections")
    reasons = dict(zip(frame["line"].tolist(), frame["reason"].tolist(), strict=True))
    if not reasons:
        return 0
    rejects, last, whose = _Batch(REJECTED_SCHEMA), max(reasons), _whose(mapping)
    for item in read_blocks(source, mapping.delimiter, mapping.width):
        block = item if isinstance(item, Block) else Block.of(item)
        for index, line in enumerate(block.lines):
            if line in reasons:
                _put_aside(rejects, reasons[line], block.some([index]))
        if rejects.is_full:
            store.append("store/add_rejected", rejects.take(), import_id=import_id, whose=whose)
        if block.lines[-1] >= last:
            break
    store.append("store/add_rejected", rejects.take(), import_id=import_id, whose=whose)
    return len(reasons)


def parameters(mapping: Mapping, settings: dict[str, Any]) -> dict[str, Any]:
    """What staging needs to know of a file; a column that is not there has position 0, empty in every row."""
    currencies = vocabulary()["currencies"]
    found: dict[str, Any] = {
        "formats": list(mapping.date_formats), "zone": mapping.zone, "workspace_zone": settings["zone"],
        "fiscal_month": int(settings["fiscal_year_start_month"]), "duration_unit": mapping.duration_unit,
        "number_style": mapping.number_style, "headings": list(mapping.headings) or [""],
        "are_periods_worded": mapping.are_periods_worded, "file_kind": _constant(mapping),
        "file_currency": mapping.currency,
        "signs": [word for words in currencies.values() for word in words],
        "codes": [code for code, words in currencies.items() for _ in words],
    }  # fmt: skip
    for name, spec in fields(mapping.table).items():
        positions = list(mapping.columns.get(name, (0,)))
        found[name] = positions if spec["shape"] in LISTED_SHAPES else positions[0]
        if "values" in spec:
            pairs = mapping.value_maps[name]
            found[f"{name}_theirs"], found[f"{name}_ours"] = list(pairs), list(pairs.values())
    return found


def _put_aside(rejects: _Batch, reason: str, block: Block) -> None:
    count = len(block)
    raws = [raw.rstrip("\r\n") for raw in block.raws]
    rejects.extend(
        block.characters, block.lines, [reason] * count, raws, block.rows, [reason in LEFT_OUT] * count
    )


def _whose(mapping: Mapping) -> list[list[int]]:
    """Positions of the columns that name somebody, several of them where they make one name."""
    return [list(mapping.columns[name]) for name in OF_PEOPLE if name in mapping.columns] or [[0]]


def _constant(mapping: Mapping) -> str | None:
    """What every row of a file is where no column says it."""
    return {
        "calls": "call", "emails": "email", "meetings": "meeting",
        "coaching_notes": "people", "customer_notes": "customers", "peer_notes": "peers",
    }.get(mapping.kind)  # fmt: skip


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles at every 700th list of cells, which takes a third of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Batch:
    """Rows on their way into the store, bounded in number and in size."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._columns: list[list[Any]] = [[] for _ in schema]
        self._characters = 0

    def extend(self, characters: int, *columns: Iterable[Any]) -> None:
        for column, values in zip(self._columns, columns, strict=True):
            column.extend(values)
        self._characters += characters

    @property
    def is_full(self) -> bool:
        return len(self._columns[0]) >= BATCH_ROWS or self._characters >= BATCH_CHARACTERS

    def take(self) -> pa.Table:
        table = pa.Table.from_arrays(
            [pa.array(column, f.type) for column, f in zip(self._columns, self._schema, strict=True)],
            schema=self._schema,
        )
        self._columns, self._characters = [[] for _ in self._schema], 0
        return table
