"""The store: landed text, typed rows, readings. One writer at a time; its lock is the queue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.warehouse import sql
from dashboard.warehouse.settings import SETTINGS
from dashboard.warehouse.workspace import Workspace, remove

WAIT_SECONDS = 120
_one_writer_in_this_process = threading.RLock()


class StoreBusyError(RuntimeError):
    """Another process kept the store for longer than a writer waits."""


class Store:
    """An open store inside one transaction."""

    def __init__(self, con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
        self._con = con
        self._landing_path = workspace.landing_path
        self.is_changed = True

    def run(self, name: str, /, **params: Any) -> pd.DataFrame:
        """Run `queries/<name>.sql`; the frame of its last statement."""
        return sql.run(self._con, name, params)

    @contextmanager
    def landing(self, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
        """A place beside the store for the rows of a file as text, which are `landed` once it is closed.

        What one transaction inserts batch by batch stays in memory until its end: 900 MB for a file of
        400 MB. What does not enter the store from here (people whose data was deleted) leaves no trace in it.
        """
        self.run("store/begin_naming")
        with pq.ParquetWriter(self._landing_path, schema, compression="lz4") as writer:
            yield writer
        self.run("store/landed", path=str(self._landing_path))

    def append(self, name: str, batch: pa.Table | pd.DataFrame, /, **params: Any) -> None:
        """Run a statement that reads the rows of `batch` under the name batch."""
        self._con.register("batch", batch)
        try:
            self.run(name, **params)
        finally:
            self._con.unregister("batch")

    def settings(self) -> dict[str, str | float]:
        """Every setting with its value in this workspace, typed as its default is."""
        stored = self.run("store/settings").set_index("name")["value"].to_dict()
        return {s.name: type(s.default)(stored.get(s.name, s.default)) for s in SETTINGS}

    def keep_memory_flat(self) -> None:
        """Bound what DuckDB holds in memory, for files that may be larger than it; the rest spills."""
        self._con.execute("set memory_limit = '600MB'")
        self._con.execute("set preserve_insertion_order = false")

    def leave_unchanged(self) -> None:
        """Say that this transaction wrote nothing, so that nothing needs to be published."""
        self.is_changed = False


@contextmanager
def writing(
    workspace: Workspace, waiting: Callable[[str], None] | None = None, changes: Sequence[str] | None = None
) -> Iterator[Store]:
    """Open the store for one transaction: committed at the end, rolled back on any exception.

    `changes` names the tables that it writes where they are few, so that little is built anew. Waits while
    another process writes (`waiting` hears a sentence); StoreBusyError after two minutes.
    """
    with opened(workspace, waiting) as con:
        store = Store(con, workspace)
        con.begin()
        try:
            yield store
            if store.is_changed:
                store.run("store/next_version", tables=changes)
            con.commit()
        except BaseException:
            con.rollback()
            raise


@contextmanager
def opened(
    workspace: Workspace, waiting: Callable[[str], None] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store's connection at the newest schema, for as long as a write takes."""
    workspace.make()
    with _one_writer_in_this_process:
        con = _connect_when_free(workspace, waiting)
        try:
            remove(workspace.landing_path)
            _migrate(con)
            yield con
        finally:
            # while the lock is still ours: the next writer lands its rows under the same name
            remove(workspace.landing_path)
            con.close()


def _connect_when_free(
    workspace: Workspace, waiting: Callable[[str], None] | None
) -> duckdb.DuckDBPyConnection:
    give_up_at = time.monotonic() + WAIT_SECONDS
    told = False
    while True:
        try:
            before = _file_id(workspace)
            con = duckdb.connect(workspace.store_path)
            # a rewritten store may have taken the place of the one whose lock this is
            if before in (None, _file_id(workspace)):
                break
            con.close()
            continue
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() > give_up_at:
                raise StoreBusyError(
                    f"Another import or reading has been writing to {workspace.folder} for two minutes. "
                    "Wait for it to end, or stop it, and try again; nothing was changed."
                ) from error
            if waiting and not told:
                waiting("Another import or reading is writing to this workspace; waiting for it to end.")
                told = True
            time.sleep(0.1)
    con.execute("set python_enable_replacements = false")
    con.execute("set allowed_directories = [$folder]", {"folder": str(workspace.folder)})
    con.execute("set enable_external_access = false")
    return con


def _file_id(workspace: Workspace) -> int | None:
    path = workspace.store_path
    return path.stat().st_ino if path.exists() else None


def _migrate(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the schema up to date: each step of `queries/schema` once, in order, in its own transaction."""
    sql.run(con, "store/schema_versions", {})
    done = set(con.execute(sql.text("store/schema_done")).df()["name"])
    for name in sql.names("schema"):
        if name not in done:
            con.begin()
            sql.run(con, f"schema/{name}", {})
            sql.run(con, "store/schema_mark", {"name": name})
            con.commit()
