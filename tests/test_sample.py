"""The sample holds the stories that its README tells, on the codes that a person gave its texts."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dashboard import intake, reader, reading_job, sample
from dashboard.warehouse import publish, store, workspace

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"
GENERATE = SAMPLE / "generate.py"
FILES = (
    *("people", "memberships", "activities", "coaching_notes", "peer_notes"),
    *("check_ins", "targets", "events"),
)


@pytest.fixture(scope="module")
def marts(tmp_path_factory):
    """The published marts of the sample, read by a person instead of the model."""
    ws = workspace.named(tmp_path_factory.mktemp("sample"))
    intake.import_files(ws, sorted(SAMPLE.glob("*.csv")))
    with store.writing(ws) as opened:
        texts = opened.run("store/unread", model="a person", most=100_000)
    told = {(t["relationship"], t["text"]): t for t in truths()}
    readings = [read_by_a_person(told[row.relationship, row.text]) for row in texts.itertuples()]
    reading_job.keep(ws, texts, readings, "a person")
    with duckdb.connect(publish.publish(ws), read_only=True) as con:
        yield con


def truths():
    """Each text of the sample with its true codes."""
    for path in sorted((SAMPLE / "truth").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def read_by_a_person(told: dict) -> reader.Reading:
    sentences, start = [], 0
    for sentence in told["sentences"]:
        start = told["text"].index(sentence["text"], start)
        end = start + len(sentence["text"])
        codes = dict.fromkeys(sentence["codes"], 1.0)
        sentences.append(
            reader.Sentence(sentence["text"], start, end, codes, sentence.get("obstacle_type"), None)
        )
        start = end
    readings = reader.stance_from(sentences, told["relationship"])
    return reader.Reading(*readings, None, tuple(sentences))


def asked(marts, query: str) -> list[tuple]:
    return marts.execute(query).fetchall()


def test_the_organisation_is_as_large_as_told(marts):
    """Teams, leaders, reps, weeks, activities and texts."""
    assert asked(marts, "select count(distinct team) from rep_weeks where team is not null") == [(6,)]
    assert asked(marts, "select count(distinct leader_id) from rep_weeks") == [(6,)]
    assert asked(marts, "select count(distinct person_id) from rep_weeks") == [(38,)]
    ((weeks, activities, notes, check_ins),) = asked(
        marts,
        "select count(distinct week) filter (where is_logged), any_value(count_activities), "
        "any_value(count_notes), any_value(count_check_ins) from rep_weeks, workspace_facts",
    )
    assert weeks == 40
    assert activities > 38_000
    assert notes >= 900
    assert check_ins >= 600
    ((peers, bodies),) = asked(
        marts,
        "select count(*) filter (where relationship = 'peers'), "
        "count(*) filter (where relationship = 'customers') from notes",
    )
    assert peers >= 60
    assert bodies / activities > 0.08


def test_shortfalls_got_the_answers_that_the_readme_tells(marts):
    """Harbour was pressed, Meadow heard, Ridge asked, three of Orchard forgotten, Lantern is ordinary."""
    found = asked(marts, "select team, answer, count(*) from shortfalls group by all order by all")
    assert found == [
        ("Foundry", "heard", 1),
        ("Foundry", "heard_and_acted", 2),
        ("Foundry", "replaced", 3),
        ("Harbour", "mixed", 1),
        ("Harbour", "replaced", 11),
        ("Lantern", "asked", 1),
        ("Lantern", "heard", 1),
        ("Lantern", "heard_and_acted", 2),
        ("Lantern", "mixed", 1),
        ("Meadow", "heard_and_acted", 9),
        ("Orchard", "care_only", 1),
        ("Orchard", "heard_and_acted", 1),
        ("Orchard", "no_note", 3),
        ("Ridge", "asked", 9),
    ]


def test_what_harbour_pressed_was_known_and_nothing_repaired_it(marts):
    """Each time the obstacle had been named before; the last one may still be repaired."""
    assert asked(
        marts,
        "select repair, count(*), bool_and(is_replaced_though_known) from shortfalls "
        "where team = 'Harbour' and answer = 'replaced' group by all order by all",
    ) == [("not repaired", 10, True), ("too early", 1, True)]


def test_harbour_grew_busier_while_its_dialer_dropped_calls(marts):
    """Calls rise by over a tenth; only Harbour loses calls; five reps name it, it is never waved away."""
    ((before, after),) = asked(
        marts,
        "select avg(count_calls) filter (where week < date '2026-03-16'), "
        "avg(count_calls) filter (where week >= date '2026-08-24') "
        "from rep_weeks where team = 'Harbour' and is_usable",
    )
    assert after > 1.1 * before
    assert asked(
        marts,
        "select distinct m.team from activities a join memberships m on m.person_id = a.person_id "
        "and a.occurred_at::date between m.covers_from and m.covers_to where a.outcome = 'dropped'",
    ) == [("Harbour",)]
    assert asked(
        marts,
        "select count(distinct person_id), sum(count_waved_away)::integer from obstacles "
        "where team = 'Harbour' and obstacle_type = 'tools' and is_shared",
    ) == [(5, 0)]


def test_ingrid_hears_and_gareth_never_does(marts):
    """In two notes of three one hears and acts; the other asks in a third of his and takes up nothing."""
    heard = "avg((stance = 'heard_and_acted')::integer), avg(is_heard::integer), count(*)"
    ((acted, ingrid, _),) = asked(marts, f"select {heard} from coaching_moments where author_id = 'u202'")
    assert acted > 0.35
    assert ingrid > 0.55
    ((_, gareth, notes),) = asked(marts, f"select {heard} from coaching_moments where author_id = 'u203'")
    ((asking,),) = asked(
        marts, "select count(*) from coaching_moments where author_id = 'u203' and stance like '%asked'"
    )
    assert gareth == 0
    assert asking > notes / 3


def test_three_shortfalls_of_orchard_got_no_word(marts):
    """Hugo, Marisol and Callista; nobody else in the organisation."""
    assert asked(marts, "select person_id from shortfalls where answer = 'no_note' order by all") == [
        ("u131",),
        ("u132",),
        ("u133",),
    ]


def test_the_fair_list_is_named_by_five_and_waved_away(marts):
    """Nothing else is waved away anywhere."""
    assert asked(
        marts,
        "select team, obstacle_type, person_id, is_shared from obstacles "
        "where count_waved_away > 0 order by all",
    ) == [("Foundry", "leads_data", f"u{number}", True) for number in (119, 120, 121, 122, 123)]


def test_one_shortfall_was_replaced_though_known_and_repaired_two_weeks_later(marts):
    """Kasper, pressed on 21 July and heard on 4 August; no other one was repaired."""
    assert asked(
        marts,
        "select person_id, written_on::varchar, repaired_on::varchar from coaching_moments "
        "where behind and is_replaced_though_known and repair = 'repaired'",
    ) == [("u119", "2026-07-21", "2026-08-04")]


def test_callum_is_pressed_on_target(marts):
    """Nine times; else only those whose word on the fair list was waved away while they stood at pace."""
    assert asked(
        marts,
        "select person_id, count(*) from coaching_moments "
        "where is_pressed_on_target group by all order by all",
    ) == [("u104", 9), *((f"u{number}", 1) for number in (119, 120, 121, 122, 123))]


def test_leave_and_a_varying_level_are_not_behind(marts):
    """Maud's weeks of leave are unknown; Eoin's calls vary by half and more, and he is never behind."""
    assert asked(
        marts,
        "select distinct behind, count(*) from rep_weeks where person_id = 'u114' and is_leave group by 1",
    ) == [(None, 3)]
    ((behind, variation),) = asked(
        marts,
        "select bool_or(behind), stddev(count_calls) / avg(count_calls) from rep_weeks "
        "where person_id = 'u113' and is_usable",
    )
    assert behind is False
    assert variation > 0.5


def test_an_obstacle_went_quiet_and_came_back(marts):
    """Saoirse's prices above list: three months unmentioned, then there again."""
    assert asked(
        marts,
        "select bool_or(mentioned_on < '2026-04-01'), "
        "count_if(mentioned_on between '2026-04-01' and '2026-06-30'), "
        "bool_or(mentioned_on >= '2026-07-01') from obstacle_mentions "
        "where person_id = 'u116' and obstacle_type = 'process'",
    ) == [(True, 0, True)]


def test_one_account_is_touched_forty_times_and_nothing_is_understood(marts):
    """Of all accounts touched often this is the only one that has notes and shows nothing."""
    ((account, people, touches),) = asked(
        marts,
        "select account, person_ids, count_recent_touches from customers(null, null, null, null, null, null) "
        "join account_names using (account_key) where is_touched_often and understood = 'nothing'",
    )
    assert (account, people) == ("Ostrel Cold Stores", ["u134"])
    assert touches >= 40


def test_legal_is_the_bottleneck_in_the_notes_about_peers(marts):
    """More notes name what stands in Legal's way than for all other teams together."""
    ((legal, others),) = asked(
        marts,
        "select sum(count_naming_obstacles) filter (where other_team = 'Legal')::integer, "
        "sum(count_naming_obstacles) filter (where other_team <> 'Legal')::integer "
        "from peer_links(null, null, null, null, null)",
    )
    assert legal >= 20
    assert legal > 2 * others


def test_lantern_has_no_story(marts):
    """No shortfall replaced or unwritten, nobody pressed, nothing waved away or back after it went quiet."""
    assert asked(
        marts,
        "select count(*) from shortfalls where team = 'Lantern' and answer in ('replaced', 'no_note')",
    ) == [(0,)]
    assert asked(
        marts,
        "select count(*) from coaching_moments where team = 'Lantern' and is_replaced",
    ) == [(0,)]
    assert asked(
        marts,
        "select count(*) from obstacles before join obstacles after using (person_id, obstacle_type) "
        "where before.team = 'Lantern' and before.state = 'quiet' "
        "and after.first_named_on > before.last_named_on",
    ) == [(0,)]


def test_no_text_stands_twice():
    """Notes, check-ins and what was typed into activities: each is written once."""
    texts = [told["text"] for told in truths()]
    assert len(texts) == len(set(texts))


def test_no_text_is_from_the_training_corpus():
    """What the reader learned from is not what the sample shows."""
    corpus = Path(reader.__file__).with_name("corpus").glob("*.jsonl")
    learned = {json.loads(line)["text"] for path in corpus for line in path.read_text("utf-8").splitlines()}
    # a word or two ("Fine.") is nobody's
    assert not {told["text"] for told in truths() if len(told["text"].split()) > 3} & learned


def test_generated_files_are_the_same_bytes_again(tmp_path):
    """The generator writes what is committed."""
    subprocess.run([sys.executable, GENERATE, "--out", tmp_path], check=True)
    for name in FILES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (SAMPLE / f"{name}.csv").read_bytes(), name


def test_any_size_is_generated_and_the_same_again(tmp_path):
    """As many reps, activities and notes as asked for, within the weeks asked for."""
    digests = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        sizes = ["--reps", "30", "--weeks", "10", "--activities", "5000", "--notes", "300"]
        subprocess.run([sys.executable, GENERATE, *sizes, "--out", folder], check=True)
        digests.append([hashlib.sha256((folder / f"{name}.csv").read_bytes()).hexdigest() for name in FILES])
    assert digests[0] == digests[1]
    with (folder / "activities.csv").open(encoding="utf-8", newline="") as file:
        activities = list(csv.DictReader(file))
    assert len(activities) == len({row["activity_id"] for row in activities}) == 5000
    assert len({row["person_id"] for row in activities}) == 30
    assert len({row["occurred_at"][:10] for row in activities}) == 50
    ws = workspace.named(tmp_path / "workspace")
    receipts = intake.import_files(ws, sorted(folder.glob("*.csv")))
    assert not [receipt for receipt in receipts if receipt.rejected or receipt.refusal]
    with duckdb.connect(publish.publish(ws), read_only=True) as con:
        assert con.execute("select count(*) from coaching_moments where behind").fetchone()[0] > 0


def test_shipped_readings_are_those_of_the_present_reader(tmp_path):
    """Stale ones are made anew by `python -m dashboard.sample`."""
    assert sample.shipped_model() == reader.model_name()
    sample.write_readings(tmp_path / "readings.jsonl")
    assert (tmp_path / "readings.jsonl").read_bytes() == sample.READINGS.read_bytes()
