"""Exports of other systems are taken in exactly as their `.expected.json` says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dashboard.intake import Receipt, import_files
from dashboard.intake.decode import read_bytes
from dashboard.intake.records import find_delimiter, read_records
from dashboard.intake.understand import understand
from dashboard.warehouse.workspace import Workspace

EXPORTS = Path(__file__).parent / "exports"
DESCRIBED = Path(__file__).parent / "exports_described"
ASKS = {"nasty__ambiguous_day_month"}
NAMES = sorted(path.name.removesuffix(".expected.json") for path in EXPORTS.glob("*.expected.json"))
FROM_DESCRIPTIONS = sorted(p.name.removesuffix(".expected.json") for p in DESCRIBED.glob("*.expected.json"))
STANDARD = [
    "hubspot__calls", "salesforce__task_dataloader", "salesforce__users", "upcoach__participant_notes",
    "lattice__people", "sheet__quota_attainment_us",
]  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def _file(name: str) -> Path:
    return next(path for path in EXPORTS.glob(f"{name}.*") if path.suffix in (".csv", ".xlsx"))


def _expected(name: str) -> dict:
    return json.loads((EXPORTS / f"{name}.expected.json").read_text(encoding="utf-8"))


def _as_expected(receipt: Receipt) -> dict:
    said = json.loads(json.dumps(receipt.as_json()))
    return {
        "kind": said["kind"], "columns": said["columns"], "rows_accepted": said["accepted"],
        "rows_rejected": said["rejected"], "rows_ignored": said["ignored"],
        "reject_reasons": [{"line": row["line"], "reason": row["reason"]} for row in said["rejected_rows"]],
        "ignored_lines": said["ignored_lines"], "first_row": said["first_row"], "last_row": said["last_row"],
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(NAMES) - ASKS))
def test_export_is_taken_in_as_expected(workspace: Workspace, name: str) -> None:
    """Kind, columns, counts, reasons by line, ignored lines, first and last row agree."""
    got = _as_expected(import_files(workspace, [_file(name)])[0])
    assert got == {key: value for key, value in _expected(name).items() if key in got}


@pytest.mark.parametrize("name", FROM_DESCRIPTIONS)
def test_export_made_after_a_description_is_taken_in_as_expected(workspace: Workspace, name: str) -> None:
    """The same of files that we made after descriptions of systems; only whose rows they are may be asked."""
    expected = json.loads((DESCRIBED / f"{name}.expected.json").read_text(encoding="utf-8"))
    path = next(path for path in DESCRIBED.glob(f"{name}.*") if path.suffix != ".json")
    receipt = import_files(workspace, [path])[0]
    assert [question["field"] for question in receipt.questions] == expected["asks"]
    if expected["asks"]:
        receipt = import_files(workspace, [path], mapping={"constants": {"rep": "Priya Raman"}})[0]
    got = _as_expected(receipt)
    assert got == {key: value for key, value in expected.items() if key in got}


def test_days_up_to_twelve_are_asked_and_a_mapping_answers(workspace: Workspace) -> None:
    """Where nothing tells day and month apart nothing is stored until the user's line says it."""
    path = _file("nasty__ambiguous_day_month")
    asked = import_files(workspace, [path])[0]
    assert (asked.import_id, asked.accepted) == (None, 0)
    assert [(question["field"], question["mapping_line"]) for question in asked.questions] == [
        ("date_order", 'date_order = "dmy"')
    ]
    answer = workspace.folder / "answer.toml"
    answer.write_text(asked.questions[0]["mapping_line"], encoding="utf-8")
    got = _as_expected(import_files(workspace, [path], mapping=answer)[0])
    assert got == {key: value for key, value in _expected(path.stem).items() if key in got}


def test_month_first_answer_reads_month_first(workspace: Workspace) -> None:
    """The other answer gives the other dates."""
    receipt = import_files(workspace, [_file("nasty__ambiguous_day_month")], mapping={"date_order": "mdy"})[0]
    assert receipt.last_row["occurred_at"] == "2026-06-04"


def _records(name: str) -> tuple[list[str], list[list[str]]]:
    source = read_bytes(_file(name))
    header, *rows = [record.cells for record in read_records(source, find_delimiter(source))]
    return header, rows


def _write(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.mark.parametrize("name", STANDARD)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_columns_mean_the_same(tmp_path: Path, name: str, seed: int) -> None:
    """Columns are known by name and values, not by place."""
    header, rows = _records(name)
    order = [*range(seed, len(header)), *range(seed)][::-1]
    shuffled = _write(
        tmp_path / f"{name}.csv", [header[i] for i in order], [[row[i] for i in order] for row in rows]
    )
    mapping = understand(shuffled, None, {}, {}).mapping
    assert (mapping.kind, mapping.named_columns) == (_expected(name)["kind"], _expected(name)["columns"])


@pytest.mark.parametrize("name", [*STANDARD, "google_forms__one_on_one"])
@pytest.mark.parametrize("change", [str.upper, str.lower, "  {} ".format])
def test_case_and_spaces_of_headers_do_not_matter(tmp_path: Path, name: str, change: object) -> None:
    """Vendors change how they write a header between versions."""
    header, rows = _records(name)
    changed = understand(
        _write(tmp_path / f"{name}.csv", [change(cell) for cell in header], rows), None, {}, {}
    ).mapping
    assert changed.columns == understand(_file(name), None, {}, {}).mapping.columns


@pytest.mark.parametrize("name", STANDARD)
@pytest.mark.parametrize(
    ("column", "cell"), [("Exported at", "2026-04-01 10:00"), ("Last modified by", "Dana Okafor")]
)
def test_another_column_changes_nothing(tmp_path: Path, name: str, column: str, cell: str) -> None:
    """A date or a person that the vocabulary does not know is not taken for the one that it does."""
    header, rows = _records(name)
    wider = _write(tmp_path / f"{name}.csv", [column, *header], [[cell, *row] for row in rows])
    mapping = understand(wider, None, {}, {}).mapping
    assert (mapping.kind, mapping.named_columns) == (_expected(name)["kind"], _expected(name)["columns"])


@pytest.mark.parametrize("name", STANDARD)
@pytest.mark.parametrize("count", [1, 3])
def test_a_few_rows_suffice(tmp_path: Path, name: str, count: int) -> None:
    """Recognition does not hang on the number of rows."""
    header, rows = _records(name)
    short = understand(_write(tmp_path / f"{name}.csv", header, rows[:count]), None, {}, {}).mapping
    whole = understand(_file(name), None, {}, {}).mapping
    assert (short.kind, short.columns, short.duration_unit) == (
        whole.kind,
        whole.columns,
        whole.duration_unit,
    )
