"""Of what kind a file is and which columns it has, where others look like them: each on a few rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboard.intake import Receipt, import_files
from dashboard.warehouse.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def _import(workspace: Workspace, *lines: str, **more: object) -> Receipt:
    path = workspace.folder.parent / "file.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return import_files(workspace, [path], **more)[0]


@pytest.mark.parametrize(
    "header",
    ["First Name,Last Name,Email,Title,Company,Contact Owner", "Name,Email,Status,Cadence Name,Owner,Stage"],
)
def test_leads_are_not_people_of_the_sales_organisation(workspace: Workspace, header: str) -> None:
    """Whoever has a company of their own and an owner is a customer."""
    receipt = _import(workspace, header, "Greta,Holm,greta@vega.example,CFO,Vega,Ana")
    assert (receipt.kind, receipt.accepted) == ("unsupported", 0)


def test_a_list_of_people_names_each_of_them_once(workspace: Workspace) -> None:
    """Where the same names come again and again a row is not a person but something of theirs."""
    rows = [
        f"{name},{name}@x.example,{week},Some words of mine" for week in range(4) for name in ("Ana", "Bo")
    ]
    receipt = _import(workspace, "Full Name,Email,Team,Remarks", *rows)
    assert (receipt.kind, receipt.accepted) == ("unsupported", 0)
    told = _import(workspace, "Full Name,Email,Team,Remarks", *rows, kind="people")
    assert (told.kind, told.accepted) == ("people", 2)


@pytest.mark.parametrize(
    "header",
    ["Topic,Meeting,Host,User Email,Start Time,Duration", "Meeting,E-Mail,Host,x,Start Time,Duration"],
)
def test_the_address_of_a_person_does_not_make_a_meeting_an_email(workspace: Workspace, header: str) -> None:
    """What a column of addresses is called says nothing of the kind of a row."""
    receipt = _import(
        workspace, header, *(f"Demo,a@x.example,Ana,b@x.example,2026-01-1{i} 10:00,30" for i in range(3))
    )
    assert receipt.kind == "meetings"


def test_notes_that_name_no_rep_are_asked_for(workspace: Workspace) -> None:
    """A leader's notes with a column of names that is not known do not become notes about customers."""
    lines = (
        "Date,Manager,Colleague,Notes",
        "2026-01-12,Dana,Ana,We looked at it.",
        "2026-01-13,Dana,Bo,Fine.",
    )
    asked = _import(workspace, *lines)
    assert [(q["field"], q["candidates"]) for q in asked.questions] == [("rep", ["Colleague"])]
    receipt = _import(workspace, *lines, mapping={"columns": {"rep": "Colleague"}})
    assert (receipt.kind, receipt.first_row["rep"]) == ("coaching_notes", "Ana")
    assert asked.questions[0]["mapping_line"] == 'columns.rep = "Colleague"'


def test_notes_of_nobody_and_no_customer_are_asked_for(workspace: Workspace) -> None:
    """Without any name it is asked whom notes are about."""
    receipt = _import(workspace, "Date,Author,Notes", "2026-01-12,Dana,We looked at it.")
    assert [(q["field"], len(q["candidates"])) for q in receipt.questions] == [("kind", 3)]


def test_notes_about_an_account_are_of_customers(workspace: Workspace) -> None:
    """A writer, an account and a text."""
    receipt = _import(workspace, "Date,Author,Account,Notes", "2026-01-12,Ana,Vega,They look for a new list.")
    assert (receipt.kind, receipt.accepted) == ("customer_notes", 1)


@pytest.mark.parametrize(
    "cell", ["[None]", "(No value)", "n/a", "-", "Unassigned", "No owner", "[no associated user]"]
)
def test_what_stands_where_nobody_does_is_no_person(workspace: Workspace, cell: str) -> None:
    """A row without a rep waits; it is not the work of somebody called None."""
    receipt = _import(
        workspace, "Agent,Started,Call result", "Ana,2026-01-12 10:00,Busy", f"{cell},2026-01-12 11:00,Busy"
    )
    assert (receipt.accepted, [row["reason"] for row in receipt.rejected_rows]) == (1, ["missing_rep"])


@pytest.mark.parametrize(
    "name", ["Noone Baker", "No Name Knox", "Nadia <nadia@x.example>", "Unknown Soldier", "Nil Ruiz"]
)
def test_names_that_look_a_little_like_nobody_are_names(workspace: Workspace, name: str) -> None:
    """Only the whole cell says that there is nobody."""
    receipt = _import(workspace, "Agent,Started,Call result", f"{name},2026-01-12 10:00,Busy")
    assert (receipt.accepted, receipt.first_row["rep"]) == (1, name)


def test_a_leader_called_none_is_no_leader(workspace: Workspace) -> None:
    """A person without a leader has none."""
    receipt = _import(workspace, "Name,Email,Manager", "Ana,ana@x.example,Bo", "Bo,bo@x.example,NO_MANAGER")
    assert (receipt.first_row["manager"], receipt.last_row["manager"]) == ("Bo", None)


@pytest.mark.parametrize("also", ["Agent Email", "Agent ID", "Agent Name"])
def test_the_name_and_the_address_of_one_person_are_no_question(workspace: Workspace, also: str) -> None:
    """Two columns that name the same person do not compete."""
    receipt = _import(
        workspace,
        f"Agent,{also},Started,Call result",
        "Ana,ana@x.example,2026-01-12 10:00,Busy",
        "Bo,bo@x.example,2026-01-12 10:00,Busy",
    )
    assert (receipt.questions, receipt.accepted) == ([], 2)


def test_the_name_of_a_related_record_is_the_person(workspace: Workspace) -> None:
    """Queries over relationships leave a column of placeholders beside the names."""
    receipt = _import(
        workspace, "Id,Owner,Owner.Name,TaskSubtype,ActivityDate", "1,[User],Ana,Call,2026-01-12"
    )
    assert (receipt.columns["rep"], receipt.first_row["rep"]) == ("Owner.Name", "Ana")


CALLS = ("Outbound,Ana (101),555010,2026-01-12 10:00,30", "Inbound,555011,Bo (102),2026-01-12 11:00,40")


@pytest.mark.parametrize("names", ["Caller Name,Callee Name", "From,To", "From Name,To Name"])
def test_the_direction_tells_which_of_two_parties_is_the_rep(workspace: Workspace, names: str) -> None:
    """Who called is ours in a call out, who was called in a call in; an extension is no part of a name."""
    receipt = _import(workspace, f"Direction,{names},Date/Time,Talk Time", *CALLS)
    assert [(row["rep"], row["contact"]) for row in (receipt.first_row, receipt.last_row)] == [
        ("Ana", "555010"), ("Bo", "555011"),
    ]  # fmt: skip
    assert receipt.columns["rep"] == names.replace(",", " or ")


def test_two_numbers_name_no_rep(workspace: Workspace) -> None:
    """Where our side is a telephone number, nobody is guessed."""
    rows = ("Outbound,555020,555010,2026-01-12 10:00,30", "Inbound,555011,555021,2026-01-12 11:00,40")
    assert _import(workspace, "Direction,From,To,Date/Time,Talk Time", *rows).accepted == 0


def test_a_column_of_agents_is_the_rep_beside_two_parties(workspace: Workspace) -> None:
    """A column that names the rep needs no direction."""
    rows = [f"{row},Cy" for row in CALLS]
    receipt = _import(workspace, "Direction,From,To,Date/Time,Talk Time,Agent", *rows)
    assert (receipt.columns["rep"], receipt.first_row["rep"]) == ("Agent", "Cy")


def test_what_was_agreed_belongs_to_the_text_beside_it(workspace: Workspace) -> None:
    """Next steps and blockers in columns of their own are part of the note."""
    receipt = _import(
        workspace, "Rep,Manager,Date,Notes,Blockers,Next steps,Tags",
        "Ana,Dana,2026-01-12,We looked at it.,Legal takes long,I talk to legal,q1",
    )  # fmt: skip
    assert receipt.columns["text"] == ["Notes", "Blockers", "Next steps"]
    assert receipt.first_row["text"].endswith("Next steps: I talk to legal")


def test_keys_above_labels_are_one_header(workspace: Workspace) -> None:
    """The labels below the keys of a system are no person."""
    receipt = _import(
        workspace, "STATUS,USERID,EMAIL,MANAGER,DEPARTMENT,TITLE,NAME",
        "Status,User ID,Email,Manager,Department,Title,Name", "active,u1,ana@x.example,u2,North,AE,Ana Ruiz",
    )  # fmt: skip
    assert (receipt.accepted, receipt.first_row["rep"]) == (1, "Ana Ruiz")


def test_the_title_above_a_repeated_header_is_no_row(workspace: Workspace) -> None:
    """Boards print a title and the header again for each of their groups."""
    header, row = "Rep,Leader,Date,Notes", "Ana,Dana,2026-01-12,We looked at it."
    receipt = _import(
        workspace, "January,,,", header, row, ",,,", "February,,,", header, row.replace("12", "13")
    )
    assert (receipt.accepted, receipt.rejected, receipt.ignored_lines) == (2, 0, [1, 4, 5, 6])


def _targets(workspace: Workspace) -> list[tuple]:
    with duckdb.connect(workspace.store_path, read_only=True) as con:
        return con.execute(
            "select measure, period_start::varchar, target, actual from targets order by all"
        ).fetchall()


@pytest.mark.parametrize(
    "header",
    [
        "Calls Target,Calls Actual,Meeting Goal",
        "Call target,Calls,Meetings target",
        "Anrufe Ziel,Anrufe Ist,Termine Ziel",
    ],
)
def test_targets_of_activities_are_no_quota(workspace: Workspace, header: str) -> None:
    """Each measure is a row of its own."""
    _import(workspace, f"Rep,Month,{header}", "Ana,Jan 2026,60,41,8")
    assert _targets(workspace) == [("calls", "2026-01-01", 60, 41), ("meetings", "2026-01-01", 8, None)]


def test_weeks_without_an_end_are_not_read_as_months(workspace: Workspace) -> None:
    """A target of a week is not one of the month in which it begins."""
    receipt = _import(workspace, "Rep,Week of,Target,Actual", "Ana,2026-01-12,60,41", "Ana,2026-01-19,60,41")
    assert "period_end" in receipt.refusal
    told = _import(workspace, "Rep,Week of,Period end,Target,Actual", "Ana,2026-01-12,2026-01-18,60,41")
    assert told.accepted == 1


@pytest.mark.parametrize(
    ("period", "starts", "ends"),
    [("3T 2025", "2025-07-01", "2025-09-30"), ("1. Quartal 2026", "2026-01-01", "2026-03-31"),
     ("2. HJ 2025", "2025-07-01", "2025-12-31"), ("mars 2026", "2026-03-01", "2026-03-31"),
     ("enero de 2026", "2026-01-01", "2026-01-31")],
)  # fmt: skip
def test_periods_in_other_languages_are_periods(
    workspace: Workspace, period: str, starts: str, ends: str
) -> None:
    """Quarters, halves and months as German, French and Spanish sheets have them."""
    receipt = _import(workspace, "Rep,Period,Target", f"Ana,{period},100")
    assert (receipt.first_row["period_start"], receipt.first_row["period_end"]) == (starts, ends)


@pytest.mark.parametrize("day", ["12. März 2026", "12 mars 2026", "12 de marzo de 2026", "12 Mar 2026"])
def test_months_in_other_languages_are_dates(workspace: Workspace, day: str) -> None:
    """A month in words is read in its language."""
    receipt = _import(workspace, "Rep,Date,Call result", f"Ana,{day},Busy")
    assert receipt.first_row["occurred_at"] == "2026-03-12"


@pytest.mark.parametrize("column", ["Attainment %", "Attainment"])
def test_a_rate_is_not_what_was_reached(workspace: Workspace, column: str) -> None:
    """78 % of a target is no amount."""
    receipt = _import(
        workspace, f"Rep,Quarter,Quota,{column}", "Ana,Q1 2026,1000,78 %", "Bo,Q1 2026,1000,101 %"
    )
    assert "actual" not in receipt.columns


def test_a_cancelled_meeting_and_an_unsent_mail_were_none(workspace: Workspace) -> None:
    """What did not take place is left out."""
    receipt = _import(
        workspace, "Invitee Name,Host,Start Date & Time,Canceled", "Greta,Ana,2026-01-12 10:00 am,false",
        "Ingo,Ana,2026-01-13 10:00 am,true",
    )  # fmt: skip
    assert [row["reason"] for row in receipt.rejected_rows] == ["not_completed"]


@pytest.mark.parametrize("header", ["Private notes", "Notes (confidential)", "Private Notizen"])
def test_private_notes_do_not_come_in_with_the_others(workspace: Workspace, header: str) -> None:
    """A column that says it is private is no part of a note."""
    receipt = _import(
        workspace, f"Rep,Manager,Date,What we agreed,{header}",
        "Ana,Dana,2026-01-12,I will talk to legal today.,Not for anybody else to read.",
    )  # fmt: skip
    assert receipt.first_row["text"] == "I will talk to legal today."


def test_counts_of_a_day_are_no_calls(workspace: Workspace) -> None:
    """A row of counts is not one call."""
    receipt = _import(workspace, "User,Date,Calls made,Emails sent,Talk time", "Ana,2026-01-12,40,60,1:12:00")
    assert (receipt.kind, receipt.accepted) == ("unsupported", 0)


@pytest.mark.parametrize(
    ("told", "occurred_at"),
    [("2026-01-12 09:05am", "2026-01-12T09:05:00"), ("Jan 12, 2026 at 9:05 PM", "2026-01-12T21:05:00"),
     ("12.01.2026 um 9:05 Uhr", "2026-01-12T09:05:00"), ("12/31/2025 9:05 p.m.", "2025-12-31T21:05:00")],
)  # fmt: skip
def test_times_as_people_write_them(workspace: Workspace, told: str, occurred_at: str) -> None:
    """With a word between day and time, without a space before am, with points in it."""
    receipt = _import(workspace, "Rep,Date,Call result", f'Ana,"{told}",Busy')
    assert receipt.first_row["occurred_at"] == occurred_at


def test_a_year_beside_its_quarter_is_one_period(workspace: Workspace) -> None:
    """The target of a quarter is not one of its year."""
    receipt = _import(workspace, "Rep,Fiscal Year,Fiscal Quarter,Quota", "Ana,2025,Q3,100")
    assert (receipt.first_row["period_start"], receipt.first_row["period_end"]) == (
        "2025-07-01",
        "2025-09-30",
    )


def test_minutes_beside_hours_are_not_the_duration(workspace: Workspace) -> None:
    """An hour and five minutes are not five minutes; better none than a wrong one."""
    receipt = _import(
        workspace, "Rep,Date,Call result,Duration Hours,Duration Minutes", "Ana,2026-01-12,Busy,1,5"
    )
    assert (receipt.accepted, "duration_seconds" in receipt.columns) == (1, False)


def test_names_of_a_report_stand_behind_the_record_they_are_of(workspace: Workspace) -> None:
    """ "Assigned To: Full Name" is who it is assigned to, "Activity: Date" the day."""
    receipt = _import(
        workspace,
        "Activity: Activity ID,Assigned To: Full Name,Created By: Full Name,Activity: Date,Activity: Type",
        "1,Ana,Robot,2026-01-12,Call",
    )  # fmt: skip
    assert {name: receipt.columns[name] for name in ("rep", "occurred_at", "kind")} == {
        "rep": "Assigned To: Full Name", "occurred_at": "Activity: Date", "kind": "Activity: Type",
    }  # fmt: skip


def test_values_tell_a_column_of_kinds_and_one_of_addresses(workspace: Workspace) -> None:
    """Where no name does, what stands in a column says what it is."""
    calls = _import(workspace, "Rep,Date,What,Duration", "Ana,2026-01-12,Call,9", "Ana,2026-01-13,Meeting,9")
    assert (calls.columns["kind"], calls.last_row["kind"]) == ("What", "meeting")
    people = _import(workspace, "Name,Team,Écrire à", "Ana,North,ana@x.example", "Bo,North,bo@x.example")
    assert people.columns["email"] == "Écrire à"


def test_minutes_that_people_enter_are_not_seconds(workspace: Workspace) -> None:
    """Half hours and quarters of them are minutes, whatever the header leaves out."""
    rows = [f"Demo,Ana,2026-01-1{i} 10:00,{minutes}" for i, minutes in enumerate((30, 45, 60, 30, 90))]
    receipt = _import(workspace, "Title,Host,Start time,Duration", *rows)
    assert (receipt.kind, receipt.first_row["duration_seconds"]) == ("meetings", 1800)


def test_a_note_with_a_rep_and_a_customer_may_be_of_either(workspace: Workspace) -> None:
    """A rep's note about a customer is not a leader's about the rep."""
    lines = ("Account,Created By,Rep,Date,Notes", "Vega,Sync,Ana,2026-01-12,They like the reporting.")
    asked = _import(workspace, *lines)
    assert [(q["field"], q["candidates"]) for q in asked.questions] == [
        ("kind", ["coaching_notes", "customer_notes"])
    ]
    told = _import(workspace, lines[0].replace("Created By", "Manager"), lines[1])
    assert (told.kind, told.questions) == ("coaching_notes", [])


def test_a_task_took_place_when_it_was_completed(workspace: Workspace) -> None:
    """The day on which something was due says less than the one on which it was done."""
    header = "Assigned To,Due Date,Completed Date,Type,Subject"
    receipt = _import(workspace, header, "Ana,2026-01-12,2026-01-14,Call,Intro")
    assert receipt.columns["occurred_at"] == "Completed Date"
