"""Obstacles: what stands in the way, and since when?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard import cached, jobs
from dashboard.parts import columns_obstacles as columns
from dashboard.parts import (
    doing,
    drawers,
    figures_obstacles,
    filters,
    findings_obstacles,
    obstacle_drawer,
    obstacle_form,
    obstacles,
    page,
)
from dashboard.parts.tables import table, tucked

QUESTION = "What stands in the way, and since when?"
EXPLAINED = (
    "Every obstacle of a rep that a coaching note about them or their own check-in names: who named it, what "
    "was answered, and what became of it. Health and private life are left out."
)


def act(obstacle: str, name: str, **details: Any) -> None:
    """Keep what somebody did about an obstacle, and show the page with it."""
    if doing.attempt(lambda: jobs.act_on_obstacle(ws, obstacle, name, doing.bar(), **details)):
        st.rerun()


def take_back(act_id: int) -> None:
    """Take back what somebody did about an obstacle, and show the page without it."""
    if doing.attempt(lambda: jobs.take_back_act(ws, act_id, doing.bar())):
        st.rerun()


if cached.is_empty():
    page.nothing_yet(QUESTION)
    st.stop()

chosen = filters.chosen()
params = chosen.params()
colours, ws = page.colours(), cached.workspace()
ledger = obstacles.in_words(cached.rows("obstacles__ledger", **params))
shared = obstacles.types_in_words(cached.rows("obstacles__shared", **params))
standing = ledger[ledger["is_open"]]
waved_away = ledger[ledger["count_waved_away"].gt(0)]
quiet = ledger[ledger["state"].eq("quiet")]
behind: Callable[[], None] | None = None

page.head(QUESTION, chosen, EXPLAINED)
obstacle_drawer.check_link()
page.finding(findings_obstacles.finding(ledger, shared))
if ledger.empty:
    page.nothing_found(
        "No note and no check-in names an obstacle here. Widen the filter, or see on Team health who has not "
        "been asked for how long."
    )
    st.stop()
numbers = (("all", ledger), ("open", standing), ("waved away", waved_away), ("quiet", quiet))
if (name := obstacles.numbers(numbers)) is not None:
    behind = partial(obstacle_drawer.listing, f"Obstacles: {name}", dict(numbers)[name])

st.header("Which stand open, and in which teams?", anchor=False)
types = obstacles.types_in_words(cached.rows("obstacles__types", **params))
if types.empty:
    page.nothing_found("None stands open at the end of this period. The ledger below has those that did.")
else:
    figure = figures_obstacles.types(rows=types, colours=colours)
    page.chart(figure, key="types_figure", alt=figures_obstacles.types_alt(types))
    st.caption("Obstacles that stand open at the end of the period; a rep can have several.")
    if (row := table(types, **columns.TYPES)) is not None:
        behind = partial(obstacle_drawer.listing, *obstacles.of_type(standing, types.iloc[row]))
    st.header("How long have they stood open?", anchor=False)
    ages = obstacles.ages_in_words(cached.rows("obstacles__ages", **params))
    figure = figures_obstacles.ages(rows=ages, colours=colours)
    page.chart(figure, key="ages_figure", alt=figures_obstacles.ages_alt(ages))
    st.caption("Since the first mention. One that nobody mentions for 60 days is quiet and not here.")
    if (row := table(ages, **columns.AGES)) is not None:
        behind = partial(obstacle_drawer.listing, *obstacles.of_age(standing, ages.iloc[row]))

st.header("Are there more than before?", anchor=False)
weeks = cached.rows("obstacles__weeks", **params)
figure = figures_obstacles.weeks(rows=weeks, colours=colours)
page.chart(figure, key="obstacle_weeks_figure", alt=figures_obstacles.weeks_alt(weeks))
st.caption(
    "Obstacles that stood open at the end of each week. More of them can mean that more stands in the way, "
    "or that more is asked and written down. The first 60 days have none of before."
)
if (row := tucked("Week by week", weeks, **columns.WEEKS)) is not None:
    behind = partial(obstacle_drawer.week, weeks.iloc[row], params)

st.header("What stands in whose way?", anchor=False)
st.caption(
    "The ledger: an obstacle is a thread of mentions of one rep, of the same type and thing, less than 60 "
    "days apart. The one named last first, then by name."
)
shown = obstacles.choose(ledger)
if (row := table(shown, **columns.LEDGER)) is not None:
    obstacles.open_link(shown["obstacle_key"].iloc[row])

st.header("What do several reps of a team share?", anchor=False)
if shared.empty:
    page.nothing_found("No team has three reps who name one type within 60 days, and more than chance gives.")
else:
    st.caption(
        "Three or more reps of a team within 60 days, and more than the mix of the other teams gives by "
        "chance: a matter for the leader's leader, and no failing of reps."
    )
    if (row := table(shared, **columns.SHARED)) is not None:
        behind = partial(obstacle_drawer.shared, shared.iloc[row])

st.header("What was raised and then waved away?", anchor=False)
if waved_away.empty:
    page.nothing_found("No note of this period names an obstacle and waves it away.")
else:
    st.caption(findings_obstacles.waved_away(waved_away))
    if (row := table(waved_away, **columns.WAVED_AWAY)) is not None:
        obstacles.open_link(waved_away["obstacle_key"].iloc[row])

st.header("What went quiet?", anchor=False)
if quiet.empty:
    page.nothing_found("None went quiet: each was answered, or named within the last 60 days.")
else:
    st.caption(findings_obstacles.quiet(quiet))
    if (row := table(quiet, **columns.QUIET)) is not None:
        obstacles.open_link(quiet["obstacle_key"].iloc[row])

if len(unassigned := cached.rows("obstacles__unassigned", **params)):
    st.header("Which acts answer no one obstacle?", anchor=False)
    st.caption("Several stood open that day and the note names none, so the act is held to no obstacle.")
    if (row := table(unassigned, **columns.UNASSIGNED)) is not None:
        behind = partial(drawers.one, unassigned["note_key"].iloc[row])

if behind:
    behind()
else:
    obstacle_drawer.open_linked(obstacle_form.Acting(act, take_back))
