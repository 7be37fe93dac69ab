"""How numbers are made: each metric in words, and the SQL of its query and of the tables behind it."""

from __future__ import annotations

import re

import streamlit as st

from dashboard.metrics import METRICS, Metric
from dashboard.parts import words
from dashboard.warehouse import lineage, published

BETTER = {
    "up": "Higher is better.",
    "down": "Lower is better.",
    "none": "Neither high nor low is better.",
}


def metrics() -> None:
    """Every metric: its name with its unit, what it counts out of what, its SQL one click away."""
    for metric in METRICS.values():
        with st.container(border=True, key=f"metric_{metric.name}"):
            st.subheader(metric.axis, anchor=metric.name)
            st.markdown(f"{metric.meaning} {BETTER[metric.direction]}")
            _sql(metric)


def sql_browser() -> None:
    """Any page query or table by its name; the choice is in the URL."""
    queries = [f"pages/{name}" for name in published.query_names()]
    tables = [f"marts/{name}" for name in published.mart_names()]
    name = st.selectbox(
        "Query or table",
        tables + queries,
        index=None,
        placeholder="Choose one",
        key="sql",
        bind="query-params",
        help="marts/ are the tables that hold what pages show; pages/ are the questions asked of them.",
    )
    if name:
        _listing(name)


def drawer(query: str) -> None:
    """How a page query's rows are made, in a drawer: what a row is, the metrics it gives, all its SQL."""

    @st.dialog("How it is made", width="medium", position="right")
    def opened() -> None:
        st.markdown(words.plain(published.query_sentence(query)))
        for metric in METRICS.values():
            if metric.query == query:
                st.markdown(f"**{metric.axis}.** {metric.meaning} {BETTER[metric.direction]}")
        _listings(query)
        st.page_link("views/definitions.py", label="All definitions", icon=":material/menu_book:")

    opened()


def tables_behind(text: str) -> list[str]:
    """Names of the queries that build the tables a query reads, from its text alone."""
    named = set(re.findall(r"\w+", re.sub(r"--.*", "", text)))
    return [name for name in published.mart_names() if named & lineage.written(published.mart_file(name))]


def _sql(metric: Metric) -> None:
    box = st.expander(
        "SQL", key=f"sql_of_{metric.name}", on_change="rerun", type="compact", icon=":material/code:"
    )
    if box.open:
        with box:
            _listings(metric.query)


def _listings(query: str) -> None:
    behind = tables_behind(published.query_text(query))
    names = [f"pages/{query}", *(f"marts/{name}" for name in behind)]
    for name, tab in zip(names, st.tabs([_label(name) for name in names]), strict=True):
        with tab:
            _listing(name)


def _label(name: str) -> str:
    return "Its query" if name.startswith("pages/") else name.removeprefix("marts/")


def _listing(name: str) -> None:
    folder, _, query = name.partition("/")
    is_page = folder == "pages"
    text = published.query_text(query) if is_page else published.mart_text(query)
    st.caption(f"queries/{name if is_page else published.mart_file(query)}.sql")
    st.code(text, language="sql", height=min(520, 40 + 22 * text.count("\n")))
