"""Data: what came in, and what did not?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import cached, intake, jobs, reading_job
from dashboard.parts import (
    bring_in,
    checks,
    corrections_list,
    coverage,
    doing,
    history,
    intake_words,
    page,
    reading,
    settings_form,
    strangers,
    tables,
    template_list,
)
from dashboard.warehouse import workspace

ws = workspace.importing()
shown = cached.workspace()
is_new = cached.is_new()


def preview(path: Path, said: dict[str, Any]) -> intake.Preview:
    """What importing a file with these answers would do."""
    return intake.preview(ws, path, mapping=said or None)


def run_import(chosen: list[bring_in.Chosen]) -> None:
    """Import what is ready, files with equal answers together; then read, in a process of its own."""
    files = [file for file in chosen if file.is_ready]
    told, done = doing.bar(), {}
    for _, group in groupby(sorted(files, key=answers), key=answers):
        some = list(group)
        paths = [file.path for file in some]
        receipts = jobs.bring_in(ws, paths, told, mapping=some[0].mapping or None)
        done |= dict(zip(paths, receipts, strict=True))
    reading_job.start_reading(ws)
    is_first = shown.is_sample and any(receipt.import_id is not None for receipt in done.values())
    # a file that was not ready has its receipt already: refused, or here before
    receipts = [done.get(file.path, file.preview.receipt) for file in chosen]
    bring_in.finish(ws, receipts, str(ws.folder) if is_first else None)


def answers(file: bring_in.Chosen) -> str:
    """What was answered about a file, to be sorted by."""
    return repr(sorted(file.mapping.items()))


def undo(import_id: int) -> None:
    """Take an import back."""
    jobs.undo(ws, import_id, doing.bar())
    bring_in.forget_receipts()


def to_mend(import_id: int) -> Callable[[], bytes]:
    """Makes the rows to mend of an import as CSV, once they are asked for."""

    def content() -> bytes:
        rows = intake.rows_to_mend(shown, import_id)
        return tables.for_spreadsheet(rows.assign(reason=rows["reason"].map(intake_words.reason)))

    return content


def settle(person: str, meant: str | None) -> None:
    """Say who a person of the files is, and show the page with it."""
    if doing.attempt(lambda: jobs.settle_person(ws, person, meant, doing.bar())):
        st.rerun()


def unsettle(alias: str) -> None:
    """Open again who a name means, and show the page with it."""
    if doing.attempt(lambda: jobs.unsettle_person(ws, alias, doing.bar())):
        st.rerun()


def take_back(correction_id: int) -> None:
    """Take a correction of a reading back, and show the page without it."""
    if doing.attempt(lambda: jobs.take_back_correction(shown, correction_id, doing.bar())):
        st.rerun()


def erase(person: str) -> None:
    """Delete a person's data for good, and show the page without it."""
    if doing.attempt(lambda: jobs.erase_person(ws, person, doing.bar())):
        st.rerun()


def change(name: str, value: str) -> None:
    """Change a setting and show the page with it."""
    if doing.attempt(lambda: jobs.change_setting(ws, name, value, doing.bar())):
        st.rerun()


st.title("What came in, and what did not?", anchor=False)
st.markdown(
    "Every file and every row of it: used, waiting to be mended, or left out on purpose. This page shows "
    "the whole "
    "workspace; the filter does not apply to it."
)
page.limits()
if not is_new:
    reading.progress(partial(reading_job.start_reading, ws))

PARTS: dict[str, Callable[[], None]] = {
    "Imports": lambda: history.imports(undo, shown.is_sample),
    "Rows not used": lambda: history.unused_rows(to_mend),
    "Coverage": coverage.weeks,
    "People and sources": lambda: coverage.people_and_sources(
        None if shown.is_sample else strangers.Deciding(settle, unsettle, erase)
    ),
    "Corrections": lambda: corrections_list.show(take_back),
    "Checks": checks.show,
    "Settings": lambda: settings_form.show(change, shown),
}
parts = {"Settings": PARTS["Settings"]} if is_new else PARTS
first, *others = st.tabs(["Bring in", *parts], key="part", bind="query-params")
# always run: an upload is lost when its widget is not
with first:
    if is_new:
        template_list.first_files()
    bring_in.receipts(to_mend)
    files: list[bring_in.Chosen] = []
    doing.attempt(lambda: files.extend(bring_in.upload(ws, preview, intake.unpack)))
    if bring_in.button(files) and doing.attempt(lambda: run_import(files)):
        st.rerun()
    template_list.downloads()
for tab, show in zip(others, parts.values(), strict=True):
    if tab.open:
        with tab:
            show()
