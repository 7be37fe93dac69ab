"""The fitted reader: logistic regressions over n-grams, one per code, and one choice among obstacle types.

Shipped as data (`weights.npz`, `weights.json`) and read with numpy alone.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from . import codebook, features, sentences
from .reading import Sentence

FOLDER = Path(__file__).parent
SENTENCES_AT_ONCE = 512  # bounds memory: about 300 features x 24 outputs x 4 bytes per sentence

Note = tuple[str, str, Sequence[tuple[int, int]]]


class Model:
    """Known features with their rarity, weights (features x outputs), bias per output, threshold per code.

    Outputs are the codes, then the obstacle types, in the order of the codebook.
    """

    def __init__(self, known, rarity, weights, bias, thresholds, name):
        self.known = known
        self.rarity = rarity
        self.weights = weights.astype(np.float32)
        self.bias = bias.astype(np.float32)
        self.thresholds = thresholds
        self.name = name

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Model":
        """Load from `folder`; ValueError when they were fitted for another codebook or other features."""
        data, about = (folder / "weights.npz").read_bytes(), (folder / "weights.json").read_bytes()
        meta = json.loads(about)
        _check(meta, folder / "weights.json")
        versions = f"{codebook.VERSION} {sentences.VERSION} {features.VERSION}"
        digest = hashlib.sha256(data + about + versions.encode()).hexdigest()
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            weights = arrays["weights"].astype(np.float32) * arrays["scale"]
            thresholds = np.array([meta["thresholds"][code] for code in codebook.CODES])
            name = f"ngrams-{digest[:12]}"
            return cls(arrays["known"], arrays["rarity"], weights, arrays["bias"], thresholds, name)

    def sentences(self, notes: Sequence[Note]) -> list[tuple[Sentence, ...]]:
        """The coded sentences of each note, a note being (text, relationship, spans of its sentences)."""
        coded = iter(self._coded(notes))
        return [
            tuple(Sentence(text[start:end], start, end, *next(coded)) for start, end in spans)
            for text, _, spans in notes
        ]

    def probabilities(self, notes: Sequence[Note]) -> tuple[np.ndarray, np.ndarray]:
        """All sentences of all notes in one sequence: (sentences x codes), (sentences x obstacle types)."""
        parts = [self._scores(batch) for batch in _batches(notes)]
        scores = np.concatenate(parts) if parts else np.zeros((0, len(self.bias)))
        codes, types = np.split(scores, [len(codebook.CODES)], axis=1)
        types = np.exp(types - types.max(axis=1, keepdims=True))
        return 1 / (1 + np.exp(-codes)), types / types.sum(axis=1, keepdims=True)

    def _scores(self, blocks):
        columns, values, starts = features.weighed(blocks, self.known, self.rarity)
        products = self.weights[columns] * values[:, None]
        return np.add.reduceat(products, starts[:-1], axis=0).astype(float) + self.bias

    def _coded(self, notes) -> Iterator[tuple[dict[str, float], str | None, float | None]]:
        names, types = tuple(codebook.CODES), tuple(codebook.OBSTACLE_TYPES)
        for chances, type_chances in zip(*self.probabilities(notes), strict=True):
            order = np.argsort(-chances, kind="stable")
            codes = {names[i]: round(float(chances[i]), 4) for i in order if chances[i] > self.thresholds[i]}
            if "obstacle" in codes:
                best = int(type_chances.argmax())
                yield codes, types[best], round(float(type_chances[best]), 4)
            else:
                yield codes, None, None


@cache
def shipped_model() -> Model:
    """The model that lies beside this file, loaded once."""
    return Model.load()


def _batches(notes: Sequence[Note]):
    """Feature blocks of all sentences, at most `SENTENCES_AT_ONCE` together."""
    batch = []
    for text, relationship, spans in notes:
        for row in features.note_blocks([text[start:end] for start, end in spans], relationship):
            batch.append(row)
            if len(batch) == SENTENCES_AT_ONCE:
                yield batch
                batch = []
    if batch:
        yield batch


def _check(meta: dict, path: Path) -> None:
    """Raise ValueError unless these weights fit the codebook and the features of this version."""
    wanted = {
        "codes": list(codebook.CODES),
        "obstacle_types": list(codebook.OBSTACLE_TYPES),
        "features_version": features.VERSION,
    }
    for key, value in wanted.items():
        if meta.get(key) != value:
            raise ValueError(
                f"{path.name} does not fit this version of Heard. It has {key} {meta.get(key)}, "
                f"needed is {value}. Fit the reader anew: python -m dashboard.reader.train"
            )
