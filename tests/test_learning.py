"""Thresholds learnt from coded notes, and labels to be fitted on: by command, kept only where they help."""

from __future__ import annotations

import csv
import shutil

import pytest
from conftest import ROOT

from dashboard import coding_job, jobs, learning, reader, reading_job
from dashboard.__main__ import main
from dashboard.agreement.thresholds import Learnt
from dashboard.coding_job import CodedSentence
from dashboard.reader.labelled import labelled_notes
from dashboard.warehouse import published, store, workspace

NOTES = 200


def quiet(share, words):
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """People and the first coaching notes of the sample, read."""
    folder = tmp_path_factory.mktemp("learning")
    ws = workspace.named(folder / "workspace")
    with (ROOT / "sample_data" / "coaching_notes.csv").open(encoding="utf-8", newline="") as notes:
        rows = list(csv.reader(notes))[: NOTES + 1]
    with (folder / "coaching_notes.csv").open("w", encoding="utf-8", newline="") as some:
        csv.writer(some).writerows(rows)
    jobs.bring_in(ws, [ROOT / "sample_data" / "people.csv", folder / "coaching_notes.csv"], quiet)
    reading_job.read_unread(ws, quiet)
    return ws


@pytest.fixture(scope="module")
def coded_once(read_once, tmp_path_factory):
    """Sixty of them drawn, and coded by somebody who sees most codes much sooner than the reader."""
    ws = workspace.named(tmp_path_factory.mktemp("coded") / "workspace")
    shutil.copytree(read_once.folder, ws.folder)
    coding_job.draw_sample(ws, quiet)
    notes = published.run(ws, "coding__notes")
    spans = {n.note_key: [(s["start"], s["end"]) for s in n.sentences] for n in notes.itertuples()}
    sooner = dict.fromkeys(("push", "context", "count", "goal", "feeling", "help", "together"), 0.02)
    readings = reader.read_many([(text, "people") for text in notes["text"]], sooner)
    for key, reading in zip(notes["note_key"], readings, strict=True):
        read = {sentence.start: tuple(sentence.codes) for sentence in reading.sentences}
        said = [
            CodedSentence(*span, codes := read.get(span[0], ()), "tools" if "obstacle" in codes else None)
            for span in spans[key]
        ]
        coding_job.keep(ws, 1, key, "ann", said)
    coding_job.make_known(ws, quiet)
    return ws


@pytest.fixture
def ws(fresh_workspace, coded_once):
    shutil.copytree(coded_once.folder, fresh_workspace.folder)
    return fresh_workspace


def kept(ws) -> dict[str, float]:
    with store.writing(ws) as opened:
        opened.leave_unchanged()
        return opened.run("store/thresholds").set_index("code")["threshold"].to_dict()


def count_unread(ws, model: str) -> int:
    with store.writing(ws) as opened:
        opened.leave_unchanged()
        return int(opened.run("store/count_unread", model=model).iloc[0]["count_unread"])


def stances(ws) -> list[tuple[str, str]]:
    return list(published.run(ws, "note__list")[["note_key", "stance"]].itertuples(index=False, name=None))


def test_thresholds_that_help_are_kept_and_everything_is_read_with_them(ws, capsys):
    """Whoever sees codes much sooner gets lower thresholds; --undo brings back what was."""
    before = stances(ws)
    assert main(["learn"]) == 0
    assert "Own thresholds are in use" in capsys.readouterr().out
    own = kept(ws)
    assert sum(own.values()) < sum(reader.thresholds().values())
    assert count_unread(ws, reader.model_name(own)) == 0
    assert count_unread(ws, reader.model_name()) > 0
    assert stances(ws) != before
    assert main(["learn", "--undo"]) == 0
    assert kept(ws) == {}
    assert stances(ws) == before


def test_thresholds_that_do_not_help_change_nothing(ws, capsys, monkeypatch):
    """Without a certain gain the shipped ones stay, and the command says so."""
    unsure = Learnt(reader.thresholds(), 0.8, 0.81, -0.02, 0.04, 60)
    monkeypatch.setattr(learning, "learn_thresholds", lambda *_: unsure)
    assert main(["learn"]) == 0
    assert "no certain gain, so nothing was changed" in capsys.readouterr().out
    assert kept(ws) == {}


def test_too_few_coded_notes_are_a_sentence(fresh_workspace, read_once, capsys):
    """Nobody coded anything: exit status 2, and what to do."""
    shutil.copytree(read_once.folder, fresh_workspace.folder)
    assert main(["learn"]) == 2
    assert "Thresholds take 30 notes that one person coded; there are 0." in capsys.readouterr().err


def test_labels_are_notes_that_the_reader_can_be_fitted_on(ws, tmp_path, capsys):
    """Sixty coded notes and a corrected one come out as the corpus has them."""
    drawn = published.run(ws, "coding__notes")
    notes = published.run(ws, "coding__drawable")
    other = notes[~notes["text_key"].isin(notes.loc[notes["note_key"].isin(drawn["note_key"]), "text_key"])]
    key, sentences = other.iloc[0][["note_key", "sentences"]]
    jobs.correct_reading(ws, key, sentences[0]["start"], quiet, codes=["goal"])
    assert main(["labels", str(tmp_path / "own.jsonl")]) == 0
    labelled = labelled_notes([tmp_path / "own.jsonl"])
    assert len(labelled) == drawn["text"].nunique() + 1
    assert frozenset({"goal"}) in {note.sentences[0].codes for note in labelled}
    assert f"{len(labelled)} labelled notes in" in capsys.readouterr().out
