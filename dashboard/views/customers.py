"""Customers: do we understand the customers we keep contacting?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.parts import (
    columns_customers,
    customers,
    customers_drawer,
    customers_list,
    figures_customers,
    filters,
    findings_customers,
    page,
    words,
)
from dashboard.parts.tables import table, tucked

QUESTION = "Do we understand the customers we keep contacting?"
EXPLAINED = (
    "Calls, e-mails and meetings with each account beside what the notes about it show of the customer: "
    "their business, what they try to achieve, where they struggle, what their people feel."
)

if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

chosen = filters.chosen()
params = chosen.params()
facts = cached.row("filter__workspace")
coverage = cached.row("customers__coverage", **params)
bands = customers.bands_in_words(cached.rows("customers__bands", **params))
colours = page.colours()
customers_drawer.open_linked(params, coverage)

page.head(QUESTION, chosen, EXPLAINED)
page.finding(findings_customers.customers(bands, coverage))
customers_list.numbers(bands, params)
st.caption(
    "Touches and notes are those of the period, by the people of the filter. Recent touches and what is "
    "understood are as of its end, by all that these people wrote until then."
)
if coverage["count_touches_unnamed"] or coverage["count_notes_unnamed"]:
    st.caption(
        f"{words.counted(coverage['count_touches_unnamed'], 'touch', 'touches')} and "
        f"{words.counted(coverage['count_notes_unnamed'], 'note')} name no account and are in no row of it."
    )
if unread := coverage["count_notes"] - coverage["count_notes_read"]:
    st.caption(f"{words.counted(unread, 'note')} about customers not read: Data says why.")

st.header("Are the accounts that we touch often understood?", anchor=False)
if not bands["count_accounts"].sum():
    page.nothing_found(
        "No account is in this period. Widen it, or bring activities that name their account on Data."
    )
else:
    figure = figures_customers.bands(rows=bands, colours=colours)
    page.chart(figure, key="customer_bands_figure", alt=figures_customers.bands_alt(bands))
    st.caption(
        f"Touches in the {coverage['touch_days']} days to {words.day(coverage['until_on'])}, all reps "
        f"together; {coverage['many_touches']} and more are many. A bar is all accounts of its band, the "
        "numbers in it are accounts. Without a note nobody can say what is understood."
    )
    if (row := table(bands, **columns_customers.BANDS)) is not None:
        customers_drawer.band(bands.iloc[row], params)

    st.header("Which accounts, and what do we know of them?", anchor=False)
    customers_list.show(params)

st.header("Do more touches come with more understanding, week by week?", anchor=False)
weeks = cached.rows("customers__weeks", **params)
figure = figures_customers.weeks(rows=weeks, colours=colours)
page.chart(figure, key="customer_weeks_figure", alt=figures_customers.weeks_alt(weeks))
st.caption("Inbound e-mail is a touch and never a note. What two sources logged counts once.")
if (row := tucked("Week by week", weeks, **columns_customers.WEEKS)) is not None:
    customers_drawer.week(weeks["week"].iloc[row], params)

st.header("Do the notes pitch and push, or do they hear the customer?", anchor=False)
cells = cached.rows("customers__understanding", **params)
if cells.empty:
    page.nothing_found(
        "No note about a customer was read. Bring call notes, meeting notes or e-mails on Data."
    )
else:
    pressing, heard = (customers.overall(cells, f"count_{name}", facts) for name in ("pressing", "heard"))
    st.text(findings_customers.notes(pressing, heard))
    customers_list.shares(cells, params)
    teams = customers.by_team(cells, facts)
    figure = figures_customers.pressing_and_heard(rows=teams, colours=colours)
    page.chart(figure, key="customer_teams_figure", alt=figures_customers.pressing_and_heard_alt(teams))
    count_teams = cells["team"].nunique(dropna=False)
    st.caption(
        f"{words.first_of(len(teams), count_teams, 'team')}, by name. Shares of the notes read, with 95 % "
        "intervals by resampling authors (accounts, where fewer than five wrote); from "
        f"{facts['rate_notes']} notes about {facts['rate_reps']} accounts on. Terse notes show less of "
        "anything."
    )
    if (row := table(teams, **columns_customers.TEAMS)) is not None:
        customers_drawer.team(teams.iloc[row], params)

st.header("What do customers struggle with, in their words?", anchor=False)
struggles = customers.struggles_in_words(cached.rows("customers__struggles", **params))
if struggles.empty:
    page.nothing_found("No note of this period names what stands in a customer's way. Perhaps nobody asked.")
else:
    st.caption("Named in notes of the period, read from the customer's side; those of most accounts first.")
    if (row := table(struggles, **columns_customers.STRUGGLES)) is not None:
        customers_drawer.struggle(struggles["obstacle_type"].iloc[row], params)
