"""Code notes: does the reader read your notes as you do?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import cached, coding_job
from dashboard.coding_job import CodedSentence
from dashboard.parts import codebook_pages, coding, doing, page, words
from dashboard.parts.sitting import SECONDS_A_NOTE, Judged
from dashboard.warehouse.workspace import user

QUESTION = "Does the reader read your notes as you do?"
EXPLAINED = (
    "The reader learnt from invented notes. Code some of your own, drawn by lot, without seeing what it "
    "read. Definitions then says how far it agrees with you here, and shares get an interval that holds "
    "its errors. Where two people code the same notes it also says how far people agree."
)


def keep(sample: int, note: str, coder: str, judged: dict[tuple[int, int], Judged]) -> None:
    """Keep what was said of a note."""
    said = [CodedSentence(*place, each.codes, each.obstacle_type) for place, each in judged.items()]
    coding_job.keep(ws, sample, note, coder, said)


if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

ws = cached.workspace()
writes = coding.Writes(keep, partial(coding_job.coded_by, ws), lambda: coding_job.make_known(ws, doing.bar()))
st.title(QUESTION, anchor=False)
st.markdown(EXPLAINED)
page.limits()
drawn = cached.rows("coding__notes")
here = drawn[drawn["text"].notna()]
if here.empty:
    count = min(len(cached.rows("coding__drawable")), coding_job.SIZE)
    if not count:
        page.nothing_found("No coaching note has been read yet. Bring some on Data, and let them be read.")
        st.stop()
    notes = words.counted(count, "note")
    minutes = words.counted(max(1, round(count * SECONDS_A_NOTE / 60)), "minute")
    st.markdown(f"**{notes}**, about {minutes} by keyboard. You can stop at any time and go on later.")
    if st.button(f"Draw {notes}", key="draw", type="primary", icon=":material/casino:") and doing.attempt(
        lambda: coding_job.draw_sample(ws, doing.bar())
    ):
        st.rerun()
    st.stop()

coder = st.text_input(
    "Who codes?", value=user(), key="coder", max_chars=80,
    help="Two people who code the same notes do not see what the other said.",
).strip()  # fmt: skip
if not coder:
    page.nothing_found("Type your name, so that what you code is kept apart from what others code.")
    st.stop()
if len(here) < len(drawn):
    st.caption(
        f"{words.counted(len(drawn) - len(here), 'drawn note')} changed since, or are not here any more."
    )
with st.expander("The codes, and their keys", key="codebook", on_change="rerun") as codebook:
    if codebook.open:
        st.caption("A key beside a code turns it on and off; Enter goes on, Backspace goes back.")
        codebook_pages.codes()
coding.show(coding.sitting(here, coder, writes), coder, writes)
