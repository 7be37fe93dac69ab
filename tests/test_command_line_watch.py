"""`import --watch`: a process that takes in what arrives in a folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.warehouse import published

ROOT = Path(__file__).resolve().parents[1]
EXPORTS = ROOT / "tests" / "exports"
PATIENCE = 60


@pytest.fixture
def folder(tmp_path):
    """The folder that is watched."""
    (tmp_path / "arriving").mkdir()
    return tmp_path / "arriving"


@pytest.fixture
def watching(fresh_workspace, folder, tmp_path):
    """A process that watches the folder twice a second; it is stopped at the end, whatever happens."""
    log = tmp_path / "log.txt"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "import", "--watch", str(folder), "--every", "0.5"],
            cwd=ROOT, env=dict(os.environ), stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    process.log = log
    wait_for(process, "Watching")
    yield process
    process.kill()
    process.wait()


def wait_for(process: subprocess.Popen, words: str) -> str:
    """What the process has said once these words stand in it."""
    give_up_at = time.monotonic() + PATIENCE
    while words not in (said := process.log.read_text(encoding="utf-8")):
        assert process.poll() is None, said
        assert time.monotonic() < give_up_at, said
        time.sleep(0.05)
    return said


def stop(process: subprocess.Popen, how: signal.Signals) -> int:
    process.send_signal(how)
    return process.wait(PATIENCE)


def test_files_are_imported_as_they_arrive(watching, folder, fresh_workspace):
    """One line a file with its time, texts read, the folder untouched, and a clean end."""
    shutil.copy(EXPORTS / "hubspot__calls.csv", folder)
    said = wait_for(watching, "24 rows accepted")
    shutil.copy(EXPORTS / "upcoach__participant_notes.csv", folder)
    said = wait_for(watching, "12 rows accepted")
    time.sleep(1.5)
    assert stop(watching, signal.SIGTERM) == 0
    said = watching.log.read_text(encoding="utf-8")
    assert [line.split()[2] for line in said.splitlines()[1:]] == [
        "hubspot__calls.csv:",
        "upcoach__participant_notes.csv:",
    ]
    assert published.run(fresh_workspace, "data__reading")["count_texts_done"].iloc[0] > 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "hubspot__calls.csv",
        "upcoach__participant_notes.csv",
    ]


def test_a_growing_file_waits_until_it_is_whole(watching, folder, fresh_workspace):
    """A file that is still being written is not taken in by halves."""
    whole = (EXPORTS / "hubspot__calls.csv").read_bytes()
    with (folder / "calls.csv").open("wb", buffering=0) as file:
        for start in range(0, len(whole), 1000):
            file.write(whole[start : start + 1000])
            time.sleep(0.3)
    wait_for(watching, "24 rows accepted")
    assert stop(watching, signal.SIGINT) == 0
    assert len(published.run(fresh_workspace, "data__imports")) == 1


def test_a_file_that_grew_later_is_imported_again(watching, folder):
    """New bytes under an old name are new."""
    first, *_, last = (EXPORTS / "hubspot__calls.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = folder / "calls.csv"
    path.write_text(first + last, encoding="utf-8")
    wait_for(watching, "1 rows accepted")
    shutil.copy(EXPORTS / "hubspot__calls.csv", path)
    wait_for(watching, "24 rows accepted")


def test_refusals_and_questions_do_not_end_the_watch(watching, folder):
    """Each is said once, in one line, and the next file comes in."""
    shutil.copy(EXPORTS / "negative__hubspot_deals.csv", folder)
    shutil.copy(EXPORTS / "nasty__ambiguous_day_month.csv", folder)
    wait_for(watching, "a question is open")
    shutil.copy(EXPORTS / "hubspot__calls.csv", folder)
    said = wait_for(watching, "24 rows accepted")
    assert said.count("negative__hubspot_deals.csv") == said.count("nasty__ambiguous") == 1
    assert len(said.splitlines()) == 4


def test_a_stop_in_the_middle_of_an_import_leaves_nothing_of_it(watching, folder, fresh_workspace):
    """SIGTERM during a long file ends at once with status 0; the next watch imports the file."""
    path = folder / "activities.csv"
    rows = "\n".join(f"a{n},u{n % 50},2026-01-05 10:00:00,call" for n in range(400_000))
    path.write_text(f"activity_id,person_id,occurred_at,kind\n{rows}\n", encoding="utf-8")
    give_up_at = time.monotonic() + PATIENCE
    while not fresh_workspace.store_path.exists():
        assert time.monotonic() < give_up_at
        time.sleep(0.02)
    assert stop(watching, signal.SIGTERM) == 0
    assert "Traceback" not in watching.log.read_text(encoding="utf-8")
    assert published.data_version(fresh_workspace) is None


def test_a_folder_that_is_not_there_cannot_be_watched(folder, fresh_workspace, capsys):
    """A mistyped folder is refused at once."""
    assert main(["import", "--watch", str(folder / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
