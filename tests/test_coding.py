"""Notes drawn by lot and coded by people: the store, what is published, and what the pages say."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_pages import open_page, texts

from dashboard import coding_job, jobs
from dashboard.agreement.here import reads_here
from dashboard.coding_job import CodedSentence
from dashboard.parts import coding
from dashboard.reader.codebook import CODES, STANCES
from dashboard.warehouse import published


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def drawn_once(tmp_path_factory, sample_workspace):
    """A copy of the sample in which sixty notes are drawn."""
    from dashboard.warehouse import workspace

    ws = workspace.named(tmp_path_factory.mktemp("drawn") / "workspace")
    shutil.copytree(sample_workspace.folder, ws.folder)
    coding_job.draw_sample(ws, quiet)
    return ws


@pytest.fixture
def ws(fresh_workspace, drawn_once):
    shutil.copytree(drawn_once.folder, fresh_workspace.folder)
    return fresh_workspace


def code(ws, coder: str, count: int, as_read: bool = True) -> None:
    """Code the first notes as the reader read them, or as earning nothing."""
    notes = published.run(ws, "coding__notes").head(count)
    for note in notes.itertuples():
        read = published.run(ws, "note__sentences", written=note.note_key).set_index("start")
        said = [
            CodedSentence(s["start"], s["end"], tuple(read["codes"].get(s["start"], ())) if as_read else ())
            for s in note.sentences
        ]
        coding_job.keep(ws, 1, note.note_key, coder, said)


def here(ws):
    return reads_here(published.run(ws, "coding__sentences"), published.run(ws, "coding__strata"))


def test_sixty_notes_are_drawn_with_chances_that_add_up(ws):
    """The strata are what the reader read; over their chances the drawn notes are all that were read."""
    notes = published.run(ws, "coding__notes")
    assert len(notes) == 60
    assert notes["text"].notna().all()
    strata = published.run(ws, "coding__strata").set_index("stratum")["count"]
    assert strata.to_dict() == published.run(ws, "coding__drawable")["stratum"].value_counts().to_dict()


def test_sentences_of_a_drawn_note_are_its_words(ws):
    """Each place is that of a sentence of the text."""
    for note in published.run(ws, "coding__notes").head(20).itertuples():
        words = published.run(ws, "note__sentences", written=note.note_key)["text"].tolist()
        assert [note.text[s["start"] : s["end"]] for s in note.sentences] == words


def test_who_codes_as_the_reader_agrees_with_it(ws):
    """Every figure is 1, and the corrected share is the one that was read."""
    code(ws, "ann", 60)
    coding_job.make_known(ws, quiet)
    found = here(ws)
    assert found.coder == "ann"
    assert found.reader.codes["push"].kappa.value == pytest.approx(1)
    assert found.reader.stances.agree.value == pytest.approx(1)
    heard = found.shares["heard"]
    assert heard.value == pytest.approx(heard.read)
    assert heard.low < heard.value < heard.high


def test_two_people_at_once_lose_nothing_and_are_told_apart(ws):
    """Each sees their own notes; what two said of the same notes is compared."""
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda who: code(ws, who, 8, as_read=who == "ann"), ("ann", "ben")))
    coding_job.make_known(ws, quiet)
    assert coding_job.coded_by(ws, 1, "ann")["note_key"].nunique() == 8
    assert coding_job.coded_by(ws, 1, "ben")["codes"].map(len).sum() == 0
    assert here(ws).people.count_notes == 8


def test_going_back_to_a_note_replaces_what_was_said(ws):
    """A note coded twice counts once, as it was coded last."""
    code(ws, "ann", 2)
    code(ws, "ann", 2, as_read=False)
    found = coding_job.coded_by(ws, 1, "ann")
    assert found["note_key"].nunique() == 2
    assert found["codes"].map(len).sum() == 0


def test_a_correction_is_no_coding_and_changes_no_figure_of_the_reader(ws):
    """The reader is held to what it read itself."""
    code(ws, "ann", 60)
    coding_job.make_known(ws, quiet)
    before = here(ws)
    note = published.run(ws, "coding__notes").iloc[0]
    jobs.correct_reading(ws, note["note_key"], note["sentences"][0]["start"], quiet, codes=["goal"])
    assert here(ws).shares == before.shares
    assert here(ws).reader.codes == before.reader.codes


def test_what_was_coded_goes_with_the_person(ws):
    """Notes about an erased rep are drawn no more, and their codings are gone."""
    code(ws, "ann", 60)
    note = published.run(ws, "coding__notes").iloc[0]
    people = published.run(ws, "data__known_people")
    key = people.loc[people["name"].eq(note["rep"]), "person_key"].iloc[0]
    jobs.erase_person(ws, key, quiet)
    coding_job.make_known(ws, quiet)
    assert note["rep"] not in set(published.run(ws, "coding__notes")["rep"])
    assert note["note_key"] not in set(published.run(ws, "coding__sentences")["note_key"])


def test_the_page_draws_and_shows_nothing_of_what_was_read(fresh_workspace, sample_workspace):
    """From the button to the first note: no stance, no mark and no chance stands anywhere on the page."""
    shutil.copytree(sample_workspace.folder, fresh_workspace.folder)
    at = open_page("code_notes")
    at.button(key="draw").click().run()
    assert not at.exception
    at.text_input(key="coder").set_value("ann").run()
    told = " ".join(str(element.proto) for element in at.main if hasattr(element, "proto"))
    assert "Note 1 of 60" in texts(at.subheader)
    assert not at.get("html")[1:]
    for stance in STANCES.values():
        if stance.name not in ("asked", "heard", "mixed", "silent"):
            assert stance.name not in told
    assert not [
        button
        for button in at.button
        if button.key in {f"code_{c}" for c in CODES} and button.proto.type == "primary"
    ]


def test_a_note_is_coded_by_buttons_that_have_keys(ws):
    """An obstacle waits for its type; Next keeps the note, and a new session goes on after it."""
    at = open_page("code_notes")
    at.text_input(key="coder").set_value("ann").run()
    count = len(published.run(ws, "coding__notes")["sentences"].iloc[0])
    for _ in range(count):
        at.button(key="code_obstacle").click().run()
        at.button(key="coding_next").click().run()
        assert "An obstacle takes a type" in texts(at.warning)
        at.button(key="type_tools").click().run()
        at.button(key="coding_next").click().run()
    assert "Note 2 of 60" in texts(at.subheader)
    assert coding_job.coded_by(ws, 1, "ann")["obstacle_type"].tolist() == ["tools"] * count
    again = open_page("code_notes")
    again.text_input(key="coder").set_value("ann").run()
    assert "Note 2 of 60" in texts(again.subheader)


def test_every_code_and_type_has_a_key_of_its_own():
    """No two share one, and none is the page's own."""
    keys = [*coding.KEYS.values(), *coding.TYPE_KEYS.values()]
    assert set(coding.KEYS) == set(CODES)
    assert len(set(keys)) == len(keys)
    assert not {"C", "R"} & set(keys)


def test_definitions_and_team_health_say_what_figures_rest_on(ws):
    """Before anybody coded: the model alone; after: the corrected share with its interval."""
    assert "its figures are from invented notes" in texts(open_page().caption)
    code(ws, "ann", 60)
    coding_job.make_known(ws, quiet)
    assert re.search(
        r"By 60 notes that people coded here, 6 % are replaced as read, \d+ %", texts(open_page().caption)
    )
    at = open_page("definitions", part="Reader")
    assert "**ann** coded 60 notes" in texts(at.markdown)


def test_without_notes_there_is_nothing_to_draw(fresh_workspace):
    """An empty workspace says what to do next."""
    at = open_page("code_notes")
    assert not at.exception
    assert "There is no data yet" in texts(at.info)
