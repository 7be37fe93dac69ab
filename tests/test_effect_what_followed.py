"""What followed: comparisons of equally bad periods, their intervals, and when a word may be said."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS

from dashboard.effect import checks, sentences
from dashboard.effect.ancova import Ancova, Estimate
from dashboard.effect.bad_periods import covariates, prepared
from dashboard.effect.checks import Check
from dashboard.effect.matched import matched
from dashboard.effect.what_followed import PRIMARY, verdict, what_followed
from tests.simulation.organisations import SETTINGS, Setting, drawn

PLAIN, STYLES = SETTINGS[0], SETTINGS[2]
NAMES = covariates("attainment")


def organisation(setting: Setting = PLAIN, effect: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """Closed periods with everything that the page query gives."""
    periods = drawn(setting, effect, seed).assign(bad_below=0.8)
    for name in ("activities", "meetings", "connects"):
        periods[name] = periods["attainment"] * 10
        periods[f"next_{name}"] = periods["next_attainment"] * 10
    return periods


def units(periods: pd.DataFrame) -> pd.DataFrame:
    rows = prepared(periods)
    return rows[rows["is_unit"]]


@pytest.fixture(scope="module")
def found():
    """Everything about one organisation in which do more adds nothing."""
    return what_followed(organisation())


def test_the_tempting_number_is_about_twenty_where_nothing_helps():
    """A bad month is followed by a better one, whoever says what."""
    changes = [
        units(organisation(seed=seed)).query("answer == 'do_more'")["change"].mean() for seed in range(5)
    ]
    assert 17 < np.mean(changes) < 23


@pytest.mark.parametrize("effect", [0.0, 5.0])
def test_the_honest_difference_is_right_on_average(effect):
    """Over organisations where the leaders of weak teams say do more, it finds the true difference."""
    values = [
        Ancova(units(organisation(STYLES, effect, seed)), NAMES).contrast(*PRIMARY).value
        for seed in range(40)
    ]
    assert abs(np.mean(values) - effect) < 3 * np.std(values) / np.sqrt(len(values))


def test_the_contrast_is_the_regression_with_a_dummy_per_leader():
    """Measuring from leaders' means is the same as a constant for each of them."""
    compared = units(organisation())
    arms = [name for name in compared["answer"].unique() if name != "none"]
    design = pd.concat(
        [
            pd.get_dummies(compared["answer"])[arms].astype(float),
            compared[list(NAMES)],
            pd.get_dummies(compared["leader"], prefix="leader").astype(float),
        ],
        axis=1,
    )
    params = OLS(compared["y"], design).fit().params
    expected = params["do_more"] - params["heard_and_acted"]
    assert Ancova(compared, NAMES).contrast(*PRIMARY).value == pytest.approx(expected)


def test_the_error_is_what_leaving_out_each_leader_says():
    """The variance is the cluster jackknife: refits without one leader at a time."""
    compared = units(organisation())
    whole = Ancova(compared, NAMES).contrast(*PRIMARY)
    leaders = compared["leader"].unique()
    without = [
        Ancova(compared[compared["leader"].ne(leader)], NAMES).contrast(*PRIMARY).value for leader in leaders
    ]
    count = len(leaders)
    expected = np.sqrt((count - 1) / count * np.sum((np.array(without) - whole.value) ** 2))
    assert whole.error == pytest.approx(expected, rel=1e-6)


def test_degrees_of_freedom_are_fewer_than_the_leaders():
    """Six leaders are six observations at most, however many months they led."""
    assert Ancova(units(organisation()), NAMES).contrast(*PRIMARY).df == 5


def test_a_leader_who_always_answers_alike_tells_nothing():
    """Within such a leader there is nothing to compare."""
    compared = units(organisation())
    both = compared[compared["answer"].isin(PRIMARY)]
    alike = both.assign(answer=both["answer"].where(both["leader"].gt(1), "do_more"))
    assert Ancova(alike, NAMES).contrast(*PRIMARY).df == 3


def test_an_answer_that_is_one_leaders_only_has_no_interval():
    """Where nobody else says do more, it is not told from that leader."""
    compared = units(organisation())
    compared = compared[compared["answer"].ne("do_more") | compared["leader"].eq(0)]
    estimate = Ancova(compared, NAMES).contrast(*PRIMARY)
    assert estimate is None or estimate.error is None


def test_without_leaders_reps_are_left_out_one_by_one():
    """A workspace without memberships still has intervals; its checks do not hold."""
    periods = organisation().assign(leader_key=None, team=None)
    compared = units(periods)
    assert Ancova(compared, NAMES).contrast(*PRIMARY).df > 10
    assert not checks.enough(compared, *PRIMARY).passed


def test_few_bad_periods_of_an_answer_say_nothing():
    """Four are too few."""
    compared = units(organisation())
    few = compared[compared["answer"].ne("do_more")]
    few = pd.concat([few, compared[compared["answer"].eq("do_more")].head(4)])
    assert Ancova(few, NAMES).contrast(*PRIMARY) is None


def test_leave_and_ramp_are_not_compared():
    """A period that an event disturbs is no unit."""
    periods = organisation()
    periods["excluded_for"] = "leave or ramp"
    assert units(periods).empty


def test_a_month_before_any_notes_were_brought_is_no_unit():
    """Nobody can say that there was no note."""
    assert units(organisation().assign(answer=None)).empty


def test_the_earlier_level_of_a_first_month_is_the_teams():
    """With nothing before it a rep is taken for an ordinary one of the leader's."""
    rows = prepared(organisation())
    first = rows.drop_duplicates("rep")
    assert np.allclose(first["earlier"], rows.groupby("leader")["now"].mean()[first["leader"]])


def test_what_everybody_shares_drops_out():
    """A month that is worse for all changes no comparison."""
    periods = organisation()
    shifted = periods.assign(next_attainment=periods["next_attainment"] - 0.1)
    assert np.allclose(prepared(periods)["y"], prepared(shifted)["y"], equal_nan=True)


def test_matching_leaves_equally_bad_periods():
    """Same-dip controls are within a quarter of a standard deviation."""
    pairs = matched(units(organisation()), *PRIMARY, NAMES)
    assert pairs.balance["after"].abs().max() < checks.BALANCED


def test_a_verdict_takes_all_checks_and_an_interval_without_zero():
    """One check that does not hold, or an interval that holds zero, is "cannot tell"."""
    clear, unclear = Estimate(8.0, 2.0, 5.0), Estimate(3.0, 2.0, 5.0)
    holds, fails = Check("a", "A", True, ""), Check("b", "B", False, "")
    assert verdict(clear, [holds]) == "helped"
    assert verdict(Estimate(-8.0, 2.0, 5.0), [holds]) == "harmed"
    assert verdict(clear, [holds, fails]) == "cannot tell"
    assert verdict(unclear, [holds]) == "cannot tell"
    assert verdict(None, [holds]) == "cannot tell"


def test_only_one_contrast_has_a_verdict(found):
    """Forty comparisons make no finding."""
    judged = [row for row in found.rows if row.verdict]
    assert [(row.outcome, row.contrast) for row in judged] == [("attainment", PRIMARY)]


def test_nothing_helps_nothing_is_said(found):
    """In an organisation where do more adds nothing the verdict is cannot tell."""
    assert found.primary.verdict == "cannot tell"
    assert "cannot tell" in sentences.finding(found)


def test_a_large_effect_is_called_one():
    """Thirty points are seen by the estimate, and all checks hold."""
    followed = what_followed(organisation(effect=30.0), outcomes=["attainment"])
    assert followed.primary.verdict == "helped"
    assert "better than" in sentences.finding(followed)


def test_what_comes_of_itself_is_most_of_the_change(found):
    """Bad months without a note come back as the dip alone says."""
    none = next(row for row in found.rows if row.answer == "none")
    assert none.expected == pytest.approx(none.naive, abs=5)
    assert next(check for check in found.checks if check.name == "placebo_no_note").passed


def test_different_paths_before_fail_the_check():
    """Reps who were falling before do more are no like reps."""
    rows = prepared(organisation())
    around = checks.event_time(rows, rows[rows["is_unit"]])
    is_more = around["answer"].eq("do_more")
    around["reached"] = around["reached"].where(~is_more, around["reached"] - 20 * around["lag"])
    assert not checks.pre_trend(rows[rows["is_unit"]], around, *PRIMARY).passed


def test_sure_readings_that_point_elsewhere_fail_the_check():
    """Where the notes read surely point the other way no word is said."""
    compared = units(organisation())
    half = compared.assign(
        certainty=["sure", "close"] * (len(compared) // 2) + ["sure"] * (len(compared) % 2)
    )
    check = checks.reader(half, *PRIMARY, Estimate(-50.0), {"do_more": 0.7, "heard_and_acted": 0.9})
    assert not check.passed
    assert "may show as 3.0" in check.says


RIGHT = {"do_more": 0.7, "heard_and_acted": 0.9}
ESTIMATE = Estimate(-7.0, 1.0, df=1e6)


def test_own_coded_notes_correct_the_difference():
    """By Aigner's formula: -7 / (.8 + .9 - 1), with an interval that holds what 20 notes leave open."""
    coded = {"do_more": (0.8, 20), "heard_and_acted": (0.9, 20)}
    said = checks.reader(units(organisation()), *PRIMARY, ESTIMATE, RIGHT, coded).says
    assert "Corrected for that the difference is -10.0 points" in said
    low, high = (float(end) for end in re.search(r"interval (\S+) to (\S+)\.$", said).groups())
    # 1.96 / .7 of the estimate's own, and 1.96 * 10 / .7 of what 20 notes each leave open
    spread = np.hypot(1.96 / 0.7, 1.96 * 10 / 0.7 * np.sqrt(0.16 / 20 + 0.09 / 20))
    assert (low, high) == pytest.approx((-10 - spread, -10 + spread), abs=0.06)


@pytest.mark.parametrize(
    ("coded", "says"),
    [
        ({"do_more": (0.8, 20), "heard_and_acted": (0.9, 9)}, "nothing is corrected"),
        ({"do_more": (0.8, 20)}, "nothing is corrected"),
        ({"do_more": (0.6, 20), "heard_and_acted": (0.6, 20)}, "too little to correct"),
    ],
)
def test_too_few_or_too_poor_readings_correct_nothing(coded, says):
    """Fewer than ten coded notes of either answer, or a reader that is right by little more than chance."""
    said = checks.reader(units(organisation()), *PRIMARY, ESTIMATE, RIGHT, coded).says
    assert says in said
    assert "Corrected" not in said


def test_every_choice_of_the_multiverse_is_tried(found):
    """Five thresholds, leaders or not, calendar by others or by dummies, all notes or sure ones."""
    assert len(found.choices) == 40


def test_json_has_the_fields_that_programs_read(found):
    """One object per answer and contrast, verdict null for all but one."""
    one = found.primary.as_json()
    assert set(one) == {
        "outcome", "contrast", "n", "naive", "expected", "honest", "low", "high", "smallest", "checks",
        "verdict",
    }  # fmt: skip
    assert one["contrast"] == ["do_more", "heard_and_acted"]
    assert found.rows[0].as_json()["answer"] == "do_more"


def test_one_or_two_bad_periods_show_no_mean():
    """They would be somebody's."""
    periods = organisation()
    more = periods.index[periods["answer"].eq("do_more")]
    periods.loc[more[2:], "answer"] = "none"
    followed = what_followed(periods, outcomes=["attainment"])
    assert followed.rows[0].n <= 2
    assert followed.rows[0].naive is None
    assert sentences.finding(followed).startswith("After any note the next month was ")


def test_an_unknown_outcome_is_refused():
    """The sentence names those that there are."""
    with pytest.raises(ValueError, match="There are: attainment, activities"):
        what_followed(organisation(), outcomes=["happiness"])


def test_without_any_closed_period_nothing_is_told():
    """An empty workspace has rows without numbers, and a sentence."""
    followed = what_followed(organisation().head(0), outcomes=["attainment", "meetings"])
    assert followed.primary.honest is None
    assert "nothing can be told" in sentences.finding(followed)


def test_when_it_could_be_told_grows_with_the_interval(found):
    """Half of the reps need about twice the months."""
    small = what_followed(organisation(SETTINGS[0].__class__("half", "", reps=30)), outcomes=["attainment"])
    assert small.months_needed > found.months_needed > found.months_seen
    assert "18 months" not in sentences.when(found)
