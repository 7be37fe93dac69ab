"""Definitions as people meet them: numbers with words and SQL, the codebook, the reader, the limits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import reader
from dashboard.metrics import METRICS
from dashboard.parts import agreement, numbers
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES, STANCES
from dashboard.warehouse import published
from dashboard.warehouse.settings import SETTINGS

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
EVALUATION = json.loads(Path(reader.__file__).with_name("evaluation.json").read_text(encoding="utf-8"))


def open_definitions(**link: str) -> AppTest:
    """A new session on Definitions by a link; an exception on the page is a failure."""
    at = AppTest.from_file(str(APP), default_timeout=60).switch_page("views/definitions.py")
    at.query_params.update(link)
    return checked(at)


def checked(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception, at.exception[0].message
    return at


def texts(at: AppTest) -> str:
    kinds = (at.text, at.markdown, at.caption, at.warning, at.header, at.subheader, at.code)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


@pytest.mark.parametrize("name", METRICS)
def test_each_metric_is_in_words(name, sample_workspace):
    """Its label with its unit, and what it counts out of what."""
    said = texts(open_definitions())
    assert METRICS[name].axis in said
    assert METRICS[name].meaning in said


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
def test_the_sql_of_each_metric_leads_to_its_tables(metric):
    """The query of a metric exists and reads at least one table whose SQL is shown with it."""
    assert numbers.tables_behind(published.query_text(metric.query))


def test_tables_behind_a_query_are_read_from_its_text():
    """Tables and macros count, words of comments do not."""
    text = "-- shortfalls are not read here\nselect team from coaching_moments where behind_of(a, b, c, d)"
    assert numbers.tables_behind(text) == ["behind_rules", "coaching_moments"]


def test_sql_is_one_click_away(sample_workspace):
    """Opening the SQL of a metric shows its query and the tables that it reads."""
    at = open_definitions()
    at.session_state["sql_of_share_replaced"] = True
    shown = [block.value for block in checked(at).code]
    assert published.query_text(METRICS["share_replaced"].query).strip() in [text.strip() for text in shown]
    assert published.mart_text("coaching_moments").strip() in [text.strip() for text in shown]


@pytest.mark.parametrize("link", ["marts/shortfalls", "pages/data__imports"])
def test_any_query_opens_by_a_link(link, sample_workspace):
    """The choice of the browser of queries is in the URL."""
    folder, name = link.split("/")
    text = published.mart_text(name) if folder == "marts" else published.query_text(name)
    assert open_definitions(sql=link).code[0].value.strip() == text.strip()


def test_a_bad_link_shows_the_page(sample_workspace):
    """A query or a part that does not exist leaves the first part with nothing chosen."""
    at = open_definitions(sql="marts/nothing", part="Nowhere")
    assert at.title[0].value == "How is each number made?"
    assert not at.code


def test_settings_stand_with_their_sentences(sample_workspace):
    """Value here, default, what it does."""
    rows = open_definitions(part="Settings").dataframe[0].value
    assert set(rows["name"]) == {setting.name for setting in SETTINGS}
    assert set(rows["sentence"]) == {setting.sentence for setting in SETTINGS}


def test_an_empty_workspace_has_definitions(fresh_workspace):
    """Words, defaults and the codebook need no data."""
    assert METRICS["shortfalls"].meaning in texts(open_definitions())
    rows = open_definitions(part="Settings").dataframe[0].value
    assert rows["value"].tolist() == rows["default_value"].tolist()


def test_the_codebook_shows_each_code_with_both_examples(sample_workspace):
    """Meaning, what it is and what it is not."""
    said = texts(open_definitions(part="Codebook"))
    for code in CODES.values():
        for words in (code.label, code.meaning, code.example, code.not_example):
            assert words in said


def test_the_codebook_says_which_stances_count(sample_workspace):
    """Do more and waved away count as replaced; heard, and heard and acted, as heard."""
    types, readings, stances = (table.value for table in open_definitions(part="Codebook").table)
    assert types["Type"].tolist() == [kind.label for kind in OBSTACLE_TYPES.values()]
    assert readings["Reading"].value_counts().to_dict() == {"Pressure": 4, "Understanding": 3, "Care": 3}
    counted = dict(zip(stances["Stance"], stances["Counts as"], strict=True))
    assert [name for name, counts in counted.items() if counts == "replaced"] == ["Waved away", "Do more"]
    assert [name for name, counts in counted.items() if counts == "heard"] == ["Heard and acted", "Heard"]


def test_the_reader_shows_how_often_it_agrees_with_people(sample_workspace):
    """Per code, type and stance, and for replaced and heard, as the evaluation has it."""
    at = open_definitions(part="Reader")
    notes, stances, codes, types, bins, simple = (frame.value for frame in at.dataframe)
    assert len(notes) == 3
    assert stances["label"].tolist() == [stance.label for stance in STANCES.values()]
    assert len(codes) == len(CODES)
    assert types["number"].tolist() == [
        EVALUATION["end_to_end"]["obstacle_types"][name]["number"] for name in OBSTACLE_TYPES
    ]
    assert bins["number"].tolist() == [row["number"] for row in EVALUATION["reliability"]["all"]]
    assert simple["micro_f1"].tolist()[0] > simple["micro_f1"].tolist()[1]
    assert "on invented notes" in texts(at)


def test_agreement_is_said_in_plain_words():
    """Of a hundred notes called replaced, so many are; of a hundred that are, so many are found."""
    replaced = EVALUATION["end_to_end"]["replaced"]
    said = agreement.in_words(EVALUATION)
    assert f"people call {100 * replaced['precision']:.0f} so" in said
    assert f"it finds {100 * replaced['recall']:.0f}" in said


def test_a_measure_without_a_basis_is_left_blank():
    """What nobody marked has no recall, and no figure is made up for it."""
    none = {"precision": None, "recall": None, "f1": None, "kappa": None, "number": 0}
    assert agreement.rows({"x": none}, {"x": "X"}).loc[0, ["precision", "recall", "f1", "kappa"]].isna().all()


def test_the_limits_say_what_the_figures_are_not_for(sample_workspace):
    """Not for decisions on employment, and why; and what is not measured at all."""
    said = texts(open_definitions(part="Limits"))
    assert "Not for decisions on anybody's employment" in said
    assert "What is not measured" in said
