"""Heard's own CSV files, clean and dirty, become typed rows of the store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from dashboard.intake import Receipt, import_files
from dashboard.warehouse import store
from dashboard.warehouse.store import writing
from dashboard.warehouse.workspace import Workspace

ACTIVITIES = (
    "activity_id,person_id,occurred_at,kind,direction,outcome,duration_seconds,"
    "account,contact,subject,body,source"
)
NOTES = (
    "note_id,relationship,author_id,about_person_id,account,other_team,"
    "written_at,session_id,session_kind,text,source"
)
CHECK_INS = "check_in_id,person_id,written_at,text,mood"
TARGETS = "person_id,period_start,period_end,measure,target,actual,currency,as_of"
PEOPLE = "person_id,name,email,title,role,started_on,left_on,active"
MEMBERSHIPS = "person_id,team,leader_id,role,segment,from_on,to_on"
EVENTS = "scope,starts_on,ends_on,kind,text"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def moment(*parts: int) -> dt.datetime:
    """A time in the workspace's zone, as the store has it: without a zone."""
    return dt.datetime(*parts)  # noqa: DTZ001


def _live_in_berlin(workspace: Workspace) -> None:
    with writing(workspace) as store:
        store.run("store/set_setting", name="zone", value="Europe/Berlin")


def _import(workspace: Workspace, *lines: str, name: str = "file.csv", **more: object) -> Receipt:
    path = workspace.folder.parent / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return import_files(workspace, [path], **more)[0]


def _rows(workspace: Workspace, query: str) -> list[tuple]:
    with duckdb.connect(workspace.store_path, read_only=True) as con:
        return con.execute(query).fetchall()


def _reasons(receipt: Receipt) -> list[tuple[int, str]]:
    return [(row["line"], row["reason"]) for row in receipt.rejected_rows]


def test_people_keep_their_ids(workspace: Workspace) -> None:
    """A people file fills people, with its own ids."""
    _import(workspace, PEOPLE, "p1,Ana Ruiz,ana@x.example,AE,seller,2024-02-01,2025-03-31,false")
    assert _rows(workspace, "select person_id, name, email, started_on, left_on, active from people") == [
        ("p1", "Ana Ruiz", "ana@x.example", dt.date(2024, 2, 1), dt.date(2025, 3, 31), False)
    ]


def test_memberships_without_an_end_are_open(workspace: Workspace) -> None:
    """An empty to_on stays empty."""
    receipt = _import(workspace, MEMBERSHIPS, "p1,East,p9,seller,SMB,2024-02-01,")
    assert receipt.kind == "memberships"
    assert _rows(workspace, "select person_ref, team, leader_ref, from_on, to_on from memberships") == [
        ("p1", "East", "p9", dt.date(2024, 2, 1), None)
    ]


def test_an_activity_keeps_every_column(workspace: Workspace) -> None:
    """Each column of the canonical table arrives."""
    _import(
        workspace,
        ACTIVITIES,
        'a1,p1,2026-01-12 12:22,call,outbound,Connected,90,Acme,Jo,Hi,"Line one\nLine two",crm',
    )
    assert _rows(workspace, "select * exclude (import_id, line) from activities") == [
        ("a1", "p1", moment(2026, 1, 12, 12, 22), "call", "outbound", "Connected", 90, "Acme", "Jo", "Hi",
         "Line one\nLine two", "crm", [])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("relationship", "about", "account", "team", "kind"),
    [("people", "p1", "", "", "coaching_notes"), ("customers", "", "Acme", "", "customer_notes"),
     ("peers", "", "", "Legal", "peer_notes")],
)  # fmt: skip
def test_relationship_of_notes_gives_the_kind(
    workspace: Workspace, relationship: str, about: str, account: str, team: str, kind: str
) -> None:
    """Notes about people, customers and peers share a table and differ in relationship."""
    receipt = _import(
        workspace, NOTES, f"n1,{relationship},p9,{about},{account},{team},2026-01-12,s1,1:1,Some text,crm"
    )
    assert (receipt.kind, receipt.accepted) == (kind, 1)
    assert _rows(workspace, "select relationship, text from notes") == [(relationship, "Some text")]


def test_peer_notes_need_no_person_they_are_about(workspace: Workspace) -> None:
    """A file of the writer, the other team, the day and the text is a file of peer notes."""
    receipt = _import(
        workspace, "note_id,author_id,other_team,written_at,text", "n1,p1,Legal,2026-01-12,Asked Legal."
    )
    assert (receipt.kind, receipt.accepted) == ("peer_notes", 1)
    assert _rows(workspace, "select relationship, author_ref, other_team from notes") == [
        ("peers", "p1", "Legal")
    ]


def test_a_check_in_may_be_a_mood_alone(workspace: Workspace) -> None:
    """Text or mood suffices; neither is no check-in."""
    receipt = _import(
        workspace, CHECK_INS, "k1,p1,2026-01-12,,4", "k2,p1,2026-01-13,,", "k3,p1,2026-01-14,Fine,😀"
    )
    assert (receipt.accepted, _reasons(receipt)) == (2, [(3, "no_text")])
    assert receipt.first_row["mood"] == 4


def test_targets_without_a_measure_are_quota(workspace: Workspace) -> None:
    """The measure has a default."""
    _import(workspace, TARGETS, "p1,2026-01-01,2026-03-31,,1000,250.5,EUR,2026-02-01")
    assert _rows(workspace, "select measure, target, actual, as_of from targets") == [
        ("quota", 1000.0, 250.5, dt.date(2026, 2, 1))
    ]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1000", 1000), ("1,250.50", 1250.5), ("1.250,50", 1250.5), ('"$1,250"', 1250), ("1.250", 1250),
     ("1'250.00 CHF", 1250), ("(300.00)", -300), ("-5", -5), ("1250.5 €", 1250.5)],
)  # fmt: skip
def test_numbers_are_read_in_their_own_style(workspace: Workspace, cell: str, number: float) -> None:
    """Marks for thousands and decimals, signs and currencies of both sides of the ocean."""
    cell = cell if cell.startswith('"') else f'"{cell}"'
    _import(workspace, TARGETS, f"p1,2026-01-01,2026-03-31,quota,{cell},,EUR,")
    assert _rows(workspace, "select target from targets") == [(number,)]


@pytest.mark.parametrize("cell", ["TBD", "n/a", "12 of 30", "1,2,3", "157k", "--", "∞", "=1+1", "NaN", "1e5"])
def test_what_is_no_number_is_not_guessed(workspace: Workspace, cell: str) -> None:
    """A target that is no number rejects its row."""
    receipt = _import(workspace, TARGETS, f'p1,2026-01-01,2026-03-31,quota,"{cell}",5,EUR,')
    assert _reasons(receipt) == [(2, "bad_number")]


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [("Q1 2026", "2026-01-01", "2026-03-31"), ("2026-Q3", "2026-07-01", "2026-09-30"),
     ("H2 2026", "2026-07-01", "2026-12-31"), ("Feb 2028", "2028-02-01", "2028-02-29"),
     ("2026-05", "2026-05-01", "2026-05-31"), ("2026", "2026-01-01", "2026-12-31")],
)  # fmt: skip
def test_periods_in_words_have_a_first_and_a_last_day(
    workspace: Workspace, words: str, starts: str, ends: str
) -> None:
    """Quarters, halves, months and years are spans of days."""
    receipt = _import(workspace, "Rep,Quarter,Quota,Bookings", f"Ana,{words},100,50")
    assert (receipt.first_row["period_start"], receipt.first_row["period_end"]) == (starts, ends)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("", "missing_date"), ("2026-02-30 10:00", "bad_date"), ("yesterday", "bad_date"),
     ("0026-01-01", "bad_date"),
     ("2026-13-01", "bad_date"), ("99999999999", "bad_date")],
)  # fmt: skip
def test_dirty_dates_reject_their_own_row_only(workspace: Workspace, cell: str, reason: str) -> None:
    """A date that is missing or impossible costs one row."""
    good = [f"a{i},p1,2026-01-1{i} 08:00,call,,,,,,,," for i in range(4)]
    receipt = _import(workspace, ACTIVITIES, *good, f"a9,p1,{cell},call,,,,,,,,")
    assert (receipt.accepted, _reasons(receipt)) == (4, [(6, reason)])


def test_dirty_optional_cells_are_null_with_a_defect(workspace: Workspace) -> None:
    """A duration or a direction that cannot be read does not cost the call."""
    good = "a1,p1,2026-01-12 08:00,call,outbound,,60,,,,,"
    _import(workspace, ACTIVITIES, good, "a2,p1,2026-01-12 09:00,call,sideways,,a while,,,,,")
    assert _rows(
        workspace, "select duration_seconds, direction, defects from activities where activity_id = 'a2'"
    ) == [(None, None, ["duration", "direction"])]


def test_a_needed_cell_that_is_missing_rejects(workspace: Workspace) -> None:
    """No rep, no text, no known kind of event: each row says why."""
    notes = _import(
        workspace, NOTES, "n1,people,p9,,,,2026-01-12,,,Text,", "n2,people,p9,p1,,,2026-01-12,,, ,"
    )
    events = _import(workspace, EVENTS, "p1,2026-01-01,,leave,", "p1,2026-01-01,,holiday,", name="events.csv")
    assert _reasons(notes) == [(2, "missing_rep"), (3, "no_text")]
    assert (_reasons(events), events.accepted) == ([(3, "unsupported_kind")], 1)


def test_zoned_times_are_stored_in_the_zone_of_the_workspace(workspace: Workspace) -> None:
    """UTC, an offset and a bare time become the zone of the workspace, and the receipt keeps theirs."""
    _live_in_berlin(workspace)
    rows = ["a1,p1,2026-07-01T10:00:00Z", "a2,p1,2026-07-01 10:00:00 +0530", "a3,p1,2026-07-01 10:00"]
    receipt = _import(workspace, ACTIVITIES, *(f"{row},call,,,,,,,," for row in rows))
    assert _rows(workspace, "select occurred_at from activities order by activity_id") == [
        (moment(2026, 7, 1, 12),), (moment(2026, 7, 1, 6, 30),), (moment(2026, 7, 1, 10),),
    ]  # fmt: skip
    assert (receipt.first_row["occurred_at"], receipt.last_row["occurred_at"]) == (
        "2026-07-01T10:00:00Z", "2026-07-01T10:00:00",
    )  # fmt: skip


def test_times_of_a_named_zone_follow_its_clock(workspace: Workspace) -> None:
    """A user says that bare times are New York's; summer time counts."""
    _live_in_berlin(workspace)
    rows = ("a1,p1,2026-01-12 10:00,call,,,,,,,,", "a2,p1,2026-07-12 10:00,call,,,,,,,,")
    _import(workspace, ACTIVITIES, *rows, mapping={"zone": "America/New_York"})
    assert _rows(workspace, "select occurred_at from activities order by activity_id") == [
        (moment(2026, 1, 12, 16),), (moment(2026, 7, 12, 16),),
    ]  # fmt: skip


def test_rows_without_an_id_get_one_that_a_later_file_gives_again(workspace: Workspace) -> None:
    """The id is the content, so that the same row in another file is the same activity."""
    header, row = "person_id,occurred_at,kind,subject", "p1,2026-01-12 08:00,call,Hello"
    _import(workspace, header, row, name="one.csv")
    _import(workspace, header, row, "p1,2026-01-13 08:00,call,Again", name="two.csv")
    assert _rows(workspace, "select count(*), count(distinct activity_id) from activities") == [(3, 2)]


def test_an_id_that_several_people_share_names_none_of_them(workspace: Workspace) -> None:
    """A broken id column must not join people."""
    _import(
        workspace, PEOPLE, "e1,Ana,ana@x.example,,,,,", "e1,Bo,bo@x.example,,,,,", "e2,Cy,cy@x.example,,,,,"
    )
    assert _rows(workspace, "select name, person_id from people order by name") == [
        ("Ana", None), ("Bo", None), ("Cy", "e2"),
    ]  # fmt: skip


def test_formulas_and_markup_are_data(workspace: Workspace) -> None:
    """A note is kept as it was written, whatever it would do elsewhere."""
    text = "=HYPERLINK(1) <img src=x onerror=alert(1)> {{x}} '; drop table notes; --"
    _import(
        workspace,
        "rep,author,written_at,text",
        f'p1,p9,2026-01-12,"{text}"',
        "p1,p9,2026-01-13,<3 weeks left",
    )
    assert _rows(workspace, "select text from notes order by line") == [(text,), ("<3 weeks left",)]


def test_answers_of_one_scorecard_are_one_note(tmp_path):
    """The rows of an answered scorecard are one note, in their order; each row is counted as accepted."""
    ws = Workspace(tmp_path / "workspace")
    path = Path(__file__).parent / "exports" / "gong__answered_scorecards.csv"
    receipt = import_files(ws, [path])[0]
    with store.opened(ws) as con:
        notes = con.execute("select session_id, text from session_notes order by session_id").fetchall()
        rows = con.execute("select count(*), count(distinct session_id) from notes").fetchone()
    assert rows == (receipt.accepted, len(notes))
    assert len(notes) < receipt.accepted
    assert notes[0][1].startswith("Reviewed the Pemberton call together.")
    assert notes[0][1].endswith("\n\nYes, dated.")


def test_questions_of_one_check_in_are_one_text_with_its_headings(tmp_path):
    """A form with a row a question is one check-in; its questions are headings and its mood counts once."""
    ws = Workspace(tmp_path / "workspace")
    import_files(ws, [Path(__file__).parent / "exports" / "15five__checkins.csv"])
    with store.opened(ws) as con:
        found = con.execute(
            "select text, headings, mood from session_check_ins "
            "where person_ref like 'zoe%' order by written_at"
        ).fetchone()
    assert found[0].startswith("What is going well?: Two demos booked")
    assert "\n\n" in found[0]
    assert len(found[1]) > 1
    assert found[2] == "4"
