"""Parts of pages: what they say and draw, from frames made here; no page and no workspace is needed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.effect.intervals import Share, share, shares
from dashboard.metrics import METRICS
from dashboard.parts import (
    columns,
    contrast,
    evidence,
    figures,
    figures_rep,
    figures_team_health,
    findings,
    shortfall,
    tables,
    words,
)
from dashboard.parts.filters import Filter
from dashboard.parts.palette import THEMES, palette
from dashboard.reader.codebook import CODES
from dashboard.warehouse import published

DASHBOARD = Path(__file__).resolve().parents[1] / "dashboard"
FACTS = pd.Series({"rate_notes": 10, "rate_reps": 5})
NOTE = "Half the list is dead.\nI told her <b>to dial</b> & stop it."


def notes_of(authors: int, reps: int, share_of_hits: float, each: int = 4) -> pd.DataFrame:
    """Cells of `each` notes per author and rep; whole authors hit, so that notes of an author are alike."""
    rows = [
        (f"a{a}", f"r{a}-{r}", each, each * (a < authors * share_of_hits))
        for a in range(authors)
        for r in range(reps)
    ]
    return pd.DataFrame(rows, columns=["author", "rep", "of", "hits"])


COLUMNS = {"hits": "hits", "of": "of", "author": "author", "rep": "rep", "least_of": 10, "least_reps": 5}


def test_a_share_needs_ten_notes_about_five_reps():
    """Below that there are counts and no share."""
    few_notes = share(notes_of(3, 3, 0.5, each=1), **COLUMNS)
    few_reps = share(notes_of(2, 2, 0.5, each=9), **COLUMNS)
    assert (few_notes.value, few_notes.of) == (None, 9)
    assert (few_reps.value, few_reps.reps) == (None, 4)
    assert few_reps.in_words() == "18 of 36, too few to say"


def test_the_same_notes_give_the_same_interval():
    """The bootstrap is seeded."""
    assert share(notes_of(9, 2, 0.4), **COLUMNS) == share(notes_of(9, 2, 0.4), **COLUMNS)


def test_notes_of_one_author_are_not_counted_as_if_they_were_independent():
    """With whole authors alike, the interval is wider than that of as many independent notes."""
    found = share(notes_of(10, 4, 0.5, each=10), **COLUMNS)
    independent = 2 * 1.96 * np.sqrt(0.25 / found.of)
    assert found.high - found.low > 3 * independent


def test_few_authors_are_taken_as_they_are():
    """Under five authors the reps are drawn, so one author's notes still have an interval."""
    cells = pd.DataFrame(
        {"author": "a", "rep": [f"r{i}" for i in range(8)], "of": 5, "hits": [0, 1, 2, 3, 4, 5, 1, 2]}
    )
    found = share(cells, **COLUMNS)
    assert 0 < found.low < found.value < found.high < 1


@pytest.mark.parametrize(("hit", "expected"), [(0.0, (0.0, 0.31)), (1.0, (0.69, 1.0))])
def test_none_and_all_still_have_an_interval(hit, expected):
    """0 of 40 notes does not mean never: the exact bound of ten authors."""
    found = share(notes_of(10, 1, hit), **COLUMNS)
    assert (found.low, found.high) == pytest.approx(expected, abs=0.01)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    """Over invented organisations whose authors differ, nine in ten intervals hold the true share."""
    random = np.random.default_rng(3)
    held = 0
    for _ in range(60):
        rows = [
            (f"a{a}", f"r{a}-{r}", 5, random.binomial(5, rate))
            for a, rate in enumerate(random.beta(2, 3, size=20))
            for r in range(4)
        ]
        found = share(pd.DataFrame(rows, columns=["author", "rep", "of", "hits"]), **COLUMNS)
        held += found.low <= 0.4 <= found.high
    assert held >= 54


def test_shares_of_groups_have_a_row_each():
    """A group with too few to say keeps its counts and has no share."""
    cells = pd.concat([notes_of(6, 2, 0.5).assign(team="East"), notes_of(1, 2, 1).assign(team="West")])
    found = shares(cells, by=["team"], **COLUMNS).set_index("team")
    assert found.loc["East", "share"] == pytest.approx(0.5)
    assert found.loc["West", ["hits", "of", "reps"]].tolist() == [8, 8, 2]
    assert np.isnan(found.loc["West", "share"])


def test_no_notes_make_no_share():
    """An empty frame is too few to say, and no error."""
    assert share(notes_of(0, 0, 0), **COLUMNS) == Share(0, 0, 0)


def test_the_filter_says_itself():
    """Team, leader, period and now stand in its words, and never a key."""
    chosen = Filter(
        date(2026, 7, 1), date(2026, 9, 30), "East", "p1", None, "Dana Okafor", date(2026, 10, 23)
    )
    assert chosen.in_words() == "East team, led by Dana Okafor, 1 Jul to 30 Sep 2026, as of Fri 23 Oct 2026"
    assert Filter(now_on=date(2026, 10, 23)).in_words() == "All teams, all dates, as of Fri 23 Oct 2026"


def test_the_filter_is_parameters():
    """Queries get the five parameters; those of a state have no beginning."""
    chosen = Filter(team="East", leader="p1", leader_name="Dana")
    assert chosen.params() == {"from_on": None, "to_on": None, "team": "East", "leader": "p1", "role": None}
    assert set(chosen.as_of_end()) == {"to_on", "team", "leader", "role"}


def test_markup_of_a_note_stays_text():
    """An image tag is escaped, and Markdown has no meaning in HTML."""
    text = "<img src=x onerror=alert(1)> ![x](http://127.0.0.1:1/x.png) push"
    html = evidence.marked(
        text, [{"start": 0, "end": 28, "codes": ["push"], "obstacle_type": None, "words": []}]
    )
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "![x](http://127.0.0.1:1/x.png)" in html


def test_a_marked_note_loses_no_character():
    """Without its labels and tags the marked note is the note, line break included."""
    marks = [
        {"start": 23, "end": len(NOTE), "codes": ["push", "dismiss"], "obstacle_type": None, "words": []},
        {"start": 0, "end": 22, "codes": np.array(["obstacle"]), "obstacle_type": "leads_data", "words": []},
    ]
    html = evidence.marked(NOTE, marks)
    without_labels = re.sub(r"<span [^>]*>[^<]*</span>", "", html)
    assert (
        re.sub(r"<[^>]+>", "", without_labels).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        == NOTE
    )


def test_each_code_of_a_sentence_is_named_beside_it():
    """Labels carry the meaning; colour only repeats it."""
    html = evidence.marked(
        NOTE, [{"start": 0, "end": 22, "codes": ["obstacle", "count"], "obstacle_type": "tools", "words": []}]
    )
    assert re.findall(r"<span [^>]*>([^<]*)</span>", html) == ["count", "obstacle: tools"]


def test_an_obstacle_without_a_type_is_named_without_one():
    """Wellbeing comes without its type, and is an obstacle like any other."""
    assert evidence.names_of(["obstacle"], None) == [("obstacle", "understanding")]


def test_a_sentence_without_codes_is_not_marked():
    """Small talk stays as it is."""
    assert "<mark" not in evidence.marked(
        NOTE, [{"start": 0, "end": 5, "codes": [], "obstacle_type": None, "words": []}]
    )


def test_every_code_has_a_colour():
    """Each group of the codebook is a group of the palette."""
    assert {code.group for code in CODES.values()} <= set(palette("light").line)


def contrast_of(one: str, other: str) -> float:
    """WCAG contrast of two hex colours, 1 to 21."""
    luminances = []
    for colour in (one, other):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminances.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(luminances) + 0.05) / (min(luminances) + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_colours_can_be_read_on_both_themes(theme):
    """Marked words have the contrast of running text (4.5), lines and bars that of graphics (3)."""
    colours = palette(theme)
    assert contrast_of(colours.text, colours.paper) > 7
    for group in colours.line:
        assert contrast_of(colours.ink[group], colours.tint[group]) > 4.5, group
        assert contrast_of(colours.line[group], colours.paper) > 3, group


def test_the_words_that_spoke_for_a_code_stand_bold():
    """Each once, escaped as all of the text; places outside of the sentence are left out."""
    text = "Just <dial> more. Fine."
    mark = {"start": 0, "end": 17, "codes": ["push"], "obstacle_type": None}
    html = evidence.marked(text, [mark | {"words": np.array([12, 16, 5, 11, 12, 16, 18, 22])}])
    assert "Just <b>&lt;dial&gt;</b> <b>more</b>.</mark>" in html


def test_colours_stand_in_the_theme_only():
    """No module holds a hex colour."""
    for path in DASHBOARD.rglob("*.py"):
        assert not re.search(r"[\"']#[0-9a-fA-F]{3,8}[\"']", path.read_text(encoding="utf-8")), path


ANSWERED = pd.DataFrame(
    {"answer": list(words.ANSWERS), "count_shortfalls": [0, 3, 0, 0, 5, 1, 0, 0, 0, 0, 2]}
)


def test_answers_keep_their_order_and_unanswered_is_told_by_its_pattern():
    """Bars of answers that were given stand in their order; the last is hatched, what is not sure dotted."""
    bar = figures.answers(rows=ANSWERED, colours=palette("light")).data[0]
    assert list(bar.y) == ["Heard", "Do more, or waved away", "Perhaps do more", "No note at all"]
    assert list(bar.x) == [3, 5, 1, 2]
    assert bar.marker.pattern.shape == ("", "", ".", "/")


def test_text_alternatives_are_computed_from_the_data():
    """What a figure shows can be read without seeing it."""
    assert figures.answers_alt(ANSWERED) == (
        "Shortfalls by answer: Heard 3; Do more, or waved away 5; Perhaps do more 1; No note at all 2."
    )
    teams = pd.DataFrame(
        {
            "label": ["East", "West"],
            "is_team": True,
            "activity_change": [0.12, np.nan],
            "share": [np.nan, 0.4],
        }
    )
    assert figures_team_health.activity_alt(teams) == "Change of activity: East +12 %; West unknown."
    assert (
        figures_team_health.heard_alt(teams) == "Share of notes that heard: East too few to say; West 40 %."
    )


def test_too_few_to_say_is_written_where_the_point_would_stand():
    """A team without enough notes has words instead of a point; a name with markup is harmless."""
    rows = pd.DataFrame(
        {
            "label": ["East", "<img src=x>"],
            "is_team": True,
            "hits": [20, 1],
            "of": [40, 3],
            "share": [0.5, np.nan],
            "low": [0.3, np.nan],
            "high": [0.8, np.nan],
        }
    )
    figure = figures_team_health.share_heard(rows=rows, colours=palette("dark"))
    assert list(figure.data[0].x) == [0.5]
    assert figure.data[0].error_x.array[0] == pytest.approx(0.3)
    assert [note.text for note in figure.layout.annotations] == ["too few to say (1 of 3 notes)"]
    assert figure.layout.yaxis.ticktext == ("East", "&lt;img src=x&gt;")


def test_a_week_with_too_few_notes_is_a_gap():
    """Four weeks with too few notes, or about too few reps, have no share and no band."""
    weeks = pd.date_range("2026-01-05", periods=6, freq="7D")
    rows = pd.DataFrame({"week": weeks, "touches_a_rep": [30.0, 31.0, np.nan, 32.0, 33.0, 34.0]})
    cells = pd.DataFrame(
        {
            "week": weeks[0],
            "author_key": "a",
            "person_key": [f"p{place}" for place in range(5)],
            "count_notes": 2,
            "count_heard": [2, 2, 0, 0, 0],
            "count_replaced": [0, 0, 0, 0, 1],
        }
    )
    weekly = contrast.weekly(rows, cells, FACTS)
    assert weekly["share_heard"].tolist()[:4] == [0.4] * 4
    assert weekly["low_heard"].iloc[0] < 0.4 < weekly["high_heard"].iloc[0]
    assert weekly.filter(regex="heard|replaced").iloc[4:].isna().all(axis=None)
    lines = {
        line.name: line for line in figures_team_health.weeks(rows=weekly, colours=palette("light")).data
    }
    assert lines["Heard"].line.dash != lines["Replaced"].line.dash
    assert list(lines["Touches a rep"].y[:2]) == [30.0, 31.0]
    assert figures_team_health.weeks_alt(weekly) == (
        "Trend over 6 weeks: Heard from 40 % to 40 %; Replaced from 10 % to 10 %; "
        "touches a rep from 30 to 34."
    )


def test_leaders_stay_unnamed_but_for_the_one_asked_for():
    """The contrast names teams, and a leader only where the query gave a name."""
    rows = pd.DataFrame(
        {
            "leader_key": [None, "p1", "p2"],
            "team": "East",
            "leader": [None, None, "Dana Okafor"],
            "is_team": [True, False, False],
            "activity_change": [0.1, np.nan, np.nan],
        }
    )
    cells = notes_of(6, 2, 0.5).rename(
        columns={"of": "count_notes", "hits": "count_heard", "author": "author_key"}
    )
    cells = cells.rename(columns={"rep": "person_key"}).assign(team="East", leader_key="p1")
    active = pd.DataFrame(columns=["team", "leader_key", "person_key", "touches_with_level", "level"])
    found = contrast.with_shares(rows, cells, active.astype({"level": float}), FACTS)
    assert found["label"].tolist() == ["East", "a leader in East", "Dana Okafor"]
    assert found["heard"].iloc[0].startswith("24 of 48 (50 %, 95 % interval ")
    assert found["heard"].iloc[2] == "0 of 0, too few to say"


def test_like_lengths_are_compared_within_themselves():
    """Notes of a length are counted alone, and opened with the same bounds."""
    cells = pd.DataFrame({"length": ["1 sentence", "5 and more", "1 sentence"], "count_notes": [1, 2, 3]})
    assert contrast.of_length(cells, "1 sentence")["count_notes"].tolist() == [1, 3]
    assert len(contrast.of_length(cells, None)) == 3
    assert contrast.bounds("2 to 4 sentences") == {"least_sentences": 2, "most_sentences": 4}
    assert contrast.bounds(None) == {"least_sentences": None, "most_sentences": None}


WEEKS = pd.DataFrame(
    {
        "week": pd.to_datetime(["2026-03-02", "2026-03-09", "2026-03-16"]),
        "is_within": [False, True, False],
        "count_calls": [10, 4, 12],
        "count_emails": [5, 3, 6],
        "count_meetings": [1, 0, 2],
        "count_touches": [16, 7, 20],
        "touches_target": [np.nan, np.nan, np.nan],
        "touches_level": [15.0, 15.0, 14.0],
    }
)


def test_a_shortfall_stands_between_the_weeks_around_it():
    """Three kinds are stacked, the own level is the line without a target, the note's day is marked."""
    figure = figures_rep.around(rows=WEEKS, note_on=date(2026, 3, 11), colours=palette("light"))
    assert [trace.name for trace in figure.data] == [
        "Calls",
        "E-mails",
        "Meetings",
        "Own twelve weeks before",
    ]
    assert figure.layout.barmode == "stack"
    assert [note.text for note in figure.layout.annotations] == ["note"]
    assert figures_rep.around_alt(WEEKS, date(2026, 3, 11)) == (
        "Calls, e-mails and meetings a week: 16 before, 7 during, 20 after the shortfall. "
        "The note was written on 11 Mar 2026."
    )


def test_a_target_wins_over_the_own_level():
    """Where there is a target, activity is held against it."""
    assert figures_rep.held_against(WEEKS.assign(touches_target=30.0)) == ("touches_target", "Target")
    assert figures_rep.held_against(WEEKS.assign(touches_level=np.nan))[1] is None


def shortfalls_of(*answers: str) -> pd.DataFrame:
    """Rows of team_health__shortfalls, a rep and an author each."""
    rows = pd.DataFrame({"answer": answers, "is_window_open": False, "count_shortfalls": 1})
    names = [str(position) for position in range(len(rows))]
    return rows.assign(
        count_replaced=rows["answer"].eq("replaced").astype(int), author_key=names, person_key=names
    )


def finding_of(rows: pd.DataFrame) -> str:
    coverage = pd.Series({"count_notes": 30, "count_notes_read": 20})
    return findings.team_health(rows, coverage, findings.replaced_share(rows, FACTS))


def test_the_finding_says_counts_interval_and_the_unanswered():
    """Writing less never looks better: no note stands in the sentence."""
    said = finding_of(shortfalls_of(*["replaced"] * 9, *["no_note"] * 5, *["heard"] * 9))
    assert re.fullmatch(
        r"Of 23 shortfalls, 9 were answered with do more or waved away \(39 %, 95 % interval \d+ to \d+\), "
        r"and 5 got no note at all\.",
        said,
    )


def test_with_few_shortfalls_the_finding_speaks_of_coverage():
    """Too few to say a share: counts, those without any note, and how much is read."""
    assert finding_of(shortfalls_of("replaced", "no_note")) == (
        "Too few to say more than this: 2 shortfalls of 2 reps, 1 of them without any note; "
        "30 coaching notes, 20 read."
    )


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        ((0, 5, 0), "Whether anybody was behind is unknown: it takes targets, or ten weeks of activity. "
         "There are 0 coaching notes in this period."),
        ((1, 5, 4), "Nobody was behind in the 4 of 5 rep-weeks in which it is known; 1 coaching note in this "
         "period."),
    ],
)  # fmt: skip
def test_without_a_shortfall_the_finding_says_what_is_known(coverage, said):
    """Nobody behind and nobody known to be behind are two findings."""
    counts = dict(zip(("count_notes", "count_weeks", "count_weeks_known"), coverage, strict=True))
    counts = pd.Series({**counts, "count_notes_read": counts["count_notes"]})
    none = shortfalls_of()
    assert findings.team_health(none, counts, findings.replaced_share(none, FACTS)) == said


def test_without_any_note_no_share_is_said():
    """Where no note came in, nobody was refused an answer: nothing is known of the answers."""
    rows = shortfalls_of(*["no_note"] * 20)
    coverage = pd.Series({"count_notes": 0, "count_notes_read": 0})
    assert findings.team_health(rows, coverage, findings.replaced_share(rows, FACTS)) == (
        "20 shortfalls of 20 reps, and no coaching note in this period: nothing says how they were answered."
    )


def test_a_shortfall_that_may_still_be_answered_is_said_to_be():
    """A window that is open is no silence yet."""
    rows = shortfalls_of(*["no_note"] * 2, *["heard"] * 10).assign(is_window_open=[True] + [False] * 11)
    assert finding_of(rows).endswith("2 got no note at all (1 of them may still get one).")


def test_do_more_says_what_was_known_and_repaired():
    """The finding of the page counts both."""
    rows = pd.DataFrame({"is_replaced_though_known": [True, False], "repair": ["repaired", "too early"]})
    assert findings.do_more(rows, 9, 1) == (
        "2 of 9 shortfalls were answered with do more or waved away. In 1 the obstacle was known "
        "already; in 1 the rep was heard later. 1 note pressed a rep who was on target."
    )


def test_do_more_can_be_narrowed():
    """The page's own filter keeps what was known, or what had a repair, or both."""
    rows = pd.DataFrame(
        {"is_replaced_though_known": [True, True, False], "repair": ["repaired", "too early", None]}
    )
    assert len(shortfall.only(rows, [])) == 3
    assert shortfall.only(rows, ["known"]).index.tolist() == [0, 1]
    assert shortfall.only(rows, ["known", "too_early"]).index.tolist() == [1]


def test_an_export_runs_no_formula():
    """A name that begins like a formula is quoted in the CSV, a number is not."""
    rows = pd.DataFrame({"rep": ["=HYPERLINK(1)", "Ada"], "change": [-0.5, 0.5]})
    text = tables.as_csv(rows, {"rep": tables.Column("Rep"), "change": tables.Column("Change", "change")})
    assert text.decode("utf-8-sig").splitlines() == ["Rep,Change", "'=HYPERLINK(1),-0.5", "Ada,0.5"]


def test_text_of_files_is_plain_where_markdown_is_read():
    """Every mark of Markdown is taken literally; letters stay."""
    assert words.plain("![x](y) *a* <b>") == r"\!\[x\]\(y\) \*a\* \<b\>"
    assert words.plain("Dana Okafor, 3 weeks") == "Dana Okafor, 3 weeks"


def test_every_metric_names_a_query_that_exists():
    """Definitions can show the SQL of each number."""
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.direction in {"up", "down", "none"}
        assert metric.query in published.query_names(), name


def test_no_table_of_people_is_sorted_by_a_score():
    """Tables with a rep in them begin with a name or a date."""
    for table in (columns.NOT_HEARD, columns.SHORTFALLS, columns.DO_MORE, columns.PRESSED):
        first = next(iter(table["columns"]))
        assert first == "rep" or table["columns"][first].kind == "day"


@pytest.mark.parametrize(
    ("first", "done", "seconds", "said"),
    [
        (0, 0.5, 1, ""),
        (0, 0.5, 300, "; about 5 minutes left"),
        (0.5, 0.75, 60, "; about a minute left or less"),
        (0.5, 0.5, 60, ""),
        (0, 1, 60, ""),
    ],
)
def test_time_left_follows_from_how_far_it_came(first, done, seconds, said):
    """What is left takes as long a share as what was done; at the beginning nothing is said."""
    assert words.time_left(first, done, seconds) == said
