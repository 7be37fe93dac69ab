"""The sample organisation as a workspace, and the readings of its texts, which ship with it.

    python -m dashboard.sample

writes `sample_data/readings.jsonl` anew: needed whenever the reader or the sample's texts change.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard import intake, reader, reading_job
from dashboard.reading_job import Progress
from dashboard.warehouse import publish, sql, store, workspace
from dashboard.warehouse.workspace import Workspace

FOLDER = Path(__file__).resolve().parents[1] / "sample_data"
READINGS = FOLDER / "readings.jsonl"
MOST_TEXTS = 100_000


@cache
def fingerprint() -> str:
    """Ten hex digits that change when the sample, the queries or the reader change."""
    digest = hashlib.sha256(f"{sql.fingerprint()} {sql.names('schema')} {reader.model_name()}".encode())
    for path in (*_files(), READINGS):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def make(ws: Workspace, progress: Progress) -> None:
    """Build the sample's workspace; of sessions that do so at once the first to finish gives it its name."""
    ws.folder.parent.mkdir(parents=True, exist_ok=True)
    building = Workspace(Path(tempfile.mkdtemp(prefix="building-", dir=ws.folder.parent)), is_sample=True)
    _import(building, lambda share, words: progress(share * 0.6, words))
    _take_shipped_readings(building)
    reading_job.read_unread(building, lambda share, words: progress(0.6 + share * 0.2, words))
    publish.publish(building, lambda share, words: progress(0.8 + share * 0.2, words))
    try:
        building.folder.rename(ws.folder)
    except OSError:
        if not ws.published_marts():
            raise
        shutil.rmtree(building.folder, ignore_errors=True)
    for other in ws.folder.parent.glob("sample-*"):
        if other.name != ws.folder.name:
            shutil.rmtree(other, ignore_errors=True)


def shipped_model() -> str:
    """Name of the model that made the shipped readings."""
    with READINGS.open(encoding="utf-8") as file:
        return json.loads(file.readline())["model"]


def write_readings(path: Path = READINGS) -> int:
    """Read every text of the sample and write the readings to `path`; how many there are."""
    with tempfile.TemporaryDirectory() as folder:
        ws = workspace.named(folder)
        _import(ws, lambda share, words: None)
        texts = _unread(ws)
    lines = [{"model": reader.model_name()}, *_lines(texts.sort_values("text_key"))]
    rows = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
    path.write_text("".join(rows), encoding="utf-8")
    return len(texts)


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.csv"))


def _import(ws: Workspace, progress: Progress) -> None:
    intake.import_files(ws, _files(), imported_by="sample", progress=progress)


def _unread(ws: Workspace) -> pd.DataFrame:
    with store.writing(ws) as opened:
        opened.leave_unchanged()
        return opened.run("store/unread", model=reader.model_name(), most=MOST_TEXTS)


def _lines(texts: pd.DataFrame) -> Iterator[dict]:
    readings = reader.read_many([(row.text, row.relationship) for row in texts.itertuples()])
    for key, reading in zip(texts["text_key"], readings, strict=True):
        yield {
            "text_key": key,
            "certainty": reading.certainty,
            "sentences": [
                [s.start, s.end, s.codes, s.obstacle_type, s.obstacle_type_probability, s.words]
                for s in reading.sentences
            ],
        }


def _take_shipped_readings(ws: Workspace) -> None:
    """Keep the shipped readings where the present model made them; what is missing is read afterwards."""
    if shipped_model() != reader.model_name():
        return
    texts = _unread(ws).set_index("text_key", drop=False)
    with READINGS.open(encoding="utf-8") as file:
        next(file)
        shipped = {line["text_key"]: line for line in map(json.loads, file)}
    texts = texts[texts["text_key"].isin(list(shipped))]
    readings = [_reading(row.text, row.relationship, shipped[row.text_key]) for row in texts.itertuples()]
    reading_job.keep(ws, texts, readings, reader.model_name())


def _reading(text: str, relationship: str, shipped: dict) -> reader.Reading:
    sentences = [
        reader.Sentence(text[start:end], start, end, *codes) for start, end, *codes in shipped["sentences"]
    ]
    return reader.Reading(
        *reader.stance_from(sentences, relationship), shipped["certainty"], tuple(sentences)
    )


if __name__ == "__main__":
    print(f"{write_readings()} texts read by {reader.model_name()}")
