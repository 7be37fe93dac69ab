"""Where a person is with the notes that they code: which note, which sentence, and what they said."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pandas as pd

from dashboard.reader.codebook import CODES

SECONDS_A_NOTE = 20
"""What a note takes by keyboard, until this person has coded some."""

LEAST_TIMED = 3


@dataclass(frozen=True)
class Judged:
    """What a person says that a sentence earns; an obstacle waits for its type."""

    codes: tuple[str, ...] = ()
    obstacle_type: str | None = None

    @property
    def lacks_type(self) -> bool:
        """Whether it names an obstacle and not yet its type."""
        return "obstacle" in self.codes and self.obstacle_type is None

    def turned(self, code: str) -> Judged:
        """The same with this code, or without it where it was there."""
        codes = tuple(name for name in CODES if (name in self.codes) != (name == code))
        return Judged(codes, self.obstacle_type if "obstacle" in codes else None)


@dataclass
class Sitting:
    """`notes`: rows of `coding__notes` that have a text. `said`: by note and start of its sentence.

    `at`: the note that is coded now, as many as there are when all are; `place`: its sentence.
    `is_waiting`: whether they wanted to go on from an obstacle without a type.
    """

    notes: pd.DataFrame
    said: dict[str, dict[int, Judged]]
    at: int = 0
    place: int = 0
    is_waiting: bool = False
    began: float = field(default_factory=time.monotonic)
    count_here: int = 0

    @classmethod
    def of(cls, notes: pd.DataFrame, coded: pd.DataFrame) -> Sitting:
        """At the first note that is not among `coded`: rows note_key, start, codes, obstacle_type."""
        said: dict[str, dict[int, Judged]] = {}
        for row in coded.itertuples():
            kind = row.obstacle_type if isinstance(row.obstacle_type, str) else None
            said.setdefault(row.note_key, {})[int(row.start)] = Judged(tuple(row.codes), kind)
        sitting = cls(notes.reset_index(drop=True), said)
        sitting.at = sitting._next(0)
        return sitting

    @property
    def note(self) -> pd.Series | None:
        """The note that is coded now; None when all are."""
        return self.notes.iloc[self.at] if self.at < len(self.notes) else None

    @property
    def starts(self) -> list[int]:
        """Where the sentences of the note begin."""
        return [int(sentence["start"]) for sentence in self.note["sentences"]]

    @property
    def is_at_last(self) -> bool:
        """Whether this is the note's last sentence."""
        return self.place + 1 == len(self.starts)

    @property
    def count_done(self) -> int:
        """Notes of which every sentence was judged."""
        return sum(self._is_done(place) for place in range(len(self.notes)))

    @property
    def minutes_left(self) -> float:
        """By this person's own pace, once there is one."""
        is_timed = self.count_here >= LEAST_TIMED
        pace = (time.monotonic() - self.began) / self.count_here if is_timed else SECONDS_A_NOTE
        return pace * (len(self.notes) - self.count_done) / 60

    def judged(self, start: int) -> Judged:
        """What was said of a sentence of this note; nothing where it was not judged yet."""
        return self.said.get(self.note["note_key"], {}).get(start, Judged())

    def judge(self, judged: Judged) -> None:
        """Say what the sentence earns at which they are."""
        self.is_waiting = False
        self.said.setdefault(self.note["note_key"], {})[self.starts[self.place]] = judged

    def go_on(self) -> bool:
        """To the next sentence, or the next note that is not coded; whether a note was ended."""
        judged = self.judged(self.starts[self.place])
        self.judge(judged)
        self.is_waiting = judged.lacks_type
        if self.is_waiting or not self.is_at_last:
            self.place += not self.is_waiting
            return False
        self.at, self.place = self._next(self.at + 1), 0
        self.count_here += 1
        return True

    def go_back(self) -> None:
        """To the sentence before, or the last one of the note before."""
        self.is_waiting = False
        if self.place:
            self.place -= 1
        elif self.at:
            self.at -= 1
            self.place = len(self.starts) - 1

    def _is_done(self, place: int) -> bool:
        note = self.notes.iloc[place]
        said = self.said.get(note["note_key"], {})
        return all(
            int(s["start"]) in said and not said[int(s["start"])].lacks_type for s in note["sentences"]
        )

    def _next(self, start: int) -> int:
        """The first note from `start` on, and then from the first, that is not coded."""
        order = [*range(start, len(self.notes)), *range(min(start, len(self.notes)))]
        return next((place for place in order if not self._is_done(place)), len(self.notes))
