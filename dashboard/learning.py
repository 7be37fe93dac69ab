"""What the reader learns from people here: thresholds of this workspace, and notes to be fitted on."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from dashboard import reader, reading_job
from dashboard.agreement.thresholds import Learnt
from dashboard.agreement.thresholds import learn as learn_thresholds
from dashboard.reader.codebook import CODES
from dashboard.reading_job import Progress
from dashboard.warehouse import published, store
from dashboard.warehouse.workspace import Workspace, user

LEAST_NOTES = 30
"""Coded notes from which on thresholds are learnt."""


def learn(ws: Workspace, progress: Progress) -> Learnt:
    """Learn thresholds from coded notes; where they do better for certain, read all anew with them.

    LookupError where fewer than `LEAST_NOTES` were coded. What was corrected moves no threshold: people
    correct what caught their eye, which says nothing of how often the reader is right.
    """
    coded = published.run(ws, "coding__sentences")
    notes = published.run(ws, "coding__notes").dropna(subset="text").set_index("note_key")
    coded = coded[coded["note_key"].isin(notes.index)]
    by_coder = coded.groupby("coder")["note_key"].nunique().sort_index()
    if by_coder.empty or by_coder.max() < LEAST_NOTES:
        raise LookupError(
            f"Thresholds take {LEAST_NOTES} notes that one person coded; there are "
            f"{0 if by_coder.empty else by_coder.max()}. Code some on the page Code notes."
        )
    coded = coded[coded["coder"].eq(by_coder.idxmax())].sort_values(["note_key", "start"])
    progress(0.0, "looking at the coded notes")
    learnt = learn_thresholds(_chances(coded, notes), reader.thresholds())
    if learnt.helped:
        _set(ws, learnt.thresholds)
        reading_job.read_unread(ws, progress)
    return learnt


def forget(ws: Workspace, progress: Progress) -> None:
    """Read everything with the shipped thresholds again."""
    _set(ws, {})
    reading_job.read_unread(ws, progress)


def write_labels(ws: Workspace, path: Path) -> int:
    """Write the notes that people coded or corrected as the corpus has them; how many there are."""
    sentences = published.run(ws, "learning__labelled")
    lines = [_labelled(key, rows) for key, rows in sentences.groupby("written_key")]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def _chances(coded: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """A row a sentence and code: note_key, code, probability by the reader, has by the person."""
    keys = coded["note_key"].unique()
    spans = {key: [(int(s["start"]), int(s["end"])) for s in notes.at[key, "sentences"]] for key in keys}
    chances = reader.chances([(notes.at[key, "text"], "people", spans[key]) for key in keys])
    said = coded.set_index(["note_key", "start"])["codes"].to_dict()
    return pd.DataFrame(
        [
            (key, code, float(row[place]), code in said.get((key, start), ()))
            for key, rows in zip(keys, chances, strict=True)
            for (start, _), row in zip(spans[key], rows, strict=True)
            for place, code in enumerate(CODES)
        ],
        columns=["note_key", "code", "probability", "has"],
    )


def _labelled(key: str, rows: pd.DataFrame) -> dict[str, object]:
    text = rows["text"].iloc[0]
    sentences = [
        {
            "text": text[row.start : row.end],
            "codes": list(row.codes),
            **({"obstacle_type": row.obstacle_type} if isinstance(row.obstacle_type, str) else {}),
        }
        for row in rows.itertuples()
    ]
    return {"id": key, "relationship": rows["relationship"].iloc[0], "text": text, "sentences": sentences}


def _set(ws: Workspace, thresholds: dict[str, float]) -> None:
    batch = pd.DataFrame(thresholds.items(), columns=["code", "threshold"]).astype({"threshold": float})
    with store.writing(ws) as opened:
        opened.append("store/set_thresholds", batch, learnt_by=user())
