"""Drawers in which something can be written: the page is then drawn anew, and they open again."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import streamlit as st

from dashboard.parts import words

Opens = Callable[[], None]
"""What opens a drawer."""

AGAIN = "again"
"""State: what opens the drawer in which something was just written."""

_around: ContextVar[Opens | None] = ContextVar("drawer around what is drawn now", default=None)


def drawer(title: str, draw: Callable[[], None], on_dismiss: Any = "ignore") -> None:
    """Open a drawer at the right that `draw` fills; what is written in it opens it again."""

    def opens() -> None:
        drawer(title, draw, on_dismiss)

    @st.dialog(words.plain(title), width="medium", position="right", on_dismiss=on_dismiss)
    def opened() -> None:
        before = _around.set(opens)
        try:
            draw()
        finally:
            _around.reset(before)

    opened()


def around() -> Opens | None:
    """What opens the drawer in which this is drawn; None on the page itself."""
    return _around.get()


def draw_anew(opens: Opens | None) -> None:
    """Draw the whole page anew, and open the drawer that was open."""
    st.session_state[AGAIN] = opens
    st.rerun()


def open_waiting() -> bool:
    """Open the drawer in which something was just written; whether there was one."""
    opens = st.session_state.pop(AGAIN, None)
    if opens is not None:
        opens()
    return opens is not None
