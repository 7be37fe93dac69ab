"""Do more: where did "do more" replace understanding?"""

from __future__ import annotations

import math

import streamlit as st

from dashboard import cached
from dashboard.parts import (
    cards,
    columns,
    compare,
    drawers,
    filters,
    findings,
    health_cards,
    my_notes,
    notes,
    opened,
    page,
    shortfall,
)
from dashboard.parts.tables import table

QUESTION = "Where did “do more” replace understanding?"
EXPLAINED = (
    "Shortfalls whose best answer was a note that pressed for more or waved away, while nobody asked or "
    "heard what stood in the way. Sorted by date, then by name; nobody is ranked."
)
CARDS_A_PAGE = 3
ONLY = {"known": "Obstacle was known", "not_heard": "Not heard since", "too_early": "Too early to say"}

if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

chosen = filters.chosen()
params = chosen.params()
facts = cached.row("filter__workspace")
answered = shortfall.in_words(cached.rows("do_more__shortfalls", **params))
rows, perhaps = (answered[answered["answer"].eq(answer)] for answer in ("replaced", "perhaps_replaced"))
pressed = shortfall.pressed_in_words(cached.rows("do_more__pressed", **params))

page.head(QUESTION, chosen, EXPLAINED)
my_notes.link()
shortfalls = cached.rows("team_health__shortfalls", **params)
page.finding(findings.do_more(rows, len(shortfalls), len(pressed)))

if linked := st.query_params.get("shortfall"):
    one = shortfall.in_words(cached.rows("do_more__shortfalls", shortfall=linked))
    if (one := one[one["answer"].eq("replaced")]).empty:
        st.warning(
            "The link names a shortfall that is not in this workspace, or that has another answer by now. "
            "All are shown."
        )
    else:
        st.button("Show all", key="show_all", icon=":material/arrow_back:", on_click=shortfall.forget_link)
        notes.legend()
        shortfall.card(next(one.itertuples()), facts)
        st.stop()

if page.opening("All shortfalls", len(shortfalls), key="all"):
    opened.drawer("Shortfalls", [opened.shortfalls("Shortfalls", shortfalls)])
against = compare.choose(chosen, facts)
cards.show(health_cards.do_more(health_cards.gather(params, facts, against)))

st.header("Which shortfalls were answered so?", anchor=False)
if rows.empty:
    page.nothing_found(
        "No shortfall was answered with do more or waved away. Team health shows which answers there were, "
        "and which shortfalls got none."
    )
else:
    only = st.pills(
        "Show only", list(ONLY), format_func=ONLY.get, selection_mode="multi", key="only", bind="query-params"
    )
    shown = shortfall.only(rows, only)
    if (row := table(shown, **columns.DO_MORE)) is not None:
        st.query_params["shortfall"] = shown["shortfall_key"].iloc[row]
        st.rerun()
    notes.legend()
    count_pages = math.ceil(len(shown) / CARDS_A_PAGE)
    current = st.pagination(count_pages, key=f"cards_of_{count_pages}") if count_pages > 1 else 1
    for each in shown.iloc[(current - 1) * CARDS_A_PAGE : current * CARDS_A_PAGE].itertuples():
        shortfall.card(each, facts)

if len(perhaps):
    st.header("Which may have been answered so?", anchor=False)
    st.caption("The reader is not sure of these notes, so they count apart. Read them before you judge.")
    if (row := table(perhaps, **columns.PERHAPS)) is not None:
        drawers.one(perhaps["note_key"].iloc[row])

st.header("Who was pressed while on target?", anchor=False)
if pressed.empty:
    page.nothing_found("No note pressed a rep who was on target, as far as attainment is known.")
else:
    st.caption("The rep stood at 100 % of pace or more on the day of the note. Latest first.")
    if (row := table(pressed, **columns.PRESSED)) is not None:
        drawers.one(pressed["note_key"].iloc[row])
