"""Obstacles as people meet it: the sample's stories, drawers, links, an empty workspace, words of files."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from test_pages import WIDGETS, open_page, texts

from dashboard import jobs, reading_job
from dashboard.parts import figures_obstacles, findings_obstacles, obstacles
from dashboard.parts.palette import palette
from dashboard.warehouse import published

NUMBERS = ("open", "waved_away", "quiet")


def page(**link):
    return open_page("obstacles", **link)


def quiet(share, words):
    """Progress that nobody watches."""


def tables(at) -> dict[str, pd.DataFrame]:
    """The page's tables by their text alternative."""
    return {table.proto.alt: table.value for table in at.dataframe}


def ledger(ws, **params) -> pd.DataFrame:
    return published.run(ws, "obstacles__ledger", **params)


def thread(ws, rep: str, obstacle_type: str) -> pd.Series:
    found = ledger(ws)
    return found[found["rep"].eq(rep) & found["obstacle_type"].eq(obstacle_type)].iloc[0]


def story(ws, key: str) -> pd.DataFrame:
    return published.run(ws, "obstacles__story", obstacle=key)


def test_the_page_says_its_finding_with_counts(sample_workspace):
    """The counts of the sentence are those of the ledger."""
    at, rows = page(), ledger(sample_workspace)
    assert at.title[0].value == "What stands in the way, and since when?"
    standing = rows[rows["is_open"]]
    said = [int(number) for number in re.findall(r"\d+", at.subheader[0].value)]
    assert said[:3] == [len(standing), standing["person_key"].nunique(), standing["days_open"].max()]
    assert said[3:6] == [
        rows["count_waved_away"].gt(0).sum(), len(rows), rows["state"].eq("quiet").sum()
    ]  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_opens_the_rows_that_it_counts(sample_workspace, name):
    """The drawer has as many rows as the button says."""
    at = page()
    button = at.button(key=f"opens_{name}")
    count = int(re.search(r"\d+", button.label)[0])
    button.click().run()
    assert not at.exception
    assert len(tables(at)["The obstacles behind the number"]) == count
    assert f"{count} obstacle" in texts(at.markdown)


def test_each_section_asks_a_question(sample_workspace):
    """Eight questions, each with its table."""
    at = page()
    assert len(at.header) == 8
    assert all(header.value.endswith("?") for header in at.header)
    assert len(at.dataframe) == 7


def test_every_widget_has_a_key_and_every_figure_words(sample_workspace):
    """Keys are how links and tests find a widget; what is drawn can be heard."""
    at = page()
    assert all(widget.key for kind in WIDGETS for widget in at.get(kind))
    shown = [*at.get("plotly_chart"), *at.get("arrow_data_frame"), *at.get("dataframe")]
    assert len(shown) > 9
    assert all(element.proto.alt for element in shown)


def test_the_ledger_is_sorted_by_day_then_name(sample_workspace):
    """The one named last stands first; nobody is ranked."""
    shown = tables(page())["Obstacles, the one named last first"]
    rows = list(zip(-shown["last_named_on"].astype("int64"), shown["rep"], strict=True))
    assert rows == sorted(rows)


def test_wellbeing_is_nowhere(sample_workspace):
    """Health data is in no list, no figure and no choice."""
    at = page()
    assert not any("wellbeing" in table.to_csv().lower() for table in tables(at).values())
    assert "wellbeing" not in texts(at.markdown).lower()
    assert "wellbeing" not in ledger(sample_workspace)["obstacle_type"].unique()


def test_pills_narrow_the_ledger(sample_workspace):
    """State and type together; what is chosen is in the address."""
    at = page()
    pills = {group.key: group for group in at.get("button_group")}
    pills["state"].set_value(["quiet"])
    pills["type"].set_value(["leads_data"])
    at.run()
    shown = tables(at)["Obstacles, the one named last first"]
    assert set(shown["state_label"]) == {"Quiet"}
    assert set(shown["type_label"]) == {"Leads and data"}
    assert all(pills[key].proto.query_param_key == key for key in ("state", "type"))


def test_the_filter_narrows_every_section(sample_workspace):
    """A team's page has that team alone."""
    at = page(team="Foundry")
    for rows in tables(at).values():
        assert "team" not in rows or set(rows["team"]) <= {"Foundry"}
    assert "Foundry team" in texts(at.text)


def test_a_period_shows_obstacles_as_they_stood_at_its_end(sample_workspace):
    """At the end of April the trade-fair list was waved away and not yet quiet."""
    at = page(to_on="2026-04-30", team="Foundry")
    shown = tables(at)["Obstacles, the one named last first"]
    kasper = shown[shown["rep"].eq("Kasper Lund") & shown["type_label"].eq("Leads and data")]
    assert kasper["state_label"].tolist() == ["Waved away"]


def test_the_trade_fair_list_is_shared_and_was_waved_away(sample_workspace):
    """Foundry: five reps name it in April, and the leader's leader is named as whose matter it is."""
    at = page(team="Foundry")
    shared = tables(at)["Obstacles that teams share, the latest first"]
    listed = shared[shared["type_label"].eq("Leads and data")].iloc[0]
    assert (listed["count_reps"], listed["leaders_leader"]) == (5, "Celeste Okoro")
    assert listed["count_waved_away"] >= 3
    waved = tables(at)["Obstacles that were raised and then waved away, the one named last first"]
    assert {"Kasper Lund", "Oluwaseun Adeyemi"} <= set(waved["rep"])


def test_the_dialer_of_harbour_is_shared(sample_workspace):
    """Five reps of Harbour name it in spring."""
    found = published.run(sample_workspace, "obstacles__shared", team="Harbour").iloc[0]
    assert (found["obstacle_type"], found["count_reps"]) == ("tools", 5)


def test_saoirses_prices_went_quiet_and_came_back_as_a_new_thread(sample_workspace):
    """Named in February, by nobody for three months, and again in July."""
    found = ledger(sample_workspace)
    found = found[found["rep"].eq("Saoirse Kinch") & found["obstacle_type"].eq("process")]
    told = {key: "".join(story(sample_workspace, key)["words"]).lower() for key in found["obstacle_key"]}
    prices = [key for key, words in told.items() if "prices above list" in words]
    days = found[found["obstacle_key"].isin(prices)].sort_values("first_named_on")
    assert [day.month for day in days["first_named_on"]] == [2, 7]
    assert set(days["state"]) == {"quiet"}


def test_legal_is_the_other_team_of_obstacles_that_wait_on_it(sample_workspace):
    """Henrike's framework contract waits on legal."""
    found = ledger(sample_workspace)
    hers = found[found["rep"].eq("Henrike Moos") & found["first_named_on"].dt.month.eq(7)]
    assert "Legal" in set(hers["other_team"].dropna())


def test_the_crm_and_the_dialer_of_one_rep_are_two_obstacles(sample_workspace):
    """Shirin names both, of the type tools, within sixty days."""
    found = ledger(sample_workspace)
    tools = found[found["rep"].str.startswith("Shirin") & found["obstacle_type"].eq("tools")]
    february = tools[tools["first_named_on"].dt.month.eq(2)]
    assert february["count_mentions"].tolist() == [1, 1]


def test_a_link_opens_an_obstacle_with_its_story_in_order(sample_workspace):
    """Mentions and answers with their words, days and writers."""
    row = thread(sample_workspace, "Kasper Lund", "leads_data")
    at = page(obstacle=row["obstacle_key"])
    said = texts(at.text)
    first = said.index("Trade-fair list: dead numbers")
    assert first < said.index("Same list, same switchboards: nobody by that name.")
    assert "Thu 9 Apr 2026: Kasper Lund, in their own check-in" in said
    assert "Dolores Iturbe, in a note" in said
    assert "Named 4 times from 9 Apr 2026 to 29 Apr 2026, waved away twice." in said


def test_a_bad_link_is_said_and_the_page_goes_on(sample_workspace):
    """No drawer, a sentence, all sections."""
    at = page(obstacle="nobody")
    assert "The link names an obstacle that is not in this workspace" in texts(at.warning)
    assert len(at.header) == 8


def test_an_empty_workspace_says_what_to_do(fresh_workspace):
    """Without data there is a sentence and a way on."""
    at = page()
    assert "There is no data yet." in texts(at.info)
    assert not at.dataframe


def test_a_filter_that_nobody_answers_says_what_to_do(sample_workspace):
    """A role without reps names nothing."""
    at = page(role="Team lead")
    assert "No note and no check-in names an obstacle here." in texts(at.info)


NOTE = (
    "note_id,author_id,about_person_id,written_at,text\n"
    "n1,lea,ann,2026-03-02 10:00:00,The dialer drops every third call of hers.\n"
)


def test_one_note_about_one_rep_is_a_ledger_of_one(fresh_workspace, tmp_path):
    """Without teams, check-ins and people: no team, no shared obstacle, no trend to speak of."""
    path = tmp_path / "coaching_notes.csv"
    path.write_text(NOTE, encoding="utf-8")
    jobs.bring_in(fresh_workspace, [path], quiet)
    reading_job.read_unread(fresh_workspace, quiet)
    at = page()
    assert at.subheader[0].value == (
        "1 obstacle of 1 rep stands open, first named 0 days ago. 0 of 1 were raised and waved away, 0 went "
        "quiet without an answer."
    )
    assert tables(at)["Open obstacles by type and team"]["team"].tolist() == ["no team"]


def test_words_of_a_file_are_never_markup(fresh_workspace, tmp_path):
    """A name and a sentence full of Markdown stand as they were written."""
    path = tmp_path / "coaching_notes.csv"
    rep = "<b>Ann</b> **x** ![](http://x.example/i.png)"
    path.write_text(NOTE.replace(",ann,", f',"{rep}",'), encoding="utf-8")
    jobs.bring_in(fresh_workspace, [path], quiet)
    reading_job.read_unread(fresh_workspace, quiet)
    at = page(obstacle=ledger(fresh_workspace)["obstacle_key"].iloc[0])
    assert rep.lower() in texts(at.text).lower()
    assert "http://" not in texts(at.markdown)


ROWS = pd.DataFrame(
    {
        "person_key": ["p1", "p1", "p2"],
        "state": ["open", "quiet", "waved away"],
        "is_open": [True, False, True],
        "days_open": [3, 90, 12],
        "count_waved_away": [0, 0, 1],
    }
)


def test_the_finding_speaks_of_one_and_of_none():
    """Grammar follows the counts."""
    none = pd.DataFrame()
    assert findings_obstacles.finding(ROWS, none) == (
        "2 obstacles of 2 reps stand open, the oldest first named 12 days ago. 1 of 3 was raised and waved "
        "away, 1 went quiet without an answer."
    )
    assert findings_obstacles.finding(ROWS[:1], none).startswith(
        "1 obstacle of 1 rep stands open, first named"
    )
    assert findings_obstacles.finding(ROWS[1:2], none).startswith("No obstacle stands open.")


def test_many_teams_are_the_most_named_ones_and_others():
    """With more than twelve teams the figure has twelve columns that add up."""
    rows = pd.DataFrame(
        {"type_label": "Tools", "team": [f"Team {n:02}" for n in range(20)], "count_open": range(1, 21)}
    )
    heat = figures_obstacles.types(rows=rows, colours=palette("light")).data[0]
    assert heat.z.shape == (1, 12)
    assert heat.z.sum() == rows["count_open"].sum()
    assert "Tools 210 (Team 00 1" in figures_obstacles.types_alt(rows)


def test_names_of_teams_in_a_figure_are_escaped():
    """Plotly takes HTML; a team's name is none."""
    rows = pd.DataFrame({"type_label": ["Tools"], "team": ["<b>East</b>"], "count_open": [2]})
    figure = figures_obstacles.types(rows=rows, colours=palette("dark"))
    assert "<b>" not in figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")


def test_the_weekly_figure_says_first_last_and_highest():
    """Its words hold what the bars show."""
    rows = pd.DataFrame(
        {
            "week": pd.to_datetime(["2026-03-02", "2026-03-09", "2026-03-16"]),
            "count_open": [2, 5, 3],
            "count_waved_away": [0, 1, 0],
        }
    )
    figure = figures_obstacles.weeks(rows=rows, colours=palette("light"))
    assert [list(bar.y) for bar in figure.data] == [[2, 4, 3], [0, 1, 0]]
    assert figures_obstacles.weeks_alt(rows) == (
        "Obstacles that stood open at the end of each of 3 weeks: 2 in the first, 3 in the last, at most 5 "
        "in the week of 9 Mar 2026."
    )
    assert figures_obstacles.weeks_alt(rows[:0]).endswith("no week.")


def test_ages_open_the_rows_of_their_band():
    """A band ends where the next begins."""
    rows = ROWS.assign(state="open", days_open=[13, 14, 27])
    title, found = obstacles.of_age(
        rows, pd.Series({"days_from": 14, "state": "open", "age": "2 to 4 weeks", "state_label": "Open"})
    )
    assert title == "2 to 4 weeks, open"
    assert found["days_open"].tolist() == [14, 27]
