"""Reading: the newest published marts, opened read-only, a cursor a query."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.warehouse import sql
from dashboard.warehouse.workspace import Workspace

RULES = ("unearned_sentences", "note_variants")
"""Canonical tables that follow a rule of ours: their SQL is shown like that of marts."""

OPEN_FILES = 4
_open: dict[Path, duckdb.DuckDBPyConnection] = {}
_opening = threading.Lock()


class NothingPublishedError(RuntimeError):
    """The workspace has no data yet."""


def data_version(workspace: Workspace) -> str | None:
    """Names what is published now, and changes with each publish; None while nothing is."""
    newest = workspace.published_marts()
    return newest[0].stem if newest else None


def run(workspace: Workspace, name: str, /, **params: Any) -> pd.DataFrame:
    """Run the page query `queries/pages/<name>.sql` on the newest marts; parameters not given are null.

    Errors: LookupError for a query that does not exist, KeyError for a parameter that it does not have,
    ValueError for a value that it cannot take, NothingPublishedError while the workspace is empty.
    """
    return _run(workspace, f"pages/{name}", params)


def run_checks(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """What each check of `queries/checks` finds: the offending rows; an empty frame is a pass."""
    return {name: _run(workspace, f"checks/{name}", {}) for name in sql.names("checks")}


def check_sentence(name: str) -> str:
    """What a check holds, from the first line of its file."""
    return sql.text(f"checks/{name}").splitlines()[0].removeprefix("-- ")


def query_names() -> list[str]:
    """Names of all page queries."""
    return sql.names("pages")


def query_text(name: str) -> str:
    """The SQL of a page query, as the Definitions page shows it."""
    return sql.text(f"pages/{name}")


def query_sentence(name: str) -> str:
    """What one row of a page query is, from the first line of its file."""
    return sql.text(f"pages/{name}").splitlines()[0].removeprefix("-- ")


def mart_names() -> list[str]:
    """Names of the queries that build marts, and of canonical tables that follow a rule of ours."""
    return sorted([*sql.names("marts"), *RULES])


def mart_file(name: str) -> str:
    """Where the query stands that builds a mart: "marts/rep_weeks"."""
    return f"canonical/{name}" if name in RULES else f"marts/{name}"


def mart_text(name: str) -> str:
    """The SQL that builds a mart, as the Definitions page shows it."""
    return sql.text(mart_file(name))


def _run(workspace: Workspace, name: str, params: dict[str, Any]) -> pd.DataFrame:
    newest = workspace.published_marts()
    if not newest:
        raise NothingPublishedError(f"There is no data in {workspace.folder} yet: import files first.")
    try:
        return sql.run(_connection(newest[0]).cursor(), name, params)
    except (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.BinderException) as error:
        raise ValueError(f"{name} cannot take these values: {str(error).splitlines()[0]}") from error


def let_go(workspace: Workspace) -> None:
    """Close what this process holds open of a workspace; the next query opens what is newest."""
    with _opening:
        for path in [path for path in _open if path.parent == workspace.folder]:
            _open.pop(path).close()


def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    with _opening:
        if path not in _open:
            con = duckdb.connect(path, read_only=True)
            con.execute("set python_enable_replacements = false")
            con.execute("set enable_external_access = false")
            _open[path] = con
            for stale in list(_open)[:-OPEN_FILES]:
                _open.pop(stale).close()
        return _open[path]
