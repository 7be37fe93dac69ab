"""Deleting a person's data for good: rows, raw text, readings, free pages, and files that come later."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import jobs, reader, reading_job
from dashboard.__main__ import main
from dashboard.warehouse import erase, published, sql, store, workspace

ROOT = Path(__file__).resolve().parents[1]

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


def written(folder):
    """The files of the organisation."""
    contents = {"people": PEOPLE, "calls": CALLS, "coaching_notes": NOTES, "check_ins": CHECK_INS}
    for name, content in contents.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return [folder / f"{name}.csv" for name in contents]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The files imported, read and published once: each test deletes from a copy."""
    folder = tmp_path_factory.mktemp("erase")
    ws = workspace.named(folder / "workspace")
    jobs.bring_in(ws, written(folder), quiet)
    reading_job.read_unread(ws, quiet)
    return ws.folder


@pytest.fixture
def ws(fresh_workspace, built):
    shutil.copytree(built, fresh_workspace.folder, dirs_exist_ok=True)
    return fresh_workspace


def key_of(ws, name):
    people = published.run(ws, "data__known_people")
    return people.set_index("name").loc[name, "person_key"]


def held(ws, *told):
    """(file, words) for each file of the workspace that holds some of the words."""
    files = {path: path.read_bytes().lower() for path in ws.folder.rglob("*") if path.is_file()}
    return [
        (path.name, words) for path, content in files.items() for words in told if words.encode() in content
    ]


def run(script, *arguments):
    """A process of its own that knows `jobs`, `ws` (its first argument), `key` (its second) and `kill()`."""
    head = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom dashboard import jobs\n"
        "from dashboard.warehouse import workspace\nws, key = workspace.named(sys.argv[1]), sys.argv[2]\n"
        "def quiet(share, words): pass\ndef kill(): os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    return subprocess.Popen([sys.executable, "-c", head + script, *map(str, arguments)], cwd=ROOT)


def rows(ws, query):
    with store.opened(ws) as con:
        return con.execute(query).fetchall()


def test_rows_of_and_about_the_person_go(ws):
    """Their activities, notes about them, check-ins and people rows; what others did and got stays."""
    gone = jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    assert gone == {
        "activities": 1, "check-ins": 1, "notes about them": 1, "people rows": 1, "rows not used": 1,
        "notes by them, which stay without an author": 1,
    }  # fmt: skip
    assert rows(ws, "select person_ref from activities") == [("u2",)]
    assert rows(ws, "select note_id, author_ref from notes order by 1") == [("n2", None), ("n3", "u3")]


def test_no_file_of_the_workspace_holds_their_words_any_more(ws):
    """Deleted text would stay in a database's free pages and in older published files."""
    assert {words for _, words in held(ws, *GONE)} == set(GONE)
    # a kill while marts were built leaves them half done
    (ws.folder / "marts-00000001-00000000.building").write_text("zoë lindqvist", encoding="utf-8")
    jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    assert held(ws, *GONE) == []
    assert [path.name for path in ws.published_marts()] == [path.name for path in ws.folder.glob("marts-*")]


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
    assert held(ws, *GONE) == []


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
    before = published.data_version(ws)
    assert main(["erase", "zoe.lindqvist@x.example", *folder]) == 3
    said = capsys.readouterr().out
    assert "notes about them: 1" in said
    assert "It cannot be undone" in said
    assert published.data_version(ws) == before
    assert main(["erase", "Nobody", *folder]) == 2
    assert main(["erase", "u1", "--yes", *folder]) == 0
    assert "activities: 1" in capsys.readouterr().out


BETWEEN = {
    "before the rows go": "def told(share, words):\n    if words == 'deleting rows': kill()\n",
    "before the store is written anew": "def told(share, words):\n    if 'anew' in words: kill()\n",
    "before the new store is in place": "told = quiet\nPath.replace = lambda self, to: kill()\n",
    "once the new store is in place": (
        "told, replace = quiet, Path.replace\n"
        "Path.replace = lambda self, to: (replace(self, to), to == ws.store_path and kill())\n"
    ),
    "while it is published": "def told(share, words):\n    if 'shortfalls' in words: kill()\n",
    "before older files go": "def told(share, words):\n    if 'older files' in words: kill()\n",
}


@pytest.mark.parametrize("when", BETWEEN)
def test_a_kill_leaves_a_store_that_works_and_the_next_start_does_the_rest(ws, when):
    """Either nothing has gone yet, or all rows have; then no file holds them once pages were opened again."""
    killed = run(f"{BETWEEN[when]}jobs.erase_person(ws, key, told)", ws.folder, key_of(ws, "Zoë Lindqvist"))
    assert killed.wait() == -signal.SIGKILL
    is_gone = when != "before the rows go"
    assert rows(ws, "select count(*) from activities") == [(1 if is_gone else 2,)]
    jobs.make_ready(ws, quiet)
    assert not erase.is_unfinished(ws)
    if not is_gone:
        jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    assert held(ws, *GONE) == []
    assert rows(ws, "select count(*) from notes") == [(2,)]
    assert all(found.empty for found in published.run_checks(ws).values())


def test_an_import_at_the_same_time_loses_nothing(ws, tmp_path):
    """Another process that writes while the store is put in place writes to the new one."""
    erasing = run("jobs.erase_person(ws, key, quiet)", ws.folder, key_of(ws, "Zoë Lindqvist"))
    accepted = 0
    while erasing.poll() is None or not accepted:
        calls = tmp_path / f"calls_{accepted}.csv"
        calls.write_text(CALLS.replace("a1,", f"x{accepted},").replace("a2,", f"y{accepted},"), "utf-8")
        accepted += bool(jobs.bring_in(ws, [calls], quiet)[0].accepted)
    assert erasing.wait() == 0
    assert rows(ws, "select count(*) from activities where person_ref = 'u2'") == [(1 + accepted,)]
    jobs.make_ready(ws, quiet)
    assert held(ws, *GONE) == []


def test_two_who_erase_one_person_at_once_do_it_once(ws):
    """One of them finds nobody any more; the workspace is whole."""
    key = key_of(ws, "Zoë Lindqvist")
    script = "try:\n    jobs.erase_person(ws, key, quiet)\nexcept LookupError:\n    sys.exit(7)\n"
    both = [run(script, ws.folder, key) for _ in range(2)]
    assert sorted(process.wait() for process in both) == [0, 7]
    assert held(ws, *GONE) == []
    assert rows(ws, "select count_erased_accepted from imports order by import_id") == [
        (1,),
        (1,),
        (1,),
        (1,),
    ]


def test_a_copy_that_is_not_the_store_does_not_take_its_place(ws, monkeypatch):
    """What is written anew is held against the store; the rows are deleted and the rest waits."""
    text = sql.text
    with monkeypatch.context() as patched:
        lossy = "store/copy_all"
        patched.setattr(
            sql, "text", lambda n: text(n) + ("delete from copying.main.notes;" if n == lossy else "")
        )
        with pytest.raises(erase.RewriteError, match="the copy of notes differs"):
            jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    assert rows(ws, "select count(*) from notes") == [(2,)]
    assert erase.is_unfinished(ws)
    jobs.make_ready(ws, quiet)
    assert held(ws, *GONE) == []


def test_texts_that_are_being_read_do_not_come_back(fresh_workspace, tmp_path, monkeypatch):
    """A reading that began before the deletion writes nothing of what has gone."""
    jobs.bring_in(fresh_workspace, written(tmp_path), quiet)
    key, read_many = key_of(fresh_workspace, "Zoë Lindqvist"), reader.read_many

    def erased_meanwhile(texts, *thresholds):
        monkeypatch.setattr(reader, "read_many", read_many)
        jobs.erase_person(fresh_workspace, key, quiet)
        return read_many(texts, *thresholds)

    monkeypatch.setattr(reader, "read_many", erased_meanwhile)
    assert reading_job.read_unread(fresh_workspace, quiet) == 2
    assert held(fresh_workspace, *GONE) == []


SPELT_OTHERWISE = {
    "in two columns": "Employee ID,First Name,Last Name,Job Title,Email\nb1,Zoë,Lindqvist,AE,b1@x.example\n",
    "turned round, without accents": 'Call ID,Agent,Date,Outcome\nb1,"Lindqvist, Zoe",2026-03-02,busy\n',
    "in capitals": "Call ID,Agent,Date,Outcome\nb1, ZOE.LINDQVIST@X.EXAMPLE ,2026-03-02,busy\n",
    "by another name": "Call ID,Agent,Date,Outcome\nb1,Zizi Tophat,2026-03-02,busy\n",
    "with a date to mend": "Call ID,Agent,Date,Outcome\nb1,Zoë Lindqvist,never,busy\n",
}


@pytest.mark.parametrize("how", SPELT_OTHERWISE)
def test_they_are_known_again_however_a_file_names_them(ws, tmp_path, how):
    """The row is left out, and neither its raw text nor its landed cells stay."""
    names = tmp_path / "other_names.csv"
    names.write_text("alias,person_id\nZizi Tophat,u1\n", encoding="utf-8")
    jobs.bring_in(ws, [names], quiet)
    jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    again = tmp_path / "again.csv"
    more = SPELT_OTHERWISE[how].splitlines()[1].replace("b1", "b2")
    for told in (
        "Zoë,Lindqvist",
        '"Lindqvist, Zoe"',
        " ZOE.LINDQVIST@X.EXAMPLE ",
        "Zizi Tophat",
        "Zoë Lindqvist",
    ):
        more = more.replace(told, "Marcus,Bell" if told == "Zoë,Lindqvist" else "Marcus Bell")
    again.write_text(f"{SPELT_OTHERWISE[how]}{more.replace('never', '2026-03-02')}\n", encoding="utf-8")
    receipt = jobs.bring_in(ws, [again], quiet)[0]
    assert (receipt.accepted, receipt.rejected_rows) == (1, [{"line": 2, "reason": "erased", "raw": ""}])
    assert held(ws, "lindqvist", "tophat") == []


def test_a_row_to_mend_of_others_keeps_its_text_unless_it_names_them(ws, tmp_path):
    """What to mend can be mended, but for rows in which the person stands, as the writer of a note."""
    jobs.erase_person(ws, key_of(ws, "Zoë Lindqvist"), quiet)
    notes = tmp_path / "more_notes.csv"
    notes.write_text(
        "note_id,author_id,about_person_id,written_at,text\nm1,u3,u2,never,Half the list is old.\n"
        "m2,u1,u2,never,Asked him.\nm3,u3,u2,2026-03-04,Asked him what the 3 calls were.\n", encoding="utf-8"
    )  # fmt: skip
    receipt = jobs.bring_in(ws, [notes], quiet)[0]
    assert [(row["line"], row["reason"], row["raw"]) for row in receipt.rejected_rows] == [
        (2, "bad_date", "m1,u3,u2,never,Half the list is old."), (3, "bad_date", ""),
    ]  # fmt: skip


def test_a_name_that_two_people_share_deletes_neither(fresh_workspace, tmp_path):
    """Rows that tell only the shared name can go; the people of that name and their later rows stay."""
    people, calls = tmp_path / "people.csv", tmp_path / "calls.csv"
    people.write_text(
        "person_id,name,email\nj1,John Smith,j1@x.example\nj2,John Smith,j2@x.example\n", encoding="utf-8"
    )  # fmt: skip
    calls.write_text(CALLS.replace("u1", "John Smith").replace("u2", "j2"), encoding="utf-8")
    jobs.bring_in(fresh_workspace, [people, calls], quiet)
    found = published.run(fresh_workspace, "data__people_and_names")
    key = next(row.person_key for row in found.itertuples() if list(row.refs) == ["John Smith"])
    assert jobs.erase_person(fresh_workspace, key, quiet) == {"activities": 1}
    assert rows(fresh_workspace, "select person_id from people order by 1") == [("j1",), ("j2",)]
    people.write_text(people.read_text(encoding="utf-8") + "j3,Jo Ek,jo@x.example\n", encoding="utf-8")
    assert jobs.bring_in(fresh_workspace, [people], quiet)[0].accepted == 3


def test_a_file_named_after_them_loses_its_name(fresh_workspace, tmp_path):
    """The history tells names of files."""
    people, calls = tmp_path / "people.csv", tmp_path / "Zoë_Lindqvist_calls.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    calls.write_text(CALLS, encoding="utf-8")
    jobs.bring_in(fresh_workspace, [people, calls], quiet)
    jobs.erase_person(fresh_workspace, key_of(fresh_workspace, "Zoë Lindqvist"), quiet)
    assert held(fresh_workspace, "lindqvist", "zoë_") == []
    found = published.run(fresh_workspace, "data__imports").set_index("import_id")
    assert (found.loc[2, "file_name"], found.loc[2, "count_erased"]) == ("name deleted", 2)


def test_those_whom_they_led_come_in_without_a_leader(ws, tmp_path):
    """A people file that names them as manager keeps the person and not the manager."""
    jobs.erase_person(ws, key_of(ws, "Dana Okafor"), quiet)
    people = tmp_path / "people_later.csv"
    people.write_text("person_id,name,email,manager\nu2,Marcus Bell,marcus@x.example,Dana Okafor\n", "utf-8")
    assert jobs.bring_in(ws, [people], quiet)[0].accepted == 1
    assert rows(ws, "select leader_ref from people where import_id = 5") == [(None,)]
    assert held(ws, "okafor") == []
