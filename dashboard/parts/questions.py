"""Questions worth asking: five from the bank `questions.toml`, picked by what is open for a rep."""

from __future__ import annotations

import tomllib
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
