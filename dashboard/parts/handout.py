"""Downloads of briefs: made when they are asked for, from what is published then."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import cached
from dashboard.parts import brief, brief_rows
from dashboard.parts.filters import Filter
from dashboard.warehouse import published
from dashboard.warehouse.workspace import Workspace

HTML = "text/html"


def teams(chosen: Filter) -> None:
    """The brief of what the filter chooses, and, where it chooses no team, a file with a page for each."""
    shown = cached.workspace()
    with st.popover("Brief for Monday", key="brief", icon=":material/description:", type="tertiary"):
        st.text(
            "One page to hand out: it opens in any browser, prints on A4, and asks nothing of the network."
        )
        _download(
            f"{chosen.team} team" if chosen.team else "All teams together",
            "team",
            partial(_team, shown, chosen),
        )
        if chosen.team is None:
            _download("Each team, a page each", "teams", partial(_teams, shown, chosen))


def person(person_key: str, chosen: Filter) -> None:
    """The brief of one rep."""
    _download("Brief of one page", "person", partial(_person, cached.workspace(), person_key, chosen))


def _team(shown: Workspace, chosen: Filter) -> bytes:
    return brief.team(brief_rows.team_sheet(_ask(shown), chosen, is_sample=shown.is_sample))


def _teams(shown: Workspace, chosen: Filter) -> bytes:
    return brief.teams(brief_rows.every_team(_ask(shown), chosen, is_sample=shown.is_sample))


def _person(shown: Workspace, person_key: str, chosen: Filter) -> bytes:
    return brief.person(brief_rows.person_sheet(_ask(shown), person_key, chosen, is_sample=shown.is_sample))


def _ask(shown: Workspace) -> brief_rows.Ask:
    # the file is made outside the run of a page, where its session and caches are not at hand
    return partial(published.run, shown)


def _download(label: str, name: str, made: partial[bytes]) -> None:
    st.download_button(
        label,
        made,
        f"heard_brief_{name}.html",
        HTML,
        key=f"brief_{name}",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )
