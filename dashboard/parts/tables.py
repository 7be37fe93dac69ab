"""Tables: sorted by a click, downloaded as CSV, plain for print, each row with a button that opens it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.metrics import METRICS
from dashboard.parts import words

OPEN = "open"
PRINT_KEY = "print"


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
    """The switch that turns tables into plain ones, which print and which screen readers read whole."""
    with st.sidebar:
        st.toggle("Plain tables, for print", key=PRINT_KEY, bind="query-params")


def table(
    rows: pd.DataFrame, *, key: str, columns: Mapping[str, Column], alt: str, opens: str | None = None
) -> int | None:
    """Show the named columns of `rows` in their order, with a download below.

    With `opens`, each row has a button of that label; returns the position of the row just pressed.
    """
    pressed = None
    shown = rows[list(columns)]
    if st.session_state.get(PRINT_KEY):
        st.table(_printed(shown, columns), border="horizontal", hide_index=True, alt=alt)
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
    download(rows, key=key, columns=columns)
    return pressed


def download(rows: pd.DataFrame, *, key: str, columns: Mapping[str, Column]) -> None:
    """A button that makes and saves the rows as CSV, in their order and with the labels of the page."""
    st.download_button(
        f"Download as CSV ({words.counted(len(rows), 'row')})",
        partial(as_csv, rows, columns),
        f"heard_{key}.csv",
        "text/csv",
        key=f"{key}_csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def as_csv(rows: pd.DataFrame, columns: Mapping[str, Column]) -> bytes:
    """The named columns under the labels of the page, for a spreadsheet."""
    return for_spreadsheet(
        rows[list(columns)].rename(columns={name: column.label for name, column in columns.items()})
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
            column.label: [
                "" if pd.isna(cell) else words.plain(written[column.kind](cell)) for cell in rows[name]
            ]
            for name, column in columns.items()
        }
    )
