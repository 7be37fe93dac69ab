"""Team health and Do more as people meet them: on the sample, on nothing, by a link, by a bad link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import jobs
from dashboard.warehouse import published

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
WIDGETS = ("button", "selectbox", "date_input", "toggle", "button_group", "download_button", "pagination")


def open_page(view: str = "team_health", **link: str) -> AppTest:
    """A new session that opens a page by a link; an exception on the page is a failure."""
    at = AppTest.from_file(str(APP), default_timeout=60).switch_page(f"views/{view}.py")
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
    """News, answers, contrast, who was not heard; obstacles and trend wait in tabs and run when opened."""
    at = open_page()
    assert len(at.header) == 4
    assert all(header.value.endswith("?") for header in at.header)
    assert len(at.dataframe) == 3


@pytest.mark.parametrize(
    ("tab", "count_tables", "count_figures"),
    [("Who has not been heard, and for how long?", 3, 4), ("What stands in the way?", 3, 4),
     ("How has it changed?", 2, 5)],
)  # fmt: skip
def test_a_link_opens_a_tab_of_team_health(sample_workspace, tab, count_tables, count_figures):
    """What the tab shows is there, and what the others would show is not; the weeks wait in an expander."""
    at = open_page(more=tab)
    assert at.header[-1].value == tab
    assert (len(at.dataframe), len(at.get("plotly_chart"))) == (count_tables, count_figures)


def test_team_health_in_print_shows_what_tabs_hide(sample_workspace):
    """Paper has no tabs: every question stands under the other."""
    at = open_page(print="true")
    assert [header.value for header in at.header[-3:]] == [
        "Who has not been heard, and for how long?", "What stands in the way?", "How has it changed?"
    ]  # fmt: skip
    assert not at.tabs


def test_all_answers_stand_in_the_table_unanswered_included(sample_workspace):
    """An answer that nobody got is a row with a zero."""
    at = open_page()
    answers = at.dataframe[0].value
    assert answers["label"].iloc[-1] == "No note at all"
    assert len(answers) == 11
    assert answers["count_shortfalls"].sum() == int(re.search(r"\d+", at.subheader[0].value)[0])


def test_reps_are_sorted_by_name(sample_workspace):
    """Who was not heard is a list of names, no ranking."""
    names = open_page().dataframe[2].value["rep"].tolist()
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
    assert any("<mark " in html.proto.body for html in at.get("html"))
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
    assert len(at.header) == 4


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
    """Three cards a page: the weeks, the marked note, what was known, the repair."""
    at = open_page("do_more")
    count = len(answered(sample_workspace, "replaced"))
    assert at.subheader[0].value.startswith(f"{count} of ")
    cards = at.subheader[1:]
    assert len(cards) == min(count, 3)
    assert len(at.get("plotly_chart")) == len(cards)
    assert texts(at.markdown).count("**Was it repaired?**") == len(cards)
    assert any("<mark " in html.proto.body for html in at.get("html"))


def test_do_more_narrows_to_what_was_not_heard_since(sample_workspace):
    """The page's own filter works on table and cards."""
    at = open_page("do_more")
    rows = answered(sample_workspace, "replaced")
    next(group for group in at.get("button_group") if group.key == "only").select("not_heard").run()
    assert len(at.dataframe[0].value) == rows["repair"].eq("not repaired").sum()


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
    assert len(at.table) == 5, "in print the weeks are there too"


def test_like_lengths_are_compared_by_a_choice(sample_workspace):
    """The contrast counts notes of the chosen length only; the link says which."""
    whole = open_page().dataframe[1].value.set_index("label")["heard"]
    short = open_page(length="1 sentence").dataframe[1].value.set_index("label")["heard"]
    assert set(whole.index) == set(short.index) >= {"Harbour", "Meadow", "Ridge"}
    assert counted(short["Meadow"])[1] < counted(whole["Meadow"])[1]


def counted(said: str) -> tuple[int, int]:
    """The counts of "43 of 151 (28 %, ...)"."""
    return tuple(int(number) for number in re.match(r"(\d+) of (\d+)", said).groups())


def card(at: AppTest, label: str) -> int:
    """The number on a card."""
    return int(next(metric.value for metric in at.metric if metric.label == label))


def drawn_rows(at: AppTest, alt: str) -> int:
    """How many rows the table with this text alternative has."""
    return next(len(table.value) for table in at.dataframe if table.proto.alt == alt)


SHORTFALL_CARDS = {
    "shortfalls": "Shortfalls",
    "share_shortfalls_replaced": "Answered with do more",
    "count_unanswered": "No note at all",
    "replaced_though_known": "Replaced though known",
}


@pytest.mark.parametrize("name", SHORTFALL_CARDS)
def test_a_card_of_shortfalls_opens_rows_that_add_up_to_it(sample_workspace, name):
    """The drawer lists as many shortfalls as the card says."""
    at = open_page()
    at.button(key=f"opens_{name}").click().run()
    assert drawn_rows(at, "Shortfalls, by first day and name") == card(at, SHORTFALL_CARDS[name]) > 0


@pytest.mark.parametrize(
    ("name", "label"), [("share_heard", "Heard"), ("pressed_on_target", "Pressed on target")]
)
def test_a_card_of_notes_opens_notes_that_add_up_to_it(sample_workspace, name, label):
    """The drawer counts as many notes as the card says."""
    at = open_page()
    at.button(key=f"opens_{name}").click().run()
    assert f"{card(at, label)} notes, latest first." in texts(at.markdown)


def test_a_card_opens_what_it_is_a_share_of(sample_workspace):
    """The second set of a drawer is the denominator."""
    at = open_page()
    at.button(key="opens_share_shortfalls_replaced").click().run()
    of = next(group for group in at.get("button_group") if group.key == "drawer_set")
    said = [option.content.replace("\\", "") for option in of.proto.options]
    assert said == ["Answered with do more (12)", "Out of (46)"]


def test_news_are_of_the_last_full_week(sample_workspace):
    """Counts are buttons; what did not happen is said; the week is named."""
    at = open_page()
    news = published.run(sample_workspace, "team_health__news")["kind"].value_counts()
    assert at.button(key="opens_news_notes").label == f"Coaching notes: {news['notes']}"
    assert "19 Oct to 23 Oct 2026. None: shortfalls begun and shortfalls ended." in texts(at.caption)


@pytest.mark.parametrize("kind", ["began", "ended", "named", "acted", "waved", "heard_again"])
def test_each_news_count_opens_its_rows(sample_workspace, kind):
    """Since the first of July each kind happened; its drawer has as many rows as the button says."""
    at = open_page(since="2026-07-01")
    button = at.button(key=f"opens_news_{kind}")
    button.click().run()
    assert drawn_rows(at, "What is new, latest first") == int(button.label.split(": ")[1]) > 0


def test_news_begin_on_a_day_of_the_link(sample_workspace):
    """More is new since the first of July than since last week; a bad day is said and left out."""
    assert "1 Jul to 23 Oct 2026." in texts(open_page(since="2026-07-01").caption)
    bad = open_page(since="soon")
    assert "The link's “since” is no day of this period" in texts(bad.warning)
    assert "19 Oct to 23 Oct 2026." in texts(bad.caption)


def test_the_period_before_stands_beside_each_card(sample_workspace):
    """Counts and intervals of the same number of weeks, in words that claim no change."""
    at = open_page(from_on="2026-07-25", compare="The period before")
    said = texts(at.caption).replace("\\", "")
    assert re.search(
        r"the 13 weeks before: 6 of 22 \(27 %, 95 % interval 0 to \d+\); intervals overlap", said
    )
    assert "the 13 weeks before: 6 of 6, too few to say" in said
    assert "The 13 weeks before" in labels(at, "Activity and understanding per team and leader")
    assert not re.search(r"because|due to|led to|improved|worse|better|↑|↓", said)


def labels(at: AppTest, alt: str) -> list[str]:
    """Labels of a table's columns."""
    shown = next(table for table in at.dataframe if table.proto.alt == alt)
    return re.findall(r'"label": "([^"]*)"', shown.proto.columns)


def test_all_dates_have_no_period_before(sample_workspace):
    """What cannot be compared is a sentence with a way on."""
    at = open_page(compare="The period before")
    assert "All dates are shown, so nothing is before them." in texts(at.caption)


def test_like_teams_stand_beside_a_team(sample_workspace):
    """Meadow has account executives, as have Foundry, Lantern and Ridge; Harbour has inside sales."""
    at = open_page(team="Meadow", compare="Like teams")
    assert "like teams (Foundry, Lantern, Ridge): 20" in texts(at.caption).replace("\\", "")


def test_a_team_like_no_other_stands_beside_all_others(sample_workspace):
    """Orchard alone does new business."""
    at = open_page(team="Orchard", compare="Like teams")
    assert "5 like teams: 41" not in texts(at.caption)
    assert "5 other teams: 41" in texts(at.caption).replace("\\", "")


@pytest.mark.parametrize("view", ["team_health", "do_more"])
def test_a_comparison_keeps_its_rows_open(sample_workspace, view):
    """The drawer of a card holds what stands beside as well, with its counts."""
    at = open_page(view, from_on="2026-07-25", compare="The period before")
    at.button(key="opens_share_shortfalls_replaced").click().run()
    sets = next(group for group in at.get("button_group") if group.key == "drawer_set")
    said = [option.content.replace("\\", "") for option in sets.proto.options]
    assert said[0] == f"Answered with do more ({card(at, 'Answered with do more')})"
    assert said[2:] == ["Beside (6)", "Beside, out of (22)"]


def test_the_finding_answers_the_title(sample_workspace):
    """In Harbour activity is above its own level, and next to nothing is heard: its story in the sample."""
    assert re.search(
        r"Activity is above its own level in Harbour \(\d of 151 notes heard\)\.$",
        open_page().subheader[0].value,
    )


def test_teams_get_the_answers_of_their_stories(sample_workspace):
    """Harbour was told to do more, Ridge was asked, three shortfalls of Orchard got no note."""
    said = next(chart.proto.alt for chart in open_page().get("plotly_chart") if "by team" in chart.proto.alt)
    assert re.search(r"Harbour: .*do more, or waved away \d+", said)
    assert "Ridge: asked, no answer taken up 9" in said
    assert "no note at all 3" in said.split("Orchard: ")[1].split(";")[0]


def test_do_more_shows_its_shares_as_cards(sample_workspace):
    """How often, though known, heard later, and pressed on target; each adds up with its drawer."""
    at = open_page("do_more")
    assert card(at, "Answered with do more") == len(answered(sample_workspace, "replaced"))
    assert card(at, "Pressed on target") == len(published.run(sample_workspace, "do_more__pressed"))
    at.button(key="opens_pressed_on_target").click().run()
    assert f"{card(at, 'Pressed on target')} notes, latest first." in texts(at.markdown)


def test_do_more_narrows_to_what_is_too_early_to_say(sample_workspace):
    """Petra's last shortfall is: 21 days have not passed."""
    at = open_page("do_more")
    next(group for group in at.get("button_group") if group.key == "only").select("too_early").run()
    assert at.dataframe[0].value["rep"].tolist() == ["Petra Kalinova"]
