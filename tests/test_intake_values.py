"""What values and headers of other systems mean, each on a file of a few rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboard.intake import Receipt, import_files, preview
from dashboard.warehouse.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def _import(workspace: Workspace, *lines: str, **more: object) -> Receipt:
    path = workspace.folder.parent / "file.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return import_files(workspace, [path], **more)[0]


def _reasons(receipt: Receipt) -> list[tuple[int, str]]:
    return [(row["line"], row["reason"]) for row in receipt.rejected_rows]


def _column(workspace: Workspace, query: str) -> list:
    with duckdb.connect(workspace.store_path, read_only=True) as con:
        return [row[0] for row in con.execute(query).fetchall()]


@pytest.mark.parametrize(
    "lines",
    [("Name,Date,Notes", "Ana Ruiz,2026-01-12,We looked at the pipeline."),
     ("Name,Date,Attendees,Notes", "1:1 Ana,2026-01-12,Ana Ruiz,We looked at the pipeline."),
     ("Rep,Date,Comments", "Ana Ruiz,2026-01-12,We looked at the pipeline.")],
)  # fmt: skip
def test_a_name_a_date_and_a_note_may_be_of_the_leader(workspace: Workspace, lines: tuple[str, ...]) -> None:
    """A leader's notes have the columns of a rep's check-in, so it is asked whose they are."""
    receipt = _import(workspace, *lines)
    assert [(q["field"], q["candidates"]) for q in receipt.questions] == [
        ("kind", ["coaching_notes", "checkins"])
    ]
    assert receipt.import_id is None


@pytest.mark.parametrize("kind", ["coaching_notes", "checkins"])
def test_both_answers_to_whose_notes_they_are_import(workspace: Workspace, kind: str) -> None:
    """The name is the rep in either kind."""
    receipt = _import(workspace, "Name,Date,Notes", "Ana,2026-01-12,Fine so far.", mapping={"kind": kind})
    assert (receipt.kind, receipt.accepted, receipt.columns["rep"]) == (kind, 1, "Name")


def test_a_page_name_and_its_attendees_are_not_guessed_to_be_the_rep(workspace: Workspace) -> None:
    """Of a page's title and those who attended, only the owner knows which names the rep."""
    receipt = _import(
        workspace, "Name,Date,Attendees,Notes", "1:1,2026-01-12,Ana,Fine so far.", kind="coaching_notes"
    )
    assert [(q["field"], sorted(q["candidates"])) for q in receipt.questions] == [
        ("rep", ["Attendees", "Name"])
    ]


@pytest.mark.parametrize("header", ["Mood", "Check-in", "How did your week go?"])
def test_a_sign_of_a_check_in_needs_no_question(workspace: Workspace, header: str) -> None:
    """A mood or a question of a form makes a check-in evident."""
    cell = "3" if header == "Mood" else "All fine this week."
    receipt = _import(workspace, f"Name,Date,{header},Notes", f"Ana,2026-01-12,{cell},More of the same.")
    assert (receipt.kind, receipt.accepted) == ("checkins", 1)


@pytest.mark.parametrize("value", ["Ein", "Wahr", "True", "ja"])
@pytest.mark.parametrize(("header", "reason"), [("Privat", "private"), ("Ganztägiges Ereignis", "all_day")])
def test_german_private_and_all_day_meetings_stay_out(
    workspace: Workspace, header: str, reason: str, value: str
) -> None:
    """What a person marked private is not taken in, in German either."""
    head = f"Betreff,Beginnt am,Beginnt um,Endet am,Endet um,Besprechungsplanung,{header}"
    row = "Arzt,12.01.2026,09:00:00,12.01.2026,10:00:00,Ana"
    receipt = _import(workspace, head, f"{row},{value}", f"{row},Aus")
    assert (receipt.accepted, _reasons(receipt)) == (1, [(2, reason)])


@pytest.mark.parametrize(
    ("outcome", "is_left_out"),
    [("Completed", False), ("No show", False), ("Scheduled", True), ("Canceled", True), ("CANCELLED", True),
     ("RESCHEDULED", True)],
)  # fmt: skip
@pytest.mark.parametrize("header", ["Meeting outcome", "hs_meeting_outcome"])
def test_meetings_that_were_not_held_stay_out(
    workspace: Workspace, header: str, outcome: str, is_left_out: bool
) -> None:
    """A plan is no activity; an invitation to which nobody came is."""
    head = f"Meeting name,Meeting start time,Activity assigned to,{header}"
    receipt = _import(workspace, head, f"Demo,2026-01-12 10:00,Ana,{outcome}")
    assert _reasons(receipt) == ([(2, "not_completed")] if is_left_out else [])


@pytest.mark.parametrize(
    ("status", "is_left_out"), [("SCHEDULED", True), ("MISSED", False), ("NO_ANSWER", False)]
)
def test_calls_that_are_only_planned_stay_out(workspace: Workspace, status: str, is_left_out: bool) -> None:
    """A call that nobody answered was made."""
    head = "hs_object_id,hs_timestamp,hs_call_title,hubspot_owner_id,hs_call_status,hs_call_duration"
    receipt = _import(workspace, head, f"1,2026-01-12T10:00:00Z,Call,77,{status},0")
    assert _reasons(receipt) == ([(2, "not_completed")] if is_left_out else [])


@pytest.mark.parametrize(
    ("told", "outcome"),
    [("f240bbac-87c9-4f6e-bf70-924b57d47db7", "Connected"),
     ("17B47FEE-58DE-441E-A44C-C6300D46F273", "Wrong number"), ("Callback later", "Callback later")],
)  # fmt: skip
def test_ids_of_outcomes_become_their_labels(workspace: Workspace, told: str, outcome: str) -> None:
    """An outcome that the account made itself stays as it is written."""
    head = "hs_object_id,hs_timestamp,hubspot_owner_id,hs_call_disposition,hs_call_duration"
    receipt = _import(workspace, head, f"1,2026-01-12T10:00:00Z,77,{told},0")
    assert receipt.first_row["outcome"] == outcome


@pytest.mark.parametrize(
    ("header", "cells", "codes"),
    [("Quota ($)", ["1000"], ["USD"]), ("Quota EUR", ["1000"], ["EUR"]),
     ("Quota (GBP)", ["1000"], ["GBP"]),
     ("Quota", ["1000"], [None]),
     ("Quota", ['"$120,000"', '"1.250,50 €"', "CHF 900"], ["USD", "EUR", "CHF"])],
)  # fmt: skip
def test_a_currency_in_the_header_or_the_amount_is_the_rows(
    workspace: Workspace, header: str, cells: list[str], codes: list
) -> None:
    """Where no column holds the currency, the sign beside an amount or above it does."""
    _import(workspace, f"Rep,Quarter,{header},Bookings", *(f"Ana,Q1 2026,{cell},5" for cell in cells))
    assert _column(workspace, "select currency from targets order by line") == codes


def test_a_file_of_which_no_row_fits_does_not_sound_like_success(workspace: Workspace) -> None:
    """The receipt counts no accepted row, and the preview says so in words."""
    lines = ("Owner,Started,Call result", ",2026-01-12 10:00,Busy", ",2026-01-13 10:00,Busy")
    path = workspace.folder.parent / "file.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    shown = preview(workspace, path)
    assert shown.said[-1].startswith("Not one row can be taken in")
    assert (shown.receipt.accepted, shown.receipt.rejected, shown.receipt.first_row) == (0, 2, None)


def test_video_conferences_and_audio_calls_are_told_apart(workspace: Workspace) -> None:
    """One export of recordings holds meetings and calls."""
    head = "id,title,started,duration,primaryUserId,direction,media"
    video = "1,Demo,2026-01-12T10:00:00Z,60,7,Conference,Video"
    audio = "2,Dial,2026-01-12T11:00:00Z,9,7,Outbound,Audio"
    _import(workspace, head, video, audio)
    assert _column(workspace, "select kind from activities order by line") == ["meeting", "call"]


PIPEDRIVE = ",".join(
    f"Activity - {name}" for name in ("ID", "Type", "Due date", "Due time", "Assigned to user")
)


@pytest.mark.parametrize(
    ("day", "time", "told"),
    [("46083.0", "11:15", "2026-03-02T11:15:00"), ("46083", "0.25", "2026-03-02T06:00:00"),
     ("46083.0", "", "2026-03-02"), ("46083.5", "", "2026-03-02T12:00:00")],
)  # fmt: skip
def test_days_that_excel_counts_are_dates(workspace: Workspace, day: str, time: str, told: str) -> None:
    """A column of day numbers since 1899-12-30, with the time beside it or as a part of a day."""
    receipt = _import(workspace, PIPEDRIVE, f"1,Call,{day},{time},Ana", f"2,Call,{day},{time},Bo")
    assert (receipt.accepted, receipt.first_row["occurred_at"]) == (2, told)


def test_a_number_among_dates_is_no_date(workspace: Workspace) -> None:
    """Only a whole column of day numbers is one of dates."""
    receipt = _import(
        workspace, PIPEDRIVE, "1,Call,2026-03-02,,Ana", "2,Call,2026-03-03,,Ana", "3,Call,46083,,Ana"
    )
    assert _reasons(receipt) == [(4, "bad_date")]


@pytest.mark.parametrize(
    ("suffix", "hour", "told"),
    [("EST", 15, "-05:00"), ("EDT", 14, "-04:00"), ("PST", 18, "-08:00"), ("PDT", 17, "-07:00"),
     ("CET", 9, "+01:00"), ("CEST", 8, "+02:00"), ("BST", 9, "+01:00"), ("GMT", 10, "Z"), ("UTC", 10, "Z")],
)  # fmt: skip
def test_names_of_zones_after_a_time_are_offsets(
    workspace: Workspace, suffix: str, hour: int, told: str
) -> None:
    """The time is stored in the workspace's zone (UTC when it is new) and told with its offset."""
    receipt = _import(workspace, "Owner,Started,Call result", f"Ana,2026-01-12 10:00 {suffix},Busy")
    assert receipt.first_row["occurred_at"] == f"2026-01-12T10:00:00{told}"
    assert [moment.hour for moment in _column(workspace, "select occurred_at from activities")] == [hour]


@pytest.mark.parametrize("cells", [("1772452800", "1772456400"), ("1772452800000", "1772456400000")])
def test_moments_as_unix_counts_them_are_in_utc(workspace: Workspace, cells: tuple[str, str]) -> None:
    """Seconds and milliseconds since 1970 are told in UTC."""
    receipt = _import(
        workspace,
        "Call ID,Agent,Timestamp,Outcome",
        *(f"{i},Zoë,{cell},Busy" for i, cell in enumerate(cells)),
    )
    assert receipt.first_row["occurred_at"] == "2026-03-02T12:00:00Z"


@pytest.mark.parametrize(
    ("header", "cells", "seconds"),
    [("Talk Time (mm:ss)", ["0:12", "9:04"], [12, 544]), ("Length (hh:mm)", ["0:12", "1:05"], [720, 3900]),
     ("Length", ["3:20", "1:02:10"], [200, 3730]), ("Length", ["0:30", "1:15"], [1800, 4500]),
     ("Length", ["07:12", "41:05"], [432, 2465]), ("Duration", ["12m 32s", "1h 5m"], [752, 3900]),
     ("Duration", ["PT1H2M3S", "PT45S"], [3723, 45]), ("Dauer", ["2 Std. 5 Min.", "40 Sek."], [7500, 40]),
     ("Dauer", ["1,5 Stunden", "3 Minuten und 2 Sekunden"], [5400, 182]),
     ("Dauer (Min.)", ["7,5", "45"], [450, 2700])],
)  # fmt: skip
def test_durations_are_read_in_the_unit_that_they_are_in(
    workspace: Workspace, header: str, cells: list[str], seconds: list[int]
) -> None:
    """Clocks of minutes and of hours, several units in one cell, units of other languages."""
    header = {"Length": "Duration", "Length (hh:mm)": "Duration (hh:mm)"}.get(header, header)
    _import(workspace, f"Owner,Started,Call result,{header}", *(f'Ana,2026-01-12,Busy,"{c}"' for c in cells))
    assert _column(workspace, "select duration_seconds from activities order by line") == seconds


def test_a_total_under_a_column_does_not_say_how_its_durations_are_written(workspace: Workspace) -> None:
    """The sum of a column is longer than its rows are."""
    rows = ("Ana,2026-01-12,Busy,9:04", "Ana,2026-01-13,Busy,48:15", "Total,,,31:10:22")
    receipt = _import(workspace, "Owner,Started,Call result,Talk Time", *rows)
    assert (receipt.first_row["duration_seconds"], receipt.ignored) == (544, 1)


@pytest.mark.parametrize(
    ("header", "hour"),
    [("Started (EST)", 15), ("Started (UTC)", 10), ("Started (Europe/Paris)", 9), ("Started GMT+2", 8),
     ("Started [CET]", 9), ("Started (local)", 10), ("Started", 10)],
)  # fmt: skip
def test_a_zone_in_the_header_holds_for_the_times_below(workspace: Workspace, header: str, hour: int) -> None:
    """The time is stored in the workspace's zone (UTC when it is new)."""
    _import(workspace, f"Owner,{header},Call result", "Ana,2026-01-12 10:00,Busy")
    assert [moment.hour for moment in _column(workspace, "select occurred_at from activities")] == [hour]
