"""Questions worth asking: five from the bank `questions.toml`, picked by what is open for a rep."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

BANK = Path(__file__).with_name("questions.toml")
ASKED = 5
OF_OBSTACLES = 3
"""Most questions that go to open obstacles, so that the rest of what a rep faces is asked about too."""

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


def five(state: State) -> list[str]:
    """Five questions, none twice: the same for the same state, others once something happened."""
    picked = [heading for heading in headings(state) if heading in bank()]
    turn = int(sha256(state.person_key.encode()).hexdigest()[:6], 16) + state.count_happened
    asked: list[str] = []
    for heading in picked:
        questions, wanted = bank()[heading], picked.count(heading)
        before = sum(question in questions for question in asked)
        asked.append(questions[(turn * wanted + before) % len(questions)])
    return asked


def headings(state: State) -> list[str]:
    """The headings that five questions come from: obstacles, situations, general ones, a gentle one last."""
    obstacles = list(dict.fromkeys(state.obstacle_types))[:OF_OBSTACLES]
    if len(obstacles) == 1:
        obstacles *= 2
    first = [*obstacles, *_without_repeats(state.situations)][: ASKED - 1]
    return [*first, *[FILLS] * (ASKED - 1 - len(first)), GENTLE]


def _without_repeats(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))
