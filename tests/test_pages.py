"""Team health and Do more as people meet them: on the sample, on nothing, by a link, by a bad link."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import jobs
from dashboard.parts import whats_new
from dashboard.warehouse import published

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
WIDGETS = ("button", "selectbox", "date_input", "toggle", "button_group", "download_button", "pagination")


def open_page(view: str = "team_health", **link: str) -> AppTest:
    """A new session that opens a page by a link; an exception on the page is a failure."""
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.query_params.update(link)
    at.run()
    if view != "team_health":
        # the first run shows the default page; what it cleared from a bad link is asked for again
        at = at.switch_page(f"views/{view}.py")
        at.query_params.update(link)
        at.run()
    assert not at.exception, at.exception[0].message
    return at


def texts(elements) -> str:
    return "\n".join(str(element.value) for element in elements)


def in_words(at: AppTest) -> str:
    """The filter as the page says it."""
    return next(element.value for element in at.text if ", as of " in element.value)


def first_key(ws, query: str, column: str, **params) -> str:
    return published.run(ws, query, **params)[column].iloc[0]


def choose_leader(at: AppTest, ws, name: str) -> None:
    choices = published.run(ws, "filter__choices").set_index("label")
    at.selectbox(key="leader_choice").set_value(choices.loc[name, "value"])


def test_team_health_says_its_finding_first(sample_workspace):
    """The sample has enough shortfalls for a share with its interval."""
    at = open_page()
    assert at.title[0].value == "Is activity up where understanding is missing?"
    assert re.match(
        r"Of \d+ shortfalls, \d+ were answered with do more or waved away \(", at.subheader[0].value
    )
    assert in_words(at).startswith("All teams, all dates, as of ")


def test_the_sample_says_that_it_is_one(sample_workspace):
    """Nobody takes an invented organisation for their own."""
    assert "Sample data: an invented organisation." in texts(open_page().caption)


def test_team_health_asks_one_question_per_section(sample_workspace):
    """News, answers, contrast, trend, obstacles, and who has not been heard; each with its table."""
    at = open_page()
    assert len(at.header) == 6
    assert all(header.value.endswith("?") for header in at.header)
    assert len(at.dataframe) == 6


def test_what_is_new_stands_beside_the_week_before(sample_workspace):
    """Of the notes of the last seven days as many are in the store, and each sort has its row."""
    news = open_page().dataframe[0].value.set_index("label")
    last_on = published.run(sample_workspace, "filter__workspace")["now_on"].iloc[0]
    first_on = last_on - timedelta(days=6)
    notes = published.run(sample_workspace, "note__list", from_on=first_on, to_on=last_on)
    assert list(news.index) == list(whats_new.SORTS.values())
    assert news.loc["Coaching notes written", "count_last_week"] == notes["count_found"].iloc[0] > 10
    assert news["count_week_before"].sum() > 10


def test_all_answers_stand_in_the_table_unanswered_included(sample_workspace):
    """An answer that nobody got is a row with a zero."""
    at = open_page()
    answers = at.dataframe[1].value
    assert answers["label"].iloc[-1] == "No note at all"
    assert len(answers) == 11
    assert answers["count_shortfalls"].sum() == int(re.search(r"\d+", at.subheader[0].value)[0])


def test_reps_are_sorted_by_name(sample_workspace):
    """Who was not heard is a list of names, no ranking."""
    names = open_page().dataframe[5].value["rep"].tolist()
    assert names == sorted(names)


@pytest.mark.parametrize("view", ["team_health", "do_more"])
def test_every_widget_has_a_key(sample_workspace, view):
    """Keys are how links and tests find a widget."""
    at = open_page(view)
    found = [widget for kind in WIDGETS for widget in at.get(kind)]
    assert len(found) > 6
    assert all(widget.key for widget in found)


@pytest.mark.parametrize("view", ["team_health", "do_more"])
def test_every_figure_and_table_has_a_text_alternative(sample_workspace, view):
    """What is drawn can be heard."""
    at = open_page(view)
    shown = [*at.get("plotly_chart"), *at.get("arrow_data_frame"), *at.get("dataframe")]
    assert len(shown) > 3
    assert all(element.proto.alt for element in shown)


@pytest.mark.parametrize("view", ["team_health", "do_more"])
def test_the_limits_of_use_are_on_each_page(sample_workspace, view):
    """What the figures must not be used for is one click away."""
    assert "Not for decisions on anybody's employment" in texts(open_page(view).markdown)


@pytest.mark.parametrize("view", ["team_health", "do_more"])
def test_an_empty_workspace_says_what_to_do(fresh_workspace, view):
    """Without data there is a sentence and a way on, and no figure."""
    at = open_page(view)
    assert "There is no data yet." in texts(at.info)
    assert not at.dataframe


def test_a_period_without_shortfalls_is_said(sample_workspace):
    """The last days of the sample alone have notes and too little else."""
    now_on = published.run(sample_workspace, "filter__workspace")["now_on"].iloc[0].date()
    at = open_page(from_on=now_on.isoformat(), team="Meadow", role="Team lead")
    assert at.subheader[0].value.startswith("Whether anybody was behind is unknown")
    assert "No shortfall in this period." in texts(at.info)


def test_a_team_with_few_shortfalls_gets_coverage_and_no_share(sample_workspace):
    """Four reps are too few for a rate."""
    at = open_page(team="Lantern")
    assert at.subheader[0].value.startswith("Too few to say more than this: ")


def test_a_link_shows_the_same_view_in_another_session(sample_workspace):
    """Team, role and period are bound to the URL by their widgets, the leader by its key."""
    at = open_page()
    at.selectbox(key="team").select("Harbour")
    choose_leader(at, sample_workspace, "Radek Svoboda")
    at.selectbox(key="role").select("Inside sales")
    at.date_input(key="from_on").set_value("2026-08-01")
    at.run()
    bound = {"team": "Harbour", "role": "Inside sales", "from_on": "2026-08-01"}
    assert all(at.selectbox(key=key).proto.query_param_key == key for key in ("team", "role"))
    other = open_page(**bound, **at.query_params)
    assert in_words(other) == in_words(at)
    assert "Harbour team, led by Radek Svoboda, role Inside sales, from 1 Aug 2026" in in_words(other)


def test_a_link_never_carries_a_persons_name(sample_workspace):
    """A leader is a surrogate key in the URL."""
    at = open_page()
    choose_leader(at, sample_workspace, "Radek Svoboda")
    at.run()
    assert "Svoboda" not in str(at.query_params)
    assert re.fullmatch(r"p[0-9a-f]{10}", at.query_params["leader"])


def test_the_filter_is_one_for_all_pages(sample_workspace):
    """A team that was chosen on one page is chosen on the next."""
    at = open_page()
    at.selectbox(key="team").select("Harbour")
    choose_leader(at, sample_workspace, "Radek Svoboda")
    at.run()
    at.switch_page("views/do_more.py").run()
    assert in_words(at).startswith("Harbour team, led by Radek Svoboda,")


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"team": "Nowhere"}, "The link names a team that is not in this workspace, so all are shown."),
        (
            {"leader": "p0000000000"},
            "The link names a leader that is not in this workspace, so all are shown.",
        ),
        ({"from_on": "yesterday"}, "The link's first day is no date between"),
        ({"to_on": "2031-01-01"}, "The link's last day is no date between"),
    ],
)
def test_a_bad_link_says_so_and_shows_all(sample_workspace, link, sentence):
    """What a link asks for in vain is a sentence, and the page is the unfiltered one."""
    at = open_page(**link)
    assert sentence in texts(at.warning)
    assert in_words(at).startswith("All teams, all dates, as of ")


def test_a_period_that_ends_before_it_begins_is_said(sample_workspace):
    """The days stay in their fields to be mended; the page shows all dates."""
    at = open_page(from_on="2026-10-01", to_on="2026-09-01")
    assert "The period ends before it begins" in texts(at.warning)
    assert "all dates" in in_words(at)


def test_a_quick_period_counts_back_from_now(sample_workspace):
    """Four weeks end with the last day that notes cover."""
    at = open_page()
    at.button(key="period_4").click().run()
    assert "from 26 Sep 2026" in in_words(at)
    at.button(key="period_None").click().run()
    assert "all dates" in in_words(at)


def test_a_link_to_a_note_opens_it(sample_workspace):
    """Its words are there, marked."""
    key = first_key(sample_workspace, "note__list", "note_key", answer="replaced")
    at = open_page(note=key)
    assert "<mark " in at.get("html")[0].proto.body
    assert " about " in texts(at.text)


def test_a_note_without_an_author_says_so(fresh_workspace, tmp_path):
    """What a file leaves empty is a word, and never the name of a missing value."""
    path = tmp_path / "coaching_notes.csv"
    path.write_text(
        "note_id,author_id,about_person_id,written_at,text\nn1,,ann,2026-03-04 10:00:00,More calls.\n",
        encoding="utf-8",
    )
    jobs.bring_in(fresh_workspace, [path], lambda share, words: None)
    at = open_page(note=first_key(fresh_workspace, "note__list", "note_key"))
    assert "Wed 4 Mar 2026: unknown author about ann" in texts(at.text)


def test_a_link_to_no_note_says_so(sample_workspace):
    """A note of another workspace is not found, and the page is shown."""
    at = open_page(note="n0000000000")
    assert "The link names a note that is not in this workspace" in texts(at.warning)
    assert len(at.header) == 6


def answered(ws, answer: str):
    rows = published.run(ws, "do_more__shortfalls")
    return rows[rows["answer"].eq(answer)]


def test_what_the_reader_is_not_sure_of_stands_apart(sample_workspace):
    """A table of its own, and a count of its own in the finding of Team health; no card."""
    perhaps = answered(sample_workspace, "perhaps_replaced")
    at = open_page("do_more")
    shown = [table.value for table in at.dataframe if "repair_label" not in table.value]
    assert sum(len(rows) for rows in shown) == len(perhaps)
    assert (f", {len(perhaps)} perhaps" in open_page().subheader[0].value) == (len(perhaps) > 0)


def test_do_more_shows_each_shortfall_with_its_note(sample_workspace):
    """Four cards a page: the weeks, the marked note, what was known, the repair."""
    at = open_page("do_more")
    count = len(answered(sample_workspace, "replaced"))
    assert at.subheader[0].value.startswith(f"{count} of ")
    cards = at.subheader[1:]
    assert len(cards) == min(count, 4)
    assert len(at.get("plotly_chart")) == len(cards)
    assert texts(at.markdown).count("**Was it repaired?**") == len(cards)
    assert "<mark " in at.get("html")[0].proto.body


def test_do_more_narrows_to_what_was_not_heard_since(sample_workspace):
    """The page's own filter works on table and cards."""
    at = open_page("do_more")
    rows = answered(sample_workspace, "replaced")
    at.get("button_group")[0].select("not_heard").run()
    assert len(at.dataframe[0].value) == rows["repair"].ne("repaired").sum()


def test_a_link_to_a_shortfall_shows_it_alone(sample_workspace):
    """One card and a way back."""
    key = answered(sample_workspace, "replaced")["shortfall_key"].iloc[0]
    at = open_page("do_more", shortfall=key)
    assert len(at.subheader) == 2
    assert not at.dataframe


def test_a_link_to_no_shortfall_says_so(sample_workspace):
    """All are shown instead."""
    at = open_page("do_more", shortfall="s0000000000")
    assert "The link names a shortfall that is not in this workspace" in texts(at.warning)
    assert at.dataframe


def test_plain_tables_are_there_for_print(sample_workspace):
    """With the switch every table is a static one, whole."""
    at = open_page(print="true")
    assert not at.dataframe
    assert len(at.table) == 6


def test_like_lengths_are_compared_once_they_are_asked_for(sample_workspace):
    """A column for each length of note, and a row for each team."""
    at = open_page()
    at.session_state["lengths_more"] = True
    rows = at.run().dataframe[3].value
    assert rows.columns.tolist() == ["team", "1 sentence", "2 to 4 sentences", "5 and more"]
    assert {"Harbour", "Meadow", "Ridge"} <= set(rows["team"])
