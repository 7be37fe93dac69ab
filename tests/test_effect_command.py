"""what-followed on the command line, on the sample and on nothing."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.__main__ import main
from dashboard.effect.what_followed import ANSWERS, CONTRASTS


@pytest.fixture
def printed(capsys):
    """Runs a command in this process; its exit status and what it printed."""

    def run(*arguments):
        status = main(["what-followed", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_json_is_a_list_of_answers_and_contrasts(sample_workspace, printed):
    """Each outcome has all nine answers, then the contrasts; nothing else is printed."""
    status, out, _ = printed("--json", "--outcome", "attainment")
    rows = json.loads(out)
    assert status == 0
    assert [row["answer"] for row in rows if "answer" in row] == list(ANSWERS)
    assert [tuple(row["contrast"]) for row in rows if "contrast" in row] == list(CONTRASTS)


def test_without_an_outcome_all_are_printed(sample_workspace, printed):
    """Attainment first, then what was logged."""
    rows = json.loads(printed("--json")[1])
    assert list(dict.fromkeys(row["outcome"] for row in rows)) == [
        "attainment",
        "activities",
        "meetings",
        "connects",
    ]


def test_the_sample_cannot_tell(sample_workspace, printed):
    """The tempting number is large, leaders are of one style each, and the verdict is none."""
    rows = json.loads(printed("--json", "--outcome", "attainment")[1])
    primary = next(row for row in rows if row.get("contrast") == ["do_more", "heard_and_acted"])
    assert primary["verdict"] == "cannot tell"
    assert primary["checks"]["enough"] is False
    assert all(row["verdict"] is None for row in rows if row is not primary)
    none = next(row for row in rows if row.get("answer") == "none")
    assert none["naive"] > 20


def test_in_words_it_says_the_finding_the_checks_and_when(sample_workspace, printed):
    """Without --json it is for people."""
    out = printed()[1]
    assert re.match(r"After .+ the next month was \d+ points of target higher\.", out)
    assert "[ ] Enough of both answers." in out
    assert "months are here" in out


def test_an_outcome_alone_has_no_verdict(sample_workspace, printed):
    """Meetings are shown as intervals only."""
    status, out, _ = printed("--outcome", "meetings")
    assert status == 0
    assert "cannot tell" not in out


def test_an_empty_workspace_says_so(fresh_workspace, printed):
    """Exit status 2 and a sentence."""
    status, out, err = printed("--json")
    assert status == 2
    assert not out
    assert "There is no data" in err
