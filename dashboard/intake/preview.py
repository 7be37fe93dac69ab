"""What would become of a file, shown before anything is stored."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.intake.containers import Found, unpacked
from dashboard.intake.importing import bring_in, distinct, same_bytes, understand_here
from dashboard.intake.land import Progress
from dashboard.intake.mapping import Mapping, read_user_mapping
from dashboard.intake.receipt import Receipt
from dashboard.intake.records import Record
from dashboard.intake.refusal import RefusalError
from dashboard.intake.understand import Understanding
from dashboard.intake.vocabulary import TABLE_OF_KIND, fields
from dashboard.warehouse.store import writing
from dashboard.warehouse.workspace import Workspace

MOST_RECORDS = 20_000
SHOWN_ROWS = 20
DURATIONS = {
    "end-start": "the time from start to end",
    "clock": "written as h:mm:ss",
    "m:ss": "written as m:ss",
    "words": "written with their unit",
    "days": "parts of a day, as Excel keeps them",
}
"""How a unit is told where "in" it would not be a sentence."""


@dataclass(frozen=True)
class Preview:
    """What was understood of a file and what importing it would do.

    `raw`: line and the cells under the file's own header; `landed`: line, typed columns, defects, reason;
    `reasons`: reason, is_left_out, count_rows, first_line; `said` are sentences for people (the columns stand
    in the receipt); `news` counts accepted rows that are new, changed or the same as before; `mapping` is how
    the file is read. Counts are of the first 20,000 records where `is_whole` is false.
    """

    receipt: Receipt
    said: tuple[str, ...] = ()
    raw: pd.DataFrame = field(default_factory=pd.DataFrame)
    landed: pd.DataFrame = field(default_factory=pd.DataFrame)
    reasons: pd.DataFrame = field(default_factory=pd.DataFrame)
    is_whole: bool = True
    news: dict[str, int] = field(default_factory=dict)
    mapping: Mapping | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields that the table of this file has, filled or not."""
        return tuple(fields(self.mapping.table)) if self.mapping else ()

    @property
    def refusal(self) -> str | None:
        return self.receipt.refusal

    @property
    def questions(self) -> list[dict[str, Any]]:
        return self.receipt.questions


class _EnoughError(Exception):
    """Ends the transaction of a preview, so that nothing of it stays."""


def preview(workspace: Workspace, path: Path, mapping: dict[str, Any] | str | Path | None = None) -> Preview:
    """What importing a file would do, told by its first 20,000 records; of an archive its first file's."""
    return preview_files(workspace, [path], mapping, is_whole=False)[0]


def _preview(
    workspace: Workspace, file: Found, mapping: dict[str, Any] | str | Path | None, kind: str | None,
    whole: bool, progress: Progress | None,
) -> Preview:  # fmt: skip
    """Import a file, or (unless `whole`) its first records, look at the outcome, and take it all back."""
    name = file.name
    try:
        understood = understand_here(workspace, file.path, kind, read_user_mapping(mapping), name)
    except RefusalError as refusal:
        return Preview(Receipt(name, refusal=str(refusal)), (str(refusal),))
    shown = None
    waiting = (lambda sentence: progress(0.0, sentence)) if progress else None
    try:
        with writing(workspace, waiting) as store:
            if before := same_bytes(store, name, understood.source.sha256):
                shown = Preview(before, ("This file is already imported: nothing would change.",))
                raise _EnoughError
            receipt = bring_in(store, 0, understood, None if whole else MOST_RECORDS, progress)
            receipt = Receipt(**{**receipt.as_json(), "import_id": None, "questions": understood.questions})
            read = receipt.accepted + receipt.rejected + receipt.ignored
            is_whole = whole or read < MOST_RECORDS - 1
            kinds = [k for k, its in TABLE_OF_KIND.items() if its == understood.mapping.table]
            shown = Preview(
                receipt, _said(understood, receipt, is_whole), _raw(understood),
                store.run("store/staged_head", most=SHOWN_ROWS),
                store.run("store/rejected_counts", import_id=0), is_whole,
                store.run("store/news_of_import", import_id=0, kinds=kinds).iloc[0].to_dict(),
                understood.mapping,
            )  # fmt: skip
            raise _EnoughError
    except _EnoughError:
        return shown


def preview_files(
    workspace: Workspace, paths: Iterable[Path], mapping: dict[str, Any] | str | Path | None = None,
    kind: str | None = None, progress: Progress | None = None, is_whole: bool = True,
) -> list[Preview]:  # fmt: skip
    """What importing these files, each by itself, would do with all their rows; archives are looked into."""
    previews = []
    for path in paths:
        try:
            with tempfile.TemporaryDirectory(prefix="heard") as folder:
                for found in unpacked(path, Path(folder)):
                    previews.append(_preview(workspace, found, mapping, kind, is_whole, progress))
        except OSError as error:
            sentence = (
                f"{path.name} cannot be read: {error.strerror or error}. Check the path and the rights."
            )
            previews.append(Preview(Receipt(path.name, refusal=sentence), (sentence,)))
        except RefusalError as refusal:
            previews.append(Preview(Receipt(path.name, refusal=str(refusal)), (str(refusal),)))
    return previews


def _said(understood: Understanding, receipt: Receipt, is_whole: bool) -> tuple[str, ...]:
    """What was understood, in sentences."""
    mapping, source = understood.mapping, understood.source
    said = [understood.remembered] if understood.remembered else []
    said += [
        f"Read as {source.encoding} ({source.note}); the header is line {mapping.header_row}.",
        f"It holds {mapping.kind.replace('_', ' ')}.",
        _times(mapping),
    ]
    if "duration_seconds" in mapping.columns:
        said.append(f"Durations are {DURATIONS.get(mapping.duration_unit, 'in ' + mapping.duration_unit)}.")
    if understood.questions:
        said.append("Nothing will be stored until the questions are answered.")
    of = "" if is_whole else f" of the first {MOST_RECORDS:,} records"
    said.append(
        f"{receipt.accepted:,} rows{of} will be accepted, {receipt.rejected:,} rejected, "
        f"{receipt.ignored:,} lines ignored."
    )
    if not receipt.accepted:
        said.append("Not one row can be taken in: see why below, and whether kind and columns are right.")
    return tuple(said)


def _times(mapping: Mapping) -> str:
    zone = (
        f"times without a zone are in {mapping.zone}"
        if mapping.zone
        else "times without a zone are in the workspace's zone"
    )
    return f"Dates are written as {mapping.date_formats[0]}; {zone}."


def _raw(understood: Understanding) -> pd.DataFrame:
    mapping = understood.mapping
    records: list[Record] = [record for record in understood.head if record.line > mapping.header_row][
        :SHOWN_ROWS
    ]
    cells = [(record.cells + [""] * mapping.width)[: mapping.width] for record in records]
    frame = pd.DataFrame(cells, columns=distinct(mapping.header, ("line of the file",)), dtype=str)
    frame.insert(0, "line of the file", [record.line for record in records])
    return frame
