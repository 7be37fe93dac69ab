"""Customers as people meet it: on the sample, on nothing, by a link; its figures and sentences."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from test_pages import WIDGETS, choose_leader, open_page, texts

from dashboard import jobs
from dashboard.effect.intervals import Share
from dashboard.parts import columns_customers, customers, figures_customers, findings_customers
from dashboard.parts.palette import palette
from dashboard.warehouse import published

FACTS = pd.Series({"rate_notes": 10, "rate_reps": 5})
COVERAGE = pd.Series({"many_touches": 20, "touch_days": 90, "count_touches": 0, "count_notes": 0})
BANDS = pd.DataFrame(
    [(1, 19, False, 30, 10, 5, 0, 15), (20, 39, True, 3, 1, 2, 0, 0), (40, None, True, 1, 0, 0, 0, 1)],
    columns=[
        *("least_touches", "most_touches", "is_touched_often", "count_accounts"),
        *("count_something", "count_nothing", "count_not_read", "count_no_notes"),
    ],
)


def ostrel(ws) -> pd.Series:
    """The account of the sample's tenth story."""
    return published.run(ws, "customers__accounts", search="Ostrel Cold").iloc[0]


def first_number(text: str) -> int:
    return int(re.search(r"\d+", text)[0])


def test_customers_says_its_finding_first(sample_workspace):
    """Accounts touched often, how many are not understood, and how many have no notes."""
    at = open_page("customers")
    assert at.title[0].value == "Do we understand the customers we keep contacting?"
    assert re.match(
        r"1 of \d+ accounts was touched 20 times or more in 90 days: 1 has notes that show nothing of the "
        r"customer, 0 have no notes\. Of all \d+ accounts, \d+ have no notes at all\.",
        at.subheader[0].value,
    )


def test_ostrel_cold_stores_is_touched_often_and_nothing_is_understood(sample_workspace):
    """The sample's story: more than forty touches in ninety days, by Deniz, and the notes pitch and chase."""
    row = ostrel(sample_workspace)
    assert row["reps"] == "Deniz Aksoy"
    assert row["count_recent_touches"] > 40
    assert row["is_touched_often"]
    assert row["understood"] == "nothing"
    assert row["count_pitching"] + row["count_pushing"] > 10


def test_customers_asks_one_question_per_section(sample_workspace):
    """Bands, accounts, weeks, teams, struggles; each with its table."""
    at = open_page("customers")
    assert len(at.header) == 5
    assert all(header.value.endswith("?") for header in at.header)
    assert len(at.dataframe) == 4


@pytest.mark.parametrize("name", ["often", "nothing", "no_notes"])
def test_each_number_of_the_finding_opens_its_accounts(sample_workspace, name):
    """The drawer says the number of the button and lists these accounts."""
    at = open_page("customers")
    button = at.button(key=f"opens_{name}")
    count = first_number(button.label)
    assert str(count) in at.subheader[0].value
    button.click().run()
    assert re.search(rf"\b{count} account", texts(at.markdown))
    behind = [len(found.value) for found in at.dataframe if "understood_label" in found.value]
    assert min(count, 1000) in behind


@pytest.mark.parametrize("name", ["notes", "pressing", "heard"])
def test_each_number_on_notes_opens_them(sample_workspace, name):
    """The drawer counts as many notes as the button and the sentence."""
    at = open_page("customers")
    button = at.button(key=f"opens_{name}")
    count = first_number(button.label)
    assert str(count) in texts(at.text)
    button.click().run()
    assert f"{count} notes, latest first." in texts(at.markdown)


def test_the_bands_hold_every_account_once(sample_workspace):
    """Rows of the table add up to the accounts of the finding."""
    at = open_page("customers")
    bands = at.dataframe[0].value
    assert (
        bands["count_accounts"].sum()
        == published.run(sample_workspace, "customers__accounts")["count_found"].iloc[0]
    )
    parts = ["count_something", "count_nothing", "count_not_read", "count_no_notes"]
    assert bands[parts].sum(axis=1).equals(bands["count_accounts"])


def test_accounts_stand_by_name(sample_workspace):
    """No account and no rep is ranked."""
    names = open_page("customers").dataframe[1].value["account"].str.lower().tolist()
    assert names == sorted(names)


def test_an_account_is_found_by_a_part_of_its_name(sample_workspace):
    """Two thousand accounts are searched, not scrolled."""
    at = open_page("customers")
    at.text_input(key="customer_search").set_value("ostrel COLD").run()
    assert at.dataframe[1].value["account"].tolist() == ["Ostrel Cold Stores"]
    at.text_input(key="customer_search").set_value("no such name").run()
    assert "No account fits." in texts(at.info)


def test_the_search_stays_out_of_the_link(sample_workspace):
    """A rep's name that somebody searched for is never in an address."""
    at = open_page("customers")
    at.text_input(key="customer_search").set_value("Deniz").run()
    assert "Deniz" not in str(at.query_params)


def test_a_link_opens_the_story_of_an_account(sample_workspace):
    """Its notes with their marks, and that nothing is known."""
    row = ostrel(sample_workspace)
    at = open_page("customers", account=row["account_key"])
    assert f"{row['count_notes']} notes, latest first." in texts(at.markdown)
    assert "No note says how their business works" in texts(at.text)
    assert any("<mark " in html.proto.body for html in at.get("html"))


def test_what_is_known_of_an_account_stands_in_its_words(sample_workspace):
    """As many sentences as the row of the account counts."""
    rows = published.run(sample_workspace, "customers__accounts", understood="something")
    kinds = ["count_business", "count_goals", "count_struggles", "count_people"]
    row = rows.loc[rows[kinds].sum(axis=1).idxmax()]
    at = open_page("customers", account=row["account_key"])
    known = next(found.value for found in at.dataframe if "text" in found.value)
    assert len(known) == row[kinds].sum()


def test_a_link_to_no_account_says_so(sample_workspace):
    """A warning, and the page goes on."""
    at = open_page("customers", account="a0000000000")
    assert "The link names an account that is not in this workspace" in texts(at.warning)
    assert len(at.header) == 5


def test_an_account_that_the_filter_leaves_out_is_shown_all_the_same(sample_workspace):
    """The page says so."""
    at = open_page("customers", account=ostrel(sample_workspace)["account_key"], team="Harbour")
    assert "The filter leaves out the account" in texts(at.warning)
    assert "No note says how their business works" in texts(at.text)


def test_the_filter_narrows_the_accounts(sample_workspace):
    """Team, leader and period: fewer accounts than all."""
    at = open_page("customers", team="Orchard", from_on="2026-10-01")
    choose_leader(at, sample_workspace, "Yuki Tanabe")
    at.run()
    everyone = published.run(sample_workspace, "customers__accounts")["count_found"].iloc[0]
    assert 0 < at.dataframe[0].value["count_accounts"].sum() < everyone
    assert at.dataframe[2].value["label"].tolist() == ["Orchard"]


def test_every_widget_of_customers_has_a_key(sample_workspace):
    """Keys are how links and tests find a widget."""
    at = open_page("customers")
    found = [widget for kind in (*WIDGETS, "text_input") for widget in at.get(kind)]
    assert len(found) > 10
    assert all(widget.key for widget in found)


def test_every_figure_and_table_of_customers_has_a_text_alternative(sample_workspace):
    """What is drawn can be heard."""
    at = open_page("customers")
    shown = [*at.get("plotly_chart"), *at.get("dataframe")]
    assert len(shown) == 7
    assert all(element.proto.alt for element in shown)


def test_customers_of_an_empty_workspace_says_what_to_do(fresh_workspace):
    """A sentence and a way on, and no figure."""
    at = open_page("customers")
    assert "There is no data yet." in texts(at.info)
    assert not at.dataframe


def test_a_workspace_without_accounts_says_so(fresh_workspace, tmp_path):
    """Touches that name no account are counted, and said to belong to none."""
    path = tmp_path / "activities.csv"
    path.write_text(
        "activity_id,person_id,occurred_at,kind,account,body\n"
        "a1,ann,2026-03-04 10:00:00,call,,They run three bakeries and buy flour once a week.\n",
        encoding="utf-8",
    )
    jobs.bring_in(fresh_workspace, [path], lambda share, words: None)
    at = open_page("customers")
    assert at.subheader[0].value.startswith("1 touch and 1 note in this period, and none names an account")
    assert "1 touch and 1 note name no account" in texts(at.caption)


def test_the_finding_counts_what_is_touched_often():
    """Accounts with notes that show nothing are told apart from accounts without notes."""
    assert findings_customers.customers(BANDS, COVERAGE) == (
        "4 of 34 accounts were touched 20 times or more in 90 days: 2 have notes that show nothing of the "
        "customer, 1 has no notes. Of all 34 accounts, 16 have no notes at all."
    )


def test_the_finding_of_one_account_and_of_none():
    """One is said in the singular; none is said as well."""
    assert "None of 30 accounts was touched" in findings_customers.customers(BANDS.head(1), COVERAGE)
    one = findings_customers.customers(BANDS.tail(1), COVERAGE)
    assert one.startswith("1 of 1 account was touched 20 times or more in 90 days: 0 have notes that show")
    assert findings_customers.customers(BANDS.head(0), COVERAGE).startswith("No call, e-mail, meeting")


def test_few_notes_about_customers_are_counts_only():
    """Below ten notes about five accounts there is no share."""
    assert findings_customers.notes(Share(3, 9, 4), Share(1, 9, 4)) == (
        "Notes that pitch or push: 3 of 9, too few to say. "
        "Notes that heard the customer: 1 of 9, too few to say."
    )


@pytest.mark.parametrize(
    ("least", "most", "said"), [(0, 0, "None"), (1, 4, "1 to 4"), (3, 3, "3"), (40, None, "40 and more")]
)
def test_a_band_says_itself(least, most, said):
    """As a person would."""
    assert customers.band(least, most) == said


def test_bars_of_a_band_are_parts_of_all_its_accounts():
    """Each bar is full, the numbers in it are accounts."""
    rows = customers.bands_in_words(BANDS)
    figure = figures_customers.bands(rows=rows, colours=palette("light"))
    assert [sum(parts) for parts in zip(*(bar.x for bar in figure.data), strict=True)] == pytest.approx(
        [1, 1, 1]
    )
    assert figure.data[0].customdata.tolist() == [10, 1, 0]
    assert figures_customers.bands_alt(rows).endswith("40 and more: no notes at all 1.")


def test_teams_with_too_few_notes_have_counts_and_no_share():
    """A team of one account has no rate, and its words say so."""
    cells = pd.DataFrame(
        {
            "team": ["A"] * 6 + [None],
            "author_key": [f"p{n}" for n in range(6)] + ["p9"],
            "account_key": [f"a{n}" for n in range(6)] + ["a9"],
            "count_notes": [4] * 6 + [3],
            "count_pitching": 0,
            "count_pushing": [1] * 7,
            "count_pressing": [1] * 7,
            "count_asking": 0,
            "count_heard": [2, 1, 0, 2, 1, 0, 3],
        }
    )
    rows = customers.by_team(cells, FACTS)
    assert rows["label"].tolist() == ["A", "No team"]
    assert rows["heard"].isna().tolist() == [False, True]
    assert rows["heard_words"].iloc[1] == "3 of 3, too few to say"
    figure = figures_customers.pressing_and_heard(rows=rows, colours=palette("dark"))
    assert figure.layout.annotations[0].text == "too few to say (3 notes)"
    assert figures_customers.pressing_and_heard_alt(rows).endswith("A 25 % and 25 %; No team too few to say.")


def test_no_table_of_customers_begins_with_a_score():
    """Accounts stand by name, and so do those who touched them."""
    assert next(iter(columns_customers.ACCOUNT)) == "account"
    assert next(iter(columns_customers.REPS["columns"])) == "rep"


def test_an_account_whose_name_is_markup_is_shown_as_it_is_written(fresh_workspace, tmp_path):
    """One rep, one note, a name of markup in a script from right to left: nothing of it works as markup."""
    name = "مخزن <img src=x> *b* [x](http://a.example) " + "k" * 40
    path = tmp_path / "activities.csv"
    path.write_text(
        "activity_id,person_id,occurred_at,kind,account,body\n"
        f"a1,ann,2026-03-04 10:00:00,call,{name},Sent them our price list.\n",
        encoding="utf-8",
    )
    jobs.bring_in(fresh_workspace, [path], lambda share, words: None)
    row = published.run(fresh_workspace, "customers__accounts").iloc[0]
    assert row["account"] == name
    at = open_page("customers", account=row["account_key"])
    assert f"ann about {name}" in texts(at.text)
    assert "None of 1 account was touched 20 times or more" in at.subheader[0].value
    assert "<img" not in texts(at.markdown)
