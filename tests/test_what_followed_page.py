"""What followed as people meet it: on the sample, on nothing, with other filters; and what it is made of."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.effect.what_followed import what_followed
from dashboard.parts import figures_what_followed as figures
from dashboard.parts import what_followed as parts
from dashboard.parts.palette import palette
from tests.simulation.organisations import SETTINGS, drawn
from tests.test_pages import WIDGETS, texts

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
COLOURS = palette("light")


def open_page(**link: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=120).switch_page("views/what_followed.py")
    at.query_params.update(link)
    at.run()
    assert not at.exception, at.exception[0].message
    return at


@pytest.fixture(scope="module")
def found():
    """An organisation in which everything can be estimated."""
    return what_followed(drawn(SETTINGS[2], 5, 1).assign(bad_below=0.8), outcomes=["attainment"])


def test_the_sample_shows_the_tempting_number_and_cannot_tell(sample_workspace):
    """Bad months get better after do more, and without a note too."""
    at = open_page()
    assert at.title[0].value == "Did it help?"
    assert re.match(r"After .+ the next month was \d+ points of target higher\.", at.subheader[0].value)
    assert at.subheader[0].value.endswith("cannot tell.")
    assert re.search(r"After \d+ bad months nobody wrote a note", texts(at.markdown))


def test_each_section_asks_a_question(sample_workspace):
    """Six of them."""
    headers = [header.value for header in open_page().header]
    assert len(headers) == 6
    assert all(header.endswith("?") for header in headers)


def test_every_widget_has_a_key_and_every_figure_a_text(sample_workspace):
    """Keys are how tests find a widget, texts how a screen reader tells a figure."""
    at = open_page()
    assert all(widget.key for kind in WIDGETS for widget in at.get(kind))
    shown = [*at.get("plotly_chart"), *at.get("arrow_data_frame"), *at.get("dataframe")]
    assert len(shown) >= 3
    assert all(element.proto.alt for element in shown)


def test_nobody_is_named(sample_workspace):
    """Neither a rep nor a leader stands anywhere on the page."""
    from dashboard.warehouse import published

    at = open_page()
    people = published.run(sample_workspace, "data__known_people")["name"]
    said = "\n".join([texts(at.markdown), texts(at.caption), texts(at.subheader), texts(at.text)])
    cells = "\n".join(frame.value.to_string() for frame in at.dataframe)
    assert not [name for name in people if name in said + cells]


def test_the_filter_changes_nothing(sample_workspace):
    """It is always of the whole organisation: one team's effect cannot be told."""
    assert open_page(team="Harbour").subheader[0].value == open_page().subheader[0].value


def test_a_bad_link_leaves_the_page_standing(sample_workspace):
    """A leader who is not here is a warning."""
    at = open_page(leader="nobody")
    assert "names a leader that is not in this workspace" in texts(at.warning)
    assert at.title[0].value == "Did it help?"


def test_an_empty_workspace_says_what_to_do(fresh_workspace):
    """Without data there is a sentence and a way on."""
    at = open_page()
    assert "There is no data yet." in texts(at.info)


def test_other_outcomes_open_on_demand(sample_workspace):
    """Activities first, then a choice."""
    at = open_page()
    at.session_state["outcomes_more"] = True
    at.run()
    assert not at.exception
    assert len(at.dataframe) == 2


def test_the_drawer_counts_what_its_row_counts(found):
    """A row's number of bad periods is that of the rows behind it."""
    row = next(row for row in found.rows if row.contrast == ("do_more", "heard_and_acted"))
    assert row.n == found.units["answer"].isin(row.contrast).sum()


def test_the_table_says_what_an_answer_is_compared_with(found):
    """No note is the reference, and has no difference to itself."""
    shown = parts.as_table(found.rows).set_index("label")
    assert shown.loc["No note", "interval"] == "compared with"
    assert re.fullmatch(r"[+-]\d+\.\d to [+-]\d+\.\d", shown.loc["Do more", "interval"])
    assert shown.loc["Silent", "interval"] == "too few to say"


def test_the_figure_draws_the_honest_interval(found):
    """Its ends are the estimate's."""
    rows = parts.as_figure([found.primary])
    honest = figures.naive_and_honest(rows=rows, colours=COLOURS).data[2]
    assert honest.x[0] + honest.error_x.array[0] == pytest.approx(found.primary.honest.high)
    assert f"({found.primary.honest.low:+.0f} to " in figures.naive_and_honest_alt(rows)


def test_the_path_falls_and_comes_back(found):
    """Its text says before, in and after."""
    figure = figures.path(rows=found.path, colours=COLOURS, period="month")
    assert {trace.name for trace in figure.data} == {
        "without a note",
        "do more",
        "heard and acted",
        "all bad ones",
    }
    assert re.search(r"without a note \d+ % before, \d+ % in it, \d+ % after", figures.path_alt(found.path))


def test_choices_are_drawn_in_order(found):
    """From the lowest estimate to the highest."""
    values = list(figures.choices(rows=found.choices, colours=COLOURS).data[0].y)
    assert values == sorted(values)
    assert "Estimates under 40 choices" in figures.choices_alt(found.choices)


def test_too_few_rows_draw_words_in_place_of_points():
    """A figure without any honest estimate says so."""
    row = {
        "label": "Do more",
        "n": 3,
        "naive": 20.0,
        "expected": 18.0,
        "honest": None,
        "low": None,
        "high": None,
    }
    rows = pd.DataFrame([row | {"is_reference": False}]).astype(
        {"low": float, "high": float, "honest": float}
    )
    figure = figures.naive_and_honest(rows=rows, colours=COLOURS)
    assert figure.layout.annotations[0].text == "too few to say (3)"


def test_reasons_for_leaving_periods_out_are_counted(found):
    """Their sum is what is missing among bad periods."""
    bad = drawn(SETTINGS[2], 5, 1)["attainment"].lt(0.8).sum()
    assert sum(found.left_out.values()) == bad - len(found.units)
    assert parts.left_out(found).startswith("Bad periods not compared: ")
