"""Bringing in, reading, the sample: what is longer than a page, and what a kill leaves."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import intake, jobs, reading_job
from dashboard.warehouse import publish, published, store, workspace

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = "person_id,name,email,title,started_on\nann,Ann Bell,ann@x.example,AE,2024-01-01\n"
NOTES = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n1,lea,ann,2026-03-02 10:00:00,Ann has to make more calls. The dialer drops every third call.\n"
    "n2,lea,ann,2026-03-09 10:00:00,Ann has to make more calls. The dialer drops every third call.\n"
    "n3,lea,ann,2026-03-16 10:00:00,Asked her what gets in the way.\n"
)


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture
def files(tmp_path):
    """A people file and three coaching notes, two of them with the same words."""
    paths = []
    for name, content in (("people.csv", PEOPLE), ("coaching_notes.csv", NOTES)):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        paths.append(path)
    return paths


def count(ws, table):
    with store.opened(ws) as con:
        return con.execute(f"select count(*) from {table}").fetchone()[0]


def test_equal_texts_are_read_once(fresh_workspace, files):
    """Three notes with two distinct texts are two readings."""
    jobs.bring_in(fresh_workspace, files, quiet)
    assert reading_job.read_unread(fresh_workspace, quiet) == 2
    assert count(fresh_workspace, "readings") == 2


def test_what_was_read_is_not_read_again(fresh_workspace, files):
    """A second run of the reading job finds nothing to do and publishes nothing."""
    jobs.bring_in(fresh_workspace, files, quiet)
    reading_job.read_unread(fresh_workspace, quiet)
    version = published.data_version(fresh_workspace)
    assert reading_job.read_unread(fresh_workspace, quiet) == 0
    assert published.data_version(fresh_workspace) == version


def test_an_import_is_shown_before_it_is_read(fresh_workspace, files):
    """Text is published at once; readings follow."""
    jobs.bring_in(fresh_workspace, files, quiet)
    facts = published.run(fresh_workspace, "filter__workspace").iloc[0]
    assert (facts["count_notes"], facts["count_notes_read"]) == (3, 0)
    reading_job.read_unread(fresh_workspace, quiet)
    assert published.run(fresh_workspace, "filter__workspace").iloc[0]["count_notes_read"] == 3


def test_a_killed_reading_goes_on_where_it_was(fresh_workspace, files, monkeypatch):
    """After a kill between two batches the texts read so far stay, and the rest is read later."""
    jobs.bring_in(fresh_workspace, files, quiet)
    script = (
        "import os, signal, sys; from dashboard import reading_job\n"
        "from dashboard.warehouse import workspace\n"
        "reading_job.BATCH = 1; calls = []\n"
        "def progress(share, words):\n"
        "    calls.append(words)\n"
        "    if len(calls) == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
        "reading_job.read_unread(workspace.named(sys.argv[1]), progress)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(fresh_workspace.folder)], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert count(fresh_workspace, "readings") == 1
    assert publish.is_stale(fresh_workspace)
    assert reading_job.read_unread(fresh_workspace, quiet) == 1


def test_a_start_publishes_what_a_kill_left_unpublished(fresh_workspace, files):
    """A write whose publishing was killed is shown by the next start."""
    intake.import_files(fresh_workspace, files)
    assert published.data_version(fresh_workspace) is None
    jobs.make_ready(fresh_workspace, quiet)
    assert published.run(fresh_workspace, "filter__workspace").iloc[0]["count_notes"] == 3


def test_questions_of_a_form_are_blanked_and_offsets_stay():
    """The reader never sees a form's own words; what people wrote keeps its place."""
    text = "What went well?: Calls are up.\n\nWhat next?: More calls."
    blanked = reading_job.without_headings(text, ["What went well?", "What next? "])
    assert "went well" not in blanked
    assert blanked.index("More calls.") == text.index("More calls.")
    assert len(blanked) == len(text)


def test_an_undone_import_is_gone(fresh_workspace, files):
    """Undo takes the rows of one import back and leaves the others."""
    receipts = jobs.bring_in(fresh_workspace, files, quiet)
    jobs.undo(fresh_workspace, receipts[1].import_id, quiet)
    facts = published.run(fresh_workspace, "filter__workspace").iloc[0]
    assert facts["count_notes"] == 0
    assert count(fresh_workspace, "people") == 1


def test_a_changed_setting_changes_the_marts(fresh_workspace, files):
    """A setting is a write like any other: stored, and built in."""
    jobs.bring_in(fresh_workspace, files, quiet)
    jobs.change_setting(fresh_workspace, "zone", "America/New_York", quiet)
    settings = published.run(fresh_workspace, "data__settings").set_index("name")["value"]
    assert settings["zone"] == "America/New_York"
    with pytest.raises(LookupError, match="no setting"):
        jobs.change_setting(fresh_workspace, "zome", "x", quiet)


def test_a_setting_before_any_import_waits_for_it(fresh_workspace, files):
    """A zone can be set before the first file, and nothing empty is shown for it."""
    jobs.change_setting(fresh_workspace, "zone", "Asia/Tokyo", quiet)
    assert published.data_version(fresh_workspace) is None
    assert jobs.settings(fresh_workspace).set_index("name")["value"]["zone"] == "Asia/Tokyo"
    jobs.bring_in(fresh_workspace, files, quiet)
    assert published.run(fresh_workspace, "data__settings").set_index("name")["value"]["zone"] == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("behind_pace_below", "ninety"),
        ("known_days", "-5"),
        ("known_days", "1e30"),
        ("known_days", "4.5"),
        ("known_days", "nan"),
        ("fiscal_year_start_month", "13"),
        ("zone", "Mars/Base"),
        ("currency", ""),
    ],
)
def test_a_value_that_a_setting_cannot_have_is_refused(fresh_workspace, name, value):
    """A wrong value is refused in a sentence, before anything is stored."""
    with pytest.raises(ValueError, match=r"such as|no IANA"):
        jobs.change_setting(fresh_workspace, name, value, quiet)
    assert not fresh_workspace.store_path.exists()


def test_the_own_workspace_is_shown_from_the_first_import_on(tmp_path, files, monkeypatch):
    """Without a chosen workspace pages show the sample until something of one's own came in."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert jobs.shown().is_sample
    jobs.bring_in(workspace.importing(), files, quiet)
    assert jobs.shown() == workspace.own()


def test_the_sample_passes_all_checks(sample_workspace):
    """The shipped sample holds what every workspace must hold."""
    assert {
        name: len(rows) for name, rows in published.run_checks(sample_workspace).items() if len(rows)
    } == {}


def test_the_sample_is_wholly_read(sample_workspace):
    """A first start shows the sample with every note read."""
    facts = published.run(sample_workspace, "filter__workspace").iloc[0]
    assert facts["count_notes"] == facts["count_notes_read"] > 100


def test_an_older_sample_is_removed(tmp_path, monkeypatch):
    """A new version of the sample takes the place of the one before it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    old = tmp_path / "heard" / "sample-0000000000"
    old.mkdir(parents=True)
    ws = jobs.shown()
    jobs.make_ready(ws, quiet)
    assert ws.published_marts()
    assert not old.exists()
    assert list(ws.folder.parent.iterdir()) == [ws.folder]


CALLS = (
    "Call ID,Agent,Date,Outcome\n"
    "1,Anne Bell,2026-03-02,Busy\n2,Anne Bell,2026-03-03,Busy\n3,Bo Li,2026-03-03,Busy\n"
)


def unmatched(ws):
    return published.run(ws, "data__unmatched").set_index("name")


def test_a_doubtful_name_is_settled_for_past_and_coming_imports(fresh_workspace, files, tmp_path):
    """One decision moves the rows that are here, and those of a file that comes later."""
    calls, more = tmp_path / "calls.csv", tmp_path / "more_calls.csv"
    calls.write_text(CALLS, encoding="utf-8")
    more.write_text("Call ID,Agent,Date,Outcome\n9,ANNE BELL,2026-03-04,Busy\n", encoding="utf-8")
    jobs.bring_in(fresh_workspace, [*files, calls], quiet)
    doubtful = unmatched(fresh_workspace).loc["Anne Bell"]
    assert (doubtful["suggested_name"], doubtful["count_activities"]) == ("Ann Bell", 2)
    jobs.settle_person(fresh_workspace, doubtful["person_key"], doubtful["suggested_key"], quiet)
    jobs.bring_in(fresh_workspace, [more], quiet)
    assert "Anne Bell" not in unmatched(fresh_workspace).index
    assert published.run(fresh_workspace, "data__person_refs", person=doubtful["suggested_key"])[
        "ref"
    ].tolist() == ["ANNE BELL", "Ann Bell", "Anne Bell", "ann", "ann@x.example"]


def test_a_settled_name_can_be_opened_again(fresh_workspace, files, tmp_path):
    """Nobody else is a decision too, and either can be taken back."""
    calls = tmp_path / "calls.csv"
    calls.write_text(CALLS, encoding="utf-8")
    jobs.bring_in(fresh_workspace, [*files, calls], quiet)
    jobs.settle_person(
        fresh_workspace, unmatched(fresh_workspace).loc["Anne Bell", "person_key"], None, quiet
    )
    settled = unmatched(fresh_workspace).loc["Anne Bell"]
    assert (settled["is_settled"], settled["suggested_name"]) == (True, None)
    jobs.unsettle_person(fresh_workspace, "Anne Bell", quiet)
    assert unmatched(fresh_workspace).loc["Anne Bell", "suggested_name"] == "Ann Bell"


def test_a_person_who_is_gone_cannot_be_settled(fresh_workspace, files):
    """A page of before an undo asks in vain and hears why."""
    jobs.bring_in(fresh_workspace, files, quiet)
    with pytest.raises(LookupError, match="not in the workspace any more"):
        jobs.settle_person(fresh_workspace, "p0000000000", None, quiet)


def test_a_file_of_other_names_settles_them(fresh_workspace, files, tmp_path):
    """Aliases come in like any other file, and an undo takes them back."""
    calls, aliases = tmp_path / "calls.csv", tmp_path / "aliases.csv"
    calls.write_text(CALLS, encoding="utf-8")
    aliases.write_text("alias,person_id\nbo li,ann\n", encoding="utf-8")
    receipts = jobs.bring_in(fresh_workspace, [*files, calls, aliases], quiet)
    assert "Bo Li" not in unmatched(fresh_workspace).index
    jobs.undo(fresh_workspace, receipts[-1].import_id, quiet)
    assert "Bo Li" in unmatched(fresh_workspace).index
