"""What stands on a brief: the rows of page queries made into its sheets. `ask` runs a page query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.metrics import METRICS
from dashboard.parts import brief, cards, contrast, findings, words
from dashboard.parts.brief import Number, Sheet
from dashboard.parts.filters import Filter

Ask = Callable[..., pd.DataFrame]
WEEKS_SHOWN = 26


def team_sheet(ask: Ask, chosen: Filter, *, is_sample: bool) -> Sheet:
    """The sheet of what a filter chooses: one team, or all of them together."""
    params = chosen.params()
    facts = ask("filter__workspace").iloc[0]
    shortfalls = ask("team_health__shortfalls", **params)
    cells = ask("team_health__understanding", **params)
    coverage = ask("team_health__coverage", **params).iloc[0]
    replaced = findings.replaced_share(shortfalls, facts)
    heard = contrast.heard(cells, facts)
    pressed = contrast.notes_share(cells, facts, "count_pressed", "count_on_target")
    obstacles, more = brief.types(ask("team_health__threads", **params))
    names, more_names = brief.not_heard(ask("team_health__not_heard", **chosen.as_of_end()))
    return Sheet(
        name=f"{chosen.team} team" if chosen.team else "All teams",
        shown=chosen.in_words(),
        finding=[findings.team_health(shortfalls, coverage, replaced), *findings.not_coded(coverage)],
        numbers=[
            _number("share_shortfalls_replaced", replaced, "shortfalls"),
            _number("share_heard", heard, "notes"),
            _number("pressed_on_target", pressed, "notes on target"),
        ],
        answers=brief.answers(ask("team_health__answers", **params)) if len(shortfalls) else (),
        obstacles=obstacles,
        more_obstacles=more,
        names=names,
        more_names=more_names,
        is_sample=is_sample,
    )


def every_team(ask: Ask, chosen: Filter, *, is_sample: bool) -> list[Sheet]:
    """A sheet for each team with activity or notes in the period, by name."""
    found = ask("team_health__contrast", **chosen.params())
    names = found.loc[found["is_team"], "team"]
    return [team_sheet(ask, replace(chosen, team=name), is_sample=is_sample) for name in names]


def person_sheet(ask: Ask, person_key: str, chosen: Filter, *, is_sample: bool) -> Sheet:
    """The sheet of one rep in the period of the filter; LookupError where nobody has this key."""
    period = {"from_on": chosen.from_on, "to_on": chosen.to_on}
    weeks = ask("team_health__rep", person=person_key, **period)
    if weeks.empty:
        raise LookupError("No week of this rep is known in this period: widen it.")
    shortfalls = ask("team_health__shortfalls", **period)
    shortfalls = shortfalls[shortfalls["person_key"].eq(person_key)]
    gaps = ask("team_health__not_heard", to_on=chosen.to_on)
    gap = gaps[gaps["person_key"].eq(person_key)]
    obstacles, more = brief.threads(ask("team_health__threads", person=person_key, **period))
    counts = weeks[["count_notes", "count_heard", "count_replaced"]].sum().astype(int)
    team = words.or_else(weeks["team"].iloc[-1], "No")
    when = words.period(chosen.from_on, chosen.to_on)
    return Sheet(
        name=weeks["rep"].iloc[-1],
        shown=f"{team} team, {when}, as of {words.weekday(chosen.now_on)}",
        finding=[findings.rep(shortfalls, counts, gap)],
        numbers=[
            Number("Coaching notes", str(counts["count_notes"]), "about the rep"),
            Number(
                METRICS["share_heard"].label, f"{counts['count_heard']} of {counts['count_notes']}", "notes"
            ),
            Number(
                METRICS["share_replaced"].label,
                f"{counts['count_replaced']} of {counts['count_notes']}",
                "notes",
            ),
        ],
        shortfalls=brief.shortfalls(shortfalls),
        obstacles=obstacles,
        more_obstacles=more,
        weeks=brief.weeks(weeks.tail(WEEKS_SHOWN)),
        is_team=False,
        is_sample=is_sample,
    )


def _number(name: str, found: Any, of: str) -> Number:
    return Number(METRICS[name].label, f"{found.hits} of {found.of}", f"{of}; {cards.interval(found)}")
