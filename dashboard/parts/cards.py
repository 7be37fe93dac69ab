"""Cards: a number with its interval, what it is compared with, and a button that opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.effect.intervals import Share
from dashboard.metrics import METRICS
from dashboard.parts import page, words

LEAST_WIDTH = 158


@dataclass(frozen=True)
class Card:
    """`name` is a metric; `count` stands large, `said` and `beside` under it; `opens` shows the rows."""

    name: str
    count: int
    said: str
    opens: Callable[[], None]
    beside: str = ""


def show(cards: Sequence[Card]) -> None:
    """All cards, as many in a row as have room."""
    with st.grid(4 if len(cards) == 4 else 3, min_column_width=LEAST_WIDTH):
        for card in cards:
            with st.container(border=True, height="stretch", key=f"card_{card.name}", gap="xsmall"):
                metric = METRICS[card.name]
                st.text(metric.label, help=metric.meaning)
                st.metric(metric.label, card.count, label_visibility="collapsed")
                st.text(card.said)
                if card.beside:
                    st.caption(words.plain(card.beside))
                if page.opening("Show", card.count, key=card.name):
                    card.opens()


def interval(found: Share) -> str:
    """ "26 %, 95 % interval 0 to 59", or that it is too few to say."""
    return (
        "too few to say"
        if found.value is None
        else f"{words.percent(found.value)}, {found.interval_in_words()}"
    )
