"""Team health: is activity up where understanding is missing?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.parts import (
    cards,
    columns,
    compare,
    contrast,
    figures,
    filters,
    findings,
    handout,
    health_cards,
    health_more,
    my_notes,
    opened,
    page,
    reads_here,
    whats_new,
    words,
)
from dashboard.parts import figures_team_health as drawn
from dashboard.parts.tables import table

QUESTION = "Is activity up where understanding is missing?"
EXPLAINED = (
    "What teams count beside what their coaching notes show: where reps fell short, which answer they got, "
    "and whether anybody asked what stood in the way."
)

if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

chosen = filters.chosen()
params = chosen.params()
facts = cached.row("filter__workspace")
colours = page.colours()

page.head(QUESTION, chosen, EXPLAINED)
my_notes.link()
first = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    against = compare.choose(chosen, facts)
    handout.teams(chosen)
found = health_cards.gather(params, facts, against)
teams = health_cards.teams(found, None)
coverage = cached.row("team_health__coverage", **params)
replaced = findings.replaced_share(found.shortfalls, facts)
with first:
    said = findings.team_health(found.shortfalls, coverage, replaced)
    page.finding(f"{said} {findings.where_activity_is_up(teams)}".strip())
    health_cards.heard_where_activity_is_up(teams, params)
    for sentence in findings.not_coded(coverage):
        st.caption(sentence)
cards.show(health_cards.team_health(found))
st.caption(reads_here.in_a_line())

st.header("What is new since last week?", anchor=False)
since = whats_new.since(chosen)
news = cached.rows("team_health__news", since=since, **chosen.as_of_end())
whats_new.show(news, chosen, facts["known_days"])

st.header("Which answer did shortfalls get?", anchor=False)
answers = cached.rows("team_health__answers", **params)
answers = answers.assign(label=answers["answer"].map(words.ANSWERS))
if found.shortfalls.empty:
    page.nothing_found("No shortfall in this period. Widen it, or bring targets and activities on Data.")
else:
    with st.grid(2, min_column_width=330):
        figure = figures.answers(rows=answers, colours=colours)
        page.chart(figure, key="answers_figure", alt=figures.answers_alt(answers))
        with st.container(height=drawn.room(found.shortfalls["team"].nunique())):
            figure = drawn.answers_by_team(rows=found.shortfalls, colours=colours)
            page.chart(figure, key="by_team_figure", alt=drawn.answers_by_team_alt(found.shortfalls))
    st.caption(
        "The first of these that any note had, from the shortfall's first day to "
        f"{facts['answer_days']} days after its end. A shortfall without a note is counted too."
    )
    if (row := table(answers, **columns.ANSWERS)) is not None:
        opened.answer(answers["answer"].iloc[row], found.shortfalls)

st.header("Do teams that log more also hear more?", anchor=False)
if teams.empty:
    page.nothing_found(
        "No team has activity or notes in this period. Widen it, or bring memberships on Data."
    )
else:
    length = contrast.choose_length()
    teams = teams if length is None else health_cards.teams(found, length)
    with st.container(height=drawn.room(len(teams))), st.grid(2, min_column_width=330):
        figure = drawn.activity_change(rows=teams, colours=colours)
        page.chart(figure, key="activity_figure", alt=drawn.activity_alt(teams))
        figure = drawn.share_heard(rows=teams, colours=colours, beside=compare.name(against))
        page.chart(figure, key="heard_figure", alt=drawn.heard_alt(teams))
    st.caption(
        "Activity: calls, e-mails and meetings against the same reps' own twelve weeks before, with its 95 % "
        "interval by resampling reps. Heard: share of notes, with its 95 % interval by resampling authors "
        "(reps, where fewer than five wrote). Short notes show less of anything: choose a length to compare "
        "like with like. Leaders are named only when the filter asks for one."
    )
    if (row := table(teams, **columns.beside(compare.name(against)))) is not None:
        health_cards.open_team(teams.iloc[row], found, length)

health_more.show(chosen, facts, colours)
