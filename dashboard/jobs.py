"""What takes longer than a page: bringing files in, reading texts, making the sample; each tells progress."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard import intake, reader
from dashboard.warehouse import publish, sql, store, workspace
from dashboard.warehouse.settings import SETTINGS
from dashboard.warehouse.workspace import Workspace

Progress = Callable[[float, str], None]
"""Hears the share done (0 to 1) and, in words, what is being done."""

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_data"
BATCH = 400
"""Texts that are read between two commits: some seconds' work, and what a kill can lose."""
SECONDS_BETWEEN_PUBLISHES = 15


def shown() -> Workspace:
    """What pages show: the chosen workspace, else the own one once it holds something, else the sample."""
    return workspace.shown(sample_fingerprint())


def make_ready(ws: Workspace, progress: Progress) -> None:
    """Before pages show a workspace: make the sample, or publish what a killed process left unpublished."""
    if ws.is_sample and not ws.published_marts():
        _make_sample(ws, progress)
    elif publish.is_stale(ws):
        publish.publish(ws, progress)


def bring_in(
    ws: Workspace,
    paths: Sequence[Path],
    progress: Progress,
    kind: str | None = None,
    mapping: dict | None = None,
    imported_by: str | None = None,
) -> list[intake.Receipt]:
    """Import files, a transaction each, and publish; one receipt a file. Texts wait for `read_unread`."""
    receipts = intake.import_files(
        ws, paths, kind=kind, mapping=mapping, imported_by=imported_by, progress=_part(progress, 0, 0.8)
    )
    if any(receipt.import_id is not None and not receipt.unchanged for receipt in receipts):
        publish.publish(ws, _part(progress, 0.8, 1))
    return receipts


def undo(ws: Workspace, import_id: int, progress: Progress) -> None:
    """Take an import back and publish what is left."""
    intake.undo_import(ws, import_id)
    publish.publish(ws, progress)


def change_setting(ws: Workspace, name: str, value: str, progress: Progress) -> None:
    """Set one setting and build the marts with it; LookupError or ValueError says why not."""
    if name not in (known := {setting.name: setting for setting in SETTINGS}):
        raise LookupError(f"There is no setting {name}. There are: {', '.join(known)}.")
    checked = known[name].checked(value.strip())
    with store.writing(ws) as opened:
        opened.run("store/set_setting", name=name, value=checked)
    # a workspace into which nothing came yet stays unseen
    if ws.published_marts():
        publish.publish(ws, progress)


def settings(ws: Workspace) -> pd.DataFrame:
    """One row per setting, in their order: name, value in this workspace, default, sentence."""
    with store.writing(ws) as opened:
        opened.leave_unchanged()
        values = opened.settings()
    return pd.DataFrame(
        [(s.name, values[s.name], s.default, s.sentence) for s in SETTINGS],
        columns=["name", "value", "default", "sentence"],
    )


def read_unread(ws: Workspace, progress: Progress) -> int:
    """Read every text that the present model has not read, in batches that commit; how many were read.

    Stopped at any time, it goes on where it was. Pages see what was read at each publish.
    """
    model, count_read, published_at = reader.model_name(), 0, time.monotonic()
    while True:
        with store.writing(ws) as opened:
            opened.leave_unchanged()
            counts = opened.run("store/count_unread", model=model).iloc[0]
            unread = opened.run("store/unread", model=model, most=BATCH)
        if unread.empty:
            break
        progress(
            1 - counts["count_unread"] / counts["count_texts"], f"{counts['count_unread']} texts to read"
        )
        _store_readings(ws, unread, model)
        count_read += len(unread)
        if time.monotonic() - published_at > SECONDS_BETWEEN_PUBLISHES:
            publish.publish(ws)
            published_at = time.monotonic()
    if count_read:
        publish.publish(ws, _part(progress, 0.95, 1))
    return count_read


def start_reading(ws: Workspace) -> None:
    """Start `read_unread` as a process of its own, which goes on when the page that started it is closed."""
    subprocess.Popen(
        [sys.executable, "-m", "dashboard", "read", "--workspace", str(ws.folder)],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


@cache
def sample_fingerprint() -> str:
    """Ten hex digits that change when the sample, the queries or the reader change."""
    digest = hashlib.sha256(f"{sql.fingerprint()} {sql.names('schema')} {reader.model_name()}".encode())
    for path in _sample_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _sample_files() -> list[Path]:
    return sorted(SAMPLE.glob("*.csv"))


def _make_sample(ws: Workspace, progress: Progress) -> None:
    ws.folder.parent.mkdir(parents=True, exist_ok=True)
    # two sessions may build it at once; the first to finish gives it its name
    folder = tempfile.mkdtemp(prefix="building-", dir=ws.folder.parent)
    building = Workspace(Path(folder), is_sample=True)
    intake.import_files(building, _sample_files(), imported_by="sample", progress=_part(progress, 0, 0.5))
    read_unread(building, _part(progress, 0.5, 1))
    try:
        building.folder.rename(ws.folder)
    except OSError:
        if not ws.published_marts():
            raise
        shutil.rmtree(building.folder, ignore_errors=True)
    for other in ws.folder.parent.glob("sample-*"):
        if other.name != ws.folder.name:
            shutil.rmtree(other, ignore_errors=True)


def _store_readings(ws: Workspace, unread: pd.DataFrame, model: str) -> None:
    readings = reader.read_many(
        [(without_headings(row.text, row.headings), row.relationship) for row in unread.itertuples()]
    )
    keys = unread["text_key"].tolist()
    read = pd.DataFrame(
        {
            "text_key": key,
            "model": model,
            "pressure": r.pressure,
            "understanding": r.understanding,
            "care": r.care,
            "stance": r.stance,
        }
        for key, r in zip(keys, readings, strict=True)
    )
    sentences = [
        (key, position, row.text[s.start : s.end], s.start, s.end, s)
        for key, row, r in zip(keys, unread.itertuples(), readings, strict=True)
        for position, s in enumerate(r.sentences, 1)
    ]
    codes = [
        (key, position, code, probability, s.obstacle_type if code == "obstacle" else None)
        for key, position, *_, s in sentences
        for code, probability in s.codes.items()
    ]
    with store.writing(ws) as opened:
        opened.append("store/forget_readings", read)
        opened.append("store/add_readings", read)
        opened.append(
            "store/add_sentences", _frame([s[:5] for s in sentences], "text_key position text start end")
        )
        opened.append("store/add_codes", _frame(codes, "text_key position code probability obstacle_type"))


def _frame(rows: list[tuple], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def without_headings(text: str, headings: Iterable[str]) -> str:
    """The text with the questions of its form blanked out, so that they are never coded and offsets stay."""
    for heading in headings:
        text = re.sub(rf"(?m)^{re.escape(heading.strip())}:?", lambda found: " " * len(found[0]), text)
    return text


def _part(progress: Progress, start: float, end: float) -> Progress:
    return lambda share, words: progress(start + (end - start) * share, words)
