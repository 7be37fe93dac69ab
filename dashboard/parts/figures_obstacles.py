"""Figures of the page Obstacles: a frame in, a plotly figure out, each with its text alternative."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.parts import words
from dashboard.parts.figures import LINE_HEIGHT, calm
from dashboard.parts.obstacles import AGES
from dashboard.parts.palette import Palette

MOST_TEAMS = 12
LONGEST_TEAM = 14
OTHER_TEAMS = "Others"
STATES = {"open": ("Open", "understanding", ""), "waved away": ("Waved away", "pressure", "/")}
"""State that stands open -> its label, the group whose colour it takes, its pattern."""


def types(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """How many obstacles stand open, by type and team. `rows`: type_label, team, count_open.

    With more than twelve teams those of the most are shown, by name, and the others together.
    """
    table = _by_team(rows)
    counts = table.to_numpy()
    figure = go.Figure(
        go.Heatmap(
            z=counts,
            x=list(range(len(table.columns))),
            y=list(range(len(table))),
            # an empty place is no obstacle
            text=[[count or "" for count in line] for line in counts],
            customdata=[[f"{escape(team)}, {label}" for team in table.columns] for label in table.index],
            texttemplate="%{text}",
            textfont={"size": 14, "color": colours.text},
            hovertemplate="%{customdata}: %{z}<extra></extra>",
            colorscale=[[0, colours.paper], [1, colours.line["understanding"]]],
            zmin=0,
            zmax=max(4, counts.max() * 1.6),
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    figure.update_xaxes(
        side="top",
        ticks="",
        showgrid=False,
        tickvals=list(range(len(table.columns))),
        ticktext=[escape(_short(team)) for team in table.columns],
    )
    figure.update_yaxes(
        showgrid=False,
        autorange="reversed",
        ticks="",
        ticksuffix="  ",
        tickvals=list(range(len(table))),
        ticktext=[f"{label} ({total})" for label, total in table.sum(axis=1).items()],
    )
    return calm(figure, colours, height=70 + LINE_HEIGHT * len(table))


def types_alt(rows: pd.DataFrame) -> str:
    """What `types` shows: each type with its teams."""
    said = []
    for label, of_type in rows.groupby("type_label", sort=False):
        teams = words.listed([f"{row.team} {row.count_open}" for row in of_type.itertuples()])
        said.append(f"{label} {of_type['count_open'].sum()} ({teams})")
    return f"Obstacles that stand open, by type and team: {'; '.join(said) or 'none'}."


def _by_team(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts: a row a type (most first), a column a team (by name)."""
    totals = rows.groupby("team")["count_open"].sum().sort_values(ascending=False, kind="stable")
    kept = set(totals.index if len(totals) <= MOST_TEAMS else totals.index[: MOST_TEAMS - 1])
    shown = rows.assign(team=rows["team"].where(rows["team"].isin(kept), OTHER_TEAMS))
    table = shown.pivot_table(
        index="type_label", columns="team", values="count_open", aggfunc="sum", fill_value=0
    )
    teams = sorted(kept) + ([OTHER_TEAMS] if len(kept) < len(totals) else [])
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order, teams].astype(int)


def _short(team: str) -> str:
    return team if len(team) <= LONGEST_TEAM else team[: LONGEST_TEAM - 1] + "…"


def weeks(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars of obstacles open at the end of each week. `rows`: week, count_open, count_waved_away."""
    figure = go.Figure()
    parts = {"open": rows["count_open"] - rows["count_waved_away"], "waved away": rows["count_waved_away"]}
    for state, counts in parts.items():
        label, group, pattern = STATES[state]
        figure.add_bar(
            x=rows["week"],
            y=counts,
            name=label,
            marker={"color": colours.line[group], "pattern": {"shape": pattern}},
            hovertemplate="%{y}",
        )
    figure.update_layout(barmode="stack", hovermode="x unified", legend_traceorder="normal")
    figure.update_yaxes(rangemode="tozero", nticks=5)
    figure.update_xaxes(tickformat="%-d %b", nticks=8)
    return calm(figure, colours, height=300).update_layout(margin_t=8, bargap=0.15)


def weeks_alt(rows: pd.DataFrame) -> str:
    """First, highest and last count of `weeks`."""
    if rows.empty:
        return "Obstacles that stood open, by week: no week."
    highest = rows.loc[rows["count_open"].idxmax()]
    return (
        f"Obstacles that stood open at the end of each of {words.counted(len(rows), 'week')}: "
        f"{rows['count_open'].iloc[0]} in the first, {rows['count_open'].iloc[-1]} in the last, at most "
        f"{highest['count_open']} in the week of {words.day(highest['week'])}."
    )


def ages(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars of open obstacles by age, by state. `rows`: age, state, count_open."""
    figure = go.Figure()
    for state, (label, group, pattern) in STATES.items():
        of_state = rows[rows["state"].eq(state)].set_index("age")["count_open"]
        counts = [int(of_state.get(age, 0)) for age in AGES.values()]
        figure.add_bar(
            x=counts,
            y=list(AGES.values()),
            orientation="h",
            name=label,
            text=[count or "" for count in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"color": colours.paper},
            marker={"color": colours.line[group], "pattern": {"shape": pattern}},
            hovertemplate="%{y}: %{x}",
            showlegend=len(of_state) > 0,
        )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_yaxes(autorange="reversed", showgrid=False, ticksuffix="  ")
    figure.update_xaxes(visible=False)
    return calm(figure, colours, height=60 + LINE_HEIGHT * len(AGES)).update_layout(margin_t=4)


def ages_alt(rows: pd.DataFrame) -> str:
    """What `ages` shows, a clause a band."""
    said = [f"{row.age}, {row.state_label.lower()}: {row.count_open}" for row in rows.itertuples()]
    return f"Open obstacles by age: {'; '.join(said) or 'none'}."
