"""The change that comes of itself: what a dip of this depth is followed by where nobody wrote a note.

Learnt by a regression of the next period on the dip, the level before and the tenure, over periods without a
note, bad and good. Each rep is predicted from the others only (cross-fitting; Chernozhukov and others,
Econometrics Journal 2018), so that bad periods without a note test it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.effect.bad_periods import NONE

LEAST_ROWS, LEAST_REPS, FOLDS = 30, 5, 5


def expected_change(rows: pd.DataFrame, covariates: Sequence[str]) -> pd.Series:
    """Per comparable row of `prepared`, the change from its level that comes of itself; NaN elsewhere."""
    from sklearn.linear_model import LinearRegression
    from sklearn.model_selection import GroupKFold

    found = pd.Series(np.nan, index=rows.index)
    usable = rows[rows["is_comparable"]]
    learnt = usable[usable["answer"].eq(NONE)]
    if len(learnt) < LEAST_ROWS or learnt["rep"].nunique() < LEAST_REPS:
        learnt = usable
    if usable["rep"].nunique() < LEAST_REPS:
        return found
    x = usable[list(covariates)]
    for train, test in GroupKFold(FOLDS).split(x, groups=usable["rep"]):
        of_others = usable.index[train].intersection(learnt.index)
        model = LinearRegression().fit(x.loc[of_others], usable.loc[of_others, "y"])
        here = usable.index[test]
        # y is measured from what the others reached; the change is measured from the rep's own level
        others = usable.loc[here, "then"] - usable.loc[here, "y"]
        found.loc[here] = model.predict(x.loc[here]) + others - usable.loc[here, "level"]
    return found
