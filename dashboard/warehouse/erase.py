"""Deleting what is known of a person, in the store, in its free pages, and in everything published."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from dashboard.warehouse import sql
from dashboard.warehouse.publish import publish
from dashboard.warehouse.store import opened
from dashboard.warehouse.workspace import Workspace

REWRITING = "rewriting.duckdb"
"""The store without its free pages, before it takes the store's place; a killed one is begun anew."""


def erase(
    workspace: Workspace, refs: Sequence[str], progress: Callable[[float, str], None]
) -> dict[str, int]:
    """Delete all rows of, and about, the person whom `refs` name; how many went, by table.

    One transaction. Then the store is written anew, since a database keeps deleted text in its free pages,
    and so are the marts; older ones are removed. A kill before that leaves the rows deleted and the rewriting
    to the next call.
    """
    with opened(workspace, lambda words: progress(0.0, words)) as con:
        con.begin()
        progress(0.1, "deleting rows")
        gone = sql.run(con, "store/erase_person", {"refs": list(refs)})
        sql.run(con, "store/next_version", {})
        con.commit()
        progress(0.4, "writing the store anew")
        _rewrite(con, workspace)
    publish(workspace, lambda share, words: progress(0.6 + 0.4 * share, words))
    for older in workspace.published_marts()[1:]:
        older.unlink(missing_ok=True)
    return dict(zip(gone["table_name"], gone["count_rows"].astype(int), strict=True))


def _rewrite(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    fresh = workspace.folder / REWRITING
    for left_over in (fresh, _wal(fresh)):
        left_over.unlink(missing_ok=True)
    con.execute("attach $path as copying", {"path": str(fresh)})
    con.execute(sql.text("store/copy_all"))
    con.execute("checkpoint copying")
    con.execute("detach copying")
    con.execute("checkpoint")
    if os.name == "nt":
        con.close()
    # the lock is on the file that goes; nobody opens the new one before the connection closes
    fresh.replace(workspace.store_path)
    _wal(workspace.store_path).unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
