"""A part of `python -m tests.stress`: harmed files, killed imports, hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stress import hostile, kills, mutated

FILES, KILLS, SEED = 100, 5, 7


def test_harmed_files_lose_no_row_and_raise_nothing(tmp_path: Path) -> None:
    """Each record is accepted, rejected or ignored, once; a second import of the file changes nothing."""
    outcomes = mutated.run(tmp_path, FILES, SEED)
    assert outcomes.faults == []
    assert sum(counts.total() for counts in outcomes.by_mutation.values()) == FILES
    assert outcomes.records > FILES


def test_a_killed_import_leaves_whole_files_and_can_go_on(tmp_path: Path) -> None:
    """Wherever a kill falls, the store opens, and importing again ends as undisturbed."""
    killed = kills.run(tmp_path, KILLS, 2, 1_000, SEED)
    assert killed.faults == []
    assert killed.fell.total() == KILLS


@pytest.mark.parametrize("what", hostile.HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory(tmp_path: Path, what: str) -> None:
    """Bombs, endless lines and places outside of an archive end in a sentence."""
    met = hostile.meet(tmp_path, what, 0.05)
    assert hostile.is_met(met), met
