"""The timeline of one rep: what was logged, attainment, notes, obstacles and events over the same weeks."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.parts import timeline, words
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette
from dashboard.parts.person_shown import Shown
from dashboard.reader.codebook import OBSTACLE_TYPES

KINDS = {"count_calls": "Calls", "count_emails": "E-mails", "count_meetings": "Meetings"}
LANE, OBSTACLE_LANE, TITLE = 24, 34, 44
"""Pixels of a lane of marks, of an obstacle with its name above the bar, and between two panels."""

MARKS = {
    "Heard": ("understanding", "circle"),
    "Asked": ("understanding", "circle-open"),
    "Neither": ("neither", "square-open"),
    "Mixed": ("pressure", "diamond-open"),
    "Pressed": ("pressure", "triangle-down"),
    timeline.NOT_READ: ("neither", "x-thin-open"),
    timeline.CHECK_INS: ("neither", "line-ns-open"),
}
ACTED = ("care", "star")
"""A note that heard and acted has a mark of its own in the lane of those that heard."""

STATES = {
    "open": ("pressure", ""),
    "waved away": ("pressure", "x"),
    "acted on": ("care", "/"),
    "followed up": ("care", "\\"),
}
OTHER_STATE = ("neither", ".")
DAY = 86_400_000


def whole(*, shown: Shown, colours: Palette) -> go.Figure:
    """All panels over one axis of weeks."""
    has_attainment = shown.weeks["attainment_to_pace"].notna().any()
    has_weeks = len(shown.weeks) > 0
    heights = {"Calls, e-mails and meetings a week": 190} if has_weeks else {}
    heights |= {"Attainment, of pace": 84} if has_attainment else {}
    heights |= {"Notes about the rep, and check-ins": LANE * len(shown.lanes)}
    heights |= (
        {"Obstacles, since when and until when": OBSTACLE_LANE * len(shown.types)} if shown.types else {}
    )
    heights |= {"What else happened": LANE * len(shown.spans)} if shown.spans else {}
    total = sum(heights.values()) + TITLE * len(heights)
    figure = make_subplots(
        rows=len(heights), shared_xaxes=True, row_heights=list(heights.values()),
        vertical_spacing=TITLE / total, subplot_titles=list(heights),
    )  # fmt: skip
    figure.update_annotations(x=0, xanchor="left")
    places = {title: row for row, title in enumerate(heights, start=1)}
    if has_weeks:
        _weeks(figure, shown, colours)
    if has_attainment:
        _attainment(figure, places["Attainment, of pace"], shown, colours)
    _marks(figure, places["Notes about the rep, and check-ins"], shown, colours)
    if shown.types:
        _obstacles(figure, places["Obstacles, since when and until when"], shown, colours)
    if shown.spans:
        _spans(figure, places["What else happened"], shown, colours)
    days = (shown.to_on - shown.from_on).days
    figure.update_xaxes(
        range=[shown.from_on, shown.to_on + pd.Timedelta(days=1)], nticks=8, type="date",
        tickformat="%-d %b" if days < 400 else "%b %Y",
    )  # fmt: skip
    calm(figure, colours, height=total + 60)
    return figure.update_layout(
        barmode="stack", hovermode="closest", bargap=0.15, margin_l=4, shapes=_shades(shown, colours),
        legend={"y": -50 / total, "font": {"size": 12}, "traceorder": "normal"},
    )  # fmt: skip


def _weeks(figure: go.Figure, shown: Shown, colours: Palette) -> None:
    rows = shown.weeks
    middle = rows["week"] + pd.Timedelta(days=3)
    said = [_week_said(row) for row in timeline.weeks_in_words(rows).itertuples()]
    is_logged = rows["is_logged"].fillna(False).astype(bool)
    for (name, label), colour in zip(KINDS.items(), colours.kinds, strict=True):
        figure.add_bar(
            row=1, col=1, x=middle, y=rows[name].where(is_logged), name=label, marker_color=colour,
            hovertext=said, hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    lines = (("touches_level", "Own twelve weeks before", "dash"), ("calls_target", "Target of calls", "dot"))
    for name, label, dash in lines:
        if rows[name].notna().any():
            figure.add_scatter(
                row=1, col=1, x=middle, y=rows[name], name=label, mode="lines", hoverinfo="skip",
                line={"color": colours.text, "width": 1.5, "dash": dash, "shape": "hvh"},
            )  # fmt: skip
    figure.update_yaxes(row=1, col=1, rangemode="tozero", nticks=4)


def _week_said(row: tuple) -> str:
    parts = [
        f"Week of {words.day(row.week)}",
        f"{words.counted(row.count_calls, 'call')}, {words.counted(row.count_emails, 'e-mail')}, "
        f"{words.counted(row.count_meetings, 'meeting')}" if row.is_logged else "not fully logged",
        "" if pd.isna(row.touches_level) else f"own level {row.touches_level:.0f}",
        "" if pd.isna(row.calls_target) else f"target of calls {row.calls_target:.0f}",
        "" if pd.isna(row.attainment_to_pace) else f"{words.percent(row.attainment_to_pace)} of pace",
        f"behind by: {row.behind_label}",
        row.special,
    ]  # fmt: skip
    return "<br>".join(part for part in parts if part)


def _attainment(figure: go.Figure, place: int, shown: Shown, colours: Palette) -> None:
    rows = shown.weeks
    figure.add_scatter(
        row=place, col=1, x=rows["week"] + pd.Timedelta(days=3), y=rows["attainment_to_pace"], mode="lines",
        line={"color": colours.text, "width": 2}, showlegend=False, connectgaps=False,
        hovertemplate="%{y:.0%} of pace<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        row=place, col=1, x=[shown.from_on, shown.to_on], y=[1, 1], mode="lines", showlegend=False,
        hoverinfo="skip", line={"color": colours.text, "width": 1, "dash": "dot"},
    )  # fmt: skip
    figure.update_yaxes(row=place, col=1, tickformat=".0%", nticks=3)


def _marks(figure: go.Figure, place: int, shown: Shown, colours: Palette) -> None:
    lanes = [name for name in MARKS if name in shown.lanes]
    rows = [
        (row.written_on, timeline.lane(row), row.stance == "heard_and_acted" and row.is_read,
         f"Note, {words.day(row.written_on)}<br>{timeline.stance_label(row)}<br>by "
         f"{escape(words.or_else(row.author, 'unknown author'))}")
        for row in shown.notes.itertuples()
    ]  # fmt: skip
    rows += [
        (row.written_on, timeline.CHECK_INS, False, f"Check-in, {words.day(row.written_on)}")
        for row in shown.check_ins.itertuples()
    ]
    marks = pd.DataFrame(rows, columns=["on", "lane", "is_acted", "said"])
    for (name, is_acted), held in marks.groupby(["lane", "is_acted"]):
        group, symbol = ACTED if is_acted else MARKS[name]
        figure.add_scatter(
            row=place, col=1, x=held["on"], y=[lanes.index(name)] * len(held), mode="markers",
            marker={"symbol": symbol, "size": 11, "color": colours.line[group],
                    "line": {"width": 1.5, "color": colours.line[group]}},
            hovertext=held["said"], hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False, name=f"{name}, acted" if is_acted else name,
        )  # fmt: skip
    _lane_axis(figure, place, lanes)
    figure.update_yaxes(row=place, col=1, showgrid=True)


def _obstacles(figure: go.Figure, place: int, shown: Shown, colours: Palette) -> None:
    lane_of = {name: lane for lane, name in enumerate(shown.types)}
    bars = [
        Bar(
            lane_of[row.obstacle_type] + 0.18, max(row.first_named_on, shown.from_on), row.ends_on,
            *STATES.get(row.state, OTHER_STATE),
            f"{escape(timeline.obstacle_label(row))}<br>{words.day(row.first_named_on)} to "
            f"{words.day(row.ends_on)}<br>first named by "
            f"{escape(words.or_else(row.first_named_by, 'somebody unknown'))}",
        )
        for row in shown.obstacles.itertuples()
    ]  # fmt: skip
    _bars(figure, place, bars, 0.3, colours)
    named = shown.mentions[shown.mentions["obstacle_type"].isin(shown.types)]
    figure.add_scatter(
        row=place, col=1, x=named["mentioned_on"], y=named["obstacle_type"].map(lane_of) + 0.18,
        mode="markers", showlegend=False, name="Named",
        hovertemplate="named on %{x|%-d %b %Y}<extra></extra>",
        marker={"symbol": "line-ns-open", "size": 12, "color": colours.text, "line": {"width": 1.5}},
    )  # fmt: skip
    states = shown.obstacles.groupby("obstacle_type", sort=False)["state"].agg(list)
    labels = [
        f"{OBSTACLE_TYPES[name].label}: {', then '.join(timeline.state(s).split(':')[0] for s in of_type)}"
        for name, of_type in states.items()
    ]
    figure.add_scatter(
        row=place, col=1, x=[shown.from_on] * len(labels), y=[lane_of[name] - 0.27 for name in states.index],
        mode="text", text=labels, textposition="middle right", textfont={"size": 12, "color": colours.text},
        hoverinfo="skip", showlegend=False, cliponaxis=False,
    )  # fmt: skip
    figure.update_yaxes(
        row=place, col=1, range=[len(lane_of) - 0.5, -0.55], showticklabels=False, showgrid=False,
        zeroline=False,
    )  # fmt: skip


def _spans(figure: go.Figure, place: int, shown: Shown, colours: Palette) -> None:
    lanes = list(shown.spans)
    patterns = {"Behind": "", "Leave": "/", "Ramp": "\\", "Holiday": ".", "Change": "x"}
    bars = [
        Bar(lanes.index(name), max(first, shown.from_on), last, "neither", patterns[name],
            f"{escape(said)}<br>{words.period(first.date(), last.date())}")
        for name, held in shown.spans.items()
        for first, last, said in held
    ]  # fmt: skip
    _bars(figure, place, bars, 0.5, colours)
    _lane_axis(figure, place, lanes)


class Bar(NamedTuple):
    """A bar from a day to another in a lane; `group` gives its colour."""

    lane: float
    first: pd.Timestamp
    last: pd.Timestamp
    group: str
    pattern: str
    said: str

    @property
    def length(self) -> int:
        """In milliseconds; a bar of few days is drawn a week long, so that it can be seen."""
        return max(7, (self.last - self.first).days + 1) * DAY


def _bars(figure: go.Figure, place: int, bars: list[Bar], width: float, colours: Palette) -> None:
    line = [colours.line[bar.group] for bar in bars]
    figure.add_bar(
        row=place, col=1, orientation="h", base=[bar.first for bar in bars], x=[bar.length for bar in bars],
        y=[bar.lane for bar in bars], width=width, showlegend=False,
        marker={"color": line, "pattern": {"shape": [bar.pattern for bar in bars]},
                "line": {"width": 1, "color": line}},
        hovertext=[bar.said for bar in bars], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _lane_axis(figure: go.Figure, place: int, lanes: list[str]) -> None:
    figure.update_yaxes(
        row=place, col=1, tickvals=list(range(len(lanes))), ticktext=lanes, range=[len(lanes) - 0.4, -0.6],
        showgrid=False, zeroline=False, ticksuffix=" ",
    )  # fmt: skip


def _shades(shown: Shown, colours: Palette) -> list[dict]:
    """Shortfalls as grey weeks, leave, ramp and holidays as dotted frames, changes as dotted lines."""
    shapes = []
    for name, held in shown.spans.items():
        is_behind, is_change = name == "Behind", name == "Change"
        for first, last, _ in held:
            if is_change and first < shown.from_on:
                continue
            shapes.append(
                {
                    "type": "line" if is_change else "rect", "xref": "x", "yref": "paper", "layer": "below",
                    "x0": max(first, shown.from_on), "y0": 0, "y1": 1,
                    "x1": first if is_change else last + pd.Timedelta(days=1),
                    "fillcolor": colours.tint["neither"] if is_behind else "rgba(0,0,0,0)",
                    "line": {"color": colours.line["neither"], "width": 0 if is_behind else 1, "dash": "dot"},
                }
            )  # fmt: skip
    return shapes
