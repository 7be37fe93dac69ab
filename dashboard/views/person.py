"""Person: what has this rep been up against, and who asked?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached, jobs
from dashboard.parts import (
    check_ins,
    columns_person,
    doing,
    drawers,
    figures_person,
    filters,
    findings_person,
    handout,
    notes,
    page,
    person,
    person_conversation,
    person_event,
    person_shown,
    spool,
    timeline,
    words,
)
from dashboard.parts.tables import table
from dashboard.warehouse import workspace

QUESTION = "What has this rep been up against, and who asked?"
EXPLAINED = (
    "One rep over the weeks: what was logged, what stood in the way, which answer they got, and what to ask "
    "next. It looks at the answer that the rep got, and says nothing of their worth."
)
SHEET = "sheet"


def add(event: person_event.Event) -> None:
    """Bring an event in as a file of one row, and show the page with it."""
    ws = workspace.importing()
    path = spool.put(ws, event.file_name(), event.as_csv())
    receipts = []
    if doing.attempt(lambda: receipts.extend(jobs.bring_in(ws, [path], doing.bar(), kind="events"))):
        receipt = receipts[0]
        if receipt.unchanged or receipt.refusal:
            st.warning(receipt.refusal or "This very event is here already; nothing was changed.")
        else:
            st.session_state[person_event.ADDED] = (receipt.import_id, path.stem)
            st.rerun()
    spool.drop(ws, path)


def undo(import_id: int) -> None:
    """Take the event back that was added last."""
    if doing.attempt(lambda: jobs.undo(workspace.importing(), import_id, doing.bar())):
        st.session_state.pop(person_event.ADDED, None)
        st.rerun()


if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

chosen = filters.chosen()
if SHEET in st.query_params and person_conversation.alone(st.query_params.get("person"), chosen):
    st.stop()
page.head(QUESTION, chosen, EXPLAINED)
key = person.choose(
    cached.rows("person__reps", team=chosen.team, leader=chosen.leader, role=chosen.role),
    cached.rows("person__reps"),
)
if key is None:
    page.nothing_found("Choose a rep above: type a part of the name. Team health and Do more link here too.")
    st.stop()

facts = cached.row("person__facts", person=key, to_on=chosen.to_on)
shown = person_shown.frames(key, chosen)
places = cached.rows("person__places", person=key, from_on=chosen.from_on, to_on=chosen.to_on)
said, own = person_conversation.words_of(key, chosen.to_on)

found = findings_person.finding(facts=facts, weeks=shown.weeks, notes=shown.notes, obstacles=shown.obstacles)
page.finding(f"{words.plain(facts['rep'])}: {found[0].lower()}{found[1:]}")
st.text(findings_person.who(facts, places))
person.numbers(shown)
if not shown.weeks.empty:
    handout.person(key, chosen)

st.header("How did the weeks go, and what happened in them?", anchor=False)
recent = person_shown.latest(shown)
figure = figures_person.whole(shown=recent, colours=page.colours())
page.chart(figure, key="timeline_figure", alt=timeline.alt(recent))
st.caption(
    "Grey weeks: a shortfall. Dotted frames: leave, ramp and holiday weeks, which are not compared. Dotted "
    "lines: something changed. Each mark says what it is when you point at it, and the tables below say all "
    "of it."
    + ("" if recent.from_on == shown.from_on else " The figure shows the last 53 weeks, the tables all.")
)
st.subheader("Week by week", anchor=False)
if shown.weeks.empty:
    page.nothing_found("No week of activity or target in this period. Widen it, or bring them on Data.")
else:
    table(timeline.weeks_in_words(shown.weeks.iloc[::-1]), **columns_person.WEEKS)
st.subheader("What happened", anchor=False)
happened = timeline.happened(shown)
if (row := table(happened, **columns_person.HAPPENED)) is not None:
    person.opened(happened.iloc[row], shown)

st.header("What changed what these numbers mean?", anchor=False)
person_event.section(key, places["team"].iloc[-1] if len(places) else None, add, undo)

st.header("What could the next conversation be about?", anchor=False)
st.page_link(
    "views/person.py", label="This part alone, for print", icon=":material/print:",
    query_params={"person": key, SHEET: "conversation"},
)  # fmt: skip
person_conversation.show(facts, shown, said, own)

st.header("What did notes say would be done?", anchor=False)
if said.empty:
    page.nothing_found("No note about the rep helps, works on a skill or agrees a step.")
elif (row := table(person.said_in_words(said), **columns_person.SAID)) is not None:
    drawers.one(said["note_key"].iloc[row])

st.header("What did notes say about the rep?", anchor=False)
if shown.notes.empty:
    page.nothing_found("No note about the rep in this period: what nobody wrote cannot be read.")
else:
    notes.paged(shown.notes, key="person_notes")

st.header("What did the rep say?", anchor=False)
if shown.check_ins.empty:
    page.nothing_found("No check-in in this period. The template on Data is enough to begin with.")
else:
    check_ins.paged(shown.check_ins, key="person_check_ins")
