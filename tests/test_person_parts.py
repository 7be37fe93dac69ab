"""What the page Person is made of: questions, the timeline's frames and figure, sentences, events by hand."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from dashboard.parts import figures_person, findings_person, person_event, questions, timeline
from dashboard.parts.palette import palette
from dashboard.parts.person_shown import Shown
from dashboard.reader.codebook import OBSTACLE_TYPES, STANCES

EVERY_QUESTION = [question for asked in questions.bank().values() for question in asked]
OPENERS = {"what", "which", "who", "whom", "whose", "where", "when", "how", "if"}


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def state(**said) -> questions.State:
    known = {"person_key": "p1", "obstacle_types": (), "situations": (), "count_happened": 7}
    return questions.State(**known | said)


def weeks(**columns) -> pd.DataFrame:
    """Three weeks, the second one behind and the third one of leave."""
    known = {
        "week": [day("2026-03-02"), day("2026-03-09"), day("2026-03-16")],
        "count_calls": [30, 12, 0], "count_emails": [5, 5, 0], "count_meetings": [3, 2, 0],
        "calls_target": [28.0, 28.0, None], "touches_level": [37.0, 37.0, None],
        "attainment_to_pace": [1.0, 0.8, None], "behind": [False, True, None],
        "behind_by": [[], ["attainment"], []],
        "is_logged": [True, True, False], "is_leave": [False, False, True], "is_ramp": [False] * 3,
        "is_holiday": [False] * 3, "is_on_target": [True, False, None],
    }  # fmt: skip
    return pd.DataFrame(known | columns).assign(behind=lambda f: f["behind"].astype("boolean"))


def notes(*rows: tuple) -> pd.DataFrame:
    """(day, stance, author) a note."""
    frame = pd.DataFrame(rows, columns=["written_on", "stance", "author"])
    return frame.assign(
        written_on=pd.to_datetime(frame["written_on"]), is_read=frame["stance"].notna(), certainty="clear",
        note_key=[f"n{n}" for n in range(len(frame))],
        is_heard=frame["stance"].isin(["heard", "heard_and_acted"]), is_asked=frame["stance"].eq("asked"),
        is_pressed_on_target=False,
    )  # fmt: skip


def shown(**frames) -> Shown:
    """A rep with three weeks, four notes, a check-in, an obstacle, an event and a shortfall."""
    obstacles = {
        "obstacle_key": "o1", "obstacle_type": "tools", "other_team": None, "first_named_by": "Ada <b>Reyes",
        "state": "open", "is_open": True, "first_named_on": day("2026-03-03"), "ends_on": day("2026-03-20"),
        "last_named_on": day("2026-03-05"), "days_since": 17, "count_mentions": 2, "count_waved_away": 0,
    }  # fmt: skip
    mention = {"obstacle_key": "o1", "obstacle_type": "tools", "mentioned_on": day("2026-03-03")}
    event = {
        "kind": "territory", "text": "New <i>map", "is_of_team": True, "team": "East",
        "starts_on": day("2026-03-10"), "ends_on": pd.NaT,
    }  # fmt: skip
    away = event | {
        "kind": "leave", "text": "A week", "is_of_team": False,
        "starts_on": day("2026-03-16"), "ends_on": day("2026-03-20"),
    }  # fmt: skip
    shortfall = {
        "shortfall_key": "s1", "answer": "no_note", "behind_by": ["attainment"], "author": None,
        "starts_on": day("2026-03-09"), "ends_on": day("2026-03-15"),
    }  # fmt: skip
    check_in = {"check_in_key": "c1", "written_on": day("2026-03-06")}
    known = {
        "weeks": weeks(),
        "notes": notes(
            ("2026-03-03", "heard_and_acted", "Lea Moor"), ("2026-03-05", "do_more", "Lea Moor"),
            ("2026-03-11", None, None), ("2026-03-12", "asked", "Lea Moor"),
        ),
        "check_ins": pd.DataFrame([check_in]), "obstacles": pd.DataFrame([obstacles]),
        "mentions": pd.DataFrame([mention]), "events": pd.DataFrame([event, away]),
        "shortfalls": pd.DataFrame([shortfall]), "from_on": day("2026-03-02"), "to_on": day("2026-03-20"),
    }  # fmt: skip
    return Shown(**known | frames)


def nothing() -> Shown:
    """The same without a row of anything."""
    names = ("weeks", "notes", "check_ins", "obstacles", "mentions", "events", "shortfalls")
    full = shown()
    return shown(**{name: getattr(full, name).iloc[:0] for name in names})


def test_no_two_questions_of_the_bank_are_the_same():
    """Each is worth asking for itself."""
    assert len(set(EVERY_QUESTION)) == len(EVERY_QUESTION)


@pytest.mark.parametrize("heading", sorted(questions.bank()))
def test_every_heading_has_six_questions_at_least(heading):
    """A changed state brings others."""
    assert len(questions.bank()[heading]) >= 6


def test_every_type_of_obstacle_has_questions_but_wellbeing():
    """Who wants to speak of health is not asked about it by a program."""
    assert {name for name in OBSTACLE_TYPES if name in questions.bank()} == OBSTACLE_TYPES.keys() - {
        "wellbeing"
    }


@pytest.mark.parametrize("question", EVERY_QUESTION)
def test_a_question_is_open_and_short(question):
    """It begins with a question word, has at most eighteen words, and neither presses nor asks for health."""
    assert question.endswith("?")
    assert question.split()[0].lower() in OPENERS
    assert len(question.split()) <= 18
    assert not re.search(
        r"\b(why|should you|more calls|harder|excuse|stress|ill|health|burn|family|tired|confiden)",
        question,
        re.I,
    )


@pytest.mark.parametrize(
    "types", [(), ("tools",), ("tools", "skill"), ("tools", "skill", "process", "leads_data")]
)
@pytest.mark.parametrize(
    "situations", [(), ("never_heard", "no_hopes"), ("behind", "after_event", "hopes", "new")]
)
def test_five_different_questions_for_every_state(types, situations):
    """The same state gets the same five; none stands twice."""
    asked = questions.five(state(obstacle_types=types, situations=situations))
    assert asked == questions.five(state(obstacle_types=types, situations=situations))
    assert len({question for question, _ in asked}) == 5


@pytest.mark.parametrize("types", [(), ("tools",), ("tools", "skill")])
def test_once_something_happened_none_of_the_five_comes_again(types):
    """A note, a check-in or an obstacle named again brings other questions."""
    before, after = (
        {question for question, _ in questions.five(state(obstacle_types=types, count_happened=count))}
        for count in (7, 8)
    )
    assert not before & after


def test_an_open_obstacle_is_asked_about_first():
    """The longest open stands first, and one alone gets two questions."""
    assert [of for _, of in questions.five(state(obstacle_types=("skill", "tools")))][:2] == [
        "skill",
        "tools",
    ]
    assert [of for _, of in questions.five(state(obstacle_types=("skill",)))][:2] == ["skill", "skill"]


def test_everybody_is_asked_a_gentle_question():
    """So that it tells nothing about anybody; wellbeing changes nothing."""
    assert questions.five(state())[-1][1] == "gentle"
    assert questions.five(state(obstacle_types=("wellbeing",))) == questions.five(state())


def test_every_stance_has_its_lane():
    """No note falls off the timeline."""
    assert timeline.LANE_OF.keys() == STANCES.keys()
    assert {*timeline.LANES, timeline.NOT_READ, timeline.CHECK_INS} == figures_person.MARKS.keys()


def test_what_happened_stands_latest_first_with_all_kinds():
    """Notes, check-ins, obstacles, events and shortfalls, each with words."""
    rows = timeline.happened(shown())
    assert rows["on"].is_monotonic_decreasing
    assert sorted(rows["kind"].unique()) == ["check_in", "event", "note", "obstacle", "shortfall"]
    assert rows["detail"].str.len().gt(3).all()
    assert "Not read yet" in rows["detail"].tolist()


def test_what_happened_is_empty_where_nothing_did():
    """A rep of whom nothing is known has a table without rows."""
    assert timeline.happened(nothing()).empty


def test_a_week_says_why_it_is_not_compared():
    """Leave is a word, behind is a measure, unknown is unknown."""
    rows = timeline.weeks_in_words(weeks())
    assert rows["special"].tolist() == ["", "", "leave"]
    assert rows["behind_label"].tolist() == ["not behind", "attainment", "unknown"]


def test_runs_of_weeks_are_joined():
    """Two weeks of leave in a row are one span."""
    rows = weeks(is_leave=[False, True, True])
    assert timeline.runs(rows, "is_leave") == [(day("2026-03-09"), day("2026-03-22"))]


def test_the_alternative_says_what_is_drawn():
    """Weeks, shortfalls, notes by lane, check-ins, obstacles, events."""
    said = timeline.alt(shown())
    assert said == (
        "Timeline: 3 weeks, calls, e-mails and meetings 28 a week, own level 37; behind 9 Mar to 15 Mar "
        "2026; 4 notes: heard 1, asked 1, pressed 1, not read 1; 1 check-in; tools in the way from 3 Mar "
        "2026 to 20 Mar 2026, open; Territory (East team): New <i>map, from 10 Mar "
        "2026; Leave: A week, from 16 Mar 2026."
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_has_a_mark_for_each_thing(theme):
    """Bars for what was logged, a mark a note, a bar an obstacle, a span a shortfall, leave and change."""
    figure = figures_person.whole(shown=shown(), colours=palette(theme))
    named = {trace.name: trace for trace in figure.data if trace.name}
    assert {"Calls", "E-mails", "Meetings", "Own twelve weeks before", "Target of calls"} <= named.keys()
    assert {"Heard, acted", "Pressed", "Asked", "Not read", "Check-ins", "Named"} <= named.keys()
    spans = [trace for trace in figure.data if trace.type == "bar" and trace.orientation == "h"]
    assert sum(len(trace.base) for trace in spans) == 4
    assert len(figure.layout.shapes) == 3


def test_marks_differ_by_symbol_and_states_by_pattern():
    """Nothing is told by colour alone."""
    symbols = [symbol for _, symbol in figures_person.MARKS.values()] + [figures_person.ACTED[1]]
    assert len(set(symbols)) == len(symbols)
    patterns = [pattern for _, pattern in figures_person.STATES.values()] + [figures_person.OTHER_STATE[1]]
    assert len(set(patterns)) == len(patterns)


def test_text_from_files_is_escaped_in_the_figure():
    """Plotly would read a tag in a name."""
    said = str(figures_person.whole(shown=shown(), colours=palette("light")).to_json())
    assert "New <i>map" not in said
    assert "Ada <b>Reyes" not in said


def test_a_rep_of_whom_nothing_is_known_has_a_figure_all_the_same():
    """Lanes without marks, and no error."""
    held = nothing()
    figure = figures_person.whole(shown=held, colours=palette("light"))
    assert figure.layout.height > 100
    assert timeline.alt(held) == "Timeline: no shortfall; 0 notes; 0 check-ins."


def facts(**said) -> pd.Series:
    known = {
        "person_key": "p1", "rep": "Ada Reyes", "started_on": pd.NaT, "left_on": pd.NaT,
        "until_on": day("2026-03-20"), "first_note_on": day("2026-01-05"), "last_heard_on": day("2026-03-03"),
        "weeks_since_heard": 2, "last_note_on": day("2026-03-12"), "count_notes": 4, "count_check_ins": 1,
        "count_mentions": 2,
    }  # fmt: skip
    return pd.Series(known | said)


def test_the_finding_counts_weeks_notes_and_obstacles():
    """What is unknown is no week that is not behind."""
    held = shown()
    said = findings_person.finding(
        facts=facts(), weeks=held.weeks, notes=held.notes, obstacles=held.obstacles
    )
    assert said == (
        "Behind in 1 of 2 weeks in which it is known; 4 notes: 1 heard and 1 asked; last heard on 3 Mar "
        "2026; 1 obstacle stands open."
    )


def test_the_finding_of_nothing_says_what_is_missing():
    """No week, no note, no obstacle."""
    held = nothing()
    alone = facts(last_heard_on=pd.NaT, weeks_since_heard=None, count_notes=0)
    said = findings_person.finding(facts=alone, weeks=held.weeks, notes=held.notes, obstacles=held.obstacles)
    assert said == ("No week of activity or target is here; no note about them; no obstacle stands open.")


def test_never_heard_is_said_with_what_notes_cover():
    """As far as notes are here, and since when they are."""
    said = findings_person.last_heard(facts(last_heard_on=pd.NaT, weeks_since_heard=None))
    assert said == "No note has heard them since 5 Jan 2026, as far as notes are here."
    assert findings_person.last_heard(facts()) == (
        "Last heard in the note of 3 Mar 2026, 2 full weeks before 20 Mar 2026."
    )


def event(**said) -> person_event.Event:
    known = {
        "scope": "u1", "kind": "leave", "starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 6),
        "text": "Away, as agreed",
    }  # fmt: skip
    return person_event.Event(**known | said)


def test_an_event_becomes_one_row_of_the_template():
    """The columns of the events template; a text with a comma or a new line stays one cell of one line."""
    assert event(text='Away,\n"as" agreed').as_csv().decode() == (
        'scope,starts_on,ends_on,kind,text\nu1,2026-03-02,2026-03-06,leave,"Away, ""as"" agreed"\n'
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": None}, "Choose what kind of event it is."),
        ({"starts_on": None}, "Say on which day it begins."),
        ({"ends_on": date(2026, 3, 1)}, "The last day is before the first one. Change one of them."),
        ({"ends_on": None}, "A leave needs its last day; without one it would never end."),
        ({"text": "  "}, "Say in a few words what it is."),
    ],
)
def test_an_event_that_cannot_be_is_told_in_a_sentence(said, sentence):
    """What is wrong, and what to do."""
    assert event(**said).complaints() == [sentence]


def test_an_event_that_can_be_has_no_complaints():
    """A change that goes on needs no last day."""
    assert event().complaints() == []
    assert event(kind="territory", ends_on=None).complaints() == []
