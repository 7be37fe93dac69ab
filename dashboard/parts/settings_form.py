"""The settings of the workspace, a form that changes one, and where the workspace lies."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

import streamlit as st

from dashboard.parts import settings_table
from dashboard.warehouse.settings import SETTINGS, Setting
from dashboard.warehouse.workspace import Workspace

ZONED_BEFORE = (
    "Times that came in before stay as they were read. Undo the imports with zoned times and bring them in "
    "again, or set the "
    "zone before the first import."
)


def show(change: Callable[[str, str], None], shown: Workspace) -> None:
    """Settings, the form (not for the sample), and the folder to back up."""
    settings_table.show()
    st.subheader("Change a setting", anchor=False)
    if shown.is_sample:
        st.markdown(
            "The sample's settings stay as they are. Yours can be changed here once a file of your own is "
            "in. To set the "
            "time zone before the first import:"
        )
        st.code("python -m dashboard settings zone Europe/London", language=None)
    else:
        form(change)
    st.subheader("Backup", anchor=False)
    st.markdown(
        "A workspace is a folder. Copy it while nothing is being imported or read, and you have a backup:"
    )
    st.code(str(shown.folder), language=None)


def form(change: Callable[[str, str], None]) -> None:
    """Choose a setting, see what it does, give it another value; `change` writes it."""
    known = {setting.name: setting for setting in SETTINGS}
    values = settings_table.rows().set_index("name")["value"]
    name = st.selectbox("Setting to change", list(known), index=None, placeholder="Choose one", key="setting")
    if name is None:
        return
    st.markdown(known[name].sentence)
    if name == "zone":
        st.markdown(ZONED_BEFORE)
    with st.form(f"change_{name}", border=False):
        value = _input(known[name], str(values[name]))
        if st.form_submit_button("Change it, and make all numbers anew", key=f"submit_{name}"):
            change(name, value)


def _input(setting: Setting, value: str) -> str:
    key = f"value_of_{setting.name}"
    if setting.name == "zone":
        zones = sorted(available_timezones())
        return st.selectbox(
            "Time zone", zones, index=zones.index(value) if value in zones else None, key=key, required=True
        )
    if setting.name == "currency":
        return st.text_input("Currency, three letters", value, max_chars=3, key=key).strip().upper()
    if isinstance(setting.default, str):
        return st.text_input("Value", value, key=key).strip()
    # a share stays one when its value is whole
    number, step = (float, 0.01) if isinstance(setting.default, float) else (int, 1)
    return str(
        st.number_input(
            "Value", number(setting.least), number(setting.most), number(float(value)), step, key=key
        )
    )
