"""Bytes -> text: which encoding a file is in, told from its bytes alone."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dashboard.intake.refusal import RefusalError

CHUNK = 1 << 20

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

NO_TABLES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RIFF", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"{\\rtf", "a text document"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
)
"""First bytes of files that hold no table that can be read here."""

ALWAYS_WORDS = (b"%PDF", b"{\\rtf")
"""Beginnings that no table has even where all the rest is text."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of .xlsx, .ods (zip) and .xls (OLE) files."""


@dataclass(frozen=True)
class Bytes:
    """What the bytes of a file say: `encoding` is a codec's name, or `workbook`."""

    path: Path
    sha256: str
    count: int
    encoding: str
    note: str

    def open(self) -> TextIO:
        """The text with its line ends untouched; bytes that cp1252 does not know become U+FFFD."""
        return self.path.open(encoding=self.encoding, errors="replace", newline="")


def read_bytes(path: Path) -> Bytes:
    """Read a file once for its hash and its encoding; RefusalError where it is empty or no text."""
    digest, count, head, is_utf8 = hashlib.sha256(), 0, b"", True
    strict = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                head = head or chunk
                digest.update(chunk)
                count += len(chunk)
                if is_utf8:
                    is_utf8 = _decodes(strict, chunk)
    except OSError as error:
        raise RefusalError(
            f"{path.name} cannot be read: {error.strerror or error}. Check the path and the rights."
        ) from error
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise RefusalError(f"{path.name} is empty: nothing was exported into it. Export it again.")
    is_utf8 = is_utf8 and _decodes(strict, b"", final=True)
    encoding, note = _encoding(path, head, is_utf8)
    return Bytes(path, digest.hexdigest(), count, encoding, note)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(path: Path, head: bytes, is_utf8: bool) -> tuple[str, str]:
    if head.startswith(WORKBOOKS):
        return "workbook", "a workbook: the first sheet that holds a table is read"
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return encoding, "told by its byte order mark"
    for start, what in NO_TABLES:
        if head.startswith(start) and (not is_utf8 or b"\0" in head or start in ALWAYS_WORDS):
            raise RefusalError(
                f"{path.name} is no table: its first bytes are those of {what}. "
                "Export the table itself as CSV or Excel."
            )
    sample = head[:4096]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(sample) > 3 and sample[offset::2].count(0) > 0.7 * len(sample[offset::2]):
            return encoding, "without a byte order mark; every second byte is zero"
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1b\0" for byte in sample)
    if controls > 0.05 * len(sample) or sample.count(0) > 0.3 * len(sample):
        raise RefusalError(
            f"{path.name} is no table: it holds binary data. Export the table itself as CSV or Excel."
        )
    if is_utf8:
        return "utf-8", "strict UTF-8"
    return "cp1252", "no valid UTF-8, so read as Windows-1252; check names with accents"
