"""A workbook -> rows of text: dates in ISO form, whole numbers without a fraction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from dashboard.intake.refusal import RefusalError


def sheet_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """(row, cells as text) of the visible sheet with the most rows; merged cells all say the same."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(name) for name in shown or book.sheet_names]
        fullest = max(sheets, key=lambda sheet: sheet.height, default=None)
        rows = fullest.to_python(skip_empty_area=False) if fullest else []
        merged = (fullest.merged_cell_ranges or []) if fullest else []
    except (CalamineError, OSError, ValueError) as error:
        raise RefusalError(
            f"{name} cannot be read as a workbook ({error}). Save it again as .xlsx or CSV."
        ) from error
    for (top, left), (bottom, right) in merged:
        for row in range(top, min(bottom + 1, len(rows))):
            rows[row][left : right + 1] = [rows[top][left]] * (min(right + 1, len(rows[row])) - left)
    for number, row in enumerate(rows, start=1):
        yield number, [_as_text(cell) for cell in row]


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
