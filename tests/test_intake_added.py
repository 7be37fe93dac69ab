"""Periods side by side, groups named once, leaders in brackets, what the owner of a file says of all rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake import import_files
from dashboard.warehouse.store import writing
from dashboard.warehouse.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def _import(workspace: Workspace, text: str, name: str = "file.csv", **more):
    path = workspace.folder.parent / name
    path.write_text(text, encoding="utf-8")
    return import_files(workspace, [path], **more)[0]


def _rows(workspace: Workspace, table: str, columns: str) -> list[tuple]:
    with writing(workspace) as store:
        store.leave_unchanged()
        found = store._con.sql(f"select {columns} from {table} order by all")
        return found.fetchall()


@pytest.mark.parametrize(
    "header",
    ["Rep,Jan 2026,Feb 2026", "Rep,2026-01,2026-02", "Rep,January 2026 Target,February 2026 Target",
     "Rep,Quota Jan-26,Quota Feb-26", "Rep,Jan '26,Feb '26"],
)  # fmt: skip
def test_months_side_by_side_are_targets_of_each_month(workspace: Workspace, header: str) -> None:
    """However the months are written, one row of the file is one target a month."""
    receipt = _import(workspace, f"{header}\nZoë,100,200\nJan,50,\n", "quota.csv")
    assert (receipt.kind, receipt.accepted, receipt.rejected) == ("quota", 2, 0)
    assert _rows(workspace, "targets", "person_ref, strftime(period_start, '%m'), target") == [
        ("Jan", "01", 50.0), ("Zoë", "01", 100.0), ("Zoë", "02", 200.0),
    ]  # fmt: skip


def test_months_without_a_year_take_the_year_of_the_title(workspace: Workspace) -> None:
    """A year that stands above the table holds for its months."""
    _import(workspace, "Plan 2026,,\nRep,Jan,Feb\nZoë,100,200\n")
    assert _rows(workspace, "targets", "period_start::varchar, period_end::varchar") == [
        ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28"),
    ]  # fmt: skip


def test_quarters_beside_their_months_are_not_counted_again(workspace: Workspace) -> None:
    """Of periods of two lengths the shorter ones count."""
    _import(workspace, "Rep,Jan 2026,Feb 2026,Q1 2026\nZoë,100,200,300\n")
    assert _rows(workspace, "targets", "sum(target), count(*)") == [(300.0, 2)]


def test_a_record_with_one_bad_month_waits_as_a_whole(workspace: Workspace) -> None:
    """A record is accepted or rejected, so that what is mended can be brought in again."""
    receipt = _import(workspace, "Rep,Jan 2026,Feb 2026\nZoë,100,TBD\nJan,1,2\n")
    assert (receipt.accepted, [row["reason"] for row in receipt.rejected_rows]) == (1, ["bad_number"])
    assert _rows(workspace, "targets", "distinct person_ref") == [("Jan",)]


def test_a_constant_is_the_rep_of_every_row(workspace: Workspace) -> None:
    """A calendar of one person has no column for its owner, who says it once."""
    text = (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event\n"
        "Demo,01/13/2026,12:00 PM,01/13/2026,1:00 PM,False\n"
    )
    asked = _import(workspace, text)
    assert [q["field"] for q in asked.questions] == ["rep"]
    receipt = _import(workspace, text, mapping={"constants": {"rep": "Zoë"}})
    assert (receipt.accepted, receipt.first_row["rep"]) == (1, "Zoë")
    assert "rep" not in receipt.columns


def test_the_question_for_the_rep_offers_the_people_of_the_workspace(workspace: Workspace) -> None:
    """Who is known is a candidate, by name."""
    _import(workspace, "Name,Email,Title\nZoë Lind,zoe@x.example,AE\nAda Ba,ada@x.example,AE\n", "people.csv")
    asked = _import(workspace, "full_date,time,mood,note\n2026-01-13,9:45 PM,good,Long day\n", "diary.csv")
    assert asked.questions[0]["candidates"] == ["Ada Ba", "Zoë Lind"]


def test_known_people_tell_the_rep_from_other_persons(workspace: Workspace) -> None:
    """Of two columns of persons the one that names people of the workspace is the rep."""
    _import(workspace, "Name,Email,Title\nZoë Lind,zoe@x.example,AE\nAda Ba,ada@x.example,AE\n", "people.csv")
    text = (
        "Call ID,Agent,Owner,Date,Outcome\n"
        "1,Vega Desk,Zoë Lind,2026-01-13,Busy\n2,Kiel Desk,Ada Ba,2026-01-14,Busy\n"
    )
    assert _import(workspace, text, "calls.csv").columns["rep"] == "Owner"


def test_a_grouped_report_names_its_group_for_all_its_rows(workspace: Workspace) -> None:
    """Reports with subtotals name the rep in the first row of a group only."""
    text = (
        "Assigned,Date,Task Subtype,Subject\nZoë,2026-01-13,Call,a\n,2026-01-14,Call,b\nSubtotal,,,2\n"
        "Ada,2026-01-15,Call,c\n,2026-01-16,Email,d\nSubtotal,,,2\n"
    )
    assert _import(workspace, text).accepted == 4
    assert _rows(workspace, "activities", "person_ref, count(*) over (partition by person_ref)")[::2] == [
        ("Ada", 2),
        ("Zoë", 2),
    ]


def test_an_empty_cell_in_a_log_is_no_group(workspace: Workspace) -> None:
    """Without subtotals a few calls that nobody owns stay without a rep."""
    rows = "".join(
        f"{i},{'' if i == 4 else 'Zoë' if i % 2 else 'Ada'},2026-01-1{i},Busy\n" for i in range(1, 9)
    )
    receipt = _import(workspace, f"Call ID,Agent,Date,Outcome\n{rows}")
    assert [(row["line"], row["reason"]) for row in receipt.rejected_rows] == [(5, "missing_rep")]


def test_calls_that_nobody_took_are_not_those_of_the_rep_above(workspace: Workspace) -> None:
    """In a short log with a total under it, empty cells of the rep stay empty."""
    text = (
        "Call ID,Agent,Date,Outcome\n1,Zoë,2026-01-13,Busy\n2,,2026-01-13,Missed\n3,Ada,2026-01-13,Busy\n"
        "4,,2026-01-13,Missed\n5,Bo,2026-01-13,Busy\nTotal,,,5\n"
    )
    receipt = _import(workspace, text)
    assert [row["line"] for row in receipt.rejected_rows] == [3, 5]


def test_a_team_with_its_leader_in_brackets_is_both(workspace: Workspace) -> None:
    """ "Nordics (Ada Ba)" is a team and who leads it."""
    _import(
        workspace,
        "Associate ID,Worker,Supervisory Organization\n"
        "1,Zoë (On Leave),Nordics (Ada Ba)\n2,Jan,Nordics (Ada Ba)\n",
    )
    assert _rows(workspace, "people", "name, team, leader_ref") == [
        ("Jan", "Nordics", "Ada Ba"), ("Zoë", "Nordics", "Ada Ba"),
    ]  # fmt: skip


def test_faces_under_a_question_are_moods(workspace: Workspace) -> None:
    """A question that people answer with a face is the mood, not the text."""
    receipt = _import(
        workspace,
        "Timestamp,Name,How was your week?,What is in your way?\n"
        "3/2/2026 14:05:11,Zoë,🙂,The list is old\n3/14/2026 9:05:11,Ada,😞,\n",
    )
    assert receipt.columns["mood"] == "How was your week?"
    assert receipt.columns["text"] == "What is in your way?"
    assert receipt.accepted == 2


def test_a_subtotal_beside_a_merged_name_is_no_row(workspace: Workspace) -> None:
    """Where a group's name is repeated in its subtotal, the second cell says what the row is."""
    text = "Assigned,Date,Task Subtype\nZoë,2026-01-13,Call\nZoë,Subtotal,\nAda,2026-01-14,Call\nTotal,,\n"
    receipt = _import(workspace, text)
    assert (receipt.accepted, receipt.rejected, receipt.ignored) == (2, 0, 2)
