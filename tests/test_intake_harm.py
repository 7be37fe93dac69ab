"""Files and mappings that once raised: each ends in rows, in a rejection or in a sentence."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.intake import Receipt, import_files
from dashboard.warehouse.workspace import Workspace
from tests.stress.hostile import cell, sheet, workbook

CALLS = "Call ID,Agent,Date,Outcome\n1,Ann,2026-03-02 10:00,Busy\n"
CELLS = {"Call ID": ["1"], "Agent": ["Ann"], "Outcome": ["Busy"]}


def _row(line: int, texts: list[str]) -> str:
    cells = [cell(f"{letter}{line}", text) for letter, text in zip("ABCD", texts, strict=True)]
    return f'<row r="{line}">{"".join(cells)}</row>'


def _import(folder: Path, content: str | None, name: str, **more: object) -> Receipt:
    path = folder / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    return import_files(Workspace(folder / "workspace"), [path], **more)[0]


@pytest.mark.parametrize("mood", ["²", "--5", "1" * 5000])
def test_a_mood_of_odd_digits_stays_what_it_is(tmp_path: Path, mood: str) -> None:
    """Only a plain number is told as one."""
    text = f"rep,written_at,text,mood\nAnn,2026-03-02,A fine week so far,{mood}\n"
    assert _import(tmp_path, text, "checkins.csv").last_row["mood"] == mood


@pytest.mark.parametrize("above", ["Call,Call,Who", "Call,Call,Call,Who,Who,x"])
def test_a_line_of_groups_may_have_another_width(tmp_path: Path, above: str) -> None:
    """Groups stand above the columns that are there."""
    assert _import(tmp_path, f"{above}\n{CALLS}", "calls.csv").accepted == 1


def test_a_number_beyond_all_numbers_is_rejected(tmp_path: Path) -> None:
    """A target of four hundred digits is a bad number, not an infinite one."""
    text = f"person_id,period_start,target,actual\nann,2026-01-01,{'9' * 400},5\nann,2026-02-01,9,5\n"
    receipt = _import(tmp_path, text, "quota.csv")
    assert [row["reason"] for row in receipt.rejected_rows] == ["bad_number"]


@pytest.mark.parametrize(
    ("name", "text", "mapping"),
    [
        ("events.csv", "starts_on,ends_on,kind,text\n2026-01-01,2026-01-05,leave,Gone\n",
         {"kind": "events", "constants": {"scope": "Ann"}}),
        ("calls.csv", "Call ID,Agent,Outcome\n1,Ann,Busy\n",
         {"kind": "calls", "constants": {"occurred_at": "2026-03-02"}}),
        ("notes.csv", "rep,author,written_at\nAnn,Bo,2026-01-02\n",
         {"kind": "coaching_notes", "constants": {"text": "<p>Hello there</p>"}}),
    ],
)  # fmt: skip
def test_any_field_may_be_a_constant(tmp_path: Path, name: str, text: str, mapping: dict) -> None:
    """A scope, a date and a text can be said for all rows of a file."""
    assert _import(tmp_path, text, name, mapping=mapping).accepted == 1


def test_a_day_number_said_for_all_rows_is_no_crash(tmp_path: Path) -> None:
    """Excel's days are read in columns of the file alone."""
    said = {"kind": "calls", "constants": {"occurred_at": "46083"}}
    receipt = _import(tmp_path, "Call ID,Agent,Outcome\n1,Ann,Busy\n", "calls.csv", mapping=said)
    assert [row["reason"] for row in receipt.rejected_rows] == ["bad_date"]


def test_a_value_that_is_no_yes_or_no_is_a_defect(tmp_path: Path) -> None:
    """A mapping that says neither true nor false leaves the person in, without saying whether active."""
    text = "person_id,name,email,title,active\na,Ann,a@x.example,AE,ja\n"
    said = {"values": {"active": {"ja": "vielleicht"}}}
    assert _import(tmp_path, text, "people.csv", mapping=said).last_row["active"] is None


@pytest.mark.parametrize("date_format", ["%-p %Y", "%Y-%m-%d %-z", "%Y %-b", "%-Y-%m-%d"])
def test_a_format_that_the_store_does_not_know_is_refused(tmp_path: Path, date_format: str) -> None:
    """A wrong format is told before anything is stored."""
    assert (
        "date_format" in _import(tmp_path, CALLS, "calls.csv", mapping={"date_format": date_format}).refusal
    )


@pytest.mark.parametrize("zone", ["localtime", "Europe", "../x", "right/UTC"])
def test_a_zone_that_is_no_place_is_refused(tmp_path: Path, zone: str) -> None:
    """Names that only a system knows, and folders of its list, are no zones."""
    assert "no IANA time zone" in _import(tmp_path, CALLS, "calls.csv", mapping={"zone": zone}).refusal


def test_a_file_name_that_is_no_text_is_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    """Names of files are bytes; those that are no UTF-8 are still imported."""
    assert _import(tmp_path, CALLS, os.fsdecode(b"calls\xff.csv")).file == "calls?.csv"


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([-(2**58)], pa.timestamp("us")),
        pa.array([2**58], pa.timestamp("us")).dictionary_encode(),
        pa.array([[2**58]], pa.list_(pa.timestamp("us"))),
        pa.Array.from_buffers(
            pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
        ),
    ],
    ids=["before all years", "after all years", "in a list", "no text"],
)  # fmt: skip
def test_a_parquet_file_of_impossible_dates_brings_nothing(tmp_path: Path, dates: pa.Array) -> None:
    """A moment that no calendar has is rejected or refused."""
    pq.write_table(pa.table({**CELLS, "Date": dates}), tmp_path / "calls.parquet")
    receipt = _import(tmp_path, None, "calls.parquet")
    assert receipt.accepted == 0
    assert receipt.refusal or receipt.rejected == 1


@pytest.mark.parametrize("scrap", ["a", " ", "x ( ", "é$"])
def test_a_header_may_be_as_long_as_a_page(tmp_path: Path, scrap: str) -> None:
    """A long cell where a name should be is read once; each of its characters began a search once."""
    header, row = CALLS.splitlines()
    text = f"{header},{scrap * (100_000 // len(scrap))}\n{row},\n"
    assert _import(tmp_path, text, "calls.csv").accepted == 1


def test_cells_merged_beside_the_table_are_no_crash(tmp_path: Path) -> None:
    """A merged range may lie where a sheet has no cells."""
    merged = '<mergeCells><mergeCell ref="Z1:AA2"/></mergeCells>'
    rows = "".join(_row(n, line.split(",")) for n, line in enumerate(CALLS.splitlines(), start=1))
    workbook(tmp_path / "calls.xlsx", sheet(rows, after=merged))
    assert _import(tmp_path, None, "calls.xlsx").accepted == 1


def test_a_locked_or_strange_archive_is_refused(tmp_path: Path) -> None:
    """A member packed in a way that its bytes contradict ends in a sentence."""
    path = tmp_path / "calls.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("calls.csv", CALLS)
    content = bytearray(path.read_bytes())
    for start, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = content.find(start) + offset
        content[place : place + 2] = zipfile.ZIP_LZMA.to_bytes(2, "little")
    path.write_bytes(bytes(content))
    assert "broken archive" in _import(tmp_path, None, "calls.zip").refusal
