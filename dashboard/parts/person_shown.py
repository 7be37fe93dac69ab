"""Everything that the page Person shows of one rep in a period, as frames."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import cached
from dashboard.parts import timeline
from dashboard.parts.filters import Filter

MOST_WEEKS = 53


@dataclass(frozen=True)
class Shown:
    """The frames of the queries `person__*` that a timeline shows, and its first and last day."""

    weeks: pd.DataFrame
    notes: pd.DataFrame
    check_ins: pd.DataFrame
    obstacles: pd.DataFrame
    mentions: pd.DataFrame
    events: pd.DataFrame
    shortfalls: pd.DataFrame
    from_on: pd.Timestamp
    to_on: pd.Timestamp

    @property
    def lanes(self) -> set[str]:
        """Lanes of marks: those that every timeline has, and others where there is something in them."""
        held = {timeline.lane(row) for row in self.notes.itertuples()}
        return held | {"Heard", "Asked", "Pressed", timeline.CHECK_INS}

    @property
    def types(self) -> list[str]:
        """Types of obstacles in the order in which they were first named."""
        return list(dict.fromkeys(self.obstacles["obstacle_type"]))

    @property
    def spans(self) -> dict[str, list[tuple[pd.Timestamp, pd.Timestamp, str]]]:
        """Lane of events -> (first day, last day, words) of each; lanes without any are left out."""
        found: dict[str, list] = {"Behind": [], "Leave": [], "Ramp": [], "Holiday": [], "Change": []}
        for row in self.shortfalls.itertuples():
            found["Behind"].append((row.starts_on, row.ends_on, timeline.shortfall_label(row)))
        for row in self.events[self.events["kind"].eq("leave")].itertuples():
            last = self.to_on if pd.isna(row.ends_on) else row.ends_on
            found["Leave"].append((row.starts_on, last, timeline.event_label(row)))
        for name, flag in (("Ramp", "is_ramp"), ("Holiday", "is_holiday")):
            found[name] += [(*run, f"{name} weeks, not compared") for run in timeline.runs(self.weeks, flag)]
        for row in self.events[~self.events["kind"].isin(timeline.AWAY)].itertuples():
            last = self.to_on if pd.isna(row.ends_on) else row.ends_on
            found["Change"].append((row.starts_on, last, timeline.event_label(row)))
        return {name: held for name, held in found.items() if held}


def frames(person: str, chosen: Filter) -> Shown:
    """Everything that the page shows of a rep in the period."""
    since = {"person": person, "from_on": chosen.from_on, "to_on": chosen.to_on}
    names = ("weeks", "notes", "check_ins", "obstacles", "events", "shortfalls")
    found = {name: cached.rows(f"person__{name}", **since) for name in names}
    mentions = cached.rows("person__mentions", person=person, to_on=chosen.to_on)
    to_on = pd.Timestamp(min(chosen.to_on or chosen.now_on, chosen.now_on))
    firsts = [
        found[name][column].min()
        for name, column in (("weeks", "week"), ("notes", "written_on"), ("check_ins", "written_on"))
    ]
    first = min((day for day in firsts if pd.notna(day)), default=to_on - pd.Timedelta(weeks=4))
    return Shown(**found, mentions=mentions, from_on=min(first, to_on), to_on=to_on)


def latest(shown: Shown) -> Shown:
    """The same without what lies more than a year back: a longer axis shows no week any more."""
    first = max(shown.from_on, shown.to_on - pd.Timedelta(weeks=MOST_WEEKS))
    return Shown(
        weeks=shown.weeks[shown.weeks["week"].ge(first)],
        notes=shown.notes[shown.notes["written_on"].ge(first)],
        check_ins=shown.check_ins[shown.check_ins["written_on"].ge(first)],
        obstacles=shown.obstacles[shown.obstacles["ends_on"].ge(first)],
        mentions=shown.mentions[shown.mentions["mentioned_on"].ge(first)],
        events=shown.events[shown.events["ends_on"].isna() | shown.events["ends_on"].ge(first)],
        shortfalls=shown.shortfalls[shown.shortfalls["ends_on"].ge(first)],
        from_on=first,
        to_on=shown.to_on,
    )
