"""What came in while a page stood open: shown at once while notes are being read, else offered."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import cached
from dashboard.parts import reading
from dashboard.warehouse import published
from dashboard.warehouse.workspace import Workspace

SECONDS = 4


def watch(look: Callable[[], Workspace]) -> None:
    """Look every few seconds whether something was published; `look` names the workspace that pages show now.

    While texts are unread the page follows by itself; later imports only offer themselves, so that nothing
    moves under a reader's eyes.
    """
    seen = (cached.workspace(), published.data_version(cached.workspace()))
    is_reading = not cached.is_new() and reading.has_unread()

    @st.fragment(run_every=SECONDS)
    def news() -> None:
        now = look()
        if (now, published.data_version(now)) == seen:
            return
        if is_reading:
            st.rerun(scope="app")
        with st.container(horizontal=True, vertical_alignment="center", key="news"):
            st.text("New data came in.", width="content")
            if st.button("Show it", key="show_news", type="tertiary"):
                st.rerun(scope="app")

    news()
