"""Words for what marts name: answers, repairs, measures, dates; the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from dashboard.reader.codebook import OBSTACLE_TYPES

ANSWERS = {
    "heard_and_acted": "Heard and acted",
    "heard": "Heard",
    "mixed": "Pressed, and heard too",
    "asked": "Asked, no answer taken up",
    "replaced": "Do more, or waved away",
    "perhaps_replaced": "Perhaps do more",
    "care_only": "Care only",
    "score_only": "Only numbers",
    "silent": "Silent",
    "not_read": "Not read yet",
    "no_note": "No note at all",
}
"""Answers to a shortfall in their order: the first that any of its notes has counts."""

ANSWER_GROUPS = {
    "heard_and_acted": "care",
    "heard": "understanding",
    "mixed": "understanding",
    "asked": "understanding",
    "replaced": "pressure",
    "care_only": "care",
}
"""Group whose colour an answer takes; every other answer is neither."""

REPAIRS = {"repaired": "Heard later", "not repaired": "Not heard since", "too early": "Too early to say"}

MEASURES = {"attainment": "attainment", "calls": "calls", "emails": "e-mails", "meetings": "meetings"}


def day(on: date) -> str:
    """ "23 Oct 2026"."""
    return f"{on.day} {on:%b %Y}"


def month(on: date) -> str:
    """ "October 2026"."""
    return f"{on:%B %Y}"


def weekday(on: date) -> str:
    """ "Fri 23 Oct 2026"."""
    return f"{on:%a} {day(on)}"


def period(from_on: date | None, to_on: date | None) -> str:
    """ "1 Jul to 30 Sep 2026"; an open end says so."""
    if from_on and to_on:
        first = day(from_on) if from_on.year != to_on.year else f"{from_on.day} {from_on:%b}"
        return f"{first} to {day(to_on)}"
    if from_on:
        return f"from {day(from_on)}"
    return f"up to {day(to_on)}" if to_on else "all dates"


def counted(count: int, one: str, many: str | None = None) -> str:
    """ "1 note", "2 notes"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def first_of(shown: int, found: int, one: str) -> str:
    """ "3 notes", "The first 1000 of 2042 notes"."""
    return counted(found, one) if shown == found else f"The first {shown} of {counted(found, one)}"


def time_left(done_at_first: float, done: float, seconds: float) -> str:
    """ "; about 2 minutes left", from how far it came in how many seconds; empty while that says little."""
    if seconds < 2 or done <= done_at_first or done >= 1:
        return ""
    left = seconds * (1 - done) / (done - done_at_first)
    return (
        f"; about {counted(round(left / 60), 'minute')} left"
        if left >= 90
        else "; about a minute left or less"
    )


def listed(words: Collection[str]) -> str:
    """ "calls", "calls and e-mails", "calls, e-mails and meetings"."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def percent(share: float) -> str:
    """ "39 %"."""
    return f"{100 * share:.0f} %"


def or_else(cell: object, otherwise: str) -> str:
    """The text of a cell, or other words where it is empty: pandas has NaN there, which is no false value."""
    return cell if isinstance(cell, str) else otherwise


def measures(names: Collection[str]) -> str:
    """What a rep is behind by, as a list in words."""
    return listed([MEASURES[name] for name in names])


def obstacle_types(names: Collection[str]) -> str:
    """Labels of obstacle types, as a list in words."""
    return listed([OBSTACLE_TYPES[name].label.lower() for name in names])


def plain(text: str) -> str:
    """Text from a file for a place that reads Markdown (a title, a static table): no mark of it works.

    A word joiner keeps an address from becoming a link, which no escape does.
    """
    unlinked = re.sub(
        r"(?i)(https?|ftp|mailto|xmpp|www|@)", lambda found: found[0][:1] + "\u2060" + found[0][1:], text
    )
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~^$:=&@/])", r"\\\1", unlinked)
