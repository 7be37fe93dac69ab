"""The shipped reader: a network and counted words, and what was settled for both (calibration, thresholds).

Shipped as data, the files of `FILES`; all but the vocabulary are made by `python -m dashboard.reader.train`.
"""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from . import codebook, features, sentences, windows
from .certainty import certainty
from .network import Network, Note, Scored
from .ngrams import Ngrams
from .pieces import Pieces
from .reading import Reading, Sentence, stance_from

FOLDER = Path(__file__).parent
FILES = ("network.onnx", "vocabulary.txt", "ngrams.npz", "model.json")
NOTES_AT_ONCE = 256
MOST_WORDS = 3  # words shown for a code

# codes, obstacle type and its probability, words: what `Sentence` holds after its place
Coded = tuple[dict[str, float], str | None, float | None, dict[str, tuple[tuple[int, int], ...]]]


class Model:
    """Two readers with their description; outputs are the codes, then the obstacle types, as in the codebook.

    `about` holds per output the `slope` of each reader's score and a `shift`, `thresholds` per code, and
    `sure_from` (see `certainty`).
    """

    def __init__(self, network: Network, ngrams: Ngrams, about: dict, name: str):
        self.name = name
        self._network, self._ngrams = network, ngrams
        self._slope, self._shift = np.array(about["slope"]), np.array(about["shift"])
        self._thresholds = np.array([about["thresholds"][code] for code in codebook.CODES])
        self._sure_from = about["sure_from"]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Model":
        """Load from `folder`; ValueError when it was fitted for another codebook or otherwise cut text."""
        data = [(folder / name).read_bytes() for name in FILES]
        about = json.loads(data[-1])
        _check(about, folder / FILES[-1])
        versions = f"{codebook.VERSION} {sentences.VERSION} {windows.VERSION} {features.VERSION}"
        digest = hashlib.sha256(b"".join(data) + versions.encode()).hexdigest()
        network = Network(data[0], Pieces.load(folder / "vocabulary.txt"))
        return cls(network, Ngrams.load(folder / "ngrams.npz"), about, f"minilm-{digest[:12]}")

    def with_thresholds(self, own: Mapping[str, float]) -> "Model":
        """The same readers with other thresholds for these codes; another name, where there are any."""
        if not own:
            return self
        model = copy.copy(self)
        model._thresholds = np.array(
            [own.get(code, shipped) for code, shipped in zip(codebook.CODES, self._thresholds, strict=True)]
        )
        model.name = f"{self.name}+{hashlib.sha256(model._thresholds.tobytes()).hexdigest()[:6]}"
        return model

    @property
    def thresholds(self) -> dict[str, float]:
        """By code: the probability above which a sentence has it."""
        return dict(zip(codebook.CODES, self._thresholds.tolist(), strict=True))

    def chances(self, notes: Sequence[Note]) -> list[np.ndarray]:
        """For each note (sentences x codes), in the codebook's order: also what is below the thresholds."""
        scored = list(self._network.scored(notes))
        chances, _ = self.probabilities(joined(scored, self._ngrams.scores(notes)))
        return np.split(chances, np.cumsum([len(sentences) for sentences in scored])[:-1])

    def read(self, notes: Sequence[Note]) -> list[Reading]:
        """The reading of each note; equal notes are read once."""
        keys = [(text, relationship, tuple(spans)) for text, relationship, spans in notes]
        different = list(dict.fromkeys(keys))
        readings = {}
        for first in range(0, len(different), NOTES_AT_ONCE):
            some = different[first : first + NOTES_AT_ONCE]
            scored = list(self._network.scored(some))
            scores = joined(scored, self._ngrams.scores(some))
            ends = np.cumsum([len(sentences) for sentences in scored])[:-1]
            for note, *found in zip(some, scored, np.split(scores, ends), strict=True):
                readings[note] = self._reading(note, *found)
        return [readings[key] for key in keys]

    def _reading(self, note: Note, scored: Sequence[Scored], scores: np.ndarray) -> Reading:
        text, relationship, spans = note
        chances, type_chances = self.probabilities(scores)
        coded = self._coded(text, scored, chances, type_chances)
        found = tuple(
            Sentence(text[start:end], start, end, *codes)
            for (start, end), codes in zip(spans, coded, strict=True)
        )
        readings = stance_from(found, relationship)
        stance = readings[-1]
        sure = None if stance is None else certainty(stance, chances, self._sure_from)
        return Reading(*readings, sure, found)

    def probabilities(self, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Calibrated (sentences x codes) and (sentences x obstacle types) from `joined` scores."""
        settled = (scores * self._slope).sum(axis=2) + self._shift
        codes, types = np.split(settled, [len(codebook.CODES)], axis=1)
        types = np.exp(types - types.max(axis=1, keepdims=True))
        return 1 / (1 + np.exp(-codes)), types / types.sum(axis=1, keepdims=True)

    def _coded(self, text, scored, chances, type_chances) -> Iterator[Coded]:
        names, types = tuple(codebook.CODES), tuple(codebook.OBSTACLE_TYPES)
        for sentence, own, own_types in zip(scored, chances, type_chances, strict=True):
            order = [i for i in np.argsort(-own, kind="stable") if own[i] > self._thresholds[i]]
            codes = {names[i]: round(float(own[i]), 4) for i in order}
            words = {names[i]: _telling(text, sentence, i) for i in order}
            if "obstacle" in codes:
                best = int(own_types.argmax())
                yield codes, types[best], round(float(own_types[best]), 4), words
            else:
                yield codes, None, None, words


def joined(scored: Iterable[Sequence[Scored]], ngrams: np.ndarray) -> np.ndarray:
    """(sentences x outputs x 2): what the network and the n-grams say of all sentences, in order."""
    own = np.array([sentence.scores for note in scored for sentence in note])
    return np.stack([own.reshape(ngrams.shape), ngrams], axis=2)


@cache
def shipped_model() -> Model:
    """The model that lies beside this file, loaded once."""
    return Model.load()


def _telling(text: str, sentence: Scored, output: int) -> tuple[tuple[int, int], ...]:
    """The words, not the marks, without which the score would fall most."""
    effects = sentence.effects(output)
    places = [sentence.words[i][:2] for i in np.argsort(-effects, kind="stable") if effects[i] > 0]
    words = [(start, end) for start, end in places if any(c.isalnum() for c in text[start:end])]
    return tuple(words[:MOST_WORDS])


def _check(about: dict, path: Path) -> None:
    """Raise ValueError unless this model fits the codebook, the windows and the features of this version."""
    wanted = {
        "codes": list(codebook.CODES),
        "obstacle_types": list(codebook.OBSTACLE_TYPES),
        "windows_version": windows.VERSION,
        "features_version": features.VERSION,
    }
    for key, value in wanted.items():
        if about.get(key) != value:
            raise ValueError(
                f"{path.name} does not fit this version of Heard. It has {key} {about.get(key)}, "
                f"needed is {value}. Fit the reader anew: python -m dashboard.reader.train"
            )
