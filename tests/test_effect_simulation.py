"""The simulator: its truth is what it says, and the table is made by one command."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from dashboard.effect.bad_periods import prepared
from tests.simulation.organisations import FURTHER, SETTINGS, drawn

ROOT = Path(__file__).resolve().parents[1]


def test_the_same_seed_draws_the_same_organisation():
    """Figures can be made again."""
    assert drawn(SETTINGS[1], 5, 3).equals(drawn(SETTINGS[1], 5, 3))


def test_do_more_adds_the_chosen_effect_and_nothing_else_does():
    """With an effect an organisation differs first in the month after do more, by that effect."""
    plain, with_effect = (drawn(SETTINGS[0], effect, 4) for effect in (0.0, 7.0))
    apart = with_effect["attainment"] - plain["attainment"]
    first = apart[apart.abs() > 1e-9].groupby(plain["person_key"]).head(1)
    assert np.allclose(first.groupby(plain["person_key"]).first(), 0.07)
    before = plain.loc[first.groupby(plain["person_key"]).head(1).index - 1]
    assert before["answer"].eq("do_more").all()
    assert before["attainment"].lt(0.8).all()


def test_a_note_follows_seven_bad_months_of_ten():
    """Notes are triggered by the dip."""
    rows = prepared(drawn(SETTINGS[0], 0, 5))
    assert 0.6 < rows[rows["is_bad"]]["answer"].ne("none").mean() < 0.8


def test_one_command_prints_the_table():
    """A line for each setting and true effect, with the pooled coverage."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.simulation", "--organisations", "2", "--effects", "0"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [line.split(" | ")[0] for line in done.stdout.splitlines() if " | 0.00 | 2 | " in line] == [
        f"| {setting.name}" for setting in SETTINGS
    ]
    assert "Pooled coverage" in done.stdout


def test_the_kept_results_are_of_these_settings():
    """The committed table has a line for each setting of the bars and each true effect."""
    kept = (ROOT / "tests" / "simulation" / "results.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([\w ]+) \| ([05])\.00 \|", kept, re.M)
    assert {(setting.name, effect) for setting in SETTINGS for effect in "05"} <= set(lines)
    assert all(f"**{setting.name}**: {setting.says}" in kept for setting in SETTINGS)
    assert FURTHER
