"""What happens to files on their way: each mutation takes an export and a generator, and harms it."""

from __future__ import annotations

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

EXPORTS = Path(__file__).resolve().parents[1]
WORKBOOK = b"PK\x03\x04"
ODD = (
    "²", "--5", "9" * 400, "-", "=1+1", "31/02/2026", "2026-13-45", "0000-00-00", "99999", "1e400", "nan",
    "inf", "<p>", "&#55296;", "12:61:99", f"{'9' * 300}:01:01", "Total", "\ufeff", "\u202e", "  ", "$",
    "Q5 2026", "10,000.00.1", "true", "null", "№ 7", "9999-12-31", "2026-03-02T25:00:00Z", "Ann (",
    "1" * 5000,
)  # fmt: skip
ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "cp1252",
    "mac_roman",
    "latin-1",
    "cp850",
    "utf-32",
)


@dataclass(frozen=True)
class Export:
    """A file as a system exported it."""

    name: str
    content: bytes

    @property
    def is_workbook(self) -> bool:
        return self.content.startswith(WORKBOOK)


def exports() -> list[Export]:
    """All exports that the tests have, by name."""
    paths = [*(EXPORTS / "exports").iterdir(), *(EXPORTS / "exports_described").iterdir()]
    return sorted(
        (Export(p.name, p.read_bytes()) for p in paths if p.suffix in (".csv", ".txt", ".xlsx")),
        key=lambda export: export.name,
    )


def mutate(export: Export, rng: random.Random) -> tuple[str, Export]:
    """The name of the mutation that struck, and what is left of the file."""
    name = rng.choice([*(OF_WORKBOOKS if export.is_workbook else OF_TEXT), *OF_ALL])
    return name, _MUTATIONS[name](export, rng)


def _flipped(content: bytes, rng: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(rng.randint(1, 12)):
        place = rng.randrange(len(made))
        made[place] = rng.choice((rng.randrange(256), made[place] ^ (1 << rng.randrange(8))))
    return bytes(made)


def _inserted(content: bytes, scraps: tuple[bytes, ...], rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(content) + 1)
        content = content[:place] + rng.choice(scraps) + content[place:]
    return content


def _text(export: Export) -> str:
    for encoding in ("utf-16" if export.content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return export.content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return export.content.decode("latin-1")


def _table(export: Export) -> tuple[str, list[list[str]]]:
    text = _text(export)
    delimiter = max(",;\t", key=text.count)
    return delimiter, list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _written(export: Export, delimiter: str, rows: list[list[str]]) -> Export:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return Export(export.name, out.getvalue().encode("utf-8", "replace"))


def _of_rows(change: Callable[[list[list[str]], random.Random], list[list[str]]]) -> Callable[..., Export]:
    def changed(export: Export, rng: random.Random) -> Export:
        delimiter, rows = _table(export)
        return _written(export, delimiter, change(rows, rng))

    return changed


def _of_bytes(change: Callable[[bytes, random.Random], bytes]) -> Callable[..., Export]:
    return lambda export, rng: Export(export.name, change(export.content, rng))


def _shuffled(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    order = list(range(max(map(len, rows))))
    rng.shuffle(order)
    return [[row[i] for i in order if i < len(row)] for row in rows]


def _dropped(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    width = max(map(len, rows))
    gone = set(rng.sample(range(width), min(width - 1, rng.randint(1, 3))))
    return [[cell for i, cell in enumerate(row) if i not in gone] for row in rows]


def _swapped(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    for _ in range(rng.randint(1, 20)):
        one, other = rng.choice(rows), rng.choice(rows)
        if one and other:
            i, j = rng.randrange(len(one)), rng.randrange(len(other))
            one[i], other[j] = other[j], one[i]
    return rows


def _doubled(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    for _ in range(rng.randint(1, 10)):
        rows.insert(rng.randrange(len(rows) + 1), list(rng.choice(rows)))
    return rows


def _renamed(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    header = max(rows[:5], key=lambda row: sum(bool(cell.strip()) for cell in row))
    for _ in range(rng.randint(1, 3)):
        i = rng.randrange(len(header))
        header[i] = rng.choice(
            (header[i].upper(), header[i] + " (UTC)", "", "x", header[i][::-1], header[0], "Q1 2026")
        )
    return rows


def _odd(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    for _ in range(rng.randint(1, 12)):
        if row := rng.choice(rows):
            row[rng.randrange(len(row))] = rng.choice(ODD)
    return rows


def _long(rows: list[list[str]], rng: random.Random) -> list[list[str]]:
    for _ in range(rng.randint(1, 3)):
        if row := rng.choice(rows):
            words, length = (
                rng.choice(("x", "word ", 'a "quote" ', "line\n", ",", "é")),
                rng.choice((1_000, 70_000)),
            )
            row[rng.randrange(len(row))] = (words * length)[:length]
    return rows


def _reencoded(export: Export, rng: random.Random) -> Export:
    return Export(export.name, _text(export).encode(rng.choice(ENCODINGS), "replace"))


def _ends_changed(export: Export, rng: random.Random) -> Export:
    lines = _text(export).splitlines()
    ends = rng.choice((["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"], ["\n\n"], ["\r\r\n"], ["\x85", "\n"]))
    return Export(export.name, "".join(line + rng.choice(ends) for line in lines).encode())


def _glued(export: Export, rng: random.Random) -> Export:
    other = rng.choice([e for e in exports() if not e.is_workbook])
    return Export(export.name, export.content + rng.choice((b"", b"\n", b"\n\n")) + other.content)


def _as_parquet(export: Export, rng: random.Random) -> Export:
    _, rows = _table(export)
    width = len(rows[0])
    columns = list(zip(*[(row + [""] * width)[:width] for row in rows[1:]], strict=True)) or [()] * width
    names = [name or f"column {i}" for i, name in enumerate(rows[0])]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], names), out)
    content = out.getvalue()
    made = rng.choice((content, _flipped(content, rng), content[: rng.randrange(5, len(content))]))
    return Export(f"{Path(export.name).stem}.parquet", made)


def _zipped(export: Export, rng: random.Random) -> Export:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        archive.writestr(f"export/{export.name}", export.content)
    content = out.getvalue()
    made = rng.choice(
        (content, _flipped(content, rng), _flipped(content, rng), content[: rng.randrange(5, len(content))])
    )
    return Export(f"{export.name}.zip", made)


def _gzipped(export: Export, rng: random.Random) -> Export:
    content = gzip.compress(export.content, mtime=0)
    made = rng.choice(
        (content, _flipped(content, rng), content[: rng.randrange(5, len(content))], content * 2)
    )
    return Export(f"{export.name}.gz", made)


def _sheet_changed(export: Export, rng: random.Random) -> Export:
    """Bytes of one part of a workbook change, and the archive around them is sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive, zipfile.ZipFile(out, "w") as made:
        struck = rng.choice([name for name in archive.namelist() if name.endswith(".xml")])
        for name in archive.namelist():
            content = archive.read(name)
            if name == struck:
                scraps = (b"9", b"</c>", b"<c>", b'"', b"A", b"&", b"</row>", b"\xff")
                content = rng.choice((_flipped(content, rng), _inserted(content, scraps, rng)))
            made.writestr(name, content)
    return Export(export.name, out.getvalue())


OF_TEXT = {
    "columns shuffled": _of_rows(_shuffled),
    "columns dropped": _of_rows(_dropped),
    "cells swapped between rows": _of_rows(_swapped),
    "rows doubled": _of_rows(_doubled),
    "headers renamed": _of_rows(_renamed),
    "odd values": _of_rows(_odd),
    "very long cells": _of_rows(_long),
    "delimiters inserted": _of_bytes(lambda c, rng: _inserted(c, (b",", b";", b"\t", b"|", b"\n"), rng)),
    "quotes inserted": _of_bytes(
        lambda c, rng: _inserted(c, (b'"', b'""', b'"\n', b',"', b'\n"', b'",'), rng)
    ),
    "null bytes inserted": _of_bytes(lambda c, rng: _inserted(c, (b"\0", b"\0\0", b",\0,"), rng)),
    "encoding changed": _reencoded,
    "line ends changed": _ends_changed,
    "another file glued on": _glued,
    "as Parquet, half of them broken": _as_parquet,
}
OF_WORKBOOKS = {"part of a workbook changed": _sheet_changed}
OF_ALL = {
    "bytes flipped": _of_bytes(_flipped),
    "file cut": _of_bytes(lambda content, rng: content[: rng.randrange(len(content))]),
    "zipped, most of them broken": _zipped,
    "gzipped, most of them broken": _gzipped,
}
_MUTATIONS = {**OF_TEXT, **OF_WORKBOOKS, **OF_ALL}
