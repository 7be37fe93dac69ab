"""The colours of the theme, for figures and marked notes; they are chosen in `.streamlit/config.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONFIG = Path(__file__).resolve().parents[1] / ".streamlit" / "config.toml"
THEMES = ("light", "dark")

THEME_COLOUR = {"pressure": "orange", "understanding": "blue", "care": "green", "neither": "gray"}
"""Group of codes -> its colour's name in the theme."""


@dataclass(frozen=True)
class Palette:
    """One theme's colours: `line`, `tint` and `ink` map a group to its line, background and text colour."""

    paper: str
    text: str
    rule: str
    line: dict[str, str]
    tint: dict[str, str]
    ink: dict[str, str]
    kinds: tuple[str, str, str]
    """Calls, e-mails, meetings: three greys, since volume means neither pressure nor care."""


@cache
def palette(theme: str) -> Palette:
    """The colours of the light or the dark theme; another name raises KeyError."""
    colours = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]
    return Palette(
        paper=colours["backgroundColor"],
        text=colours["textColor"],
        rule=colours["borderColor"],
        line={group: colours[f"{name}Color"] for group, name in THEME_COLOUR.items()},
        tint={group: colours[f"{name}BackgroundColor"] for group, name in THEME_COLOUR.items()},
        ink={group: colours[f"{name}TextColor"] for group, name in THEME_COLOUR.items()},
        kinds=tuple(colours["chartCategoricalColors"]),
    )
