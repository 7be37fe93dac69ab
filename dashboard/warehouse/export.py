"""Export: the canonical tables as published, one file a table, by name or under pseudonyms."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from dashboard.warehouse import sql
from dashboard.warehouse.published import NothingPublishedError
from dashboard.warehouse.workspace import Workspace

FORMATS = ("csv", "parquet")
BATCH_ROWS = 100_000

README, TITLE = "README.txt", "Tables exported from Heard"
BY_NAME = "People stand here by name, and texts in the words in which they were written."
PSEUDONYMOUS = """\
People, accounts, contacts and records have surrogate ids: the same in each export of this workspace and in
the links of its dashboard. Left out are names, e-mails, titles, subjects, kinds of sessions, all texts,
sentences and rejected rows (names stand in them), names and hashes of files, and outcomes that fewer than
five activities share. Teams, roles and segments stand as the files have them.

These tables are pseudonymous, not anonymous: who has the workspace can tell who is who, and who knows a
person well may recognise them by dates and counts."""
ALWAYS = """\
text_key leads from notes and check_ins to sentences and codes, import_id from activities and rejected_rows
to imports. Bodies of e-mails are not here; what reps wrote in them stands in notes. Obstacles of the type
wellbeing are health data and are left out of codes.

The tables show what was logged and written, not what anybody is worth: decide on nobody's employment by
them."""
OF_CSV = """\
The files are UTF-8 with a byte-order mark. What a spreadsheet would run as a formula begins with an
apostrophe."""


def export(
    workspace: Workspace, folder: Path, form: str, pseudonymous: bool, progress: Callable[[float, str], None]
) -> dict[str, int]:
    """Write each table of `queries/export` into `folder` as csv or parquet, with a README.txt; rows by table.

    An earlier export there is replaced once the new one is whole; ValueError where the folder holds anything
    else, NothingPublishedError while the workspace is empty.
    """
    newest = workspace.published_marts()
    if not newest:
        raise NothingPublishedError(f"There is no data in {workspace.folder} yet: import files first.")
    building = folder / ".building"
    _check(folder)
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    names, counts = sql.names("export"), {}
    try:
        with duckdb.connect(newest[0], read_only=True) as con:
            con.execute("set enable_external_access = false")
            for done, name in enumerate(names):
                progress(done / len(names), f"writing {name.replace('_', ' ')}")
                rows = con.sql(sql.text(f"export/{name}"), params={"pseudonymous": pseudonymous})
                counts[name] = _write(rows.to_arrow_reader(BATCH_ROWS), building / f"{name}.{form}", form)
        (building / README).write_text(_readme(workspace, form, pseudonymous, counts), encoding="utf-8")
        _take_the_place(building, folder)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise ValueError(
            f"{workspace.folder} was published by another version of Heard. Try again once nobody writes."
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return counts


def _check(folder: Path) -> None:
    """An export by name and one under pseudonyms must never lie side by side, nor beside what is not ours."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; name a folder.")
    names = (path.name for path in folder.iterdir()) if folder.exists() else ()
    found = {name for name in names if not name.startswith(".")}
    is_ours = README in found and (folder / README).read_text("utf-8", "replace").startswith(TITLE)
    if found and not (is_ours and found <= _possible()):
        raise ValueError(f"{folder} holds files that are not of an export. Name a new or an empty folder.")


def _possible() -> set[str]:
    return {README, *(f"{name}.{form}" for name in sql.names("export") for form in FORMATS)}


def _take_the_place(building: Path, folder: Path) -> None:
    """Remove the export before, then put the new one there, what says how it is to be read first."""
    for name in _possible() - {README}:
        (folder / name).unlink(missing_ok=True)
    for path in sorted(building.iterdir(), key=lambda path: path.name != README):
        path.replace(folder / path.name)


def _write(batches: pa.RecordBatchReader, path: Path, form: str) -> int:
    count = 0
    if form == "parquet":
        with parquet.ParquetWriter(path, batches.schema) as writer:
            for batch in batches:
                writer.write_batch(batch)
                count += batch.num_rows
        return count
    schema = pa.schema([(f.name, _told(f.type)) for f in batches.schema])
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8)
        with csv.CSVWriter(file, schema) as writer:
            for batch in batches:
                writer.write_batch(pa.record_batch(list(_cells(batch)), schema=schema))
                count += batch.num_rows
    return count


def _told(kind: pa.DataType) -> pa.DataType:
    """Times to the second, as people and our own import read them."""
    return pa.timestamp("s") if pa.types.is_timestamp(kind) else kind


def _cells(batch: pa.RecordBatch) -> Iterator[pa.Array]:
    for column in batch.columns:
        if pa.types.is_string(column.type):
            begins = pc.match_substring_regex(column, r"^[=@\t\r+-]")
            # numbers and telephones stay
            is_number = pc.match_substring_regex(column, r"^[+-][\d\s().,/-]*$")
            is_formula = pc.and_not(begins, is_number)
            yield pc.if_else(is_formula, pc.binary_join_element_wise("'", column, ""), column)
        else:
            yield column.cast(_told(column.type), safe=False)


def _readme(workspace: Workspace, form: str, pseudonymous: bool, counts: dict[str, int]) -> str:
    parts = [
        f"{TITLE} ({'pseudonymous' if pseudonymous else 'by name'}).",
        *["The sample organisation: nobody in it exists."] * workspace.is_sample,
        PSEUDONYMOUS if pseudonymous else BY_NAME,
        ALWAYS,
        *[OF_CSV] * (form == "csv"),
    ]
    rows = [f"{name}.{form}: {counts[name]:,} rows; {_grain(name)}" for name in counts]
    return "\n\n".join([*parts, "\n".join(rows)]) + "\n"


def _grain(name: str) -> str:
    return sql.text(f"export/{name}").splitlines()[0].removeprefix("-- ").split(";")[0]
