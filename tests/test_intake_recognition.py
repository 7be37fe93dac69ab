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
