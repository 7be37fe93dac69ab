"""What the reader must beat: rules of thumb, and its own counted words without the network."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..codebook import CODES, readings_of, stance_of
from ..evaluate import stance_measures
from ..labelled import LabelledNote
from ..measures import agreement, macro_f1, micro_f1
from ..reading import stance_from
from .settle import Truth, settle

RULES = Path(__file__).with_name("keywords.toml")


def by_keywords(notes: Sequence[LabelledNote]) -> np.ndarray:
    """(sentences x codes) by rules that were written beforehand and are never fitted."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    patterns = [re.compile("|".join(rules[code]), re.IGNORECASE) for code in CODES]
    texts = [note.text[start:end] for note in notes for start, end in note.spans]
    return np.array([[bool(pattern.search(text)) for pattern in patterns] for text in texts])


def by_ngrams(others: Sequence[LabelledNote], their_scores: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """(sentences x codes) by counted words alone, settled on the scores of other notes."""
    settled = settle(others, their_scores)
    chances = 1 / (1 + np.exp(-((scores * settled.slope).sum(axis=2) + settled.shift)))
    return chances[:, : len(CODES)] > settled.thresholds


def figures(notes: Sequence[LabelledNote], codes: np.ndarray) -> dict:
    """The main figures of (sentences x codes) on the marked sentences of these notes."""
    marked = Truth.of(notes).codes
    rows = [agreement(list(zip(*pair, strict=True))) for pair in zip(marked.T, codes.T, strict=True)]
    stances, first = [], 0
    for note in notes:
        own = codes[first : first + len(note.spans)]
        first += len(note.spans)
        if note.relationship != "self":
            read = stance_of(*readings_of(np.array(list(CODES))[row] for row in own))
            stances.append((stance_from(note.sentences, note.relationship)[-1], read))
    of_notes = stance_measures(stances)
    return {
        "micro_f1": micro_f1(rows),
        "macro_f1": macro_f1(rows),
        "stance_right": of_notes["stance_right"],
        "replaced_f1": of_notes["replaced"]["f1"],
    }
