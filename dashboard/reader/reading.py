"""What the reader hands out: a note's readings and its sentences with their codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from .codebook import RELATIONSHIPS, readings_of, stance_of


@dataclass(frozen=True)
class Sentence:
    """One sentence: the note's characters `start` to `end`; `codes` maps a code to its probability."""

    text: str
    start: int
    end: int
    codes: dict[str, float]
    obstacle_type: str | None
    obstacle_type_probability: float | None


@dataclass(frozen=True)
class Reading:
    """A whole note; the readings and the stance are None for relationship `self`."""

    pressure: str | None
    understanding: str | None
    care: str | None
    stance: str | None
    sentences: tuple[Sentence, ...]


def check_relationship(relationship: str) -> None:
    """Raise ValueError unless the codebook knows this relationship."""
    if relationship not in RELATIONSHIPS:
        raise ValueError(f'"{relationship}" is no relationship; use one of {", ".join(RELATIONSHIPS)}.')


def reading_of(sentences: Sequence[Sentence], relationship: str) -> Reading:
    """Read a whole note from its coded sentences."""
    if relationship == "self":
        return Reading(None, None, None, None, tuple(sentences))
    readings = readings_of(sentence.codes for sentence in sentences)
    return Reading(*readings, stance_of(*readings), tuple(sentences))
