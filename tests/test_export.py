"""Export: the canonical tables as files, by name or under pseudonyms."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard import jobs
from dashboard.__main__ import main
from dashboard.warehouse import export, workspace

NAMING = (
    "name", "email", "person_id", "leader_id", "author_id", "about_person_id", "account", "contact",
    "subject", "text", "file_name", "raw", "imported_by", "note_id", "check_in_id", "activity_id", "text_key",
)  # fmt: skip
"""Columns of an export by name from which nothing may stand in one under pseudonyms."""


def silent(share, words):
    """Nobody listens."""


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cells_of(rows: list[dict[str, str]], *columns: str) -> set[str]:
    return {row[column] for row in rows for column in columns if row[column]}


@pytest.fixture(scope="module")
def by_name(sample_workspace, tmp_path_factory):
    """The sample exported by name."""
    folder = tmp_path_factory.mktemp("exported") / "by_name"
    export.export(sample_workspace, folder, "csv", False, silent)
    return folder


@pytest.fixture(scope="module")
def pseudonymous(sample_workspace, tmp_path_factory):
    """The sample exported under pseudonyms."""
    folder = tmp_path_factory.mktemp("exported") / "pseudonymous"
    export.export(sample_workspace, folder, "csv", True, silent)
    return folder


@pytest.fixture
def brought(fresh_workspace, tmp_path):
    """Imports tables given as {name: csv text} into a fresh workspace."""

    def run(**tables):
        paths = []
        for name, text in tables.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        receipts = jobs.bring_in(fresh_workspace, paths, silent)
        assert all(receipt.accepted for receipt in receipts), receipts
        return fresh_workspace

    return run


def test_every_table_is_a_file(by_name):
    """One file a table, and a README.txt that counts its rows."""
    names = {"people", "memberships", "activities", "notes", "check_ins", "targets", "events"}
    names |= {"imports", "rejected_rows", "sentences", "codes", "codings", "corrections", "obstacle_acts"}
    assert {path.name for path in by_name.iterdir()} == {"README.txt", *(f"{name}.csv" for name in names)}
    told = (by_name / "README.txt").read_text(encoding="utf-8")
    for name in names:
        assert f"{name}.csv: {len(rows_of(by_name, name)):,} rows" in told


def test_tables_come_back_by_an_import(by_name, tmp_path):
    """What was exported by name is what an import takes: exported again, it is the same."""
    ws, again = workspace.named(tmp_path / "workspace"), tmp_path / "again"
    tables = ("people", "memberships", "activities", "targets", "check_ins", "events")
    jobs.bring_in(ws, [by_name / f"{table}.csv" for table in tables], silent)
    export.export(ws, again, "csv", False, silent)
    of_the_workspace = {"import_id", "is_read", "text_key", "unreadable"}
    for table in tables:
        before, after = (
            [{name: cell for name, cell in row.items() if name not in of_the_workspace} for row in rows]
            for rows in (rows_of(by_name, table), rows_of(again, table))
        )
        assert after == before, table


def test_under_pseudonyms_nothing_names_anybody(by_name, pseudonymous):
    """No cell of a naming column, and no name or e-mail within any file, is left."""
    naming = set()
    for path in by_name.glob("*.csv"):
        rows = rows_of(by_name, path.stem)
        naming |= cells_of(rows, *(set(NAMING) & set(rows[0] if rows else ())))
    people = cells_of(rows_of(by_name, "people"), "name", "email", "title")
    assert len(people) > 90
    for path in pseudonymous.iterdir():
        content = path.read_text(encoding="utf-8-sig")
        assert not [name for name in people if name in content], path.name
        if path.suffix == ".csv":
            rows = rows_of(pseudonymous, path.stem)
            assert not naming & cells_of(rows, *(rows[0] if rows else ())), path.name


def test_pseudonyms_join(by_name, pseudonymous):
    """Ids lead from table to table as the real ones do."""
    people = cells_of(rows_of(pseudonymous, "people"), "person_id")
    assert len(people) == len(rows_of(by_name, "people"))
    for table, *columns in (
        ("activities", "person_id"), ("notes", "author_id", "about_person_id"), ("targets", "person_id"),
        ("memberships", "person_id", "leader_id"), ("check_ins", "person_id"),
    ):  # fmt: skip
        assert cells_of(rows_of(pseudonymous, table), *columns) <= people
    texts = cells_of(rows_of(pseudonymous, "notes") + rows_of(pseudonymous, "check_ins"), "text_key")
    coded = cells_of(rows_of(pseudonymous, "codes"), "text_key")
    assert coded
    assert coded <= texts
    known = rows_of(by_name, "activities")
    for hidden, column in (("account", "account"), ("contact", "contact"), ("activity_id", "activity_id")):
        assert len(cells_of(rows_of(pseudonymous, "activities"), hidden)) == len(cells_of(known, column))


def test_pseudonymous_tables_keep_what_is_counted(by_name, pseudonymous):
    """Days, kinds, amounts, readings and teams are those of the export by name."""
    kept = {
        "activities": ("occurred_at", "kind", "direction", "duration_seconds", "outcome"),
        "notes": ("written_at", "stance", "certainty", "relationship"),
        "targets": ("period_start", "measure", "target", "actual"),
        "memberships": ("team", "from_on"),
        "codes": ("code", "obstacle_type"),
    }
    for table, columns in kept.items():
        for column in columns:
            mine = sorted(row[column] for row in rows_of(pseudonymous, table))
            assert mine == sorted(row[column] for row in rows_of(by_name, table)), (table, column)


def test_wellbeing_leaves_with_nobody(by_name, pseudonymous, sample_workspace):
    """An obstacle that is health data is in no export, though the workspace has some."""
    for folder in (by_name, pseudonymous):
        codes = rows_of(folder, "codes")
        assert not [row for row in codes if row["obstacle_type"] == "wellbeing"]
        assert not [row for row in codes if row["code"] == "obstacle" and not row["obstacle_type"]]


PEOPLE = "person_id,name,email,title,team\nu1,Ada Okafor,ada@north.example,Head of Ada,East\n"


def test_an_event_of_a_stranger_is_no_team(brought, tmp_path):
    """A scope that no people file knows may be a name, so it becomes a surrogate; a team stays."""
    ws = brought(
        people=PEOPLE,
        events="scope,starts_on,ends_on,kind,text\n"
        "Zoe Lind,2026-01-05,,leave,Zoe is away\nEast,2026-01-06,,quota,New\n",
    )
    export.export(ws, tmp_path / "out", "csv", True, silent)
    stranger, team = rows_of(tmp_path / "out", "events")
    assert stranger["scope"].startswith("g")
    assert (team["scope"], team["ends_on"]) == ("East", "")
    assert "Zoe" not in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")


def test_words_in_fields_of_lists_are_left_out(brought, tmp_path):
    """A mood, an outcome or a role may be somebody's words; numbers and what many rows share stay."""
    calls = "".join(f"a{n},u1,2026-01-05 1{n}:00:00,call,Connected\n" for n in range(5))
    ws = brought(
        people=PEOPLE,
        activities="activity_id,person_id,occurred_at,kind,outcome\n"
        f"{calls}a9,u1,2026-01-06 10:00:00,call,Ask Ada\n",
        check_ins="check_in_id,person_id,written_at,text,mood\n"
        "c1,u1,2026-01-05,Fine.,4\nc2,u1,2026-01-06,Fine.,as Ada\n",
    )
    export.export(ws, tmp_path / "out", "csv", True, silent)
    assert [row["outcome"] for row in rows_of(tmp_path / "out", "activities")] == ["Connected"] * 5 + [""]
    assert [row["mood"] for row in rows_of(tmp_path / "out", "check_ins")] == ["4", ""]
    assert [row["role"] for row in rows_of(tmp_path / "out", "memberships")] == [""]
    assert "Ada" not in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())


def test_a_spreadsheet_runs_nothing(brought, tmp_path):
    """What would be a formula is quoted in CSV and whole in Parquet; numbers and telephones stay."""
    texts = ["=1+2", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "+49 30 1234567", "-5", "plain = words"]
    lines = "".join(f'a{n},u1,2026-01-05 1{n}:00:00,call,"{text}"\n' for n, text in enumerate(texts))
    ws = brought(activities=f"activity_id,person_id,occurred_at,kind,subject\n{lines}")
    export.export(ws, tmp_path / "csv", "csv", False, silent)
    export.export(ws, tmp_path / "parquet", "parquet", False, silent)
    quoted = [row["subject"] for row in rows_of(tmp_path / "csv", "activities")]
    assert quoted == [f"'{text}" for text in texts[:4]] + texts[4:]
    assert pq.read_table(tmp_path / "parquet" / "activities.parquet")["subject"].to_pylist() == texts


def test_parquet_keeps_types(sample_workspace, tmp_path):
    """Times, days, numbers and booleans are what they are; rows are those of the CSV."""
    counts = export.export(sample_workspace, tmp_path / "out", "parquet", False, silent)
    frame = pd.read_parquet(tmp_path / "out" / "activities.parquet")
    assert len(frame) == counts["activities"]
    assert pd.api.types.is_datetime64_dtype(frame["occurred_at"])
    assert pq.read_schema(tmp_path / "out" / "people.parquet").field("active").type == "bool"


def test_an_export_takes_the_place_of_the_one_before(sample_workspace, by_name, tmp_path):
    """Files by name never lie beside files under pseudonyms."""
    folder = tmp_path / "out"
    export.export(sample_workspace, folder, "parquet", False, silent)
    export.export(sample_workspace, folder, "csv", True, silent)
    assert {path.name for path in folder.iterdir()} == {path.name for path in by_name.iterdir()}
    assert "(pseudonymous)" in (folder / "README.txt").read_text(encoding="utf-8")


def test_a_folder_with_other_files_is_left_alone(sample_workspace, tmp_path):
    """Nothing of somebody else's is replaced."""
    (tmp_path / "people.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="not of an export"):
        export.export(sample_workspace, tmp_path, "csv", False, silent)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_the_commands_say_what_they_did(brought, fresh_workspace, tmp_path, capsys):
    """export, backup and restore end with status 0 and one sentence each; a second restore is refused."""
    brought(people=PEOPLE)
    assert main(["export", str(tmp_path / "out"), "--pseudonymous", "--format", "parquet"]) == 0
    assert "14 tables" in capsys.readouterr().out
    assert main(["backup", str(tmp_path / "b.zip")]) == 0
    assert "names and texts" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "b.zip"), "--workspace", str(tmp_path / "back")]) == 0
    assert "is as it was" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "b.zip"), "--workspace", str(tmp_path / "back")]) == 2
    assert "--replace" in capsys.readouterr().err


def test_an_empty_workspace_cannot_be_exported(fresh_workspace, tmp_path, capsys):
    """One sentence says what to do first."""
    assert main(["export", str(tmp_path / "out")]) == 2
    assert "import files first" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
