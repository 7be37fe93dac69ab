"""What stands in a store, as sums that two stores with the same rows share."""

from __future__ import annotations

import duckdb

from dashboard.warehouse.workspace import Workspace

TABLES = ("people", "aliases", "memberships", "activities", "notes", "check_ins", "targets", "events")
OF_IMPORTS = (*TABLES, "landed_rows", "rejected_rows")
TABLE_OF_KIND = {
    "calls": "activities", "emails": "activities", "meetings": "activities", "coaching_notes": "notes",
    "peer_notes": "notes", "customer_notes": "notes", "checkins": "check_ins", "quota": "targets",
}  # fmt: skip
"""Kinds whose rows stand in a table of another name."""

_IMPORT = (
    "import_id, file_name, kind, sha256, mapping, count_accepted, count_rejected, count_ignored, undone_at"
)


def reading(workspace: Workspace) -> duckdb.DuckDBPyConnection:
    """A connection that cannot write; it reads what a killed process left as the next writer will."""
    return duckdb.connect(workspace.store_path, read_only=True)


def imports(con: duckdb.DuckDBPyConnection) -> dict[int, list[tuple]]:
    """For each import that left anything: its entry in the history, then each table's rows as a sum."""
    found: dict[int, list[tuple]] = {}
    for row in con.execute(f"select {_IMPORT} from imports order by import_id").fetchall():
        found.setdefault(row[0], []).append(row)
    for table in OF_IMPORTS:
        sums = (
            f"select import_id, count(*), sum(hash(t)) from {table} t where import_id is not null group by 1"
        )
        for import_id, *rest in con.execute(sums).fetchall():
            found.setdefault(import_id, []).append((table, *rest))
    return found


def version(con: duckdb.DuckDBPyConnection) -> int:
    """How often the store was written to."""
    return con.execute("select version from store_state").fetchone()[0]
