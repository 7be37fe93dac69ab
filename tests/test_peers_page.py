"""Peers as people meet it: on the sample, on nothing, by a link; its figures and sentences."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from test_pages import WIDGETS, choose_leader, open_page, texts

from dashboard.parts import columns_peers, figures_peers, findings_peers, peers
from dashboard.parts.palette import palette
from dashboard.warehouse import published

FACTS = pd.Series({"rate_notes": 10, "rate_reps": 5})
LINKS = pd.DataFrame(
    {
        "other_team": ["Finance", "Legal"],
        "count_notes": [3, 12],
        "count_notes_read": [2, 12],
        "count_pressing": [1, 4],
        "count_asking": [0, 2],
        "count_heard": [0, 9],
        "count_acting": [1, 3],
        "count_naming_obstacles": [0, 11],
        "count_authors": [2, 8],
        "count_waiting": [0, 1],
        "count_reps_waiting": [0, 1],
        "waiting_since": [pd.NaT, pd.Timestamp("2026-05-02")],
    }
)
WAITING = pd.DataFrame(
    {
        "obstacle_key": ["o1", "o1", "o2"],
        "other_team": ["Legal", "Finance", "Legal"],
        "days_open": [40, 40, 3],
        "label": ["Process", "Process", "Tools"],
        "state_label": ["Open", "Open", "Waved away"],
    }
)


def legal(ws, **params) -> pd.Series:
    """The team of the sample's eleventh story."""
    return published.run(ws, "peers__links", **params).set_index("other_team", drop=False).loc["Legal"]


def first_number(text: str) -> int:
    return int(re.search(r"\d+", text)[0])


def test_peers_says_its_finding_first(sample_workspace):
    """Notes by what they do, what waits, and about whom most is written."""
    at = open_page("peers")
    assert at.title[0].value == "What do other teams face when we need them?"
    assert re.fullmatch(
        r"60 notes about 7 other teams: \d+ press, \d+ hear what the other team faces, \d+ help\. "
        r"\d+ open obstacles? of reps waits? on another team\.",
        at.subheader[0].value,
    )


def test_legal_is_the_bottleneck(sample_workspace):
    """The sample's story: most notes are about Legal, and they name what stands in its way."""
    row = legal(sample_workspace)
    at = open_page("peers")
    assert f"Most is written about Legal: {row['count_notes_read']} notes by" in texts(at.text)
    assert row["count_naming_obstacles"] > 15
    assert row["count_heard"] > row["count_pressing"]


def test_the_words_say_why_legal_is_slow(sample_workspace):
    """One lawyer for tenders, one for data protection, no templates."""
    words = published.run(
        sample_workspace, "peers__words", other_team=legal(sample_workspace)["other_team_key"]
    )
    said = " ".join(words["text"]).lower()
    assert all(word in said for word in ("tender", "data protection", "template"))


def test_peers_asks_one_question_per_section(sample_workspace):
    """Pressure and understanding, what they face, what waits, and the trend; each with its table."""
    at = open_page("peers")
    assert len(at.header) == 4
    assert all(header.value.endswith("?") for header in at.header)
    assert len(at.dataframe) == 4


@pytest.mark.parametrize("name", ["all", "pressing", "heard", "acting"])
def test_each_number_of_the_finding_opens_its_notes(sample_workspace, name):
    """The drawer says the number of the button."""
    at = open_page("peers")
    button = at.button(key=f"opens_{name}")
    count = first_number(button.label)
    assert str(count) in at.subheader[0].value
    button.click().run()
    assert f"{count} notes, latest first." in texts(at.markdown)


def test_the_number_of_waiting_obstacles_opens_them(sample_workspace):
    """Each obstacle once, though it may wait on two teams."""
    at = open_page("peers")
    button = at.button(key="opens_waiting")
    count = first_number(button.label)
    button.click().run()
    assert f"{count} obstacle" in texts(at.markdown)
    assert count in [len(found.value) for found in at.dataframe if "days_open" in found.value]


def test_other_teams_stand_by_name(sample_workspace):
    """No team is ranked."""
    names = open_page("peers").dataframe[0].value["other_team"].tolist()
    assert names == sorted(names)
    assert len(names) == 7


def test_a_link_opens_the_story_of_a_team(sample_workspace):
    """Its words and as many notes as its row counts."""
    row = legal(sample_workspace)
    at = open_page("peers", other_team=row["other_team_key"])
    assert f"{row['count_notes']} notes, latest first." in texts(at.markdown)
    assert "**What it faces, in the words of the notes**" in texts(at.markdown)
    assert any("<mark " in html.proto.body for html in at.get("html"))


def test_a_link_to_no_team_says_so(sample_workspace):
    """A warning, and the page goes on."""
    at = open_page("peers", other_team="Legal")
    assert "The link names another team of which nothing is in this workspace" in texts(at.warning)
    assert len(at.header) == 4


def test_a_team_that_the_filter_leaves_out_is_shown_all_the_same(sample_workspace):
    """The page says so."""
    key = legal(sample_workspace)["other_team_key"]
    at = open_page("peers", other_team=key, to_on="2026-01-31")
    assert "The filter leaves out the team that the link names" in texts(at.warning)


def test_the_filter_narrows_the_notes_about_peers(sample_workspace):
    """By the author's team and leader on the day of the note."""
    at = open_page("peers", team="Meadow", from_on="2026-03-01")
    choose_leader(at, sample_workspace, "Ingrid Halvorsen")
    at.run()
    assert 0 < first_number(at.subheader[0].value) < 60
    assert set(at.dataframe[0].value["other_team"]) <= set(
        published.run(sample_workspace, "peers__links")["other_team"]
    )


def test_a_period_without_notes_about_peers_is_said(sample_workspace):
    """Each section says why it is empty and what to do."""
    at = open_page("peers", to_on="2026-01-25")
    assert at.subheader[0].value.startswith("No note about another team is in this period.")
    assert len(at.info) >= 3


def test_every_widget_of_peers_has_a_key(sample_workspace):
    """Keys are how links and tests find a widget."""
    at = open_page("peers")
    found = [widget for kind in WIDGETS for widget in at.get(kind)]
    assert len(found) > 10
    assert all(widget.key for widget in found)


def test_every_figure_and_table_of_peers_has_a_text_alternative(sample_workspace):
    """What is drawn can be heard."""
    at = open_page("peers")
    shown = [*at.get("plotly_chart"), *at.get("dataframe")]
    assert len(shown) == 7
    assert all(element.proto.alt for element in shown)


def test_peers_of_an_empty_workspace_says_what_to_do(fresh_workspace):
    """A sentence and a way on, and no figure."""
    at = open_page("peers")
    assert "There is no data yet." in texts(at.info)
    assert not at.dataframe


def test_the_finding_counts_each_obstacle_once():
    """One that waits on two teams is one; unread notes are told apart."""
    assert findings_peers.peers(LINKS, WAITING) == (
        "15 notes about 2 other teams: 14 were read: 5 press, 9 hear what the other team faces, 4 help. "
        "2 open obstacles of reps wait on another team."
    )


def test_one_of_each_is_said_in_the_singular():
    """A note presses, hears, helps; an obstacle waits."""
    one = LINKS.head(1).assign(count_notes=1, count_notes_read=1, count_heard=1)
    assert findings_peers.peers(one, WAITING.head(1)) == (
        "1 note about 1 other team: 1 presses, 1 hears what the other team faces, 1 helps. "
        "1 open obstacle of reps waits on another team."
    )


def test_most_is_written_about_one_team_or_nobody_is_named():
    """Two teams with as many notes: no team is picked."""
    assert findings_peers.most_named(LINKS).startswith(
        "Most is written about Legal: 12 notes by 8 people; 11 of"
    )
    assert findings_peers.most_named(LINKS.assign(count_notes_read=5)) is None
    assert findings_peers.most_named(LINKS.head(0)) is None


def test_a_team_says_what_waits_on_it():
    """Or that nothing does."""
    assert findings_peers.team(LINKS.iloc[1]).endswith(
        "1 open obstacle of 1 rep waits on it, since 2 May 2026 at the longest."
    )
    assert findings_peers.team(LINKS.iloc[0]).endswith("No open obstacle waits on it.")


def test_shares_of_notes_about_a_team_need_ten_notes_by_five_people():
    """Below that there are counts."""
    cells = pd.DataFrame(
        {
            "other_team": ["Finance"] * 2 + ["Legal"] * 6,
            "author_key": [f"p{n}" for n in range(8)],
            "count_notes": [1] * 2 + [2] * 6,
            "count_pressing": [1, 0] + [1, 0] * 3,
            "count_heard": [0] * 2 + [1] * 6,
            "count_acting": 0,
        }
    )
    rows = peers.with_shares(LINKS, cells, FACTS)
    assert rows["pressing_words"].iloc[0] == "1 of 2, too few to say"
    assert rows["heard_words"].iloc[1].startswith("6 of 12 (50 %, 95 % interval ")


def test_bars_of_teams_are_counts():
    """Three bars a team, in the order of the rows."""
    figure = figures_peers.readings(rows=LINKS, colours=palette("light"))
    assert [bar.name for bar in figure.data] == ["Press", "Hear", "Help"]
    assert figure.data[1].x.tolist() == [0, 9]
    assert "Legal 4 press, 9 hear, 3 help, of 12" in figures_peers.readings_alt(LINKS)


def test_ages_have_a_point_for_each_obstacle_and_team():
    """States differ by their symbol, not by colour."""
    figure = figures_peers.ages(rows=WAITING, colours=palette("dark"))
    assert sum(len(points.x) for points in figure.data) == 3
    assert len({points.marker.symbol for points in figure.data}) == 2
    assert "Legal 2, the oldest 40 days" in figures_peers.ages_alt(WAITING)


def test_no_table_of_peers_begins_with_a_score():
    """Teams by name, obstacles by date."""
    assert next(iter(columns_peers.LINKS["columns"])) == "other_team"
    assert next(iter(columns_peers.WAITING["columns"])) == "first_on"
