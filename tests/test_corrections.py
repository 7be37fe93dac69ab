"""Corrections of readings: they win over the reader, outlive files and models, and can be taken back."""

from __future__ import annotations

import csv
import shutil
import sys
from itertools import chain, combinations
from subprocess import Popen

import duckdb
import pandas as pd
import pytest

from dashboard import jobs, reading_job
from dashboard.reader import Reading, Sentence
from dashboard.reader.codebook import CODES, readings_of, stance_of
from dashboard.warehouse import backup, export, publish, published, sql, workspace

PEOPLE = (
    "person_id,name,email,title,team,manager,started_on\n"
    "u1,Zoë Lindqvist,zoe.lindqvist@x.example,AE,East,u3,2024-01-01\n"
    "u2,Marcus Bell,marcus@x.example,AE,East,u3,2024-01-01\n"
    "u3,Dana Okafor,dana@x.example,Manager,,,2020-01-01\n"
)
HEAD = "note_id,author_id,about_person_id,written_at,text\n"
TOLD = "Half of the numbers on the list are dead. Make more calls this week."
NOTES = HEAD + (
    f"n1,u3,u1,2026-03-02 10:00:00,{TOLD}\n"
    f"n2,u3,u2,2026-03-03 10:00:00,{TOLD}\n"
    "n3,u3,u1,2026-03-04 10:00:00,The dialer drops every third call of hers.\n"
)
LONGER = HEAD + f"n1,u3,u1,2026-03-02 10:00:00,We met at noon. {TOLD}\n"
CHECK_INS = "check_in_id,person_id,written_at,text\nc1,u1,2026-03-05 10:00:00,The dialer hangs up on me.\n"
FILES = {"people.csv": PEOPLE, "coaching_notes.csv": NOTES, "check_ins.csv": CHECK_INS}


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    """People, notes and a check-in, imported and read once; each test has a copy."""
    folder = tmp_path_factory.mktemp("brought")
    made = workspace.named(folder / "workspace")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
        jobs.bring_in(made, [folder / name], quiet)
    reading_job.read_unread(made, quiet)
    return made


@pytest.fixture
def ws(fresh_workspace, brought):
    shutil.copytree(brought.folder, fresh_workspace.folder)
    return fresh_workspace


def bring(ws, folder, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    jobs.bring_in(ws, [folder / name], quiet)
    reading_job.read_unread(ws, quiet)


def table(ws, asked: str) -> pd.DataFrame:
    """What is published, asked in the words of a test."""
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        return con.execute(asked).df()


def notes(ws) -> pd.DataFrame:
    return table(ws, "from notes order by note_id").set_index("note_id")


def key_of(ws, note_id: str) -> str:
    return notes(ws).loc[note_id, "note_key"]


def sentences(ws, key: str) -> pd.DataFrame:
    return published.run(ws, "note__sentences", written=key)


def correct(ws, note_id: str, place: int = 0, codes=(), obstacle_type=None) -> None:
    key = key_of(ws, note_id)
    start = int(sentences(ws, key)["start"].iloc[place])
    jobs.correct_reading(ws, key, start, quiet, codes=codes, obstacle_type=obstacle_type)


def corrections(ws) -> pd.DataFrame:
    return published.run(ws, "data__corrections")


def take_back_latest(ws) -> None:
    jobs.take_back_correction(ws, int(corrections(ws)["correction_id"].iloc[0]), quiet)


def test_a_correction_counts_in_every_text_that_is_the_same(ws):
    """Two notes of the same words change their stance; a third stays as it was."""
    before = notes(ws)["stance"]
    correct(ws, "n1", 0, ["obstacle"], "leads_data")
    correct(ws, "n1", 1, [])
    after = notes(ws)
    assert after.loc[["n1", "n2"], "stance"].tolist() == ["heard", "heard"]
    assert before["n1"] != "heard"
    assert after.loc["n3", "stance"] == before["n3"]
    assert after["is_corrected"].tolist() == [True, True, False]
    assert after.loc["n1", "read_stance"] == before["n1"]


def test_the_ledger_of_obstacles_follows(ws):
    """The type that a person names is that of the thread."""
    correct(ws, "n3", 0, ["obstacle"], "process")
    found = published.run(ws, "obstacles__ledger")
    assert "process" in set(found["obstacle_type"])


def test_a_check_in_is_corrected_like_a_note(ws):
    """Its sentence earns what the person says, and no stance is made of it."""
    key = table(ws, "select check_in_key from check_ins").iat[0, 0]
    jobs.correct_reading(ws, key, 0, quiet, codes=["feeling"])
    assert sentences(ws, key)["codes"].iloc[0].tolist() == ["feeling"]


def other_model(ws) -> None:
    """Another model reads every text as one sentence that only counts."""
    texts = table(ws, "select distinct words_key as text_key, text from notes")
    readings = [
        Reading(
            "score", "none", "none", "score_only", "sure",
            (Sentence(text, 0, len(text), {"count": 0.9}, None, None),),
        )
        for text in texts["text"]
    ]  # fmt: skip
    reading_job.keep(ws, texts, readings, "another model")
    publish.publish(ws)


def test_a_correction_outlives_another_model_that_splits_otherwise(ws):
    """The words that were corrected stay a sentence; what the model says now stands beside them."""
    correct(ws, "n1", 1, ["push"])
    correct(ws, "n1", 0, ["obstacle"], "leads_data")
    other_model(ws)
    found = sentences(ws, key_of(ws, "n2"))
    assert found["text"].tolist() == [
        "Half of the numbers on the list are dead.",
        "Make more calls this week.",
    ]
    assert [codes.tolist() for codes in found["codes"]] == [["obstacle"], ["push"]]
    assert notes(ws)["stance"].to_dict() == {"n1": "mixed", "n2": "mixed", "n3": "score_only"}
    assert corrections(ws)["read_codes"].iloc[0].tolist() == ["count"]


def test_a_correction_outlives_undo_and_import_of_its_file(ws, tmp_path):
    """While the file is undone its text is not here; with it the correction is back."""
    correct(ws, "n1", 0, ["goal"])
    jobs.undo(ws, 2, quiet)
    assert corrections(ws)["state"].tolist() == ["not here"]
    bring(ws, tmp_path, "coaching_notes.csv", NOTES)
    assert corrections(ws)["state"].tolist() == ["standing"]
    assert sentences(ws, key_of(ws, "n1"))["codes"].iloc[0].tolist() == ["goal"]


def test_a_correction_goes_with_its_sentence_into_a_longer_note(ws, tmp_path):
    """The same note with words before it still holds the sentence."""
    correct(ws, "n1", 1, ["encourage"])
    bring(ws, tmp_path, "coaching_notes.csv", LONGER)
    found = sentences(ws, key_of(ws, "n1"))
    assert found["text"].tolist()[-1] == "Make more calls this week."
    assert found["codes"].iloc[-1].tolist() == ["encourage"]
    assert found["corrected_by"].notna().tolist() == [False, False, True]


def test_a_note_that_is_about_somebody_else_counts_for_nobody(ws):
    """Its like, about another rep, stays; taken back both count."""
    key = key_of(ws, "n1")
    jobs.set_not_about(ws, key, quiet)
    assert notes(ws).loc[["n1", "n2"], "about_person_id"].isna().tolist() == [True, False]
    assert table(ws, "select count(*) from coaching_moments").iat[0, 0] == 2
    take_back_latest(ws)
    assert table(ws, "select count(*) from coaching_moments").iat[0, 0] == 3


def test_a_sentence_about_somebody_else_earns_nothing_in_its_own_note_alone(ws):
    """The note of the same words about another rep keeps it."""
    before = notes(ws)["stance"]
    correct(ws, "n1", 1, ["push"])
    jobs.set_not_about(ws, key_of(ws, "n1"), quiet, start=0)
    found, other = sentences(ws, key_of(ws, "n1")), sentences(ws, key_of(ws, "n2"))
    assert len(found["codes"].iloc[0]) == 0
    assert len(other["codes"].iloc[0]) > 0
    assert notes(ws).loc[["n1", "n2"], "stance"].tolist() == ["do_more", "mixed"]
    assert found["not_about_id"].notna().tolist() == [True, False]
    for correction_id in corrections(ws)["correction_id"]:
        jobs.take_back_correction(ws, int(correction_id), quiet)
    assert notes(ws)["stance"].to_dict() == before.to_dict()


def test_taking_back_restores_what_was_before_and_can_be_done_once(ws):
    """The one before it counts again; both stay in the history."""
    correct(ws, "n1", 0, ["goal"])
    correct(ws, "n1", 0, ["feeling"])
    assert corrections(ws)["state"].tolist() == ["standing", "overtaken"]
    take_back_latest(ws)
    assert sentences(ws, key_of(ws, "n1"))["codes"].iloc[0].tolist() == ["goal"]
    assert corrections(ws)["state"].tolist() == ["taken back", "standing"]
    with pytest.raises(LookupError, match="taken back before"):
        take_back_latest(ws)


@pytest.mark.parametrize(
    ("start", "codes", "kind", "error"),
    [
        (7, ["push"], None, LookupError),
        (0, ["no code"], None, ValueError),
        (0, ["obstacle"], None, ValueError),
        (0, ["push"], "tools", ValueError),
    ],
)
def test_what_cannot_be_said_is_refused(ws, start, codes, kind, error):
    """A place that is no sentence, an unknown code, an obstacle without a type, a type without one."""
    with pytest.raises(error):
        jobs.correct_reading(ws, key_of(ws, "n1"), start, quiet, codes=codes, obstacle_type=kind)
    assert corrections(ws).empty


WRITER = """
import sys
from dashboard import jobs
from dashboard.warehouse import workspace
for code in sys.argv[2:]:
    jobs.correct_reading(workspace.importing(), sys.argv[1], 0, lambda *_: None, codes=[code])
"""


def test_two_processes_that_correct_at_once_lose_nothing(ws, pytestconfig):
    """The store's lock is their queue; the latest of the four stands."""
    key = key_of(ws, "n1")
    said = (("goal", "push"), ("feeling", "count"))
    writers = [
        Popen([sys.executable, "-c", WRITER, key, *codes], cwd=pytestconfig.rootpath) for codes in said
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    found = corrections(ws)
    assert sorted(codes[0] for codes in found["codes"]) == ["count", "feeling", "goal", "push"]
    assert found["state"].tolist() == ["standing", "overtaken", "overtaken", "overtaken"]


def test_corrections_of_a_persons_notes_go_with_the_person(ws):
    """Their words are in no file any more; those on others' notes stay."""
    correct(ws, "n2", 0, ["goal"])
    correct(ws, "n3", 0, ["push"])
    person = published.run(ws, "data__known_people").set_index("name").loc["Zoë Lindqvist", "person_key"]
    jobs.erase_person(ws, person, quiet)
    assert corrections(ws)["sentence"].tolist() == ["Half of the numbers on the list are dead."]
    for path in ws.folder.rglob("*"):
        assert b"third call of hers" not in (path.read_bytes() if path.is_file() else b"")


def test_a_backup_carries_corrections(ws, tmp_path):
    """Put back elsewhere they count."""
    correct(ws, "n1", 0, ["goal"])
    backup.back_up(ws, tmp_path / "heard.zip", quiet)
    other = workspace.named(tmp_path / "other")
    backup.restore(other, tmp_path / "heard.zip", replace=False, progress=quiet)
    assert notes(other).loc["n1", "is_corrected"]


@pytest.mark.parametrize("is_pseudonymous", [False, True])
def test_an_export_carries_corrections(ws, tmp_path, is_pseudonymous):
    """By name with their words, under pseudonyms without; health is left out of both."""
    correct(ws, "n3", 0, ["obstacle", "ask"], "wellbeing")
    correct(ws, "n1", 0, ["obstacle"], "tools")
    export.export(ws, tmp_path / "out", "csv", is_pseudonymous, quiet)
    with (tmp_path / "out" / "corrections.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["codes"], row["obstacle_type"]) for row in rows] == [("ask", ""), ("obstacle", "tools")]
    with (tmp_path / "out" / "notes.csv").open(encoding="utf-8-sig") as file:
        known = {row["note_id"] for row in csv.DictReader(file)}
    assert {row["written_id"] for row in rows} <= known
    is_told = [bool(row["sentence"] and row["corrected_by"]) for row in rows]
    assert is_told == [not is_pseudonymous] * 2


def test_the_rules_in_sql_are_the_codebooks_for_every_set_of_codes():
    """All 2^14 sets in one query: three readings and the stance."""
    names = list(CODES)
    sets = list(chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))
    con = duckdb.connect()
    con.execute("attach ':memory:' as store")
    con.execute("attach ':memory:' as marts")
    con.execute("use store")
    for name in sql.names("schema"):
        sql.run(con, f"schema/{name}", {})
    con.execute("set search_path = 'marts.main,store.main'")
    publish.build(con)
    given = pd.DataFrame({"text_key": [str(at) for at in range(len(sets))], "codes": sets})
    con.register("given", given)
    con.execute("insert into written_notes (text_key) select text_key from given")
    con.execute(
        "insert into marts.sentences (text_key, position, correction_id) select text_key, 1, 1 from given"
    )
    con.execute("insert into store.readings (text_key) select text_key from given")
    con.execute(
        "insert into marts.codes (text_key, position, code, is_earned) "
        "select text_key, 1, unnest(codes), true from given"
    )
    con.execute("drop table marts.readings")
    sql.run(con, "canonical/readings", {})
    found = con.execute("from marts.readings").df().set_index("text_key").loc[given["text_key"]]
    expected = [(*read, stance_of(*read)) for read in (readings_of([codes]) for codes in sets)]
    assert len(expected) == 2**14
    told = found[["pressure", "understanding", "care", "stance"]]
    assert list(told.itertuples(index=False, name=None)) == expected
