"""Write the numbers of the sample organisation: activities.csv and targets.csv.

    python sample_data/generate.py [--seed 7] [--out DIR]

The words (people, memberships, notes, check-ins, events, call notes) are written by hand and lie beside this
file; only numbers are made here, from the stories in the tables below. The same seed gives the same bytes.
"""

import argparse
import csv
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path

HERE = Path(__file__).parent
FIRST_WEEK = date(2026, 7, 6)  # sixteen ISO weeks, to Sunday 2026-10-25
HOLIDAY_WEEK = date(2026, 8, 10)
MONTHS = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))
WORKING_DAYS = {7: 23, 8: 21, 9: 22, 10: 22}

HARBOUR = ("u101", "u102", "u103", "u104", "u105")  # dialer and CRM log the same calls; the dialer drops some
MEADOW = ("u106", "u107", "u108")  # calls stand in the dialer only, as do those of u109, who came from Meadow
RIDGE = ("u110", "u111", "u112")  # calls stand in the CRM only

# The number of calls in each of the sixteen weeks. To be seen: everybody's week 6 is the holiday week;
# u103 is under target in weeks 3 to 10; u110 goes up and down and is not behind; u111 is away in weeks
# 8 to 10; u112 leaves in week 11; the calls of Harbour rise towards the autumn.
CALLS = {
    "u101": [30, 29, 29, 30, 32, 13, 31, 33, 33, 34, 34, 35, 36, 37, 37, 38],
    "u102": [31, 30, 29, 31, 30, 12, 29, 31, 32, 33, 34, 34, 35, 34, 36, 35],
    "u103": [31, 27, 21, 21, 22, 9, 22, 21, 22, 22, 33, 34, 34, 34, 36, 35],
    "u104": [29, 28, 30, 29, 30, 13, 29, 29, 29, 29, 29, 29, 30, 31, 30, 30],
    "u105": [32, 31, 31, 31, 30, 14, 33, 32, 33, 33, 35, 36, 36, 38, 37, 38],
    "u106": [13, 12, 13, 14, 12, 5, 13, 12, 13, 13, 14, 13, 12, 13, 13, 12],
    "u107": [12, 13, 13, 12, 13, 6, 13, 12, 13, 12, 12, 13, 12, 13, 13, 12],
    "u108": [6, 8, 8, 9, 10, 4, 11, 11, 12, 12, 13, 12, 13, 13, 12, 13],
    "u109": [13, 14, 13, 13, 14, 6, 13, 14, 13, 14, 14, 15, 14, 15, 14, 15],
    "u110": [24, 6, 22, 7, 21, 9, 20, 8, 23, 6, 21, 9, 22, 7, 24, 8],
    "u111": [15, 14, 15, 14, 15, 6, 15, 0, 0, 0, 15, 14, 15, 14, 15, 15],
    "u112": [14, 14, 15, 14, 15, 6, 15, 14, 14, 15, 12, 0, 0, 0, 0, 0],
}
# What a full week holds besides calls.
EMAILS = dict.fromkeys(HARBOUR, 8) | dict.fromkeys((*MEADOW, "u109", *RIDGE), 6)
MEETINGS = dict.fromkeys(HARBOUR, 3) | dict.fromkeys((*MEADOW, "u109"), 5) | {"u110": 4, "u111": 3, "u112": 3}
# Targets, a working day. Only Meadow has one for meetings.
CALLS_A_DAY = dict.fromkeys(HARBOUR, 6.0) | dict.fromkeys(MEADOW, 2.4) | dict.fromkeys(("u109", *RIDGE), 2.7)
MEETINGS_A_DAY = {"u106": 0.85, "u107": 0.85, "u108": 0.85, "u109": 0.85}
MONTHS_WITH_TARGETS = {("u109", "meetings"): 2, ("u112", "calls"): 3}  # the others: all four

QUOTA = dict.fromkeys(HARBOUR, 45000) | {
    "u103": 48000,
    "u106": 70000,
    "u107": 72000,
    "u108": 35000,
    "u109": 68000,
    "u110": 60000,
    "u111": 60000,
    "u112": 58000,
}
QUOTA_THAT_MONTH = {("u111", 9): 30000}  # halved because of the leave
FIRST_QUOTA = {"u105": date(2026, 1, 1), "u108": date(2026, 7, 1)}  # the others: July 2025
# Booked so far, in per cent of the month's quota, on each Sunday of the month and on its last day
# (October ends with its last Sunday in the sample). Usual on those days, by the deals of the year before:
#   July 7 24 48 77 100 | August 2 16 37 64 95 100 | September 9 29 54 85 100 | October 5 21 44 72
BOOKED = {
    "u101": "10 30 34 52 74 | 0 22 44 74 104 106 | 15 36 66 95 101 | 10 10 25 40",
    "u102": "8 28 53 86 102 | 6 10 14 30 60 68 | 16 38 64 97 104 | 10 28 52 80",
    "u103": "10 32 60 92 108 | 6 22 45 74 104 106 | 15 36 66 97 103 | 10 14 24 38",
    "u104": "12 38 70 104 118 | 8 27 58 95 122 124 | 17 44 80 112 121 | 12 34 66 98",
    "u105": "9 30 33 50 70 | 0 22 46 74 103 105 | 15 18 34 60 99 | 10 27 50 78",
    "u106": "9 30 57 88 103 | 6 9 22 42 64 102 | 15 40 68 98 107 | 10 27 52 80",
    "u107": "8 28 55 85 100 | 6 22 44 73 102 103 | 14 35 38 55 78 | 1 27 50 78",
    "u108": "7 26 52 80 98 | 5 20 43 72 101 102 | 14 34 62 94 101 | 10 14 29 77",
    "u109": "8 28 33 53 79 | 0 22 44 73 104 105 | 15 36 38 58 72 | 1 27 52 80",
    "u110": "8 31 55 87 104 | 6 22 43 73 103 104 | 15 36 66 98 109 | 10 28 50 79",
    "u111": "8 27 32 52 75 | 0 22 45 74 105 107 | 15 35 64 95 104 | 10 13 27 78",
    "u112": "8 26 31 51 74 | 0 22 49 70 71 73 | 3 12 24",
}

CALL_OUTCOMES = ["connected"] * 11 + ["no answer"] * 6 + ["voicemail"] * 3
CALL_SECONDS = {"connected": (90, 900), "no answer": (5, 30), "voicemail": (20, 60), "dropped": (8, 75)}
SUBJECTS = ("Offer", "Dates for a meeting", "Your question", "Papers", "Summary of today")
ACTIVITY_COLUMNS = [
    *("activity_id", "person_id", "occurred_at", "kind", "direction", "outcome", "duration_seconds"),
    *("account", "contact", "subject", "body", "source"),
]
TARGET_COLUMNS = [
    *("person_id", "period_start", "period_end", "measure", "target", "actual", "currency", "as_of"),
]


def last_day(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def reading_days(month: date) -> list[date]:
    """Return the Sundays of the month and its last day, in order."""
    days = [month + timedelta(days=n) for n in range(last_day(month).day)]
    return [day for day in days if day.weekday() == 6 or day == days[-1]]


def closed_month(rng: random.Random, month: date, quota: int) -> list[tuple[date, int]]:
    """Return readings (day, booked so far) of a past month: nine to twelve deals, most of them late."""
    days, count = last_day(month).day, rng.randint(9, 12)
    shares_of_month = [((n + rng.random()) / count) ** (1 / 1.5) for n in range(count)]
    deals = [(1 + int(days * share), rng.lognormvariate(0, 0.5)) for share in shares_of_month]
    euros = quota * min(1.4, max(0.6, rng.gauss(1.0, 0.15))) / sum(size for _, size in deals)
    booked = {day: sum(size for at, size in deals if at <= day.day) for day in reading_days(month)}
    return [(day, 10 * round(size * euros / 10)) for day, size in booked.items()]


def told_month(rng: random.Random, month: date, quota: int, percents: str) -> list[tuple[date, int]]:
    """Return readings (day, booked so far) of a month of the story, with a few odd euros."""
    odd = 10 * rng.randrange(1, 30)
    booked = [int(percent) * quota // 100 + (odd if percent != "0" else 0) for percent in percents.split()]
    return list(zip(reading_days(month), booked, strict=False))


def quota_rows(rng: random.Random) -> list[list]:
    """Return quota by rep and month with its weekly readings, twelve closed months first."""
    rows = []
    for person, usual in QUOTA.items():
        month = FIRST_QUOTA.get(person, date(2025, 7, 1))
        readings = {}
        while month < MONTHS[0]:
            readings[month] = usual, closed_month(rng, month, usual)
            month = last_day(month) + timedelta(days=1)
        for month, percents in zip(MONTHS, BOOKED[person].split("|"), strict=False):
            quota = QUOTA_THAT_MONTH.get((person, month.month), usual)
            readings[month] = quota, told_month(rng, month, quota, percents)
        for month, (quota, booked) in readings.items():
            rows += [
                [person, month, last_day(month), "quota", quota, euros, "EUR", day] for day, euros in booked
            ]
    return rows


def activity_target_rows() -> list[list]:
    """Return the monthly targets for calls and meetings; what was reached is counted from the activities."""
    return [
        [person, month, last_day(month), measure, round(a_day * WORKING_DAYS[month.month]), "", "", ""]
        for measure, by_person in (("calls", CALLS_A_DAY), ("meetings", MEETINGS_A_DAY))
        for person, a_day in by_person.items()
        for month in MONTHS[: MONTHS_WITH_TARGETS.get((person, measure), 4)]
    ]


def activity_rows(rng: random.Random, accounts: list[dict], call_notes: list[dict]) -> list[list]:
    """Return what each rep did in each week, the hand-written call notes among it, in order of time."""
    rows = []
    for person, weeks in CALLS.items():
        own_accounts = [row for row in accounts if row["person_id"] == person]
        own_notes = [note for note in call_notes if note["person_id"] == person]
        for number in range(len(weeks)):
            monday = FIRST_WEEK + timedelta(weeks=number)
            kinds = kinds_of_week(rng, person, number)
            done = [one(rng, person, own_accounts, kind, monday) for kind in kinds]
            for note in own_notes:
                if monday <= date.fromisoformat(note["occurred_on"]) < monday + timedelta(weeks=1):
                    write_into(rng, done, note)
            rows += done
    rows += [entry for row in rows if (entry := logged_again(rng, row))]
    rows.sort(key=lambda row: (row["occurred_at"], row["person_id"], row["kind"], row["source"]))
    for number, row in enumerate(rows, start=1):
        row["activity_id"] = f"a{number:05d}"
    return [[row[column] for column in ACTIVITY_COLUMNS] for row in rows]


def kinds_of_week(rng: random.Random, person: str, number: int) -> list[str]:
    """Return the kind of each activity of a rep's week; calls exactly as many as the table says."""
    calls = CALLS[person][number]
    if calls == 0:
        return []
    part = 0.45 if FIRST_WEEK + timedelta(weeks=number) == HOLIDAY_WEEK else 1.0
    emails = round((EMAILS[person] + rng.choice((-1, 0, 0, 1))) * part)
    meetings = round((MEETINGS[person] + rng.choice((0, 0, 0, 1))) * part)
    return ["call"] * calls + ["email"] * emails + ["meeting"] * meetings


def one(rng: random.Random, person: str, accounts: list[dict], kind: str, monday: date) -> dict:
    """Return one activity in the working hours of that week, more often with the accounts named first."""
    account = rng.choices(accounts, weights=range(len(accounts) + 3, 3, -1))[0]
    minute = rng.randrange(0, 9 * 60, 30) if kind == "meeting" else rng.randrange(9 * 60)
    at = datetime.combine(monday, time(8, 30)) + timedelta(days=rng.randrange(5), minutes=minute)
    row = {"person_id": person, "occurred_at": at, "kind": kind, "body": "", "source": "crm"}
    row |= {"account": account["account"], "contact": account["contact"]}
    if kind == "email":
        is_sent = rng.random() < 0.7
        direction, outcome = ("outbound", "sent") if is_sent else ("inbound", "received")
        return row | {
            "direction": direction,
            "outcome": outcome,
            "duration_seconds": "",
            "subject": rng.choice(SUBJECTS),
        }
    row |= {"direction": "outbound", "subject": f"{kind.title()} {row['account']}"}
    if kind == "meeting":
        outcome = rng.choices(("held", "no show"), weights=(9, 1))[0]
        return row | {"outcome": outcome, "duration_seconds": rng.choice((1800, 2700, 3600))}
    is_dropped = person in HARBOUR and rng.random() < 0.12
    row["outcome"] = "dropped" if is_dropped else rng.choice(CALL_OUTCOMES)
    row["duration_seconds"] = rng.randint(*CALL_SECONDS[row["outcome"]])
    row["occurred_at"] += timedelta(seconds=rng.randrange(60))
    row["source"] = "crm" if person in RIDGE else "dialer"
    if not is_dropped and rng.random() < 0.1:
        row["direction"] = "inbound"
    return row


def write_into(rng: random.Random, done: list[dict], note: dict) -> None:
    """Put a hand-written note into the first activity of its kind that has none, on the note's own day."""
    row = next(row for row in done if row["kind"] == note["kind"] and not row["body"])
    row["occurred_at"] = datetime.combine(date.fromisoformat(note["occurred_on"]), row["occurred_at"].time())
    row |= {column: note[column] for column in ("account", "contact", "body")}
    row |= {"direction": "outbound", "subject": f"{note['kind'].title()} {note['account']}"}
    row["outcome"] = "held" if note["kind"] == "meeting" else "connected"
    if note["kind"] == "call":
        row["duration_seconds"] = rng.randint(*CALL_SECONDS["connected"])


def logged_again(rng: random.Random, row: dict) -> dict | None:
    """Return the CRM's entry of a Harbour call, for about seven in ten of them; it knows no dropped calls."""
    if row["person_id"] not in HARBOUR or row["kind"] != "call" or rng.random() > 0.7:
        return None
    entry = row | {"source": "crm", "body": "", "duration_seconds": 60 * (row["duration_seconds"] // 60)}
    entry["occurred_at"] += timedelta(seconds=rng.randint(20, 180))
    entry["outcome"] = "no answer" if row["outcome"] == "dropped" else row["outcome"]
    return entry


def read(path: Path) -> list[dict]:
    """Return the rows of a hand-written CSV file as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: list[str], rows: list[list]) -> None:
    """Write a canonical CSV file: UTF-8, LF, one header row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main() -> None:
    """Read the hand-written accounts and call notes and write the two generated files."""
    shape = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, default=HERE)
    chosen = options.parse_args()
    accounts, call_notes = read(HERE / "written/accounts.csv"), read(HERE / "written/call_notes.csv")
    chosen.out.mkdir(parents=True, exist_ok=True)
    targets = quota_rows(random.Random(chosen.seed)) + activity_target_rows()
    write(chosen.out / "targets.csv", TARGET_COLUMNS, targets)
    activities = activity_rows(random.Random(chosen.seed + 1), accounts, call_notes)
    write(chosen.out / "activities.csv", ACTIVITY_COLUMNS, activities)


if __name__ == "__main__":
    main()
