"""Peers: what do other teams face when we need them?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.parts import columns_peers, figures_peers, filters, findings_peers, page, peers, peers_drawer
from dashboard.parts.tables import table

QUESTION = "What do other teams face when we need them?"
EXPLAINED = (
    "Notes about legal, finance, product and other teams: do they press, or do they know what the other team "
    "faces and do something about it? Beside them the obstacles of reps that wait on one."
)

if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

chosen = filters.chosen()
params = chosen.params()
facts = cached.row("filter__workspace")
colours = page.colours()
links = cached.rows("peers__links", **params)
cells = cached.rows("peers__understanding", **params)
waiting = peers.waiting_in_words(cached.rows("peers__waiting", **params))
peers_drawer.open_linked(params)

page.head(QUESTION, chosen, EXPLAINED)
page.finding(findings_peers.peers(links, waiting))
peers_drawer.numbers(links, waiting, params)
if most := findings_peers.most_named(links):
    st.text(most)
st.caption(
    "Notes are those of the period, by people of the filter; obstacles are those of reps of the filter, as "
    "of its end. A note may press and help at once. A few notes about a team are a beginning and no verdict."
)
if unread := int((links["count_notes"] - links["count_notes_read"]).sum()):
    st.caption(f"{unread} of these notes not read: Data says why.")

st.header("Do our notes press, or do they hear and help?", anchor=False)
if links.empty:
    page.nothing_found(
        "No note about another team is here, and no obstacle waits on one. Widen the period, or bring notes "
        "about peers on Data; the column other_team names the team."
    )
else:
    figure = figures_peers.readings(rows=links, colours=colours)
    page.chart(figure, key="peer_readings_figure", alt=figures_peers.readings_alt(links))
    found = {name: peers.overall(cells, name, facts) for name in peers.READINGS}
    st.text(findings_peers.shares(found))
    st.caption(
        "Counts of notes read. Shares with 95 % intervals by resampling authors, from "
        f"{facts['rate_notes']} notes by {facts['rate_reps']} people on."
    )
    if (row := table(peers.with_shares(links, cells, facts), **columns_peers.LINKS)) is not None:
        peers_drawer.to_story(links, row)

st.header("What do other teams face?", anchor=False)
faced = peers.said(cached.rows("peers__faced", **params))
if faced.empty:
    page.nothing_found("No note says what another team faces, wants or feels. Perhaps nobody asked.")
else:
    st.caption("Its obstacles by type, its goals, its feelings, how its work goes: as notes name them.")
    if (row := table(faced, **columns_peers.FACED)) is not None:
        peers_drawer.faced(faced.iloc[row], params)

st.header("What waits on other teams, and since when?", anchor=False)
if waiting.empty:
    page.nothing_found("No open obstacle of a rep names another team at the end of this period.")
else:
    figure = figures_peers.ages(rows=waiting, colours=colours)
    page.chart(figure, key="peer_ages_figure", alt=figures_peers.ages_alt(waiting))
    st.caption(
        "Open obstacles in whose words the other team is named, by their age at the end of the period. One "
        "that names two teams stands with both."
    )
    if (row := table(waiting, **columns_peers.WAITING)) is not None:
        peers_drawer.mentions(waiting.iloc[row], params)

st.header("How has it changed?", anchor=False)
months = cached.rows("peers__months", **params)
if months["count_notes_read"].sum() < facts["rate_notes"] or months["count_notes_read"].gt(0).sum() < 2:
    page.nothing_found(f"Too few to say: a trend takes {facts['rate_notes']} notes over two months.")
else:
    figure = figures_peers.months(rows=months, colours=colours)
    page.chart(figure, key="peer_months_figure", alt=figures_peers.months_alt(months))
    st.caption("Notes read in each month of the period, and how many of them press, hear, help.")
    if (row := table(months, **columns_peers.MONTHS)) is not None:
        peers_drawer.month(months["month"].iloc[row], params)
