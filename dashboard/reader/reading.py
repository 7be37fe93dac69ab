"""What the reader hands out: a note's readings and its sentences with their codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .codebook import RELATIONSHIPS, readings_of, stance_of


@dataclass(frozen=True)
class Sentence:
    """One sentence: the note's characters `start` to `end`; `codes` maps a code to its probability.

    `words` maps each of these codes to (start, end) of the words that spoke for it most, strongest first.
    """

    text: str
    start: int
    end: int
    codes: dict[str, float]
    obstacle_type: str | None
    obstacle_type_probability: float | None
    words: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def word(self, start: int, end: int) -> str:
        """The text of one of `words`."""
        return self.text[start - self.start : end - self.start]


@dataclass(frozen=True)
class Reading:
    """A whole note; readings, stance and certainty (`sure` or `close`) are None for relationship `self`.

    So are they where a text was left uncoded; `unreadable` then says why.
    """

    pressure: str | None
    understanding: str | None
    care: str | None
    stance: str | None
    certainty: str | None
    sentences: tuple[Sentence, ...]
    unreadable: str | None = None


def uncoded(reason: str) -> Reading:
    """The reading of a text that cannot be read."""
    return Reading(None, None, None, None, None, (), reason)


def check_relationship(relationship: str) -> None:
    """Raise ValueError unless the codebook knows this relationship."""
    if relationship not in RELATIONSHIPS:
        raise ValueError(f'"{relationship}" is no relationship; use one of {", ".join(RELATIONSHIPS)}.')


def stance_from(sentences: Sequence[Sentence], relationship: str) -> tuple[str | None, ...]:
    """(pressure, understanding, care, stance) of a note's coded sentences; all None for `self`."""
    if relationship == "self":
        return None, None, None, None
    readings = readings_of(sentence.codes for sentence in sentences)
    return *readings, stance_of(*readings)
