"""The whole way in a real browser: files in, the import seen, a note opened, its link followed elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pandas as pd
import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
FILES = ("activities", "people", "memberships", "coaching_notes", "check_ins", "targets", "events")


@pytest.fixture
def own_data(tmp_path) -> Path:
    """A user data folder in which nothing came in yet."""
    return tmp_path


@pytest.fixture
def own_server(own_data, serve):
    """A dashboard on that folder."""
    with serve(own_data) as address:
        yield address


def wordless_activities(folder: Path) -> Path:
    """The sample's activities without what was typed into them, which takes a minute to read."""
    path = folder / "activities.csv"
    pd.read_csv(SAMPLE / "activities.csv", dtype=str).assign(body=None).to_csv(path, index=False)
    return path


def import_by_command_line(own_data: Path, *files: Path) -> None:
    """Import as a nightly job does, while the dashboard is open."""
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "import", *map(str, files)],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(own_data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_from_files_to_a_note_that_somebody_else_opens(page, browser, own_server, own_data, tmp_path):
    """Files are imported, Do more shows a note, its link works in a second session, news arrive."""
    page.goto(own_server)
    expect(page.get_by_text("Sample data: an invented organisation.")).to_be_visible(timeout=60_000)

    page.get_by_role("link", name="Data", exact=True).click()
    page.locator("[class*=st-key-upload_] input[type=file]").set_input_files(
        [wordless_activities(tmp_path), *(SAMPLE / f"{name}.csv" for name in FILES[1:])]
    )
    importing = page.locator(".st-key-import button")
    expect(importing).to_contain_text(f"Import {len(FILES)} files", timeout=60_000)
    importing.click()
    expect(page.locator(".st-key-switched")).to_contain_text("your own workspace", timeout=60_000)
    expect(page.get_by_text("Sample data: an invented organisation.")).to_have_count(0)

    page.get_by_role("link", name="Do more", exact=True).click()
    note_link = page.get_by_role("link", name=re.compile("Link to this note")).first
    expect(note_link).to_be_visible(timeout=90_000)
    link = note_link.get_attribute("href")
    assert re.search(r"[?&]note=n[0-9a-f]{10}\b", link), "a link carries a surrogate key and nothing else"

    second = browser.new_context(viewport={"width": 390, "height": 900})
    other = second.new_page()
    other.goto(urljoin(page.url, link))
    dialog = other.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=60_000)
    expect(dialog.locator("mark").first).to_be_visible(timeout=60_000)
    second.close()

    more = tmp_path / "coaching_notes_late.csv"
    more.write_text(
        "note_id,author_id,about_person_id,written_at,text\n"
        "late1,u201,u101,2026-10-23 18:00:00,Asked Petra what the dialer does to her mornings.\n",
        encoding="utf-8",
    )
    import_by_command_line(own_data, more)
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("tab", name="Imports").click()
    page.get_by_text("Plain tables, for print").click()
    expect(page.get_by_text("coaching_notes_late.csv").first).to_be_visible(timeout=60_000)


def test_markup_in_files_is_shown_and_never_fetched(page, own_server, own_data, tmp_path):
    """Names and notes full of markup are text: no request leaves for what they name, nothing runs."""
    bait = (
        "<img src=http://127.0.0.1:9/bait.png onerror=alert(1)> ![x](http://127.0.0.1:9/bait.png) "
        '=HYPERLINK("http://127.0.0.1:9/bait")'
    )
    quoted = '"' + bait.replace('"', '""') + '"'
    people = tmp_path / "people.csv"
    people.write_text(
        f"person_id,name,email,title,started_on\np1,{quoted},p1@x.example,AE,2024-01-01\n", encoding="utf-8"
    )
    notes = tmp_path / "coaching_notes.csv"
    notes.write_text(
        f"note_id,author_id,about_person_id,written_at,text\nn1,lea,p1,2026-03-02 10:00:00,{quoted}\n",
        encoding="utf-8",
    )
    import_by_command_line(own_data, people, notes)
    asked, dialogs = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    key = subprocess.run(
        [sys.executable, "-m", "dashboard", "query", "note__list", "--format", "csv"],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(own_data)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    note_key = re.search(r"\bn[0-9a-f]{10}\b", key)[0]
    for path in (
        f"/?note={note_key}",
        "/?print=true",
        "/do_more?print=true",
        "/data?print=true&part=Coverage",
    ):
        page.goto(own_server + path)
        expect(page.get_by_role("heading", level=1)).to_be_attached(timeout=60_000)
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
        if "note=" in path:
            expect(page.get_by_role("dialog")).to_contain_text("onerror=alert(1)")
    assert [url for url in asked if "bait" in url] == []
    assert dialogs == []
