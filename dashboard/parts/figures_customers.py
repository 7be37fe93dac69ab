"""Figures of customers: pure functions, a frame in, a plotly figure out, each with its text alternative."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.metrics import METRICS
from dashboard.parts import words
from dashboard.parts.customers import UNDERSTOOD
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette

GROUPS = {
    "something": ("understanding", ""),
    "nothing": ("pressure", "x"),
    "not read": ("neither", "."),
    "no notes": ("neither", "/"),
}
"""What is understood -> group whose colour it takes, and the pattern that tells it without colour."""

KINDS = {"count_calls": "Calls", "count_emails": "E-mails", "count_meetings": "Meetings"}
NOTES = {
    "count_heard": ("Heard the customer", "understanding", ""),
    "count_pressing": ("Pitched or pushed, not heard", "pressure", "/"),
    "count_neither": ("Neither", "neither", ""),
}
LONGEST = 24


def bands(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Each band of touches as one bar of full length, parted by what is understood of its accounts.

    `rows`: label, count_accounts, count_something, count_nothing, count_not_read, count_no_notes.
    """
    shown = rows[rows["count_accounts"].gt(0)]
    touches = shown["label"].replace("None", "No")
    labels = [
        f"{label} touches<br>{words.counted(count, 'account')}"
        for label, count in zip(touches, shown["count_accounts"], strict=True)
    ]
    figure = go.Figure()
    for name, label in UNDERSTOOD.items():
        counts = shown[f"count_{name.replace(' ', '_')}"]
        if not counts.sum():
            continue
        group, pattern = GROUPS[name]
        figure.add_bar(
            y=labels,
            x=counts / shown["count_accounts"],
            name=label,
            orientation="h",
            text=[count or "" for count in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": colours.ink[group]},
            customdata=counts,
            hovertemplate=f"%{{y}}: %{{customdata}} {label.lower()}<extra></extra>",
            marker={
                "color": colours.tint[group],
                "line": {"color": colours.line[group], "width": 1},
                "pattern": {
                    "shape": pattern,
                    "fgcolor": colours.rule,
                    "fillmode": "overlay",
                    "size": 9,
                    "solidity": 0.15,
                },
            },
        )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(autorange="reversed", showgrid=False, ticksuffix="  ")
    calm(figure, colours, height=100 + 44 * len(shown))
    return figure.update_layout(bargap=0.25, margin_t=4, legend_y=-0.04)


def bands_alt(rows: pd.DataFrame) -> str:
    """What `bands` shows, a clause a band."""
    said = []
    for row in rows[rows["count_accounts"].gt(0)].itertuples():
        counts = {name: getattr(row, f"count_{name.replace(' ', '_')}") for name in UNDERSTOOD}
        parts = [f"{UNDERSTOOD[name].lower()} {count}" for name, count in counts.items() if count]
        said.append(f"{row.label}: {', '.join(parts)}")
    return f"Accounts by recent touches and what is understood. {'; '.join(said) or 'No account'}."


def weeks(*, rows: pd.DataFrame, colours: Palette, height: int = 440) -> go.Figure:
    """Two panels by week: touches by kind, and notes by what they show.

    `rows`: week, count_calls, count_emails, count_meetings, count_heard, count_pressing, count_neither.
    """
    figure = make_subplots(
        rows=2,
        shared_xaxes=True,
        vertical_spacing=0.16,
        row_heights=[0.5, 0.5],
        subplot_titles=("Touches a week", "Notes read a week"),
    )
    for (name, label), colour in zip(KINDS.items(), colours.kinds, strict=True):
        figure.add_bar(
            row=1,
            col=1,
            x=rows["week"],
            y=rows[name],
            name=label,
            marker_color=colour,
            hovertemplate="%{y:.0f}",
        )
    for name, (label, group, pattern) in NOTES.items():
        figure.add_bar(
            row=2,
            col=1,
            x=rows["week"],
            y=rows[name],
            name=label,
            hovertemplate="%{y:.0f}",
            marker={
                "color": (colours.tint if group == "neither" else colours.line)[group],
                "line": {"color": colours.line[group], "width": 0.5},
                "pattern": {
                    "shape": pattern,
                    "fgcolor": colours.paper,
                    "fillmode": "overlay",
                    "size": 6,
                    "solidity": 0.2,
                },
            },
        )
    figure.update_layout(barmode="stack", hovermode="x unified", legend_traceorder="normal")
    figure.update_xaxes(tickformat="%-d %b", nticks=8)
    figure.update_yaxes(rangemode="tozero", nticks=4)
    return calm(figure, colours, height=height)


def weeks_alt(rows: pd.DataFrame) -> str:
    """Totals of `weeks`: touches by kind, notes by what they show."""
    touches = ", ".join(f"{rows[name].sum():.0f} {label.lower()}" for name, label in KINDS.items())
    notes = ", ".join(f"{rows[name].sum():.0f} {label.lower()}" for name, (label, *_) in NOTES.items())
    return f"Over {words.counted(len(rows), 'week')}: {touches}. Notes read: {notes}."


def pressing_and_heard(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Two points with intervals a team: share of notes that pitch or push, and that heard the customer.

    `rows`: label, count_notes, pressing and heard, each with _low and _high (NaN: too few to say).
    """
    figure = go.Figure()
    for name, metric, group, symbol, shift in (
        ("heard", "customers_heard", "understanding", "circle", -0.15),
        ("pressing", "customers_pressing", "pressure", "diamond", 0.15),
    ):
        known = rows.assign(place=range(len(rows))).dropna(subset=name)
        figure.add_scatter(
            x=known[name],
            y=known["place"] + shift,
            mode="markers",
            name=METRICS[metric].label,
            customdata=known["label"].map(escape),
            hovertemplate="%{customdata}: %{x:.0%}",
            marker={"size": 10, "symbol": symbol, "color": colours.line[group]},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": known[f"{name}_high"] - known[name],
                "arrayminus": known[name] - known[f"{name}_low"],
                "color": colours.line[group],
                "thickness": 2,
            },
        )
    for place, row in enumerate(rows.itertuples()):
        if pd.isna(row.heard):
            figure.add_annotation(
                x=0.02,
                y=place,
                xanchor="left",
                showarrow=False,
                font_color=colours.ink["neither"],
                text=f"too few to say ({words.counted(int(row.count_notes), 'note')})",
            )
    figure.update_xaxes(tickformat=".0%", range=[-0.02, 1.02], nticks=5)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[escape(_short(label)) for label in rows["label"]],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        ticksuffix="  ",
    )
    figure = calm(figure, colours, height=90 + 42 * len(rows))
    return figure.update_layout(margin_t=8, legend_y=-0.3 if len(rows) < 3 else -0.12)


def pressing_and_heard_alt(rows: pd.DataFrame) -> str:
    """What `pressing_and_heard` shows, a clause a team."""
    said = [
        f"{row.label} too few to say"
        if pd.isna(row.heard)
        else f"{row.label} {words.percent(row.pressing)} and {words.percent(row.heard)}"
        for row in rows.itertuples()
    ]
    return f"Share of notes that pitch or push, and that heard the customer: {'; '.join(said) or 'no team'}."


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
