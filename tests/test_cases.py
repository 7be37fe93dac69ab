"""Golden cases: given rows, a query, expected rows, in real DuckDB (see cases/README.md)."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.warehouse import publish, sql

CASES = Path(__file__).with_name("cases")
QUERIES = {name: folder for folder in ("canonical", "marts", "pages") for name in sql.names(folder)}


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory):
    """A store without rows and the marts built from it: every table with its types; copied for each case."""
    folder = tmp_path_factory.mktemp("empty")
    con = duckdb.connect(folder / "store.duckdb")
    for name in sql.names("schema"):
        sql.run(con, f"schema/{name}", {})
    con.execute("attach $path as marts", {"path": str(folder / "marts.duckdb")})
    con.execute("set search_path = 'marts.main,store.main'")
    publish.build(con)
    con.close()
    return folder


@pytest.fixture
def database(empty_database):
    """A copy in memory of the empty store and marts."""
    con = duckdb.connect()
    for name in ("store", "marts"):
        con.execute(f"attach '{empty_database / name}.duckdb' as {name}_on_disk (read_only)")
        con.execute(f"attach ':memory:' as {name}")
        con.execute(f"copy from database {name}_on_disk to {name}")
    con.execute("set search_path = 'marts.main,store.main'")
    yield con
    con.close()


def cases(folders):
    return [
        pytest.param(path, id=path.name)
        for path in sorted(CASES.iterdir())
        if path.is_dir() and QUERIES[query_of(path)] in folders
    ]


def query_of(case: Path) -> str:
    """The query that a case folder is named for: the longest name that fits."""
    fitting = [name for name in QUERIES if case.name.startswith(f"{name}__")]
    assert fitting, f"No query of queries/canonical, marts or pages fits the case {case.name}."
    return max(fitting, key=len)


def fill(con, case: Path) -> None:
    for path in sorted(case.glob("given_*.csv")):
        table = path.stem.removeprefix("given_")
        table = f"store.{table.removeprefix('store_')}" if table.startswith("store_") else f"marts.{table}"
        con.execute(f"delete from {table}")
        con.execute(f"insert into {table} by name select * from {csv(path)}")


def csv(path: Path) -> str:
    return f"read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"


def assert_rows(con, actual: str, path: Path, *, ordered: bool) -> None:
    """The relation `actual` has the rows of a CSV, typed as the relation is."""
    columns = ", ".join(f'"{c}"' for c in con.execute(f"from {csv(path)} limit 0").df().columns)
    con.execute(f"create or replace temp table expected as select {columns} from {actual} limit 0")
    con.execute(f"insert into expected by name select * from {csv(path)}")
    order = "" if ordered else "order by all"
    found = con.execute(f"select {columns} from {actual} {order}").df()
    pd.testing.assert_frame_equal(
        found, con.execute(f"from expected {order}").df(), rtol=1e-3, check_dtype=False
    )


@pytest.mark.parametrize("case", cases({"canonical", "marts"}))
def test_a_built_table_has_the_expected_rows(database, case):
    """What a query builds from the given rows is what the case expects."""
    query = query_of(case)
    fill(database, case)
    name = f"{QUERIES[query]}/{query}"
    sql.run(database, name, {})
    if (asked := case / "asked.sql").exists():
        database.execute(f"create temp table asked as {asked.read_text(encoding='utf-8')}")
        assert_rows(database, "asked", case / "expect.csv", ordered=False)
        return
    for path in sorted(case.glob("expect*.csv")):
        assert_rows(
            database, f"marts.{path.stem.removeprefix('expect').lstrip('_') or query}", path, ordered=False
        )


@pytest.mark.parametrize("case", cases({"pages"}))
def test_a_page_query_returns_the_expected_rows(database, case):
    """What a page asks of the given marts is what the case expects, in that order."""
    fill(database, case)
    params = {}
    if (case / "params.csv").exists():
        params = (
            pd.read_csv(case / "params.csv", dtype=str)
            .astype(object)
            .where(lambda f: f.notna(), None)
            .iloc[0]
            .to_dict()
        )
    answer = sql.run(database, f"pages/{query_of(case)}", params)
    database.register("answer", answer)
    assert_rows(database, "answer", case / "expect.csv", ordered=True)


def test_every_query_that_builds_something_has_a_case():
    """No mart and no page query goes without a golden case."""
    covered = {query_of(path) for path in CASES.iterdir() if path.is_dir()}
    assert set(sql.names("marts")) | set(sql.names("pages")) <= covered | {"behind_rules"}
