"""Backups: a copy of one moment, and a workspace back from it, or left as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from dashboard import jobs, reading_job
from dashboard.warehouse import backup, publish, published, store, workspace
from dashboard.warehouse.backup import BackupError

ROOT = Path(__file__).resolve().parents[1]
EXPORTS = ROOT / "tests" / "exports"
CALLS, NOTES = EXPORTS / "hubspot__calls.csv", EXPORTS / "upcoach__participant_notes.csv"


def silent(share, words):
    """Nobody listens."""


def files_in(ws):
    return set(published.run(ws, "data__imports")["file_name"])


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A backup of a workspace with two files, read, and a setting of its own; (workspace, zip)."""
    ws = workspace.named(tmp_path_factory.mktemp("kept") / "workspace")
    jobs.bring_in(ws, [CALLS, NOTES], silent)
    reading_job.read_unread(ws, silent)
    jobs.change_setting(ws, "currency", "NOK", silent)
    target = ws.folder.parent / "backup.zip"
    backup.back_up(ws, target, silent)
    return ws, target


@pytest.fixture(scope="module")
def far(tmp_path_factory):
    """A workspace with one other file and a version far ahead."""
    ws = workspace.named(tmp_path_factory.mktemp("far") / "workspace")
    jobs.bring_in(ws, [EXPORTS / "aircall__calls.csv"], silent)
    for month in range(1, 9):
        with store.writing(ws) as opened:
            opened.run("store/set_setting", name="fiscal_year_start_month", value=str(month))
    publish.publish(ws)
    return ws


@pytest.fixture
def other(far, tmp_path):
    """A copy of that workspace."""
    return workspace.named(shutil.copytree(far.folder, tmp_path / "other"))


def packed(target: Path, source: Path, content: bytes | None = None, **manifest) -> Path:
    """A backup like `source` with another store or with other words in its manifest."""
    with zipfile.ZipFile(source) as archive:
        told = {**json.loads(archive.read("manifest.json")), **manifest}
        content = archive.read("store.duckdb") if content is None else content
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("store.duckdb", content)
        archive.writestr("manifest.json", json.dumps(told))
    return target


def test_a_backup_brings_everything_back(kept, tmp_path):
    """Every page query of both workspaces finds the same; surrogates in links too."""
    ws, source = kept
    back = workspace.named(tmp_path / "back")
    backup.restore(back, source, False, silent)
    for name in published.query_names():
        mine, theirs = published.run(ws, name), published.run(back, name)
        assert mine.to_json(date_format="iso") == theirs.to_json(date_format="iso"), name
    assert jobs.settings(back).set_index("name")["value"]["currency"] == "NOK"
    assert files_in(back) == {CALLS.name, NOTES.name}


def test_a_restored_workspace_goes_on(kept, tmp_path):
    """What was imported before is known, and what is new comes in."""
    back = workspace.named(tmp_path / "back")
    backup.restore(back, kept[1], False, silent)
    again, new = jobs.bring_in(back, [CALLS, EXPORTS / "aircall__calls.csv"], silent)
    assert again.unchanged
    assert new.accepted == 22
    assert len(files_in(back)) == 3


def test_a_backup_beside_a_writer_is_of_one_moment(tmp_path):
    """Two values that another process always writes together are together in each backup."""
    ws = workspace.named(tmp_path / "busy")
    jobs.bring_in(ws, [CALLS], silent)
    script = (
        "from dashboard.warehouse import store, workspace\n"
        f"ws = workspace.named({str(ws.folder)!r})\n"
        "for n in range(1, 10**6):\n"
        "    with store.writing(ws) as opened:\n"
        "        opened.run('store/set_setting', name='known_days', value=str(n))\n"
        "        opened.run('store/set_setting', name='repair_days', value=str(n))\n"
        "    print(n, flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        writer.stdout.readline()
        seen = set()
        for number in range(4):
            target = tmp_path / f"{number}.zip"
            backup.back_up(ws, target, silent)
            assert writer.poll() is None
            with zipfile.ZipFile(target) as archive:
                archive.extract("store.duckdb", tmp_path / str(number))
            with duckdb.connect(tmp_path / str(number) / "store.duckdb", read_only=True) as con:
                values = dict(con.execute("select name, value from settings").fetchall())
            assert values["known_days"] == values["repair_days"]
            seen.add(values["known_days"])
            # the writer comes to its turn before the next backup, however busy the machine is
            while int(writer.stdout.readline()) <= int(values["known_days"]):
                pass
        assert len(seen) == 4
    finally:
        writer.kill()
        writer.wait()


def test_a_backup_takes_the_place_of_the_one_before(kept, tmp_path):
    """A nightly job may write to one name."""
    target = tmp_path / "backup.zip"
    target.write_text("an older one", encoding="utf-8")
    manifest = backup.back_up(kept[0], target, silent)
    with zipfile.ZipFile(target) as archive:
        assert hashlib.sha256(archive.read("store.duckdb")).hexdigest() == manifest["sha256"]
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]
    assert list(kept[0].spool.iterdir()) == []


def test_nothing_is_no_backup(tmp_path):
    """An empty workspace is said, and none is made by asking."""
    ws = workspace.named(tmp_path / "empty")
    with pytest.raises(BackupError, match="nothing"):
        backup.back_up(ws, tmp_path / "backup.zip", silent)
    assert not ws.folder.exists()


def test_a_workspace_that_holds_something_is_not_overwritten(kept, other):
    """Without `replace` it stays as it is, and the sentence names the option."""
    with pytest.raises(BackupError, match="--replace"):
        backup.restore(other, kept[1], False, silent)
    assert files_in(other) == {"aircall__calls.csv"}


def test_a_replaced_workspace_shows_the_backup(kept, other):
    """Pages see it as the newest, though the workspace was many versions further."""
    before = published.data_version(other)
    backup.restore(other, kept[1], True, silent)
    assert published.data_version(other) > before
    assert files_in(other) == {CALLS.name, NOTES.name}


def test_a_store_that_cannot_be_opened_is_replaced(kept, other):
    """A backup is there for the day on which the store is broken."""
    other.store_path.write_bytes(b"broken" * 5000)
    with pytest.raises(BackupError, match="cannot be opened"):
        backup.restore(other, kept[1], False, silent)
    backup.restore(other, kept[1], True, silent)
    assert files_in(other) == {CALLS.name, NOTES.name}


@pytest.mark.parametrize(
    "what", ["text", "cut", "foreign", "damaged", "longer", "other format", "no store", "newer"]
)
def test_what_is_no_whole_backup_is_refused(kept, other, tmp_path, what):
    """One sentence, and the workspace is as before, though `replace` was asked for."""
    source, target = kept[1], tmp_path / "given.zip"
    with zipfile.ZipFile(source) as archive:
        content = archive.read("store.duckdb")
    if what == "text":
        target.write_text("a letter", encoding="utf-8")
    elif what == "cut":
        target.write_bytes(source.read_bytes()[:-2000])
    elif what == "foreign":
        with zipfile.ZipFile(target, "w") as archive:
            archive.write(CALLS, CALLS.name)
    elif what == "damaged":
        packed(target, source, content[:5000] + b"!" + content[5001:])
    elif what == "longer":
        packed(target, source, content + b"more")
    elif what == "other format":
        packed(target, source, format=2)
    elif what == "no store":
        packed(target, source, b"words", sha256=hashlib.sha256(b"words").hexdigest(), byte_count=5)
    else:
        newer = tmp_path / "newer.duckdb"
        newer.write_bytes(content)
        with duckdb.connect(newer) as con:
            con.execute("insert into schema_steps values ('999_of_tomorrow', localtimestamp)")
        content = newer.read_bytes()
        packed(target, source, content, sha256=hashlib.sha256(content).hexdigest(), byte_count=len(content))
    with pytest.raises(BackupError, match=r"given\.zip") as refusal:
        backup.restore(other, target, True, silent)
    assert str(refusal.value).count("\n") == 0
    assert files_in(other) == {"aircall__calls.csv"}
    assert list(other.spool.iterdir()) == []


def test_what_a_killed_writer_left_is_its_own(kept, other, tmp_path):
    """What it had committed is in a backup made then, and does not run into a backup that is put back."""
    script = (
        "import os, signal\n"
        "from dashboard.warehouse import store, workspace\n"
        f"with store.opened(workspace.named({str(other.folder)!r})) as con:\n"
        "    con.execute(\"insert into settings values ('currency', 'DKK')\")\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert other.store_path.with_name("store.duckdb.wal").exists()
    copy = workspace.named(shutil.copytree(other.folder, tmp_path / "copy"))
    backup.back_up(copy, tmp_path / "after.zip", silent)
    backup.restore(copy, tmp_path / "after.zip", True, silent)
    assert jobs.settings(copy).set_index("name")["value"]["currency"] == "DKK"
    backup.restore(other, kept[1], True, silent)
    assert jobs.settings(other).set_index("name")["value"]["currency"] == "NOK"


@pytest.mark.parametrize(
    ("step", "is_new"),
    [("unpacking", False), ("putting", False), ("building settings", True), ("building peer links", True)],
)
def test_a_kill_leaves_the_old_workspace_or_the_new_one(kept, other, step, is_new):
    """Killed at any step, the workspace opens, shows one of the two, and can be written to."""
    script = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from dashboard.warehouse import backup, workspace\n"
        "def progress(share, words):\n"
        f"    if words.startswith({step!r}): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"backup.restore(workspace.named({str(other.folder)!r}), Path({str(kept[1])!r}), True, progress)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    jobs.make_ready(other, silent)
    assert files_in(other) == ({CALLS.name, NOTES.name} if is_new else {"aircall__calls.csv"})
    with store.writing(other) as opened:
        opened.run("store/set_setting", name="currency", value="SEK")
