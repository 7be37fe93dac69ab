"""The command line as an analyst or a nightly job uses it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXPORTS = ROOT / "tests" / "exports"


@pytest.fixture
def heard(tmp_path):
    """Runs `python -m dashboard ...` on a workspace of its own; the finished process."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "dashboard", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "HEARD_WORKSPACE": str(tmp_path / "workspace")},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_file_without_an_acceptable_row_fails(heard, tmp_path):
    """A nightly job notices that nothing came in, and the reasons are told."""
    path = tmp_path / "check_ins.csv"
    path.write_text("check_in_id,person_id,written_at,text,mood\nc1,u1,someday,Fine.,3\n", encoding="utf-8")
    done = heard("import", path)
    assert done.returncode == 2, done.stdout
    assert "0 rows accepted, 1 rejected" in done.stdout


def test_an_import_prints_what_was_understood(heard):
    """`--json` prints one object a file, and nothing else."""
    done = heard("import", EXPORTS / "hubspot__calls.csv", "--json")
    assert done.returncode == 0, done.stderr
    (answer,) = json.loads(done.stdout)
    assert (answer["kind"], answer["accepted"], answer["rejected"]) == ("calls", 24, 1)
    assert [(row["line"], row["reason"]) for row in answer["rejected_rows"]] == [(12, "missing_rep")]


def test_the_same_file_twice_changes_nothing(heard):
    """A nightly job may bring the same file again."""
    heard("import", EXPORTS / "hubspot__calls.csv")
    (answer,) = json.loads(heard("import", EXPORTS / "hubspot__calls.csv", "--json").stdout)
    assert answer["unchanged"] is True


def test_a_file_of_no_known_kind_is_refused(heard, tmp_path):
    """Exit status 2, one sentence, and no workspace full of nothing."""
    path = tmp_path / "shopping.csv"
    path.write_text("fruit,colour\napple,red\n", encoding="utf-8")
    done = heard("import", path)
    assert done.returncode == 2
    assert "shopping.csv" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_open_question_changes_nothing_and_says_how_to_answer(heard, tmp_path):
    """Exit status 3, with the line of a mapping file; with that line the import is done."""
    path = EXPORTS / "nasty__ambiguous_day_month.csv"
    asked = heard("import", path, "--json")
    assert asked.returncode == 3, asked.stdout + asked.stderr
    (answer,) = json.loads(asked.stdout)
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        "\n".join(question["mapping_line"] for question in answer["questions"]), encoding="utf-8"
    )
    done = heard("import", path, "--mapping", mapping, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)[0]["accepted"] > 0


def test_a_query_is_a_table_a_csv_or_json(heard):
    """What a page shows can be had on the command line in three forms."""
    heard("import", EXPORTS / "hubspot__calls.csv", EXPORTS / "salesforce__users.csv")
    assert "team_health__answers" in heard("query").stdout
    assert (
        json.loads(heard("query", "filter__workspace", "--format", "json").stdout)[0]["count_activities"]
        == 24
    )
    assert heard("query", "filter__workspace", "--format", "csv").stdout.startswith("rate_notes,")
    assert heard("query", "filter__choices", "--param", "x=1").returncode == 2
    wrong = heard("query", "team_health__weeks", "--param", "from_on=garbage")
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)
    assert heard("query", "team_health__answers", "--param", "from_on=").returncode == 0


def test_notes_of_a_file_are_read(heard, tmp_path):
    """`read-notes` writes one reading a note, with offsets into its text."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    note = {
        "id": 7,
        "relationship": "people",
        "text": "Needs to get his calls up. Half the list has dead numbers.",
    }
    source.write_text(json.dumps(note) + "\n", encoding="utf-8")
    done = heard("read-notes", source, target)
    assert done.returncode == 0, done.stderr
    reading = json.loads(target.read_text(encoding="utf-8"))
    assert reading["id"] == 7
    assert [note["text"][s["start"] : s["end"]] for s in reading["sentences"]] == [
        s["text"] for s in reading["sentences"]
    ]


def test_a_missing_file_is_one_sentence(heard):
    """No traceback for a path that does not exist."""
    done = heard("import", "nowhere.csv")
    assert done.returncode == 2
    assert "nowhere.csv" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_workspace_says_what_to_do(heard):
    """A query before any import names the next step."""
    done = heard("query", "filter__workspace")
    assert done.returncode == 2
    assert "import" in done.stderr
