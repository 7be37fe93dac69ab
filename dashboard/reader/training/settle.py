"""What is settled on writers that the network has not seen: honest probabilities, thresholds, certainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from ..certainty import chance_of
from ..codebook import CODES, OBSTACLE_TYPES, REPLACED_STANCES, readings_of, stance_of
from ..labelled import LabelledNote
from ..reading import stance_from

THRESHOLDS = np.round(np.arange(0.15, 0.76, 0.01), 2)
FACTORS = np.round(np.arange(0, 2.05, 0.1), 1)
SURE = 0.92  # of the stances called sure, so many must be right; with yet other writers it is nine in ten


@dataclass(frozen=True)
class Truth:
    """Per sentence: its codes (sentences x codes, bool) and the number of its obstacle type, -1 for none."""

    codes: np.ndarray
    types: np.ndarray

    @classmethod
    def of(cls, notes: Sequence[LabelledNote]) -> "Truth":
        """What people marked in these notes, all sentences in one sequence."""
        types = list(OBSTACLE_TYPES)
        sentences = [sentence for note in notes for sentence in note.sentences]
        codes = np.array([[code in sentence.codes for code in CODES] for sentence in sentences], bool)
        marked = [types.index(s.obstacle_type) if s.obstacle_type else -1 for s in sentences]
        return cls(codes.reshape(-1, len(CODES)), np.array(marked, int))


@dataclass(frozen=True)
class Settled:
    """Per output (codes, then types) a slope for each reader's score and a shift; thresholds; certainty."""

    slope: np.ndarray
    shift: np.ndarray
    thresholds: np.ndarray
    sure_from: dict[str, float]

    def as_json(self) -> dict:
        """As it stands in `network.json`."""
        return {
            "slope": self.slope.round(5).tolist(),
            "shift": self.shift.round(5).tolist(),
            "thresholds": dict(zip(CODES, self.thresholds.tolist(), strict=True)),
            "sure_from": self.sure_from,
        }


def settle(notes: Sequence[LabelledNote], scores: np.ndarray) -> Settled:
    """Join the readers' scores to honest probabilities; choose thresholds by F1; settle what is sure.

    `scores` (sentences x outputs x readers) are those of readers that have not seen the writers of these
    notes. Codes are joined by a logistic curve after Platt (1999), types by two temperatures (Guo 2017).
    """
    truth, count = Truth.of(notes), len(CODES)
    slope, shift = np.ones(scores.shape[1:]), np.zeros(scores.shape[1])
    for i in range(count):
        slope[i], shift[i] = platt(scores[:, i], truth.codes[:, i])
    typed = np.flatnonzero(truth.types >= 0)
    slope[count:] = _best_temperatures(scores[typed, count:], truth.types[typed])
    chances = 1 / (1 + np.exp(-((scores[:, :count] * slope[:count]).sum(axis=2) + shift[:count])))
    thresholds = np.array([best_threshold(chances[:, i], truth.codes[:, i]) for i in range(count)])
    return Settled(slope, shift, thresholds, _certainty(notes, chances, thresholds))


def _certainty(
    notes: Sequence[LabelledNote], chances: np.ndarray, thresholds: np.ndarray
) -> dict[str, float]:
    """From what chance on a stance is sure: one for those that count as replaced, one for any other."""
    names, first = np.array(list(CODES)), 0
    called = {"replaced": [], "other": []}
    for note in notes:
        own = chances[first : first + len(note.spans)]
        first += len(note.spans)
        if note.relationship == "self":
            continue
        marked = stance_from(note.sentences, note.relationship)[-1]
        read = stance_of(*readings_of(names[row > thresholds] for row in own))
        if read in REPLACED_STANCES:
            called["replaced"].append((chance_of(read, own), marked in REPLACED_STANCES))
        else:
            called["other"].append((chance_of(read, own), marked == read))
    return {
        kind: round(sure_from(*map(np.array, zip(*pairs, strict=True))), 4) if pairs else 1.0
        for kind, pairs in called.items()
    }


def platt(scores: np.ndarray, marked: np.ndarray) -> tuple[np.ndarray, float]:
    """Slopes and shift of the logistic curve through (scores x readers, marked), by Newton's method."""
    x = np.column_stack([scores, np.ones(len(scores))]).astype(float)
    # a little weight pulls slopes to 0, so that scores that part the two perfectly have an end too
    pull = np.diag([0.1] * scores.shape[1] + [1e-6])
    line = np.zeros(x.shape[1])
    for _ in range(100):
        chances = 1 / (1 + np.exp(-np.clip(x @ line, -30, 30)))
        curve = (x * (chances * (1 - chances))[:, None]).T @ x + pull
        step = np.clip(np.linalg.solve(curve, x.T @ (chances - marked) + pull @ line), -2, 2)
        line -= step
        if np.abs(step).max() < 1e-8:
            break
    return line[:-1], float(line[-1])


def best_threshold(chances: np.ndarray, marked: np.ndarray) -> float:
    """The threshold of best F1; each is judged together with its neighbours, so that no single spike wins."""
    f1 = [
        2 * np.sum(marked & (chances > threshold)) / max(np.sum(marked) + np.sum(chances > threshold), 1)
        for threshold in THRESHOLDS
    ]
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(THRESHOLDS[int(np.argmax(smooth))])


def sure_from(chances: np.ndarray, right: np.ndarray) -> float:
    """The lowest chance from which on at least `SURE` are right; 1 where no chance reaches that."""
    order = np.argsort(-chances, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= SURE)
    return float(chances[order[enough[-1]]]) if len(enough) else 1.0


def calibration_error(chances: np.ndarray, marked: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error: how far said chances lie from what came true, over bins of equal width."""
    which = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [abs(np.sum(chances[which == i]) - np.sum(marked[which == i])) for i in range(bins)]
    return float(np.sum(gaps) / max(len(chances), 1))


def reliability(chances: np.ndarray, marked: np.ndarray, bins: int = 10) -> list[dict[str, float]]:
    """For each bin of said chances that holds any: the mean said, the share that came true, how many."""
    which = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        {
            "said": float(chances[which == i].mean()),
            "came_true": float(marked[which == i].mean()),
            "number": int((which == i).sum()),
        }
        for i in range(bins)
        if (which == i).any()
    ]


def _best_temperatures(scores: np.ndarray, types: np.ndarray) -> tuple[float, ...]:
    """One factor per reader's scores (sentences x types x readers) under which the types surprise least."""

    def surprise(factors):
        joined = scores @ np.array(factors)
        top = joined.max(axis=1)
        total = np.log(np.exp(joined - top[:, None]).sum(axis=1)) + top
        return np.mean(total - joined[np.arange(len(types)), types])

    return min(product(FACTORS, repeat=scores.shape[2]), key=surprise)
