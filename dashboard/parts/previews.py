"""What would become of one file: what was understood, questions, rows as they are and as they will land."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.parts import intake_words, words

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


CHANGED = "_changed"
"""State of a file: what a person changed of how it is read, by field."""

HIDDEN = ("told_at", "told_id", "headings", "relationship")
"""Columns of landed rows that repeat others or the kind of the file."""

FATES = {False: "to mend", True: "left out on purpose"}
"""Whether a rejected row was left out on purpose -> what becomes of it."""


class Whose(str):
    """A person named as the one of all rows of a file."""


def ask(understand: Callable[[dict[str, Any]], Any], key: str) -> tuple[Any, dict[str, Any]]:
    """Preview a file with what was changed and answered so far and ask what is open: (preview, mapping).

    `understand` makes a preview from a mapping; an answer may open another question.
    """
    mapping = with_answers({}, st.session_state.get(f"{key}{CHANGED}", {}))
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
    """The mapping with more answers: settings of the file on top, columns of fields below "columns".

    An answer that is a `Whose` is no column: it says whose all rows are.
    """
    top = {name: answer for name, answer in answers.items() if name in TOP_LEVEL}
    constants = {name: str(answer) for name, answer in answers.items() if isinstance(answer, Whose)}
    columns = {name: a for name, a in answers.items() if name not in top and name not in constants}
    columns, constants = mapping.get("columns", {}) | columns, mapping.get("constants", {}) | constants
    found = mapping | top | {"columns": columns, "constants": constants}
    return {name: value for name, value in found.items() if value or name not in ("columns", "constants")}


def show(preview: Any, key: str, is_alone: bool) -> None:
    """A preview: what would happen, what was understood, the first rows, opened at once if `is_alone`."""
    if preview.refusal:
        st.badge("Cannot come in", color="red", icon=":material/block:")
        st.text(preview.refusal)
        _as_recognised(key)
        return
    receipt = preview.receipt
    if receipt.unchanged:
        st.badge("Already here", color="gray", icon=":material/check:")
        st.text("This very file came in before. Importing it again changes nothing.")
        return
    left_out = _count(preview.reasons, is_left_out=True)
    to_mend = _count(preview.reasons, is_left_out=False)
    if preview.questions:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"**{intake_words.kind(receipt.kind)}**")
            st.badge("waits for your answer", color="orange")
    else:
        counts(receipt, to_mend, left_out, "will come in")
        if not preview.is_whole:
            st.caption("The file is long: these are counts of its first rows. All of it is imported.")
        reasons(preview.reasons)
    if preview.news.get("count_changed") or preview.news.get("count_same"):
        st.markdown(_news(preview.news))
    with st.expander("What was understood, to be changed", key=f"{key}_understood"):
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
    st.text("\n".join(preview.said))
    kinds, widget = list(intake_words.KINDS), f"{key}_kind_{preview.receipt.kind}"
    st.selectbox(
        "The file holds", kinds, index=kinds.index(preview.receipt.kind), format_func=intake_words.kind,
        key=widget, on_change=_change, args=(key, "kind", widget),
    )  # fmt: skip
    left, right = st.columns(2)
    for number, name in enumerate(preview.fields):
        with (left, right)[number % 2]:
            _column_of(preview, name, key)
    _as_recognised(key)


def _as_recognised(key: str) -> None:
    """Takes changes back, where some were made."""
    if st.session_state.get(f"{key}{CHANGED}"):
        st.button(
            "As it was recognised", key=f"{key}_recognised", icon=":material/undo:",
            on_click=st.session_state.pop, args=(f"{key}{CHANGED}", None),
        )  # fmt: skip


def _column_of(preview: Any, name: str, key: str) -> None:
    """The column that fills a field, to be changed, with what spoke for it."""
    found = preview.mapping.named_columns.get(name, "")
    now = intake_words.column(found)
    options = list(dict.fromkeys([now, "", *(title for title in preview.mapping.header if title.strip())]))
    widget = f"{key}_column_{name}_{now}"
    st.selectbox(
        intake_words.field(name), options, format_func=lambda title: title or "no column of the file",
        key=widget, on_change=_change, args=(key, name, widget),
    )  # fmt: skip
    if why := preview.mapping.why.get(name):
        st.caption(words.plain(why))


def _change(key: str, name: str, widget: str) -> None:
    # fields of another kind mean nothing here
    changed = {} if name == "kind" else st.session_state.get(f"{key}{CHANGED}", {})
    st.session_state[f"{key}{CHANGED}"] = changed | {name: st.session_state[widget]}


def _news(news: dict[str, int]) -> str:
    """How many rows are new, change what came before, or say the same."""
    said = [
        f"{news[name]:,} {what}"
        for name, what in (
            ("count_new", "new"),
            ("count_changed", "changed"),
            ("count_same", "the same as before"),
        )
        if news[name]
    ]
    return f"Of the rows: {', '.join(said)}."


def _select(question: dict[str, Any], key: str) -> str | None:
    st.text(question["question"])
    is_whose = question["mapping_line"].startswith("constants.")
    answer = st.selectbox(
        "Your answer",
        question["candidates"],
        index=None,
        placeholder="Choose or type a name" if is_whose else "Choose one",
        format_func=lambda answer: intake_words.ANSWERS.get(answer, answer),
        accept_new_options=is_whose,
        key=f"{key}_answer_{question['field']}",
    )
    return Whose(answer) if is_whose and answer else answer


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
