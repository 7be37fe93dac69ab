"""A note -> its sentences, codes, readings and stance. This is the room's one door.

The model behind it may change; these functions and the two records do not.
"""

from collections.abc import Sequence

from .model import shipped_model
from .reading import Reading, Sentence, check_relationship, reading_of
from .sentences import split

__all__ = ["Reading", "Sentence", "model_name", "read", "read_many", "reading_of"]


def model_name() -> str:
    """Name of what reads here; it changes with the weights, the codebook's version and the splitter's."""
    return shipped_model().name


def read(text: str, relationship: str) -> Reading:
    """Read one note; an unknown relationship raises ValueError."""
    return read_many([(text, relationship)])[0]


def read_many(texts: Sequence[tuple[str, str]]) -> list[Reading]:
    """Read many (text, relationship) at once: the same readings as `read`, several times as fast."""
    for _, relationship in texts:
        check_relationship(relationship)
    coded = shipped_model().sentences([(text, relationship, split(text)) for text, relationship in texts])
    return [
        reading_of(sentences, relationship) for sentences, (_, relationship) in zip(coded, texts, strict=True)
    ]
