"""What every page has: question, filter in words, limits of use, a sentence where there is nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from dashboard.parts.filters import Filter
from dashboard.parts.palette import THEMES, Palette, palette

NOT_FOR = """
**Not for decisions on anybody's employment**: not for hiring, pay, warnings, promotion or dismissal, and not
for ranking people.

- They measure what was *written*, not what was said or done. Somebody may hear a rep well and write three
  words.
- Short notes show less of anything. Leaders who write little look worse than they are, and most of the
  difference between two leaders can be that.
- A program read the notes and is wrong in some of them; Definitions says how often, per code.
- Small numbers move by chance. Where ten notes about five reps are not there, no rate is shown.
- What a person wrote about another is shown to start a conversation between them, and that conversation
  is the evidence.

They look at the answer that people got, never at what people are worth.
"""


def head(question: str, chosen: Filter, explained: str) -> None:
    """The page's title, what it shows in words, the filter in words, and the limits of use one click away."""
    st.title(question, anchor=False)
    st.markdown(explained)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(chosen.in_words())
        limits()
        link()


def finding(sentence: str) -> None:
    """What the page says first; counts and words of ours only. `opening` stands under it for each count."""
    st.subheader(sentence, anchor=False, divider="gray")


def opening(label: str, count: int, *, key: str) -> bool:
    """A number as a button that opens the rows it counts, "Waved away: 12"; whether it was just pressed.

    What opens says the same number by `counted`. Behind nought is nothing to open, so it has no button.
    """
    return bool(count) and st.button(
        f"{label}: {count}", key=f"opens_{key}", type="tertiary", icon=":material/list:", wrap=False
    )


def counted(sentence: str, *, key: str = "drawer") -> None:
    """How many rows follow, in a sentence that begins with their number; a drawer's first has its key."""
    with st.container(key=f"{key}_count"):
        st.markdown(sentence)


def limits() -> None:
    """One click away: what the figures must not be used for, and why."""
    with st.popover(
        "What these figures must not be used for", type="tertiary", key="limits", icon=":material/info:"
    ):
        st.markdown(NOT_FOR)


def link() -> None:
    """One click away: the address that opens exactly this view, to be copied."""
    with st.popover("Link to this view", type="tertiary", key="link", icon=":material/link:"):
        st.caption("Opens this page with this filter and these choices. It names nobody.")
        asked = urlencode([(key, value) for key in st.query_params for value in st.query_params.get_all(key)])
        address = (st.context.url or "") + (f"?{asked}" if asked else "")
        st.code(address, language=None, wrap_lines=True)


def style() -> None:
    """How every page is laid out where the theme has no word for it, on screen and on paper."""
    st.html(Path(__file__).with_name("page.css"))


def nothing_yet(question: str) -> None:
    """The page of a workspace without data: what to do next."""
    st.title(question, anchor=False)
    st.info(
        "There is no data yet. Bring your coaching notes and activity exports on the Data page; this page "
        "fills itself."
    )
    st.page_link("views/data.py", label="Go to Data", icon=":material/upload_file:")
    limits()


def nothing_found(sentence: str) -> None:
    """A place where rows would stand: why there are none, and what would change it."""
    st.info(sentence)


def colours() -> Palette:
    """Colours of the theme that the reader sees now."""
    theme = st.context.theme.type
    return palette(theme if theme in THEMES else THEMES[0])


def chart(figure: go.Figure, *, key: str, alt: str) -> None:
    """Show a figure with its text alternative."""
    st.plotly_chart(figure, key=key, alt=alt, theme=None, config={"displayModeBar": False})
