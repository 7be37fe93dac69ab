"""The dashboard: `streamlit run dashboard/app.py`, or `python -m dashboard`."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# streamlit puts this file's folder on the path, not the repository
sys.path[:0] = [root] if (root := str(Path(__file__).resolve().parents[1])) not in sys.path else []

from dashboard import cached, jobs  # noqa: E402
from dashboard.parts import again, correcting, drawers, filters, links, news, page, tables  # noqa: E402


def make_ready() -> None:
    """Build the sample, or publish what is not yet published, before anything is shown."""
    # drawn in every run, so that what follows keeps its place and is not drawn anew
    with st.empty(), st.container():
        if "is_ready" in st.session_state:
            return
        bar = st.progress(0.0, "Getting ready")
        jobs.make_ready(
            cached.workspace(), lambda share, words: bar.progress(min(share, 1.0), f"Getting ready: {words}")
        )
        bar.empty()
        st.session_state["is_ready"] = True


shown = st.navigation(
    [
        # the default page has the bare address; a link that names it works as well
        st.Page("views/team_health.py", title="Team health", default=True, url_path="start"),
        st.Page("views/team_health.py", title="Team health", visibility="hidden"),
        st.Page("views/do_more.py", title="Do more"),
        st.Page("views/obstacles.py", title="Obstacles"),
        st.Page("views/person.py", title="Person"),
        st.Page("views/my_notes.py", title="My notes"),
        st.Page("views/customers.py", title="Customers"),
        st.Page("views/peers.py", title="Peers"),
        st.Page("views/what_followed.py", title="What followed"),
        st.Page("views/data.py", title="Data"),
        st.Page("views/code_notes.py", title="Code notes"),
        st.Page("views/definitions.py", title="Definitions"),
    ]
)
st.set_page_config(page_title=f"{shown.title} · Heard", layout="wide")
cached.show(jobs.shown())
links.show(shown)
page.style()
make_ready()
if cached.workspace().is_sample:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Sample data: an invented organisation.", width="content")
        st.page_link("views/data.py", label="Bring your own on Data")
news.watch(jobs.shown)
if not cached.is_empty():
    filters.choose()
    tables.print_choice()
    correcting.by(jobs.correct_reading, jobs.set_not_about, jobs.take_back_correction)
    if not again.open_waiting():
        drawers.open_linked()
# what is still to come stands below what is there, so that nothing moves
body, below = st.container(), st.container()
with below.skeleton(height=480), body:
    shown.run()
