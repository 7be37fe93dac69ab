"""What all figures share, and shortfalls by answer: pure functions, a frame in, a plotly figure out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.parts import words
from dashboard.parts.palette import Palette

LINE_HEIGHT = 30

ANSWER_PATTERNS = {"mixed": "x", "asked": "/", "care_only": "/", "perhaps_replaced": ".", "no_note": "/"}
"""What tells answers of one colour apart."""


def answers(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars of the answers that were given, in the order of `rows`: answer, count_shortfalls."""
    rows = rows[rows["count_shortfalls"].gt(0)]
    labels = [words.ANSWERS[answer] for answer in rows["answer"]]
    figure = go.Figure(
        go.Bar(
            x=rows["count_shortfalls"],
            y=labels,
            orientation="h",
            text=rows["count_shortfalls"],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x}<extra></extra>",
            marker=answer_marker(list(rows["answer"]), colours),
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, ticksuffix="  ")
    figure.update_xaxes(visible=False, range=[0, max(1, rows["count_shortfalls"].max()) * 1.15])
    figure.update_layout(title=title("All of them"))
    return calm(figure, colours, height=52 + LINE_HEIGHT * len(rows))


def answers_alt(rows: pd.DataFrame) -> str:
    """What the bars of `answers` say."""
    said = [
        f"{words.ANSWERS[row.answer]} {row.count_shortfalls}"
        for row in rows.itertuples()
        if row.count_shortfalls
    ]
    return f"Shortfalls by answer: {'; '.join(said) or 'none'}."


def answer_marker(answers: list[str], colours: Palette) -> dict[str, object]:
    """How bars of answers look: the colour of the group, and a pattern where it has more than one answer."""
    groups = [words.ANSWER_GROUPS.get(answer, "neither") for answer in answers]
    return {
        "color": [colours.line[group] for group in groups],
        "pattern": {
            "shape": [ANSWER_PATTERNS.get(answer, "") for answer in answers],
            "bgcolor": [colours.tint[group] for group in groups],
            "fgcolor": [colours.line[group] for group in groups],
            "size": 6,
            "solidity": 0.22,
        },
        "line": {"color": colours.paper, "width": 1},
    }


def title(text: str) -> dict[str, object]:
    """A figure's title where its plot begins."""
    return {"text": text, "x": 0, "font": {"size": 14}}


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
