"""The people of the sample organisation and what happens to them, week by week; week 1 begins on 2026-01-19.

`BEHIND` and `DIPS` are the ground of the stories: in these weeks a rep's bookings stand well under pace, or
the calls under target. Everything else is ordinary.
"""

from datetime import date, timedelta
from typing import NamedTuple

FIRST_WEEK = date(2026, 1, 19)
WEEKS = 40
HOLIDAY_WEEKS = (12, 30)  # Easter week and the week of 10 August


class Rep(NamedTuple):
    """A rep with the first team, usual calls, e-mails and meetings a week, and the monthly quota."""

    id: str
    name: str
    team: str
    started_on: str
    left_on: str
    calls: int
    emails: int
    meetings: int
    quota: int


class Leader(NamedTuple):
    """Somebody who leads a team."""

    id: str
    name: str
    title: str
    team: str
    segment: str
    started_on: str


LEADERS = (
    Leader("u201", "Radek Svoboda", "Team Lead Inside Sales", "Harbour", "Mid-market", "2020-02-03"),
    Leader(
        "u202", "Ingrid Halvorsen", "Team Lead Fleet and Public", "Meadow", "Fleet and public", "2018-06-01"
    ),
    Leader("u203", "Gareth Plume", "Team Lead Regions", "Ridge", "Regions", "2019-09-02"),
    Leader("u204", "Dolores Iturbe", "Team Lead Industry", "Foundry", "Industry", "2019-01-14"),
    Leader("u205", "Samir Haddad", "Team Lead Health Care", "Lantern", "Health care", "2017-10-02"),
    Leader("u206", "Yuki Tanabe", "Team Lead New Business", "Orchard", "New business", "2021-04-01"),
)
HEAD = Leader("u301", "Celeste Okoro", "VP Sales", "Sales leadership", "", "2017-01-09")

REPS = (
    Rep("u101", "Petra Kalinova", "Harbour", "2023-03-01", "", 31, 5, 3, 45000),
    Rep("u102", "Dawit Bekele", "Harbour", "2024-02-12", "", 31, 5, 3, 45000),
    Rep("u103", "Lotte Brandsma", "Harbour", "2022-09-01", "", 32, 4, 3, 48000),
    Rep("u104", "Callum Iversen", "Harbour", "2021-05-03", "", 30, 6, 4, 45000),
    Rep("u105", "Shirin Azadi", "Harbour", "2025-10-01", "", 32, 4, 3, 42000),
    Rep("u106", "Nikhil Rao", "Harbour", "2022-01-17", "", 31, 5, 3, 45000),
    Rep("u137", "Sanne Vos", "Harbour", "2023-08-01", "", 30, 5, 3, 44000),
    Rep("u107", "Tomasz Wiel", "Meadow", "2022-01-10", "", 9, 5, 5, 70000),
    Rep("u108", "Amara Diallo", "Meadow", "2020-08-17", "", 9, 6, 5, 72000),
    Rep("u109", "Beatriz Louro", "Meadow", "2023-11-06", "", 10, 5, 5, 68000),
    Rep("u110", "Jonas Pfeil", "Meadow", "2026-06-15", "", 9, 4, 5, 35000),
    Rep("u111", "Henrike Moos", "Meadow", "2021-03-15", "", 9, 5, 5, 70000),
    Rep("u112", "Farid Nazari", "Meadow", "2022-11-01", "", 10, 5, 5, 66000),
    Rep("u113", "Eoin Garrahan", "Ridge", "2019-04-01", "", 12, 3, 4, 60000),
    Rep("u114", "Maud Lefebvre", "Ridge", "2021-10-04", "", 12, 3, 3, 60000),
    Rep("u115", "Viktor Hansli", "Ridge", "2025-02-03", "2026-09-18", 11, 3, 3, 58000),
    Rep("u116", "Saoirse Kinch", "Ridge", "2020-06-02", "", 12, 3, 4, 62000),
    Rep("u117", "Mateus Freire", "Ridge", "2024-01-15", "", 11, 4, 4, 56000),
    Rep("u118", "Bronwen Alder", "Ridge", "2018-09-03", "", 12, 3, 4, 64000),
    Rep("u119", "Kasper Lund", "Foundry", "2021-08-02", "", 15, 4, 3, 52000),
    Rep("u120", "Oluwaseun Adeyemi", "Foundry", "2023-05-02", "", 15, 4, 3, 50000),
    Rep("u121", "Greta Sobel", "Foundry", "2019-11-04", "", 14, 5, 4, 56000),
    Rep("u122", "Ravi Menon", "Foundry", "2022-07-04", "", 15, 4, 3, 52000),
    Rep("u123", "Paloma Reyes", "Foundry", "2024-09-02", "", 16, 4, 3, 48000),
    Rep("u124", "Ivo Marek", "Foundry", "2020-02-17", "", 14, 4, 4, 54000),
    Rep("u125", "Nadia Rahimi", "Lantern", "2021-01-11", "", 12, 5, 4, 58000),
    Rep("u126", "Piet Verhoeven", "Lantern", "2019-06-03", "", 12, 5, 4, 60000),
    Rep("u127", "Chiara Bassi", "Lantern", "2023-02-06", "", 12, 6, 4, 56000),
    Rep("u128", "Leon Achterberg", "Lantern", "2022-04-04", "", 13, 5, 4, 56000),
    Rep("u129", "Yetunde Salami", "Lantern", "2020-10-12", "", 12, 6, 4, 60000),
    Rep("u130", "Andrei Popa", "Lantern", "2024-06-03", "", 13, 5, 3, 52000),
    Rep("u131", "Hugo Lindqvist", "Orchard", "2022-02-21", "", 17, 5, 3, 40000),
    Rep("u132", "Marisol Vega", "Orchard", "2023-09-04", "", 17, 5, 3, 40000),
    Rep("u133", "Callista Boone", "Orchard", "2021-07-12", "", 16, 6, 3, 42000),
    Rep("u134", "Deniz Aksoy", "Orchard", "2020-04-06", "", 17, 5, 4, 44000),
    Rep("u135", "Ewan Tulloch", "Orchard", "2024-03-04", "", 17, 5, 3, 38000),
    Rep("u136", "Zofia Kubik", "Orchard", "2022-10-03", "", 16, 6, 3, 40000),
    Rep("u138", "Tadeo Ruiz", "Orchard", "2026-03-02", "", 15, 5, 3, 20000),
)

# person_id, first week in the new team, new team
MOVES = (("u109", 33, "Ridge"), ("u137", 18, "Lantern"))

# Weeks (first, last) in which what is booked stands well under pace.
BEHIND = {
    "u101": ((6, 9), (23, 25), (38, 40)),
    "u102": ((10, 13), (26, 28)),
    "u103": ((32, 34),),
    "u105": ((7, 9), (19, 21), (34, 36)),
    "u106": ((15, 17), (35, 37)),
    "u107": ((8, 10), (25, 27)),
    "u108": ((17, 19), (33, 35)),
    "u109": ((5, 7), (35, 38)),
    "u110": ((36, 38),),
    "u111": ((13, 15), (28, 29)),
    "u112": ((20, 22),),
    "u114": ((8, 10), (36, 38)),
    "u115": ((10, 11), (21, 24)),
    "u116": ((15, 17),),
    "u117": ((27, 29),),
    "u118": ((18, 20), (32, 34)),
    "u119": ((13, 16), (26, 28)),
    "u120": ((13, 16),),
    "u122": ((14, 16),),
    "u123": ((31, 33),),
    "u124": ((36, 38),),
    "u125": ((7, 9),),
    "u126": ((16, 18),),
    "u127": ((25, 27),),
    "u128": ((33, 35),),
    "u130": ((10, 11),),
    "u131": ((9, 11),),
    "u132": ((20, 23),),
    "u133": ((33, 35),),
    "u135": ((15, 17),),
    "u136": ((26, 28),),
}
# Weeks in which a rep makes this share of the usual calls.
DIPS = {"u103": ((14, 19, 0.58),)}
LEAVES = {"u114": (26, 28), "u108": (29, 29), "u131": (27, 28), "u126": (31, 32)}


FAR_OVER_QUOTA = "u104"
UP_AND_DOWN = "u113"  # visits yards every second week
DIALER_DROPS_SINCE = 5  # the week from which the dialer loses calls

QUOTA_THAT_MONTH = {("u114", 7, 2026): 30000, ("u110", 6, 2026): 12000}
EVENTS = (
    ("Harbour", "2026-02-16", "2026-02-16", "product", "Dialer update to version 8"),
    ("u138", "2026-03-02", "2026-05-31", "ramp", "First 90 days of Tadeo; half quota"),
    (
        "Meadow",
        "2026-03-16",
        "",
        "product",
        "Discounts up to twelve per cent need no approval from finance any more",
    ),
    ("u137", "2026-05-18", "2026-05-18", "territory", "Sanne moves from Harbour to Lantern"),
    ("u112", "2026-06-01", "", "territory", "Half of Farid's accounts go to the new public desk"),
    ("u110", "2026-06-15", "2026-09-13", "ramp", "First 90 days of Jonas"),
    ("u114", "2026-07-13", "2026-08-02", "leave", "Three weeks of leave"),
    ("u114", "2026-07-01", "2026-07-31", "quota", "July quota halved because of the leave"),
    ("u108", "2026-08-03", "2026-08-09", "leave", "A week of leave"),
    ("u131", "2026-07-20", "2026-08-02", "leave", "Two weeks of leave"),
    ("u126", "2026-08-17", "2026-08-30", "leave", "Two weeks of leave"),
    (
        "Ridge",
        "2026-09-21",
        "",
        "territory",
        "New regional map: towns and ports are divided anew between two desks",
    ),
)


def monday(week: int) -> date:
    """Return the first day of week 1, 2, ... of the sample."""
    return FIRST_WEEK + timedelta(weeks=week - 1)


def week_of(day: date) -> int:
    """Return the number of the week in which a day lies."""
    return (day - FIRST_WEEK).days // 7 + 1


def team_of(person_id: str, day: date) -> str:
    """Return the team of a rep on a day."""
    team = next(rep.team for rep in REPS if rep.id == person_id)
    for person, first_week, new_team in MOVES:
        if person == person_id and day >= monday(first_week):
            team = new_team
    return team


def is_behind(person_id: str, day: date) -> bool:
    """Return whether the story lets a rep's bookings fall short in that week."""
    return any(first <= week_of(day) <= last for first, last in BEHIND.get(person_id, ()))


def is_present(rep: Rep, week: int) -> bool:
    """Return whether a rep works in that week: has begun, has not left, is not on leave."""
    friday = (monday(week) + timedelta(days=4)).isoformat()
    first, last = LEAVES.get(rep.id, (0, 0))
    return (
        rep.started_on <= friday and not (rep.left_on and friday > rep.left_on) and not first <= week <= last
    )
