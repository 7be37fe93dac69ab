"""Team health: is activity up where understanding is missing?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.parts import columns, contrast, drawers, figures, filters, findings, page, whats_new, words
from dashboard.parts.tables import table
from dashboard.reader.codebook import OBSTACLE_TYPES

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
shortfalls = cached.rows("team_health__shortfalls", **params)

page.head(QUESTION, chosen, EXPLAINED)
coverage = cached.row("team_health__coverage", **params)
page.finding(findings.team_health(shortfalls, coverage, findings.replaced_share(shortfalls, facts)))
unreadable = coverage["count_notes_unreadable"]
if unread := coverage["count_notes"] - coverage["count_notes_read"] - unreadable:
    st.caption(f"{words.counted(unread, 'coaching note')} not read yet; the figures grow with them.")
if unreadable:
    st.caption(f"{words.counted(unreadable, 'coaching note')} left uncoded: Data says why.")

st.header("What is new in the last seven days?", anchor=False)
happenings = cached.rows("team_health__news", **chosen.as_of_end())
news = whats_new.counts(happenings)
st.caption("Up to the last day of the period. A week more or less says little by itself: open the rows.")
if (row := table(news, **whats_new.COUNTS)) is not None:
    whats_new.drawer(news["what"].iloc[row], happenings, params)

st.header("Which answer did shortfalls get?", anchor=False)
answers = cached.rows("team_health__answers", **params)
answers = answers.assign(label=answers["answer"].map(words.ANSWERS))
if shortfalls.empty:
    page.nothing_found("No shortfall in this period. Widen it, or bring targets and activities on Data.")
else:
    figure = figures.answers(rows=answers, colours=colours)
    page.chart(figure, key="answers_figure", alt=figures.answers_alt(answers))
    st.caption(
        "The first of these that any note had, from the shortfall's first day to "
        f"{facts['answer_days']} days after its end. A shortfall without a note is counted too."
    )
    if (row := table(answers, **columns.ANSWERS)) is not None:
        drawers.answer(answers["answer"].iloc[row], shortfalls, params)

st.header("Do teams that log more also hear more?", anchor=False)
cells = cached.rows("team_health__understanding", **params)
teams = contrast.with_shares(cached.rows("team_health__contrast", **params), cells, facts)
if teams.empty:
    page.nothing_found(
        "No team has activity or notes in this period. Widen it, or bring memberships on Data."
    )
else:
    with st.grid(2, min_column_width=330):
        figure = figures.activity_change(rows=teams, colours=colours)
        page.chart(figure, key="activity_figure", alt=figures.activity_alt(teams))
        figure = figures.share_heard(rows=teams, colours=colours)
        page.chart(figure, key="heard_figure", alt=figures.heard_alt(teams))
    st.caption(
        "Activity: calls, e-mails and meetings against the same reps' own twelve weeks before. Heard: share "
        "of notes, with its 95 % interval by resampling authors (reps, where fewer than five wrote). Leaders "
        "are named only when the filter asks for one."
    )
    if (row := table(teams, **columns.CONTRAST)) is not None:
        drawers.team(teams.iloc[row], params)
    lengths = st.expander("Within notes of like length", key="lengths_more", on_change="rerun")
    if lengths.open:
        with lengths:
            st.caption("Short notes show less of anything. Compare teams within a column, not across.")
            table(contrast.within_like_lengths(cells, facts), **columns.LIKE_LENGTHS)

st.header("How has it changed?", anchor=False)
weeks = contrast.weekly(cached.rows("team_health__weeks", **params), facts)
figure = figures.weeks(rows=weeks, colours=colours)
page.chart(figure, key="weeks_figure", alt=figures.weeks_alt(weeks))
st.caption(
    "Shares are of the notes of a week and the three before it, and blank where these are fewer than "
    f"{facts['rate_notes']} about {facts['rate_reps']} reps. Touches are blank in holiday weeks."
)
if (row := table(weeks, **columns.WEEKS)) is not None:
    drawers.week(weeks["week"].iloc[row], params)

st.header("What stands in the way?", anchor=False)
obstacles = cached.rows("team_health__obstacles", **params)
obstacles = obstacles.assign(label=[OBSTACLE_TYPES[name].label for name in obstacles["obstacle_type"]])
if obstacles.empty:
    page.nothing_found("No open obstacle was named. Perhaps nobody asked: see who has not been heard, below.")
else:
    st.caption("Open obstacles of each type, those of most reps first, as of the end of the period.")
    if (row := table(obstacles, **columns.OBSTACLES)) is not None:
        drawers.obstacle(obstacles["obstacle_type"].iloc[row], params)

st.header("Who has not been heard, and for how long?", anchor=False)
reps = cached.rows("team_health__not_heard", **chosen.as_of_end())
if reps.empty:
    page.nothing_found("No rep is present at the end of this period. Widen it, or bring activities on Data.")
else:
    st.caption("By name. A gap says something about the notes, and nothing about the rep.")
    if (row := table(reps, **columns.NOT_HEARD)) is not None:
        drawers.rep(reps.iloc[row], chosen.to_on)
