"""My notes as an author meets it: who I am, what to mend, a line that stays, and nothing else that does."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from test_pages import open_page, texts

from dashboard import jobs, reading_job
from dashboard.parts import questions
from dashboard.parts.my_line import Line
from dashboard.parts.questions import Missed
from dashboard.warehouse import published, workspace

TODAY = datetime.now(UTC).date()
FIGURES = {"dataframe", "table", "metric", "plotly_chart", "arrow_data_frame"}
PEOPLE = (
    ("r1", "Ana Ruiz", "North", "l1"),
    ("r2", "Bo Lind", "North", "l1"),
    ("l1", "Lea Moor", "", ""),
    ("l2", "Max Orr", "", ""),
    ("l3", "Kim Vale", "", ""),
)
NOTES = (
    ("n1", "l1", "r1", 30, "The dialer drops every third call of hers."),
    ("n2", "l1", "r1", 12, "Make twenty more calls a day."),
    ("n3", "l1", "r2", 60, "Make twenty more calls a day."),
    ("n4", "l1", "r2", 50, "The dialer drops every third call. I called the vendor for him."),
    ("n5", "l1", "r2", 5, "Asked Bo how the week went."),
    ("n6", "l1", "r1", 4, "Asked Ana how the week went."),
    ("n7", "l1", "r2", 3, "Asked him how the week went!"),
    ("n8", "l2", "r2", 2, "The dialer drops every third call of his."),
    ("n9", "l1", "r1", 200, "Make ten more calls a day."),
)
CHECK_INS = (
    ("c1", "r1", 20, "Half of the numbers on my list are dead."),
    ("c2", "r1", 19, "I do not sleep well and feel ill from stress."),
)


def quiet(share: float, words: str) -> None:
    """Progress that nobody watches."""


def told(days_ago: int) -> str:
    return f"{TODAY - timedelta(days=days_ago)} 10:00:00"


def write(path, header: str, rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header.split(","), *rows])


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The exports of an organisation of two reps and three leaders, the last notes of the past days."""
    folder = tmp_path_factory.mktemp("exports")
    write(folder / "people.csv", "person_id,name,team,manager", PEOPLE)
    rows = [(n, author, about, told(ago), text) for n, author, about, ago, text in NOTES]
    write(folder / "coaching_notes.csv", "note_id,author_id,about_person_id,written_at,text", rows)
    write(folder / "peer_notes.csv", "note_id,author_id,other_team,written_at,text", [
        ("p1", "l3", "Legal", told(9), "Legal cannot read our terms before Friday."),
    ])  # fmt: skip
    rows = [(c, rep, told(ago), text) for c, rep, ago, text in CHECK_INS]
    write(folder / "check_ins.csv", "check_in_id,person_id,written_at,text", rows)
    return folder


@pytest.fixture(scope="module")
def read_once(tmp_path_factory, files, own_user_data_folder):
    """These files imported and read; each test has a copy."""
    made = workspace.named(tmp_path_factory.mktemp("read") / "workspace")
    receipts = jobs.bring_in(made, sorted(files.glob("*.csv")), quiet)
    assert all(receipt.accepted and not receipt.refusal for receipt in receipts), receipts
    reading_job.read_unread(made, quiet)
    return made


@pytest.fixture
def ws(fresh_workspace, read_once):
    shutil.copytree(read_once.folder, fresh_workspace.folder)
    return fresh_workspace


def key_of(ws, name: str) -> str:
    return published.run(ws, "my_notes__authors").set_index("label").loc[name, "person_key"]


def open_mine(ws, name: str) -> AppTest:
    """The page of a session that has said who it is."""
    at = open_page("my_notes")
    at.selectbox(key="i_am").set_value(key_of(ws, name)).run()
    assert not at.exception, at.exception[0].message
    return at


def order(at: AppTest) -> list[str]:
    """Kinds of the elements of the page, from the top."""
    return [element.type for element in at.main]


def words_of(at: AppTest) -> str:
    """All words of the page, those of notes too."""
    kinds = (at.title, at.header, at.subheader, at.markdown, at.text, at.caption, at.info)
    notes = "".join(element.proto.body for element in at.get("html"))
    return "\n".join(texts(kind) for kind in kinds) + re.sub(r"<[^>]+>", "", notes)


def test_the_page_asks_first_who_looks_and_says_what_stays_private(ws):
    """A question as title, a box of all who wrote a note, and nothing of any of them."""
    at = open_page("my_notes")
    assert at.title[0].value == "What could I ask next time?"
    assert "Nothing of this is counted, kept or shown to others" in at.markdown[0].value
    assert at.selectbox(key="i_am").options == ["Kim Vale", "Lea Moor", "Max Orr"]
    assert at.selectbox(key="i_am").value is None
    assert not at.header
    assert not FIGURES & set(order(at))


def test_the_note_stands_before_any_figure_with_what_was_known_and_what_to_ask(ws):
    """The words, the obstacles named before it (wellbeing never), three questions, then everything else."""
    at = open_mine(ws, "Lea Moor")
    assert at.subheader[0].value.startswith(r"About Ana Ruiz")
    said = words_of(at)
    assert "Make twenty more calls a day." in said
    assert "leads and data, in a check-in by Ana Ruiz: “Half of the numbers on my list are dead.”" in said
    assert "tools, in a note by Lea Moor: “The dialer drops every third call of hers.”" in said
    assert "sleep" not in said
    asked = next(m.value for m in at.markdown if m.value.startswith("- ")).splitlines()
    assert len(set(asked)) == 3
    assert "*(leads and data)*" in asked[0]
    assert "*(tools)*" in asked[1]
    kinds = order(at)
    assert kinds.index("text_area") < min(kinds.index(kind) for kind in FIGURES & set(kinds))


def test_what_was_repaired_comes_after_what_was_not(ws):
    """Of two notes the later one is open; the earlier one was heard ten days after it, and says so."""
    at = open_mine(ws, "Lea Moor")
    assert published.run(ws, "my_notes__replaced", author=key_of(ws, "Lea Moor"))["repair"].tolist() == [
        "too early", "repaired",
    ]  # fmt: skip
    at.get("pagination")[0].set_value(2).run()
    assert at.subheader[0].value.startswith("About Bo Lind")
    assert f"A note of {TODAY - timedelta(days=50):%-d %b %Y} heard them" in texts(at.markdown)


def test_who_looks_stands_in_no_address_and_in_no_other_session(ws):
    """The same session leads to My notes from Team health and Do more; another one knows of nobody."""
    at = open_mine(ws, "Lea Moor")
    assert dict(at.query_params) == {}
    for view in ("do_more", "team_health", "my_notes"):
        at = at.switch_page(f"views/{view}.py").run()
        assert not at.exception
        links = [link.proto.label for link in at.get("page_link")]
        assert ("My notes: what could I ask next time?" in links) == (view != "my_notes")
        assert dict(at.query_params) == {}
    assert at.selectbox(key="i_am").value == key_of(ws, "Lea Moor")
    other = open_page("my_notes")
    assert other.selectbox(key="i_am").value is None
    assert "Make twenty more calls a day." not in words_of(other)
    other = other.switch_page("views/do_more.py").run()
    assert "My notes: what could I ask next time?" not in [e.proto.label for e in other.get("page_link")]


def test_looking_leaves_no_trace(ws):
    """Every file of the workspace has the bytes that it had, and no file is new."""
    open_page("my_notes")
    before = state(ws)
    at = open_mine(ws, "Lea Moor")
    at.get("pagination")[0].set_value(2).run()
    at.button(key="opens_specific").click().run()
    at.switch_page("views/team_health.py").run()
    assert state(ws) == before


def state(ws) -> dict[str, str]:
    return {
        path.relative_to(ws.folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in ws.folder.rglob("*")
        if path.is_file()
    }


def test_no_table_has_a_place_for_who_looked(ws):
    """The store and the published tables hold what files and pens told; none is about looking or mending."""
    found = set()
    for path in (ws.store_path, ws.published_marts()[0]):
        with duckdb.connect(path, read_only=True) as con:
            named = con.execute("select table_name, column_name from duckdb_columns() where not internal")
            found |= {word for row in named.fetchall() for name in row for word in name.split("_")}
    assert {"notes", "author", "id"} <= found
    assert not {"viewer", "viewed", "looked", "seen", "visit", "visitor", "panel", "me"} & found


def add(at: AppTest, text: str) -> AppTest:
    box = at.text_area[0]
    box.set_value(text)
    next(button for button in at.button if button.label == "Add it as a note").click()
    at.run()
    assert not at.exception, at.exception[0].message
    return at


def test_an_added_line_is_a_note_that_is_read_survives_imports_and_can_be_taken_back(ws, files):
    """By the same author about the same rep, now; it repairs; undoing its import on Data takes it away."""
    me = key_of(ws, "Lea Moor")
    at = add(open_mine(ws, "Lea Moor"), "The dialer drops her calls.\nI will call the vendor for her.")
    assert "Your line is a note now" in texts(at.text)
    assert at.text_area[0].value == ""
    added = published.run(ws, "data__imports").iloc[0]
    now = datetime.now(UTC)
    assert added["file_name"] == f"note added by hand ({now.day} {now:%b %Y}).csv"
    reading_job.read_unread(ws, quiet)
    note = published.run(ws, "my_notes__notes", author=me).iloc[0]
    assert (note["rep"], note["author"], note["is_read"]) == ("Ana Ruiz", "Lea Moor", True)
    assert (note["stance"], note["written_at"].date()) == ("heard_and_acted", now.date())
    assert note["text"].splitlines() == ["The dialer drops her calls.", "I will call the vendor for her."]
    replaced = published.run(ws, "my_notes__replaced", author=me).set_index("rep")
    assert replaced.loc["Ana Ruiz", "repair"] == "repaired"

    again = files.parent / "again" / "coaching_notes.csv"
    again.parent.mkdir(exist_ok=True)
    text = (files / "coaching_notes.csv").read_text(encoding="utf-8")
    again.write_text(text + f'n10,l1,r2,{told(1)},"Fine week."\n', encoding="utf-8")
    jobs.bring_in(ws, [again], quiet)
    assert note["note_key"] in published.run(ws, "my_notes__notes", author=me)["note_key"].tolist()

    at = open_page("data", part="Imports")
    at.selectbox(key="undo_choice").set_value(added["import_id"]).run()
    at.button(key="undo").click().run()
    at.button(key="undo_sure").click().run()
    assert not at.exception
    assert note["note_key"] not in published.run(ws, "my_notes__notes", author=me)["note_key"].tolist()
    imports = published.run(ws, "data__imports").set_index("import_id")
    assert imports.loc[added["import_id"], "is_undone"]


def test_an_added_line_can_be_taken_back_where_it_was_added(ws):
    """One press, and the note is gone."""
    me = key_of(ws, "Lea Moor")
    before = published.run(ws, "my_notes__notes", author=me)["note_key"].tolist()
    at = add(open_mine(ws, "Lea Moor"), "Asked what would help.")
    assert len(published.run(ws, "my_notes__notes", author=me)) == len(before) + 1
    at.button(key="line_undo").click().run()
    assert published.run(ws, "my_notes__notes", author=me)["note_key"].tolist() == before
    assert "Your line is a note now" not in texts(at.text)


def test_an_empty_line_is_not_added(ws):
    """It says so, and nothing comes in."""
    before = len(published.run(ws, "data__imports"))
    assert "Write the line first." in texts(add(open_mine(ws, "Lea Moor"), "  \n ").warning)
    assert len(published.run(ws, "data__imports")) == before


@pytest.mark.parametrize(
    "text",
    [
        "a; b; c\nd; e; f\ng; h; i",
        'He said "no", then; "yes"\t\tand left',
        "=HYPERLINK(1)",
        "note_id,author_id,text\n1,2,3",
        "Zoë’s naïve Ωmega 漢字",
        "2026-03-04 10:00:00",
        "<b>x</b> ![y](http://127.0.0.1:9/y.png)",
        "Total",
        "42",
    ],
)
def test_any_words_are_kept_as_they_were_typed(ws, tmp_path, text):
    """A line that looks like a table, a formula, a date or a total is a note all the same."""
    line = Line("l1", "r1", text, datetime.now(UTC))
    (path := tmp_path / line.file_name()).write_bytes(line.as_csv())
    receipt = jobs.bring_in(ws, [path], quiet, kind="coaching_notes")[0]
    assert (receipt.accepted, receipt.rejected, receipt.refusal) == (1, 0, None)
    note = published.run(ws, "my_notes__notes", author=key_of(ws, "Lea Moor")).iloc[0]
    assert note["text"] == text


def test_the_questions_of_a_page_do_not_repeat_and_are_the_same_tomorrow():
    """No question comes twice while the bank has others; two obstacles share; never wellbeing."""
    notes = [Missed(f"n{i}", ("tools", "tools"), ("behind",)) for i in range(4)]
    found = questions.missed(notes)
    assert found == questions.missed(notes)
    asked = [question for note in found.values() for question, _ in note]
    assert len(asked) == len(set(asked)) == 12
    two = questions.missed([Missed("n", ("tools", "wellbeing", "skill"), ())])["n"]
    assert [heading for _, heading in two] == ["tools", "skill", "general"]
    assert {heading for _, heading in questions.missed([Missed("n", (), ())])["n"]} == {"general"}
    many = questions.missed([Missed(f"n{i}", ("tools",), ()) for i in range(10)])
    assert all(len({question for question, _ in note}) == 3 for note in many.values())


def test_stock_phrases_are_listed_to_their_author_with_the_notes_that_hold_them(ws):
    """Uses, first and last day, words that help; the row opens three notes. Others see none of it."""
    at = open_mine(ws, "Lea Moor")
    rows = at.dataframe[0].value
    assert rows["text"].tolist() == ["Asked Bo how the week went."]
    assert rows["count_uses"].tolist() == [3]
    days = [pd.Timestamp(TODAY - timedelta(days=ago)) for ago in (5, 3)]
    assert [rows["first_on"].iloc[0], rows["last_on"].iloc[0]] == days
    assert "Say what stood in the way *in this case*" in texts(at.markdown)
    phrase = published.run(ws, "my_notes__phrases", author=key_of(ws, "Lea Moor"))["phrase"].iloc[0]
    held = published.run(ws, "my_notes__phrase_notes", author=key_of(ws, "Lea Moor"), phrase=phrase)
    assert held["rep"].tolist() == ["Bo Lind", "Ana Ruiz", "Bo Lind"]
    assert held["stance"].tolist() == ["silent", "asked", "asked"]
    other = open_mine(ws, "Max Orr")
    assert "None: no sentence of yours" in texts(other.info)


def test_what_is_specific_and_what_comes_back_is_counted_for_the_author_alone(ws):
    """Both numbers open the notes that they count."""
    at = open_mine(ws, "Lea Moor")
    own = published.run(ws, "my_notes__notes", author=key_of(ws, "Lea Moor"))
    assert own["is_specific"].sum() == 2
    assert "Of your 8 coaching notes (all dates), 2 name a specific obstacle" in texts(at.markdown)
    at.button(key="opens_specific").click().run()
    assert "2 notes, latest first." in texts(at.markdown)


def test_who_has_nothing_to_mend_is_told_so(ws):
    """A leader who heard, and a person who wrote no coaching note."""
    assert "Nothing to mend in the last 90 days" in texts(open_mine(ws, "Max Orr").info)
    said = texts(open_mine(ws, "Kim Vale").info)
    assert "Nothing to mend in the last 90 days" in said
    assert "You wrote no coaching note in this period (all dates)." in said


def test_who_is_gone_with_an_import_is_asked_again(ws):
    """The session forgets a person whom no note names as its author any more."""
    at = open_mine(ws, "Kim Vale")
    imports = published.run(ws, "data__imports").set_index("file_name")
    jobs.undo(ws, int(imports.loc["peer_notes.csv", "import_id"]), quiet)
    at.run()
    assert not at.exception
    assert at.selectbox(key="i_am").value is None
    assert "Say who you are" in texts(at.info)


def test_the_note_opens_where_its_reading_can_be_looked_into(ws):
    """From the panel to the note itself, in the drawer that every page has, and in no address."""
    at = open_mine(ws, "Lea Moor")
    at.button(key="open_mine").click().run()
    assert "Lea Moor about Ana Ruiz" in texts(at.get("dialog")[0].text)
    assert dict(at.query_params) == {}


def test_an_empty_workspace_says_what_to_do(fresh_workspace):
    """The way to Data, and no box of nobody."""
    at = open_page("my_notes")
    assert "There is no data yet." in texts(at.info)
    assert not at.selectbox


def test_the_sample_takes_no_line(sample_workspace):
    """A leader of the sample sees what to mend, and where a line would stand."""
    at = open_mine(sample_workspace, "Radek Svoboda")
    assert at.subheader[0].value.startswith("About ")
    assert "The sample stays as it is." in texts(at.markdown)
    assert not at.text_area
