"""Harmed files go in: none raises, each record is somewhere, and a second time changes nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import traceback
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import duckdb

from dashboard.intake import Receipt, import_files
from dashboard.intake.dates import in_english
from dashboard.intake.decode import read_bytes
from dashboard.intake.records import read_records
from dashboard.intake.shapes import is_nobody as is_nobody_named
from dashboard.warehouse.store import opened
from dashboard.warehouse.workspace import Workspace
from tests.stress import state
from tests.stress.counting import Counted, count, members, without_ends
from tests.stress.mutations import exports, mutate


@dataclass
class Outcomes:
    """How many files came to what, by mutation; `undecided` were counted by the intake's own reader."""

    by_mutation: dict[str, Counter[str]] = field(default_factory=dict)
    records: int = 0
    undecided: int = 0
    faults: list[str] = field(default_factory=list)


def run(folder: Path, files: int, seed: int) -> Outcomes:
    """Harm `files` files and import each twice into an empty workspace, on all cores where they are many."""
    parts = os.cpu_count() if files >= 1000 else 1
    places = [folder / f"part {part}" for part in range(parts)]
    numbers = [range(part, files, parts) for part in range(parts)]
    if parts == 1:
        return _run(places[0], numbers[0], seed)
    with ProcessPoolExecutor(parts, get_context("spawn")) as pool:
        return _together(pool.map(_run, places, numbers, [seed] * parts))


def _together(found: Iterable[Outcomes]) -> Outcomes:
    whole = Outcomes()
    for part in found:
        for mutation, counts in part.by_mutation.items():
            whole.by_mutation.setdefault(mutation, Counter()).update(counts)
        whole.records += part.records
        whole.undecided += part.undecided
        whole.faults += part.faults
    return whole


def _run(folder: Path, numbers: range, seed: int) -> Outcomes:
    """Some of the files; faulty ones stay in `folder`."""
    folder.mkdir()
    workspace, template = Workspace(folder / "workspace"), folder / "empty.duckdb"
    with opened(workspace):
        pass
    workspace.store_path.rename(template)
    outcomes, all_exports = Outcomes(), exports()
    for number in numbers:
        rng = random.Random(f"{seed}/{number}")  # noqa: S311
        mutation, export = mutate(rng.choice(all_exports), rng)
        path = folder / export.name
        path.write_bytes(export.content)
        shutil.copyfile(template, workspace.store_path)
        try:
            outcome = _imported_twice(workspace, path, outcomes)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            outcome = "fault"
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{type(error).__name__} in {where.name}: {str(error)[:200]}"
            outcomes.faults.append(f"file {number} ({export.name}, {mutation}): {told}")
            path.rename(folder / f"fault {number} {export.name}")
        outcomes.by_mutation.setdefault(mutation, Counter())[outcome] += 1
        path.unlink(missing_ok=True)
        workspace.store_path.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    return outcomes


def _imported_twice(workspace: Workspace, path: Path, outcomes: Outcomes) -> str:
    empty = workspace.store_path.read_bytes()
    receipts = import_files(workspace, [path])
    assert receipts, "a file without a receipt"
    numbers = {receipt.import_id for receipt in receipts} - {None}
    after = workspace.store_path.read_bytes()
    for receipt in receipts:
        assert receipt.import_id is not None or receipt.refusal or receipt.questions, "no answer"
    if numbers:
        with state.reading(workspace) as con:
            before = state.imports(con)
            assert set(before) == numbers, "the store has other imports than the receipts"
            assert state.version(con) == len(numbers)
            contents = members(path)
            for receipt in receipts:
                if receipt.import_id is not None and not receipt.unchanged:
                    _check(con, receipt, contents[receipt.file], path, outcomes)
    else:
        assert after == empty, "nothing was taken in, and the store is another"
    again = import_files(workspace, [path])
    if workspace.store_path.read_bytes() != after:
        with state.reading(workspace) as con:
            assert state.imports(con) == before, "the second time changed something"
            assert state.version(con) == len(numbers)
    for first, second in zip(receipts, again, strict=True):
        counts = [(r.accepted, r.rejected, r.ignored, r.refusal, r.questions) for r in (first, second)]
        assert counts[0] == counts[1], "the second receipt says something else"
        assert second.unchanged == (first.import_id is not None)
    return _outcome(receipts)


def _outcome(receipts: list[Receipt]) -> str:
    if any(receipt.import_id is not None for receipt in receipts):
        return "with rejections" if any(r.rejected for r in receipts if r.import_id is not None) else "whole"
    return "asked" if any(receipt.questions for receipt in receipts) else "refused"


def _check(
    con: duckdb.DuckDBPyConnection, receipt: Receipt, content: bytes, path: Path, outcomes: Outcomes
) -> None:
    """Accepted, rejected and ignored lines are the lines of the file's records but its header, once each."""
    kept = json.loads(
        con.execute("select mapping from imports where import_id = $1", [receipt.import_id]).fetchone()[0]
    )
    width, encoding = len(kept["header"]), receipt.read_as.split(":")[0]
    counted = count(content, encoding, kept["delimiter"], width)
    if not counted.is_decided:
        outcomes.undecided += 1
        counted = _as_intake_reads(content, counted, path.with_name("member"), kept["delimiter"], width)
    table = state.TABLE_OF_KIND.get(receipt.kind, receipt.kind)
    here = {"id": receipt.import_id}
    accepted = [
        r[0] for r in con.execute(f"select distinct line from {table} where import_id = $id", here).fetchall()
    ]
    rejected = con.execute("select line, raw from rejected_rows where import_id = $id", here).fetchall()
    assert (len(accepted), len(rejected), len(receipt.ignored_lines)) == (
        receipt.accepted, receipt.rejected, receipt.ignored,
    ), "the store has other counts than the receipt"  # fmt: skip
    lines = [*accepted, *(line for line, _ in rejected), *receipt.ignored_lines]
    header = _header_lines(counted, kept["header"], kept["header_row"])
    assert sorted([*lines, *header]) == sorted(counted.cells), "lines of records and lines told differ"
    outcomes.records += len(counted.cells)
    for line, raw in rejected:
        _assert_stands_in_file(raw, line, counted)
    landed = "select line, cells from landed_rows semi join (select unnest($lines) as line) using (line)"
    for line, cells in con.execute(landed, {"lines": accepted}).fetchall():
        _assert_same_cells(counted.cells[line], cells)


def _as_intake_reads(content: bytes, counted: Counted, member: Path, delimiter: str, width: int) -> Counted:
    """Where an open quote leaves records open: the intake's own, seen to hold all of the text."""
    member.write_bytes(content)
    records = list(read_records(read_bytes(member), delimiter, width))
    member.unlink()
    assert without_ends("".join(r.raw for r in records)) == without_ends(counted.text), "characters are lost"
    return Counted({r.line: r.cells for r in records}, {r.line: r.raw for r in records}, counted.text, False)


def _header_lines(counted: Counted, header: list[str], header_row: int) -> list[int]:
    """The line of the header, and of the groups above it, whose names stand before those of the columns."""
    assert header_row in counted.cells, "the header is no record"
    own = [cell for cell in counted.cells[header_row] if cell.strip()]
    if set(own) <= set(header):
        return [header_row]
    above = [
        line for line, cells in counted.cells.items() if line < header_row and any(c.strip() for c in cells)
    ]
    return [line for line in counted.cells if above[-1] <= line <= header_row]


def _assert_stands_in_file(raw: str, line: int, counted: Counted) -> None:
    if counted.text is not None:
        assert raw == counted.raws[line], f"line {line} was rejected with another text"
        assert raw in counted.text
        return
    told = next(csv.reader(io.StringIO(raw, newline="")), [])
    assert {cell for cell in counted.cells[line] if cell} <= set(told), f"line {line} lost a cell"


def _assert_same_cells(cells: list[str], landed: list[str]) -> None:
    """Landed cells are the file's; HTML, Excel's days, names of groups, foreign months and who is nobody are
    read on the way."""
    for told, ours in zip(cells, landed, strict=False):
        is_markup = "<" in told or "&" in told or told.split() == ours.split()
        is_serial = told.strip().replace(".", "").replace(",", "").isdecimal()
        is_nobody = not ours and is_nobody_named(told)
        is_read = is_markup or is_serial or is_nobody or ours == in_english(told) or not told.strip()
        assert told == ours or is_read, f"{told[:80]!r} landed as {ours[:80]!r}"
