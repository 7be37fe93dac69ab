"""A brief to hand out: one page a team or person, a self-contained HTML file without script or request.

Pure: sheets in, bytes out. Every value enters through Jinja2 with autoescape; no value is trusted markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, StrictUndefined, Template

from dashboard.parts import words
from dashboard.parts.palette import palette
from dashboard.reader.codebook import OBSTACLE_TYPES

TEMPLATE = Path(__file__).with_suffix(".html")
MOST_OBSTACLES = 5
MOST_SHORTFALLS = 6
MOST_NAMES = 39
LONGEST_WORDS = 150

LIMITS = (
    "Not for decisions on anybody's employment, and not for ranking people: it looks at the answer that "
    "people got, never at what people are worth.",
    "It measures what was written, not what was said or done. Short notes show less of anything.",
    "A program read the notes and is wrong in some of them. Small numbers move by chance.",
)


@dataclass(frozen=True)
class Number:
    """A number with its name and its interval, or why there is none."""

    label: str
    value: str
    said: str


@dataclass(frozen=True)
class Sheet:
    """What stands on one page. `rows` of frames are given to the functions below, which make their parts."""

    name: str
    shown: str
    finding: Sequence[str]
    numbers: Sequence[Number]
    obstacles: Sequence[dict[str, Any]]
    more_obstacles: str = ""
    answers: Sequence[dict[str, Any]] = ()
    shortfalls: Sequence[dict[str, Any]] = ()
    names: Sequence[dict[str, Any]] = ()
    more_names: str = ""
    weeks: dict[str, Any] | None = None
    is_team: bool = True
    is_sample: bool = False


def team(sheet: Sheet) -> bytes:
    """The brief of one team, as HTML."""
    return _html([sheet], f"Heard: {sheet.name}")


def teams(sheets: Sequence[Sheet]) -> bytes:
    """Briefs of several teams in one file, a page each."""
    return _html(sheets, "Heard: all teams, a page each")


def person(sheet: Sheet) -> bytes:
    """The brief of one rep, as HTML."""
    return _html([sheet], f"Heard: {sheet.name}")


def answers(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Bars of the answers that were given, and of those without a note. `rows`: answer, count_shortfalls."""
    most = max(1, rows["count_shortfalls"].max())
    return [
        {
            "label": words.ANSWERS[row.answer],
            "count": int(row.count_shortfalls),
            "width": 100 * row.count_shortfalls / most,
            "group": words.ANSWER_GROUPS.get(row.answer, "neither"),
        }
        for row in rows.itertuples()
        if row.count_shortfalls or row.answer in ("replaced", "no_note")
    ]


def shortfalls(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The latest shortfalls of a rep. `rows`: starts_on, ends_on, behind_by, answer."""
    return [
        {
            "when": words.period(row.starts_on.date(), row.ends_on.date()),
            "measures": words.measures(row.behind_by),
            "answer": words.ANSWERS[row.answer],
        }
        for row in rows.sort_values("starts_on", ascending=False).head(MOST_SHORTFALLS).itertuples()
    ]


def threads(rows: pd.DataFrame) -> tuple[list[dict[str, Any]], str]:
    """A rep's open obstacles, oldest first, and how many are left out. `rows` of `team_health__threads`."""
    shown = rows.head(MOST_OBSTACLES)
    return [
        {
            "label": OBSTACLE_TYPES[row.obstacle_type].label,
            "since": words.day(row.first_named_on),
            "age": words.counted(int(row.days_open), "day"),
            "named": _times(row.count_mentions),
            "words": _short(row.text),
        }
        for row in shown.itertuples()
    ], _left_out(len(rows) - len(shown), "open obstacle")


def types(rows: pd.DataFrame) -> tuple[list[dict[str, Any]], str]:
    """A team's open obstacles by type, those of most reps first, with the latest words of anybody, unnamed.

    `rows` of `team_health__threads`.
    """
    found = [_type(name, of_type) for name, of_type in rows.groupby("obstacle_type", sort=True)]
    found.sort(key=lambda row: -row["count_reps"])
    return found[:MOST_OBSTACLES], _left_out(len(found) - MOST_OBSTACLES, "other type", "other types")


def not_heard(rows: pd.DataFrame) -> tuple[list[dict[str, Any]], str]:
    """Reps by name with the weeks since a note heard them; many are only counted.

    `rows` of `team_health__not_heard`.
    """
    if rows.empty:
        return [], "No rep is present at the end of this period."
    if len(rows) > MOST_NAMES:
        weeks = rows["weeks_since_heard"]
        return [], (
            f"Of {len(rows)} reps, {weeks.lt(6).sum()} were heard in the last six weeks, {weeks.ge(6).sum()} "
            f"before that, and {weeks.isna().sum()} in no note. Their names are on Team health."
        )
    return [{"rep": row.rep, "gap": _gap(row.weeks_since_heard)} for row in rows.itertuples()], (
        "By name. A gap says something about the notes, and nothing about the rep."
    )


def weeks(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Bars, line and marks of a rep's weeks. `rows` of `team_health__rep`; None where there is no week."""
    if rows.empty:
        return None
    step, bottom, tall = 600 / len(rows), 90, 62
    most = max(1.0, rows[["count_touches", "held_against"]].max(axis=None))
    bars, dots, held = [], [], []
    for place, row in enumerate(rows.itertuples()):
        height = 0.0 if pd.isna(row.count_touches) else round(tall * row.count_touches / most, 1)
        left = round(place * step, 1)
        middle = round(left + step / 2, 1)
        bars.append(
            {"x": left, "y": round(bottom - height, 1), "width": round(0.72 * step, 1), "height": height}
        )
        if row.count_notes:
            group = "understanding" if row.count_heard else "pressure" if row.count_replaced else "neither"
            dots.append({"x": round(left + 0.36 * step, 1), "y": 9, "group": group})
        if pd.notna(row.held_against):
            held.append(f"{middle},{bottom - tall * row.held_against / most:.1f}")
    period = words.period(rows["week"].iloc[0].date(), rows["week"].iloc[-1].date())
    return {
        "bars": bars,
        "dots": dots,
        "held": " ".join(held),
        "alt": (
            f"{words.counted(len(rows), 'week')}, {rows['count_touches'].mean():.0f} calls, e-mails and "
            "meetings a week; "
            f"{words.counted(int(rows['count_notes'].sum()), 'coaching note')}."
        ),
        "caption": (
            f"Calls, e-mails and meetings a week, {period}; dashed: target, or else the own twelve weeks "
            "before. Marks: a week with a note that heard (filled circle), that pressed or waved away "
            "(diamond), any other (ring)."
        ),
    }


def _type(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    latest = rows.sort_values(["last_named_on", "person_key"]).iloc[-1]
    return {
        "label": OBSTACLE_TYPES[name].label,
        "count_reps": int(rows["person_key"].nunique()),
        "since": words.day(rows["first_named_on"].min()),
        "age": words.counted(int(rows["days_open"].max()), "day"),
        "named": _times(rows["count_mentions"].sum()),
        "words": _short(latest["text"]),
    }


def _gap(weeks: float) -> str:
    if pd.isna(weeks):
        return "in no note"
    return "this past week" if weeks < 1 else f"{words.counted(int(weeks), 'week')} ago"


def _times(count: float) -> str:
    return "once" if count == 1 else f"{int(count)} times"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1].rstrip() + "…"


def _left_out(count: int, one: str, many: str | None = None) -> str:
    return f"And {words.counted(count, one, many)}." if count > 0 else ""


def _html(sheets: Sequence[Sheet], title: str) -> bytes:
    light, dark = (_variables(theme) for theme in ("light", "dark"))
    return (
        _template().render(sheets=sheets, title=title, limits=LIMITS, light=light, dark=dark).encode("utf-8")
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _variables(theme: str) -> str:
    """The theme's colours as CSS variables."""
    colours = palette(theme)
    named = {"paper": colours.paper, "text": colours.text, "rule": colours.rule, "kind": colours.kinds[2]}
    named |= dict(colours.line) | {"neither-ink": colours.ink["neither"]}
    return " ".join(f"--{name}: {colour};" for name, colour in named.items())
