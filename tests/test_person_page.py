"""The page Person as people meet it: the sample's stories, links, events by hand, the next conversation."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import jobs
from dashboard.parts import questions
from dashboard.warehouse import published
from tests.test_pages import WIDGETS, in_words, open_page, texts

NUMBERS = re.compile(r"\d+")


def quiet(share: float, words: str) -> None:
    """Progress that nobody watches."""


def key_of(ws, name: str) -> str:
    reps = published.run(ws, "person__reps")
    return reps.loc[reps["label"].str.startswith(name), "person_key"].iloc[0]


def open_rep(ws, name: str, **link: str) -> AppTest:
    return open_page("person", person=key_of(ws, name), **link)


def press(at: AppTest, number: str) -> AppTest:
    at.button(key=f"opens_{number}").click().run()
    assert not at.exception
    return at


def spans(at: AppTest) -> str:
    return at.get("plotly_chart")[0].proto.alt


def bring(ws, folder, **files: str) -> None:
    """Import small files, `name="header and rows"`."""
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    jobs.bring_in(ws, paths, quiet)


ONE_REP = {
    "people": "person_id,name,title,started_on\np1,Ana Ruiz,AE,2024-03-01\np2,Jo Berg,Lead,2020-01-01\n",
    "memberships": "person_id,team,leader_id,role,from_on\np1,North,p2,AE,2024-03-01\n",
    "coaching_notes": "note_id,author_id,about_person_id,written_at,text\n"
    "n1,p2,p1,2026-03-04 10:00:00,More calls please.\n",
}


def test_without_a_choice_the_page_says_what_to_do(sample_workspace):
    """A question, what the page is for, and a box to choose a rep by name."""
    at = open_page("person")
    assert at.title[0].value == "What has this rep been up against, and who asked?"
    assert "Choose a rep above" in texts(at.info)
    options = at.selectbox(key="person_choice").options
    assert options == sorted(options)
    assert len(options) == 38


def test_a_link_opens_a_rep_and_holds_only_a_surrogate(sample_workspace):
    """The finding names the rep, the address does not."""
    at = open_rep(sample_workspace, "Petra")
    assert at.subheader[0].value.startswith("Petra Kalinova: behind in ")
    assert re.fullmatch(r"p[0-9a-f]{10}", at.query_params["person"])
    assert "Petra" not in str(at.query_params)


def test_choosing_a_rep_puts_the_key_in_the_link(sample_workspace):
    """What is chosen can be passed on."""
    at = open_page("person")
    key = key_of(sample_workspace, "Maud")
    at.selectbox(key="person_choice").set_value(key).run()
    assert at.query_params["person"] == key
    assert at.subheader[0].value.startswith("Maud Lefebvre: ")


def test_a_link_to_nobody_says_so_and_goes_on(sample_workspace):
    """A sentence, and the box to choose."""
    at = open_page("person", person="nobody")
    assert "The link names a person who is not in this workspace." in texts(at.warning)
    assert at.selectbox(key="person_choice").value is None


def test_an_empty_workspace_says_what_to_do(fresh_workspace):
    """Without data there is a sentence and a way on, and no figure."""
    at = open_page("person")
    assert "There is no data yet." in texts(at.info)
    assert not at.get("plotly_chart")


def test_the_filter_narrows_the_list_of_reps_and_not_the_link(sample_workspace):
    """A rep of another team stays open when a link names them."""
    at = open_rep(sample_workspace, "Petra", team="Meadow")
    at.selectbox(key="team").select("Meadow").run()
    labels = at.selectbox(key="person_choice").options
    assert all(label.endswith(("Meadow", "Ridge")) for label in labels if not label.startswith("Petra"))
    assert at.subheader[0].value.startswith("Petra Kalinova: ")
    assert in_words(at).startswith("Meadow team,")


def test_the_period_narrows_what_the_page_shows(sample_workspace):
    """Thirteen weeks have fewer notes than forty."""
    at = open_rep(sample_workspace, "Petra")
    every = int(NUMBERS.search(at.button(key="opens_notes").label)[0])
    at.button(key="period_13").click().run()
    assert int(NUMBERS.search(at.button(key="opens_notes").label)[0]) < every


def test_every_widget_has_a_key_and_every_figure_an_alternative(sample_workspace):
    """Keys are how links and tests find a widget; what is drawn can be heard."""
    at = open_rep(sample_workspace, "Petra")
    assert all(widget.key for kind in WIDGETS for widget in at.get(kind))
    shown = [*at.get("plotly_chart"), *at.dataframe]
    assert len(shown) == 4
    assert all(element.proto.alt for element in shown)


@pytest.mark.parametrize("name", ["Petra", "Callum", "Maud"])
def test_each_number_opens_rows_that_add_up_to_it(sample_workspace, name):
    """The counts of the sentence are those of the buttons, and of what they open."""
    at = open_rep(sample_workspace, name)
    sentence = at.subheader[0].value
    for button in [b for b in at.button if b.key.startswith("opens_")]:
        count = int(NUMBERS.search(button.label)[0])
        assert str(count) in sentence
        opened = press(open_rep(sample_workspace, name), button.key.removeprefix("opens_"))
        assert re.search(rf"^{count} (note|week|obstacle)s?\b", texts(opened.markdown), re.M), button.label


def test_petra_was_told_to_do_more_three_times(sample_workspace):
    """Three shortfalls with their spans; the dialer in the way; the update of the dialer as an event."""
    said = spans(open_rep(sample_workspace, "Petra"))
    assert "behind 23 Feb to 22 Mar 2026, 22 Jun to 12 Jul 2026 and 5 Oct to 25 Oct 2026" in said
    assert "tools in the way from 18 Feb 2026" in said
    assert "Product (Harbour team): Dialer update to version 8, from 16 Feb 2026" in said


def test_maud_is_not_behind_while_she_is_on_leave(sample_workspace):
    """Three weeks of leave are framed, and none of them counts as behind."""
    at = open_rep(sample_workspace, "Maud")
    weeks = at.dataframe[0].value
    away = weeks[weeks["special"].str.contains("leave")]
    assert len(away) == 3
    assert away["behind_label"].eq("unknown").all()
    assert "Leave: Three weeks of leave, from 13 Jul 2026" in spans(at)


def test_callum_is_pressed_while_on_target(sample_workspace):
    """Nine notes press him, and he is behind in no week."""
    sentence = open_rep(sample_workspace, "Callum").subheader[0].value
    assert "behind in 0 of 40 weeks" in sentence
    assert "9 pressed them while on target" in sentence


def test_prices_above_list_come_back_in_july(sample_workspace):
    """Saoirse's matter is there until March, then not for three months, then again."""
    happened = open_rep(sample_workspace, "Saoirse").dataframe[1].value
    threads = happened[happened["detail"].str.startswith("Process: ")]
    last, *earlier = [on.month for on in threads["on"]]
    assert last == 7
    assert earlier
    assert max(earlier) <= 3


def test_viktor_has_left_and_can_be_chosen(sample_workspace):
    """The list says so, and the page gives the day."""
    at = open_rep(sample_workspace, "Viktor")
    assert at.selectbox(key="person_choice").value == at.query_params["person"]
    assert "left on 18 Sep 2026" in texts(at.text)


def test_who_has_left_is_asked_nothing(sample_workspace):
    """There is no next conversation to prepare."""
    said = texts(open_rep(sample_workspace, "Viktor").markdown)
    assert "They left on 18 Sep 2026" in said
    assert "Five questions" not in said


def test_hugo_got_no_answer_in_weeks_nine_to_eleven(sample_workspace):
    """His shortfall stands among what happened, without a note."""
    happened = open_rep(sample_workspace, "Hugo").dataframe[1].value
    fell_short = happened[happened["what"].eq("Shortfall")]
    assert fell_short["detail"].str.endswith("answer: no note at all").any()


def test_beatriz_has_two_teams(sample_workspace):
    """Each with its days and its leader."""
    said = texts(open_rep(sample_workspace, "Beatriz").text)
    assert "Meadow team up to 30 Aug 2026, led by Ingrid Halvorsen" in said
    assert "Ridge team from 31 Aug 2026, led by Gareth Plume" in said


def test_the_next_conversation_says_what_is_open(sample_workspace):
    """The open obstacle with its words, what was said without a later note, five questions."""
    at = open_rep(sample_workspace, "Petra")
    said = texts(at.markdown)
    assert "**Leads and data**, 24 days" in said
    assert "no later note mentions it" in said
    assert len(re.findall(r"^\d\. .*\?", said, re.M)) == 5


def test_the_next_conversation_stands_alone_for_print(sample_workspace):
    """A link shows the sheet without tables and figures; a bad one shows the page."""
    at = open_rep(sample_workspace, "Petra", sheet="conversation")
    assert at.title[0].value == "What to ask Petra Kalinova next?"
    assert not at.dataframe
    assert not at.get("plotly_chart")
    bad = open_page("person", person="nobody", sheet="conversation")
    assert "The link names a person who is not in this workspace." in texts(bad.warning)


def test_no_page_of_a_rep_says_promise_or_score_of_a_person(sample_workspace):
    """No rank, no grade, no total score; what nobody mentioned again is called just that."""
    at = open_rep(sample_workspace, "Tomasz")
    said = texts([*at.title, *at.header, *at.subheader, *at.caption]).lower()
    labels = [label for table in at.dataframe for label in table.value.columns]
    for word in ("rank", "grade", "rating", "percentile", "promise", "performance", "score"):
        assert word not in said
        assert not any(word in label for label in labels)


def test_wellbeing_is_in_no_list_of_the_page(sample_workspace):
    """Neither among obstacles, nor in the sheet, for anybody of the sample."""
    for key in published.run(sample_workspace, "person__reps")["person_key"]:
        for query in ("obstacles", "mentions", "own_words"):
            assert (
                not published.run(sample_workspace, f"person__{query}", person=key)["obstacle_type"]
                .eq("wellbeing")
                .any()
            )


def test_the_sample_takes_no_event(sample_workspace):
    """It stays as it is, and says when an event can be added."""
    at = open_rep(sample_workspace, "Petra")
    assert "The sample stays as it is." in texts(at.markdown)
    assert not [box for box in at.selectbox if box.key.startswith("event_kind")]


def fill_event(at: AppTest, key: str, **said) -> AppTest:
    """Fill in the form of events and send it."""
    at.selectbox(key=f"event_kind_{key}").set_value(said.get("kind"))
    at.date_input(key=f"event_from_{key}").set_value(said.get("starts_on"))
    at.date_input(key=f"event_to_{key}").set_value(said.get("ends_on"))
    at.text_input(key=f"event_text_{key}").set_value(said.get("text", ""))
    if "whose" in said:
        at.radio(key=f"event_whose_{key}").set_value(said["whose"])
    next(button for button in at.button if button.label == "Add it").click()
    at.run()
    assert not at.exception, at.exception[0].message
    return at


def test_an_event_added_by_hand_is_on_the_page_and_can_be_taken_back(fresh_workspace, tmp_path):
    """It comes in as a file of one row whose name says what it is and names nobody; undo takes it away."""
    bring(fresh_workspace, tmp_path, **ONE_REP)
    key = key_of(fresh_workspace, "Ana")
    at = fill_event(
        open_page("person", person=key), key,
        kind="leave", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3), text="Two days off",
    )  # fmt: skip
    assert "Leave: Two days off" in at.dataframe[0].value["detail"].tolist()
    assert "To take it back, press Undo here" in texts(at.text)
    newest = published.run(fresh_workspace, "data__imports").iloc[0]
    assert newest["file_name"] == "event added by hand (leave, 2 Mar 2026).csv"
    at.button(key="event_undo").click().run()
    assert published.run(fresh_workspace, "person__events", person=key).empty
    assert published.run(fresh_workspace, "data__imports").iloc[0]["is_undone"]


def test_an_event_of_the_team_counts_for_everybody_in_it(fresh_workspace, tmp_path):
    """Its scope is the team."""
    bring(fresh_workspace, tmp_path, **ONE_REP)
    key = key_of(fresh_workspace, "Ana")
    said = {"kind": "product", "starts_on": date(2026, 3, 2), "text": "New dialer", "whose": "The whole team"}
    fill_event(open_page("person", person=key), key, **said)
    event = published.run(fresh_workspace, "person__events", person=key).iloc[0]
    assert (event["team"], event["kind"], pd.isna(event["ends_on"])) == ("North", "product", True)


def test_an_event_that_cannot_be_says_why(fresh_workspace, tmp_path):
    """A sentence for each thing that is missing or wrong, and nothing comes in."""
    bring(fresh_workspace, tmp_path, **ONE_REP)
    key = key_of(fresh_workspace, "Ana")
    said = texts(fill_event(open_page("person", person=key), key).warning)
    assert "Choose what kind of event it is." in said
    assert "Say on which day it begins." in said
    assert "Say in a few words what it is." in said
    assert published.run(fresh_workspace, "person__events", person=key).empty


def test_one_note_and_nothing_else_is_a_page(fresh_workspace, tmp_path):
    """No target, no activity, no check-in: the page says what it does not know."""
    bring(fresh_workspace, tmp_path, **ONE_REP)
    at = open_rep(fresh_workspace, "Ana")
    assert at.subheader[0].value.startswith(
        "Ana Ruiz: no week of activity or target is here; 1 note: 0 heard"
    )
    assert "No check-in in this period." in texts(at.info)


def test_a_name_with_markup_or_from_right_to_left_stays_a_name(fresh_workspace, tmp_path):
    """Nothing of it works in headings."""
    name = "שירה [x](http://e.example) " + "a" * 60
    files = ONE_REP | {"people": ONE_REP["people"].replace("Ana Ruiz", name)}
    bring(fresh_workspace, tmp_path, **files)
    at = open_page("person", person=published.run(fresh_workspace, "person__reps")["person_key"].iloc[0])
    assert "](http" not in at.subheader[0].value
    assert "שירה" in at.subheader[0].value


def test_questions_follow_the_open_obstacle_of_the_rep(sample_workspace):
    """Petra's open matter is her list, so it is asked about."""
    said = texts(open_rep(sample_workspace, "Petra").markdown)
    assert any(question in said for question in questions.bank()["leads_data"])
