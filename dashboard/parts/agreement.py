"""How often the reader agrees with people: precision, recall, F1, kappa, support, and what they mean."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.parts import page, words
from dashboard.parts.figures import calm
from dashboard.parts.palette import Palette
from dashboard.parts.tables import Column, table
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES, STANCES

MEASURES = {
    "label": Column("Name"),
    "precision": Column("Precision", "share", "Of those that the program marked, how many people marked too"),
    "recall": Column("Recall", "share", "Of those that people marked, how many the program found"),
    "f1": Column("F1", "share", "Precision and recall in one: their harmonic mean"),
    "kappa": Column("Kappa", "text", "Agreement beyond what chance gives: 0 is chance, 1 is complete"),
    "number": Column("Marked by people", "count", "How many of them there are in the notes held against"),
}
SHARES = ("precision", "recall", "f1")
COUNTED_AS = {
    "replaced": "Replaced (do more, waved away)",
    "replaced_and_sure": "Replaced, and the program is sure",
    "heard": "Heard (heard, heard and acted)",
}
READERS = {"reader": "This reader", "ngrams": "Counted words (n-grams)", "keywords": "Rules of keywords"}


def in_words(evaluation: dict[str, Any]) -> str:
    """What the figures mean for somebody who reads a page, with the figures of *replaced*."""
    held = evaluation["end_to_end"]
    replaced, sure = held["replaced"], held["replaced_and_sure"]
    return (
        f"Held against {evaluation['notes']:,} invented notes ({evaluation['sentences']:,} sentences) that "
        f"people coded, each "
        "read by a model that had seen none of that writer's notes: of 100 notes that the program calls "
        "*replaced*, people call "
        f"{100 * replaced['precision']:.0f} so; of 100 that people call so, it finds "
        f"{100 * replaced['recall']:.0f}. Of those of which it is sure, and only these are counted, people "
        f"call {100 * sure['precision']:.0f} in 100 so. Of all notes, it gives "
        f"{100 * held['stance_right']:.0f} in 100 the very stance that people give. So a count of many "
        f"notes is nearer to the truth than the "
        "reading of one, and each marked sentence is there for you to check."
    )


def tables(evaluation: dict[str, Any]) -> None:
    """One table per code, per obstacle type, per stance, and for what counts as replaced or heard."""
    held = evaluation["end_to_end"]
    st.subheader("Whole notes: replaced, heard", anchor="agreement-notes")
    _table({name: held[name] for name in COUNTED_AS}, COUNTED_AS, "notes")
    st.subheader("Stances", anchor="agreement-stances")
    _table(held["stances"], {name: stance.label for name, stance in STANCES.items()}, "stances")
    st.subheader("Codes of sentences", anchor="agreement-codes")
    _table(held["codes"], {name: f"{code.label} ({code.group})" for name, code in CODES.items()}, "codes")
    st.subheader("Types of obstacles", anchor="agreement-types")
    st.caption(
        f"Where both see an obstacle, the type is the same in {100 * held['obstacle_type_right']:.0f} of 100."
    )
    _table(
        held["obstacle_types"], {name: kind.label for name, kind in OBSTACLE_TYPES.items()}, "obstacle types"
    )


def beside_simpler_readers(evaluation: dict[str, Any]) -> None:
    """The reader's main figures beside those of two simpler ones, and how honest its probabilities are."""
    given, simple = evaluation["given"], evaluation["baselines"]
    figures = {"reader": {**given, "replaced_f1": given["replaced"]["f1"]}, **simple}
    st.subheader("Beside simpler readers", anchor="agreement-simple")
    table(
        pd.DataFrame([{"label": label, **figures[name]} for name, label in READERS.items()]),
        key="agreement_simple",
        columns={
            "label": Column("Reader"),
            "micro_f1": Column("F1 of codes", "share", "Every code of every sentence weighs the same"),
            "macro_f1": Column("Mean F1 of codes", "share", "Every code weighs the same"),
            "stance_right": Column("Stance right", "share"),
            "replaced_f1": Column("F1 of replaced", "share"),
        },
        alt="Agreement with people of the reader, of n-grams and of keywords",
    )
    st.caption("On the sentences that people marked.")


def reliability(evaluation: dict[str, Any]) -> None:
    """How often a code was there when the program gave it a chance of so much: a figure and its table."""
    st.subheader("When it says 70 of 100, is it 70?", anchor="reliability")
    labels = {"all": "All codes"} | {name: code.label for name, code in CODES.items()}
    chosen = st.selectbox(
        "Code", list(labels), format_func=labels.get, key="reliability_code", bind="query-params"
    )
    bins = pd.DataFrame(evaluation["reliability"][chosen])
    error = 100 * evaluation["calibration_error"][chosen]
    st.markdown(
        f"Chances are off by **{error:.1f} percentage points** on average, weighed by how many sentences "
        f"got them ({words.counted(int(bins['number'].sum()), 'chance')})."
    )
    page.chart(
        reliability_figure(rows=bins, colours=page.colours()), key="reliability_figure",
        alt="; ".join(
            f"said {row.said:.0%}: true in {row.came_true:.0%} of {row.number}" for row in bins.itertuples()
        ),
    )  # fmt: skip
    table(
        bins,
        key="reliability",
        columns={
            "said": Column("Chance said", "share", "Mean of the chances in this tenth"),
            "came_true": Column("Marked by people", "share"),
            "number": Column("Sentences", "count"),
        },
        alt="Chances that the reader said, and how often people marked the code",
    )


def reliability_figure(*, rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Said chance against the share that came true, beside the line of honest ones.

    `rows`: said, came_true, number, a row a tenth.
    """
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", line={"color": colours.rule, "dash": "dot"}, hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip
    figure.add_scatter(
        x=rows["said"], y=rows["came_true"], mode="lines+markers", line={"color": colours.kinds[0]},
        customdata=rows["number"], showlegend=False,
        hovertemplate="said %{x:.0%}: true in %{y:.0%} of %{customdata}<extra></extra>",
    )  # fmt: skip
    figure.update_xaxes(title="Chance said", tickformat=".0%", range=[0, 1.02])
    figure.update_yaxes(title="Marked by people", tickformat=".0%", range=[0, 1.02])
    return calm(figure, colours, height=320)


def rows(measured: dict[str, dict[str, float | None]], labels: dict[str, str]) -> pd.DataFrame:
    """A row per name, in the order of `labels`: label, precision, recall, f1, kappa, number."""
    frame = pd.DataFrame([{"label": label, **measured[name]} for name, label in labels.items()])
    # two decimals, which the kinds of a column do not have
    kappa = frame["kappa"].map(lambda value: None if pd.isna(value) else f"{value:.2f}")
    return frame.astype(dict.fromkeys(SHARES, float)).assign(kappa=kappa)[list(MEASURES)]


def _table(measured: dict[str, dict[str, float | None]], labels: dict[str, str], what: str) -> None:
    table(
        rows(measured, labels), key=f"agreement_{what.replace(' ', '_')}", columns=MEASURES,
        alt=f"Agreement of the reader with people on invented notes: {what}",
    )  # fmt: skip
