"""Drawers in which something can be written: the page is then drawn anew, and they open again."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.parts import words

AGAIN = "again"
"""State: the drawer in which something was just written."""


@dataclass(frozen=True)
class Drawer:
    """A drawer at the right that `draw` fills; opened again it begins with `first`, on which was written."""

    title: str
    draw: Callable[[], None]
    on_dismiss: Any = "ignore"
    first_key: str | None = None
    first: Callable[[], None] | None = None

    def open(self) -> None:
        """Open it, with what was written on at its top: its place further down is lost."""

        @st.dialog(words.plain(self.title), width="medium", position="right", on_dismiss=self.on_dismiss)
        def opened() -> None:
            before = _around.set(self)
            try:
                if self.first:
                    self.first()
                self.draw()
            finally:
                _around.reset(before)

        opened()


_around: ContextVar[Drawer | None] = ContextVar("drawer around what is drawn now", default=None)


def drawer(title: str, draw: Callable[[], None], on_dismiss: Any = "ignore") -> None:
    """Open a drawer at the right that `draw` fills; what is written in it opens it again."""
    Drawer(title, draw, on_dismiss).open()


def around() -> Drawer | None:
    """The drawer in which this is drawn; None on the page itself."""
    return _around.get()


def stands_first(key: str) -> bool:
    """Whether the drawer around begins with what has this key, so that it stands there and not below."""
    found = _around.get()
    return found is not None and found.first_key == key


def draw_anew(found: Drawer | None, key: str, first: Callable[[], None]) -> None:
    """Draw the whole page anew, and open the drawer that was open at what has this key (drawn by `first`)."""
    st.session_state[AGAIN] = found and replace(found, first_key=key, first=first)
    st.rerun()


def open_waiting() -> bool:
    """Open the drawer in which something was just written; whether there was one."""
    waiting = st.session_state.pop(AGAIN, None)
    if waiting is not None:
        waiting.open()
    return waiting is not None
