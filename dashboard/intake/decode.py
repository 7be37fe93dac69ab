"""Bytes -> text: which encoding a file is in, told from its bytes alone."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from dashboard.intake.refusal import RefusalError

CHUNK = 1 << 20
LONGEST_LINE = 1 << 24
"""Bytes of one line, beyond which a file is no table."""

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

NO_TABLES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap"),
    (b"%PDF", "a PDF document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RIFF", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"{\\rtf", "a text document"),
    (b"\x7fELF", "a program"),
)
"""First bytes of files that hold no table that can be read here."""

ALWAYS_WORDS = (b"%PDF", b"{\\rtf")
"""Beginnings that no table has even where all the rest is text."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of .xlsx, .ods (zip) and .xls (OLE) files."""

PARQUET = b"PAR1"

WITH_CP1252 = "cp1252 where it is no utf-8"
"""Error handler that takes each byte that is no UTF-8 as Windows-1252, as in files glued from several."""

_HIGH = re.compile(rb"[\x80-\xff]+")
_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[a-z])|(?<=[a-z])[\x80-\xff](?![A-Za-z\x80-\xff])")
_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœ")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(WITH_CP1252, _as_cp1252)


@dataclass(frozen=True)
class Bytes:
    """What the bytes of a file say: `encoding` is a codec's name, `workbook` or `parquet`.

    `name` is what the file is called to people.
    """

    path: Path
    name: str
    sha256: str
    count: int
    encoding: str
    note: str
    errors: str = "replace"

    def open(self) -> TextIO:
        """The text with its line ends untouched; bytes that the encoding does not know become U+FFFD."""
        return self.path.open(encoding=self.encoding, errors=self.errors, newline="")


def read_bytes(path: Path, name: str | None = None) -> Bytes:
    """Read a file once for its hash and its encoding; RefusalError where it is empty or no text."""
    name = name or path.name
    digest, count, head, seen = hashlib.sha256(), 0, b"", _Seen()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                head = head or chunk
                digest.update(chunk)
                count += len(chunk)
                if not head.startswith((*WORKBOOKS, PARQUET)):
                    seen.look_at(chunk)
                if seen.line > LONGEST_LINE:
                    raise RefusalError(
                        f"{name} is no table: it has a line of more than {LONGEST_LINE >> 20} MB. "
                        "Export it again as CSV or Excel."
                    )
    except OSError as error:
        raise RefusalError(
            f"{name} cannot be read: {error.strerror or error}. Check the path and the rights."
        ) from error
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise RefusalError(f"{name} is empty: nothing was exported into it. Export it again.")
    seen.look_at(b"", final=True)
    return Bytes(path, name, digest.hexdigest(), count, *_encoding(name, head, seen))


@dataclass
class _Seen:
    """What was seen of the bytes of a file: whether all is UTF-8, and else what speaks for which encoding."""

    is_utf8: bool = True
    count_utf8: int = 0
    count_mac: int = 0
    count_cp1252: int = 0
    line: int = 0
    _strict: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("strict")
    )

    def look_at(self, chunk: bytes, final: bool = False) -> None:
        """Take the next bytes in; a character cut by their end counts for little and is let go."""
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self.line = self.line + len(chunk) if end < 0 else len(chunk) - end
        if self.is_utf8:
            try:
                self._strict.decode(chunk, final)
            except UnicodeDecodeError:
                self.is_utf8 = False
            else:
                self.count_utf8 += not chunk.isascii()
                return
        for match in _HIGH.finditer(chunk):
            self.count_utf8 += len(match[0]) > 1 and _is_utf8(match[0])
        for match in _IN_WORD.finditer(chunk):
            self.count_mac += match[0].decode("mac_roman").lower() in _LETTERS
            self.count_cp1252 += match[0].decode("cp1252", "replace").lower() in _LETTERS


def _is_utf8(some: bytes) -> bool:
    try:
        some.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding(name: str, head: bytes, seen: _Seen) -> tuple[str, str, str]:
    """Encoding, a sentence, and what is done with bytes that it does not know."""
    if head.startswith(WORKBOOKS):
        return "workbook", "a workbook: the first sheet that holds a table is read", "strict"
    if head.startswith(PARQUET):
        return "parquet", "a Parquet file", "strict"
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return encoding, "told by its byte order mark", "replace"
    for start, what in NO_TABLES:
        if head.startswith(start) and (not seen.is_utf8 or b"\0" in head or start in ALWAYS_WORDS):
            raise RefusalError(
                f"{name} is no table: its first bytes are those of {what}. "
                "Export the table itself as CSV or Excel."
            )
    sample = head[:4096]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(sample) > 3 and sample[offset::2].count(0) > 0.7 * len(sample[offset::2]):
            return encoding, "without a byte order mark; every second byte is zero", "replace"
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1b\0" for byte in sample)
    if controls > 0.05 * len(sample) or sample.count(0) > 0.3 * len(sample):
        raise RefusalError(
            f"{name} is no table: it holds binary data. Export the table itself as CSV or Excel."
        )
    if seen.is_utf8:
        return "utf-8", "strict UTF-8", "strict"
    if seen.count_mac > seen.count_cp1252 and seen.count_mac > seen.count_utf8:
        return "mac_roman", "no valid UTF-8; its accents are those of old Macs", "replace"
    if seen.count_utf8:
        return "utf-8", "mostly UTF-8, the rest Windows-1252; check names with accents", WITH_CP1252
    return "cp1252", "no valid UTF-8, so read as Windows-1252; check names with accents", "replace"
