"""A note -> its sentences, codes, readings and stance. This is the room's one door.

The model behind it may change; these functions and the two records do not.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from .model import shipped_model
from .readable import why_unreadable
from .reading import Reading, Sentence, check_relationship, stance_from, uncoded
from .sentences import split

__all__ = ["Reading", "Sentence", "chances", "model_name", "read", "read_many", "stance_from", "thresholds"]

SHIPPED: Mapping[str, float] = MappingProxyType({})
"""No thresholds of one's own."""


def model_name(own_thresholds: Mapping[str, float] = SHIPPED) -> str:
    """Name of what reads here; it changes with network, codebook, splitter and thresholds of one's own."""
    return shipped_model().with_thresholds(own_thresholds).name


def thresholds() -> dict[str, float]:
    """By code: the shipped probability above which a sentence has it."""
    return shipped_model().thresholds


def chances(notes: Sequence[tuple[str, str, Sequence[tuple[int, int]]]]) -> list[np.ndarray]:
    """For each (text, relationship, places of sentences) what each code's chance is: (sentences x codes)."""
    return shipped_model().chances(notes)


def read(text: str, relationship: str) -> Reading:
    """Read one note; an unknown relationship raises ValueError."""
    return read_many([(text, relationship)])[0]


def read_many(
    texts: Sequence[tuple[str, str]], own_thresholds: Mapping[str, float] = SHIPPED
) -> list[Reading]:
    """Read many (text, relationship) at once: the same readings as `read`, faster.

    A text that cannot be read is left uncoded, with the reason. `own_thresholds` stand, by code, in the
    place of the shipped ones.
    """
    for _, relationship in texts:
        check_relationship(relationship)
    reasons = [why_unreadable(text) for text, _ in texts]
    readable = [
        (text, relationship, split(text))
        for (text, relationship), reason in zip(texts, reasons, strict=True)
        if reason is None
    ]
    readings = iter(shipped_model().with_thresholds(own_thresholds).read(readable))
    return [next(readings) if reason is None else uncoded(reason) for reason in reasons]
