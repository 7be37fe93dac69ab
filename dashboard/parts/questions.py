"""Questions worth asking: five from the bank `questions.toml`, picked by what is open for a rep."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from dashboard.reader.codebook import OBSTACLE_TYPES

BANK = Path(__file__).with_name("questions.toml")
ASKED = 5
OF_OBSTACLES = 3
"""Most questions that go to open obstacles, so that the rest of what a rep faces is asked about too."""

REASONS = {name: kind.label.lower() for name, kind in OBSTACLE_TYPES.items()} | {
    "never_heard": "no note has heard them",
    "not_heard_lately": "not heard for weeks",
    "after_event": "after the change",
    "behind": "behind lately",
    "on_target": "on target",
    "said_open": "what was said and not mentioned since",
    "hopes": "what they hope for",
    "no_hopes": "no hope named",
    "new": "new here",
}
"""Heading -> what it is asked about; the others are asked of everybody."""

COULD_HAVE_ASKED = 3
"""Questions for a note that asked nothing."""

FILLS = "general"
GENTLE = "gentle"
"""Asked of everybody, so that it tells nothing about anybody."""


@dataclass(frozen=True)
class State:
    """What is open for a rep: types of open obstacles, the longest open first; situations; how much is known.

    `count_happened` counts notes, check-ins and namings of obstacles: with each of them other questions come.
    """

    person_key: str
    obstacle_types: tuple[str, ...]
    situations: tuple[str, ...]
    count_happened: int


@dataclass(frozen=True)
class Missed:
    """A note that asked nothing: obstacle types known then or named in it, and situations."""

    note_key: str
    obstacle_types: tuple[str, ...]
    situations: tuple[str, ...]


@cache
def bank() -> dict[str, tuple[str, ...]]:
    """Heading -> its questions; headings of obstacles are their types."""
    found = tomllib.loads(BANK.read_text(encoding="utf-8"))
    return {name: tuple(asked) for part in found.values() for name, asked in part.items()}


def five(state: State) -> list[tuple[str, str]]:
    """Five (question, heading), none twice: the same for the same state, others once something happened."""
    picked = headings(state)
    turn = int(sha256(state.person_key.encode()).hexdigest()[:6], 16) + state.count_happened
    asked: list[tuple[str, str]] = []
    for heading in picked:
        questions, wanted = bank()[heading], picked.count(heading)
        before = sum(of == heading for _, of in asked)
        asked.append((questions[(turn * wanted + before) % len(questions)], heading))
    return asked


def headings(state: State) -> list[str]:
    """The headings that five questions come from: obstacles, situations, general ones, a gentle one last."""
    obstacles = [name for name in dict.fromkeys(state.obstacle_types) if name in bank()][:OF_OBSTACLES]
    if len(obstacles) == 1:
        obstacles *= 2
    first = [*obstacles, *dict.fromkeys(state.situations)][: ASKED - 1]
    return [*first, *[FILLS] * (ASKED - 1 - len(first)), GENTLE]


def missed(notes: Sequence[Missed]) -> dict[str, list[tuple[str, str]]]:
    """Note key -> three (question, heading) that could have been asked: the same for the same notes.

    No question comes twice while its heading has others left.
    """
    used: set[str] = set()
    found: dict[str, list[tuple[str, str]]] = {}
    for note in notes:
        turn = int(sha256(note.note_key.encode()).hexdigest()[:6], 16)
        asked: list[tuple[str, str]] = []
        for heading in _headings_missed(note):
            options = bank()[heading]
            turned = [options[(turn + n) % len(options)] for n in range(len(options))]
            here = {question for question, _ in asked}
            question = next((q for q in turned if q not in used | here), None)
            question = question or next(q for q in turned if q not in here)
            asked.append((question, heading))
            used.add(question)
        found[note.note_key] = asked
    return found


def _headings_missed(note: Missed) -> list[str]:
    """What is asked about: two obstacles at most (or two questions about one), a situation, general ones."""
    obstacles = [name for name in dict.fromkeys(note.obstacle_types) if name in bank()][:2]
    first = [*(obstacles * 2 if len(obstacles) == 1 else obstacles), *note.situations][:COULD_HAVE_ASKED]
    return [*first, *[FILLS] * (COULD_HAVE_ASKED - len(first))]
