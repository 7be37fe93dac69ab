"""Figures of peers: pure functions, a frame in, a plotly figure out, each with its text alternative."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.parts import words
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette
from dashboard.parts.peers import READINGS

GROUPS = {"pressing": "pressure", "heard": "understanding", "acting": "care"}
PATTERNS = {"pressing": "/", "heard": "", "acting": "."}
SYMBOLS = {"Open": "circle", "Waved away": "x"}
LONGEST = 24


def readings(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Three bars a team: notes that press, that hear, that help.

    `rows`: other_team, count_notes_read, count_pressing, count_heard, count_acting.
    """
    labels = [
        f"{escape(_short(row.other_team))}<br>{words.counted(row.count_notes_read, 'note')}"
        for row in rows.itertuples()
    ]
    figure = go.Figure()
    for name, label in READINGS.items():
        figure.add_bar(
            y=labels,
            x=rows[f"count_{name}"],
            name=label,
            orientation="h",
            text=rows[f"count_{name}"],
            textposition="outside",
            cliponaxis=False,
            hovertemplate=f"%{{y}}: %{{x}} {label.lower()}<extra></extra>",
            marker={
                "color": colours.line[GROUPS[name]],
                "pattern": {
                    "shape": PATTERNS[name],
                    "fgcolor": colours.paper,
                    "fillmode": "overlay",
                    "size": 6,
                },
            },
        )
    figure.update_layout(barmode="group", legend_traceorder="normal")
    most = rows[[f"count_{name}" for name in READINGS]].max(axis=None)
    figure.update_xaxes(visible=False, range=[0, max(1, most) * 1.12])
    figure.update_yaxes(autorange="reversed", showgrid=False, ticksuffix="  ")
    figure = calm(figure, colours, height=70 + 62 * len(rows))
    return figure.update_layout(bargap=0.3, margin_t=4, legend_y=-0.02)


def readings_alt(rows: pd.DataFrame) -> str:
    """What `readings` shows, a clause a team."""
    said = [
        f"{row.other_team} {row.count_pressing} press, {row.count_heard} hear, {row.count_acting} help, of "
        f"{row.count_notes_read}"
        for row in rows.itertuples()
    ]
    return f"Notes about other teams that were read: {'; '.join(said) or 'none'}."


def ages(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """A point for each obstacle that waits, at its age in days, a line for each other team.

    `rows`: other_team, days_open, state_label, label.
    """
    teams = sorted(rows["other_team"].unique(), key=str.lower)
    places = {team: place for place, team in enumerate(teams)}
    # what is equally old stands side by side
    beside = rows.groupby(["other_team", "days_open"]).cumcount() * 0.16
    figure = go.Figure()
    for state, of_state in rows.groupby("state_label", sort=True):
        figure.add_scatter(
            x=of_state["days_open"],
            y=of_state["other_team"].map(places) + beside[of_state.index],
            mode="markers",
            name=state,
            customdata=of_state["label"],
            hovertemplate="%{customdata}: %{x} days<extra></extra>",
            marker={
                "size": 11,
                "symbol": SYMBOLS[state],
                "color": colours.line["understanding"],
                "line": {"width": 2, "color": colours.line["understanding"]},
            },
        )
    figure.update_yaxes(
        tickvals=list(places.values()),
        ticktext=[escape(_short(team)) for team in teams],
        range=[len(teams) - 0.4, -0.6],
        zeroline=False,
        ticksuffix="  ",
    )
    figure.update_xaxes(
        range=[0, max(30, rows["days_open"].max()) * 1.08], ticksuffix=" days", nticks=5, zeroline=False
    )
    figure.update_layout(showlegend=True)
    figure = calm(figure, colours, height=110 + 44 * len(teams))
    return figure.update_layout(margin_t=8, legend_y=-0.35 if len(teams) < 4 else -0.15)


def ages_alt(rows: pd.DataFrame) -> str:
    """How many wait on each team, and the oldest of them."""
    said = [
        f"{team} {len(of_team)}, the oldest {words.counted(int(of_team['days_open'].max()), 'day')}"
        for team, of_team in rows.groupby("other_team", sort=True)
    ]
    return f"Open obstacles that wait on another team: {'; '.join(said) or 'none'}."


def months(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Lines by month: notes read, and those that press, hear, help. `rows`: month and the counts."""
    figure = go.Figure(
        go.Bar(
            x=rows["month"],
            y=rows["count_notes_read"],
            name="Notes read",
            marker_color=colours.tint["neither"],
            marker_line={"color": colours.line["neither"], "width": 0.5},
            hovertemplate="%{y:.0f}",
        )
    )
    for (name, label), symbol, dash in zip(
        READINGS.items(), ("diamond", "circle", "square"), ("dot", "solid", "dash"), strict=True
    ):
        figure.add_scatter(
            x=rows["month"],
            y=rows[f"count_{name}"],
            name=label,
            mode="lines+markers",
            line={"color": colours.line[GROUPS[name]], "width": 2.5, "dash": dash},
            marker={"size": 8, "symbol": symbol},
            hovertemplate="%{y:.0f}",
        )
    figure.update_layout(hovermode="x unified")
    figure.update_xaxes(tickformat="%b %Y", nticks=6)
    figure.update_yaxes(rangemode="tozero", nticks=5)
    return calm(figure, colours, height=300).update_layout(margin_t=8)


def months_alt(rows: pd.DataFrame) -> str:
    """Totals of `months`, and its span."""
    said = ", ".join(f"{rows[f'count_{name}'].sum()} {label.lower()}" for name, label in READINGS.items())
    return f"Over {words.counted(len(rows), 'month')}: {rows['count_notes_read'].sum()} notes read, {said}."


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
