"""What came in before: imports, what became of their rows, and what was not used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import bring_in, doing, intake_words, page, previews, words
from dashboard.parts.tables import Column, table

MOST_ROWS = 1000
UNDOING = "undoing"
"""State: the import that the dialog asks about."""

IMPORTS = {
    "file_name": Column("File"),
    "state": Column("State"),
    "kind": Column("Holds"),
    "count_accepted": Column("Accepted", "count"),
    "count_to_mend": Column("To mend", "count", "Correct these rows and bring them in again"),
    "count_left_out": Column("Left out", "count", "Left out on purpose: deleted, planned, repeated ..."),
    "count_erased": Column("Deleted for good", "count", "Rows that went when a person's data was deleted"),
    "count_ignored": Column(
        "Ignored", "count", "Lines that are no rows: blank ones, titles, totals, footers"
    ),
    "imported": Column("Came in"),
    "imported_by": Column("Brought by"),
}

REASONS = {
    "why": Column("Reason"),
    "count_rows": Column("Rows", "count"),
    "fate": Column(
        "What it is", help="To mend: correct it and bring it again. Left out: it is no row for Heard."
    ),
    "file_name": Column("File"),
    "first_line": Column("First in line", "count"),
}

REJECTED = {
    "line": Column("Line", "count"),
    "why": Column("Reason"),
    "fate": Column("What it is"),
    "file_name": Column("File"),
    "raw": Column("The row as it stands in the file"),
}


def imports(undo: Callable[[int], None], is_sample: bool) -> None:
    """Every import, and one to take back by `undo`."""
    found = cached.rows("data__imports")
    if found.empty:
        page.nothing_found("Nothing came in yet. Bring your first file on the tab at the left.")
        return
    shown = found.assign(
        kind=found["kind"].map(intake_words.kind),
        imported=[_moment(at) for at in found["imported_at"]],
        state=[
            f"undone {words.day(at)}" if undone else "in use"
            for at, undone in zip(found["undone_at"], found["is_undone"], strict=True)
        ],
    )
    table(shown, key="imports", columns=IMPORTS, alt="Files that came in, latest first")
    st.subheader("Take an import back", anchor=False)
    if is_sample:
        st.markdown("The sample stays as it is. Imports of your own can be undone here, each wholly.")
        return
    in_use = found[~found["is_undone"].astype(bool)]
    chosen = _choose("Import", in_use, key="undo_choice", empty="Choose one")
    st.button(
        "Undo this import",
        disabled=chosen is None,
        key="undo",
        icon=":material/undo:",
        on_click=lambda: st.session_state.update({UNDOING: chosen}),
    )
    for row in in_use[in_use["import_id"].eq(st.session_state.get(UNDOING))].itertuples():
        _confirm(row, undo)


@st.dialog("Undo this import?", on_dismiss=lambda: st.session_state.pop(UNDOING, None))
def _confirm(row: Any, undo: Callable[[int], None]) -> None:
    st.text(row.file_name)
    st.markdown(
        f"Its {words.counted(row.count_accepted, 'row')} leave the workspace and all numbers are made "
        f"anew. The file on "
        "your disk stays, and can come in again."
    )
    if st.button("Undo it", type="primary", key="undo_sure") and doing.attempt(lambda: undo(row.import_id)):
        st.session_state.pop(UNDOING, None)
        st.rerun()


def unused_rows(mend: Callable[[int], Callable[[], bytes]]) -> None:
    """Rows to mend and rows left out: reasons with counts, then the rows themselves."""
    found = cached.rows("data__imports")
    some = found[found["count_to_mend"].add(found["count_left_out"]).gt(0)]
    if some.empty:
        page.nothing_found("Every row of every file is in use.")
        return
    left, right = st.columns(2)
    with left:
        chosen = _choose("File", some, key="unused_file", empty="All files")
    with right:
        fates = {"All": None, "To mend": False, "Left out on purpose": True}
        fate = st.segmented_control("Show", list(fates), default="All", key="unused_fate", required=True)
    reasons = cached.rows("data__reasons", **{"import": chosen})
    if fates[fate] is not None:
        reasons = reasons[reasons["is_left_out"].eq(fates[fate])]
    _reasons(reasons)
    rows = cached.rows(
        "data__rejected_rows", **{"import": chosen, "is_left_out": fates[fate], "most": MOST_ROWS}
    )
    total = int(reasons["count_rows"].sum())
    if rows.empty:
        page.nothing_found("No row of this sort.")
        return
    if total > len(rows):
        st.caption(f"The first {len(rows)} of {total} rows.")
    rows = rows.assign(
        why=rows["reason"].map(intake_words.reason),
        fate=rows["is_left_out"].map(previews.FATES),
    )
    table(rows, key="unused_rows", columns=REJECTED, alt="Rows that are not used, with the reason")
    mendable = [
        row for row in some[some["count_to_mend"].gt(0)].itertuples() if chosen in (None, row.import_id)
    ]
    if mendable:
        st.subheader("Take rows to mend with you", anchor=False)
    for row in mendable:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            bring_in.mend_button(
                row.import_id, row.count_to_mend, row.file_name, mend(row.import_id), "unused"
            )
            st.text(row.file_name)


def _reasons(rows: pd.DataFrame) -> None:
    shown = rows.assign(
        why=rows["reason"].map(intake_words.reason), fate=rows["is_left_out"].map(previews.FATES)
    )
    table(shown, key="unused_reasons", columns=REASONS, alt="Reasons why rows are not used")


def _choose(label: str, rows: pd.DataFrame, *, key: str, empty: str) -> int | None:
    names = {
        row.import_id: f"{row.file_name}: {intake_words.kind(row.kind)}, {_moment(row.imported_at)}"
        for row in rows.itertuples()
    }
    return st.selectbox(label, list(names), index=None, placeholder=empty, format_func=names.get, key=key)


def _moment(at: pd.Timestamp) -> str:
    return f"{words.day(at)}, {at:%H:%M}"
