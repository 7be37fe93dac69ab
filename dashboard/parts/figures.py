"""Figures of teams: pure functions, a frame in, a plotly figure out, each with its text alternative."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.metrics import METRICS
from dashboard.parts import words
from dashboard.parts.palette import Palette

LINE_HEIGHT = 30
LONGEST_LABEL = 26


PATTERNS = {"no_note": "/", "perhaps_replaced": "."}


def answers(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars of shortfalls by answer, in the order of `rows`: answer, count_shortfalls."""
    labels = [words.ANSWERS[answer] for answer in rows["answer"]]
    groups = [words.ANSWER_GROUPS.get(answer, "neither") for answer in rows["answer"]]
    figure = go.Figure(
        go.Bar(
            x=rows["count_shortfalls"],
            y=labels,
            orientation="h",
            text=rows["count_shortfalls"],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x}<extra></extra>",
            marker={
                "color": [colours.line[group] for group in groups],
                # no note is told from other grey bars by its pattern
                "pattern": {"shape": [PATTERNS.get(answer, "") for answer in rows["answer"]]},
            },
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, ticksuffix="  ")
    figure.update_xaxes(visible=False, range=[0, max(1, rows["count_shortfalls"].max()) * 1.15])
    return calm(figure, colours, height=20 + LINE_HEIGHT * len(rows)).update_layout(margin_t=4)


def answers_alt(rows: pd.DataFrame) -> str:
    """What the bars of `answers` say."""
    said = [
        f"{words.ANSWERS[row.answer]} {row.count_shortfalls}"
        for row in rows.itertuples()
        if row.count_shortfalls
    ]
    return f"Shortfalls by answer: {'; '.join(said) or 'none'}."


def activity_change(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars of the change of activity per team and leader. `rows`: label, is_team, activity_change."""
    places = list(range(len(rows)))
    figure = go.Figure(
        go.Bar(
            x=rows["activity_change"],
            y=places,
            orientation="h",
            marker_color=colours.kinds[1],
            width=0.5,
            hovertemplate="%{x:+.0%}<extra></extra>",
        )
    )
    reach = max(0.1, rows["activity_change"].abs().max(skipna=True) * 1.1)
    figure.update_xaxes(
        tickformat="+.0%", range=[-reach, reach], zeroline=True, zerolinecolor=colours.text, nticks=4
    )
    return _per_team(figure, rows, colours, "activity_change")


def share_heard(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Points with intervals: share of notes that heard, per team and leader; words where too few.

    `rows`: label, is_team, of, share, low, high (share NaN: too few to say).
    """
    known = rows.assign(place=range(len(rows))).dropna(subset="share")
    figure = go.Figure(
        go.Scatter(
            x=known["share"],
            y=known["place"],
            mode="markers",
            hovertemplate="%{x:.0%}<extra></extra>",
            marker={"size": 11, "color": colours.line["understanding"]},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": known["high"] - known["share"],
                "arrayminus": known["share"] - known["low"],
                "color": colours.line["understanding"],
                "thickness": 2,
            },
        )
    )
    for place, row in enumerate(rows.itertuples()):
        if pd.isna(row.share):
            figure.add_annotation(
                x=0.02,
                y=place,
                xanchor="left",
                showarrow=False,
                font_color=colours.ink["neither"],
                text=f"too few to say ({words.counted(int(row.of), 'note')})",
            )
    figure.update_xaxes(tickformat=".0%", range=[-0.02, 1.02], nticks=5)
    return _per_team(figure, rows, colours, "share_heard")


def _per_team(figure: go.Figure, rows: pd.DataFrame, colours: Palette, name: str) -> go.Figure:
    labels = [escape(_short(row.label if row.is_team else f"· {row.label}")) for row in rows.itertuples()]
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=labels,
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        ticksuffix="  ",
    )
    figure.update_layout(title={"text": METRICS[name].axis, "x": 0, "font": {"size": 14}})
    return calm(figure, colours, height=90 + 34 * len(rows))


def activity_alt(rows: pd.DataFrame) -> str:
    """What `activity_change` shows, a clause a team."""
    return _alt("Change of activity", rows, "activity_change", "{:+.0f} %", "unknown")


def heard_alt(rows: pd.DataFrame) -> str:
    """What `share_heard` shows, a clause a team."""
    return _alt("Share of notes that heard", rows, "share", "{:.0f} %", "too few to say")


def _alt(what: str, rows: pd.DataFrame, name: str, written: str, unknown: str) -> str:
    teams = rows[rows["is_team"]]
    said = [
        f"{label} {unknown if pd.isna(value) else written.format(100 * value)}"
        for label, value in zip(teams["label"], teams[name], strict=True)
    ]
    return f"{what}: {'; '.join(said) or 'no team'}."


def weeks(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Two panels by week: shares of notes heard and replaced (four weeks each), and touches a rep.

    `rows`: week, share_heard, share_replaced (NaN: too few to say), touches_a_rep.
    """
    figure = make_subplots(
        rows=2,
        shared_xaxes=True,
        vertical_spacing=0.14,
        row_heights=[0.6, 0.4],
        subplot_titles=("Notes of that week and the three before it", METRICS["touches"].axis),
    )
    for name, group, dash in (
        ("share_heard", "understanding", "solid"),
        ("share_replaced", "pressure", "dot"),
    ):
        figure.add_scatter(
            row=1,
            col=1,
            x=rows["week"],
            y=rows[name],
            name=METRICS[name].label,
            mode="lines+markers",
            line={"color": colours.line[group], "width": 2.5, "dash": dash},
            marker={"size": 6, "symbol": "circle" if dash == "solid" else "diamond"},
            hovertemplate="%{y:.0%}",
            connectgaps=False,
        )
    figure.add_bar(
        row=2,
        col=1,
        x=rows["week"],
        y=rows["touches_a_rep"],
        name=METRICS["touches"].label,
        marker_color=colours.kinds[1],
        hovertemplate="%{y:.0f}",
        showlegend=False,
    )
    highest = rows[["share_heard", "share_replaced"]].max(axis=None, skipna=True)
    figure.update_yaxes(
        row=1, col=1, tickformat=".0%", range=[0, min(1.02, max(0.5, 1.2 * highest))], nticks=5
    )
    figure.update_yaxes(row=2, col=1, rangemode="tozero", nticks=4)
    figure.update_xaxes(tickformat="%-d %b", nticks=8)
    figure.update_layout(hovermode="x unified")
    return calm(figure, colours, height=420)


def weeks_alt(rows: pd.DataFrame) -> str:
    """First and last known values of `weeks`."""
    said = []
    for name in ("share_heard", "share_replaced"):
        known = rows[name].dropna()
        if len(known):
            said.append(
                f"{METRICS[name].label} from {words.percent(known.iloc[0])} to "
                f"{words.percent(known.iloc[-1])}"
            )
    touches = rows["touches_a_rep"].dropna()
    if len(touches):
        said.append(f"touches a rep from {touches.iloc[0]:.0f} to {touches.iloc[-1]:.0f}")
    return f"Trend over {words.counted(len(rows), 'week')}: {'; '.join(said) or 'too few notes to say'}."


def calm(figure: go.Figure, colours: Palette, *, height: int) -> go.Figure:
    """The look that all figures share: theme colours, and nothing to drag by accident on a phone."""
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 12, "t": 34, "b": 0},
        paper_bgcolor=colours.paper,
        plot_bgcolor=colours.paper,
        font={"color": colours.text, "size": 13},
        dragmode=False,
        bargap=0.35,
        legend={"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top", "font": {"color": colours.text}},
        hoverlabel={"bgcolor": colours.paper, "font": {"color": colours.text}},
    )
    figure.update_xaxes(fixedrange=True, gridcolor=colours.rule, tickfont_color=colours.text, automargin=True)
    figure.update_yaxes(fixedrange=True, gridcolor=colours.rule, tickfont_color=colours.text, automargin=True)
    figure.for_each_annotation(
        lambda title: (
            title.update(font={"size": 13, "color": colours.text}) if title.yref == "paper" else None
        )
    )
    return figure


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
