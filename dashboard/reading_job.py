"""The reading job: every text that the present model has not read, in batches that commit."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

from dashboard import reader
from dashboard.warehouse import publish, store
from dashboard.warehouse.workspace import Workspace

Progress = Callable[[float, str], None]
"""Hears the share done (0 to 1) and, in words, what is being done."""

ROOT = Path(__file__).resolve().parents[1]
BATCH = 400
"""Texts that are read between two commits: some seconds' work, and what a kill can lose."""
SECONDS_BETWEEN_PUBLISHES = 15
PUBLISHES_TAKE_AT_MOST = 0.2
"""Of the time of reading: where a publish takes long, the next one waits longer."""


def read_unread(ws: Workspace, progress: Progress) -> int:
    """Read every text that the present model has not read, in batches that commit; how many were read.

    Stopped at any time, it goes on where it was. Pages see what was read at each publish.
    """
    count_read, publish_at = 0, time.monotonic() + SECONDS_BETWEEN_PUBLISHES
    while True:
        with store.writing(ws) as opened:
            opened.leave_unchanged()
            own = opened.run("store/thresholds").set_index("code")["threshold"].to_dict()
            model = reader.model_name(own)
            counts = opened.run("store/count_unread", model=model).iloc[0]
            tombstones = opened.run("store/count_tombstones").iat[0, 0]
            unread = opened.run("store/unread", model=model, most=BATCH)
        if unread.empty:
            break
        progress(
            1 - counts["count_unread"] / counts["count_texts"], f"{counts['count_unread']} texts to read"
        )
        readings = reader.read_many(
            [(without_headings(row.text, row.headings), row.relationship) for row in unread.itertuples()], own
        )
        if keep(ws, unread, readings, model, tombstones):
            count_read += len(unread)
        if (began := time.monotonic()) > publish_at:
            publish.publish(ws)
            took = (ended := time.monotonic()) - began
            publish_at = ended + max(SECONDS_BETWEEN_PUBLISHES, took / PUBLISHES_TAKE_AT_MOST)
    if count_read:
        publish.publish(ws, lambda share, words: progress(0.95 + 0.05 * share, words))
    return count_read


def start_reading(ws: Workspace) -> None:
    """Start `read_unread` as a process of its own, which goes on when the page that started it is closed."""
    subprocess.Popen(
        [sys.executable, "-m", "dashboard", "read", "--workspace", str(ws.folder)],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def keep(
    ws: Workspace, texts: pd.DataFrame, readings: Sequence[reader.Reading], model: str,
    tombstones: int | None = None,
) -> bool:  # fmt: skip
    """Write the readings of these texts (a row each: text_key, text) into the store, in one transaction.

    Not, and false, where somebody's data was deleted for good since there were so many `tombstones`: a text
    may have gone with it.
    """
    keys = texts["text_key"].tolist()
    read = pd.DataFrame(
        {
            "text_key": key,
            "model": model,
            "pressure": r.pressure,
            "understanding": r.understanding,
            "care": r.care,
            "stance": r.stance,
            "certainty": r.certainty,
            "unreadable": r.unreadable,
        }
        for key, r in zip(keys, readings, strict=True)
    )
    sentences = [
        (key, position, row.text[s.start : s.end], s.start, s.end, s)
        for key, row, r in zip(keys, texts.itertuples(), readings, strict=True)
        for position, s in enumerate(r.sentences, 1)
    ]
    codes = [
        (
            key,
            position,
            code,
            probability,
            s.obstacle_type if code == "obstacle" else None,
            [place for word in s.words.get(code, ()) for place in word],
        )
        for key, position, *_, s in sentences
        for code, probability in s.codes.items()
    ]
    with store.writing(ws, changes=["readings", "sentences", "codes"]) as opened:
        if tombstones is not None and opened.run("store/count_tombstones").iat[0, 0] != tombstones:
            opened.leave_unchanged()
            return False
        opened.append("store/forget_readings", read)
        opened.append("store/add_readings", read)
        opened.append(
            "store/add_sentences", _frame([s[:5] for s in sentences], "text_key position text start end")
        )
        opened.append(
            "store/add_codes", _frame(codes, "text_key position code probability obstacle_type words")
        )
    return True


def _frame(rows: list[tuple], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def without_headings(text: str, headings: Iterable[str]) -> str:
    """The text with the questions of its form blanked out, so that they are never coded and offsets stay."""
    for heading in headings:
        text = re.sub(rf"(?m)^{re.escape(heading.strip())}:?", lambda found: " " * len(found[0]), text)
    return text
