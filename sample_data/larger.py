"""An organisation as large as wanted, made row by row; its texts are those of `truth/`, again and again."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

import bookings
import names
from texts import written

USUAL = {"reps": 200, "weeks": 52, "activities": 200_000, "notes": 10_000}
NOW = date(2026, 10, 25)
REPS_A_TEAM = 8
NOTES_A_PEER_NOTE = 15
NOTES_A_CHECK_IN = 1.5
SHARE_WITH_WORDS = 0.1
SHARE_BEHIND = 0.15  # of rep-months
PAST_MONTHS = 6
KINDS = (("call", 14), ("email", 4), ("meeting", 2))
CALLS = (
    ("connected", 240),
    ("connected", 410),
    ("no answer", 15),
    ("no answer", 9),
    ("voicemail", 35),
    ("dropped", 20),
)
EMAILS, MEETINGS = (("sent", ""), ("received", "")), (("held", 1800), ("held", 2700), ("no show", 1800))
DETAILS = {"call": CALLS, "email": EMAILS, "meeting": MEETINGS}


def tables(
    seed: int, reps: int, weeks: int, activities: int, notes: int
) -> Iterator[tuple[str, Iterable[list]]]:
    """Yield (name, rows) of each of the eight files, the rows made one after the other."""
    ids = [f"r{number:06d}" for number in range(1, reps + 1)]
    first = NOW - timedelta(days=7 * weeks - 1)
    yield "people", people(ids)
    yield "memberships", memberships(ids)
    yield "events", events(random.Random(seed), ids, first, weeks)
    yield "targets", targets(random.Random(seed + 1), ids, first)
    yield "activities", touched(random.Random(seed + 2), ids, first, weeks, activities)
    yield "coaching_notes", coaching_notes(random.Random(seed + 3), ids, first, weeks, notes)
    yield "peer_notes", peer_notes(random.Random(seed + 4), ids, first, weeks, notes // NOTES_A_PEER_NOTE)
    yield "check_ins", check_ins(random.Random(seed + 5), ids, first, weeks, round(notes / NOTES_A_CHECK_IN))


def team(number: int) -> tuple[str, str]:
    """Return the name of the team of rep 0, 1, ... and the id of its leader."""
    number = number // REPS_A_TEAM
    return f"{names.PLACES[number % len(names.PLACES)]} {number // len(names.PLACES) + 1}", f"l{number:05d}"


def person_name(number: int) -> str:
    """Return a name; the number keeps it apart from others."""
    first, last = (
        names.FIRST[number % len(names.FIRST)],
        names.LAST[number // len(names.FIRST) % len(names.LAST)],
    )
    return f"{first} {last} {number // (len(names.FIRST) * len(names.LAST)) + 1}"


def leader_ids(ids: list[str]) -> list[str]:
    """Return the id of each team's leader."""
    return list(dict.fromkeys(team(number)[1] for number in range(len(ids))))


def people(ids: list[str]) -> Iterator[list]:
    """Yield reps, their leaders and the head of sales."""
    for number, person in enumerate([*ids, *leader_ids(ids), "h1"]):
        title = "Representative" if person[0] == "r" else "Team Lead" if person[0] == "l" else "VP Sales"
        yield [
            person,
            person_name(number),
            f"{person}@larger.example",
            title,
            title,
            "2020-01-06",
            "",
            "true",
        ]


def memberships(ids: list[str]) -> Iterator[list]:
    """Yield one stretch of time a person."""
    for number, person in enumerate(ids):
        yield [person, *team(number), "Representative", "", "2020-01-06", ""]
    for leader in leader_ids(ids):
        yield [leader, "Sales leadership", "h1", "Team Lead", "", "2020-01-06", ""]


def events(rng: random.Random, ids: list[str], first: date, weeks: int) -> Iterator[list]:
    """Yield two weeks of leave for each rep."""
    for person in ids:
        starts_on = first + timedelta(weeks=rng.randrange(weeks))
        yield [person, starts_on, starts_on + timedelta(days=13), "leave", "Two weeks of leave"]


def targets(rng: random.Random, ids: list[str], first: date) -> Iterator[list]:
    """Yield quota and its weekly readings by rep and month, some months before the first week among them."""
    begins = first - timedelta(days=31 * PAST_MONTHS)
    for person in ids:
        quota = rng.randrange(30, 90) * 1000
        for month in bookings.months(begins, NOW):
            is_short = rng.random() < SHARE_BEHIND
            if bookings.last_day(month) < first:
                readings = bookings.past_month(rng, month, quota)
            else:
                readings = bookings.told_month(
                    rng, month, quota, NOW, (0.95, 1.2), lambda _, short=is_short: short
                )
            yield from (bookings.quota_row(person, month, quota, booked, day) for day, booked in readings)


def touched(rng: random.Random, ids: list[str], first: date, weeks: int, count: int) -> Iterator[list]:
    """Yield `count` activities, rep by rep and week by week; one in ten has words."""
    words = {kind: cycle([n for n in written("activity_notes") if n["kind"] == kind]) for kind, _ in KINDS}
    kinds, weights = zip(*KINDS, strict=True)
    accounts = list(names.accounts(rng))
    days = [(first + timedelta(days=n)).isoformat() for n in range(7 * weeks)]
    cells, made = len(ids) * weeks, 0
    for rep, person in enumerate(ids):
        for week in range(weeks):
            until = count * (rep * weeks + week + 1) // cells
            for kind in rng.choices(kinds, weights, k=until - made):
                made += 1
                outcome, seconds = rng.choice(DETAILS[kind])
                minute = 480 + int(rng.random() * 540)
                day = days[7 * week + int(rng.random() * 5)]
                at = f"{day} {minute // 60:02d}:{minute % 60:02d}:{made % 60:02d}"
                account, contact = accounts[(40 * rep + made % 40) % len(accounts)]
                is_inbound = outcome == "received"
                has_words = not is_inbound and rng.random() < SHARE_WITH_WORDS
                yield [
                    f"a{made}", person, at, kind, "inbound" if is_inbound else "outbound", outcome, seconds,
                    account, contact,
                    f"{kind} {account}", next(words[kind])["text"] if has_words else "", "crm",
                ]  # fmt: skip


def moment(rng: random.Random, first: date, weeks: int) -> datetime:
    """Return a time in the working hours of some weekday."""
    day = first + timedelta(days=7 * rng.randrange(weeks) + rng.randrange(5))
    return datetime.combine(day, time(9)) + timedelta(minutes=rng.randrange(540))


def coaching_notes(rng: random.Random, ids: list[str], first: date, weeks: int, count: int) -> Iterator[list]:
    """Yield notes of each leader about the reps of the team, in turn."""
    for number, note in zip(range(count), cycle(written("coaching_notes")), strict=False):
        rep = number % len(ids)
        at = moment(rng, first, weeks)
        yield [f"n{number}", team(rep)[1], ids[rep], at, note["session_kind"], note["text"], note["source"]]


def peer_notes(rng: random.Random, ids: list[str], first: date, weeks: int, count: int) -> Iterator[list]:
    """Yield notes of reps about other teams."""
    for number, note in zip(range(count), cycle(written("peer_notes")), strict=False):
        yield [
            f"p{number}",
            rng.choice(ids),
            note["other_team"],
            moment(rng, first, weeks),
            note["text"],
            "crm",
        ]


def check_ins(rng: random.Random, ids: list[str], first: date, weeks: int, count: int) -> Iterator[list]:
    """Yield the reps' own words, in turn."""
    for number, text in zip(range(count), cycle(written("check_ins")), strict=False):
        yield [f"c{number}", ids[number % len(ids)], moment(rng, first, weeks), text["text"], text["mood"]]
