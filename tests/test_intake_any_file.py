"""Whatever happens to a file, no row of it is lost and nothing but a sentence comes back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.intake import import_files
from dashboard.intake.decode import read_bytes
from dashboard.intake.records import read_records
from dashboard.intake.refusal import RefusalError
from dashboard.intake.understand import understand
from dashboard.warehouse.workspace import Workspace

EXPORTS = Path(__file__).parent / "exports"
NAMES = ["hubspot__calls", "upcoach__participant_notes", "lattice__people", "sheet__quota_attainment_us"]
HEADERS = [
    "rep,author,written_at,text", "person_id,occurred_at,kind,subject",
    "person_id,period_start,target,actual",
    "name,email,title", "scope,starts_on,ends_on,kind,text",
]  # fmt: skip
SCRAPS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b";",
    b"\0",
    b"\xff",
    b"\t",
    b"Total",
    b"<p>",
    b"=1+1",
    b"  ",
    b"31/02/2026",
    b'""\n',
]

mutations = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), st.sampled_from(SCRAPS)),
    min_size=1,
    max_size=6,
)


def _assert_all_rows_counted(folder: Path, path: Path) -> None:
    receipt = import_files(Workspace(folder / "workspace"), [path])[0]
    if receipt.refusal or receipt.questions:
        assert receipt.import_id is None
        return
    mapping = understand(path, None, {}, {}).mapping
    records = sum(1 for _ in read_records(read_bytes(path), mapping.delimiter, mapping.width))
    assert receipt.accepted + receipt.rejected + receipt.ignored == records - 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(NAMES), changes=mutations)
def test_a_damaged_file_loses_no_row(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    """Each record but the header is accepted, rejected or ignored, or the file is refused or asks."""
    content = (EXPORTS / f"{name}.csv").read_bytes()
    for place, cut, scrap in changes:
        start = int(place * len(content))
        content = content[:start] + scrap + content[start + cut :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        path.write_bytes(content)
        _assert_all_rows_counted(Path(folder), path)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_bytes_end_in_a_sentence(content: bytes) -> None:
    """Bytes without a header of ours raise nothing but a refusal that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        with pytest.raises(RefusalError, match=r"any\.csv"):
            understand(path, None, {}, {})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    header=st.sampled_from(HEADERS), content=st.text(st.characters(codec="utf-8"), min_size=1, max_size=300)
)
def test_any_text_under_a_header_is_counted(header: str, content: str) -> None:
    """Each record under a header is accepted, rejected or ignored, or the file is refused or asks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_text(f"{header}\n{content}", encoding="utf-8", newline="")
        _assert_all_rows_counted(Path(folder), path)
