"""Agreement of two codings, shares corrected by coded notes, thresholds learnt from them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.agreement import agree, sampling, thresholds, totals
from dashboard.agreement.agree import agreement
from tests.simulation import coding


def units(both: int, first: int, second: int, neither: int) -> pd.DataFrame:
    """One sentence a note, none of them more likely to be drawn than others."""
    cells = (
        [(True, True)] * both
        + [(True, False)] * first
        + [(False, True)] * second
        + [(False, False)] * neither
    )
    frame = pd.DataFrame(cells, columns=["first", "second"])
    return frame.assign(note_key=[f"n{i}" for i in range(len(frame))], stratum="all", probability=0.5)


def compared(*counts: int) -> agree.Agreement:
    return agreement(units(*counts), first="first", second="second")


def test_kappa_and_ac1_are_those_of_the_books():
    """118 and 5, 2 and 0: Gwet's example, in which kappa falls under nought where 94 % agree."""
    found = compared(118, 5, 2, 0)
    assert found.agree.value == pytest.approx(118 / 125)
    assert found.kappa.value == pytest.approx(-0.0234, abs=5e-4)
    assert found.ac1.value == pytest.approx(0.9408, abs=5e-4)


def test_precision_and_recall_hold_the_second_against_the_first():
    """Of 30 that the second names 24 are right, of 32 that the first names it finds 24."""
    found = compared(24, 8, 6, 62)
    assert (found.precision.value, found.recall.value) == (24 / 30, 24 / 32)
    assert found.precision.low < 24 / 30 < found.precision.high
    assert (found.count_first, found.count_second, found.count_both) == (32, 30, 24)


def test_no_error_seen_is_not_no_error_at_all():
    """Twenty of twenty right, and the interval does not end at all of them."""
    found = compared(20, 0, 0, 40)
    assert found.precision.value == found.kappa.value == 1
    assert 0.85 < found.precision.low < 0.95
    assert found.kappa.low < 0.95


def test_a_rare_code_is_too_few_to_say():
    """With four of a code there are counts and no figures."""
    found = compared(3, 1, 0, 96)
    assert found.ac1 is None
    assert found.count_first == 4


def test_notes_of_a_stratum_that_was_drawn_more_often_weigh_less():
    """Ten of ten wrong in a stratum of which all were drawn are ten of a hundred and ten."""
    rare = units(0, 10, 0, 0).assign(stratum="rare", probability=1.0, note_key=[f"r{i}" for i in range(10)])
    usual = units(5, 0, 0, 5).assign(stratum="usual", probability=0.1)
    found = agreement(pd.concat([rare, usual]), first="first", second="second")
    assert found.agree.value == pytest.approx(100 / 110)


def test_stances_agree_over_all_their_names():
    """Of more than two categories there is kappa and AC1, and no precision."""
    frame = units(20, 0, 0, 0).assign(first=["a", "b", "c", "c"] * 5, second=["a", "b", "c", "a"] * 5)
    found = agreement(frame, first="first", second="second", categories=("a", "b", "c"))
    assert found.agree.value == pytest.approx(0.75)
    assert found.precision is None
    with pytest.raises(ValueError, match="none of a, b"):
        agreement(frame, first="first", second="second", categories=("a", "b"))


sizes = some.dictionaries(some.sampled_from("abc"), some.integers(1, 200), min_size=1)


@given(sizes, some.integers(1, 100), some.integers(0, 9))
def test_a_sample_has_known_chances_that_add_up(of, size, seed):
    """As many as asked for, or all; each stratum's drawn notes over their chance are the stratum."""
    notes = pd.DataFrame(
        [(f"{s}{i}", s) for s, count in of.items() for i in range(count)], columns=["note_key", "stratum"]
    )
    drawn = sampling.draw(notes, size=size, seed=seed)
    assert len(drawn) == min(size, len(notes))
    assert drawn["note_key"].is_unique
    assert sorted(drawn["position"]) == list(range(1, len(drawn) + 1))
    for stratum, group in drawn.groupby("stratum"):
        assert (1 / group["probability"]).sum() == pytest.approx(of[stratum])
    shuffled = sampling.draw(notes.sample(frac=1, random_state=1), size=size, seed=seed)
    pd.testing.assert_frame_equal(drawn, shuffled)


def test_a_rare_stratum_is_drawn_often_enough():
    """Of twelve replaced among two thousand notes ten are drawn."""
    notes = pd.DataFrame({"note_key": range(2000), "stratum": ["replaced"] * 12 + ["other"] * 1988})
    drawn = sampling.draw(notes, size=60, seed=1)
    assert drawn["stratum"].value_counts().to_dict() == {"other": 50, "replaced": 10}


def test_the_corrected_share_is_that_of_the_strata():
    """100 read as replaced of which 8 of 10 are, 900 not of which 1 of 45 is: 80 and 20 of 1,000."""
    strata = pd.DataFrame({"stratum": ["replaced", "other"], "count": [100, 900], "count_read": [100, 0]})
    coded = pd.DataFrame(
        {"stratum": ["replaced"] * 10 + ["other"] * 45, "has": [True] * 8 + [False] * 46 + [True]}
    )
    found = totals.corrected(strata, coded)
    assert (found.read, found.value) == (0.1, pytest.approx(0.1))
    assert found.low < 0.09 < 0.11 < found.high


def test_where_every_note_is_coded_the_share_is_known():
    """Nothing is left to chance in a workspace of forty notes that were all coded."""
    strata = pd.DataFrame({"stratum": ["replaced", "other"], "count": [10, 30], "count_read": [10, 0]})
    coded = pd.DataFrame({"stratum": ["replaced"] * 10 + ["other"] * 30, "has": [True] * 12 + [False] * 28})
    found = totals.corrected(strata, coded)
    assert (found.value, found.low, found.high) == (0.3, 0.3, 0.3)


@pytest.mark.parametrize("coded", [["replaced"] * 29, ["replaced"] * 40])
def test_too_few_or_a_stratum_left_out_leave_the_share_unsaid(coded):
    """Under thirty coded notes, or with none of a stratum, there is the reader's share alone."""
    strata = pd.DataFrame({"stratum": ["replaced", "other"], "count": [100, 900], "count_read": [100, 0]})
    found = totals.corrected(strata, pd.DataFrame({"stratum": coded, "has": True}))
    assert (found.read, found.value) == (0.1, None)


def test_intervals_of_corrected_shares_hold_the_truth():
    """In 200 drawn workspaces nine in ten at the least, where the reader's own interval holds none in two."""
    found = pd.DataFrame([coding.one(2000, 0.15, 0.75, 0.6, seed) for seed in range(200)])
    assert found["held"].mean() > 0.9
    assert found["read_held"].mean() < 0.5


def scored(notes: int, shift: float, seed: int) -> pd.DataFrame:
    """Sentences whose codes have a chance that is right, told as if it were higher by `shift` (in logits)."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        [(f"n{note}", code) for note in range(notes) for _ in range(4) for code in ("ask", "push")],
        columns=["note_key", "code"],
    )
    logit = random.normal(-1.5, 2.5, len(frame))
    chance = 1 / (1 + np.exp(-logit))
    return frame.assign(has=random.random(len(frame)) < chance, probability=1 / (1 + np.exp(-logit - shift)))


def test_a_reader_that_says_too_much_here_is_mended():
    """Where every chance is told too high, higher thresholds do better on notes that did not choose them."""
    learnt = thresholds.learn(scored(150, 2.0, 1), {"ask": 0.4, "push": 0.4})
    assert learnt.helped
    assert min(learnt.thresholds.values()) > 0.6
    assert learnt.after > learnt.before


def test_a_well_set_reader_is_left_alone():
    """Of 40 workspaces with right chances hardly one is told that other thresholds help."""
    helped = [thresholds.learn(scored(60, 0.0, seed), {"ask": 0.4, "push": 0.4}).helped for seed in range(40)]
    assert sum(helped) <= 3


def test_a_code_that_is_hardly_there_keeps_its_threshold():
    """Seven sentences say nothing of where a threshold should stand."""
    sentences = scored(60, 2.0, 1)
    rare = sentences["code"].eq("ask") & (
        sentences["has"].where(sentences["code"].eq("ask"), False).cumsum() > 7
    )
    learnt = thresholds.learn(sentences.assign(has=sentences["has"] & ~rare), {"ask": 0.4, "push": 0.4})
    assert learnt.thresholds["ask"] == 0.4
    assert learnt.thresholds["push"] != 0.4
