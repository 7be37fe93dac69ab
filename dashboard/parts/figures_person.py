"""The timeline of one rep: what was logged, attainment, notes, obstacles and events over the same weeks."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.parts import timeline, words
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette
from dashboard.reader.codebook import OBSTACLE_TYPES

KINDS = {"count_calls": "Calls", "count_emails": "E-mails", "count_meetings": "Meetings"}
MOST_WEEKS = 53
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


@dataclass(frozen=True)
class Shown:
    """The frames of the queries `person__*` that a timeline shows, and its first and last day."""

    weeks: pd.DataFrame
    notes: pd.DataFrame
    check_ins: pd.DataFrame
    obstacles: pd.DataFrame
    mentions: pd.DataFrame
    events: pd.DataFrame
    shortfalls: pd.DataFrame
    from_on: pd.Timestamp
    to_on: pd.Timestamp

    @property
    def lanes(self) -> list[str]:
        """Lanes of marks: those that every timeline has, and others where there is something in them."""
        held = set(self.notes.apply(timeline.lane, axis=1)) if len(self.notes) else set()
        always = {"Heard", "Asked", "Pressed", timeline.CHECK_INS}
        return [name for name in MARKS if name in held | always]

    @property
    def types(self) -> list[str]:
        """Types of obstacles in the order in which they were first named."""
        return list(dict.fromkeys(self.obstacles["obstacle_type"]))

    @property
    def spans(self) -> dict[str, list[tuple[pd.Timestamp, pd.Timestamp, str]]]:
        """Lane of events -> (first day, last day, words) of each; lanes without any are left out."""
        found: dict[str, list] = {"Behind": [], "Leave": [], "Ramp": [], "Holiday": [], "Change": []}
        for row in self.shortfalls.itertuples():
            found["Behind"].append((row.starts_on, row.ends_on, timeline.shortfall_label(row)))
        for name, flag in (("Leave", "is_leave"), ("Ramp", "is_ramp"), ("Holiday", "is_holiday")):
            found[name] += [(*run, f"{name} weeks, not compared") for run in timeline.runs(self.weeks, flag)]
        for row in self.events[~self.events["kind"].isin(timeline.AWAY)].itertuples():
            last = self.to_on if pd.isna(row.ends_on) else row.ends_on
            found["Change"].append((row.starts_on, last, timeline.event_label(row)))
        return {name: held for name, held in found.items() if held}


def whole(*, shown: Shown, colours: Palette) -> go.Figure:
    """All panels over one axis of weeks."""
    has_attainment = shown.weeks["attainment_to_pace"].notna().any()
    heights = {"Calls, e-mails and meetings a week": 190}
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
    places = {title: row for row, title in enumerate(heights, start=1)}
    _weeks(figure, shown, colours)
    if has_attainment:
        _attainment(figure, places["Attainment, of pace"], shown, colours)
    _marks(figure, places["Notes about the rep, and check-ins"], shown, colours)
    if shown.types:
        _obstacles(figure, places["Obstacles, since when and until when"], shown, colours)
    if shown.spans:
        _spans(figure, places["What else happened"], shown, colours)
    _shade(figure, shown, colours)
    days = (shown.to_on - shown.from_on).days
    figure.update_xaxes(
        range=[shown.from_on, shown.to_on + pd.Timedelta(days=1)], nticks=8, type="date",
        tickformat="%-d %b" if days < 400 else "%b %Y",
    )  # fmt: skip
    figure.update_layout(barmode="stack", hovermode="closest")
    calm(figure, colours, height=total + 60)
    figure.for_each_annotation(
        lambda said: said.update(x=0, xanchor="left") if said.yref == "paper" else None
    )
    return figure.update_layout(
        legend={"y": -50 / total, "font": {"size": 12}, "traceorder": "normal"}, margin_l=4, bargap=0.15
    )


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
    figure.add_hline(row=place, col=1, y=1, line={"color": colours.text, "width": 1, "dash": "dot"})
    figure.update_yaxes(row=place, col=1, tickformat=".0%", nticks=3)


def _marks(figure: go.Figure, place: int, shown: Shown, colours: Palette) -> None:
    lanes = shown.lanes
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
    types = shown.types
    for row in shown.obstacles.itertuples():
        first = max(row.first_named_on, shown.from_on)
        group, pattern = STATES.get(row.state, OTHER_STATE)
        until = row.ends_on + pd.Timedelta(days=1)
        _bar(
            figure, place, types.index(row.obstacle_type) + 0.18, first, until, 0.3, colours.line[group],
            pattern,
            f"{escape(timeline.obstacle_label(row))}<br>{words.day(row.first_named_on)} to "
            f"{words.day(row.ends_on)}<br>first named by "
            f"{escape(words.or_else(row.first_named_by, 'somebody unknown'))}",
        )  # fmt: skip
    named = shown.mentions[shown.mentions["obstacle_type"].isin(types)]
    figure.add_scatter(
        row=place, col=1, x=named["mentioned_on"],
        y=[types.index(name) + 0.18 for name in named["obstacle_type"]], mode="markers", showlegend=False,
        marker={"symbol": "line-ns-open", "size": 12, "color": colours.text, "line": {"width": 1.5}},
        name="Named", hovertemplate="named on %{x|%-d %b %Y}<extra></extra>",
    )  # fmt: skip
    for lane, name in enumerate(types):
        states = shown.obstacles.loc[shown.obstacles["obstacle_type"].eq(name), "state"]
        said = ", then ".join(timeline.state(state).split(":")[0] for state in states)
        figure.add_annotation(
            row=place, col=1, x=shown.from_on, y=lane - 0.27, xanchor="left", showarrow=False,
            text=f"{OBSTACLE_TYPES[name].label}: {said}", font={"size": 12, "color": colours.text},
        )  # fmt: skip
    figure.update_yaxes(
        row=place, col=1, range=[len(types) - 0.5, -0.55], showticklabels=False, showgrid=False
    )


def _spans(figure: go.Figure, place: int, shown: Shown, colours: Palette) -> None:
    lanes = list(shown.spans)
    patterns = {"Behind": "", "Leave": "/", "Ramp": "\\", "Holiday": ".", "Change": "x"}
    for name, held in shown.spans.items():
        for first, last, said in held:
            _bar(
                figure, place, lanes.index(name), max(first, shown.from_on), last + pd.Timedelta(days=1), 0.5,
                colours.line["neither"], patterns[name],
                f"{escape(said)}<br>{words.period(first.date(), last.date())}",
            )  # fmt: skip
    _lane_axis(figure, place, lanes)


def _bar(
    figure: go.Figure, place: int, y: float, first: pd.Timestamp, until: pd.Timestamp, width: float,
    colour: str, pattern: str, said: str,
) -> None:  # fmt: skip
    """A bar from a day to another; one of few days is drawn a week long, so that it can be seen."""
    days = max(7, (until - first).days)
    figure.add_bar(
        row=place, col=1, orientation="h", base=[first], x=[days * DAY], y=[y], width=width, showlegend=False,
        marker={"color": colour, "pattern": {"shape": pattern}, "line": {"width": 1, "color": colour}},
        hovertext=said, hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _lane_axis(figure: go.Figure, place: int, lanes: list[str]) -> None:
    figure.update_yaxes(
        row=place, col=1, tickvals=list(range(len(lanes))), ticktext=lanes, range=[len(lanes) - 0.4, -0.6],
        showgrid=False, zeroline=False, ticksuffix=" ",
    )  # fmt: skip


def _shade(figure: go.Figure, shown: Shown, colours: Palette) -> None:
    """Shortfalls as grey weeks, leave, ramp and holidays as dotted frames, changes as dotted lines."""
    for name, held in shown.spans.items():
        for first, last, _ in held:
            start = max(first, shown.from_on)
            if name == "Change":
                figure.add_shape(
                    type="line", xref="x", yref="paper", x0=first, x1=first, y0=0, y1=1,
                    line={"color": colours.line["neither"], "width": 1, "dash": "dot"},
                )  # fmt: skip
                continue
            is_behind = name == "Behind"
            figure.add_shape(
                type="rect", xref="x", yref="paper", x0=start, x1=last + pd.Timedelta(days=1), y0=0, y1=1,
                layer="below", fillcolor=colours.tint["neither"] if is_behind else "rgba(0,0,0,0)",
                line={"color": colours.line["neither"], "width": 0 if is_behind else 1, "dash": "dot"},
            )  # fmt: skip
