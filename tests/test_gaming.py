"""Leaders who write for the figures: pasting earns nothing from its third use on, what is meant does."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest

from dashboard import jobs, reading_job
from dashboard.warehouse import published, workspace

REPS = ("Anna Bell", "Ben O'Neil", "Zoë Lindqvist", "Marcus Roth", "Ines Duarte", "Tom Hale")
DAYS = ("Monday", "Tuesday", "12 March", "May 3rd", "04.06.", "Friday")
MONDAY = date(2026, 1, 5)
PASTED = "Asked what stands in the way: the dialer drops every third call."
GENUINE = (
    "The dialer drops every third call, and nobody at the vendor answers.",
    "Half of the numbers on the list are dead, so mornings go into looking for new ones.",
    "Legal takes two weeks for each contract and buyers lose interest.",
    "The new price scares off small shops; two of them said so on the phone.",
    "Reports take up every Friday afternoon.",
    "The best accounts moved to the other team in spring.",
    "Wants to learn how to run a demo alone.",
    "Does not know whom to ask about discounts.",
)


def rep(i: int) -> str:
    return REPS[i % len(REPS)]


def named(i: int) -> str:
    first, whose = rep(i).split()[0], ("her", "his", "their")[i % 3]
    return f"Asked {first} what stands in {whose} way: the dialer drops every third call."


def spaced(i: int) -> str:
    return PASTED.replace(" ", (" ", "  ", "\t", "\u00a0")[i % 4])


def unseen(i: int) -> str:
    return PASTED[: 2 + i % 3] + "\u200b" + PASTED[2 + i % 3 :]


TRICKS = {
    "the very same": lambda i: PASTED,
    "case": lambda i: (PASTED, PASTED.upper(), PASTED.lower(), PASTED.title())[i % 4],
    "punctuation": lambda i: PASTED.removesuffix(".") + (".", "!", " ...", "?!")[i % 4],
    "white space": spaced,
    "accents": lambda i: PASTED.replace("a", ("a", "á", "a\u0301")[i % 3], 1),
    "invisible signs": unseen,
    "names": named,
    "days": lambda i: f"{PASTED.removesuffix('.')} since {DAYS[i % len(DAYS)]}.",
    "numbers": lambda i: f"The dialer drops {i + 3} of his calls a day, he says.",
    "beside other words": lambda i: f"{PASTED} Talked on day {i}.",
}
"""What was changed from one paste to the next -> the note of the i-th time."""

COUNT = 30
PRESSING = "Make twenty more calls a day."


@pytest.fixture(scope="module")
def ws(tmp_path_factory, own_user_data_folder):
    """Thirty notes of a leader for each trick, and of one each who means it, presses, and pastes to many."""
    folder = tmp_path_factory.mktemp("gaming")
    written = [
        (trick, rep(0) if trick != "names" else rep(i), i, text(i))
        for trick, text in TRICKS.items()
        for i in range(COUNT)
    ]
    written += [("genuine", rep(i), i, text) for i, text in enumerate(GENUINE)]
    written += [("presses", rep(i), i, PRESSING) for i in range(COUNT)]
    written += [("presses and pastes", rep(i), i, f"{PASTED} {PRESSING}") for i in range(COUNT)]
    written += [("to six", name, 0, f"{PASTED} I will call the vendor for her this week.") for name in REPS]
    made = workspace.named(folder / "workspace")
    people = [(f"r{i}", name) for i, name in enumerate(REPS)]
    leaders = [(author, f"Leader {author}") for author in dict.fromkeys(row[0] for row in written)]
    write(folder / "people.csv", ("person_id", "name"), people + leaders)
    header = ("author_id", "about_person_id", "written_at", "text")
    notes = [(a, about, f"{MONDAY + timedelta(days=i)} 10:00:00", text) for a, about, i, text in written]
    write(folder / "coaching_notes.csv", header, notes)
    paths = [folder / "people.csv", folder / "coaching_notes.csv"]
    receipts = jobs.bring_in(made, paths, lambda share, words: None)
    assert [(r.accepted, r.rejected) for r in receipts] == [(len(people + leaders), 0), (len(notes), 0)]
    reading_job.read_unread(made, lambda share, words: None)
    return made


def write(path, header, rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def stances(ws, author: str) -> list[str]:
    """The stances of a leader's notes, the oldest first."""
    people = published.run(ws, "my_notes__authors").set_index("label")["person_key"]
    return published.run(ws, "my_notes__notes", author=people[f"Leader {author}"])["stance"].tolist()[::-1]


@pytest.mark.parametrize("trick", TRICKS)
def test_a_pasted_sentence_hears_nobody_from_its_third_note_on(ws, trick):
    """Whatever is changed in it from one paste to the next: two of thirty notes heard, never more."""
    found = stances(ws, trick)
    assert len(found) == COUNT
    assert found[:2] == ["heard", "heard"]
    assert not {"heard", "heard_and_acted", "asked", "care_only"} & set(found[2:])


def test_what_is_meant_counts_each_time(ws):
    """Eight notes that name eight things in the way: each of them heard the rep."""
    assert stances(ws, "genuine") == ["heard"] * len(GENUINE)


def test_pressure_presses_each_time(ws):
    """Repeating an order takes nothing from it, with a pasted kindness before it neither."""
    assert stances(ws, "presses") == ["do_more"] * COUNT
    assert stances(ws, "presses and pastes") == ["mixed"] * 2 + ["do_more"] * (COUNT - 2)


def test_one_note_for_six_reps_is_one_sentence_used_six_times(ws):
    """Of the same note about six reps on one day two count, and four say nothing about anybody."""
    assert sorted(stances(ws, "to six")) == ["heard_and_acted"] * 2 + ["silent"] * 4
