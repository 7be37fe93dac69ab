"""What followed: did it help?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.effect import sentences
from dashboard.parts import columns_what_followed as columns
from dashboard.parts import figures_what_followed as figures
from dashboard.parts import filters, page, what_followed, words_what_followed
from dashboard.parts.filters import Filter
from dashboard.parts.tables import table

QUESTION = "Did it help?"
EXPLAINED = (
    "What came after a bad period, by the answer that it got: the change that everybody sees, how much of "
    "it comes of itself, and what is left. Always of the whole organisation: for one team, leader or rep "
    "no data of this kind can tell."
)
IN_FIGURE = ("do_more", "heard_and_acted", "none")

if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

found = what_followed.followed()
each = sentences.period(found)
page.head(QUESTION, Filter(now_on=filters.chosen().now_on), EXPLAINED)
page.finding(sentences.finding(found))
colours = page.colours()
rows = [row for row in found.rows if row.outcome == "attainment"]
if not any(row.n for row in rows):
    page.nothing_found(
        "No bad period here was followed by a closed one while notes were brought. Bring closed targets "
        "and notes of some months on Data."
    )

st.header("What does everybody see, and what is left of it?", anchor=False)
shown = what_followed.as_figure([row for row in rows if row.answer in IN_FIGURE or row.verdict])
page.chart(
    figures.naive_and_honest(rows=shown, colours=colours),
    key="honest_figure",
    alt=figures.naive_and_honest_alt(shown),
)
st.caption(
    f"In brackets: bad {each}s. An answer's honest difference is to equally bad {each}s of the same leader "
    "without a note; the last row compares the two answers with each other."
)

st.header("Why does everything seem to help?", anchor=False)
if said := sentences.comes_of_itself(found):
    st.markdown(said)
if len(found.path):
    page.chart(
        figures.path(rows=found.path, colours=colours, period=each),
        key="path_figure",
        alt=figures.path_alt(found.path),
    )
    st.caption(
        "Mean attainment of the same reps; a point needs five of them. Bad ones come back, noted or not."
    )
else:
    page.nothing_found(f"Fewer than five bad {each}s: too few for a picture.")

st.header("When could we tell?", anchor=False)
st.markdown(sentences.when(found))

st.header("What followed each answer?", anchor=False)
st.caption(
    "Points of target. Only the one comparison with a verdict was chosen beforehand; the others are "
    "intervals, and among so many some leave out zero by chance."
)
if (pressed := table(what_followed.as_table(rows), **columns.ROWS)) is not None:
    what_followed.drawer(rows[pressed], found)
more = st.expander("Activities, meetings, connects", key="outcomes_more", on_change="rerun")
if more.open:
    with more:
        what_followed.others(found)

st.header("What must hold before a word is said?", anchor=False)
st.markdown(what_followed.held(found))
if len(found.choices):
    page.chart(
        figures.choices(rows=found.choices, colours=colours),
        key="choices_figure",
        alt=figures.choices_alt(found.choices),
    )
    st.caption("“Do more” against “heard and acted” under each choice that would have been as good.")

st.header("What do these words mean?", anchor=False)
st.markdown(words_what_followed.MEANT.format(below=100 * found.bad_below))
st.markdown(words_what_followed.UNTESTABLE)
st.caption(what_followed.left_out(found))
