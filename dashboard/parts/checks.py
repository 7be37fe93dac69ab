"""What must hold in the data: each check with its sentence, and the rows that break it."""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.parts import words
from dashboard.parts.tables import Column, table
from dashboard.warehouse import published

MOST_ROWS = 200


def show() -> None:
    """Every check: passed, or the rows that break it."""
    found = cached.checks()
    broken = {name: rows for name, rows in found.items() if len(rows)}
    st.markdown(f"{len(found) - len(broken)} of {words.counted(len(found), 'check')} hold.")
    for name, rows in [
        *broken.items(),
        *((name, rows) for name, rows in found.items() if name not in broken),
    ]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(
                words.counted(len(rows), "row") if len(rows) else "holds",
                color="red" if len(rows) else "green",
            )
            st.markdown(f"{_sentence(name)}.")
        if len(rows):
            columns = {column: Column(column.replace("_", " ")) for column in rows.columns}
            table(
                rows.head(MOST_ROWS),
                key=f"check_{name}",
                columns=columns,
                alt=f"Rows that break the check {name}",
            )


def _sentence(name: str) -> str:
    said = published.check_sentence(name)
    return said[0].upper() + said[1:]
