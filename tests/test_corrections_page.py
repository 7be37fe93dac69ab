"""Correcting where a note is shown: two clicks, and the figures follow; the list on Data."""

from __future__ import annotations

import shutil

import pytest
from test_pages import open_page, texts

from dashboard import jobs
from dashboard.warehouse import published


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture
def ws(fresh_workspace, sample_workspace):
    """The sample as a workspace of one's own, which a test may write to."""
    shutil.copytree(sample_workspace.folder, fresh_workspace.folder)
    return fresh_workspace


def pills(at, key: str, start: int):
    """The codes of a sentence as they can be chosen."""
    return next(g for g in at.get("button_group") if (g.key or "").startswith(f"codes_drawer_{key}_{start}_"))


def choose(at, key: str, start: int, codes: list[str]):
    pills(at, key, start).set_value(codes)
    return at.run()


def told(ws):
    return published.run(ws, "data__corrections")


def pressing(ws) -> str:
    """The note that pressed in a shortfall that was answered with "do more"."""
    found = published.run(ws, "do_more__shortfalls")
    return found[found["answer"].eq("replaced") & found["stance"].eq("do_more")]["note_key"].iloc[0]


def heard_note(ws):
    found = published.run(ws, "team_health__notes", counted="heard")
    return found.iloc[0]


def starts(ws, key: str) -> list[int]:
    return published.run(ws, "note__sentences", written=key)["start"].tolist()


def test_two_clicks_change_the_figures(ws):
    """A note that pressed turns out to hear as well, so that its shortfall is replaced no more."""
    key = pressing(ws)
    at = open_page(note=key)
    before = next(text.value for text in at.subheader if "shortfalls" in text.value)
    at.button(key=f"correct_drawer_{key}").click().run()
    row = published.run(ws, "note__sentences", written=key).iloc[0]
    at = choose(at, key, int(row["start"]), [*row["codes"], "goal"])
    assert not at.exception
    after = next(text.value for text in at.subheader if "shortfalls" in text.value)
    was, now = (int(said.split(",")[1].split()[0]) for said in (before, after))
    assert now == published.run(ws, "team_health__shortfalls")["answer"].eq("replaced").sum()
    assert now < was
    assert "Corrected by" in texts(at.markdown)


def test_an_obstacle_waits_for_its_type(ws):
    """Nothing is saved until it is chosen; then both are."""
    note = heard_note(ws)
    key, start = note["note_key"], starts(ws, note["note_key"])[0]
    at = open_page(note=key)
    at.button(key=f"correct_drawer_{key}").click().run()
    at = choose(at, key, start, ["obstacle"])
    assert told(ws).empty
    kind = next(box for box in at.selectbox if (box.key or "").startswith(f"type_drawer_{key}_{start}_"))
    kind.set_value("process").run()
    assert not at.exception
    row = told(ws).iloc[0]
    assert (row["codes"].tolist(), row["obstacle_type"]) == (["obstacle"], "process")


def test_what_was_said_is_taken_back_beside_the_sentence(ws):
    """The note says who corrected it, and no more once it is taken back."""
    note = heard_note(ws)
    key, start = note["note_key"], starts(ws, note["note_key"])[0]
    jobs.correct_reading(ws, key, start, quiet, codes=["count"])
    at = open_page(note=key)
    at.button(key=f"correct_drawer_{key}").click().run()
    number = told(ws)["correction_id"].iloc[0]
    assert "Corrected: " in texts(at.text)
    at.button(key=f"take_back_drawer_{key}_{number}_{start}").click().run()
    assert not at.exception
    assert "Corrected: " not in texts(at.text)
    assert told(ws)["state"].tolist() == ["taken back"]


def test_a_note_about_nobody_whom_it_names_says_so(ws):
    """It stays open with the button that takes this back."""
    key = heard_note(ws)["note_key"]
    at = open_page(note=key)
    at.button(key=f"correct_drawer_{key}").click().run()
    at.button(key=f"not_about_drawer_{key}_None").click().run()
    assert not at.exception
    assert "Not about whom it names, says" in texts(at.markdown)
    assert published.run(ws, "note__list", note=key)["rep"].isna().all()
    number = told(ws)["correction_id"].iloc[0]
    at.button(key=f"take_back_drawer_{key}_{number}_None").click().run()
    assert not at.exception
    assert "Not about whom" not in texts(at.markdown) + texts(at.text)


def test_a_sentence_that_was_changed_meanwhile_is_not_written_over(ws):
    """Two sessions: the second one's choice is not held against what it did not see."""
    key = heard_note(ws)["note_key"]
    start = starts(ws, key)[0]
    at = open_page(note=key)
    at.button(key=f"correct_drawer_{key}").click().run()
    jobs.correct_reading(ws, key, start, quiet, codes=["count"])
    at = choose(at, key, start, ["push"])
    assert not at.exception
    assert "changed meanwhile" in texts(at.warning)
    assert len(told(ws)) == 1
    at = choose(at, key, start, ["push"])
    assert told(ws)["codes"].iloc[0].tolist() == ["push"]


def test_a_correction_taken_back_twice_says_so(ws):
    """By two sessions: the second one hears why, without a traceback."""
    key = heard_note(ws)["note_key"]
    jobs.correct_reading(ws, key, starts(ws, key)[0], quiet, codes=["count"])
    at = open_page("data", part="Corrections")
    number = int(told(ws)["correction_id"].iloc[0])
    at.selectbox(key="correction_choice").set_value(number).run()
    jobs.take_back_correction(ws, number, quiet)
    at.button(key="take_back_correction").click().run()
    assert not at.exception


def test_the_list_has_what_was_read_and_said(ws):
    """With the type of an obstacle, but for health; a whole note as such."""
    key = heard_note(ws)["note_key"]
    start = starts(ws, key)[0]
    jobs.correct_reading(ws, key, start, quiet, codes=["obstacle"], obstacle_type="tools")
    jobs.correct_reading(ws, key, start, quiet, codes=["obstacle"], obstacle_type="wellbeing")
    jobs.set_not_about(ws, key, quiet)
    at = open_page("data", part="Corrections")
    shown = next(frame.value for frame in at.dataframe if "told" in frame.value)
    assert shown["told"].tolist() == ["not about whom it names", "obstacle", "obstacle: tools"]
    assert shown["state_label"].tolist() == ["Stands", "Stands", "Overtaken by a later one"]
    assert "ellbeing" not in texts(at.text) + texts(at.markdown) + str(shown.to_dict())


def test_the_list_takes_the_chosen_one_back(ws):
    """The figures are made anew, and it stays in the list."""
    key = heard_note(ws)["note_key"]
    jobs.correct_reading(ws, key, starts(ws, key)[0], quiet, codes=["count"])
    at = open_page("data", part="Corrections")
    at.selectbox(key="correction_choice").set_value(int(told(ws)["correction_id"].iloc[0])).run()
    at.button(key="take_back_correction").click().run()
    assert not at.exception
    assert told(ws)["state"].tolist() == ["taken back"]
    assert published.run(ws, "note__list", note=key)["stance"].iloc[0] == heard_note(ws)["stance"]


def test_an_empty_list_says_how_to_correct(ws):
    """And offers nothing to take back."""
    at = open_page("data", part="Corrections")
    assert "“Correct” opens its sentences" in texts(at.info)
    assert not [button for button in at.button if button.key == "take_back_correction"]
