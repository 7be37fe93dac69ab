"""Files that are made to harm: each is refused, soon and in little memory.

`python -m tests.stress.hostile FILE` imports one in a process of its own and prints what it took.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dashboard.intake import import_files
from dashboard.warehouse.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
MB = 1 << 20
MOST_MB = 1024
HEADER = b"rep,occurred_at,outcome\n"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


@dataclass(frozen=True)
class Met:
    """What a hostile file came to, and what it took."""

    what: str
    sentences: list[str]
    is_stored: bool
    seconds: float
    megabytes: int


def run(folder: Path, share: float) -> list[Met]:
    """Meet all hostile files at `share` of their full size."""
    return [meet(folder, what, share) for what in HOSTILE]


def meet(folder: Path, what: str, share: float) -> Met:
    """Make a hostile file, import it in a process of its own, remove it; no sentence where that died."""
    name, make = HOSTILE[what]
    path = folder / name
    make(path, share)
    done = subprocess.run(
        [sys.executable, "-m", "tests.stress.hostile", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    path.unlink()
    if done.returncode:
        return Met(what, [], False, 0.0, 0)
    return Met(what, **json.loads(done.stdout))


def is_met(met: Met) -> bool:
    """Whether a hostile file was refused in a sentence and took less memory than is granted."""
    return bool(met.sentences) and not met.is_stored and met.megabytes < MOST_MB


def workbook(path: Path, sheet: str) -> None:
    """A workbook of one sheet with the XML given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, f'<?xml version="1.0"?>{content}')
        archive.writestr("xl/worksheets/sheet1.xml", sheet)


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """The XML of a sheet with the rows given; `before` its root, `after` its rows."""
    data = f"<sheetData>{rows}</sheetData>{after}"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{_MAIN}">{data}</worksheet>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _zip_bomb(path: Path, share: float) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("calls.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(int(4_000 * share)):
            member.write(b"0" * MB)


def _gzip_bomb(path: Path, share: float) -> None:
    with path.open("wb") as file:
        part = gzip.compress(b"0" * MB, mtime=0)
        for _ in range(int(20_000 * share)):
            file.write(part)


def _lying_zip(path: Path, share: float) -> None:
    """A table of contents that says ten bytes of a member that has many more."""
    _zip_bomb(path, share / 4)
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(content))


def _long_line(path: Path, share: float) -> None:
    with path.open("wb") as file:
        file.write(HEADER)
        for _ in range(int(1_024 * share)):
            file.write(b"x" * MB)


def _laughs(path: Path, share: float) -> None:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    row = f'<row r="1">{cell("A1", "&l9;")}</row>'
    workbook(path, sheet(row, f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]>'))


def _padded_workbook(path: Path, share: float) -> None:
    workbook(path, sheet(f'<row r="1">{cell("A1", "rep")}</row>' + " " * int(800 * MB * share)))


def _workbook_in_zip(path: Path, share: float) -> None:
    inner = path.with_name("inner.xlsx")
    _padded_workbook(inner, share)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "calls.xlsx")
    inner.unlink()


def _far_cell(path: Path, share: float) -> None:
    far = f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
    workbook(path, sheet(f'<row r="1">{cell("A1", "rep")}{cell("B1", "occurred_at")}</row>{far}'))


def _many_members(path: Path, share: float) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(int(20_000 * share) + 1_001):
            archive.writestr(f"{number}.csv", HEADER)


def _place(name: str) -> Callable[[Path, float], None]:
    def make(path: Path, share: float) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, HEADER + b"Ann,2026-03-02,Busy\n")

    return make


def _commas(path: Path, share: float) -> None:
    path.write_bytes(HEADER + b"," * int((15 << 20) * share) + b"\n")


HOSTILE: dict[str, tuple[str, Callable[[Path, float], None]]] = {
    "zip of 4 GB of noughts": ("bomb.zip", _zip_bomb),
    "gzip of 20 GB of noughts": ("bomb.csv.gz", _gzip_bomb),
    "zip that lies about its sizes": ("lying.zip", _lying_zip),
    "line of 1 GB": ("line.csv", _long_line),
    "workbook of a billion laughs": ("laughs.xlsx", _laughs),
    "workbook of 800 MB of blanks": ("padded.xlsx", _padded_workbook),
    "that workbook in a zip": ("nested.zip", _workbook_in_zip),
    "workbook with a cell in its last corner": ("far.xlsx", _far_cell),
    "zip of 21,000 files": ("many.zip", _many_members),
    "zip with a file outside of it": ("paths.zip", _place("../../etc/calls.csv")),
    "zip with a file at the root": ("root.zip", _place("/etc/calls.csv")),
    "zip with a file on a drive": ("drive.zip", _place("C:\\calls.csv")),
    "line of 15 million commas": ("commas.csv", _commas),
}


def _peak_megabytes() -> int:
    """The most memory that this process had; `getrusage` alone would tell a larger parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(
            line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1]) >> 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        receipts = import_files(Workspace(Path(place) / "workspace"), [sys.argv[1]])
    seconds = round(time.monotonic() - begun, 2)
    told = {
        "sentences": [r.refusal for r in receipts if r.refusal],
        "is_stored": any(r.import_id is not None for r in receipts),
        "seconds": seconds,
        "megabytes": _peak_megabytes(),
    }
    print(json.dumps(told))
