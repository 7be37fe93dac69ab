"""Notes drawn at random, coded by people: what they write goes into the store note by note."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.agreement import sampling
from dashboard.reading_job import Progress
from dashboard.warehouse import publish, published, store
from dashboard.warehouse.workspace import Workspace, user

SIZE = sampling.SIZE


@dataclass(frozen=True)
class CodedSentence:
    """What a person says that the characters `start` to `end` of a drawn note earn."""

    start: int
    end: int
    codes: tuple[str, ...] = ()
    obstacle_type: str | None = None


def draw_sample(ws: Workspace, progress: Progress, size: int = SIZE) -> int:
    """Draw `size` coaching notes at random, or all where there are fewer; how many were drawn.

    LookupError where no note has been read yet.
    """
    notes = published.run(ws, "coding__drawable")
    if notes.empty:
        raise LookupError("No coaching note has been read yet, so there is none to code.")
    drawn = sampling.draw(notes[["note_key", "stratum"]], size=size, seed=secrets.randbits(32))
    drawn = drawn.merge(notes[["note_key", "text_key", "sentences"]], on="note_key")
    with store.writing(ws, changes=["samples", "sampled_notes"]) as opened:
        opened.append("store/add_sample", drawn, drawn_by=user())
    publish.publish(ws, progress)
    return len(drawn)


def keep(ws: Workspace, sample_id: int, note_key: str, coder: str, coded: Sequence[CodedSentence]) -> None:
    """Keep what `coder` says of a drawn note, in the place of what they said before.

    Figures follow at the next publish: the next note must not wait for it.
    """
    batch = pd.DataFrame(
        [(c.start, c.end, list(c.codes), c.obstacle_type) for c in coded],
        columns=["start", "end", "codes", "obstacle_type"],
    )
    with store.writing(ws, changes=["codings"]) as opened:
        opened.append("store/keep_coding", batch, sample_id=sample_id, note_key=note_key, coder=coder)


def coded_by(ws: Workspace, sample_id: int, coder: str) -> pd.DataFrame:
    """One row per sentence that `coder` has coded of a sample: note_key, start, codes, obstacle_type."""
    with store.writing(ws) as opened:
        opened.leave_unchanged()
        return opened.run("store/codings_of", sample_id=sample_id, coder=coder)


def make_known(ws: Workspace, progress: Progress) -> None:
    """Publish what was coded since the last publish, so that figures follow."""
    publish.publish(ws, progress)
