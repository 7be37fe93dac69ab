"""Backups: the store as one zip file, and back. What is published is built anew from it.

A backup holds `store.duckdb`, a consistent copy, and `manifest.json`: format, sha256 and byte_count of the
copy, store_version, made_at (UTC).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from dashboard.warehouse import sql
from dashboard.warehouse.publish import publish
from dashboard.warehouse.store import opened
from dashboard.warehouse.workspace import Workspace

Progress = Callable[[float, str], None]
"""Hears the share done (0 to 1) and, in words, what is being done."""

FORMAT = 1
STORE, MANIFEST = "store.duckdb", "manifest.json"
PACKED = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
CHUNK = 1 << 20
QUICK = 1


class BackupError(ValueError):
    """Why a backup cannot be made or put back: one sentence for the person who can mend it."""


def back_up(workspace: Workspace, target: Path, progress: Progress) -> dict[str, Any]:
    """Write a backup of the workspace to `target`, in the place of an older one; its manifest.

    Others may have the workspace open: writers wait while the store is copied, not while the copy is packed.
    BackupError where there is nothing to back up; an OSError of the system says why a file cannot be written.
    """
    if not workspace.store_path.exists():
        raise BackupError(f"There is nothing in {workspace.folder} to back up yet: import files first.")
    if not target.parent.is_dir():
        raise BackupError(f"The folder {target.parent} does not exist; make it, then try again.")
    workspace.make()
    with tempfile.TemporaryDirectory(dir=workspace.spool) as folder:
        copy = Path(folder) / STORE
        version = _copy(workspace, copy, progress)
        building = target.with_name(f".{target.name}.building")
        try:
            manifest = _pack(copy, building, version, progress)
            building.replace(target)
        finally:
            building.unlink(missing_ok=True)
    return manifest


def restore(workspace: Workspace, source: Path, replace: bool, progress: Progress) -> dict[str, Any]:
    """Put a backup in the place of the workspace's store and publish it; its manifest.

    BackupError where the file is no whole backup, or where the workspace holds something and `replace` is
    false. Stopped at any time, it leaves the store as it was or as it shall be, never half of it.
    """
    with _opened_zip(source) as archive:
        _manifest(archive, source)
    workspace.make()
    # in the workspace, since a rename does not go from one disk to another
    with tempfile.TemporaryDirectory(dir=workspace.spool) as folder:
        coming = Path(folder) / STORE
        with _opened_zip(source) as archive:
            manifest = _manifest(archive, source)
            _unpack(archive, source, manifest, coming, progress)
        progress(0.6, "putting the store in its place")
        _put_in_place(workspace, coming, source, replace, progress)
    publish(workspace, lambda share, words: progress(0.7 + 0.3 * share, words))
    return manifest


def _copy(workspace: Workspace, copy: Path, progress: Progress) -> int:
    """Copy the store as it stands between two writes; its version.

    DuckDB copies it: another handle on the file would lift its lock on POSIX, and is refused on Windows.
    """
    try:
        with opened(workspace, lambda words: progress(0.0, words)) as con:
            version = int(con.execute(sql.text("store/version")).fetchone()[0])
            if not version:
                raise BackupError(
                    f"There is nothing in {workspace.folder} to back up yet: import files first."
                )
            progress(0.1, "copying the store")
            con.execute("attach $path as copying", {"path": str(copy)})
            con.execute(sql.text("store/copy_all"))
            con.execute("detach copying")
    except duckdb.Error as error:
        raise BackupError(f"The store cannot be copied: {str(error).splitlines()[0]}") from error
    return version


def _pack(copy: Path, target: Path, version: int, progress: Progress) -> dict[str, Any]:
    digest, size, done = hashlib.sha256(), copy.stat().st_size, 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
        with copy.open("rb") as file, archive.open(STORE, "w", force_zip64=True) as out:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
                done += len(chunk)
                progress(0.3 + 0.7 * done / size, "packing the copy")
        manifest = {
            "format": FORMAT, "sha256": digest.hexdigest(), "byte_count": size, "store_version": version,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


@contextmanager
def _opened_zip(source: Path) -> Iterator[zipfile.ZipFile]:
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    # zipfile tells a password and a way of packing that it does not know by a RuntimeError
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise BackupError(f"{source.name} is broken or no zip file ({error}).") from error


def _manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        packed = archive.getinfo(MANIFEST), archive.getinfo(STORE)
        is_ours = packed[0].file_size < CHUNK and all(p.compress_type in PACKED for p in packed)
        manifest = json.loads(archive.read(MANIFEST)) if is_ours else None
        made_by, size, sha256 = manifest["format"], manifest["byte_count"], manifest["sha256"]
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError(f"{source.name} is no backup of Heard.") from error
    if made_by != FORMAT:
        raise BackupError(f"{source.name} was made by another version of Heard; restore it with that one.")
    if not isinstance(size, int) or not isinstance(sha256, str):
        raise BackupError(f"{source.name} is no backup of Heard.")
    return manifest


def _unpack(
    archive: zipfile.ZipFile, source: Path, manifest: dict[str, Any], coming: Path, progress: Progress
) -> None:
    """Unpack the store and hold it against its manifest."""
    size, digest, done = manifest["byte_count"], hashlib.sha256(), 0
    if shutil.disk_usage(coming.parent).free < size:
        raise BackupError(f"There is too little room on the disk for a store of {size >> 20:,} MB.")
    with archive.open(STORE) as packed, coming.open("wb") as out:
        # not more than the manifest says, whatever the file unpacks to
        while done <= size and (chunk := packed.read(CHUNK)):
            digest.update(chunk)
            out.write(chunk)
            done += len(chunk)
            progress(min(0.6, 0.6 * done / size), "unpacking the store")
        out.flush()
        os.fsync(out.fileno())
    if done != size or digest.hexdigest() != manifest["sha256"]:
        raise BackupError(f"{source.name} is damaged: what is in it is not what was backed up.")


def _put_in_place(
    workspace: Workspace, coming: Path, source: Path, replace: bool, progress: Progress
) -> None:
    """Rename a store into its place while nobody writes to the one that is there."""
    with ExitStack() as held:
        version = 0
        try:
            con = held.enter_context(opened(workspace, lambda words: progress(0.6, words)))
            version = int(con.execute(sql.text("store/version")).fetchone()[0])
            # what a killed process left beside the store belongs to the old one
            con.execute("checkpoint")
            if os.name == "nt":
                con.close()
        except duckdb.Error as error:
            if not replace:
                raise BackupError(
                    f"The store in {workspace.folder} cannot be opened ({str(error).splitlines()[0]}). With "
                    "--replace the backup takes its place."
                ) from error
            workspace.store_path.with_name(f"{STORE}.wal").unlink(missing_ok=True)
        if version and not replace:
            raise BackupError(
                f"{workspace.folder} holds data already. Name an empty workspace by --workspace, or pass "
                "--replace to put the backup in its place."
            )
        published = (int(path.name.split("-")[1]) for path in workspace.published_marts())
        _go_on_from(coming, max([version, *published]), source)
        coming.replace(workspace.store_path)


def _go_on_from(coming: Path, version: int, source: Path) -> None:
    """Make a store newer than what its workspace has seen; BackupError where this Heard cannot open it."""
    try:
        with duckdb.connect(coming, config={"enable_external_access": "false"}) as con:
            taken = set(con.execute(sql.text("store/schema_done")).df()["name"])
            if newer := sorted(taken - set(sql.names("schema"))):
                raise BackupError(f"{source.name} was made by a newer version of Heard ({newer[-1]}).")
            con.execute(sql.text("store/go_on_from"), {"version": version})
            con.execute("checkpoint")
    except duckdb.Error as error:
        raise BackupError(f"{source.name} holds no store of Heard.") from error
