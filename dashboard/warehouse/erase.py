"""Deleting what is known of a person: rows, then every file of the workspace that may still hold them.

A database keeps deleted text in its free pages, and published marts stay for who still reads them. So after
the rows the store is written anew and all other published files go. The store says until then that this is
due: where a kill comes between, `finish` does it later.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from dashboard.warehouse import published, sql
from dashboard.warehouse.publish import publish
from dashboard.warehouse.store import opened, writing
from dashboard.warehouse.workspace import Workspace

Progress = Callable[[float, str], None]
"""Hears the share done (0 to 1) and, in words, what is being done."""

REWRITING = "rewriting.duckdb"
"""The store without its free pages, before it takes the store's place; a killed one is begun anew."""

LEFT_OVER_SECONDS = 24 * 3600
"""From then on nobody works any more with what lies in the spool, as a killed backup or a stale upload."""


class RewriteError(OSError):
    """The rows are deleted, and why the store cannot be written anew yet; the old one stays in its place."""


def erase(workspace: Workspace, refs: Sequence[str], progress: Progress) -> dict[str, int]:
    """Delete all rows of, and about, the person whom `refs` name; how many went, by what they were.

    LookupError where no row names them.
    """
    with writing(workspace, lambda words: progress(0.0, words)) as store:
        progress(0.1, "deleting rows")
        gone = store.run("store/erase_person", refs=list(refs))
        if gone.empty:
            raise LookupError("This person is not in the workspace any more; load the page again.")
    finish(workspace, lambda share, words: progress(0.2 + 0.8 * share, words))
    return dict(zip(gone["part"], gone["count_rows"].astype(int), strict=True))


def is_unfinished(workspace: Workspace) -> bool:
    """Whether rows were deleted that files of the workspace may still hold, and nobody is at work on it."""
    if not workspace.store_path.exists():
        return False
    try:
        con = duckdb.connect(workspace.store_path, read_only=True)
    except (duckdb.IOException, duckdb.ConnectionException):
        return False
    with con:
        return con.execute(sql.text("store/erasing_version")).fetchone()[0] is not None


def finish(workspace: Workspace, progress: Progress) -> None:
    """Write the store anew, publish it and remove every other file that may hold deleted rows.

    Killed at any time it leaves a store that works, and is to be called again.
    """
    with opened(workspace, lambda words: progress(0.0, words)) as con:
        erasing_version = con.execute(sql.text("store/erasing_version")).fetchone()[0]
        progress(0.1, "writing the store anew")
        try:
            _rewrite(con, workspace)
        except duckdb.Error as error:
            raise RewriteError(_not_rewritten(str(error).splitlines()[0])) from error
    target = publish(workspace, lambda share, words: progress(0.4 + 0.5 * share, words))
    progress(0.9, "removing older files")
    with writing(workspace) as store:
        store.leave_unchanged()
        published.let_go(workspace)
        _remove_others(workspace, target)
        store.run("store/end_erasing", version=erasing_version)


def _rewrite(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Put a copy of the store in its place; both stay locked until the old one is out of sight."""
    fresh = workspace.folder / REWRITING
    for left_over in (fresh, _wal(fresh)):
        left_over.unlink(missing_ok=True)
    con.execute("attach $path as copying", {"path": str(fresh)})
    con.execute(sql.text("store/copy_all"))
    # read again from the disk, where every block has its checksum
    con.execute("detach copying")
    con.execute("attach $path as copying", {"path": str(fresh)})
    for (table,) in con.execute(sql.text("store/table_names")).fetchall():
        names = {"table": f"store.main.{table}", "copy": f"copying.main.{table}"}
        if con.execute(sql.text("store/differences"), names).fetchall():
            raise RewriteError(_not_rewritten(f"the copy of {table} differs"))
    con.execute("checkpoint store")
    # all of it stands in the store now; beside the new one it would be another store's
    _wal(workspace.store_path).unlink(missing_ok=True)
    if os.name == "nt":
        con.close()
    fresh.replace(workspace.store_path)
    if os.name != "nt":
        con.execute("use copying")
        con.execute("detach store")


def _not_rewritten(why: str) -> str:
    return (
        f"The rows are deleted, but the store could not be written anew without their traces ({why}). It "
        "takes as much room on the disk as the store has. The next start of Heard tries again."
    )


def _remove_others(workspace: Workspace, target: Path) -> None:
    """Remove older marts, and what killed processes left; nobody writes while the store is open here."""
    for path in workspace.folder.iterdir():
        is_older = path.name.startswith("marts-") and not path.name.startswith(target.name)
        if is_older or path.name.startswith((REWRITING, f"{workspace.store_path.name}.tmp")):
            _remove(path)
    for path in workspace.spool.iterdir():
        if time.time() - path.stat().st_mtime > LEFT_OVER_SECONDS:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
