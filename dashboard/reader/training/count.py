"""Fit the second opinion: one logistic regression per code, and one over the types of obstacles."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from .. import features
from ..codebook import CODES, OBSTACLE_TYPES
from ..labelled import LabelledNote
from ..ngrams import Ngrams, note_features
from .settle import Truth

STRENGTH = 30.0  # C of the logistic regressions
TELLING = 0.35  # how much a feature's own link with a code scales it, 0 to 1


def counted(notes: Sequence[LabelledNote]) -> Ngrams:
    """What these notes teach about words; every code must be in some and not in all (else ValueError)."""
    truth = Truth.of(notes)
    rows = [row for note in notes for row in note_features(note.text, note.relationship, note.spans)]
    known, rarity = features.known_features(rows)
    columns, values, starts = features.weighed(rows, known, rarity)
    matrix = csr_matrix((values.astype(float), columns, starts), shape=(len(rows), len(known)))
    count = len(CODES)
    weights, bias = np.zeros((len(known), count + len(OBSTACLE_TYPES))), np.zeros(count + len(OBSTACLE_TYPES))
    for i in range(count):
        telling = _telling(matrix, truth.codes[:, i])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0)
        model.fit(matrix @ diags(telling), truth.codes[:, i])
        weights[:, i], bias[i] = model.coef_[0] * telling, model.intercept_[0]
    typed = np.flatnonzero(truth.types >= 0)
    model = LogisticRegression(C=STRENGTH, tol=1e-3, max_iter=300).fit(matrix[typed], truth.types[typed])
    weights[:, count:], bias[count:] = model.coef_.T, model.intercept_
    return Ngrams(known, rarity, weights, bias)


def _telling(rows: csr_matrix, marked: np.ndarray) -> np.ndarray:
    """How far each feature's share differs with and without the code: such features then cost the fit less.

    After the naive Bayes features of Wang and Manning (2012), mixed with 1.
    """
    present = rows.sign()
    with_code = np.asarray(present[marked].sum(axis=0)).ravel() + 1
    without = np.asarray(present[~marked].sum(axis=0)).ravel() + 1
    ratio = np.log(with_code / with_code.sum()) - np.log(without / without.sum())
    return 1 - TELLING + TELLING * np.abs(ratio)
