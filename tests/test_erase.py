"""Deleting a person's data for good: rows, raw text, readings, free pages, and files that come later."""

from __future__ import annotations

import pytest

from dashboard import jobs, reading_job
from dashboard.__main__ import main
from dashboard.warehouse import published, store

PEOPLE = (
    "person_id,name,email,title,started_on\n"
    "u1,Zoë Lindqvist,zoe.lindqvist@x.example,AE,2024-01-01\n"
    "u2,Marcus Bell,marcus@x.example,AE,2024-01-01\nu3,Dana Okafor,dana@x.example,Manager,2020-01-01\n"
)
CALLS = (
    "activity_id,person_id,occurred_at,kind,outcome\n"
    "a1,u1,2026-03-02 09:00:00,call,busy\na2,u2,2026-03-02 09:00:00,call,busy\n"
    "a3,zoe.lindqvist@x.example,never,call,busy\n"
)
NOTES = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n1,u3,u1,2026-03-02 10:00:00,The dialer drops every third call of hers.\n"
    "n2,u1,u2,2026-03-03 10:00:00,Asked him what gets in the way.\n"
    "n3,u3,u2,2026-03-04 10:00:00,Half the list is old.\n"
)
CHECK_INS = (
    "check_in_id,person_id,written_at,text\nc1,u1,2026-03-05 10:00:00,Worn out by the moving of the house.\n"
)
GONE = ("zoe.lindqvist", "zoë lindqvist", "third call of hers", "moving of the house")


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, content in (
        ("people.csv", PEOPLE),
        ("calls.csv", CALLS),
        ("coaching_notes.csv", NOTES),
        ("check_ins.csv", CHECK_INS),
    ):
        paths.append(tmp_path / name)
        paths[-1].write_text(content, encoding="utf-8")
    return paths


@pytest.fixture
def ws(fresh_workspace, files):
    jobs.bring_in(fresh_workspace, files, quiet)
    reading_job.read_unread(fresh_workspace, quiet)
    return fresh_workspace


def key_of(ws, name):
    people = published.run(ws, "data__known_people")
    return people.set_index("name").loc[name, "person_key"]


def rows(ws, query):
    with store.opened(ws) as con:
        return con.execute(query).fetchall()


def test_rows_of_and_about_the_person_go(ws):
    """Their activities, notes about them, check-ins and people rows; what others did and got stays."""
    gone = jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    assert gone == {"activities": 1, "check_ins": 1, "notes": 1, "people": 1, "rejected_rows": 1}
    assert rows(ws, "select person_ref from activities") == [("u2",)]
    assert rows(ws, "select note_id, author_ref from notes order by 1") == [("n2", None), ("n3", "u3")]


def test_no_file_of_the_workspace_holds_their_words_any_more(ws):
    """Deleted text would stay in a database's free pages and in older published files."""
    before = b"".join(path.read_bytes() for path in ws.folder.rglob("*") if path.is_file()).lower()
    assert b"lindqvist" in before
    jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    for path in ws.folder.rglob("*"):
        held = path.read_bytes().lower() if path.is_file() else b""
        for told in GONE:
            assert told.encode() not in held, (path.name, told)


def test_a_later_import_brings_nothing_of_them_back(ws, tmp_path):
    """Their rows are left out without their text, and a note by them comes in without its author."""
    jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    again = tmp_path / "again.csv"
    again.write_text(CALLS.replace("a1,", "b1,").replace("a3,", "b3,"), encoding="utf-8")
    notes = tmp_path / "more_notes.csv"
    notes.write_text(NOTES.replace("n1,", "m1,").replace("n2,", "m2,"), encoding="utf-8")
    receipts = jobs.bring_in(ws, [again, notes], quiet)
    assert [(r["line"], r["reason"], r["raw"]) for r in receipts[0].rejected_rows] == [
        (2, "erased", ""), (4, "erased", ""),
    ]  # fmt: skip
    assert [(r["line"], r["reason"], r["raw"]) for r in receipts[1].rejected_rows] == [(2, "erased", "")]
    assert rows(ws, "select author_ref from notes where note_id = 'm2'") == [(None,)]
    for path in ws.folder.rglob("*"):
        assert b"zoe.lindqvist" not in (path.read_bytes().lower() if path.is_file() else b"")


def test_the_history_still_adds_up_and_an_import_can_be_undone(ws):
    """Counts of before stay; all checks hold; an undo takes the rest."""
    jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    assert all(found.empty for found in published.run_checks(ws).values())
    jobs.undo(ws, 2, quiet)
    assert rows(ws, "select count(*) from activities") == [(0,)]


def test_a_second_time_there_is_nobody(ws):
    """Who was deleted is not known any more."""
    key = key_of(ws, "Zoë Lindqvist")
    jobs.erase_person(ws, key, quiet)
    with pytest.raises(LookupError, match="not in the workspace any more"):
        jobs.erase_person(ws, key, quiet)


def test_the_command_line_says_what_would_go_before_it_goes(ws, capsys):
    """Without --yes nothing is deleted, and a name that nobody bears is told."""
    folder = ["--workspace", str(ws.folder)]
    assert main(["erase", "zoe.lindqvist@x.example", *folder]) == 3
    assert "It cannot be undone" in capsys.readouterr().out
    assert main(["erase", "Nobody", *folder]) == 2
    assert main(["erase", "u1", "--yes", *folder]) == 0
    assert "1 rows of activities" in capsys.readouterr().out
