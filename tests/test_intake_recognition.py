"""Of what kind a file is and which columns it has, where others look like them: each on a few rows."""

from __future__ import annotations

from pathlib import Path

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
