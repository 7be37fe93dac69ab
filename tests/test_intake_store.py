"""An import is wholly there or not at all, once, and can be taken back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from dashboard.intake import import_files, undo_import
from dashboard.warehouse.workspace import Workspace

EXPORTS = Path(__file__).parent / "exports"
TABLES = (
    "people",
    "memberships",
    "activities",
    "notes",
    "check_ins",
    "targets",
    "events",
    "landed_rows",
    "rejected_rows",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def _counts(workspace: Workspace) -> dict[str, int]:
    with duckdb.connect(workspace.store_path, read_only=True) as con:
        return {
            table: con.execute(f"select count(*) from {table}").fetchone()[0]
            for table in (*TABLES, "imports")
        }


def test_same_file_twice_changes_nothing(workspace: Workspace) -> None:
    """The second receipt says so and repeats the first, whatever the file is called."""
    first = import_files(workspace, [EXPORTS / "lattice__people.csv"])[0].as_json()
    before = _counts(workspace)
    copy = workspace.folder / "copy.csv"
    copy.write_bytes((EXPORTS / "lattice__people.csv").read_bytes())
    again = import_files(workspace, [copy])[0].as_json()
    assert again == {**first, "file": "copy.csv", "unchanged": True}
    assert _counts(workspace) == before


def test_undo_takes_everything_out_again(workspace: Workspace) -> None:
    """Only the history remembers the file, and the file may come in again."""
    path = EXPORTS / "hubspot__calls.csv"
    receipt = import_files(workspace, [path])[0]
    undo_import(workspace, receipt.import_id)
    assert _counts(workspace) == {**dict.fromkeys(TABLES, 0), "imports": 1}
    assert import_files(workspace, [path])[0].unchanged is False


def test_undo_twice_is_an_error(workspace: Workspace) -> None:
    """What is undone cannot be undone."""
    receipt = import_files(workspace, [EXPORTS / "hubspot__calls.csv"])[0]
    undo_import(workspace, receipt.import_id)
    with pytest.raises(LookupError, match="no import 1 to undo"):
        undo_import(workspace, receipt.import_id)


def test_tasks_and_users_of_one_system_share_ids(workspace: Workspace) -> None:
    """The users file keeps its ids, so that the owners of tasks can be named."""
    import_files(workspace, [EXPORTS / "salesforce__users.csv", EXPORTS / "salesforce__task_dataloader.csv"])
    with duckdb.connect(workspace.store_path, read_only=True) as con:
        nameless = con.execute(
            "select count(*) from activities anti join people on person_ref = person_id"
        ).fetchone()
    assert nameless == (0,)


def test_a_mapping_wins_over_what_is_recognised(workspace: Workspace) -> None:
    """The user's columns, unit and values are taken."""
    said = {
        "kind": "calls", "duration_unit": "seconds",
        "columns": {"occurred_at": "Create date", "subject": "Call notes"},
        "values": {"direction": {"Outbound": "inbound"}},
    }  # fmt: skip
    receipt = import_files(workspace, [EXPORTS / "hubspot__calls.csv"], mapping=said)[0]
    assert (receipt.columns["occurred_at"], receipt.columns["subject"]) == ("Create date", "Call notes")
    assert receipt.first_row["direction"] == "inbound"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"columns": {"rep": "Nobody"}}, "has no column 'Nobody', which the mapping gives for rep"),
     ({"colums": {}}, "A mapping has no key colums"), ({"kind": "deals"}, "kind in the mapping is 'deals'"),
     ({"kind": "calls", "columns": {"reps": "Record ID"}}, "calls have no field reps"),
     ({"zone": "Berlin"}, "no IANA time zone"),
     ({"header_row": 99}, "no record that starts in line 99"), ({"columns": {"rep": 3}}, "must be a name"),
     ({"date_format": "%Q"}, "must be written as in"), ({"delimiter": ",,"}, "one character")],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_in_a_sentence(workspace: Workspace, said: dict, sentence: str) -> None:
    """The sentence names what is wrong and what there is."""
    receipt = import_files(workspace, [EXPORTS / "hubspot__calls.csv"], mapping=said)[0]
    assert sentence in receipt.refusal
    assert not workspace.store_path.exists()


def test_a_broken_mapping_file_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """TOML that is none is a sentence."""
    broken = tmp_path / "mapping.toml"
    broken.write_text("kind = calls", encoding="utf-8")
    receipt = import_files(workspace, [EXPORTS / "hubspot__calls.csv"], mapping=broken)[0]
    assert "mapping.toml is no valid TOML" in receipt.refusal


def test_two_dates_that_fit_as_well_are_asked(workspace: Workspace, tmp_path: Path) -> None:
    """Which of two columns is the time is not guessed."""
    path = tmp_path / "calls.csv"
    path.write_text(
        "Owner,Started,Start at,Call result\nAna,2026-01-12 10:00,2026-01-13 10:00,Busy\n", encoding="utf-8"
    )
    receipt = import_files(workspace, [path])[0]
    assert [(q["field"], sorted(q["candidates"])) for q in receipt.questions] == [
        ("occurred_at", ["Start at", "Started"])
    ]
    assert _counts(workspace)["imports"] == 0


def test_the_answer_to_two_dates_is_taken(workspace: Workspace, tmp_path: Path) -> None:
    """The line that the question offers is a line of a mapping file."""
    path, answer = tmp_path / "calls.csv", tmp_path / "answer.toml"
    path.write_text(
        "Owner,Started,Start at,Call result\nAna,2026-01-12 10:00,2026-01-13 10:00,Busy\n", encoding="utf-8"
    )
    answer.write_text(import_files(workspace, [path])[0].questions[0]["mapping_line"], encoding="utf-8")
    assert import_files(workspace, [path], mapping=answer)[0].accepted == 1


def test_a_late_day_after_the_twelfth_decides_the_order(workspace: Workspace, tmp_path: Path) -> None:
    """All dates of a file are looked at before anybody is asked."""
    path = tmp_path / "calls.csv"
    rows = ["Ana,03/04/2026,call"] * 5_000 + ["Ana,13/04/2026,call"]
    path.write_text(
        "\n".join(["Rep,Date,Type", *(f"{row},{i}" for i, row in enumerate(rows))]).replace(
            "Type", "Type,Id", 1
        )
    )
    receipt = import_files(workspace, [path])[0]
    assert (receipt.questions, receipt.first_row["occurred_at"]) == ([], "2026-04-03")


def test_a_killed_import_leaves_the_last_good_state(workspace: Workspace, tmp_path: Path) -> None:
    """After SIGKILL in the middle of landing, the store opens and holds what it held before."""
    import_files(workspace, [EXPORTS / "lattice__people.csv"])
    before = _counts(workspace)
    large = tmp_path / "large.csv"
    rows = "".join(f"p{i},2026-01-12 08:00,call,subject {i}\n" for i in range(400_000))
    large.write_text("person_id,occurred_at,kind,subject\n" + rows, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from dashboard.intake import import_files;"
        "from dashboard.warehouse.workspace import Workspace;"
        "import_files(Workspace(Path(sys.argv[1])), sys.argv[2:], progress=lambda *now: print(now, flush=1))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(workspace.folder), str(large)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    for _ in range(3):
        assert process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.1)
    assert _counts(workspace) == before
    assert import_files(workspace, [EXPORTS / "hubspot__calls.csv"])[0].import_id == 2
