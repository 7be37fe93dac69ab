"""Named SQL: `queries/<name>.sql`, run with `$name` parameters and never put together from text."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

QUERIES = Path(__file__).resolve().parents[2] / "queries"


def text(name: str) -> str:
    """The SQL of `queries/<name>.sql`; LookupError names what exists beside it."""
    path = QUERIES / f"{name}.sql"
    if not path.is_file():
        beside = ", ".join(names(path.parent.name)) or "nothing"
        raise LookupError(f"There is no query {name}. In {path.parent.name}/ there is: {beside}.")
    return path.read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """Names of the queries in one folder of `queries/`, in order, without the folder."""
    return sorted(path.stem for path in (QUERIES / folder).glob("*.sql"))


def run(con: duckdb.DuckDBPyConnection, name: str, params: dict[str, Any]) -> pd.DataFrame:
    """Run each statement of a named query with the parameters that it names; the frame of the last one.

    A parameter that the query names and the caller does not give is null ("all"); one that no statement
    names is a KeyError, since a misspelt filter would otherwise filter nothing.
    """
    statements = con.extract_statements(text(name))
    known = set().union(*(statement.named_parameters for statement in statements))
    if unknown := set(params) - known:
        raise KeyError(
            f"{name} has no parameter {', '.join(sorted(unknown))}; it has: {', '.join(sorted(known))}"
        )
    cursor = con
    for statement in statements:
        cursor = con.execute(statement, {key: params.get(key) for key in statement.named_parameters})
    return cursor.df() if cursor.description else pd.DataFrame()


@cache
def fingerprint() -> str:
    """Eight hex digits that change when any query that builds marts changes."""
    digest = hashlib.sha256()
    for folder in ("canonical", "marts"):
        for name in names(folder):
            digest.update(f"{folder}/{name}".encode() + text(f"{folder}/{name}").encode())
    return digest.hexdigest()[:8]
