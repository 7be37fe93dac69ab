"""A workbook -> rows of text: dates in ISO form, whole numbers without a fraction."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from dashboard.intake.containers import BROKEN
from dashboard.intake.refusal import RefusalError

MOST_EMPTY = 20_000_000
"""Cells of the square from the first to the last filled cell of a sheet: that many where most are empty."""

_CHUNK, _OVERLAP = 1 << 20, 1 << 10
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]+)(\d+)[\"'][^>]*(?<!/)>")


def sheet_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """(row, cells as text) of the visible sheet with the most rows; merged cells all say the same."""
    try:
        _check_extent(path, name)
        book = CalamineWorkbook.from_path(str(path))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(name) for name in shown or book.sheet_names]
        fullest = max(sheets, key=lambda sheet: sheet.height, default=None)
        rows = fullest.to_python(skip_empty_area=False) if fullest else []
        merged = (fullest.merged_cell_ranges or []) if fullest else []
    except (CalamineError, OSError, ValueError, *BROKEN) as error:
        raise RefusalError(
            f"{name} cannot be read as a workbook ({error}). Save it again as .xlsx or CSV."
        ) from error
    for (top, left), (bottom, right) in merged:
        for row in range(top, min(bottom + 1, len(rows) if rows and left < len(rows[0]) else 0)):
            rows[row][left : right + 1] = [rows[top][left]] * (min(right + 1, len(rows[row])) - left)
    for number, row in enumerate(rows, start=1):
        yield number, [_as_text(cell) for cell in row]


def _check_extent(path: Path, name: str) -> None:
    """Refuse a sheet with a cell far from all others: calamine would make each empty one between them."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if not member.startswith("xl/worksheets/"):
                continue
            lines, columns, count = 0, 0, 0
            with archive.open(member) as sheet:
                rest = b""
                while chunk := sheet.read(_CHUNK):
                    text = rest + chunk
                    end = text.rfind(b">") + 1
                    text, rest = text[:end], text[end:][-_OVERLAP:]
                    lines = max([lines, *map(int, _ROW.findall(text))])
                    for letters, line in _CELL.findall(text):
                        lines, columns = max(lines, int(line)), max(columns, _number(letters))
                        count += 1
            if lines * columns > max(MOST_EMPTY, 20 * count):
                raise RefusalError(
                    f"{name} has a cell far from all others: its sheet would have {lines:,} rows and "
                    f"{columns:,} columns. Delete the rows and columns that look empty, or export CSV."
                )


def _number(letters: bytes) -> int:
    """A column's number: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _as_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        # beyond 2 ** 53 a float is not the number that was typed: told as what it is
        return str(int(cell)) if abs(cell) < 2**53 else f"{cell:.14e}"
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)
