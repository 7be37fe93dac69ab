"""From which probability on a sentence has a code, learnt from notes that people coded in this workspace.

Each half of the notes chooses thresholds for the other, so that every note judges thresholds that never saw
it (cross-fitting). What is chosen on all notes is kept only where this did better for certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

SEED = 7
DRAWS = 2000
LEAST_POSITIVES = 8
"""Sentences with a code under which its shipped threshold stays."""

DRAWN_TO_SHIPPED = 10
"""Sentences that speak for the shipped threshold before the first coded one does."""

GRID = np.round(np.linspace(0.05, 0.95, 46), 3)


@dataclass(frozen=True)
class Learnt:
    """`thresholds` by code; micro-F1 on notes that did not choose them, `before` (shipped) and `after`.

    `gain_low` and `gain_high`: 95 % interval of the difference, notes drawn anew.
    """

    thresholds: dict[str, float]
    before: float
    after: float
    gain_low: float
    gain_high: float
    count_notes: int

    @property
    def helped(self) -> bool:
        """Whether the reader did better with them for certain, on notes that did not choose them."""
        return self.gain_low > 0


def learn(sentences: pd.DataFrame, shipped: Mapping[str, float]) -> Learnt:
    """Choose thresholds. `sentences`, one row a sentence and code: note_key, code, probability, has.

    `has`: whether people gave the sentence the code. `shipped`: the threshold of each code as it stands.
    """
    notes = np.sort(sentences["note_key"].unique())
    half = pd.Series(np.random.default_rng(SEED).permutation(len(notes)) % 2, index=notes)
    side = sentences["note_key"].map(half).to_numpy()
    own = np.empty(len(sentences))
    for this in (0, 1):
        chosen = _chosen(sentences[side != this], shipped)
        own[side == this] = sentences.loc[side == this, "code"].map(chosen)
    shipped_at = sentences["code"].map(shipped).to_numpy(float)
    has, chance = sentences["has"].to_numpy(bool), sentences["probability"].to_numpy(float)
    place = np.searchsorted(notes, sentences["note_key"].to_numpy())
    counts = [_by_note(place, len(notes), has, chance > at) for at in (shipped_at, own)]
    drawn = np.random.default_rng(SEED).multinomial(len(notes), np.full(len(notes), 1 / len(notes)), DRAWS)
    before, after = (_f1(of.sum(axis=0)) for of in counts)
    gains = _f1(drawn @ counts[1]) - _f1(drawn @ counts[0])
    low, high = np.percentile(gains, [2.5, 97.5])
    return Learnt(
        _chosen(sentences, shipped), float(before), float(after), float(low), float(high), len(notes)
    )


def _chosen(sentences: pd.DataFrame, shipped: Mapping[str, float]) -> dict[str, float]:
    return {
        code: _best(own["probability"].to_numpy(float), own["has"].to_numpy(bool), shipped[code])
        for code, own in sentences.groupby("code")
    }


def _best(chance: np.ndarray, has: np.ndarray, shipped: float) -> float:
    """The threshold of the best F1, drawn towards the shipped one where few sentences speak for it."""
    if has.sum() < LEAST_POSITIVES:
        return shipped
    grid = np.append(GRID, shipped)
    said = chance[:, None] > grid
    right = (said & has[:, None]).sum(axis=0)
    f1 = 2 * right / (said.sum(axis=0) + has.sum())
    # of equally good ones the nearest to what was settled on thousands of sentences
    best = grid[np.lexsort([np.abs(grid - shipped), -f1])[0]]
    trust = has.sum() / (has.sum() + DRAWN_TO_SHIPPED)
    return round(float(trust * best + (1 - trust) * shipped), 4)


def _by_note(place: np.ndarray, count: int, has: np.ndarray, said: np.ndarray) -> np.ndarray:
    """(notes x 3): right, said, there."""
    counts = np.zeros((count, 3))
    for column, what in enumerate((has & said, said, has)):
        np.add.at(counts[:, column], place, what)
    return counts


def _f1(counts: np.ndarray) -> np.ndarray:
    right, said, there = np.moveaxis(counts, -1, 0)
    return 2 * right / np.maximum(said + there, 1)
