"""Published marts: built anew from the store, in one file that appears by a rename."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from dashboard.warehouse import lineage, sql
from dashboard.warehouse.settings import SETTINGS
from dashboard.warehouse.store import opened
from dashboard.warehouse.workspace import Workspace, remove

KEPT = 2
"""Published files that stay: the newest, and the one before it for pages that still read it."""

BUILD = (
    "canonical/settings",
    "canonical/people_rows",
    "canonical/person_refs",
    "canonical/people",
    "canonical/person_suggestions",
    "canonical/aliases",
    "canonical/memberships",
    "canonical/activities",
    "canonical/written_notes",
    "canonical/check_ins",
    "canonical/corrections",
    "canonical/sentences",
    "canonical/codes",
    "canonical/unearned_sentences",
    "canonical/note_variants",
    "canonical/readings",
    "canonical/notes",
    "canonical/coded_sentences",
    "canonical/targets",
    "canonical/events",
    "canonical/imports",
    "marts/text_marks",
    "marts/behind_rules",
    "marts/leaders",
    "marts/source_overlap",
    "marts/coverage_weeks",
    "marts/workspace_facts",
    "marts/attainments",
    "marts/week_counts",
    "marts/rep_calendar",
    "marts/activities_reached",
    "marts/activity_levels",
    "marts/rep_weeks",
    "marts/other_teams",
    "marts/obstacle_namings",
    "marts/coaching_moments",
    "marts/answers",
    "marts/closed_periods",
    "marts/shortfall_runs",
    "marts/shortfalls",
    "marts/obstacle_things",
    "marts/obstacle_threads",
    "marts/obstacle_acts",
    "marts/obstacle_mentions",
    "marts/obstacle_answers",
    "marts/obstacle_happenings",
    "marts/shared_obstacles",
    "marts/obstacles",
    "marts/obstacle_ledger",
    "marts/open_obstacles",
    "marts/heard_gap",
    "marts/account_names",
    "marts/account_days",
    "marts/customer_notes",
    "marts/accounts",
    "marts/peer_notes",
    "marts/peer_links",
)
"""Queries that build the published tables, each reading only what stands before it."""


def publish(workspace: Workspace, progress: Callable[[float, str], None] | None = None) -> Path:
    """Build the marts of the store's present version and publish them; the path of the published file.

    Where every write since the file before said which tables it changed, what hangs on them is built anew in
    a copy of that file. `progress` hears the share done (0 to 1) and what is being built. Readers of the file
    before go on.
    """
    with opened(workspace) as con:
        version = int(con.execute(sql.text("store/version")).fetchone()[0])
        target = workspace.marts_path(version)
        if not target.exists():
            building = target.with_suffix(".building")
            building.unlink(missing_ok=True)
            before, changed = _changed(con, workspace, version)
            if before:
                shutil.copyfile(before, building)
            con.execute("attach $path as marts", {"path": str(building)})
            con.execute("set search_path = 'marts.main,store.main'")
            build(con, progress, lineage.affected(BUILD, changed) if before else BUILD)
            con.execute("use store")
            con.execute("detach marts")
            building.replace(target)
    for old in workspace.published_marts()[KEPT:]:
        remove(old)
    return target


def _changed(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, version: int
) -> tuple[Path | None, list[str]]:
    """The published file from which on each write said which tables it changed, and these tables."""
    for since, path in workspace.built_now():
        told = sql.run(con, "store/changed_since", {"version": since}).iloc[0]
        if 0 < version - since == told["count_writes"]:
            return path, list(told["tables"])
    return None, []


def build(
    con: duckdb.DuckDBPyConnection, progress: Callable[[float, str], None] | None = None,
    queries: Sequence[str] = BUILD,
) -> None:  # fmt: skip
    """Make published tables on a connection whose search path has the marts first, then the store."""
    for done, name in enumerate(queries):
        if progress:
            progress(done / len(queries), f"building {name.split('/')[1].replace('_', ' ')}")
        if name == "canonical/settings":
            _publish_settings(con)
        else:
            sql.run(con, name, {})


def is_stale(workspace: Workspace) -> bool:
    """Whether the store holds more than is published, as after a kill between a write and its publishing.

    While somebody writes it is not: they publish when they are done, and nobody waits for them here.
    """
    if not workspace.store_path.exists():
        return False
    try:
        con = duckdb.connect(workspace.store_path, read_only=True)
    except (duckdb.IOException, duckdb.ConnectionException):
        return False
    with con:
        version = int(con.execute(sql.text("store/version")).fetchone()[0])
    return version > 0 and not workspace.marts_path(version).exists()


def _publish_settings(con: duckdb.DuckDBPyConnection) -> None:
    known = pd.DataFrame(
        [(s.name, str(s.default), s.sentence) for s in SETTINGS],
        columns=["name", "default_value", "sentence"],
    )
    con.register("known_settings", known)
    sql.run(con, "canonical/settings", {})
    con.unregister("known_settings")
