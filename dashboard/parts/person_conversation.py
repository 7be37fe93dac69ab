"""The next conversation with a rep, on one page: what is open, what was said, what they want, what to ask."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import findings_person, person, person_shown, questions, timeline, words
from dashboard.parts.filters import Filter
from dashboard.parts.person_shown import Shown
from dashboard.reader.codebook import OBSTACLE_TYPES

EACH = {"obstacles": 3, "said": 3, "hopes": 2, "weighs": 2}
"""Most lines of each part, so that all fit one printed page."""

LONGEST = 120
RECENT_WEEKS = 6
"""Who was not heard for so many weeks is asked other things; an event is recent for as long."""


def alone(person_key: str | None, chosen: Filter) -> bool:
    """The sheet as a page of its own, as `?sheet=` asks for it; False where the link names nobody."""
    if cached.rows("person__facts", person=person_key, to_on=chosen.to_on).empty:
        return False
    facts = cached.row("person__facts", person=person_key, to_on=chosen.to_on)
    # the sidebar would be printed
    st.set_page_config(initial_sidebar_state="collapsed")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(words.plain(f"What to ask {facts['rep']} next?"), anchor=False, width="content")
        st.page_link("views/person.py", label="Back to the page", query_params={"person": person_key})
    show(facts, person_shown.frames(person_key, chosen), *words_of(person_key, chosen.to_on))
    return True


def show(facts: pd.Series, shown: Shown, said: pd.DataFrame, own: pd.DataFrame) -> None:
    """The sheet. `said`: rows of `person__said`; `own`: rows of `person__own_words`."""
    open_ones = shown.obstacles[shown.obstacles["is_open"]]
    named = shown.mentions[shown.mentions["obstacle_key"].isin(open_ones["obstacle_key"])]
    hopes, weighs = own[own["is_hope"]], own[~own["is_hope"] & ~own["text"].isin(named["text"])]
    events = [f"New: {timeline.event_label(event)}." for event in recent_events(facts, shown).itertuples()]
    st.text("\n".join([findings_person.last_heard(facts), *events]))
    left, right = st.columns(2, gap="medium")
    with left:
        _part("What stands in the way", "No obstacle stands open. Perhaps nobody asked.",
              obstacle_lines(open_ones, shown.mentions), EACH["obstacles"])  # fmt: skip
    with right:
        none = "No check-in says it. Ask." if len(shown.check_ins) else "No check-in is here. Ask."
        _part("What they hope for, in their words", none, own_lines(hopes), EACH["hopes"])
        more = none if own["is_hope"].all() else "No check-in says more."
        _part("What they face and how they feel, in their words", more, own_lines(weighs), EACH["weighs"])
    _part("What notes said would be done, or was done", "No note says that anything would be done.",
          said_lines(said), EACH["said"])  # fmt: skip
    if pd.notna(facts["left_on"]) and facts["left_on"] <= facts["until_on"]:
        st.markdown(
            f"They left on {words.day(facts['left_on'])}: what is above is for those who lead others."
        )
        return
    asked = questions.five(state(facts, shown, said, own))
    lines = [f"{number}. {_question(*one)}" for number, one in enumerate(asked, start=1)]
    st.markdown("\n".join(["**Five questions worth asking**", *lines]))


def state(facts: pd.Series, shown: Shown, said: pd.DataFrame, own: pd.DataFrame) -> questions.State:
    """What is open for the rep, as the questions are picked by."""
    open_ones = shown.obstacles[shown.obstacles["is_open"]].sort_values("first_named_on", kind="stable")
    counted = facts[["count_notes", "count_check_ins", "count_mentions"]].sum()
    return questions.State(
        person_key=facts["person_key"],
        obstacle_types=tuple(open_ones["obstacle_type"]),
        situations=tuple(situations(facts, shown, said, own)),
        count_happened=int(counted) + len(shown.events),
    )


def situations(facts: pd.Series, shown: Shown, said: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Headings of the bank that fit the rep, those first that fewest conversations can do without."""
    until = pd.Timestamp(facts["until_on"])
    recent = until - timedelta(weeks=RECENT_WEEKS)
    weeks = shown.weeks[shown.weeks["week"].gt(recent)]
    found = []
    if pd.isna(facts["last_heard_on"]):
        found.append("never_heard")
    elif facts["weeks_since_heard"] >= RECENT_WEEKS:
        found.append("not_heard_lately")
    if len(recent_events(facts, shown)):
        found.append("after_event")
    if weeks["is_ramp"].any():
        found.append("new")
    if (said["later_on"].isna() & said["written_on"].gt(until - timedelta(days=90))).any():
        found.append("said_open")
    if weeks["behind"].fillna(False).astype(bool).tail(2).any():
        found.append("behind")
    elif weeks["is_on_target"].fillna(False).astype(bool).tail(2).any():
        found.append("on_target")
    return [*found, "hopes" if own["is_hope"].any() else "no_hopes"]


def recent_events(facts: pd.Series, shown: Shown) -> pd.DataFrame:
    """Events that began or ended in the last weeks."""
    until = pd.Timestamp(facts["until_on"])
    recent, events = until - timedelta(weeks=RECENT_WEEKS), shown.events
    return events[events["starts_on"].gt(recent) | events["ends_on"].between(recent, until)]


def obstacle_lines(rows: pd.DataFrame, mentions: pd.DataFrame) -> list[str]:
    """A line an open obstacle, the longest open first: type, age, who waits on whom, the latest words."""
    lines = []
    for row in rows.sort_values("first_named_on", kind="stable").itertuples():
        latest = mentions[mentions["obstacle_key"].eq(row.obstacle_key)].head(1)
        label = OBSTACLE_TYPES[row.obstacle_type].label
        waits = f", waits on {words.plain(row.other_team)}" if isinstance(row.other_team, str) else ""
        waved = ", waved away" if row.state == "waved away" else ""
        said = "".join(
            f": “{_cut(m.text)}” ({m.source}, {words.day(m.mentioned_on)})" for m in latest.itertuples()
        )
        lines.append(f"**{label}**, {words.counted(row.days_since, 'day')}{waits}{waved}{said}")
    return lines


def said_lines(rows: pd.DataFrame) -> list[str]:
    """A line a sentence, those first that no later note mentions, else the latest."""
    ordered = rows.assign(is_mentioned=rows["later_on"].notna()).sort_values(
        ["is_mentioned", "written_on"], ascending=[True, False], kind="stable"
    )
    return [
        f"{words.day(row.written_on)}: “{_cut(row.text)}” *{row.later}*"
        for row in person.said_in_words(ordered).itertuples()
    ]


def own_lines(rows: pd.DataFrame) -> list[str]:
    """A line a sentence of a check-in, with its day, latest first."""
    return [f"{words.day(row.written_on)}: “{_cut(row.text)}”" for row in rows.itertuples()]


def words_of(person_key: str, shown_to: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(what notes said would be done, what the rep said of hopes and obstacles) up to a day."""
    said = cached.rows("person__said", person=person_key, to_on=shown_to)
    return said, cached.rows("person__own_words", person=person_key, to_on=shown_to)


def _question(question: str, heading: str) -> str:
    reason = questions.REASONS.get(heading)
    return f"{question} *({reason})*" if reason else question


def _part(title: str, empty: str, lines: list[str], most: int) -> None:
    if not lines:
        st.markdown(f"**{title}**  \n{empty}")
        return
    more = [f"and {len(lines) - most} more on the page"] if len(lines) > most else []
    # one element and small print, so that all of it fits one page
    st.markdown("\n".join([f"**{title}**", *(f"- :small[{line}]" for line in [*lines[:most], *more])]))


def _cut(text: str) -> str:
    """A sentence from a file on one line, cut at a word, harmless in Markdown."""
    flat = " ".join(text.split())
    if len(flat) > LONGEST:
        flat = flat[:LONGEST].rsplit(" ", 1)[0] + " …"
    return words.plain(flat)
