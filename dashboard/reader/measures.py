"""Agreement between what people marked and what was read."""

from collections import Counter
from collections.abc import Iterable, Sequence


def agreement(pairs: Sequence[tuple[bool, bool]]) -> dict:
    """Precision, recall, F1 and Cohen's kappa of (marked, read) pairs; a measure without a basis is None.

    `number` is how many were marked, `read` how many were read, `right` how many both.
    """
    counts = Counter(pairs)
    right, missed, false = counts[True, True], counts[True, False], counts[False, True]
    marked, read, total = right + missed, right + false, len(pairs)
    kappa = None
    if total:
        seen = (total - missed - false) / total
        chance = (marked * read + (total - marked) * (total - read)) / total**2
        kappa = (seen - chance) / (1 - chance) if chance < 1 else None
    return {
        "precision": right / read if read else None,
        "recall": right / marked if marked else None,
        "f1": 2 * right / (marked + read) if marked + read else None,
        "kappa": kappa,
        "number": marked,
        "read": read,
        "right": right,
    }


def micro_f1(rows: Iterable[dict]) -> float | None:
    """F1 over all decisions of these rows together."""
    rows = list(rows)
    both = sum(row["number"] + row["read"] for row in rows)
    return 2 * sum(row["right"] for row in rows) / both if both else None


def macro_f1(rows: Iterable[dict]) -> float | None:
    """Mean F1 of the rows that have one."""
    values = [row["f1"] for row in rows if row["f1"] is not None]
    return sum(values) / len(values) if values else None
