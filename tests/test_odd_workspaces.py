"""Workspaces that nobody draws up in a design: each page says something sensible of each of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import jobs, reading_job
from dashboard.warehouse import workspace
from tests.pages import VIEWS

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
MONDAY = date(2026, 1, 5)
PEOPLE = "person_id,name,email,title,started_on,team,manager\n"
ACTIVITIES = "activity_id,person_id,occurred_at,kind,account\n"
NOTES = "note_id,relationship,author_id,about_person_id,account,other_team,written_at,text\n"
CHECK_INS = "check_in_id,person_id,written_at,text,mood\n"
TARGETS = "person_id,period_start,period_end,measure,target,actual\n"
LONG = "Wilhelmina-Alexandrina " * 4
RIGHT_TO_LEFT = "אביגיל כהן"
MARKUP = "<b>Ann</b> ![x](http://127.0.0.1:9/x.png) :red[Bell] $\\frac{1}{2}$ ~~no~~"
WORDS = "The dialer drops every third call. Make twenty more a day. Asked what helps."


def calls(reps: list[str], weeks: int, a_week: int) -> str:
    """Calls of reps on the working days of so many weeks."""
    lines = [
        f"{rep}-{week}-{n},{rep},{MONDAY + timedelta(7 * week + n % 5)} 09:{n % 60:02}:00,call,Kiln {n % 9}"
        for rep in reps
        for week in range(weeks)
        for n in range(a_week)
    ]
    return ACTIVITIES + "\n".join(lines) + "\n"


def notes(count: int, author: str = "lea", about: str = "r1") -> str:
    """Coaching notes, one a day, and a peer note and a customer note beside the first."""
    lines = [
        f'n{i},people,{author},{about},,,{MONDAY + timedelta(days=i)} 17:00:00,"{WORDS} Day {i}."'
        for i in range(count)
    ]
    lines += [
        f"p1,peers,{about},,,Legal,{MONDAY} 18:00:00,Legal cannot read our terms before Friday.",
        f"c1,customers,{about},,Kiln 1,,{MONDAY} 18:30:00,They lose two pallets a week.",
    ]
    return NOTES + "\n".join(lines) + "\n"


def people(*names: str) -> str:
    rows = [
        f'r{i},"{name}",r{i}@x.example,AE,2024-01-01,{name[:40].strip()},lea'
        for i, name in enumerate(names, 1)
    ]
    return PEOPLE + "\n".join([*rows, "lea,Lea Moor,lea@x.example,Manager,2020-01-01,,"]) + "\n"


ODD = {
    "people only": {"people.csv": people("Ann Bell", "Bo Lind")},
    "one rep, one note": {"activities.csv": calls(["r1"], 1, 3), "notes.csv": notes(1)},
    "check-ins only": {"check_ins.csv": f"{CHECK_INS}c1,r1,2026-03-02 10:00:00,The list is old.,3\n"},
    "targets only": {"targets.csv": f"{TARGETS}r1,2026-01-01,2026-01-31,quota,100,40\n"},
    "forty notes and 50,000 activities": {
        "people.csv": people("Ann Bell", "Bo Lind"), "activities.csv": calls(["r1", "r2"], 25, 1_000),
        "notes.csv": notes(40),
    },
    "long, turned and marked up names": {
        "people.csv": people(LONG, RIGHT_TO_LEFT, MARKUP),
        "activities.csv": calls(["r1", "r2", "r3"], 16, 12),
        "r1.csv": notes(12, about="r1"),
        "r2.csv": notes(12, about="r2").replace("\nn", "\nm"),
        "r3.csv": notes(12, about="r3").replace("\nn", "\no").replace("Day", MARKUP),
        "check_ins.csv": f"{CHECK_INS}c1,r2,2026-03-02 10:00:00,רשימה ישנה. The list is old.,3\n",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def odd_workspaces(tmp_path_factory, own_user_data_folder) -> dict[str, workspace.Workspace]:
    """Each of them, imported and read."""
    made = {}
    for number, (name, files) in enumerate(ODD.items()):
        folder = tmp_path_factory.mktemp(f"odd{number}")
        made[name] = workspace.named(folder / "workspace")
        paths = []
        for file, content in files.items():
            paths.append(folder / file)
            paths[-1].write_text(content, encoding="utf-8")
        receipts = jobs.bring_in(made[name], paths, lambda share, words: None)
        assert all(receipt.accepted and not receipt.refusal for receipt in receipts), receipts
        reading_job.read_unread(made[name], lambda share, words: None)
    return made


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("view", VIEWS)
def test_a_page_says_something_sensible(odd_workspaces, monkeypatch, name, view):
    """A question as title and a sentence under it, whatever the workspace holds; no exception."""
    monkeypatch.setenv("HEARD_WORKSPACE", str(odd_workspaces[name].folder))
    at = AppTest.from_file(str(APP), default_timeout=60).switch_page(f"views/{view}.py").run()
    assert not at.exception, at.exception[0].message
    assert at.title[0].value.endswith("?")
    said = [element.value for kind in (at.subheader, at.info, at.markdown) for element in kind]
    assert any(len(str(words).split()) > 4 for words in said)
    assert not any("nan" in str(words).lower().split() for words in said)
