"""Quota and what was booked on it, read week by week, and targets for activity."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

# By this share of a month this share of what it ends with is booked: most deals come late.
LATE = 1.5
# A reading of the first days says nothing yet.
FIRST_READING_DAY = 6
BEHIND_PACE = (0.58, 0.80)


def months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from that of `first` to that of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = last_day(month) + timedelta(days=1)


def last_day(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def working_days(month: date) -> int:
    """Return how many days of the month are Monday to Friday."""
    return sum((month + timedelta(days=n)).weekday() < 5 for n in range(last_day(month).day))


def reading_days(month: date, until: date) -> list[date]:
    """Return the Sundays of the month and its last day up to `until`, without the first days."""
    days = [month + timedelta(days=n) for n in range(FIRST_READING_DAY - 1, last_day(month).day)]
    return [day for day in days if (day.weekday() == 6 or day == last_day(month)) and day <= until]


@cache
def pace(day: int, days: int) -> float:
    """Return the share of a month's bookings by that day as weekly readings show it, with lines between them.

    Readings of other months fall on other days, so it is the mean over the seven ways that Sundays can lie.
    """
    shares = []
    for sunday in range(FIRST_READING_DAY, FIRST_READING_DAY + 7):
        read_on = [0, *(n for n in range(sunday, days, 7)), days]
        after = next(n for n in range(1, len(read_on)) if read_on[n] >= day)
        low, high = read_on[after - 1], read_on[after]
        booked = [(n / days) ** LATE for n in (low, high)]
        shares.append(booked[0] + (booked[1] - booked[0]) * (day - low) / (high - low))
    return sum(shares) / len(shares)


def past_month(rng: random.Random, month: date, quota: int) -> list[tuple[date, int]]:
    """Return readings (day, booked so far) of a past month: nine to twelve deals, most of them late."""
    end, count = last_day(month), rng.randint(9, 12)
    deals = [
        (1 + int(end.day * ((n + rng.random()) / count) ** (1 / LATE)), rng.lognormvariate(0, 0.5))
        for n in range(count)
    ]
    euros = quota * min(1.4, max(0.6, rng.gauss(1.0, 0.15))) / sum(size for _, size in deals)
    return [
        (day, 10 * round(sum(size for at, size in deals if at <= day.day) * euros / 10))
        for day in reading_days(month, end)
    ]


def told_month(
    rng: random.Random, month: date, quota: int, until: date, ordinary: tuple[float, float], is_behind
) -> list[tuple[date, int]]:
    """Return readings (day, booked so far) of a month; `is_behind(day)` says where it falls short."""
    readings, booked = [], 0
    for day in reading_days(month, until):
        to_pace = rng.uniform(*(BEHIND_PACE if is_behind(day) else ordinary))
        booked = max(booked, 10 * round(quota * pace(day.day, last_day(month).day) * to_pace / 10))
        readings.append((day, booked))
    return readings


def quota_row(person: str, month: date, quota: int, booked: int, day: date) -> list:
    """Return a row of targets.csv: what stood on that day against the quota of the month."""
    return [person, month, last_day(month), "quota", quota, booked, "EUR", day]
