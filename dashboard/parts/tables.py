"""Tables: sorted by a click, downloaded as CSV, plain for print, each row with a button that opens it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.metrics import METRICS
from dashboard.parts import numbers, words

OPEN = "open"
PRINT_KEY = "print"
NAMED_BY = 3
"""So many columns, the first, name a row where it is chosen from a list."""


@dataclass(frozen=True)
class Column:
    """A column's label, kind (text, day, count, number, share, change, flag) and help."""

    label: str
    kind: str = "text"
    help: str | None = None


def metric(name: str, kind: str) -> Column:
    """The column of a metric, with its meaning as help."""
    found = METRICS[name]
    return Column(found.label, kind, f"{found.axis}. {found.meaning}")


def print_choice() -> None:
    """The switch that turns tables into plain ones: they print, and need neither a mouse nor eyes."""
    with st.sidebar:
        st.toggle(
            "Plain tables, for print and keyboard",
            key=PRINT_KEY,
            bind="query-params",
            help="They print whole, screen readers read them whole, and the keyboard opens their rows.",
        )


def tucked(label: str, rows: pd.DataFrame, **shown: Any) -> int | None:
    """The table under a figure that says the same, run once it is asked for; in print it is there."""
    box = st.expander(
        label, st.session_state.get(PRINT_KEY, False), key=f"{shown['key']}_more", on_change="rerun"
    )
    if not box.open:
        return None
    with box:
        return table(rows, **shown)


def table(
    rows: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, Column],
    alt: str,
    opens: str | None = None,
    query: str | None = None,
) -> int | None:
    """Show the named columns of `rows` in their order, with downloads below.

    `query`, a page query's name, stands in words and SQL one click away. With `opens`, each row has a
    button of that label; returns the position of the row just pressed.
    """
    pressed = None
    shown = rows[list(columns)]
    if st.session_state.get(PRINT_KEY):
        st.table(_printed(shown, columns), border="horizontal", hide_index=True, alt=alt)
        if opens and len(rows):
            pressed = _chosen(rows, columns, key=key, opens=opens)
    else:
        config: dict[str, Any] = {name: _config(column) for name, column in columns.items()}
        if opens:
            # first, so that it stands on a narrow screen too
            shown = pd.concat([pd.Series(opens, index=shown.index, name=OPEN), shown], axis=1)
            config[OPEN] = st.column_config.ButtonColumn("", type="tertiary", key=f"{key}_open", width=70)
        percents = {
            name: (100 * shown[name]).round() + 0.0
            for name, column in columns.items()
            if column.kind in ("share", "change")
        }
        st.dataframe(
            shown.assign(**percents), column_config=config, hide_index=True, key=key, alt=alt, placeholder=""
        )
        click = st.session_state.get(f"{key}_open") if opens else None
        pressed = click["row"] if click else None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        download(rows, key=key, columns=columns)
        if query and st.button(
            "How it is made", key=f"{key}_made", type="tertiary", icon=":material/code:", wrap=False
        ):
            numbers.drawer(query)
    return pressed


def _chosen(rows: pd.DataFrame, columns: Mapping[str, Column], *, key: str, opens: str) -> int | None:
    """A row chosen by what its first columns say, and opened by a button: a plain table has no buttons."""
    said = _written(rows[list(columns)[:NAMED_BY]], columns)
    labels = [", ".join(filter(None, cells)) for cells in said.itertuples(index=False)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"{key}_rows"):
        row = st.selectbox(
            "Row", range(len(rows)), index=None, format_func=labels.__getitem__, key=f"{key}_row", width=320
        )
        is_pressed = st.button(opens, key=f"{key}_row_open", disabled=row is None)
    return row if is_pressed else None


def download(rows: pd.DataFrame, *, key: str, columns: Mapping[str, Column]) -> None:
    """Buttons that make and save the rows as CSV or Excel, in their order and with the labels of the page."""
    for name, ending, made, mime in FORMATS:
        st.download_button(
            f"{name} ({words.counted(len(rows), 'row')})" if ending == "csv" else name,
            partial(made, rows, columns),
            f"heard_{key}.{ending}",
            mime,
            key=f"{key}_{ending}",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            help=f"Download as {name}",
            wrap=False,
        )


def as_csv(rows: pd.DataFrame, columns: Mapping[str, Column]) -> bytes:
    """The named columns under the labels of the page, for a spreadsheet."""
    return for_spreadsheet(_labelled(rows, columns))


def as_excel(rows: pd.DataFrame, columns: Mapping[str, Column]) -> bytes:
    """The named columns under the labels of the page, as a workbook of one sheet; text stays text."""
    made = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": True,
        "nan_inf_to_errors": True,
    }
    writer = pd.ExcelWriter(
        made,
        engine="xlsxwriter",
        date_format="yyyy-mm-dd",
        datetime_format="yyyy-mm-dd hh:mm",
        engine_kwargs={"options": options},
    )
    with writer:
        _labelled(rows, columns).to_excel(writer, sheet_name="Heard", index=False, freeze_panes=(1, 0))
        writer.sheets["Heard"].autofit(max_width=420)
    return made.getvalue()


def _labelled(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    return rows[list(columns)].rename(columns={name: column.label for name, column in columns.items()})


FORMATS = (
    ("CSV", "csv", as_csv, "text/csv"),
    ("Excel", "xlsx", as_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def for_spreadsheet(frame: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with the byte-order mark that Excel wants.

    What a spreadsheet would run as a formula is quoted; numbers and telephones stay.
    """
    return frame.rename(columns=_harmless).map(_harmless).to_csv(index=False).encode("utf-8-sig")


def _harmless(cell: Any) -> Any:
    is_formula = isinstance(cell, str) and re.match(r"[=@\t\r]|[+-](?![\d\s().,/-]*$)", cell)
    return f"'{cell}" if is_formula else cell


def _config(column: Column) -> Any:
    kinds = {
        "day": lambda **named: st.column_config.DateColumn(format="D MMM YYYY", **named),
        "count": lambda **named: st.column_config.NumberColumn(format="%d", **named),
        "number": lambda **named: st.column_config.NumberColumn(format="%.1f", **named),
        "share": lambda **named: st.column_config.NumberColumn(format="%d %%", **named),
        "change": lambda **named: st.column_config.NumberColumn(format="%+d %%", **named),
        "flag": st.column_config.CheckboxColumn,
        "text": st.column_config.TextColumn,
    }
    return kinds[column.kind](label=column.label, help=column.help)


def _printed(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Cells as text in which no file's Markdown works."""
    return _written(rows, columns).map(words.plain).set_axis([columns[name].label for name in rows], axis=1)


def _written(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Cells as text; an empty one is no text."""
    written = {
        "day": lambda cell: words.day(cell),
        "count": lambda cell: f"{cell:.0f}",
        "number": lambda cell: f"{cell:.1f}",
        "share": words.percent,
        "change": lambda cell: f"{round(100 * cell) + 0:+d} %",
        "flag": lambda cell: "yes" if cell else "no",
        "text": str,
    }
    return pd.DataFrame(
        {
            name: ["" if pd.isna(cell) else written[columns[name].kind](cell) for cell in rows[name]]
            for name in rows
        }
    )
