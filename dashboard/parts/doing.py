"""Doing what takes a while or may fail: a progress bar, and a reason in words instead of a traceback."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.parts import words
from dashboard.warehouse.store import StoreBusyError

CANNOT = (OSError, StoreBusyError, LookupError)
"""What a person can act on: a full disk, a busy store, an import that somebody else undid."""


def bar() -> Callable[[float, str], None]:
    """A progress bar that takes its words, file names among them, literally."""
    shown, began = st.progress(0.0, "Beginning"), time.monotonic()

    def told(share: float, said: str) -> None:
        share = min(max(share, 0.0), 1.0)
        left = words.time_left(0, share, time.monotonic() - began)
        shown.progress(share, f"{words.plain(said)}{left}")

    return told


def unbroken(action: Callable[[Callable[[float, str], None]], Any]) -> None:
    """Run to its end what must not stop half way, with a bar: a click meanwhile is heard afterwards.

    Streamlit ends a run where it draws next once somebody clicks; published figures would then stay old.
    """
    told, clicks = bar(), []

    def hear(share: float, said: str) -> None:
        if clicks:
            return
        try:
            told(share, said)
        except Exception:
            raise
        except BaseException as click:
            clicks.append(click)

    action(hear)
    if clicks:
        raise clicks[0]


def attempt(action: Callable[[], Any]) -> bool:
    """Run what may fail for a reason that a person can mend, and say the reason; whether it went well."""
    try:
        action()
    except CANNOT as error:
        if isinstance(error, KeyError | IndexError):
            raise
        with st.container(border=True):
            st.badge("That did not work", color="red", icon=":material/error:")
            st.text(str(error))
        return False
    return True
