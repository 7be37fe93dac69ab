"""Templates to download, with what each is for."""

from __future__ import annotations

import streamlit as st

from dashboard.parts.templates import TEMPLATES, Template


def first_files() -> None:
    """What to bring to an empty workspace, in which order."""
    st.markdown(
        "Nothing came in yet. Three files are enough to begin with: **people** (with team and manager), "
        "**activities** and "
        "**coaching notes**; targets and check-ins make more of the pages. Exports of your systems will "
        "mostly do as they are."
    )


def downloads() -> None:
    """A button for each template with its purpose beside it."""
    st.subheader("Templates", anchor=False)
    st.markdown(
        "For what no system exports: CSV files with the right header and one example row, which you replace."
    )
    with st.container(gap="xxsmall"):
        for template in TEMPLATES:
            _download(template)


def _download(template: Template) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.download_button(
                template.file, template.as_csv(), template.file, "text/csv", key=f"template_{template.kind}",
                type="tertiary", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        st.caption(template.needs)
