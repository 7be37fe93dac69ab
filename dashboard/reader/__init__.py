"""A note -> its sentences, codes, readings and stance. This is the room's one door.

The model behind it may change; these functions and the two records do not.
"""

from collections.abc import Sequence

from .model import shipped_model
from .readable import why_unreadable
from .reading import Reading, Sentence, check_relationship, stance_from, uncoded
from .sentences import split

__all__ = ["Reading", "Sentence", "model_name", "read", "read_many", "stance_from"]


def model_name() -> str:
    """Name of what reads here; it changes with the network, the codebook's version and the splitter's."""
    return shipped_model().name


def read(text: str, relationship: str) -> Reading:
    """Read one note; an unknown relationship raises ValueError."""
    return read_many([(text, relationship)])[0]


def read_many(texts: Sequence[tuple[str, str]]) -> list[Reading]:
    """Read many (text, relationship) at once: the same readings as `read`, faster.

    A text that cannot be read is left uncoded, with the reason.
    """
    for _, relationship in texts:
        check_relationship(relationship)
    reasons = [why_unreadable(text) for text, _ in texts]
    readable = [
        (text, relationship, split(text))
        for (text, relationship), reason in zip(texts, reasons, strict=True)
        if reason is None
    ]
    readings = iter(shipped_model().read(readable))
    return [next(readings) if reason is None else uncoded(reason) for reason in reasons]
