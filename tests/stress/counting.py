"""Records of a file, counted without the intake: by Python's csv, calamine and Arrow alone."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook, SheetVisibleEnum


@dataclass(frozen=True)
class Counted:
    """First lines of the records with their cells; raw texts where the file is text.

    Not `is_decided`: a quote that was never closed leaves open where records end.
    """

    cells: dict[int, list[str]]
    raws: dict[int, str]
    text: str | None
    is_decided: bool


def members(path: Path) -> dict[str, bytes]:
    """The contents of an archive, or of the file itself, under the names that receipts give them."""
    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        return {path.name.removesuffix(".gz"): gzip.decompress(content)}
    if not content.startswith(b"PK\x03\x04"):
        return {path.name: content}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            return {path.name: content}
        return {f"{path.name}/{PurePosixPath(name).name}": archive.read(name) for name in names}


def count(content: bytes, encoding: str, delimiter: str, width: int) -> Counted:
    """The records of a file under a header of `width`; `encoding` helps where the bytes do not show it."""
    if encoding == "workbook":
        rows = _sheet(content)
        return Counted(dict(enumerate(rows, start=1)), {}, None, True)
    if encoding == "parquet":
        table = pq.read_table(io.BytesIO(content))
        rows = [table.schema.names, *([] for _ in range(table.num_rows))]
        return Counted(dict(enumerate(rows, start=1)), {}, None, True)
    return _of_text(_decoded(content, encoding).replace("\0", "\N{SYMBOL FOR NULL}"), delimiter, width)


def _of_text(text: str, delimiter: str, width: int) -> Counted:
    lines = list(io.StringIO(text, newline=""))
    reader, start = csv.reader(lines, delimiter=delimiter), 1
    cells, raws, is_decided = {}, {}, True
    for record in reader:
        raw = "".join(lines[start - 1 : reader.line_num])
        count_lines = reader.line_num - start + 1
        if count_lines > 1 and (len(record) != width or raw.count('"') % 2 or count_lines >= 2_000):
            is_decided = False
        cells[start], raws[start] = record, raw.rstrip("\r\n")
        start = reader.line_num + 1
    return Counted(cells, raws, text, is_decided)


def _sheet(content: bytes) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    fullest = max(
        (book.get_sheet_by_name(name) for name in shown or book.sheet_names), key=lambda s: s.height
    )
    return [
        [c if isinstance(c, str) else "" for c in row] for row in fullest.to_python(skip_empty_area=False)
    ]


def _decoded(content: bytes, told: str) -> str:
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(bom):
            return content.decode(encoding, "replace")
    if told.startswith("utf-8"):
        return _with_windows(content)
    return content.decode(told, "replace")


def _with_windows(content: bytes) -> str:
    """UTF-8, and Windows-1252 for the bytes that are none."""
    parts = []
    while content:
        try:
            return "".join([*parts, content.decode("utf-8")])
        except UnicodeDecodeError as error:
            parts += [
                content[: error.start].decode("utf-8"),
                content[error.start : error.end].decode("cp1252", "replace"),
            ]
            content = content[error.end :]
    return "".join(parts)


def without_ends(text: str) -> str:
    """A text without the ends of its lines."""
    return re.sub(r"[\r\n]+", "", text)
