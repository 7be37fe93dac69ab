"""The second opinion: logistic regressions over words and runs of letters, beside the network."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from . import features

SENTENCES_AT_ONCE = 512  # bounds memory: about 300 features x 24 outputs x 4 bytes per sentence


class Ngrams:
    """Known features with their rarity, weights (features x outputs) and a bias per output."""

    def __init__(self, known: np.ndarray, rarity: np.ndarray, weights: np.ndarray, bias: np.ndarray):
        self.known, self.rarity = known, rarity
        self.weights, self.bias = weights.astype(np.float32), bias.astype(np.float32)

    @classmethod
    def load(cls, path: Path) -> "Ngrams":
        """Load what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            weights = arrays["weights"].astype(np.float32) * arrays["scale"]
            return cls(arrays["known"], arrays["rarity"], weights, arrays["bias"])

    def save(self, path: Path) -> None:
        """Weights are kept as whole numbers from -127 to 127 times a scale per output: small, and as good."""
        scale = np.abs(self.weights).max(axis=0) / 127
        np.savez_compressed(
            path,
            known=self.known,
            rarity=self.rarity,
            weights=np.round(self.weights / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=self.bias,
        )

    def scores(self, notes: Sequence[tuple[str, str, Sequence[tuple[int, int]]]]) -> np.ndarray:
        """(sentences x outputs) of all sentences of these notes (text, relationship, spans), in order."""
        rows = [row for note in notes for row in note_features(*note)]
        parts = [
            self._scores(rows[i : i + SENTENCES_AT_ONCE]) for i in range(0, len(rows), SENTENCES_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.bias)))

    def _scores(self, rows: Sequence[features.Blocks]) -> np.ndarray:
        columns, values, starts = features.weighed(rows, self.known, self.rarity)
        products = self.weights[columns] * values[:, None]
        return np.add.reduceat(products, starts[:-1], axis=0).astype(float) + self.bias


def note_features(text: str, relationship: str, spans: Sequence[tuple[int, int]]) -> list[features.Blocks]:
    """The features of each sentence of a note."""
    return list(features.note_blocks([text[start:end] for start, end in spans], relationship))
