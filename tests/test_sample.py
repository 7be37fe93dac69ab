"""The sample holds the stories that its README tells, on the codes that a person gave its texts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard import intake
from dashboard.reader.codebook import readings_of, stance_of
from dashboard.warehouse import publish, store, workspace

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"


@pytest.fixture(scope="module")
def marts(tmp_path_factory):
    """The published marts of the sample, read by a person instead of the model."""
    ws = workspace.named(tmp_path_factory.mktemp("sample"))
    intake.import_files(ws, sorted(SAMPLE.glob("*.csv")))
    readings, sentences, codes = [], [], []
    with store.writing(ws) as opened:
        unread = opened.run("store/unread", model="a person", most=10_000)
        keys = {(row.relationship, row.text): row.text_key for row in unread.itertuples()}
        for told in truths():
            key = keys[told["relationship"], told["text"]]
            levels = readings_of([set(s["codes"]) for s in told["sentences"]])
            stance = stance_of(*levels) if told["relationship"] != "self" else None
            readings.append((key, "a person", *levels, stance))
            start = 0
            for position, sentence in enumerate(told["sentences"], 1):
                start = told["text"].index(sentence["text"], start)
                end = start + len(sentence["text"])
                sentences.append((key, position, sentence["text"], start, end))
                codes += [(key, position, c, 1.0, type_of(sentence, c)) for c in sentence["codes"]]
                start = end
        opened.append(
            "store/add_readings", frame(readings, "text_key model pressure understanding care stance")
        )
        opened.append("store/add_sentences", frame(sentences, "text_key position text start end"))
        opened.append("store/add_codes", frame(codes, "text_key position code probability obstacle_type"))
    with duckdb.connect(publish.publish(ws), read_only=True) as con:
        yield con


def truths():
    """Each text of the sample with its true codes."""
    for path in sorted((SAMPLE / "truth").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def type_of(sentence, code):
    return sentence.get("obstacle_type") if code == "obstacle" else None


def frame(rows, columns):
    return pd.DataFrame(rows, columns=columns.split())


def test_shortfalls_got_the_answers_that_the_readme_tells(marts):
    """Harbour was pressed, Meadow heard, Ridge asked or forgotten."""
    found = marts.execute(
        "select team, answer, count(*) from shortfalls group by all order by all"
    ).fetchall()
    assert found == [
        ("Harbour", "mixed", 1),
        ("Harbour", "replaced", 6),
        ("Meadow", "heard", 1),
        ("Meadow", "heard_and_acted", 3),
        ("Ridge", "asked", 2),
        ("Ridge", "no_note", 2),
        ("Ridge", "score_only", 1),
    ]


def test_what_harbour_pressed_was_known(marts):
    """Every obstacle had been named before; one was repaired, one is too early to say."""
    found = marts.execute(
        "select repair, count(*), bool_and(is_replaced_though_known) from shortfalls "
        "where answer = 'replaced' group by all order by all"
    ).fetchall()
    assert found == [("not repaired", 4, True), ("repaired", 1, True), ("too early", 1, True)]


def test_the_dialer_is_a_shared_obstacle_of_harbour(marts):
    """Four reps name it, and it is waved away with each of them."""
    found = marts.execute(
        "select distinct person_id from obstacles where obstacle_type = 'tools' and team = 'Harbour' "
        "and is_shared and count_waved_away > 0 order by all"
    ).fetchall()
    assert [person for (person,) in found] == ["u101", "u102", "u103", "u105"]


def test_a_rep_on_target_was_pressed(marts):
    """Callum is pressed again and again at more than 100 % of pace."""
    (count,) = marts.execute(
        "select count(*) from coaching_moments where person_id = 'u104' and is_pressed_on_target"
    ).fetchone()
    assert count >= 5


def test_leave_and_a_varying_level_are_not_behind(marts):
    """Maud's leave weeks are unknown, Eoin is never behind."""
    assert marts.execute(
        "select bool_or(behind) from rep_weeks where person_id = 'u111' and is_leave"
    ).fetchone() == (None,)
    assert marts.execute("select bool_or(behind) from rep_weeks where person_id = 'u110'").fetchone() == (
        False,
    )


def test_who_was_not_heard_is_seen(marts):
    """Beatriz has not been heard for eleven weeks."""
    assert marts.execute("select weeks_since_heard from heard_gap where person_id = 'u109'").fetchone() == (
        11,
    )


def test_generated_files_are_the_same_bytes_again(tmp_path):
    """The generator writes what is committed."""
    subprocess.run([sys.executable, SAMPLE / "generate.py", "--out", tmp_path], check=True)
    for name in ("activities.csv", "targets.csv"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes()
