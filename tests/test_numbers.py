"""Every number of a page opens rows that add up to it: in its sentences, and in the rows of its tables."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import open_page

from dashboard.warehouse import published
from tests.pages import VIEWS

ROW = "_row"
NOT_COUNTED = r"\([^)]*%[^)]*\)|\d+ %|\d+ (days?|times?|reps?|other teams?)\b|\d+ \w{3} \d{4}"
"""What a finding says beside its counts: shares, spans, dates, how many people or teams the counts are of."""


@pytest.fixture(scope="module")
def link(sample_workspace) -> dict[str, str]:
    """Plain tables, whose rows open without a mouse, and the rep of whom most is known."""
    reps = published.run(sample_workspace, "person__reps")
    key = reps.loc[reps["label"].str.startswith("Petra"), "person_key"].iloc[0]
    return {"print": "true", "person": key}


def said_in_drawer(at: AppTest) -> int | None:
    """The count that an open drawer says first; None where it shows one thing, or none is open."""
    found = [
        re.match(r"(?:The first \d+ of )?(\d+) \w+", element.value)
        for drawer in at.get("dialog")
        for element in drawer.markdown
    ]
    return next((int(match[1]) for match in found if match), None)


def forget_what_was_opened(at: AppTest, link: dict[str, str]) -> None:
    if opened := set(at.query_params) - set(link):
        for name in opened:
            del at.query_params[name]
        at.run()


@pytest.mark.parametrize("view", VIEWS)
def test_each_count_of_a_finding_opens_as_many_rows(link, view):
    """What the first sentence counts has a button of that number; each button's drawer says the same."""
    at = open_page(view, **link)
    sentence, said = at.subheader[0].value if at.subheader else "", set()
    for key in [button.key for button in at.button if button.key.startswith("opens_")]:
        button = at.button(key=key)
        said.add(int(re.search(r"\d+$", button.label)[0]))
        button.click().run()
        assert not at.exception
        assert said_in_drawer(at) == int(re.search(r"\d+$", button.label)[0]), button.label
        forget_what_was_opened(at, link)
    counts = {int(count) for count in re.findall(r"\d+", re.sub(NOT_COUNTED, "", sentence))} - {0}
    assert not said or counts <= said, sentence


def row_said(at: AppTest, option: str) -> set[int]:
    """Numbers in the row that a list of rows names so, wherever it stands on the page."""
    for shown in at.table:
        for cells in shown.value.astype(str).itertuples(index=False):
            row = re.sub(r"\\|\u2060", "", ", ".join(filter(None, cells)))
            if row.startswith(option):
                return {int(number) for number in re.findall(r"\d+", row)}
    raise LookupError(option)


@pytest.mark.parametrize("view", VIEWS)
def test_a_row_opens_as_many_rows_as_it_says(link, view):
    """What the middle row of each table opens is one thing, or as many as a number of the row says."""
    at = open_page(view, **link)
    for key in [box.key for box in at.selectbox if box.key.endswith(ROW)]:
        place = len(at.selectbox(key=key).options) // 2
        option = at.selectbox(key=key).options[place]
        at.selectbox(key=key).select_index(place).run()
        numbers = row_said(at, option)
        at.button(key=f"{key}_open").click().run()
        assert not at.exception
        count = said_in_drawer(at)
        assert count is None or count in numbers | {1}, (key, option)
        forget_what_was_opened(at, link)
