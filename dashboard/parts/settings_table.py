"""The settings of the workspace as a table: value, default, what each does."""

from __future__ import annotations

import pandas as pd

from dashboard import cached
from dashboard.parts.tables import Column, table
from dashboard.warehouse.settings import SETTINGS

COLUMNS = {
    "name": Column("Setting"),
    "value": Column("Here", help="Value in this workspace"),
    "default_value": Column("Default"),
    "sentence": Column("What it does"),
}


def rows() -> pd.DataFrame:
    """One row per setting: name, value, default_value, sentence; the defaults while there is no data."""
    if not cached.is_new():
        return cached.rows("data__settings")
    known = [
        (s.name, str(s.default), str(s.default), s.sentence) for s in sorted(SETTINGS, key=lambda s: s.name)
    ]
    return pd.DataFrame(known, columns=list(COLUMNS))


def show() -> None:
    """The table of settings."""
    table(rows(), key="settings", columns=COLUMNS, alt="Settings with value, default and what they do")
