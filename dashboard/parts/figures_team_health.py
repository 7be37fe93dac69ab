"""Figures of teams and weeks: pure functions, a frame in, a plotly figure out, each with its alt text."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.metrics import METRICS
from dashboard.parts import words
from dashboard.parts.figures import ANSWER_PATTERNS, answer_marker, calm
from dashboard.parts.figures import title as title_of
from dashboard.parts.palette import Palette

ROW_HEIGHT = 34
LONGEST_LABEL = 22
MOST_ROWS = 14
BESIDE = 0.24
"""How far below a row's own point stands what it is compared with, in rows."""


def answers_by_team(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars of teams, by name, of their shortfalls by answer in the order of answers. `rows`: team, answer."""
    counts = by_team(rows)
    figure = go.Figure()
    for answer in counts.columns:
        found = counts[answer]
        figure.add_bar(
            x=found,
            y=list(range(len(counts))),
            orientation="h",
            name=words.ANSWERS[answer],
            text=[count or "" for count in found],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": _ink(answer, colours), "size": 13},
            constraintext="none",
            hovertemplate=f"{words.ANSWERS[answer]}: %{{x}}<extra></extra>",
            marker=answer_marker([answer] * len(counts), colours),
        )
    figure.update_yaxes(**_labels([str(team) for team in counts.index]))
    figure.update_xaxes(visible=False)
    figure.update_layout(barmode="stack", showlegend=False, title=title_of("By team"))
    return calm(figure, colours, height=52 + ROW_HEIGHT * len(counts))


def _ink(answer: str, colours: Palette) -> str:
    """A colour that can be read on the bar of an answer: full bars are dark on light paper, patterns pale."""
    return colours.text if answer in ANSWER_PATTERNS else colours.paper


def answers_by_team_alt(rows: pd.DataFrame) -> str:
    """What `answers_by_team` shows, a clause a team."""
    said = []
    for team, counts in by_team(rows).iterrows():
        got = [f"{words.ANSWERS[answer].lower()} {count}" for answer, count in counts.items() if count]
        said.append(f"{team}: {', '.join(got)}")
    return f"Shortfalls by team and answer. {'; '.join(said)}."


def by_team(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts of shortfalls: a row a team by name, a column an answer that was given, in their order."""
    counts = pd.crosstab(rows["team"].fillna("No team"), rows["answer"])
    return counts[[answer for answer in words.ANSWERS if answer in counts.columns]]


def activity_change(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Points with intervals: change of activity per team and leader.

    `rows`: label, is_team, activity_change, activity_low, activity_high (NaN: too few reps for an interval).
    """
    figure = go.Figure()
    known = rows.assign(place=range(len(rows))).dropna(subset="activity_change")
    numbers = known.rename(
        columns={"activity_change": "value", "activity_low": "lower", "activity_high": "upper"}
    )
    _points(figure, numbers, colours.text, "%{x:+.0%}", "square")
    bounds = rows[["activity_change", "activity_low", "activity_high"]].abs().max(axis=None, skipna=True)
    reach = max(0.05, 0.0 if pd.isna(bounds) else bounds * 1.15)
    figure.update_xaxes(
        tickformat="+.0%", range=[-reach, reach], zeroline=True, zerolinecolor=colours.text, nticks=5
    )
    return _per_team(figure, rows, colours, METRICS["activity_change"].axis)


def share_heard(*, rows: pd.DataFrame, colours: Palette, beside: str = "") -> go.Figure:
    """Points with intervals: share of notes that heard, per team and leader; words where too few.

    `rows`: label, is_team, hits, of, share, low, high (share NaN: too few to say), and beside_share,
    beside_low, beside_high, drawn as hollow diamonds where `beside` names them.
    """
    figure = go.Figure()
    placed = rows.assign(place=range(len(rows)))
    if beside:
        other = placed.dropna(subset="beside_share").rename(
            columns={"beside_share": "value", "beside_low": "lower", "beside_high": "upper"}
        )
        other = other.assign(place=other["place"] + BESIDE)
        _points(figure, other, colours.ink["neither"], "%{x:.0%}", "diamond-open", name=beside)
    known = placed.dropna(subset="share").rename(columns={"share": "value", "low": "lower", "high": "upper"})
    _points(figure, known, colours.line["understanding"], "%{x:.0%}", "circle", name="As chosen")
    for row in placed[placed["share"].isna()].itertuples():
        figure.add_annotation(
            x=0.02,
            y=row.place,
            xanchor="left",
            showarrow=False,
            font_color=colours.ink["neither"],
            text=f"too few to say ({int(row.hits)} of {words.counted(int(row.of), 'note')})",
        )
    figure.update_xaxes(tickformat=".0%", range=[-0.02, 1.02], nticks=5)
    figure.update_layout(showlegend=bool(beside))
    return _per_team(figure, rows, colours, METRICS["share_heard"].axis)


def _points(
    figure: go.Figure, rows: pd.DataFrame, colour: str, written: str, symbol: str, name: str = ""
) -> None:
    """Points at `value` and `place` with intervals from `lower` to `upper`."""
    figure.add_scatter(
        x=rows["value"],
        y=rows["place"],
        mode="markers",
        name=name,
        hovertemplate=f"{written}<extra></extra>",
        marker={"size": 10, "color": colour, "symbol": symbol, "line": {"width": 2, "color": colour}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": rows["upper"] - rows["value"],
            "arrayminus": rows["value"] - rows["lower"],
            "color": colour,
            "thickness": 1.5,
            "width": 3,
        },
    )


def _per_team(figure: go.Figure, rows: pd.DataFrame, colours: Palette, title: str) -> go.Figure:
    figure.update_yaxes(
        **_labels([row.label if row.is_team else f"· {row.label}" for row in rows.itertuples()])
    )
    figure.update_layout(title=title_of(title))
    return calm(figure, colours, height=84 + ROW_HEIGHT * len(rows))


def room(count: int) -> int | str:
    """Height for a figure with a row a team: as it needs, or, for many teams, a window that scrolls."""
    return "content" if count <= MOST_ROWS else 84 + ROW_HEIGHT * MOST_ROWS


def _labels(labels: list[str]) -> dict[str, object]:
    """An axis of one row a label, from top to bottom, without a line through any."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": [escape(_short(label)) for label in labels],
        "range": [len(labels) - 0.4, -0.6],
        "showgrid": False,
        "zeroline": False,
        "ticklabelstandoff": 8,
    }


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
    """Two panels by week: shares of notes heard and replaced (four weeks each) with bands, and touches a rep.

    `rows`: week, share_, low_ and high_ of heard and replaced (NaN: too few to say), touches_a_rep.
    """
    figure = make_subplots(
        rows=2,
        shared_xaxes=True,
        vertical_spacing=0.16,
        row_heights=[0.66, 0.34],
        subplot_titles=("Notes of that week and the three before it", METRICS["touches"].axis),
    )
    for name, group, dash in (("heard", "understanding", "solid"), ("replaced", "pressure", "dot")):
        _band(figure, rows, name, colours.tint[group])
        figure.add_scatter(
            row=1,
            col=1,
            x=rows["week"],
            y=rows[f"share_{name}"],
            name=METRICS[f"share_{name}"].label,
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
    highest = rows[["high_heard", "high_replaced"]].max(axis=None, skipna=True)
    figure.update_yaxes(
        row=1, col=1, tickformat=".0%", range=[0, min(1.02, max(0.5, 1.05 * highest))], nticks=5
    )
    figure.update_yaxes(row=2, col=1, rangemode="tozero", nticks=4)
    figure.update_xaxes(tickformat="%-d %b", nticks=8)
    figure.update_layout(hovermode="x unified")
    calm(figure, colours, height=400)
    figure.for_each_annotation(lambda title: title.update(x=0, xanchor="left"))
    return figure


def _band(figure: go.Figure, rows: pd.DataFrame, name: str, colour: str) -> None:
    """The interval of a share as a band; it breaks where it is too few to say, as the line does."""
    runs = rows[f"low_{name}"].isna().cumsum()
    for _, run in rows[rows[f"low_{name}"].notna()].groupby(runs):
        figure.add_scatter(
            row=1,
            col=1,
            x=[*run["week"], *run["week"][::-1]],
            y=[*run[f"high_{name}"], *run[f"low_{name}"][::-1]],
            fill="toself",
            fillcolor=colour,
            opacity=0.75,
            line_width=0,
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
        )


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


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
