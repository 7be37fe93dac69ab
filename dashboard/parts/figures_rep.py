"""Figures of one rep's weeks: pure functions, a frame in, a plotly figure out."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.parts import words
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette

KINDS = {"count_calls": "Calls", "count_emails": "E-mails", "count_meetings": "Meetings"}


def around(*, rows: pd.DataFrame, note_on: date, colours: Palette) -> go.Figure:
    """Stacked calls, e-mails and meetings a week around a shortfall, against target or own level.

    `rows`: week (Monday), is_within, count_calls, count_emails, count_meetings, touches_target,
    touches_level.
    """
    figure = go.Figure()
    for (name, label), colour in zip(KINDS.items(), colours.kinds, strict=True):
        figure.add_bar(
            x=rows["week"], y=rows[name], name=label, marker_color=colour, hovertemplate="%{y:.0f}"
        )
    line, label = held_against(rows)
    if label:
        figure.add_scatter(
            x=rows["week"],
            y=rows[line],
            name=label,
            mode="lines",
            hovertemplate="%{y:.0f}",
            line={"color": colours.text, "width": 1.5, "dash": "dash", "shape": "hvh"},
        )
    within = rows.loc[rows["is_within"], "week"]
    figure.add_vrect(
        x0=within.min() - timedelta(days=3.5),
        x1=within.max() + timedelta(days=3.5),
        layer="below",
        line_width=0,
        fillcolor=colours.tint["neither"],
    )
    figure.add_vline(x=pd.Timestamp(note_on), line={"color": colours.line["pressure"], "width": 2})
    figure.add_annotation(
        x=pd.Timestamp(note_on),
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text="note",
        font_color=colours.ink["pressure"],
    )
    figure.update_layout(barmode="stack", hovermode="x unified")
    figure.update_xaxes(tickformat="%-d %b", nticks=6)
    figure.update_yaxes(rangemode="tozero", nticks=4)
    return calm(figure, colours, height=270)


def held_against(rows: pd.DataFrame) -> tuple[str, str | None]:
    """Column and name of what touches are held against: the target if there is one, else the own level."""
    if rows["touches_target"].notna().any():
        return "touches_target", "Target"
    return "touches_level", "Own twelve weeks before" if rows["touches_level"].notna().any() else None


def around_alt(rows: pd.DataFrame, note_on: date) -> str:
    """Mean touches a week before, during and after the shortfall, and the note's day."""
    before = rows["week"].lt(rows.loc[rows["is_within"], "week"].min())
    after = rows["week"].gt(rows.loc[rows["is_within"], "week"].max())
    parts = [("before", before), ("during", rows["is_within"]), ("after", after)]
    said = [
        f"{rows.loc[where, 'count_touches'].mean():.0f} {name}"
        for name, where in parts
        if rows.loc[where, "count_touches"].notna().any()
    ]
    mean = f"Calls, e-mails and meetings a week: {', '.join(said)} the shortfall."
    return f"{mean} The note was written on {words.day(note_on)}."
