"""Figures of What followed: pure functions, a frame in, a figure out, each with its text alternative."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette

ROW_HEIGHT = 52
PATHS = {
    "none": ("without a note", "neither", "dot"),
    "do_more": ("do more", "pressure", "solid"),
    "heard_and_acted": ("heard and acted", "care", "dash"),
    "any": ("all bad ones", "neither", "solid"),
}
"""Answer -> its words, the group whose colour it has, its dash."""


def naive_and_honest(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Per row the naive change, what comes of itself, and the honest difference with its interval, in points.

    `rows`: label, n, naive, expected, honest, low, high (NaN: too few to say).
    """
    places = list(range(len(rows)))
    figure = go.Figure()
    figure.add_scatter(
        x=rows["naive"], y=[place - 0.22 for place in places], mode="markers", name="Naive: next minus bad",
        marker={"size": 13, "symbol": "diamond", "color": colours.line["pressure"]},
        hovertemplate="naive %{x:+.1f}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=rows["expected"], y=[place - 0.22 for place in places], mode="markers", name="Comes of itself",
        marker={"size": 15, "symbol": "line-ns", "line": {"width": 3, "color": colours.text}},
        hovertemplate="comes of itself %{x:+.1f}<extra></extra>",
    )  # fmt: skip
    known = rows.assign(place=places).dropna(subset=["honest", "low", "high"])
    figure.add_scatter(
        x=known["honest"], y=known["place"] + 0.2, mode="markers", name="Honest, with 95 % interval",
        marker={"size": 11, "color": colours.line["understanding"]},
        error_x={
            "type": "data", "symmetric": False, "array": known["high"] - known["honest"],
            "arrayminus": known["honest"] - known["low"], "color": colours.line["understanding"],
            "thickness": 2,
        },
        hovertemplate="honest %{x:+.1f}<extra></extra>",
    )  # fmt: skip
    for place, row in enumerate(rows.itertuples()):
        if pd.isna(row.low):
            figure.add_annotation(
                x=0, y=place + 0.2, xanchor="left", xshift=4, showarrow=False, text=_missing(row),
                font_color=colours.ink["neither"],
            )  # fmt: skip
    figure.add_vline(x=0, line_width=1, line_color=colours.text)
    figure.update_yaxes(
        tickvals=places, ticktext=[_folded(row.label, row.n) for row in rows.itertuples()],
        range=[len(rows) - 0.4, -0.6], showgrid=False, zeroline=False, ticksuffix="  ",
    )  # fmt: skip
    figure.update_xaxes(tickformat="+.0f", nticks=6, zeroline=False, title=_title("Points of target"))
    figure = calm(figure, colours, height=130 + ROW_HEIGHT * len(rows))
    return figure.update_layout(margin_t=70, legend={"y": 1.02, "yanchor": "bottom"})


def naive_and_honest_alt(rows: pd.DataFrame) -> str:
    """What `naive_and_honest` shows, a clause a row."""
    said = []
    for row in rows.itertuples():
        naive = "unknown" if pd.isna(row.naive) else f"{row.naive:+.0f}"
        of_itself = "" if pd.isna(row.expected) else f", of itself {row.expected:+.0f}"
        honest = (
            _missing(row) if pd.isna(row.low) else f"{row.honest:+.0f} ({row.low:+.0f} to {row.high:+.0f})"
        )
        said.append(f"{row.label}: naive {naive}{of_itself}, honest {honest}")
    return f"Change of attainment in points. {'; '.join(said)}."


def path(*, rows: pd.DataFrame, colours: Palette, period: str) -> go.Figure:
    """Lines of mean attainment around a bad period. `rows`: answer, lag (0 is the bad one), mean, count."""
    figure = go.Figure()
    for answer, (label, group, dash) in PATHS.items():
        of_answer = rows[rows["answer"].eq(answer)]
        if len(of_answer):
            figure.add_scatter(
                x=of_answer["lag"], y=of_answer["mean"], name=label, mode="lines+markers",
                line={"color": colours.line[group], "width": 2.5, "dash": dash}, marker={"size": 7},
                customdata=of_answer["count"],
                hovertemplate=f"{label}: %{{y:.0f}} % (%{{customdata}})<extra></extra>",
            )  # fmt: skip
    figure.add_vline(x=0, line_width=1, line_dash="dot", line_color=colours.text)
    figure.update_xaxes(
        title=_title(f"Closed {period}s before and after the bad one (0)"), dtick=1, zeroline=False
    )
    figure.update_yaxes(ticksuffix=" %", nticks=6)
    figure = calm(figure, colours, height=350)
    return figure.update_layout(legend={"y": 1.02, "yanchor": "bottom"}, margin_t=44)


def path_alt(rows: pd.DataFrame) -> str:
    """What `path` shows: before, in and after the bad period."""
    said = []
    for answer, (label, _, _) in PATHS.items():
        means = rows[rows["answer"].eq(answer)].set_index("lag")["mean"]
        if {-1, 0, 1} <= set(means.index):
            said.append(f"{label} {means[-1]:.0f} % before, {means[0]:.0f} % in it, {means[1]:.0f} % after")
    return f"Mean attainment around a bad period: {'; '.join(said) or 'too few to say'}."


def choices(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Every choice that would have been as good, by its estimate. `rows`: value, low, high, bad_below."""
    rows = rows.sort_values("value", ignore_index=True)
    figure = go.Figure(
        go.Scatter(
            x=rows.index, y=rows["value"], mode="markers",
            marker={"size": 7, "color": colours.line["understanding"]},
            error_y={
                "type": "data", "symmetric": False, "array": rows["high"] - rows["value"],
                "arrayminus": rows["value"] - rows["low"], "color": colours.line["understanding"],
                "thickness": 1, "width": 0,
            },
            customdata=(100 * rows["bad_below"]).round(),
            hovertemplate="%{y:+.1f} points, bad under %{customdata:.0f} %<extra></extra>",
        )
    )  # fmt: skip
    figure.add_hline(y=0, line_width=1, line_color=colours.text)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(tickformat="+.0f", title=_title("Points of target"))
    return calm(figure, colours, height=260).update_layout(margin_t=8)


def choices_alt(rows: pd.DataFrame) -> str:
    """What `choices` shows."""
    low, high = rows["value"].min(), rows["value"].max()
    return (
        f"Estimates under {len(rows)} choices, from {low:+.1f} to {high:+.1f} points, with their intervals."
    )


def _title(text: str) -> dict[str, object]:
    return {"text": text, "font": {"size": 13}, "standoff": 14}


def _missing(row: object) -> str:
    if row.is_reference:
        return "the reference"
    return "rests on one leader" if pd.notna(row.honest) else f"too few to say ({row.n})"


def _folded(label: str, n: int) -> str:
    return (
        f"{label.replace(' against ', '<br>against ')}<br>({n})" if " against " in label else f"{label} ({n})"
    )
