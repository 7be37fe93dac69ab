"""The brief to hand out: one page, nothing but escaped text and own styles, in a real browser."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pandas as pd
import pytest

from dashboard.parts import brief, brief_rows
from dashboard.parts.brief import Number, Sheet
from dashboard.parts.filters import Filter
from dashboard.warehouse import published
from tests.test_pages import open_page

BAIT = (
    '<img src="http://127.0.0.1:9/bait.png" onerror="alert(1)"></style><script>alert(2)</script>{{ 7 * 7 }}'
)
NOW = date(2026, 10, 23)


def ask_of(ws):
    return partial(published.run, ws)


def person_key(ws, name: str) -> str:
    return published.run(ws, "team_health__not_heard").set_index("rep")["person_key"][name]


def hostile_sheet() -> Sheet:
    """A sheet as full as it gets, of names and words of 80 characters and more, full of markup."""
    threads = pd.DataFrame(
        {
            "person_key": [f"p{place}" for place in range(20)],
            "obstacle_type": ["tools", "process", "skill", "leads_data", "time_admin"] * 4,
            "text": BAIT * 3,
            "first_named_on": pd.Timestamp("2026-08-01"),
            "last_named_on": pd.Timestamp("2026-10-01"),
            "days_open": 60,
            "count_mentions": 3,
        }
    )
    reps = pd.DataFrame({"rep": [(BAIT + "x" * 80)[:120]] * brief.MOST_NAMES, "weeks_since_heard": 12.0})
    answers = pd.DataFrame(
        {"answer": ["heard", "asked", "replaced", "care_only", "silent", "no_note"], "count_shortfalls": 3}
    )
    obstacles, more = brief.types(threads)
    names, more_names = brief.not_heard(reps)
    return Sheet(
        name=BAIT,
        shown=BAIT,
        finding=[f"Of 46 shortfalls {BAIT}"],
        numbers=[Number(BAIT, "12 of 46", "26 %")] * 3,
        answers=brief.answers(answers),
        obstacles=obstacles,
        more_obstacles=more,
        names=names,
        more_names=more_names,
    )


def test_text_of_files_is_escaped():
    """Markup in names and words is shown as it was written; nothing of it is a tag, nor a template."""
    page = brief.team(hostile_sheet()).decode("utf-8")
    assert "<img" not in page
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "&lt;img src=" in page
    assert "{{ 7 * 7 }}" in page


def test_a_brief_names_no_address():
    """No link, no source, no import: the file stands alone, and its policy forbids the rest."""
    template = brief.TEMPLATE.read_text(encoding="utf-8")
    assert not re.search(r"https?:|src=|url\(|@import|<link|<script|href=", template)
    assert "default-src 'none'" in template


def test_the_team_brief_says_the_finding_of_the_page(sample_workspace):
    """The sentence, the shares with their intervals, the bars and the limits of use."""
    page = brief.team(
        brief_rows.team_sheet(ask_of(sample_workspace), Filter(now_on=NOW), is_sample=True)
    ).decode()
    assert "Of 46 shortfalls, 12 were answered with do more or waved away (26 %" in page
    assert "12 of 46" in page
    assert "Sample data: an invented organisation" in page
    assert "Not for decisions on anybody" in page


def test_reps_stand_by_name_in_a_brief(sample_workspace):
    """Who was not heard is a list of names, no ranking."""
    sheet = brief_rows.team_sheet(
        ask_of(sample_workspace), Filter(now_on=NOW, team="Harbour"), is_sample=True
    )
    names = [row["rep"] for row in sheet.names]
    assert len(names) > 4
    assert names == sorted(names)


def test_a_team_brief_names_no_rep_beside_an_obstacle(sample_workspace):
    """Words stand without a name."""
    sheet = brief_rows.team_sheet(
        ask_of(sample_workspace), Filter(now_on=NOW, team="Harbour"), is_sample=True
    )
    assert set(sheet.obstacles[0]) == {"label", "count_reps", "since", "age", "named", "words"}


def test_wellbeing_stands_in_no_brief(sample_workspace):
    """Health data is never handed out."""
    ask = ask_of(sample_workspace)
    threads = ask("team_health__threads")
    sheets = brief_rows.every_team(ask, Filter(now_on=NOW), is_sample=True)
    assert "wellbeing" not in set(threads["obstacle_type"])
    assert "wellbeing" not in brief.teams(sheets).decode("utf-8").lower()


def test_every_team_has_a_sheet(sample_workspace):
    """By name, and none for people without activity."""
    sheets = brief_rows.every_team(ask_of(sample_workspace), Filter(now_on=NOW), is_sample=True)
    names = ["Foundry team", "Harbour team", "Lantern team", "Meadow team", "Orchard team", "Ridge team"]
    assert [sheet.name for sheet in sheets] == names


def test_many_reps_are_counted_and_not_listed():
    """A list that would not fit on the page is a sentence."""
    reps = pd.DataFrame(
        {"rep": [f"Rep {place}" for place in range(2000)], "weeks_since_heard": [1.0, 9.0, None, 3.0] * 500}
    )
    names, said = brief.not_heard(reps)
    assert names == []
    assert said.startswith(
        "Of 2000 reps, 1000 were heard in the last six weeks, 500 before that, and 500 in no note."
    )


def test_the_brief_of_a_person_says_what_they_were_up_against(sample_workspace):
    """Petra: three shortfalls, all answered with do more, and what stands open in her own words."""
    key = person_key(sample_workspace, "Petra Kalinova")
    sheet = brief_rows.person_sheet(ask_of(sample_workspace), key, Filter(now_on=NOW), is_sample=True)
    assert sheet.finding[0].startswith("3 shortfalls in this period, 3 answered with do more or waved away")
    assert [row["label"] for row in sheet.obstacles] == ["Leads and data", "Territory and target"]
    page = brief.person(sheet).decode("utf-8")
    assert "<svg" in page
    assert "Half of the dairy list has no direct numbers" in page


def test_a_person_without_weeks_has_no_brief(sample_workspace):
    """A bad key is an error in a sentence."""
    with pytest.raises(LookupError, match="No week of this rep"):
        brief_rows.person_sheet(ask_of(sample_workspace), "nobody", Filter(now_on=NOW), is_sample=True)


def test_a_period_without_anything_still_makes_a_sheet(sample_workspace):
    """One day of a team without shortfalls says so."""
    chosen = Filter(now_on=NOW, from_on=NOW, to_on=NOW, team="Lantern", role="Inside sales")
    page = brief.team(brief_rows.team_sheet(ask_of(sample_workspace), chosen, is_sample=True)).decode()
    assert "No shortfall in this period." in page


def test_pages_offer_their_briefs(sample_workspace):
    """Team health for the filter and for each team, or for the one team chosen; Person for the rep."""
    whole, one = open_page(), open_page(team="Harbour")
    labels = {button.key: button.label for button in one.get("download_button")}
    assert {"brief_team", "brief_teams"} <= {button.key for button in whole.get("download_button")}
    assert labels["brief_team"] == "Harbour team"
    assert "brief_teams" not in labels
    rep = open_page("person", person=person_key(sample_workspace, "Petra Kalinova"))
    assert "brief_person" in {button.key for button in rep.get("download_button")}


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_brief_makes_no_request_and_prints_on_one_page(browser, tmp_path, theme):
    """Even full of markup and as long as it gets: one A4 page, no request but the file itself, no dialog."""
    path = tmp_path / "brief.html"
    path.write_bytes(brief.team(hostile_sheet()))
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=theme)
    asked, dialogs = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert asked == [path.as_uri()]
    assert dialogs == []
    assert count_pages(pdf) == 1


def test_briefs_of_all_teams_have_a_page_each(browser, tmp_path, sample_workspace):
    """Six teams print on six pages, a person on one."""
    ask = ask_of(sample_workspace)
    key = person_key(sample_workspace, "Petra Kalinova")
    files = {
        "teams": (6, brief.teams(brief_rows.every_team(ask, Filter(now_on=NOW), is_sample=True))),
        "all": (1, brief.team(brief_rows.team_sheet(ask, Filter(now_on=NOW), is_sample=True))),
        "person": (1, brief.person(brief_rows.person_sheet(ask, key, Filter(now_on=NOW), is_sample=True))),
    }
    for name, (expected, made) in files.items():
        path = tmp_path / f"{name}.html"
        path.write_bytes(made)
        page = browser.new_page()
        page.goto(path.as_uri())
        assert count_pages(page.pdf(prefer_css_page_size=True)) == expected, name
        page.close()
