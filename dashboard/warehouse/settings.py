"""Settings of a workspace: a name, a default, a sentence. Thresholds are settings and live nowhere else."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from zoneinfo import available_timezones


@dataclass(frozen=True)
class Setting:
    """One setting; `default` gives its type (text or number), `least` and `most` bound a number."""

    name: str
    default: str | float
    sentence: str
    least: float = 0
    most: float = 1000

    def checked(self, value: str) -> str:
        """The value if the setting can have it; ValueError in a sentence if not."""
        if isinstance(self.default, str):
            if self.name == "zone" and value not in available_timezones():
                raise ValueError(
                    f"{value!r} is no IANA time zone; one is Europe/Berlin, another America/New_York."
                )
            if self.name == "currency" and not re.fullmatch("[A-Z]{3}", value):
                raise ValueError(f"{value!r} is no currency code of three letters, such as EUR or USD.")
            return value
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not self.least <= number <= self.most or (isinstance(self.default, int) and number % 1):
            whole = "whole " if isinstance(self.default, int) else ""
            raise ValueError(
                f"{self.name} is a {whole}number from {self.least:g} to {self.most:g}, such as "
                f"{self.default}; {value!r} is none."
            )
        return f"{number:g}"


SETTINGS = (
    Setting(
        "zone",
        "UTC",
        "IANA time zone of the workspace: zoned times are converted to it, bare times are in it.",
    ),
    Setting(
        "fiscal_year_start_month",
        1,
        "Month in which the fiscal year starts (1 to 12); quarters are counted from it.",
        least=1,
        most=12,
    ),
    Setting("currency", "EUR", "Currency of quota figures that do not name their own."),
    Setting(
        "rep_titles", "", "Titles, separated by |, whose bearers are reps even while they lead somebody."
    ),
    Setting("behind_pace_below", 0.90, "A rep is behind by attainment under this share of pace."),
    Setting(
        "pace_periods", 4, "Closed periods of a length that it takes to know the organisation's own pace."
    ),
    Setting("on_target_from", 1.00, "A rep is on target from this share of pace."),
    Setting(
        "behind_activity_below", 0.80, "A rep is behind by activity under this share of target or own level."
    ),
    Setting("recent_weeks_needed", 2, "Usable weeks among the last four that it takes to speak of activity."),
    Setting(
        "level_weeks_needed",
        6,
        "Usable weeks among the twelve before that it takes to know a rep's own level.",
    ),
    Setting(
        "holiday_below",
        0.60,
        "A week is a holiday week when the organisation's median is under this share of usual.",
    ),
    Setting("ramp_days", 90, "Days after a rep's start that count as ramp."),
    Setting("known_days", 42, "Days for which an obstacle that somebody named counts as known."),
    Setting(
        "answer_days", 14, "Days after the end of a shortfall in which a note still counts as its answer."
    ),
    Setting(
        "bad_period_below",
        0.80,
        "A closed period under this share of target is a bad period on What followed.",
    ),
    Setting(
        "followed_within",
        0.50,
        "Share of the next period within which the first note counts as the answer to a bad one.",
        least=0.01,
        most=1,
    ),
    Setting("repair_days", 21, "Days in which a note that hears repairs one that replaced understanding."),
    Setting(
        "thread_days",
        60,
        "Days without a mention after which an obstacle is quiet and a new mention a new thread.",
    ),
    Setting("shared_reps", 3, "Reps of a team who name an obstacle of one type before it counts as shared."),
    Setting(
        "shared_chance",
        0.05,
        "An obstacle is shared when chance gives so many reps of a team in at most this share of cases.",
        most=1,
    ),
    Setting("touch_days", 90, "Days back from now in which touches of an account are counted as recent."),
    Setting("many_touches", 20, "Recent touches from which an account counts as touched often."),
    Setting(
        "alike_names", 0.88, "Names from this likeness on (Jaro-Winkler) are offered as one person.", most=1
    ),
    Setting("rate_notes", 10, "Notes that a rate needs."),
    Setting("rate_reps", 5, "Different reps that a rate needs its notes to be about."),
)
