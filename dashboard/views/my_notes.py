"""My notes: what could I ask next time?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached, jobs, reading_job
from dashboard.parts import doing, filters, my_line, my_notes, notes, page, spool
from dashboard.warehouse import workspace

QUESTION = "What could I ask next time?"
EXPLAINED = (
    "For the author of notes, about their own: what could have been asked where a note pressed for more or "
    "waved away. **Nothing of this is counted, kept or shown to others**: whom you choose stays in this "
    "browser session, in no address and no file, and a reload forgets it. There is no login, so Heard trusts "
    "that you choose yourself. Only a line that you add stays, as a note of yours."
)


def add(line: my_line.Line) -> None:
    """Bring a line in as a file of one note, have it read, and show the page with it."""
    ws = workspace.importing()
    path = spool.put(ws, line.file_name(), line.as_csv())
    receipts = []
    if doing.attempt(lambda: receipts.extend(jobs.bring_in(ws, [path], doing.bar(), kind="coaching_notes"))):
        receipt = receipts[0]
        if receipt.unchanged or receipt.refusal or not receipt.accepted:
            st.warning(receipt.refusal or "It was not kept: there is nothing in it that can be read.")
        else:
            reading_job.start_reading(ws)
            st.session_state[my_line.ADDED] = receipt.import_id
            st.rerun()
    spool.drop(ws, path)


def undo(import_id: int) -> None:
    """Take the line back that was added last."""
    if doing.attempt(lambda: jobs.undo(workspace.importing(), import_id, doing.bar())):
        st.session_state.pop(my_line.ADDED, None)
        st.rerun()


if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

st.title(QUESTION, anchor=False)
st.markdown(EXPLAINED)
page.limits()
me = my_notes.choose()
if me is None:
    page.nothing_found("Say who you are, and your own notes come up, those to mend first.")
    st.stop()

chosen, facts = filters.chosen(), cached.row("filter__workspace")
my_line.added(undo)
replaced = cached.own_rows("my_notes__replaced", author=me)
st.header("What would I ask now?", anchor=False)
if replaced.empty:
    page.nothing_found(
        "Nothing to mend in the last 90 days: no coaching note of yours surely pressed for more or waved "
        "away what stood in the way."
    )
    my_notes.unread(me)
else:
    notes.legend()
    room = st.container(border=True, key="repair")
    first, count = replaced["note_key"].iloc[0], len(replaced)
    current = st.pagination(count, key=f"repair_{first}_{count}") if count > 1 else 1
    row = list(replaced.itertuples())[current - 1]
    with room:
        my_notes.panel(row, my_notes.missed(replaced)[row.note_key], facts["known_days"])
        my_line.section(row.note_key, me, row.person_key, facts["now_on"].date(), add)

st.header("Which sentences do I use again and again?", anchor=False)
my_notes.phrases(me)

st.header("Do my notes name what stands in the way, and come back to it?", anchor=False)
my_notes.follow_through(me, chosen)
