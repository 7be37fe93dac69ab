"""What `import` is given: folders, patterns, rehearsals; and what it answers over all files."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.warehouse import published

EXPORTS = Path(__file__).resolve().parent / "exports"
CALLS, PEOPLE, QUESTION = "hubspot__calls.csv", "salesforce__users.csv", "nasty__ambiguous_day_month.csv"


@pytest.fixture
def heard(fresh_workspace, capsys):
    """Runs a command on a fresh workspace: (exit status, what it prints)."""

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def exports(tmp_path):
    """A folder of exports as they lie about: in folders, hidden ones and locks among them."""
    folder = tmp_path / "exports"
    for name, place in ((PEOPLE, "."), (CALLS, "deep/deeper"), (CALLS, ".trash")):
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(EXPORTS / name, folder / place / name)
    (folder / "deep" / "~$book.xlsx").write_bytes(b"lock")
    (folder / "deep" / ".DS_Store").write_bytes(b"settings")
    return folder


def files_of(out: str) -> list[str]:
    return [receipt["file"] for receipt in json.loads(out)]


def test_a_folder_means_all_files_in_it_but_hidden_ones(heard, exports):
    """Folders in the folder are looked into, files come in by name, each once."""
    status, out = heard("import", exports, exports / "deep", "--json")
    assert (status, files_of(out)) == (0, [CALLS, PEOPLE])


@pytest.mark.parametrize("pattern", ["**/*.csv", "deep/**", "*/*/hub*.csv", "deep*"])
def test_a_pattern_in_quotes_means_what_matches_it(heard, exports, pattern):
    """Patterns reach through folders, also where no shell has opened them."""
    status, out = heard("import", exports / pattern, "--json", "--dry-run")
    assert status == 0
    assert CALLS in files_of(out)
    assert set(files_of(out)) <= {CALLS, PEOPLE}


def test_a_name_with_brackets_is_a_name(heard, tmp_path):
    """A file that is there is meant by its name, even where that reads as a pattern."""
    shutil.copy(EXPORTS / CALLS, tmp_path / "calls [1].csv")
    assert heard("import", tmp_path / "calls [1].csv")[0] == 0


def test_what_matches_nothing_is_said_and_the_rest_comes_in(heard, exports):
    """Exit status 2, a sentence for the path, and the other files imported."""
    status, out = heard("import", exports / "*.xlsx", exports, "nowhere.csv")
    assert status == 2
    assert "nowhere.csv" in out
    assert "*.xlsx" in out
    assert "15 rows accepted" in out


def test_an_empty_folder_is_said(heard, tmp_path):
    """A nightly job whose folder stays empty hears of it."""
    (tmp_path / "empty").mkdir()
    assert heard("import", tmp_path / "empty")[0] == 2


def test_a_refused_file_does_not_stop_the_others(heard, fresh_workspace):
    """Refused, asked and imported files each have their answer; the worst gives the exit status."""
    refused = "negative__hubspot_deals.csv"
    status, out = heard("import", *[EXPORTS / name for name in (refused, QUESTION, CALLS)], "--json")
    assert (status, files_of(out)) == (2, [refused, QUESTION, CALLS])
    assert [receipt["accepted"] for receipt in json.loads(out)] == [0, 0, 24]


def test_a_question_among_files_is_the_exit_status(heard):
    """An open question outweighs files that came in."""
    assert heard("import", EXPORTS / CALLS, EXPORTS / QUESTION)[0] == 3


def test_nothing_named_is_refused(heard):
    """An import of nothing says what to name."""
    assert heard("import")[0] == 2


def test_a_dry_run_leaves_no_workspace(heard, fresh_workspace, exports):
    """Nothing is stored, and no workspace begins."""
    status, out = heard("import", "--dry-run", exports)
    assert status == 0
    assert "24 rows accepted, 1 rejected" in out
    assert "Nothing was stored" in out
    assert not fresh_workspace.folder.exists()


def test_a_dry_run_leaves_a_workspace_as_it_is(heard, fresh_workspace):
    """History and published data are those of before; what is known already is said."""
    heard("import", EXPORTS / CALLS)
    before = published.data_version(fresh_workspace)
    _, out = heard("import", "--dry-run", EXPORTS / CALLS, EXPORTS / PEOPLE)
    assert "known already: nothing would change" in out
    assert "15 rows accepted" in out
    heard("import", EXPORTS / CALLS)
    assert published.data_version(fresh_workspace) == before
    assert published.run(fresh_workspace, "data__imports")["file_name"].tolist() == [CALLS]


@pytest.mark.parametrize("name", [CALLS, PEOPLE, "15five__checkins.csv", "sheet__quota_wide_months.xlsx"])
def test_a_dry_run_says_what_the_import_then_does(heard, name):
    """Kind, columns, counts, first and last row are the same."""
    (foretold,) = json.loads(heard("import", "--dry-run", "--json", EXPORTS / name)[1])
    (done,) = json.loads(heard("import", "--json", EXPORTS / name)[1])
    assert foretold["dry_run"] is True
    assert foretold["import_id"] is None
    for told in ("kind", "columns", "accepted", "rejected", "ignored", "first_row", "last_row"):
        assert foretold[told] == done[told], told
    assert sum(reason["count_rows"] for reason in foretold["reasons"]) == done["rejected"]


def test_a_dry_run_counts_every_row(heard, tmp_path):
    """Also those far down in a long file."""
    path = tmp_path / "activities.csv"
    rows = [f"a{n},u1,2026-01-05 10:00:00,call" for n in range(20_500)] + ["late,u1,someday,call"]
    path.write_text("\n".join(["activity_id,person_id,occurred_at,kind", *rows]), encoding="utf-8")
    (answer,) = json.loads(heard("import", "--dry-run", "--json", path)[1])
    assert (answer["accepted"], answer["rejected"]) == (20_500, 1)


def test_a_dry_run_looks_into_archives(heard, tmp_path):
    """Each file of an archive is a file of its own; a broken archive is one sentence."""
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.write(EXPORTS / CALLS, CALLS)
        archive.write(EXPORTS / PEOPLE, PEOPLE)
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    status, out = heard("import", "--dry-run", "--json", tmp_path / "week.zip", tmp_path / "broken.zip")
    assert files_of(out) == [f"week.zip/{CALLS}", f"week.zip/{PEOPLE}", "broken.zip"]
    assert status == 2


def test_a_dry_run_says_an_open_question(heard):
    """Exit status 3, with the line that answers it."""
    status, out = heard("import", "--dry-run", EXPORTS / QUESTION)
    assert status == 3
    assert 'date_order = "dmy"' in out
