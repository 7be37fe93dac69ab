"""Fit the reader on labelled notes and measure it on writers it has not seen.

    pip install -r dashboard/reader/training/requirements.txt
    python -m dashboard.reader.train [MORE.jsonl ...]

Learns from the corpus and from files of one's own, each of them one writer. Writes `network.onnx`,
`ngrams.npz`, `model.json`, `evaluation.json` and `evaluation.md` beside this file, in some 90 minutes
on two cores, a network a core. The same notes give the same files on the same kind of machine.

What is shipped is the mean of the groups' networks, weight by weight: networks that started from the same
place may be averaged (Wortsman et al. 2022, "model soups"). So most of what is shipped has seen a writer, and
nothing of what that writer's notes were measured with.
"""

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from . import codebook, features, windows
from .evaluate import as_table, report
from .labelled import LabelledNote, labelled_notes
from .model import FOLDER, Model, joined
from .network import Network
from .ngrams import Ngrams
from .pieces import Pieces
from .sentences import split
from .training import baselines, count, export, fit
from .training.settle import Settled, Truth, calibration_error, reliability, settle

GROUPS = 4  # of writers; each is read by a network that has seen the others alone


def train(paths: Sequence[Path], folder: Path = FOLDER) -> dict:
    """Fit on all files, write model and evaluation into `folder`, return the evaluation.

    Each file is one writer, so at least as many files as `GROUPS`. Thresholds and figures come from scores
    that a network gave to writers whom it has not seen.
    """
    pieces = Pieces.load(FOLDER / "vocabulary.txt")
    notes = labelled_notes(paths)
    writers = sorted({note.writer for note in notes})
    group = [writers.index(note.writer) % GROUPS for note in notes]
    held_out = [[n for n, its in zip(notes, group, strict=True) if its == i] for i in range(GROUPS)]
    seen = [[n for n, its in zip(notes, group, strict=True) if its != i] for i in range(GROUPS)]
    with ProcessPoolExecutor(min(GROUPS, os.cpu_count() or 1), get_context("spawn")) as cores:
        weights = list(cores.map(learnt, seen))
    readers = [
        (Network(export.network(one), pieces), count.counted(notes))
        for one, notes in zip(weights, seen, strict=True)
    ]
    scores = [scores_of(*pair, group) for pair, group in zip(readers, held_out, strict=True)]
    evaluation = evaluate(held_out, readers, scores)

    measured = [note for group in held_out for note in group]
    about = _about(notes, settle(measured, np.concatenate(scores)), paths)
    (folder / "network.onnx").write_bytes(export.network(fit.mean(weights)))
    count.counted(notes).save(folder / "ngrams.npz")
    for name, content in (("model.json", about), ("evaluation.json", _rounded(evaluation))):
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    (folder / "evaluation.md").write_text(_page(evaluation), encoding="utf-8")
    return evaluation


def learnt(notes: Sequence[LabelledNote]) -> dict[str, np.ndarray]:
    """The weights of a network that has learnt from these notes."""
    pieces, examples = Pieces.load(FOLDER / "vocabulary.txt"), []
    for note in notes:
        truth = Truth.of([note])
        for window in windows.windows(pieces, note.text, note.relationship, note.spans):
            rows = [place.sentence for place in window.places]
            examples.append((window, Truth(truth.codes[rows], truth.types[rows])))
    return fit.fit(examples, len(pieces.numbers))


def scores_of(network: Network, ngrams: Ngrams, notes: Sequence[LabelledNote]) -> np.ndarray:
    """(sentences x outputs x 2) of the marked sentences of these notes, in order."""
    given = [(note.text, note.relationship, note.spans) for note in notes]
    return joined(network.scored(given), ngrams.scores(given))


def evaluate(
    held_out: Sequence[Sequence[LabelledNote]],
    readers: Sequence[tuple[Network, Ngrams]],
    scores: Sequence[np.ndarray],
) -> dict:
    """Read each group by readers, a calibration and thresholds that never saw its writers."""
    given, own, chances, simple = [], [], [], []
    for out, group in enumerate(held_out):
        others = [note for i, other in enumerate(held_out) for note in other if i != out]
        their_scores = np.concatenate([other for i, other in enumerate(scores) if i != out])
        model = Model(*readers[out], settle(others, their_scores).as_json(), "held out")
        given += model.read([(note.text, note.relationship, note.spans) for note in group])
        own += model.read([(note.text, note.relationship, split(note.text)) for note in group])
        chances.append(model.probabilities(scores[out])[0])
        simple.append(baselines.by_ngrams(others, their_scores[..., 1:], scores[out][..., 1:]))
    notes = [note for group in held_out for note in group]
    truth, chances = Truth.of(notes), np.concatenate(chances)
    each = [calibration_error(chances[:, i], truth.codes[:, i]) for i in range(len(codebook.CODES))]
    return {
        **report(notes, given, own),
        "calibration_error": {
            "all": calibration_error(chances.ravel(), truth.codes.ravel()),
            **dict(zip(codebook.CODES, each, strict=True)),
        },
        "reliability": {
            "all": reliability(chances.ravel(), truth.codes.ravel()),
            **{code: reliability(chances[:, i], truth.codes[:, i]) for i, code in enumerate(codebook.CODES)},
        },
        "baselines": {
            "keywords": baselines.figures(notes, baselines.by_keywords(notes)),
            "ngrams": baselines.figures(notes, np.concatenate(simple)),
        },
    }


def _about(notes: Sequence[LabelledNote], settled: Settled, paths: Sequence[Path]) -> dict:
    digest = hashlib.sha256(b"".join(Path(path).read_bytes() for path in paths)).hexdigest()
    return {
        "codes": list(codebook.CODES),
        "obstacle_types": list(codebook.OBSTACLE_TYPES),
        "windows_version": windows.VERSION,
        "features_version": features.VERSION,
        **settled.as_json(),
        "recipe": {**fit.RECIPE, "groups": GROUPS},
        "started_from": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "notes": len(notes),
        "corpus": [Path(path).name for path in paths],
        "corpus_sha256": digest,
        "made_by": "python -m dashboard.reader.train",
    }


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value


def _page(evaluation: dict) -> str:
    rows = "".join(
        f"| {name} | {row['micro_f1']:.2f} | {row['macro_f1']:.2f} | {row['stance_right']:.2f} "
        f"| {row['replaced_f1']:.2f} |\n"
        for name, row in _side_by_side(evaluation).items()
    )
    return (
        "# How often the reader agrees with people, on invented notes\n\n"
        f"Writers were put into {GROUPS} groups. Each was read by a network that had seen none of its\n"
        "writers, with calibration and thresholds of other writers too. Made by\n"
        "`python -m dashboard.reader.train`; the same figures stand in `evaluation.json`.\n\n"
        "What is shipped is the mean of these networks. No writer here can measure that, for three quarters\n"
        "of it have seen each of them. Settings were chosen by trials on some of these writers, so the\n"
        "figures flatter a bit. *Given* are the sentences that people marked, *own* those that the reader\n"
        "found itself.\n\n"
        f"```\n{as_table(evaluation)}```\n\n"
        f"Probabilities are off by {evaluation['calibration_error']['all']:.3f} on average (expected "
        "calibration error).\n\n"
        "## Beside simpler readers, on given sentences\n\n"
        "| | micro F1 | macro F1 | stance right | replaced F1 |\n|---|---|---|---|---|\n"
        f"{rows}\n"
        "*Keywords* are rules of thumb (`training/keywords.toml`), *n-grams* the counted words alone, which\n"
        "the reader takes as a second opinion beside its network.\n"
    )


def _side_by_side(evaluation: dict) -> dict[str, dict]:
    given, simple = evaluation["given"], evaluation["baselines"]
    own = {**given, "replaced_f1": given["replaced"]["f1"]}
    return {"the reader": own, "n-grams": simple["ngrams"], "keywords": simple["keywords"]}


if __name__ == "__main__":
    print(as_table(train([*sorted((FOLDER / "corpus").glob("*.jsonl")), *map(Path, sys.argv[1:])])))
