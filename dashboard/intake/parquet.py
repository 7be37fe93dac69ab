"""A Parquet file -> rows of text, its column names first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.intake.refusal import RefusalError

BATCH_ROWS = 5_000


def parquet_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells as text), the names of the columns as line 1; RefusalError for a broken file."""
    try:
        with pq.ParquetFile(path) as file:
            yield 1, list(file.schema_arrow.names)
            line = 2
            for batch in file.iter_batches(batch_size=BATCH_ROWS):
                for cells in zip(*(_as_text(column) for column in batch.columns), strict=True):
                    yield line, list(cells)
                    line += 1
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise RefusalError(
            f"{name} cannot be read as a Parquet file ({error}). Write it again, or export CSV."
        ) from error


def _as_text(column: pa.Array) -> list[str]:
    if pa.types.is_dictionary(column.type):
        return _as_text(column.dictionary_decode())
    if pa.types.is_nested(column.type):
        return ["" if value is None else str(value) for value in column.to_pylist()]
    if pa.types.is_timestamp(column.type):
        zone = "UTC" if column.type.tz else None
        column = column.cast(pa.timestamp("s", zone), safe=False)
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return ["" if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()]
    return pc.fill_null(column.cast(pa.string()), "").to_pylist()
