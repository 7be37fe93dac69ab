"""Files on their way in: chosen, previewed, asked about, imported; then their receipts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.parts import previews, spool, words
from dashboard.warehouse import published
from dashboard.warehouse.workspace import Workspace

LARGEST_MB = 200
"""An upload is held in memory, twice over; larger files come in by the command line."""

SPOOLED, PREVIEWS, ROUND, RECEIPTS, SWITCHED = (
    "spooled",
    "previews",
    "upload_round",
    "receipts",
    "switched_to",
)


@dataclass(frozen=True)
class Chosen:
    """An uploaded file with its preview and the mapping that the answers make."""

    path: Path
    preview: Any
    mapping: dict[str, Any]

    @property
    def is_ready(self) -> bool:
        """Whether importing it would do something."""
        return not (self.preview.refusal or self.preview.questions or self.preview.receipt.unchanged)


def upload(
    ws: Workspace, preview: Callable[[Path, dict[str, Any]], Any], unpack: Callable[[Path], list[Path]]
) -> list[Chosen]:
    """The uploader with a preview of each file; returns the files with what was answered about them.

    `unpack` gives the files in an archive, and a file that is none itself.
    """
    uploaded = st.file_uploader(
        "Exports from your CRM, dialer, calendar, 1:1 or HR tool, as CSV, Excel, Parquet or a zip of them; "
        "several at once",
        accept_multiple_files=True,
        max_upload_size=LARGEST_MB,
        key=f"upload_{st.session_state.get(ROUND, 0)}",
    )
    st.markdown(
        f"A file of more than {LARGEST_MB} MB comes in by the command line, also while this page is open: "
        # (a code block loads 1.5 MB of highlighter before the page is ready)
        "`python -m dashboard import FILE...`"
    )
    paths = [path for some in _spooled(ws, uploaded, unpack).values() for path in some]
    chosen = []
    for number, path in enumerate(paths):
        with st.container(border=True, key=f"file_{number}"):
            st.text(path.name)
            with st.spinner("Looking into the file"):
                found, mapping = previews.ask(
                    lambda said, path=path: _preview(ws, path, said, preview), f"file_{number}"
                )
            previews.show(found, f"file_{number}", is_alone=len(paths) == 1)
            chosen.append(Chosen(path, found, mapping))
    return chosen


def button(chosen: list[Chosen]) -> bool:
    """The import button, with what waits and why; whether it was pressed."""
    if not chosen:
        return False
    ready = sum(file.is_ready for file in chosen)
    refused = sum(bool(file.preview.refusal) for file in chosen)
    waiting = sum(bool(file.preview.questions) for file in chosen)
    if waiting:
        st.warning(
            f"{words.counted(waiting, 'file')} {'waits' if waiting == 1 else 'wait'} for your answer above."
        )
    if ready and refused:
        st.caption(f"{words.counted(refused, 'file')} cannot come in; the others can.")
    return st.button(
        f"Import {words.counted(ready, 'file')}" if ready else "Nothing to import",
        type="primary",
        disabled=not ready or waiting > 0,
        key="import",
        icon=":material/download:",
    )


def finish(ws: Workspace, receipts: list[Any], switched_to: str | None) -> None:
    """Forget the uploads and keep their receipts; `switched_to` is the folder that pages now show."""
    for paths in st.session_state.pop(SPOOLED, {}).values():
        spool.drop(ws, paths[0])
    st.session_state.pop(PREVIEWS, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[RECEIPTS] = receipts
    st.session_state[SWITCHED] = switched_to


def receipts(mend: Callable[[int], Callable[[], bytes]]) -> None:
    """What became of the files of the last import; `mend(id)` gives what makes rows to mend as CSV."""
    found = st.session_state.get(RECEIPTS)
    if not found:
        return
    st.header("What became of them", anchor=False)
    if folder := st.session_state.get(SWITCHED):
        with st.container(border=True, key="switched"):
            st.markdown(
                "**From now on the pages show your own workspace**, which lies in the folder below. The "
                "sample is gone "
                "from view; move that folder away to see it again."
            )
            st.code(folder, language=None)
    for receipt in found:
        with st.container(border=True, key=f"receipt_{receipt.import_id}_{found.index(receipt)}"):
            st.text(receipt.file)
            _receipt(receipt, mend)
    st.button("Done", key="receipts_done", on_click=forget_receipts)


def forget_receipts() -> None:
    """Show the receipts of the last import no longer."""
    st.session_state.pop(RECEIPTS, None)


def mend_button(import_id: int, count: int, file: str, content: Callable[[], bytes], key: str) -> None:
    """The download of rows to mend; they are collected when it is pressed."""
    st.download_button(
        f"Download {words.counted(count, 'row')} to mend",
        content,
        f"to_mend_{import_id}_{Path(file).stem}.csv",
        "text/csv",
        key=f"{key}_mend_{import_id}",
        icon=":material/download:",
        on_click="ignore",
        help="In the columns of the file, with line and reason. Mend them there and bring the file in again.",
    )


def _receipt(receipt: Any, mend: Callable[[int], Callable[[], bytes]]) -> None:
    if receipt.refusal:
        st.badge("Did not come in", color="red", icon=":material/block:")
        st.text(receipt.refusal)
        return
    if receipt.unchanged:
        st.badge("Already here", color="gray", icon=":material/check:")
        st.text("This very file came in before; nothing was changed.")
        return
    reasons = cached.rows("data__reasons", **{"import": receipt.import_id})
    to_mend = int(reasons.loc[~reasons["is_left_out"].astype(bool), "count_rows"].sum())
    previews.counts(receipt, to_mend, receipt.rejected - to_mend, "came in")
    previews.reasons(reasons)
    if to_mend:
        mend_button(receipt.import_id, to_mend, receipt.file, mend(receipt.import_id), "receipt")


def _spooled(
    ws: Workspace, uploaded: list[Any], unpack: Callable[[Path], list[Path]]
) -> dict[str, list[Path]]:
    """Upload id -> paths in the spool; a file taken out of the uploader is removed."""
    known: dict[str, list[Path]] = st.session_state.get(SPOOLED, {})
    now = {
        file.file_id: known.get(file.file_id) or unpack(spool.put(ws, file.name, file.getbuffer()))
        for file in uploaded
    }
    for gone in known.keys() - now.keys():
        spool.drop(ws, known[gone][0])
    st.session_state[SPOOLED] = now
    return now


def _preview(
    ws: Workspace, path: Path, said: dict[str, Any], preview: Callable[[Path, dict[str, Any]], Any]
) -> Any:
    """A preview, made once for a file, its answers and what the workspace holds."""
    kept = st.session_state.setdefault(PREVIEWS, {})
    key = (str(path), json.dumps(said, sort_keys=True), published.data_version(ws))
    if key not in kept:
        kept[key] = preview(path, said)
    return kept[key]
