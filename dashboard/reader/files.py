"""Read a file of notes and write their readings, both as JSON lines."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from . import Reading, read_many
from .labelled import demand, json_lines, text_field
from .reading import check_relationship

NOTES_AT_ONCE = 1_000


def read_notes_file(in_path: Path | str, out_path: Path | str) -> int:
    """Read lines {"id", "relationship", "text"}, write a line per note with its reading, return how many.

    The output appears only when every line was read; ValueError names file and line of a bad one.
    """
    out_path = Path(out_path)
    partial = out_path.with_name(out_path.name + ".part")
    count = 0
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as out:
            notes = _notes(in_path)
            while batch := list(islice(notes, NOTES_AT_ONCE)):
                readings = read_many([(text, relationship) for _, relationship, text in batch])
                out.writelines(
                    json.dumps({"id": note_id, **_as_json(reading)}) + "\n"
                    for (note_id, _, _), reading in zip(batch, readings, strict=True)
                )
                count += len(batch)
        partial.replace(out_path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _notes(path: Path | str) -> Iterator[tuple[str | int, str, str]]:
    for line, record in json_lines(path):
        try:
            demand(
                type(record.get("id")) in {str, int},
                '"id" is missing, or is neither text nor a whole number.',
            )
            relationship = text_field(record, "relationship")
            check_relationship(relationship)
            yield record["id"], relationship, text_field(record, "text")
        except ValueError as problem:
            raise ValueError(f"{path}, line {line}: {problem}") from None


def _as_json(reading: Reading) -> dict:
    return {
        "pressure": reading.pressure,
        "understanding": reading.understanding,
        "care": reading.care,
        "stance": reading.stance,
        "certainty": reading.certainty,
        "unreadable": reading.unreadable,
        "sentences": [
            {
                "text": sentence.text,
                "start": sentence.start,
                "end": sentence.end,
                "codes": sentence.codes,
                "obstacle_type": sentence.obstacle_type,
                "words": {
                    code: [sentence.word(start, end) for start, end in places]
                    for code, places in sentence.words.items()
                },
            }
            for sentence in reading.sentences
        ],
    }
