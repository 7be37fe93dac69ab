"""Notes that people labelled, as JSON lines: the corpus, or a file of one's own.

A line: {"id", "relationship", "text", "sentences": [{"text", "codes", "obstacle_type" only with obstacle}]}.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .codebook import CODES, OBSTACLE_TYPES
from .reading import check_relationship


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence as a person marked it: its place in the note's text, its codes, its obstacle type."""

    start: int
    end: int
    codes: frozenset[str]
    obstacle_type: str | None


@dataclass(frozen=True)
class LabelledNote:
    """A note with its marked sentences; `writer` is the name of the file it came from."""

    writer: str
    relationship: str
    text: str
    sentences: tuple[LabelledSentence, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """(start, end) of each sentence."""
        return [(sentence.start, sentence.end) for sentence in self.sentences]


def labelled_notes(paths: Iterable[Path | str]) -> list[LabelledNote]:
    """All notes of these files; ValueError names file, line and what is wrong."""
    notes = []
    for path in map(Path, paths):
        for line, record in json_lines(path):
            try:
                notes.append(_note(record, path.stem))
            except ValueError as problem:
                raise ValueError(f"{path}, line {line}: {problem}") from None
    return notes


def json_lines(path: Path | str) -> Iterator[tuple[int, dict]]:
    """(line number, object) of each line that is not empty; ValueError names file and line."""
    with Path(path).open("rb") as file:
        for line, raw in enumerate(file, start=1):
            try:
                text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
            except UnicodeDecodeError:
                raise ValueError(
                    f"{path}, line {line}: This is not UTF-8 text. Save the file as UTF-8."
                ) from None
            if not text.strip():
                continue
            try:
                record = json.loads(text)
            except (ValueError, RecursionError) as problem:
                raise ValueError(f"{path}, line {line}: This is not JSON ({problem}).") from None
            demand(isinstance(record, dict), f"{path}, line {line}: A line must be a JSON object.")
            yield line, record


def demand(holds: object, problem: str) -> None:
    """Raise ValueError with `problem` unless it holds."""
    if not holds:
        raise ValueError(problem)


def text_field(record: dict, field: str) -> str:
    """The text in `field`; ValueError when it is missing or no text."""
    demand(isinstance(record.get(field), str), f'"{field}" is missing or is no text.')
    return record[field]


def _note(record: dict, writer: str) -> LabelledNote:
    text, relationship = text_field(record, "text"), text_field(record, "relationship")
    check_relationship(relationship)
    demand(isinstance(record.get("sentences"), list), '"sentences" is missing or is no list.')
    sentences, position = [], 0
    for part in record["sentences"]:
        demand(isinstance(part, dict), 'Each of "sentences" must be an object with "text" and "codes".')
        words = text_field(part, "text")
        start = text.find(words, position)
        demand(words and start >= 0, f'The sentence "{words[:60]}" is not in the text at this place.')
        position = start + len(words)
        sentences.append(LabelledSentence(start, position, *_labels(part)))
    return LabelledNote(writer, relationship, text, tuple(sentences))


def _labels(part: dict) -> tuple[frozenset[str], str | None]:
    codes, obstacle_type = part.get("codes"), part.get("obstacle_type")
    demand(isinstance(codes, list), '"codes" is missing or is no list.')
    for code in codes:
        demand(code in list(CODES), f'"{code}" is no code; the codes are {", ".join(CODES)}.')
    demand(
        ("obstacle" in codes) == (obstacle_type is not None),
        'A sentence has an "obstacle_type" when, and only when, it has the code obstacle.',
    )
    demand(
        obstacle_type in [None, *OBSTACLE_TYPES],
        f'"{obstacle_type}" is no obstacle type; they are {", ".join(OBSTACLE_TYPES)}.',
    )
    return frozenset(codes), obstacle_type
