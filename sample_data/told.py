"""The organisation that README.md tells of: texts from `truth/`, numbers from `organisation.py`."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

import bookings
import names
import organisation as org
import touches
from texts import written

NOW = date(2026, 10, 23)
HOLIDAY_PART = 0.45  # of a usual week
QUOTA_SINCE = date(2025, 1, 1)
DAILY_CALLS = {
    "Harbour": 5.7,
    "Foundry": 2.8,
    "Lantern": 2.3,
    "Orchard": 3.1,
}  # targets; the others have none
DAILY_MEETINGS = {"Meadow": 0.9}
LOGGED_TWICE = ("Harbour", "Foundry", "Orchard")  # the dialer and the CRM log the same calls
DIALER_DROPS = 0.12  # of Harbour's calls, from week 5 on
ORDINARY = (1.01, 1.14)  # bookings to pace outside a shortfall
JUST_UNDER, FAR_OVER = (0.94, 0.99), (1.14, 1.24)
ACCOUNTS_A_REP = 45
CHASED = {
    "u134": ("Ostrel Cold Stores", 27, 40, 3)
}  # account, first and last week, touches a week besides those with words

TITLES = {
    "Harbour": ("Inside Sales Representative", "Inside sales"),
    "Orchard": ("New Business Representative", "New business"),
}
ACCOUNT_EXECUTIVE = ("Account Executive", "Account executive")


def tables(seed: int) -> Iterator[tuple[str, Iterable[list]]]:
    """Yield (name, rows) of each of the eight files."""
    yield "people", people()
    yield "memberships", memberships()
    yield "events", org.EVENTS
    yield "targets", targets(random.Random(seed))
    yield "activities", activities(random.Random(seed + 1))
    yield (
        "coaching_notes",
        (
            [
                n["id"],
                n["author_id"],
                n["about_person_id"],
                n["written_at"],
                n["session_kind"],
                n["text"],
                n["source"],
            ]
            for n in written("coaching_notes")
        ),
    )
    yield (
        "peer_notes",
        (
            [n["id"], n["author_id"], n["other_team"], n["written_at"], n["text"], "crm"]
            for n in written("peer_notes")
        ),
    )
    yield (
        "check_ins",
        ([c["id"], c["person_id"], c["written_at"], c["text"], c["mood"]] for c in written("check_ins")),
    )


def people() -> Iterator[list]:
    """Yield reps, team leaders and the head of sales."""
    for rep in org.REPS:
        title, role = TITLES.get(rep.team, ACCOUNT_EXECUTIVE)
        yield [
            rep.id,
            rep.name,
            email(rep.name),
            title,
            role,
            rep.started_on,
            rep.left_on,
            str(not rep.left_on).lower(),
        ]
    for leader in org.LEADERS:
        yield [
            leader.id,
            leader.name,
            email(leader.name),
            leader.title,
            "Team lead",
            leader.started_on,
            "",
            "true",
        ]
    yield [
        org.HEAD.id,
        org.HEAD.name,
        email(org.HEAD.name),
        org.HEAD.title,
        org.HEAD.title,
        org.HEAD.started_on,
        "",
        "true",
    ]


def email(name: str) -> str:
    """Return the address of somebody at Larkholm, at a domain that nobody can own."""
    return f"{name.lower().replace(' ', '.')}@larkholm.example"


def memberships() -> Iterator[list]:
    """Yield each rep's stretches of time in a team, then the leaders'."""
    leaders = {leader.team: leader for leader in org.LEADERS}
    moves = {person: (week, team) for person, week, team in org.MOVES}
    for rep in org.REPS:
        _, role = TITLES.get(rep.team, ACCOUNT_EXECUTIVE)
        stays = [(rep.team, rep.started_on, rep.left_on)]
        if rep.id in moves:
            week, team = moves[rep.id]
            moved_on = org.monday(week)
            stays = [(rep.team, rep.started_on, moved_on - timedelta(days=1)), (team, moved_on, rep.left_on)]
        for team, from_on, to_on in stays:
            yield [rep.id, team, leaders[team].id, role, leaders[team].segment, from_on, to_on]
    for leader in org.LEADERS:
        yield [leader.id, "Sales leadership", org.HEAD.id, "Team lead", "", leader.started_on, ""]
    yield [org.HEAD.id, "Sales leadership", "", org.HEAD.title, "", org.HEAD.started_on, ""]


def targets(rng: random.Random) -> Iterator[list]:
    """Yield quota with its readings for each rep and month, then the targets for activity."""
    for rep in org.REPS:
        started_on = date.fromisoformat(rep.started_on)
        until = date.fromisoformat(rep.left_on) if rep.left_on else NOW + timedelta(days=2)
        for month in bookings.months(max(QUOTA_SINCE, started_on), until):
            quota = org.QUOTA_THAT_MONTH.get((rep.id, month.month, month.year), rep.quota)
            if bookings.last_day(month) < org.FIRST_WEEK:
                readings = bookings.past_month(rng, month, quota)
            else:
                readings = bookings.told_month(
                    rng,
                    month,
                    quota,
                    until,
                    ordinary_pace(rep),
                    lambda day, rep=rep: org.is_behind(rep.id, day),
                )
            yield from (bookings.quota_row(rep.id, month, quota, booked, day) for day, booked in readings)
    for measure, daily in (("calls", DAILY_CALLS), ("meetings", DAILY_MEETINGS)):
        for rep in org.REPS:
            for month in bookings.months(max(org.FIRST_WEEK, date.fromisoformat(rep.started_on)), NOW):
                team = org.team_of(rep.id, month.replace(day=15))
                if team in daily and not (rep.left_on and month.isoformat() > rep.left_on):
                    target = round(daily[team] * bookings.working_days(month))
                    yield [rep.id, month, bookings.last_day(month), measure, target, "", "", ""]


def ordinary_pace(rep: org.Rep) -> tuple[float, float]:
    """Return between which shares of pace a rep books outside the shortfalls."""
    if rep.id == org.FAR_OVER_QUOTA:
        return FAR_OVER
    return JUST_UNDER if rep.team == "Harbour" else ORDINARY


def activities(rng: random.Random) -> list[list]:
    """Return everything logged, the hand-written notes among it, in order of time."""
    notes = defaultdict(list)
    for note in written("activity_notes"):
        notes[note["person_id"]].append(note)
    rows, cold = [], names.accounts(rng)
    for rep in org.REPS:
        rows += rep_activities(rng, rep, notes[rep.id], list(islice(cold, ACCOUNTS_A_REP)))
    rows.sort(key=lambda row: (row["occurred_at"], row["person_id"], row["kind"], row["source"]))
    columns = [
        "person_id",
        "occurred_at",
        "kind",
        "direction",
        "outcome",
        "duration_seconds",
        "account",
        "contact",
        "subject",
        "body",
        "source",
    ]
    return [
        [f"a{number:05d}", *(row[column] for column in columns)] for number, row in enumerate(rows, start=1)
    ]


def rep_activities(rng: random.Random, rep: org.Rep, notes: list[dict], cold: list[tuple]) -> list[dict]:
    """Return what one rep logged in all weeks; each account is touched in its turn."""
    weeks = [week for week in range(1, org.WEEKS + 1) if org.is_present(rep, week)]
    by_week = spread(rep, notes, weeks)
    turn, rows = 0, []
    for week in weeks:
        monday, team = org.monday(week), org.team_of(rep.id, org.monday(week))
        done = []
        for kind, count in counts(rng, rep, week):
            for _ in range(max(count, sum(note["kind"] == kind for note in by_week[week]))):
                done.append(touches.touch(rng, rep.id, kind, monday, cold[turn % len(cold)]))
                turn += 1
        for note in by_week[week]:
            row = next(row for row in done if row["kind"] == note["kind"] and not row["body"])
            touches.write_into(rng, row, note)
        chase(rep, week, done, notes)
        for call in (row for row in done if row["kind"] == "call"):
            if (
                team == "Harbour"
                and week >= org.DIALER_DROPS_SINCE
                and not call["body"]
                and rng.random() < DIALER_DROPS
            ):
                touches.drop(rng, call)
            call["source"] = "crm" if team == "Ridge" else "dialer"
            if team in LOGGED_TWICE and (entry := touches.logged_again(rng, call)):
                rows.append(entry)
        rows += done
    return rows


def spread(rep: org.Rep, notes: list[dict], weeks: list[int]) -> dict[int, list[dict]]:
    """Return the notes by week: each account's in their order, evenly over the weeks that have room."""
    by_account = defaultdict(list)
    for note in notes:
        by_account[note["account"]].append(note)
    by_week = defaultdict(list)
    for number, own in enumerate(by_account.values()):
        chased = next((c for c in CHASED.values() if c[0] == own[0]["account"]), None)
        open_weeks = [w for w in weeks if chased[1] <= w <= chased[2]] if chased else weeks
        for position, note in enumerate(own):
            place = int((position + (number % 7 + 0.5) / 7) / len(own) * len(open_weeks))
            later = open_weeks[place:]
            week = next((w for w in later if has_room(rep, w, by_week[w], note["kind"])), later[-1])
            by_week[week].append(note)
    return by_week


def has_room(rep: org.Rep, week: int, noted: list[dict], kind: str) -> bool:
    """Return whether a week holds an activity of a kind without words yet; of calls a third may have some."""
    most = {"call": rep.calls // 3, "email": rep.emails, "meeting": rep.meetings}[kind]
    part = HOLIDAY_PART if week in org.HOLIDAY_WEEKS else 1.0
    return sum(note["kind"] == kind for note in noted) < int(most * part)


def counts(rng: random.Random, rep: org.Rep, week: int) -> list[tuple[str, int]]:
    """Return how many calls, e-mails and meetings a rep has in a week."""
    calls = rep.calls + rng.choice((-1, 0, 0, 1))
    if rep.team == "Harbour" and week < 41:
        calls = round(calls * (0.97 + 0.2 * week / org.WEEKS))  # busier and busier
    if rep.id == org.UP_AND_DOWN:
        calls = rng.randint(18, 21) if week % 2 else rng.randint(4, 7)
    for first, last, part in org.DIPS.get(rep.id, ()):
        if first <= week <= last:
            calls = round(rep.calls * part) + rng.choice((-1, 0, 1))
    part = HOLIDAY_PART if week in org.HOLIDAY_WEEKS else 1.0
    emails, meetings = rep.emails, rep.meetings + rng.choice((0, 0, 0, 1))
    return [
        ("call", round(calls * part)),
        ("email", round(emails * part)),
        ("meeting", round(meetings * part)),
    ]


def chase(rep: org.Rep, week: int, done: list[dict], notes: list[dict]) -> None:
    """Turn some wordless calls and e-mails of the week towards the account that this rep keeps touching."""
    if rep.id not in CHASED:
        return
    account, first, last, count = CHASED[rep.id]
    contact = next(note["contact"] for note in notes if note["account"] == account)
    wordless = [row for row in done if not row["body"] and row["kind"] != "meeting"]
    for row in wordless[:count] if first <= week <= last else []:
        row |= {"account": account, "contact": contact}
