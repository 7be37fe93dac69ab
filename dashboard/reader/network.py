"""The network at work: windows of pieces -> what each sentence scores, and which of its words made it so.

One window at a time and never filled up, so a note reads the same in any company.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np
import onnxruntime

from .pieces import Pieces
from .windows import Place, Window, windows

AT_ONCE = min(cpu_count() or 1, 4)

onnxruntime.disable_telemetry_events()  # on Windows it would tell the system about each session

Note = tuple[str, str, Sequence[tuple[int, int]]]
"""Text, relationship, (start, end) of each sentence."""


@dataclass(frozen=True)
class Scored:
    """A sentence: a score per output, and what it falls by without each word (words x outputs)."""

    scores: np.ndarray
    words: tuple[tuple[int, int, int], ...]
    parts: np.ndarray
    shares: np.ndarray

    def effects(self, output: int) -> np.ndarray:
        """By how much the score would fall if each word's pieces were left out of the mean."""
        firsts = np.cumsum([0, *(count for _, _, count in self.words[:-1])])
        parts, shares = (np.add.reduceat(each[:, output], firsts) for each in (self.parts, self.shares))
        total = self.scores[output]
        return total - (total - parts) / np.maximum(1 - shares, 1e-6)


class Network:
    """An ONNX file (`training/export.py`) and the vocabulary that belongs to it."""

    def __init__(self, data: bytes, pieces: Pieces):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # windows run beside each other, which is faster than sharing one
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._pieces = pieces

    def scored(self, notes: Iterable[Note]) -> Iterator[list[Scored]]:
        """The scored sentences of each note, in order."""
        cut = [list(windows(self._pieces, *note)) for note in notes]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = pool.map(self._run, (window for note in cut for window in note))
            for note in cut:
                yield [scored for _ in note for scored in next(found)]

    def _run(self, window: Window) -> list[Scored]:
        scores, weights = self._session.run(["scores", "weights"], {"ids": np.array(window.ids, np.int64)})
        return [_pooled(scores, weights, place) for place in window.places]


def _pooled(scores: np.ndarray, weights: np.ndarray, place: Place) -> Scored:
    own = weights[place.start : place.end].astype(float)
    shares = np.exp(own - own.max(axis=0))
    shares /= shares.sum(axis=0)
    parts = shares * scores[place.start : place.end]
    return Scored(parts.sum(axis=0), place.words, parts, shares)
