"""The model behind the reader: pieces, windows, the shipped network, and what is settled for it."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dashboard import reader
from dashboard.reader import codebook, model
from dashboard.reader.certainty import chance_of, stance_chances
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES, STANCES, readings_of, stance_of
from dashboard.reader.labelled import labelled_notes
from dashboard.reader.model import FILES, FOLDER
from dashboard.reader.network import Network
from dashboard.reader.pieces import Pieces
from dashboard.reader.training.settle import (
    Truth,
    best_threshold,
    calibration_error,
    platt,
    reliability,
    settle,
    sure_from,
)
from dashboard.reader.windows import LONGEST, windows

CORPUS = sorted((FOLDER / "corpus").glob("*.jsonl"))


@pytest.fixture(scope="module")
def pieces():
    """The shipped vocabulary."""
    return Pieces.load(FOLDER / "vocabulary.txt")


@pytest.fixture(scope="module")
def network(pieces):
    """The shipped network."""
    return Network((FOLDER / "network.onnx").read_bytes(), pieces)


def cut(pieces, text):
    """The pieces of a text, by name."""
    names = list(pieces.numbers)
    return [names[number] for _, _, numbers in pieces.words(text) for number in numbers]


# Pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Told her: 43 dials!", "told her : 43 dial ##s !"),
        ("naïve ÄRGER", "naive ar ##ger"),
        ("1:1 w/ A. O'Hara", "1 : 1 w / a . o ' hara"),
        ("reforecasting", "ref ##ore ##cast ##ing"),
        ("\x00a\u200fb \ufffd", "ab"),
        ("漢名", "漢 名"),
        ("€40k", "€ ##40 ##k"),
        ("x" * 101, "[UNK]"),
        ("\U0001fae0", "[UNK]"),
        ("", ""),
    ],
)
def test_words_become_the_pieces_that_bert_knows(pieces, text, expected):
    """Small letters, no accents, marks alone, the longest known piece first; checked against BERT's own."""
    assert cut(pieces, text) == expected.split()


def test_a_word_keeps_its_place_in_the_text(pieces):
    """Places give the words back, also where letters were dropped."""
    text = "\u200fÄrger, naïve 43%"
    assert [text[start:end] for start, end, _ in pieces.words(text)] == [
        "\u200fÄrger",
        ",",
        "naïve",
        "43",
        "%",
    ]


# Windows


def test_a_short_note_is_one_window_that_says_whom_it_is_about(pieces):
    """Relationship first, a separator after each sentence."""
    text = "He is ill. Call IT."
    (window,) = windows(pieces, text, "peers", [(0, 10), (11, 19)])
    names = list(pieces.numbers)
    said = " ".join(names[i] for i in window.ids)
    assert said == "[CLS] peers : he is ill . [SEP] call it . [SEP]"
    assert (
        " ".join(names[i] for i in window.ids[window.places[1].start : window.places[1].end]) == "call it ."
    )


def test_a_long_note_is_cut_and_every_sentence_has_one_place(pieces):
    """Windows stay near their length, also beside a sentence that alone is too long."""
    sizes = [5, 50, 90, 40, 999, 3, 70, 70, 1]
    text = " ".join("call " * size for size in sizes)
    spans = [(match.start(), match.end()) for match in re.finditer(r"(call ?)+", text.replace("  ", " |"))]
    found = list(windows(pieces, text, "people", spans))
    assert [place.sentence for window in found for place in window.places] == list(range(len(spans)))
    assert len(found) > 1
    assert all(len(window.ids) < 2.5 * LONGEST for window in found)


# The network


def test_reading_needs_no_training_library():
    """A process that reads a note has imported nothing that only training needs."""
    program = (
        "import sys; from dashboard.reader import read; read('Hit the phones.', 'people');"
        "sys.exit(any(name in sys.modules for name in ('torch', 'sklearn', 'scipy', 'onnx')))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[1])


def test_the_shipped_files_are_small():
    """Network, counted words, description and vocabulary take less than 26 MB."""
    assert sum((FOLDER / name).stat().st_size for name in FILES) < 26_000_000


@pytest.fixture
def copied_model(tmp_path):
    """A folder with a copy of the shipped model."""
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("key", "value"),
    [("codes", ["count"]), ("obstacle_types", []), ("windows_version", 0), ("features_version", 0)],
)
def test_a_model_for_another_codebook_is_refused(copied_model, key, value):
    """A model for other codes, types, windows or features does not load; the error says what to do."""
    about = json.loads((copied_model / "model.json").read_text())
    (copied_model / "model.json").write_text(json.dumps({**about, key: value}))
    with pytest.raises(ValueError, match=r"does not fit this version of Heard.*dashboard\.reader\.train"):
        model.Model.load(copied_model)


def test_the_name_says_network_and_versions(copied_model, monkeypatch):
    """Another network or another version of the codebook has another name; the same have the same."""
    shipped = reader.model_name()
    assert re.fullmatch(r"minilm-[0-9a-f]{12}", shipped)
    assert model.Model.load(copied_model).name == shipped
    monkeypatch.setattr(codebook, "VERSION", codebook.VERSION + 1)
    assert model.Model.load(copied_model).name != shipped


def test_thresholds_of_ones_own_change_what_is_read_and_the_name():
    """A lower threshold finds what the shipped one leaves out, and no other code changes."""
    text, spans = "We should look at the numbers some day.", [(0, 39)]
    ((shipped,),) = reader.chances([(text, "people", spans)])
    code = max(
        (code for code in codebook.CODES if code not in reader.read(text, "people").sentences[0].codes),
        key=lambda code: shipped[list(codebook.CODES).index(code)],
    )
    own = {code: shipped[list(codebook.CODES).index(code)] / 2}
    (reading,) = reader.read_many([(text, "people")], own)
    assert set(reading.sentences[0].codes) == {code} | set(reader.read(text, "people").sentences[0].codes)
    assert reader.model_name(own).startswith(f"{reader.model_name()}+")
    assert reader.model_name({code: own[code] / 2}) != reader.model_name(own)
    assert reader.thresholds()[code] > own[code]


def test_the_shipped_model_was_fitted_on_the_shipped_corpus():
    """The digest in the description is that of the corpus files."""
    about = json.loads((FOLDER / "model.json").read_text())
    assert (
        about["corpus_sha256"] == hashlib.sha256(b"".join(path.read_bytes() for path in CORPUS)).hexdigest()
    )


def test_without_its_telling_word_a_sentence_loses_more_of_its_code(network):
    """In most coded sentences the strongest word, left out, costs more than another word drawn by lot."""
    chance, won, tried = np.random.default_rng(0), 0, 0
    for note in labelled_notes(CORPUS)[::40]:
        for marked in note.sentences:
            text = note.text[marked.start : marked.end]
            ((whole,),) = network.scored([(text, note.relationship, [(0, len(text))])])
            words = [i for i, (start, end, _) in enumerate(whole.words) if text[start:end].isalnum()]
            for code in marked.codes:
                output = list(CODES).index(code)
                if len(words) < 5 or whole.scores[output] < 0:
                    continue
                best = max(words, key=lambda i: whole.effects(output)[i])
                pair = []
                for i in (best, int(chance.choice([i for i in words if i != best]))):
                    less = text[: whole.words[i][0]] + text[whole.words[i][1] :]
                    ((without,),) = network.scored([(less, note.relationship, [(0, len(less))])])
                    pair.append(without.scores[output])
                tried += 1
                won += pair[0] < pair[1]
    assert tried > 100
    assert won / tried > 0.7


# Certainty


def test_chances_of_stances_add_up_to_one():
    """Whatever the chances of the codes are."""
    chances = np.random.default_rng(0).random((50, 3, len(CODES)))
    for note in chances:
        by_stance = stance_chances(note)
        assert list(by_stance) == list(STANCES)
        assert sum(by_stance.values()) == pytest.approx(1)


def test_codes_that_are_certain_give_their_stance_for_certain():
    """With chances of 0 and 1 the stance of the codebook has the chance 1."""
    rows = np.random.default_rng(1).random((200, 2, len(CODES))) < 0.1
    for note in rows.astype(float):
        stance = stance_of(
            *readings_of([code for code, has in zip(CODES, row, strict=True) if has] for row in note)
        )
        assert chance_of(stance, note) == 1


def test_replaced_is_the_chance_of_both_its_stances():
    """A note that is either waved away or do more is surely replaced."""
    chances = np.zeros((1, len(CODES)))
    chances[0, list(CODES).index("push")] = 1
    chances[0, list(CODES).index("dismiss")] = 0.5
    assert chance_of("do_more", chances) == chance_of("waved_away", chances) == 1


def test_sure_begins_where_enough_are_right():
    """Twelve right with one wrong among them, then wrong ones only; and never where nothing is right."""
    chances = np.linspace(0.99, 0.8, 20)
    right = np.array([True] * 5 + [False] + [True] * 7 + [False] * 7)
    assert sure_from(chances, right) == chances[12]
    assert sure_from(chances, np.zeros(20, bool)) == 1


# Calibration


def test_a_curve_through_scores_finds_what_they_mean():
    """One reader's score is half of the true log odds, another's tells nothing: slopes 2 and 0, the shift."""
    random_numbers = np.random.default_rng(0)
    scores = random_numbers.normal(size=(20_000, 2))
    marked = random_numbers.random(20_000) < 1 / (1 + np.exp(-(2 * scores[:, 0] - 1)))
    slopes, shift = platt(scores, marked)
    assert slopes == pytest.approx([2, 0], abs=0.1)
    assert shift == pytest.approx(-1, abs=0.1)


def test_scores_that_part_perfectly_have_a_finite_curve():
    """No overflow, no endless slope."""
    slopes, shift = platt(np.array([[-3.0], [-2], [2], [3]]), np.array([False, False, True, True]))
    assert 1 <= slopes[0] < 10
    assert abs(shift) < 1


def test_the_threshold_lies_where_f1_is_best():
    """Marks begin at a chance of 0.4."""
    chances = np.linspace(0, 1, 201)
    assert best_threshold(chances, chances > 0.4) == pytest.approx(0.4, abs=0.02)


def test_the_reliability_of_a_worked_example():
    """A tenth without chances is left out; the others say how often they came true."""
    bins = reliability(np.array([0.05, 0.05, 0.72, 0.78]), np.array([0, 1, 1, 1]))
    assert [(b["said"], b["came_true"], b["number"]) for b in bins] == [
        (pytest.approx(0.05), 0.5, 2), (pytest.approx(0.75), 1.0, 2),
    ]  # fmt: skip


def test_the_calibration_error_of_a_worked_example():
    """Chances of 0.7 of which half came true are off by 0.2."""
    assert calibration_error(np.full(10, 0.7), np.arange(10) < 5) == pytest.approx(0.2)
    assert calibration_error(np.full(10, 0.7), np.arange(10) < 7) == pytest.approx(0)


def test_settling_joins_readers_and_types_and_keeps_chances_honest():
    """Of two readers the one that knows is believed; each code's chances come true as often as they say."""
    notes = labelled_notes(CORPUS[:2])
    truth, random_numbers = Truth.of(notes), np.random.default_rng(0)
    scores = random_numbers.normal(size=(len(truth.codes), len(CODES) + len(OBSTACLE_TYPES), 2))
    scores[:, : len(CODES), 0] += 3 * truth.codes
    typed = np.flatnonzero(truth.types >= 0)
    scores[typed, len(CODES) + truth.types[typed], 0] += 3
    settled = settle(notes, scores)
    assert (settled.slope[:, 0] > 5 * np.abs(settled.slope[:, 1])).all()
    chances = 1 / (1 + np.exp(-((scores * settled.slope).sum(axis=2) + settled.shift)))[:, : len(CODES)]
    assert calibration_error(chances.ravel(), truth.codes.ravel()) < 0.02
    assert list(settled.as_json()["thresholds"]) == list(CODES)
