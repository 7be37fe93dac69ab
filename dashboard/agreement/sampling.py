"""Notes drawn at random for people to code, each with a chance that is known.

A stratified sample without replacement (Särndal, Swensson and Wretman, "Model assisted survey sampling",
1992, section 3.7): as many of each stratum as its size asks for, yet enough of a rare one to say something.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SIZE = 60
"""Notes: some twenty minutes."""

LEAST_A_STRATUM = 10


def draw(notes: pd.DataFrame, *, size: int = SIZE, seed: int) -> pd.DataFrame:
    """Draw `size` of `notes` (note_key, stratum), or all where there are fewer.

    One row a drawn note in the random order in which it is to be coded: note_key, stratum, position (from 1),
    probability (drawn of the stratum / all of the stratum). The same notes and seed give the same sample,
    whatever the order of the rows.
    """
    random = np.random.default_rng(seed)
    groups = {name: np.sort(group.to_numpy()) for name, group in notes.groupby("stratum")["note_key"]}
    counts = _counts({name: len(keys) for name, keys in groups.items()}, size)
    drawn = pd.concat(
        [
            pd.DataFrame(
                {
                    "note_key": random.choice(groups[name], count, replace=False),
                    "stratum": name,
                    "probability": count / len(groups[name]),
                }
            )
            for name, count in sorted(counts.items())
        ]
        or [pd.DataFrame({"note_key": [], "stratum": [], "probability": []})],
        ignore_index=True,
    )
    drawn = drawn.iloc[random.permutation(len(drawn))].reset_index(drop=True)
    drawn.insert(2, "position", np.arange(1, len(drawn) + 1))
    return drawn


def _counts(sizes: dict[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: the least of each, the rest in proportion to what is left of it."""
    counts = {name: min(LEAST_A_STRATUM, count, size // len(sizes)) for name, count in sizes.items()}
    rest = min(size, sum(sizes.values())) - sum(counts.values())
    left = {name: count - counts[name] for name, count in sizes.items()}
    if rest <= 0:
        return counts
    shares = {name: rest * count / sum(left.values()) for name, count in left.items()}
    counts = {name: counts[name] + int(share) for name, share in shares.items()}
    # what rounding left goes to the largest remainders, by name where they are equal
    order = sorted(shares, key=lambda name: (int(shares[name]) - shares[name], name))
    for name in order[: rest - sum(int(share) for share in shares.values())]:
        counts[name] += 1
    return counts
