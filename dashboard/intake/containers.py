"""Archives -> the files in them, unpacked to a bounded size under names of our own."""

from __future__ import annotations

import gzip
import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from dashboard.intake.refusal import RefusalError

MOST_MEMBERS = 1_000
MOST_BYTES = 8 << 30
"""Unpacked, of one archive."""

MOST_SHEET_BYTES = 1 << 30
"""Unpacked, of one workbook, which is read as a whole."""

SUSPECT_BYTES, SUSPECT_RATIO = 64 << 20, 150
"""What unpacks to more than this, and to so many times its size, was made to fill a disk."""

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
OF_WORKBOOKS = ("[Content_Types].xml", "mimetype")
BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip
"""What Python's own modules raise over the bytes of a damaged archive."""


@dataclass(frozen=True)
class Found:
    """A file to be read: where it is, and what people call it."""

    path: Path
    name: str


def unpacked(path: Path, folder: Path) -> Iterator[Found]:
    """The files in an archive, each unpacked into `folder` when it is asked for; a file that is none itself.

    RefusalError where an archive is broken, locked, or made to harm.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(GZIP):
        yield _gunzipped(path, folder)
    elif start == ZIP:
        yield from _unzipped(path, folder)
    else:
        yield Found(path, called(path))


def called(path: Path) -> str:
    """The name of a file as text that can be stored, where the system's own bytes for it are none."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def unpack(path: Path) -> list[Path]:
    """Put the files of an archive beside it, under their own names; an archive that is refused stays."""
    folder = path.parent / "unpacking"
    folder.mkdir()
    made: list[Path] = []
    try:
        for number, found in enumerate(unpacked(path, folder), start=1):
            if found.path == path:
                return [path]
            target = path.parent / str(number) / _plain(found.name)
            target.parent.mkdir()
            made.append(found.path.replace(target))
    except RefusalError:
        return [path]
    finally:
        shutil.rmtree(folder)
    return made


def _plain(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name or "file"


def _gunzipped(path: Path, folder: Path) -> Found:
    name = called(path).removesuffix(".gz")
    target = folder / f"1{PurePosixPath(name).suffix}"
    try:
        with path.open("rb") as file, gzip.open(file, "rb") as packed, target.open("wb") as out:
            _copy(packed, out, file.tell, called(path))
        _check_workbook(target, name)
    except BROKEN as error:
        raise RefusalError(f"{called(path)} is a broken gzip file ({error}). Export it again.") from error
    return Found(target, name)


def _unzipped(path: Path, folder: Path) -> Iterator[Found]:
    outer = called(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            is_workbook = any(member.filename in OF_WORKBOOKS for member in members)
            _check(path, outer, members, MOST_SHEET_BYTES if is_workbook else MOST_BYTES)
            if is_workbook:
                yield Found(path, outer)
                return
            files = [m for m in members if not m.is_dir() and not _is_of_the_system(m.filename)]
            if not files:
                raise RefusalError(f"{outer} is an archive without a file in it. Export it again.")
            for number, member in enumerate(files, start=1):
                target = folder / f"{number}{PurePosixPath(member.filename).suffix[:8]}"
                with archive.open(member) as packed, target.open("wb") as out:
                    _copy(packed, out, lambda size=member.compress_size: size, outer)
                name = f"{outer}/{PurePosixPath(member.filename).name}"
                _check_workbook(target, name)
                yield Found(target, name)
                target.unlink(missing_ok=True)
    except BROKEN as error:
        raise RefusalError(f"{outer} is a broken archive or workbook ({error}). Export it again.") from error


def _check_workbook(path: Path, name: str) -> None:
    """Refuse a workbook out of an archive as one that stands alone."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            _check(path, name, archive.infolist(), MOST_SHEET_BYTES)


def _check(path: Path, name: str, members: list[zipfile.ZipInfo], most: int) -> None:
    """Refuse what its table of contents gives away; the rest shows while it is unpacked."""
    size = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or size > most:
        raise RefusalError(
            f"{name} would unpack to {len(members):,} files of {size >> 20:,} MB together, more than is "
            "read at once. Export a part of it, or unpack it and import its files."
        )
    if size > SUSPECT_BYTES and size > SUSPECT_RATIO * path.stat().st_size:
        raise _harmful(name)
    for member in members:
        places = PurePosixPath(member.filename), PureWindowsPath(member.filename)
        if any(place.is_absolute() or ".." in place.parts for place in places):
            raise RefusalError(
                f"{name} holds a file that names a place outside the archive ({member.filename[:80]}). "
                "Nothing of it was unpacked."
            )
        if member.flag_bits & 1:
            raise RefusalError(f"{name} is locked by a password. Unpack it, then import its files.")


def _copy(packed: BinaryIO, out: BinaryIO, packed_size: Callable[[], int], name: str) -> None:
    """Unpack; `packed_size` says how many packed bytes what was written so far came from."""
    written = 0
    while chunk := packed.read(1 << 20):
        written += len(chunk)
        if written > MOST_BYTES or (written > SUSPECT_BYTES and written > SUSPECT_RATIO * packed_size()):
            raise _harmful(name)
        if written % (64 << 20) < (1 << 20) and shutil.disk_usage(out.name).free < (1 << 30):
            raise RefusalError(f"There is too little room on the disk to unpack {name}.")
        out.write(chunk)


def _harmful(name: str) -> RefusalError:
    return RefusalError(
        f"{name} would unpack to more than {SUSPECT_RATIO} times its size, as archives do that are made to "
        "fill a disk. Unpack it yourself if you trust it, then import its files."
    )


def _is_of_the_system(name: str) -> bool:
    place = PurePosixPath(name)
    return (
        "__MACOSX" in place.parts or place.name.startswith(".") or place.name in ("Thumbs.db", "desktop.ini")
    )
