"""What the workspace covers: weeks by kind, gaps, reps without notes, unmatched people, overlaps."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from dashboard import cached
from dashboard.parts import erase_form, page, strangers, words
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette
from dashboard.parts.tables import Column, table

KINDS = {
    "count_calls": "Calls",
    "count_emails": "E-mails",
    "count_meetings": "Meetings",
    "count_coaching_notes": "Coaching notes",
    "count_check_ins": "Check-ins",
    "count_other_notes": "Notes on customers, peers",
}
WEEKS_SHOWN = 53
GAPS_NAMED = 6
TICKS = 6

WITHOUT_NOTES = {
    "rep": Column("Rep"),
    "team": Column("Team"),
    "leader": Column("Leader"),
    "role": Column("Role"),
}
OVERLAP = {
    "kind": Column("Kind"),
    "sources": Column("Logged by"),
    "counted_source": Column("Counts"),
    "count_people": Column("People", "count"),
    "count_weeks": Column(
        "Their weeks", "count", "Weeks of a person in which more than one source logged that kind"
    ),
    "count_counted": Column("Rows counted", "count"),
    "count_left_aside": Column("Rows left aside", "count"),
}


def weeks() -> None:
    """Rows by week and kind, with the gaps in words."""
    found = cached.rows("data__coverage")
    if found.empty:
        page.nothing_found("No activity, note or check-in came in yet.")
        return
    recent = found.tail(WEEKS_SHOWN)
    page.chart(figure(rows=recent, colours=page.colours()), key="coverage_figure", alt=alt(recent))
    if len(found) > len(recent):
        st.caption(f"The last {len(recent)} of {len(found)} weeks; the table has all.")
    st.markdown("\n".join(f"- {sentence}" for sentence in gaps(found)))
    columns = {"week": Column("Week of", "day")} | {
        name: Column(label, "count") for name, label in KINDS.items()
    }
    table(found.iloc[::-1], key="coverage", columns=columns, alt="Rows by week and kind, latest week first")


def people_and_sources(deciding: strangers.Deciding | None) -> None:
    """Who has no notes, whom no people file names (to be settled), and where two sources logged the same."""
    st.subheader("Who has no coaching notes?", anchor=False)
    without_notes()
    st.subheader("Who is in no people file?", anchor=False)
    strangers.show(deciding)
    st.subheader("Which sources overlap?", anchor=False)
    overlap()
    if deciding:
        st.subheader("Whose data is to be deleted?", anchor=False)
        erase_form.show(deciding.erase)


def without_notes() -> None:
    """Present reps about whom no coaching note is here."""
    found = cached.rows("data__without_notes")
    if found.empty:
        st.markdown("Every present rep has a coaching note.")
        return
    st.markdown(
        f"{words.counted(len(found), 'present rep')} without any coaching note. What nobody wrote cannot "
        f"be read."
    )
    table(
        found, key="without_notes", columns=WITHOUT_NOTES, alt="Present reps without a coaching note, by name"
    )


def overlap() -> None:
    """Where two sources logged the same."""
    found = cached.rows("data__overlap")
    if found.empty:
        st.markdown("No two sources logged the same kind of activity for the same person in the same week.")
        return
    st.markdown(
        "A dialer and a CRM log the same call twice. For each person, week and kind the source with most "
        "rows counts; the others "
        "are kept and left aside."
    )
    kinds = {"call": "Calls", "email": "E-mails", "meeting": "Meetings"}
    table(
        found.assign(kind=found["kind"].map(kinds)),
        key="overlap",
        columns=OVERLAP,
        alt="Sources that logged the same, and which one counts",
    )


def figure(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """A band of bars a kind, weeks along the bottom, each band to its own height; a gap is a missing bar.

    `rows`: week and the columns of `KINDS`, a row a week; kinds without any row are left out.
    """
    held = _held(rows)
    figure = make_subplots(
        rows=max(1, len(held)), shared_xaxes=True, vertical_spacing=0.35 / max(1, len(held)),
        subplot_titles=[f"{KINDS[name]} (most in a week: {rows[name].max():,})" for name in held],
    )  # fmt: skip
    for place, name in enumerate(held, start=1):
        figure.add_bar(
            row=place, col=1, x=rows["week"], y=rows[name], marker_color=colours.kinds[0], name=KINDS[name],
            hovertemplate="Week of %{x|%-d %b %Y}: %{y}<extra></extra>", showlegend=False,
        )  # fmt: skip
    figure.update_yaxes(visible=False, rangemode="tozero")
    every = -(-len(rows) // TICKS)
    figure.update_xaxes(tickformat="%-d %b", tickvals=rows["week"].iloc[::every], showgrid=False)
    calm(figure, colours, height=40 + 62 * max(1, len(held)))
    return figure.update_annotations(x=0, xanchor="left")


def alt(rows: pd.DataFrame) -> str:
    """What the bands show."""
    said = [f"{KINDS[name]} in {rows[name].gt(0).sum()} weeks" for name in _held(rows)]
    return f"Rows by kind over {words.counted(len(rows), 'week')}: {'; '.join(said) or 'none'}."


def gaps(rows: pd.DataFrame) -> list[str]:
    """A sentence for each kind that stops between its first and its last week."""
    sentences = []
    for name in _held(rows):
        inside = rows.loc[rows[name].gt(0).cummax() & rows[name].gt(0)[::-1].cummax()[::-1]]
        missing = [f"{week.day} {week:%b}" for week in inside.loc[inside[name].eq(0), "week"]]
        if missing:
            named = (
                words.listed(missing)
                if len(missing) <= GAPS_NAMED
                else f"{', '.join(missing[:GAPS_NAMED])} ..."
            )
            sentences.append(
                f"{KINDS[name]}: none in {words.counted(len(missing), 'week')} between others (week of "
                f"{named})."
            )
    return sentences


def _held(rows: pd.DataFrame) -> list[str]:
    return [name for name in KINDS if rows[name].gt(0).any()]
