"""The only caches. A result is keyed by workspace, query, parameters and what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.agreement.here import Here
from dashboard.agreement.here import reads_here as reads
from dashboard.effect.what_followed import Followed, Progress, what_followed
from dashboard.warehouse import published
from dashboard.warehouse.workspace import Workspace

RESULTS_KEPT = 300
"""Frames of all sessions together; a page asks about ten queries for each setting of the filter."""

OWN_RESULTS_KEPT = 30
"""Frames of one session about who it is."""

FOLLOWED_KEPT = 4
"""Estimates of what followed: the newest published data of a few workspaces."""


def show(workspace: Workspace) -> None:
    """Say which workspace the pages of this session show."""
    st.session_state["workspace"] = workspace


def workspace() -> Workspace:
    """The workspace that pages show."""
    return st.session_state["workspace"]


def is_new() -> bool:
    """Whether nothing has been published yet."""
    return published.data_version(workspace()) is None


def is_empty() -> bool:
    """Whether pages have nothing to show: no file yet, or none with dates (a list of people)."""
    return is_new() or bool(pd.isna(row("filter__workspace")["now_on"]))


def rows(name: str, **params: Any) -> pd.DataFrame:
    """The page query `name` on what is published now; a parameter that is not given is null ("all")."""
    shown = workspace()
    return _run(str(shown.folder), name, tuple(sorted(params.items())), published.data_version(shown))


def own_rows(name: str, **params: Any) -> pd.DataFrame:
    """Like `rows`, for what somebody asks about themselves: kept for their session alone."""
    shown = workspace()
    return _run_own(str(shown.folder), name, tuple(sorted(params.items())), published.data_version(shown))


def row(name: str, **params: Any) -> pd.Series:
    """The only row of a page query that has one row."""
    return rows(name, **params).iloc[0]


def checks() -> dict[str, pd.DataFrame]:
    """What each check finds in what is published now: the offending rows; an empty frame is a pass."""
    shown = workspace()
    return _run_checks(str(shown.folder), published.data_version(shown))


def followed(right: dict[str, float], progress: Progress) -> Followed:
    """What followed the answers to bad periods, in what is published now.

    `progress` hears of it the first time; `right` is of invented notes, own coded notes are found here.
    """
    shown = workspace()
    here = reads_here()
    key, kept = (str(shown.folder), published.data_version(shown)), _followed()
    if key not in kept:
        while len(kept) >= FOLLOWED_KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = what_followed(
            rows("what_followed__periods"), right=right, coded=here.right if here else None, progress=progress
        )
    return kept[key]


@st.cache_resource(show_spinner=False)
def _followed() -> dict[tuple[str, str | None], Followed]:
    """Filled by `followed`: a cached function could not tell how far it is."""
    return {}


def reads_here() -> Here | None:
    """How well the reader reads here, from coded notes; None where none was coded."""
    shown = workspace()
    return _reads_here(str(shown.folder), published.data_version(shown))


@st.cache_data(max_entries=4, show_spinner=False)
def _reads_here(folder: str, data_version: str | None) -> Here | None:
    shown = Workspace(Path(folder))
    return reads(published.run(shown, "coding__sentences"), published.run(shown, "coding__strata"))


@st.cache_data(max_entries=2, show_spinner="Checking the data ...")
def _run_checks(folder: str, data_version: str | None) -> dict[str, pd.DataFrame]:
    return published.run_checks(Workspace(Path(folder)))


@st.cache_data(max_entries=RESULTS_KEPT, show_spinner=False)
def _run(
    folder: str, name: str, params: tuple[tuple[str, Any], ...], data_version: str | None
) -> pd.DataFrame:
    """`data_version` is part of the key only: a new one makes the query run anew."""
    return published.run(Workspace(Path(folder)), name, **dict(params))


@st.cache_data(max_entries=OWN_RESULTS_KEPT, show_spinner=False, scope="session")
def _run_own(
    folder: str, name: str, params: tuple[tuple[str, Any], ...], data_version: str | None
) -> pd.DataFrame:
    """As `_run`."""
    return published.run(Workspace(Path(folder)), name, **dict(params))
