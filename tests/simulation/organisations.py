"""Organisations whose truth is known: closed periods of reps, notes after bad ones, an effect of chosen size.

Attainment is the rep's level, plus noise that hangs together a little from month to month, plus what all
share. A note is written after a bad month more often than not, never by merit of what comes next. `do_more`
adds `effect` to the next month, nothing else does; so the true difference between `do_more` and
`heard_and_acted` is `effect`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

ANSWERS = np.array(["do_more", "heard_and_acted", "mixed", "asked", "score_only"])
BAD, RAMP = 80.0, 3


@dataclass(frozen=True)
class Setting:
    """What an organisation is like; shares between 0 and 1, the rest in points of target or months."""

    name: str
    says: str
    reps: int = 60
    months: int = 18
    leaders: int = 6
    between: float = 12.0
    within: float = 20.0
    carried: float = 0.2
    noted: float = 0.7
    noted_otherwise: float = 0.2
    leader_spread: float = 0.0
    style_spread: float = 0.0
    style_by_level: float = 0.0
    shock_all: float = 0.0
    shock_team: float = 0.0
    season: float = 0.0
    ramp: float = 0.0
    leaves: float = 0.0
    leaves_after_do_more: float = 0.0
    missing: float = 0.0
    moves: float = 0.0


SETTINGS = (
    Setting("plain", "60 reps, 18 months, sd 12 between and 20 within, a note in 70 % of months under 80 %"),
    Setting(
        "shocks", "months that hit everybody (sd 8) or a team (sd 6), a season, ramp, missing months",
        shock_all=8, shock_team=6, season=8, ramp=25, leaves=0.02, missing=0.03, style_spread=0.7,
    ),
    Setting(
        "styles", "leaders of weak teams (sd 8 between teams) answer with do more three times as often",
        leader_spread=8, style_by_level=-1.2, style_spread=0.5, shock_team=3, shock_all=4, missing=0.03,
    ),
    Setting(
        "leavers", "one rep in five leaves after a bad month, weak ones and those told to do more rather",
        leaves=0.08, leaves_after_do_more=0.06, ramp=25, missing=0.05, shock_all=4, leader_spread=4,
        style_by_level=-0.5, style_spread=0.5,
    ),
)  # fmt: skip
FURTHER = (
    Setting(
        "three leaders", "as styles, with three leaders", leaders=3, leader_spread=8, style_by_level=-1.2
    ),
    Setting(
        "twelve leaders", "as shocks, with twelve leaders", leaders=12, shock_all=8, shock_team=6, season=8
    ),
    Setting("one way each", "leaders who nearly always answer in one way", leader_spread=6, style_spread=3.0),
    Setting("movers", "reps change leaders now and then", moves=0.05, leader_spread=8, style_by_level=-1.2),
    Setting("half the size", "30 reps", reps=30),
)


def drawn(setting: Setting, effect: float, seed: int) -> pd.DataFrame:
    """Closed periods of one organisation, as `what_followed__periods` gives them."""
    random = np.random.default_rng(seed)
    s, count = setting, setting.reps
    leader = np.arange(count) % s.leaders
    strength = random.normal(0, 1, s.leaders)
    lean = 0.29 + s.style_by_level * strength + s.style_spread * random.normal(0, 1, s.leaders)
    says_more = 1 / (1 + np.exp(-lean))
    level = 100 + s.leader_spread * strength[leader] + random.normal(0, s.between, count)
    noise = random.normal(0, s.within, count)
    shared = random.normal(0, s.shock_all, s.months) + s.season * np.sin(np.arange(s.months) * np.pi / 6)
    of_team = random.normal(0, s.shock_team, (s.months, s.leaders))
    rep, started, gained = np.arange(count), np.full(count, -30), np.zeros(count)
    next_rep, months = count, []
    for month in range(s.months):
        tenure = month - started
        slow = s.ramp * np.clip(1 - tenure / RAMP, 0, 1)
        reached = level + noise + shared[month] + of_team[month, leader] - slow + gained
        is_bad = reached < BAD
        is_noted = random.random(count) < np.where(is_bad, s.noted, s.noted_otherwise)
        kind = np.where(
            random.random(count) < 0.7,
            np.where(random.random(count) < says_more[leader], 0, 1),
            random.integers(2, len(ANSWERS), count),
        )
        answer = np.where(is_noted, ANSWERS[kind], "none")
        is_more = is_bad & (answer == "do_more")
        months.append(
            {
                "rep": rep.copy(), "leader": leader.copy(), "month": np.full(count, month),
                "reached": reached, "answer": answer, "tenure": tenure,
            }
        )  # fmt: skip
        gained = np.where(is_more, effect, 0.0)
        chance = np.where(
            is_bad, s.leaves * np.exp((BAD - reached) / 40 - (level - 100) / 20), 0.005 * (s.leaves > 0)
        )
        is_gone = random.random(count) < np.minimum(chance + s.leaves_after_do_more * is_more, 0.6)
        noise = s.carried * noise + random.normal(0, s.within * np.sqrt(1 - s.carried**2), count)
        gone = int(is_gone.sum())
        rep = np.where(is_gone, next_rep + np.cumsum(is_gone) - 1, rep)
        next_rep += gone
        level[is_gone] = 100 + s.leader_spread * strength[leader[is_gone]] + random.normal(0, s.between, gone)
        noise[is_gone] = random.normal(0, s.within, gone)
        started[is_gone], gained[is_gone] = month + 1, 0.0
        if s.moves:
            moved = random.random(count) < s.moves
            leader = np.where(moved, random.integers(0, s.leaders, count), leader)
    rows = {name: np.concatenate([each[name] for each in months]) for name in months[0]}
    is_here = random.random(len(rows["rep"])) >= s.missing
    return _as_periods({name: values[is_here] for name, values in rows.items()})


def _as_periods(rows: dict[str, np.ndarray]) -> pd.DataFrame:
    order = np.lexsort((rows["month"], rows["rep"]))
    rep, leader, month, reached, answer, tenure = (values[order] for values in rows.values())
    follows = (rep[1:] == rep[:-1]) & (month[1:] == month[:-1] + 1)
    attainment = reached / 100
    starts = pd.date_range("2024-01-01", periods=int(month.max()) + 2, freq="MS").to_numpy()
    return pd.DataFrame(
        {
            "person_key": rep, "leader_key": leader, "team": leader, "period_start": starts[month],
            "period_end": starts[month + 1] - np.timedelta64(1, "D"), "months": 1, "attainment": attainment,
            "next_attainment": np.append(np.where(follows, attainment[1:], np.nan), np.nan),
            "months_since_start": tenure.astype(float), "answer": pd.Series(answer, dtype=object),
            "certainty": _named(np.zeros(len(rep), int), "sure"),
            "excluded_for": _named(np.where(tenure < RAMP, 0, -1), "leave or ramp"), "is_flagged": False,
        }
    )  # fmt: skip


def _named(codes: np.ndarray, name: str) -> pd.Series:
    """A column that says `name` where the code is 0 and nothing where it is -1."""
    return pd.Series(pd.Categorical.from_codes(codes, [name]))
