"""Fit the reader on labelled notes and measure it on writers it has not seen.

    python -m dashboard.reader.train

Writes `weights.npz`, `weights.json`, `evaluation.json` and `evaluation.md` beside this file. Needs
scikit-learn. Nothing in it is left to chance: the same notes give the same weights.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from . import codebook, features
from .evaluate import as_table, report
from .labelled import LabelledNote, labelled_notes
from .model import FOLDER, Model
from .sentences import split

STRENGTH = 30.0  # C of the logistic regressions
TELLING = 0.35  # how much a feature's own link with a code scales it, 0 to 1
TEMPERATURES = np.linspace(0.3, 3, 28)
THRESHOLDS = np.round(np.arange(0.1, 0.8, 0.02), 2)


@dataclass(frozen=True)
class Fitted:
    """Known features, their rarity, weights (features x outputs), bias; outputs are codes, then types."""

    known: np.ndarray
    rarity: np.ndarray
    weights: np.ndarray
    bias: np.ndarray


@dataclass(frozen=True)
class Truth:
    """Per sentence: its codes (sentences x codes, bool) and the number of its obstacle type, -1 for none."""

    codes: np.ndarray
    types: np.ndarray


def train(paths: Sequence[Path], folder: Path = FOLDER) -> dict:
    """Fit on all files, write weights and evaluation into `folder`, return the evaluation.

    Each file is one writer, so two files at least; every code must appear outside each file (ValueError).
    """
    notes = labelled_notes(paths)
    writers = np.array([note.writer for note in notes for _ in note.sentences])
    blocks = [row for note in notes for row in _blocks(note)]
    truth = _truth(notes)

    held_out = {}
    scores = np.zeros((len(blocks), len(codebook.CODES) + len(codebook.OBSTACLE_TYPES)))
    for writer in dict.fromkeys(writers):
        seen, unseen = np.flatnonzero(writers != writer), np.flatnonzero(writers == writer)
        held_out[writer] = fit([blocks[i] for i in seen], Truth(truth.codes[seen], truth.types[seen]))
        scores[unseen] = _scores(held_out[writer], [blocks[i] for i in unseen])

    evaluation = _evaluate(notes, writers, held_out, scores, truth)
    fitted, thresholds = settle(fit(blocks, truth), scores, truth)
    _save(folder, fitted, thresholds, paths)
    (folder / "evaluation.json").write_text(
        json.dumps(_rounded(evaluation), indent=1) + "\n", encoding="utf-8"
    )
    (folder / "evaluation.md").write_text(_page(evaluation), encoding="utf-8")
    return evaluation


def fit(blocks: Sequence[features.Blocks], truth: Truth) -> Fitted:
    """One logistic regression per code over all sentences, one over the types of those with an obstacle."""
    known, rarity = features.known_features(blocks)
    rows = _matrix(blocks, known, rarity)
    outputs = len(codebook.CODES) + len(codebook.OBSTACLE_TYPES)
    weights, bias = np.zeros((len(known), outputs)), np.zeros(outputs)
    for i, code in enumerate(codebook.CODES):
        if len(np.unique(truth.codes[:, i])) < 2:
            raise ValueError(f"The notes are too few to learn from: {code} is in none of them, or in all.")
        telling = _telling(rows, truth.codes[:, i])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0)
        model.fit(rows @ diags(telling), truth.codes[:, i])
        weights[:, i], bias[i] = model.coef_[0] * telling, model.intercept_[0]
    typed = np.flatnonzero(truth.types >= 0)
    if len(np.unique(truth.types[typed])) < len(codebook.OBSTACLE_TYPES):
        raise ValueError("The notes are too few to learn from: an obstacle type is in none of them.")
    model = LogisticRegression(C=STRENGTH, tol=1e-3, max_iter=300).fit(rows[typed], truth.types[typed])
    first = len(codebook.CODES)
    weights[:, first:], bias[first:] = model.coef_.T, model.intercept_
    return Fitted(known, rarity, weights, bias)


def _telling(rows: csr_matrix, marked: np.ndarray) -> np.ndarray:
    """How far each feature's share differs with and without the code: such features then cost the fit less.

    After the naive Bayes features of Wang and Manning (2012), mixed with 1.
    """
    present = rows.sign()
    with_code = np.asarray(present[marked].sum(axis=0)).ravel() + 1
    without = np.asarray(present[~marked].sum(axis=0)).ravel() + 1
    ratio = np.log(with_code / with_code.sum()) - np.log(without / without.sum())
    return 1 - TELLING + TELLING * np.abs(ratio)


def settle(fitted: Fitted, scores: np.ndarray, truth: Truth) -> tuple[Fitted, np.ndarray]:
    """Make probabilities honest and choose a threshold per code, both on scores of unseen writers.

    Codes are calibrated after Platt (1999), a slope and a shift each; types by one temperature (Guo 2017).
    """
    count = len(codebook.CODES)
    slope, shift, thresholds = np.ones(len(fitted.bias)), np.zeros(len(fitted.bias)), np.zeros(count)
    for i in range(count):
        line = LogisticRegression(C=1e4).fit(scores[:, [i]], truth.codes[:, i])
        slope[i], shift[i] = line.coef_[0, 0], line.intercept_[0]
        chances = 1 / (1 + np.exp(-(scores[:, i] * slope[i] + shift[i])))
        thresholds[i] = _best_threshold(chances, truth.codes[:, i])
    typed = np.flatnonzero(truth.types >= 0)
    slope[count:] = 1 / _best_temperature(scores[typed, count:], truth.types[typed])
    return replace(fitted, weights=fitted.weights * slope, bias=fitted.bias * slope + shift), thresholds


def _evaluate(notes, writers, held_out, scores, truth) -> dict:
    """Read each writer's notes with a model, a calibration and thresholds that never saw that writer."""
    given, own = [], []
    for writer, fitted in held_out.items():
        others = writers != writer
        fitted, thresholds = settle(fitted, scores[others], Truth(truth.codes[others], truth.types[others]))
        model = Model(fitted.known, fitted.rarity, fitted.weights, fitted.bias, thresholds, "held out")
        texts = [(note.text, note.relationship, note.spans) for note in notes if note.writer == writer]
        given += model.sentences(texts)
        own += model.sentences([(text, relationship, split(text)) for text, relationship, _ in texts])
    return report(notes, given, own)


def _blocks(note: LabelledNote):
    return features.note_blocks([note.text[start:end] for start, end in note.spans], note.relationship)


def _truth(notes: Sequence[LabelledNote]) -> Truth:
    types = list(codebook.OBSTACLE_TYPES)
    sentences = [sentence for note in notes for sentence in note.sentences]
    return Truth(
        np.array([[code in sentence.codes for code in codebook.CODES] for sentence in sentences]),
        np.array([types.index(s.obstacle_type) if s.obstacle_type else -1 for s in sentences]),
    )


def _matrix(blocks, known, rarity) -> csr_matrix:
    columns, values, starts = features.weighed(blocks, known, rarity)
    return csr_matrix((values.astype(float), columns, starts), shape=(len(blocks), len(known)))


def _scores(fitted: Fitted, blocks) -> np.ndarray:
    return _matrix(blocks, fitted.known, fitted.rarity) @ fitted.weights + fitted.bias


def _best_threshold(chances: np.ndarray, marked: np.ndarray) -> float:
    """The threshold of best F1; each is judged together with its neighbours, so that no single spike wins."""
    f1 = [
        2 * np.sum(marked & (chances > threshold)) / (np.sum(marked) + np.sum(chances > threshold))
        for threshold in THRESHOLDS
    ]
    smooth = np.convolve(np.pad(f1, 1, mode="edge"), np.ones(3) / 3, "valid")
    return float(THRESHOLDS[int(np.argmax(smooth))])


def _best_temperature(scores: np.ndarray, types: np.ndarray) -> float:
    def surprise(temperature):
        scaled = scores / temperature
        top = scaled.max(axis=1)
        total = np.log(np.exp(scaled - top[:, None]).sum(axis=1)) + top
        return np.mean(total - scaled[np.arange(len(types)), types])

    return float(min(TEMPERATURES, key=surprise))


def _save(folder: Path, fitted: Fitted, thresholds: np.ndarray, paths: Sequence[Path]) -> None:
    """Weights are kept as whole numbers from -127 to 127 times a scale per output: small, and as good."""
    scale = np.abs(fitted.weights).max(axis=0) / 127
    np.savez_compressed(
        folder / "weights.npz",
        known=fitted.known,
        rarity=fitted.rarity,
        weights=np.round(fitted.weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=fitted.bias.astype(np.float32),
    )
    digest = hashlib.sha256(b"".join(Path(path).read_bytes() for path in paths)).hexdigest()
    about = {
        "codes": list(codebook.CODES),
        "obstacle_types": list(codebook.OBSTACLE_TYPES),
        "thresholds": dict(zip(codebook.CODES, thresholds.tolist(), strict=True)),
        "features_version": features.VERSION,
        "strength": STRENGTH,
        "telling": TELLING,
        "corpus": [Path(path).name for path in paths],
        "corpus_sha256": digest,
        "made_by": "python -m dashboard.reader.train",
    }
    (folder / "weights.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def _page(evaluation: dict) -> str:
    return (
        "# How often the reader agrees with people, on invented notes\n\n"
        "Each writer's notes were read by a model that had seen none of that writer's notes. Made by\n"
        "`python -m dashboard.reader.train`; the same figures stand in `evaluation.json`.\n\n"
        "Settings of the fit were chosen by this measurement, so it flatters a little. A relationship that\n"
        "only one writer wrote about was read by a model that had seen none of it. *Given* are the\n"
        "sentences that people marked, *own* those that the reader found itself.\n\n"
        f"```\n{as_table(evaluation)}```\n"
    )


if __name__ == "__main__":
    print(as_table(train(sorted((FOLDER / "corpus").glob("*.jsonl")))))
