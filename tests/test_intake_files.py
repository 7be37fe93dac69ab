"""Bytes and lines: encodings, quotes, footers and what is no table at all."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from dashboard.intake import Receipt, import_files, preview, rows_to_mend
from dashboard.intake.importing import distinct
from dashboard.intake.records import split_records
from dashboard.warehouse.workspace import Workspace

HEADER = "rep,author,written_at,text"
ROWS = ["Zoë,Ana,2026-01-12,Über den Wolken", "José,Ana,2026-01-13,Second", "Mei,Ana,2026-01-14,Third"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def _import(workspace: Workspace, content: bytes, name: str = "notes.csv", **more: object) -> Receipt:
    path = workspace.folder.parent / name
    path.write_bytes(content)
    return import_files(workspace, [path], **more)[0]


def _text(end: str = "\n") -> str:
    return end.join([HEADER, *ROWS]) + end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_reads_the_same(
    workspace: Workspace, encoding: str, end: str
) -> None:
    """Accents survive, with or without a byte order mark."""
    receipt = _import(workspace, _text(end).encode(encoding))
    assert (receipt.accepted, receipt.first_row["rep"], receipt.first_row["text"]) == (
        3,
        "Zoë",
        "Über den Wolken",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(workspace: Workspace, delimiter: str) -> None:
    """Commas inside a text do not make it comma-separated."""
    lines = [HEADER.replace(",", delimiter), *(row.replace(",", delimiter) + ", and, more" for row in ROWS)]
    receipt = (
        _import(workspace, "\n".join(lines).encode())
        if delimiter != ","
        else _import(workspace, _text().encode())
    )
    assert receipt.accepted == 3


def test_line_numbers_are_physical(workspace: Workspace) -> None:
    """A note over three lines moves the lines of the rows after it."""
    receipt = _import(workspace, f'{HEADER}\nA,B,2026-01-12,"one\ntwo\nthree"\n,B,2026-01-13,x\n'.encode())
    assert [(row["line"], row["raw"]) for row in receipt.rejected_rows] == [(5, ",B,2026-01-13,x")]


def test_rows_of_another_width_are_rejected_with_their_raw_text(workspace: Workspace) -> None:
    """Too many and too few cells cost their own row; reading goes on."""
    lines = [HEADER, ROWS[0], "José,Ana,2026-01-13,one, two, three", "Mei,Ana", ROWS[2]]
    receipt = _import(workspace, "\n".join(lines).encode())
    assert receipt.accepted == 2
    assert receipt.rejected_rows == [
        {"line": 3, "reason": "column_count", "raw": lines[2]},
        {"line": 4, "reason": "column_count", "raw": lines[3]},
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_costs_its_own_line(workspace: Workspace) -> None:
    """The rows after it are not swallowed."""
    lines = [
        HEADER,
        ROWS[0],
        '"José,Ana,2026-01-13,Second',
        *(f"P{i},Ana,2026-02-01,note {i}" for i in range(3_000)),
    ]
    receipt = _import(workspace, "\n".join(lines).encode())
    assert (receipt.accepted, receipt.rejected_rows[0]["line"], receipt.rejected) == (3_001, 3, 1)


def test_footers_totals_blank_lines_and_repeated_headers_are_no_rows(workspace: Workspace) -> None:
    """They are counted as ignored, by line."""
    lines = [
        "My export",
        "",
        HEADER,
        ROWS[0],
        "",
        HEADER,
        ROWS[1],
        "Total,,,2",
        "",
        "Copyright (c) Acme",
        "Acme",
    ]
    receipt = _import(workspace, "\n".join(lines).encode())
    assert (receipt.accepted, receipt.rejected, receipt.ignored_lines) == (2, 0, [1, 2, 5, 6, 8, 9, 10, 11])


def test_a_stray_cell_inside_the_table_is_a_broken_row(workspace: Workspace) -> None:
    """What would be a footer under the table is rejected within it."""
    receipt = _import(workspace, "\n".join([HEADER, ROWS[0], "stray", ROWS[1]]).encode())
    assert (receipt.accepted, [row["reason"] for row in receipt.rejected_rows]) == (2, ["column_count"])


def test_a_cell_of_a_megabyte_is_taken_in(workspace: Workspace) -> None:
    """Long notes are notes."""
    text = "word " * 210_000
    receipt = _import(workspace, f"{HEADER}\nA,B,2026-01-12,{text}\n{ROWS[1]}\n".encode())
    assert (receipt.accepted, len(receipt.first_row["text"])) == (2, len(text.strip()))


def test_nul_bytes_are_shown_and_not_lost(workspace: Workspace) -> None:
    """A NUL byte becomes a visible sign."""
    receipt = _import(workspace, f"{HEADER}\nA,B,2026-01-12,be\0fore\n{ROWS[1]}\n".encode())
    assert receipt.first_row["text"] == "be\N{SYMBOL FOR NULL}fore"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("empty.csv", b"", "empty.csv is empty"), ("blank.csv", b"\r\n  \r\n", "blank.csv is empty"),
     ("photo.csv", b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x" * 999), "a PNG picture"),
     ("noise.csv", bytes(range(256)) * 20, "binary data"),
     ("letter.csv", b"Dear all,\nsee you.\n", "no line that looks like"),
     ("head.csv", HEADER.encode() + b"\n", "no rows under it"),
     ("broken.xlsx", b"PK\x03\x04rest", "broken archive or workbook")],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_a_sentence(
    workspace: Workspace, name: str, content: bytes, says: str
) -> None:
    """The sentence names the file and what is wrong, and nothing is stored."""
    receipt = _import(workspace, content, name)
    assert name in receipt.refusal
    assert says in receipt.refusal
    assert not workspace.store_path.exists()


def test_a_file_that_is_not_there_is_refused(workspace: Workspace) -> None:
    """A wrong path is a sentence, too."""
    assert "cannot be read" in import_files(workspace, [workspace.folder / "missing.csv"])[0].refusal


def test_deals_are_refused_and_told_what_they_look_like(workspace: Workspace) -> None:
    """An owner, dates and amounts do not make a list of deals a file of ours."""
    deals = Path(__file__).parent / "exports" / "negative__hubspot_deals.csv"
    receipt = import_files(workspace, [deals])[0]
    assert "it looks like a list of deals" in receipt.refusal
    assert (receipt.accepted, receipt.import_id, workspace.store_path.exists()) == (0, None, False)


def test_preview_shows_and_stores_nothing(workspace: Workspace) -> None:
    """What will happen is said before it does."""
    path = workspace.folder.parent / "notes.csv"
    path.write_text(_text() + ",Ana,2026-01-15,x\n", encoding="utf-8")
    shown = preview(workspace, path)
    assert (shown.receipt.accepted, shown.reasons["reason"].tolist()) == (3, ["missing_rep"])
    assert shown.raw["rep"].tolist() == ["Zoë", "José", "Mei", ""]
    assert shown.said[-1] == "3 rows will be accepted, 1 rejected, 0 lines ignored."
    assert import_files(workspace, [path])[0].import_id == 1


def test_rows_to_mend_have_the_columns_of_their_file(workspace: Workspace) -> None:
    """Rows left out on purpose are not among them."""
    lines = [HEADER, *ROWS, ROWS[0], ",Ana,2026-01-15,x", "Mei,Ana,2026-01-14,a,b"]
    receipt = _import(workspace, "\n".join(lines).encode())
    mend = rows_to_mend(workspace, receipt.import_id)
    assert mend.to_dict("records") == [
        {"rep": "", "author": "Ana", "written_at": "2026-01-15", "text": "x", "more": "", "line": 6,
         "reason": "missing_rep"},
        {"rep": "Mei", "author": "Ana", "written_at": "2026-01-14", "text": "a", "more": "b", "line": 7,
         "reason": "column_count"},
    ]  # fmt: skip


def test_columns_are_told_apart_whatever_they_are_called() -> None:
    """Nameless and repeated names get their position, and never become a name that is there."""
    assert distinct(["a", "", "a", "a 3", "line"], ["line"]) == ["a", "column 2", "a 3", "a 3 4", "line 5"]


def test_quotes_inside_records_keep_their_line_breaks() -> None:
    """A line break within quotes is part of the cell; the raw text is the text of the file."""
    records = list(split_records(['a,"b\r\n', 'c"\r\n', "d,e\r\n"], ",", 2))
    assert [(r.line, r.cells, r.raw) for r in records] == [
        (1, ["a", "b\r\nc"], 'a,"b\r\nc"'),
        (3, ["d", "e"], "d,e"),
    ]
