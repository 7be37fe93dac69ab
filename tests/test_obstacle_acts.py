"""Acts on an obstacle: they win over notes, outlive imports, can be taken back, and go with the person."""

from __future__ import annotations

import csv
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from subprocess import Popen

import pytest
from test_pages import open_page, texts

from dashboard import jobs, reading_job
from dashboard.warehouse import backup, export, published, store, workspace

PEOPLE = (
    "person_id,name,email,title,team,manager,started_on\n"
    "u1,Zoë Lindqvist,zoe.lindqvist@x.example,AE,East,u3,2024-01-01\n"
    "u2,Marcus Bell,marcus@x.example,AE,East,u3,2024-01-01\n"
    "u3,Dana Okafor,dana@x.example,Manager,,,2020-01-01\n"
)
NOTES = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n1,u3,u1,2026-03-02 10:00:00,The dialer drops every third call of hers.\n"
    "n2,u3,u1,2026-03-09 10:00:00,Half of the numbers on her list are dead.\n"
    "n3,u3,u2,2026-03-10 10:00:00,Half of the numbers on his list are dead.\n"
)
LATER = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n4,u3,u1,2026-03-20 10:00:00,The dialer drops every second call of hers.\n"
)
EARLIER = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n0,u3,u1,2025-06-02 10:00:00,The CRM does not save the notes that she types.\n"
)


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture
def bring(fresh_workspace, tmp_path):
    """Imports a file given as text and reads it."""

    def run(name: str, text: str) -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        jobs.bring_in(fresh_workspace, [path], quiet)
        reading_job.read_unread(fresh_workspace, quiet)

    return run


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    """People and notes, imported and read once; each test has a copy."""
    folder = tmp_path_factory.mktemp("brought")
    made = workspace.named(folder / "workspace")
    files = {"people.csv": PEOPLE, "coaching_notes.csv": NOTES}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        jobs.bring_in(made, [folder / name], quiet)
    reading_job.read_unread(made, quiet)
    return made


@pytest.fixture
def ws(fresh_workspace, brought):
    shutil.copytree(brought.folder, fresh_workspace.folder)
    return fresh_workspace


def ledger(ws, **params):
    return published.run(ws, "obstacles__ledger", **params)


def key_of(ws, rep: str, obstacle_type: str) -> str:
    rows = ledger(ws)
    return rows[rows["rep"].eq(rep) & rows["obstacle_type"].eq(obstacle_type)]["obstacle_key"].iloc[0]


def one(ws, key: str):
    return published.run(ws, "obstacles__one", obstacle=key).iloc[0]


def acts(ws, key: str):
    rows = published.run(ws, "obstacles__story", obstacle=key)
    return rows[rows["source"].eq("person")]


def act(ws, key: str, name: str, **details) -> None:
    jobs.act_on_obstacle(ws, key, name, quiet, **details)


def dialer(ws) -> str:
    return key_of(ws, "Zoë Lindqvist", "tools")


def test_who_took_it_on_and_until_when_stand_in_the_ledger(ws):
    """The latest name and day count; a word about what was done stands in the story."""
    key = dialer(ws)
    act(ws, key, "own", owner="Marcus")
    act(ws, key, "own", owner="Dana Okafor")
    act(ws, key, "date", due_on=date(2026, 4, 1))
    act(ws, key, "note", words="Called the vendor.")
    row = ledger(ws).set_index("obstacle_key").loc[key]
    assert (row["owner"], row["due_on"].date(), row["state"]) == ("Dana Okafor", date(2026, 4, 1), "open")
    assert acts(ws, key)["what"].tolist() == ["own", "own", "date", "note"]
    assert acts(ws, key)["words"].iloc[-1] == "Called the vendor."


def test_what_is_closed_stands_open_no_more_until_it_is_named_anew(ws, bring):
    """A person's word wins over the notes of up to then, and a later mention opens it again."""
    key = dialer(ws)
    act(ws, key, "close", words="New dialer.")
    assert one(ws, key)["state"] == "closed"
    assert not ledger(ws).set_index("obstacle_key").loc[key, "is_open"]
    bring("more_notes.csv", LATER)
    row = one(ws, key)
    assert (row["state"], row["count_mentions"]) == ("open", 2)
    assert acts(ws, key)["what"].tolist() == ["close"]


def test_what_was_closed_can_be_opened_again(ws):
    """The latest of the two words counts."""
    key = dialer(ws)
    act(ws, key, "close")
    act(ws, key, "reopen")
    assert one(ws, key)["state"] == "open"


def test_taking_back_undoes_the_act_and_keeps_its_history(ws):
    """State and story say so, and it cannot be done twice."""
    key = dialer(ws)
    act(ws, key, "close")
    act_id = int(acts(ws, key)["act_id"].iloc[0])
    jobs.take_back_act(ws, act_id, quiet)
    assert one(ws, key)["state"] == "open"
    told = acts(ws, key).iloc[0]
    assert not told["is_standing"]
    assert told["taken_back_by"]
    with pytest.raises(LookupError, match="taken back before"):
        jobs.take_back_act(ws, act_id, quiet)


def test_merged_obstacles_are_one_and_both_links_open_it(ws):
    """Mentions add up under the type of the one that was chosen; taken back they are two again."""
    tools, leads = dialer(ws), key_of(ws, "Zoë Lindqvist", "leads_data")
    act(ws, tools, "merge", into=leads)
    assert len(ledger(ws)) == 2
    assert one(ws, tools)["obstacle_key"] == one(ws, leads)["obstacle_key"] == leads
    assert (one(ws, leads)["count_mentions"], one(ws, leads)["obstacle_type"]) == (2, "leads_data")
    jobs.take_back_act(ws, int(acts(ws, leads)["act_id"].iloc[0]), quiet)
    assert len(ledger(ws)) == 3
    assert one(ws, tools)["obstacle_type"] == "tools"


def test_only_obstacles_of_the_same_rep_are_offered_to_merge(ws):
    """Marcus's list is his own."""
    offered = published.run(ws, "obstacles__others", obstacle=dialer(ws))
    assert offered["obstacle_key"].tolist() == [key_of(ws, "Zoë Lindqvist", "leads_data")]


def test_an_act_stays_with_its_mention_when_threads_get_new_numbers(ws, bring):
    """An older file brings an earlier thread of the same type; the act does not move to it."""
    key = dialer(ws)
    act(ws, key, "own", owner="Dana")
    bring("older_notes.csv", EARLIER)
    rows = ledger(ws)
    tools = rows[rows["obstacle_type"].eq("tools")].sort_values("first_named_on")
    assert tools["owner"].fillna("").tolist() == ["", "Dana"]
    assert one(ws, key)["owner"] == "Dana"


def test_an_act_comes_back_with_its_import(ws, bring):
    """While the note is undone nothing shows; the act waits in the store."""
    key = dialer(ws)
    act(ws, key, "own", owner="Dana")
    jobs.undo(ws, 2, quiet)
    assert ledger(ws).empty
    bring("coaching_notes_again.csv", NOTES)
    assert one(ws, dialer(ws))["owner"] == "Dana"


def test_an_obstacle_that_is_gone_cannot_be_acted_on(ws):
    """The reason is a sentence for the one who acts."""
    with pytest.raises(LookupError, match="not in the workspace any more"):
        act(ws, "o0000000000", "close")


@pytest.mark.parametrize("name", ["own", "date", "note", "merge"])
def test_an_act_without_what_it_takes_is_refused(ws, name):
    """Nothing is stored."""
    with pytest.raises(ValueError, match="takes a name, a day"):
        act(ws, dialer(ws), name)
    assert acts(ws, dialer(ws)).empty


def test_sessions_that_write_at_once_lose_nothing(ws):
    """Eight acts of four threads, each with a number of its own."""
    keys = [dialer(ws), key_of(ws, "Marcus Bell", "leads_data")] * 4
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: act(ws, at[1], "note", words=f"Word {at[0]}."), enumerate(keys)))
    told = [*acts(ws, keys[0])["words"], *acts(ws, keys[1])["words"]]
    assert sorted(told) == [f"Word {place}." for place in range(8)]


WRITER = """
import sys
from dashboard import jobs
from dashboard.warehouse import workspace
ws, (key, name) = workspace.importing(), sys.argv[1:]
for word in range(2):
    jobs.act_on_obstacle(ws, key, "note", lambda *_: None, words=f"{name} {word}")
"""


def test_two_processes_that_write_at_once_lose_nothing(ws, pytestconfig):
    """The store's lock is their queue."""
    key = dialer(ws)
    writers = [
        Popen([sys.executable, "-c", WRITER, key, name], cwd=pytestconfig.rootpath) for name in ("one", "two")
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    assert sorted(acts(ws, key)["words"]) == ["one 0", "one 1", "two 0", "two 1"]


def test_acts_on_a_persons_obstacles_go_with_the_person(ws):
    """Others' acts stay; as an owner elsewhere they lose their name."""
    mine, other = dialer(ws), key_of(ws, "Marcus Bell", "leads_data")
    act(ws, mine, "note", words="Called the vendor for her.")
    act(ws, other, "own", owner="Zoë Lindqvist")
    person = ledger(ws).set_index("obstacle_key").loc[mine, "person_key"]
    told = published.run(ws, "data__person_rows", person=person).set_index("part")["count_rows"]
    assert told["acts on their obstacles"] == 1
    gone = jobs.erase_person(ws, person, quiet)
    assert gone["acts on their obstacles"] == 1
    with store.opened(ws) as con:
        assert con.execute("select act, owner from obstacle_acts").fetchall() == [("own", None)]
    for path in ws.folder.rglob("*"):
        assert b"vendor for her" not in (path.read_bytes() if path.is_file() else b"")


def test_a_backup_carries_the_acts(ws, tmp_path):
    """Put back elsewhere they are there."""
    act(ws, dialer(ws), "own", owner="Dana")
    backup.back_up(ws, tmp_path / "heard.zip", quiet)
    other = workspace.named(tmp_path / "other")
    backup.restore(other, tmp_path / "heard.zip", replace=False, progress=quiet)
    assert one(other, dialer(other))["owner"] == "Dana"


@pytest.mark.parametrize("is_pseudonymous", [False, True])
def test_an_export_carries_the_acts(ws, tmp_path, is_pseudonymous):
    """By name with their words, under pseudonyms without them."""
    act(ws, dialer(ws), "own", owner="Dana Okafor")
    act(ws, dialer(ws), "close", words="New dialer.")
    export.export(ws, tmp_path / "out", "csv", is_pseudonymous, quiet)
    with (tmp_path / "out" / "obstacle_acts.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["act"] for row in rows] == ["own", "close"]
    told = (rows[0]["owner"], rows[1]["words"], rows[0]["person_id"])
    if is_pseudonymous:
        assert told[:2] == ("", "")
        assert told[2].startswith("p")
    else:
        assert told == ("Dana Okafor", "New dialer.", "u1")


def choose(at, key: str, name: str):
    group = next(group for group in at.get("button_group") if group.key == f"act_{key}")
    group.set_value(name)
    return at.run()


def test_the_drawer_takes_an_owner_and_shows_it(ws):
    """By labelled fields that a keyboard reaches; the story and the ledger have it at once."""
    key = dialer(ws)
    at = choose(open_page("obstacles", obstacle=key), key, "own")
    field = at.text_input(key=f"owner_{key}")
    assert field.label == "Owner"
    field.set_value("Dana Okafor")
    at.button(key=f"save_own_{key}").click().run()
    assert not at.exception
    assert "Owner: Dana Okafor" in texts(at.text)
    assert one(ws, key)["owner"] == "Dana Okafor"


def test_the_drawer_says_what_is_missing(ws):
    """An empty form stores nothing."""
    key = dialer(ws)
    at = choose(open_page("obstacles", obstacle=key), key, "note")
    at.button(key=f"save_note_{key}").click().run()
    assert "Write in a few words what was done." in texts(at.warning)
    assert acts(ws, key).empty


def test_the_drawer_takes_the_latest_act_back(ws):
    """One click, and the story keeps both."""
    key = dialer(ws)
    act(ws, key, "close", words="New dialer.")
    at = open_page("obstacles", obstacle=key)
    assert "Closed 8 days after it was first named." in texts(at.text)
    at.button(key="take_back_act").click().run()
    assert not at.exception
    assert one(ws, key)["state"] == "open"
    assert "Taken back by" in texts(at.text)
