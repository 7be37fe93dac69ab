"""What would become of one file: what was understood, questions, rows as they are and as they will land."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.parts import intake_words, words
from dashboard.parts.tables import Column, table

TOP_LEVEL = (
    "kind",
    "date_order",
    "date_format",
    "zone",
    "duration_unit",
    "number_style",
    "header_row",
    "delimiter",
)
"""Answers that stand in a mapping under their own name; any other names the column of a field."""


HIDDEN = ("told_at", "told_id", "headings", "relationship")
"""Columns of landed rows that repeat others or the kind of the file."""

FATES = {False: "to mend", True: "left out on purpose"}
"""Whether a rejected row was left out on purpose -> what becomes of it."""


def ask(understand: Callable[[dict[str, Any]], Any], key: str) -> tuple[Any, dict[str, Any]]:
    """Preview a file with the answers given so far and ask what is open: (preview, mapping).

    `understand` makes a preview from a mapping; an answer may open another question.
    """
    mapping: dict[str, Any] = {}
    asked: set[str] = set()
    while True:
        preview = understand(mapping)
        new = [question for question in preview.questions if question["field"] not in asked]
        answers = {question["field"]: _select(question, key) for question in new}
        asked |= answers.keys()
        given = {name: answer for name, answer in answers.items() if answer}
        if not given:
            return preview, mapping
        mapping = with_answers(mapping, given)


def with_answers(mapping: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """The mapping with more answers: settings of the file on top, columns of fields below "columns"."""
    columns = mapping.get("columns", {}) | {name: a for name, a in answers.items() if name not in TOP_LEVEL}
    top = {name: answer for name, answer in answers.items() if name in TOP_LEVEL}
    return mapping | top | ({"columns": columns} if columns else {})


def show(preview: Any, key: str, is_alone: bool) -> None:
    """A preview: what would happen, what was understood, the first rows, opened at once if `is_alone`."""
    if preview.refusal:
        st.badge("Cannot come in", color="red", icon=":material/block:")
        st.text(preview.refusal)
        return
    receipt = preview.receipt
    if receipt.unchanged:
        st.badge("Already here", color="gray", icon=":material/check:")
        st.text("This very file came in before. Importing it again changes nothing.")
        return
    left_out = _count(preview.reasons, is_left_out=True)
    to_mend = _count(preview.reasons, is_left_out=False)
    verb = "would come in" if preview.questions else "will come in"
    counts(receipt, to_mend, left_out, verb)
    if not preview.is_whole:
        st.caption("The file is long: these are counts of its first rows. All of it is imported.")
    reasons(preview.reasons)
    with st.expander("What was understood", key=f"{key}_understood"):
        _understood(preview, key)
    with st.expander("First rows, as they are and as they will land", expanded=is_alone, key=f"{key}_rows"):
        raw, landed = st.columns(2)
        with raw:
            st.caption("In the file")
            _rows(preview.raw, f"{key}_raw", "First rows as they stand in the file")
        with landed:
            st.caption("As they will land")
            _rows(landed_rows(preview.landed), f"{key}_landed", "First rows as they will land")


def counts(receipt: Any, to_mend: int, left_out: int, verb: str) -> None:
    """The kind of a file, and what becomes of its rows, as badges with their words."""
    said = [(f"{words.counted(receipt.accepted, 'row')} {verb}", "green" if receipt.accepted else "gray")]
    said += [(f"{to_mend} to mend", "orange")] if to_mend else []
    said += [(f"{left_out} left out on purpose", "gray")] if left_out else []
    said += [(f"{words.counted(receipt.ignored, 'line')} ignored", "gray")] if receipt.ignored else []
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"**{intake_words.kind(receipt.kind)}**")
        for text, colour in said:
            st.badge(text, color=colour)


def reasons(rows: pd.DataFrame) -> None:
    """Why rows are not used, a line a reason: `rows` has reason, is_left_out, count_rows, first_line."""
    said = [
        f"- {words.counted(row.count_rows, 'row')} {FATES[row.is_left_out]}: "
        f"{intake_words.reason(row.reason)} "
        f"({'line' if row.count_rows == 1 else 'first in line'} {row.first_line})"
        for row in rows.itertuples()
    ]
    if said:
        st.markdown("\n".join(said))


def landed_rows(landed: pd.DataFrame) -> pd.DataFrame:
    """The landed rows for people: columns that hold anything, under our words, with the reason in words."""
    if landed.empty:
        return landed
    found = landed.assign(
        reason=["" if pd.isna(name) else intake_words.reason(name) for name in landed["reason"]]
    )
    held = [name for name in found.columns if name not in HIDDEN and found[name].map(_is_filled).any()]
    # ids that Heard made say nothing to a reader: they stand last
    order = sorted(
        held, key=lambda name: 0 if name == "line" else 1 if name == "reason" else 2 + name.endswith("_id")
    )
    return found[order].rename(columns=intake_words.field)


def _understood(preview: Any, key: str) -> None:
    found = [
        (intake_words.field(name), intake_words.column(source))
        for name, source in preview.receipt.columns.items()
    ]
    columns = {"field": Column("In Heard"), "source": Column("Column of the file")}
    table(
        pd.DataFrame(found, columns=list(columns)),
        key=f"{key}_columns",
        columns=columns,
        alt="Columns and what they become",
    )
    for sentence in preview.said:
        st.text(sentence)


def _select(question: dict[str, Any], key: str) -> str | None:
    st.text(question["question"])
    return st.selectbox(
        "Your answer",
        question["candidates"],
        index=None,
        placeholder="Choose one",
        format_func=lambda answer: intake_words.ANSWERS.get(answer, answer),
        key=f"{key}_answer_{question['field']}",
    )


def _rows(frame: pd.DataFrame, key: str, alt: str) -> None:
    """Rows of a file as a table of plain text, whatever they hold."""
    st.dataframe(frame.map(_as_text), hide_index=True, key=key, alt=alt)


def _as_text(cell: Any) -> str:
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}" if cell == cell.normalize() else f"{cell:%Y-%m-%d %H:%M}"
    if not _is_filled(cell):
        return ""
    return (
        ", ".join(map(str, cell))
        if isinstance(cell, list) or (hasattr(cell, "tolist") and cell.shape)
        else str(cell)
    )


def _is_filled(cell: Any) -> bool:
    if hasattr(cell, "__len__"):
        return len(cell) > 0
    return not pd.isna(cell)


def _count(rows: pd.DataFrame, *, is_left_out: bool) -> int:
    return 0 if rows.empty else int(rows.loc[rows["is_left_out"].eq(is_left_out), "count_rows"].sum())
