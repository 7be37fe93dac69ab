"""A write that says what it changed makes little anew; what it makes is what a build of all makes."""

from __future__ import annotations

import re

import pytest

from dashboard import jobs, reading_job
from dashboard.warehouse import lineage, publish, published, sql, store

NOTES = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n1,u3,u1,2026-03-02 10:00:00,The dialer drops every third call of hers.\n"
    "n2,u3,u2,2026-03-03 10:00:00,Asked him what gets in the way.\n"
)


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture
def ws(fresh_workspace, tmp_path):
    path = tmp_path / "coaching_notes.csv"
    path.write_text(NOTES, encoding="utf-8")
    jobs.bring_in(fresh_workspace, [path], quiet)
    reading_job.read_unread(fresh_workspace, quiet)
    return fresh_workspace


def correct_one(ws) -> list[str]:
    """What is built after the first sentence of a note was corrected."""
    key, heard = published.run(ws, "note__list")["note_key"].iloc[0], []
    start = int(published.run(ws, "note__sentences", written=key)["start"].iloc[0])
    jobs.correct_reading(ws, key, start, lambda share, words: heard.append(words), codes=["push"])
    return heard


def test_a_correction_builds_what_hangs_on_it_alone(ws):
    """Notes and shortfalls are made anew; activities, weeks and accounts stay as they are."""
    heard = correct_one(ws)
    assert {"building notes", "building shortfalls", "building obstacles"} <= set(heard)
    assert not {"building activities", "building rep weeks", "building account days"} & set(heard)


def test_a_write_that_says_nothing_builds_all(ws):
    """Also where the one before it said what it changed."""
    with store.writing(ws, changes=["corrections"]):
        pass
    with store.writing(ws):
        pass
    heard = []
    publish.publish(ws, lambda share, words: heard.append(words))
    assert len(heard) == len(publish.BUILD)


def test_several_writes_are_built_together(ws):
    """What hangs on any of them, in the order of the whole build."""
    for table in ("obstacle_acts", "codings"):
        with store.writing(ws, changes=[table]):
            pass
    heard = []
    publish.publish(ws, lambda share, words: heard.append(words))
    assert heard[0] == "building coded sentences"
    assert "building obstacles" in heard
    assert "building notes" not in heard


def test_every_change_that_is_told_is_of_a_table_of_the_store(ws):
    """A misspelt name would build too little."""
    with store.opened(ws) as con:
        tables = set(con.execute("select table_name from duckdb_tables()").df()["table_name"])
        told = con.execute("select distinct unnest(tables) as name from changes").df()["name"]
    assert set(told) <= tables
    sources = (publish.sql.QUERIES.parent / "dashboard").rglob("*.py")
    named = re.findall(r"changes=\[([^]]*)\]", "".join(path.read_text(encoding="utf-8") for path in sources))
    assert {name for names in named for name in re.findall(r'"(\w+)"', names)} <= tables


@pytest.mark.parametrize("name", publish.BUILD)
def test_a_query_reads_no_table_of_the_build_before_it_is_made(name):
    """Else a build of some tables would read what a build of all takes from the store."""
    text = re.sub(r"--.*", "", sql.text(name))
    later = publish.BUILD[publish.BUILD.index(name) + 1 :]
    made = {
        table for other in later for table in re.findall(r"create or replace table (\w+)", sql.text(other))
    }
    own = re.findall(r"create or replace table (\w+)", text)
    for table in own:
        before = text[: text.index(f"create or replace table {table}")]
        assert not re.search(rf"(?:from|join)\s+{table}\b", before)
    assert not [table for table in made if re.search(rf"(?:from|join)\s+{table}\b(?!\s*\()", text)]


def test_a_correction_looks_at_no_activity():
    """There may be millions of them, and it changes none."""
    affected = lineage.affected(publish.BUILD, ["corrections"])
    assert "canonical/notes" in affected
    assert not {"canonical/activities", "canonical/written_notes", "marts/rep_weeks"} & set(affected)
