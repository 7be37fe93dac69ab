"""Files into the store, one transaction each; and back out of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.intake.containers import Found, called, unpacked
from dashboard.intake.land import MOST_LINES_TOLD, Progress, land, reject_staged, stage
from dashboard.intake.mapping import read_user_mapping
from dashboard.intake.receipt import Receipt, told_row
from dashboard.intake.records import read_records, split_raw
from dashboard.intake.refusal import RefusalError, UnsupportedFileError
from dashboard.intake.understand import Understanding, understand
from dashboard.intake.vocabulary import TABLE_OF_KIND
from dashboard.warehouse.store import Store, writing
from dashboard.warehouse.workspace import Workspace, user


def import_files(
    workspace: Workspace, paths: Iterable[str | Path], kind: str | None = None,
    mapping: dict[str, Any] | str | Path | None = None,
    imported_by: str | None = None, progress: Progress | None = None,
) -> list[Receipt]:  # fmt: skip
    """Import files into a workspace, each wholly or not at all; one receipt a file. Does not publish.

    Those in an archive are files of their own.
    `mapping` is a dictionary or the path of a TOML file (see `mapping.py`); it wins over what is recognised.
    A file that cannot be read or leaves a question open stores nothing, and its receipt says so. `progress`
    hears the share of a file that is read (0 to 1) and a sentence.
    """
    by = imported_by or user()
    receipts = []
    for path in map(Path, paths):
        try:
            with tempfile.TemporaryDirectory(prefix="heard") as folder:
                for found in unpacked(path, Path(folder)):
                    receipts.append(_import(workspace, found, kind, mapping, by, progress))
        except OSError as error:
            sentence = (
                f"{called(path)} cannot be read: {error.strerror or error}. Check the path and the rights."
            )
            receipts.append(Receipt(called(path), refusal=sentence))
        except RefusalError as refusal:
            receipts.append(Receipt(called(path), refusal=str(refusal)))
    return receipts


def undo_import(workspace: Workspace, import_id: int) -> None:
    """Take everything out again that an import brought; LookupError where there is none to undo."""
    with writing(workspace) as store:
        found = store.run("store/import_by_id", import_id=import_id)
        if found.empty or not pd.isna(found["undone_at"].iloc[0]):
            raise LookupError(f"There is no import {import_id} to undo.")
        store.run("store/undo_import", import_id=import_id)


def rows_to_mend(workspace: Workspace, import_id: int) -> pd.DataFrame:
    """Rows of an import that wait for mending: the columns of their file, then line and reason.

    Cells beyond the header's width stand together in the column "more".
    """
    with writing(workspace) as store:
        store.leave_unchanged()
        found = store.run("store/import_by_id", import_id=import_id)
        rows = store.run("store/rejected_of_import", import_id=import_id, most=None)
    if found.empty:
        raise LookupError(f"There is no import {import_id}.")
    kept = json.loads(found["mapping"].iloc[0])
    rows = rows[~rows["is_left_out"].astype(bool)]
    header = distinct(kept["header"], ("line", "reason", "more"))
    cells = [split_raw(raw, kept["delimiter"]) for raw in rows["raw"]]
    frame = pd.DataFrame(
        [(row + [""] * len(header))[: len(header)] for row in cells], columns=header, dtype=str
    )
    if any(len(row) > len(header) for row in cells):
        frame["more"] = [kept["delimiter"].join(row[len(header) :]) for row in cells]
    return frame.assign(line=rows["line"].to_numpy(), reason=rows["reason"].to_numpy())


def _import(
    workspace: Workspace, file: Found, kind: str | None, mapping: dict[str, Any] | str | Path | None,
    imported_by: str, progress: Progress | None,
) -> Receipt:  # fmt: skip
    try:
        if kind is not None and kind not in TABLE_OF_KIND:
            raise RefusalError(f"There is no kind {kind}; it may be: {', '.join(TABLE_OF_KIND)}.")
        understood = understand_here(workspace, file.path, kind, read_user_mapping(mapping), file.name)
    except UnsupportedFileError as refusal:
        return _unsupported(refusal)
    except RefusalError as refusal:
        return Receipt(file.name, refusal=str(refusal))
    waiting = (lambda sentence: progress(0.0, sentence)) if progress else None
    with writing(workspace, waiting) as store:
        if before := same_bytes(store, file.name, understood.source.sha256):
            store.leave_unchanged()
            return before
        if understood.questions:
            store.leave_unchanged()
            return _of(understood, questions=understood.questions)
        import_id = int(store.run("store/next_import")["import_id"].iloc[0])
        receipt = bring_in(store, import_id, understood, progress=progress)
        _enter_history(store, understood, receipt, imported_by)
        if said_of_shape := understood.said_of_shape:
            mapping = json.dumps(said_of_shape, ensure_ascii=False)
            store.run("store/keep_shape", shape=understood.shape, mapping=mapping, settled_by=imported_by)
        return receipt


def understand_here(
    workspace: Workspace, path: Path, kind: str | None, said: dict[str, Any], name: str
) -> Understanding:
    """Understand a file with what its workspace knows: its people, and what was said of files like it."""
    if not workspace.store_path.exists():
        return understand(path, kind, said, {}, name)
    with writing(workspace) as store:
        store.leave_unchanged()
        people, shapes = store.run("store/known_people"), store.run("store/file_shapes").set_index("shape")
    known = dict(zip(people["ref"], people["name"], strict=True))
    understood = understand(path, kind, said, known, name)
    if said or kind or understood.shape not in shapes.index:
        return understood
    kept = shapes.loc[understood.shape]
    again = understand(path, None, json.loads(kept["mapping"]), known, name)
    when = f"{kept['settled_at']:%Y-%m-%d}"
    return replace(
        again, remembered=f"Read as {kept['settled_by']} said on {when} of a file with the same columns."
    )


def bring_in(
    store: Store, import_id: int, understood: Understanding,
    most: int | None = None, progress: Progress | None = None,
) -> Receipt:  # fmt: skip
    """Land, type, accept and reject the rows of a file inside the store's transaction."""
    source, mapping = understood.source, understood.mapping
    store.keep_memory_flat()
    landed = land(store, import_id, source, mapping, most, progress)
    stage(store, import_id, mapping)
    rejected = landed.rejected + reject_staged(store, import_id, source, mapping)
    accepted = int(store.run("store/staged_count")["count_accepted"].iloc[0])
    store.run(f"store/accept_{mapping.table}", import_id=import_id)
    ends = store.run("store/staged_ends")
    rows = store.run("store/rejected_of_import", import_id=import_id, most=MOST_LINES_TOLD)
    return _of(
        understood, accepted=accepted, rejected=rejected, ignored=landed.ignored, import_id=import_id,
        rejected_rows=rows[["line", "reason", "raw"]].to_dict("records"), ignored_lines=landed.ignored_lines,
        first_row=told_row(mapping, ends.iloc[0]) if len(ends) else None,
        last_row=told_row(mapping, ends.iloc[-1]) if len(ends) else None,
    )  # fmt: skip


def _unsupported(refusal: UnsupportedFileError) -> Receipt:
    """Every row of a table of another kind is rejected, and none of it is stored."""
    rejected, rows = 0, []
    for record in read_records(refusal.source, refusal.delimiter):
        if record.line > refusal.header_row and not record.is_blank:
            rejected += 1
            if rejected <= MOST_LINES_TOLD:
                rows.append({"line": record.line, "reason": "unsupported_file", "raw": record.raw})
    name = refusal.source.name
    return Receipt(name, kind="unsupported", rejected=rejected, rejected_rows=rows, refusal=str(refusal))


def _of(understood: Understanding, **more: Any) -> Receipt:
    source, mapping = understood.source, understood.mapping
    return Receipt(
        source.name,
        mapping.kind,
        mapping.named_columns,
        read_as=f"{source.encoding}: {source.note}",
        **more,
    )


def same_bytes(store: Store, file: str, sha256: str) -> Receipt | None:
    """The receipt of an import, not undone, that had exactly these bytes."""
    found = store.run("store/same_bytes", sha256=sha256)
    if found.empty:
        return None
    before = found.iloc[0]
    kept = json.loads(before["mapping"])
    rows = store.run("store/rejected_of_import", import_id=int(before["import_id"]), most=MOST_LINES_TOLD)
    receipt = Receipt(**kept["receipt"], rejected_rows=rows[["line", "reason", "raw"]].to_dict("records"))
    return replace(receipt, file=file, unchanged=True)


def _enter_history(store: Store, understood: Understanding, receipt: Receipt, imported_by: str) -> None:
    source, mapping = understood.source, understood.mapping
    kept = {name: value for name, value in receipt.as_json().items() if name != "rejected_rows"}
    how = {
        "header": mapping.header, "header_row": mapping.header_row, "delimiter": mapping.delimiter,
        "columns": mapping.named_columns, "date_formats": mapping.date_formats[:3], "zone": mapping.zone,
        "duration_unit": mapping.duration_unit, "number_style": mapping.number_style, "receipt": kept,
    }  # fmt: skip
    store.run(
        "store/add_import", import_id=receipt.import_id, file_name=source.name, kind=mapping.kind,
        source=mapping.system, sha256=source.sha256, byte_count=source.count, imported_by=imported_by,
        mapping=json.dumps(how, ensure_ascii=False), count_accepted=receipt.accepted,
        count_rejected=receipt.rejected, count_ignored=receipt.ignored,
    )  # fmt: skip


def distinct(header: Sequence[str], taken: Sequence[str] = ()) -> list[str]:
    """Names of columns that differ from each other and from `taken`, by their position where need be."""
    names: list[str] = []
    for position, name in enumerate(header, start=1):
        found = name if name.strip() else f"column {position}"
        while found in taken or found in names:
            found = f"{found} {position}"
        names.append(found)
    return names
