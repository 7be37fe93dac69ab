"""Data as an analyst meets it: on the sample, on nothing, with files that come in, cannot, or ask."""

from __future__ import annotations

import csv
import io
import shutil
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import intake, jobs
from dashboard.intake.rows import LEFT_OUT
from dashboard.parts import coverage, intake_words, previews, spool, tables
from dashboard.parts.palette import palette
from dashboard.parts.templates import TEMPLATES
from dashboard.warehouse import published, sql, store, workspace
from dashboard.warehouse.settings import SETTINGS

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"

PEOPLE = (
    b"person_id,name,email,title,role,started_on,left_on,active\n"
    b"ann,Ann Bell,ann@x.example,AE,AE,2024-01-01,,true\n"
)
CALLS = (
    b"activity_id,person_id,occurred_at,kind,direction,outcome,duration_seconds\n"
    b"a1,ann,2026-03-02 09:00:00,call,outbound,connected,60\n"
    b"a2,,2026-03-03 09:00:00,call,outbound,connected,60\n"
    b'a3,"=HYPERLINK(""http://evil.example"")",yesterday,call,outbound,connected,60\n'
    b"a1,ann,2026-03-02 09:00:00,call,outbound,connected,60\n"
    b"a4,ann,2026-03-24 09:00:00,call,outbound,connected,60\n"
)
NOTES = (
    b"note_id,author_id,about_person_id,written_at,text\n"
    b"n1,lea,ann,2026-03-04 10:00:00,Ann has to make more calls.\n"
)
UNDECIDED = b"Rep,Date,Type,Notes\nAnn Bell,03/04/2026,call,Spoke\nAnn Bell,05/04/2026,call,Spoke again\n"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"
TABS = ("Bring in", "Imports", "Rows not used", "Coverage", "People and sources", "Checks", "Settings")
WIDGETS = ("button", "selectbox", "button_group", "number_input", "file_uploader", "download_button")
MARKUP = "<img src=x> **bold** ![](http://evil.example).csv"


def quiet(share, words):
    """Progress that nobody watches."""


def open_data(part: str | None = None) -> AppTest:
    """A new session on Data, or on one of its tabs; an exception on the page is a failure."""
    at = AppTest.from_file(str(APP), default_timeout=60).switch_page("views/data.py")
    if part:
        at.query_params["part"] = part
    return checked(at)


def checked(at: AppTest) -> AppTest:
    """Run the page; an exception on it is a failure."""
    at.run()
    assert not at.exception, at.exception[0].message
    return at


def upload(at: AppTest, **files: bytes) -> AppTest:
    """Put files into the uploader; names have a dot as two underscores."""
    named = [(name.replace("__", "."), content, "text/csv") for name, content in files.items()]
    at.file_uploader[0].set_value(named)
    return checked(at)


def bring(at: AppTest, **files: bytes) -> AppTest:
    upload(at, **files).button(key="import").click()
    return checked(at)


def texts(at: AppTest) -> str:
    kinds = (at.text, at.markdown, at.caption, at.warning, at.info, at.code)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def table(at: AppTest, column: str) -> pd.DataFrame:
    """The first table of the page that has a column."""
    return next(frame.value for frame in at.dataframe if column in frame.value.columns)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """People, calls (some rows of them unused) and one unread note, imported once: each test has a copy."""
    folder = tmp_path_factory.mktemp("filled")
    paths = []
    for name, content in (("people.csv", PEOPLE), ("calls.csv", CALLS), ("notes.csv", NOTES)):
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    ws = workspace.named(folder / "workspace")
    jobs.bring_in(ws, paths, quiet)
    return ws.folder


@pytest.fixture
def filled(fresh_workspace, built):
    shutil.copytree(built, fresh_workspace.folder, dirs_exist_ok=True)
    return fresh_workspace


def test_an_empty_workspace_says_what_to_bring_first(fresh_workspace):
    """Three files to begin with, templates, and no tabs about what is not there."""
    at = open_data()
    assert "Nothing came in yet. Three files are enough to begin with" in texts(at)
    assert [tab.label for tab in at.tabs] == ["Bring in", "Settings"]
    assert at.get("download_button")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.file)
def test_a_template_comes_in_as_what_it_is(template, fresh_workspace, tmp_path):
    """The example row of each template is accepted, and recognised without being told."""
    path = tmp_path / template.file
    path.write_bytes(template.as_csv())
    shown = intake.preview(fresh_workspace, path)
    assert (shown.refusal, shown.questions) == (None, [])
    assert (shown.receipt.kind, shown.receipt.accepted, shown.receipt.rejected) == (template.kind, 1, 0)


def test_a_preview_stores_nothing(fresh_workspace):
    """Looking at a file says what would happen; it lies in the spool until then."""
    at = upload(open_data(), people__csv=PEOPLE)
    assert "1 row will come in" in texts(at)
    assert published.data_version(fresh_workspace) is None
    assert [path.name for path in fresh_workspace.spool.rglob("*.csv")] == ["people.csv"]


def test_a_file_taken_out_of_the_uploader_leaves_the_spool(fresh_workspace):
    """What somebody decides not to bring is not kept."""
    at = upload(open_data(), people__csv=PEOPLE)
    at.file_uploader[0].set_value(None)
    checked(at)
    assert not list(fresh_workspace.spool.iterdir())


def test_rows_stand_in_the_preview_as_they_are_and_as_they_will_land(fresh_workspace):
    """The raw row beside the typed one, with the reason in words."""
    at = upload(open_data(), calls__csv=CALLS)
    assert table(at, "activity_id")["activity_id"].tolist() == ["a1", "a2", "a3", "a1", "a4"]
    landed = table(at, "Will not be used")
    assert landed["Will not be used"].tolist() == [
        "", "nobody is named", "the date cannot be read", "the same id stands above", "",
    ]  # fmt: skip
    assert landed["When"].iloc[0] == "2026-03-02 09:00"


def test_an_import_gives_a_receipt(fresh_workspace):
    """Accepted, to mend, left out on purpose, with reason and line; the spool is empty again."""
    at = bring(open_data(), calls__csv=CALLS, people__csv=PEOPLE)
    said = texts(at)
    assert "What became of them" in [header.value for header in at.header]
    for sentence in (
        "2 rows came in", "2 to mend", "1 left out on purpose",
        "1 row to mend: nobody is named (line 3)",
        "1 row left out on purpose: the same id stands above (line 5)",
    ):  # fmt: skip
        assert sentence in said
    assert not list(fresh_workspace.spool.iterdir())


def test_a_file_that_cannot_come_in_says_why_and_stops_no_other(fresh_workspace):
    """A picture, an empty file and people: one comes in, two are refused in a sentence each."""
    at = upload(open_data(), photo__csv=PICTURE, empty__csv=b"", people__csv=PEOPLE)
    assert "photo.csv is no table: its first bytes are those of a PNG picture." in texts(at)
    assert "empty.csv is empty: nothing was exported into it." in texts(at)
    at.button(key="import").click()
    assert "photo.csv is no table" in texts(checked(at))
    assert published.run(fresh_workspace, "data__imports")["file_name"].tolist() == ["people.csv"]


def test_an_open_question_waits_for_its_answer(fresh_workspace):
    """A date that may be read both ways is asked about; the answer is the mapping of the import."""
    at = upload(open_data(), undecided__csv=UNDECIDED)
    assert "1 file waits for your answer above." in texts(at)
    assert at.button(key="import").disabled
    at.selectbox(key="file_0_answer_date_order").set_value("mdy")
    checked(at).button(key="import").click()
    checked(at)
    weeks = published.run(fresh_workspace, "data__coverage")
    assert weeks.loc[weeks["count_calls"].gt(0), "week"].dt.month.tolist() == [3, 5]


def test_the_same_file_again_is_known(filled):
    """Nothing to import, and no second line in the history."""
    at = upload(open_data(), people__csv=PEOPLE)
    assert "This very file came in before." in texts(at)
    assert at.button(key="import").label == "Nothing to import"


def test_reading_starts_by_itself_and_is_shown(fresh_workspace):
    """After an import a process of its own reads the notes; the page says how far it is."""
    at = bring(open_data(), notes__csv=NOTES)
    for _ in range(60):
        if "1 of 1 coaching note read; nothing waits." in texts(at):
            return
        time.sleep(0.5)
        checked(at)
    pytest.fail(texts(at))


def test_unread_notes_can_be_read_on(filled):
    """While something is unread the page says so and offers to go on."""
    at = open_data()
    assert "0 of 1 coaching note read; 1 text waits," in at.get("progress")[0].proto.text
    assert at.button(key="read_on").label == "Read on"


def test_the_first_import_leaves_the_sample(sample_workspace, tmp_path, monkeypatch):
    """The page says that from now on it shows the own workspace, and where that lies."""
    shutil.copytree(sample_workspace.folder, tmp_path / "heard" / sample_workspace.folder.name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    at = open_data()
    assert "Sample data" in texts(at)
    said = texts(bring(at, people__csv=PEOPLE))
    assert "From now on the pages show your own workspace" in said
    assert str(tmp_path / "heard" / "workspace") in said
    assert "Sample data" not in texts(open_data())


def test_an_import_is_undone_after_asking(filled):
    """Its rows leave the workspace; its line stays in the history."""
    at = open_data("Imports")
    imports = published.run(filled, "data__imports").set_index("file_name")
    at.selectbox(key="undo_choice").set_value(imports.loc["calls.csv", "import_id"])
    checked(at).button(key="undo").click()
    checked(at)
    assert "Its 2 rows leave the workspace" in texts(at)
    at.button(key="undo_sure").click()
    checked(at)
    assert published.run(filled, "filter__workspace")["count_activities"].iloc[0] == 0
    states = table(open_data("Imports"), "state").set_index("file_name")["state"]
    assert states["calls.csv"].startswith("undone ")
    assert states["people.csv"] == "in use"


def test_the_sample_cannot_be_undone(sample_workspace):
    """Its imports are listed, without a button."""
    at = open_data("Imports")
    assert "The sample stays as it is." in texts(at)
    assert "undo" not in [button.key for button in at.button]


def test_unused_rows_are_shown_as_text_with_their_reason(filled):
    """The raw row stands in a table cell; a filter keeps those to mend."""
    at = open_data("Rows not used")
    assert len(table(at, "raw")) == 3
    at.get("button_group")[0].set_value("To mend")
    rows = table(checked(at), "raw")
    assert set(rows["why"]) == {"nobody is named", "the date cannot be read"}
    assert any("=HYPERLINK" in raw for raw in rows["raw"])


def test_rows_to_mend_come_back_in_the_columns_of_their_file(filled):
    """Line and reason stand behind them, and a spreadsheet runs nothing."""
    imports = published.run(filled, "data__imports").set_index("file_name")
    rows = intake.rows_to_mend(filled, int(imports.loc["calls.csv", "import_id"]))
    content = tables.for_spreadsheet(rows).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(content))
    assert header[:3] == ["activity_id", "person_id", "occurred_at"]
    assert header[-2:] == ["line", "reason"]
    assert [row[1] for row in rows] == ["", '\'=HYPERLINK("http://evil.example")']


@pytest.mark.parametrize("cell", ["-12.5", "+49 30 1234", "(3)", "text", "a=b"])
def test_numbers_and_telephones_stay_as_they_are(cell):
    """Only what a spreadsheet would run is quoted."""
    assert f",{cell}\n" in tables.for_spreadsheet(pd.DataFrame({"a": ["x"], "b": [cell]})).decode("utf-8-sig")


@pytest.mark.parametrize("cell", ["=1+1", "@sum(a)", "-cmd|' /C calc'!A0", "+cmd|x"])
def test_formulas_are_quoted(cell):
    """A cell that a spreadsheet would run begins with an apostrophe."""
    rows = tables.for_spreadsheet(pd.DataFrame({cell: [cell]})).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(rows))] == [f"'{cell}", f"'{cell}"]


def test_markup_in_a_file_is_only_ever_text(fresh_workspace):
    """Nothing of a file, its name included, reaches an element that reads Markdown."""
    people = PEOPLE.replace(b"Ann Bell", b"**Ann** <img src=http://evil.example> ![](http://evil.example)")
    at = upload(open_data(), **{MARKUP.replace(".", "__"): people})
    at.button(key="import").click()
    checked(at)
    rendered = [*at.markdown, *at.caption, *at.warning, *at.info, *at.header, *at.subheader]
    for element in rendered:
        assert "evil" not in str(element.value)
        assert "bold" not in str(element.value)


def test_coverage_names_the_weeks_without_rows():
    """A gap between two weeks is said; before the first and after the last is none."""
    weeks = pd.date_range("2026-03-02", periods=5, freq="7D")
    rows = pd.DataFrame({"week": weeks, **dict.fromkeys(coverage.KINDS, 0)})
    rows["count_calls"] = [0, 3, 0, 2, 0]
    assert coverage.gaps(rows) == ["Calls: none in 1 week between others (week of 16 Mar)."]
    assert coverage.alt(rows) == "Rows by kind over 5 weeks: Calls in 2 weeks."


def test_the_figure_of_coverage_has_a_band_a_kind():
    """Kinds without any row are left out; a week without rows has no bar."""
    weeks = pd.date_range("2026-03-02", periods=3, freq="7D")
    rows = pd.DataFrame({"week": weeks, **dict.fromkeys(coverage.KINDS, 0)})
    rows["count_calls"], rows["count_check_ins"] = [3, 0, 2], [1, 1, 0]
    figure = coverage.figure(rows=rows, colours=palette("light"))
    assert {bars.name: list(bars.y) for bars in figure.data} == {"Calls": [3, 0, 2], "Check-ins": [1, 1, 0]}


def test_coverage_shows_weeks_and_people(sample_workspace):
    """The sample's weeks, who has no notes, who is unmatched, which sources overlap."""
    assert len(table(open_data("Coverage"), "count_calls")) > 10
    at = open_data("People and sources")
    said = [header.value for header in at.subheader]
    assert said[-3:] == ["Who has no coaching notes?", "Who is in no people file?", "Which sources overlap?"]


def test_an_unmatched_person_is_listed_with_their_rows(filled):
    """The author of the note is in no people file."""
    rows = table(open_data("People and sources"), "count_notes_written").set_index("name")
    assert rows.loc["lea", "count_notes_written"] == 1


def test_a_doubtful_person_is_settled_with_one_click(filled, tmp_path):
    """The page asks whether a name is somebody known; the answer moves their rows and can be opened again."""
    path = tmp_path / "more.csv"
    path.write_text("Call ID,Agent,Date,Outcome\n77,Anna Bel,2026-03-02,Busy\n", encoding="utf-8")
    jobs.bring_in(filled, [path], quiet)
    at = open_data("People and sources")
    assert "Anna Bel: 1 activity" in texts(at)
    pressed = next(button for button in at.button if button.key.startswith("same_"))
    pressed.click()
    checked(at)
    at = open_data("People and sources")
    assert not [button for button in at.button if button.key.startswith("same_")]
    at.selectbox(key="unsettle_alias").set_value("Anna Bel")
    checked(at).button(key="unsettle").click()
    checked(at)
    assert [button for button in open_data("People and sources").button if button.key.startswith("same_")]


def test_a_person_is_deleted_once_their_name_is_typed(filled):
    """The button waits for the name; then nothing of them is left."""
    at = open_data("People and sources")
    key = published.run(filled, "data__known_people").loc[0, "person_key"]
    at.selectbox(key="erase_person").set_value(key)
    assert checked(at).button(key="erase").disabled
    assert "- people rows: 1" in texts(at)
    at.text_input(key=f"erase_typed_{key}").set_value("Ann Bell")
    checked(at).button(key="erase").click()
    checked(at)
    assert published.run(filled, "data__known_people").empty


def test_checks_say_whether_they_hold(sample_workspace):
    """Each check is a sentence with its outcome."""
    said = texts(open_data("Checks"))
    count = len(sql.names("checks"))
    assert f"{count} of {count} checks hold." in said
    assert "Nobody leads themselves." in said


def test_a_changed_setting_makes_the_numbers_anew(filled):
    """The table shows the new value beside the default, and the marts have it."""
    before = published.data_version(filled)
    at = open_data("Settings")
    at.selectbox(key="setting").set_value("answer_days")
    checked(at).number_input(key="value_of_answer_days").set_value(21)
    at.button(key="submit_answer_days").click()
    row = table(checked(at), "default_value").set_index("name").loc["answer_days"]
    assert (row["value"], row["default_value"]) == ("21", "14")
    assert published.data_version(filled) != before


def test_a_share_that_was_set_whole_can_be_a_share_again(filled):
    """What a setting can have is told by the setting, not by its present value."""
    jobs.change_setting(filled, "behind_pace_below", "1", quiet)
    at = open_data("Settings")
    at.selectbox(key="setting").set_value("behind_pace_below")
    checked(at).number_input(key="value_of_behind_pace_below").set_value(0.85)
    at.button(key="submit_behind_pace_below").click()
    assert table(checked(at), "default_value").set_index("name").loc["behind_pace_below", "value"] == "0.85"


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS])
def test_each_setting_can_be_changed(name, filled):
    """The form of every setting opens with what is set and stores it unchanged."""
    at = open_data("Settings")
    at.selectbox(key="setting").set_value(name)
    checked(at).button(key=f"submit_{name}").click()
    row = table(checked(at), "default_value").set_index("name").loc[name]
    assert row["value"] == row["default_value"] or float(row["value"]) == float(row["default_value"])


def test_the_samples_settings_stay(sample_workspace):
    """They are shown, and the command line is named for the time zone."""
    at = open_data("Settings")
    assert "setting" not in [box.key for box in at.selectbox]
    assert "python -m dashboard settings zone Europe/London" in texts(at)


def test_the_folder_to_back_up_is_named(filled):
    """A backup is a copy of the workspace's folder."""
    assert str(filled.folder) in texts(open_data("Settings"))


def test_every_widget_has_a_key(filled):
    """Widgets of every tab are found by their key."""
    for part in TABS:
        at = open_data(part)
        for kind in WIDGETS:
            assert all(widget.key for widget in at.get(kind)), (part, kind)


def test_a_column_can_be_changed_and_the_change_is_remembered(fresh_workspace):
    """What the person says of one file holds for the next with the same columns; it can be taken back."""
    rows = b"Rep,Date,Type,Notes,Remarks\nAnn Bell,2026-04-03,call,Spoke,Later\n"
    at = upload(open_data(), calls__csv=rows)
    chosen = next(box for box in at.selectbox if box.label == "Body")
    assert chosen.value == "Notes"
    chosen.set_value("Remarks")
    checked(at)
    assert any(button.key.endswith("_recognised") for button in at.button)
    at.button(key="import").click()
    checked(at)
    with store.opened(fresh_workspace) as con:
        assert con.execute("select body from activities").fetchall() == [("Later",)]
    at = upload(open_data(), more__csv=rows.replace(b"04-03", b"04-04"))
    assert "of a file with the same columns" in texts(at)
    assert next(box for box in at.selectbox if box.label == "Body").value == "Remarks"


def test_the_rep_of_a_file_without_one_is_said_once(filled):
    """A calendar has no column for its owner: the page asks, and offers the people whom it knows."""
    rows = (
        b"Subject,Start Date,Start Time,End Date,End Time,All Day Event\n"
        b"Demo,01/13/2026,12:00 PM,01/13/2026,1:00 PM,False\n"
    )
    at = upload(open_data(), calendar__csv=rows)
    assert "Whose are these? No column of the file says it." in texts(at)
    box = next(box for box in at.selectbox if box.key.endswith("_answer_rep"))
    box.set_value("Ann Bell")
    checked(at).button(key="import").click()
    checked(at)
    with store.opened(filled) as con:
        found = con.execute("select person_ref from activities where kind = 'meeting'").fetchall()
    assert found == [("Ann Bell",)]


def test_the_files_of_an_archive_come_in_each_by_itself(fresh_workspace):
    """A zip is looked into; what cannot come in of it does not stop the rest."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("weekly/people.csv", PEOPLE)
        archive.writestr("weekly/calls.csv", CALLS)
        archive.writestr("weekly/photo.png", PICTURE)
    at = upload(open_data(), weekly__zip=packed.getvalue())
    for name in ("people.csv", "calls.csv", "photo.png"):
        assert name in texts(at)
    at.button(key="import").click()
    assert [row for row in checked(at).text if row.value == "people.csv"]
    with store.opened(fresh_workspace) as con:
        assert con.execute("select count(*) from imports").fetchone()[0] == 2


def test_an_archive_made_to_harm_is_refused_on_the_page(fresh_workspace):
    """A name outside the archive is told, and nothing is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../people.csv", PEOPLE)
    assert "names a place outside the archive" in texts(upload(open_data(), evil__zip=packed.getvalue()))


def test_what_a_longer_export_changes_is_told_before_it_happens(filled):
    """Rows that are new, changed and the same are counted apart."""
    more = CALLS.replace(b"a4,ann,2026-03-24", b"a4,ann,2026-03-25") + b"a5,ann,2026-03-26 09:00:00,call,,,\n"
    assert "Of the rows: 1 new, 1 changed, 1 the same as before." in texts(
        upload(open_data(), longer__csv=more)
    )


def test_every_reason_has_words():
    """Reasons of intake and of staging are said in words."""
    staged = " ".join(sql.text(f"staging/{name}") for name in sql.names("staging"))
    known = {name for name in intake_words.REASONS if f"'{name}'" in staged} | LEFT_OUT
    assert known <= intake_words.REASONS.keys()
    for name in ("missing_rep", "missing_date", "bad_date", "bad_number", "no_text"):
        assert f"'{name}'" in staged


def test_answers_become_the_mapping():
    """Settings of the file stand on top, columns of fields under columns."""
    mapping = previews.with_answers({"columns": {"author": "Coach"}}, {"date_order": "dmy", "rep": "Owner"})
    assert mapping == {"date_order": "dmy", "columns": {"author": "Coach", "rep": "Owner"}}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\calls.csv", "calls.csv"),
        ("a\0b:c?.csv", "a_b_c_.csv"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_an_uploaded_name_stays_inside_the_spool(sent, kept):
    """A browser may send any name; folders and what file systems forbid are dropped."""
    assert spool.plain_name(sent) == kept


def test_a_long_name_keeps_its_ending():
    """The kind of a file is told by its ending too."""
    name = spool.plain_name("x" * 400 + ".xlsx")
    assert name.endswith(".xlsx")
    assert len(name) < 200
