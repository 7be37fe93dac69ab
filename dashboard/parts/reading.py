"""How far the reading of texts has come, kept up to date while something is unread."""

from __future__ import annotations

import time
from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import words

SECONDS = 3


def has_unread() -> bool:
    """Whether a text of the workspace has not been read yet."""
    counts = cached.row("data__reading")
    return bool(counts["count_texts_done"] < counts["count_texts"])


def progress(start: Callable[[], None]) -> None:
    """How many texts are read; while some are not, it looks again and again. `start` starts reading."""
    is_reading = has_unread()
    began, counts = time.monotonic(), cached.row("data__reading")
    first = int(counts["count_texts_done"]) / max(1, int(counts["count_texts"]))

    @st.fragment(run_every=SECONDS if is_reading else None)
    def shown() -> None:
        if is_reading and not has_unread():
            st.rerun(scope="app")
        _show(cached.row("data__reading"), start, first, time.monotonic() - began)

    shown()


def _show(counts: pd.Series, start: Callable[[], None], first: float, seconds: float) -> None:
    """`first` is the share that was read `seconds` ago."""
    done, texts = int(counts["count_texts_done"]), int(counts["count_texts"])
    if not texts:
        st.caption("No notes or check-ins are here yet.")
        return
    notes = (
        f"{counts['count_notes_read']} of {words.counted(int(counts['count_notes']), 'coaching note')} read"
    )
    if counts["count_texts_unreadable"]:
        reasons = [
            f"{row.unreadable} {row.count_texts}" for row in cached.rows("data__unreadable").itertuples()
        ]
        notes += f"; left uncoded: {', '.join(reasons)}"
    if done == texts:
        st.caption(f"{notes}; nothing waits.")
        return
    waiting = f"{words.counted(texts - done, 'text')} {'waits' if texts - done == 1 else 'wait'}"
    said = f"{notes}; {waiting}, check-ins and other notes included. Figures grow with them"
    said += f"{words.time_left(first, done / texts, seconds)}."
    st.progress(done / texts, said)
    st.button(
        "Read on",
        key="read_on",
        on_click=start,
        type="tertiary",
        icon=":material/play_arrow:",
        help="Reading goes on by itself after an import, with this page closed too. Press if it stands.",
    )
