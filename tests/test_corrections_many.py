"""Corrections, undos and imports in any order end where a build from nothing ends with what stands."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta

import duckdb
import pandas as pd

from dashboard import jobs, reading_job
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES
from dashboard.warehouse import publish, published, store, workspace

PEOPLE = "person_id,name,team,manager,started_on\n" + "".join(
    f"u{at},Person {chr(64 + at)},East,u9,2024-01-01\n" for at in range(1, 5)
) + "u9,Dana Okafor,,,2020-01-01\n"  # fmt: skip
PHRASE = "Thanked her for the patience that she shows."
TOLD = (
    "Half of the numbers on the list are dead. Make more calls this week.",
    f"The dialer drops every third call. {PHRASE}",
    f"{PHRASE} I asked what makes the afternoons so hard.",
    f"She hopes to lead a small team. {PHRASE}",
    f"{PHRASE} I will have IT repair the dialer before Thursday.",
    "He blames the list again, and I told him to stop looking for reasons.",
)


def notes_file(first: int, told: tuple[str, ...], month: int) -> str:
    """Notes n<first> ... about four reps in turn."""
    rows = [
        f'n{at},u9,u{at % 4 + 1},2026-0{month}-{at % 27 + 1:02} 10:00:00,"{text}"'
        for at, text in enumerate(told, first)
    ]
    return "\n".join(["note_id,author_id,about_person_id,written_at,text", *rows]) + "\n"


MONDAY = date(2026, 1, 5)
FILES = {
    "people.csv": PEOPLE,
    "coaching_notes.csv": notes_file(1, TOLD + TOLD[:2], 3),
    # the same notes with words before and after, and one that is not there any more
    "changed/coaching_notes.csv": notes_file(1, tuple(f"We met. {text} Bye." for text in TOLD[:4]), 3),
    "more_notes.csv": notes_file(20, TOLD[::-1], 4),
    # calls of sixteen weeks; from March on two of the four log half as many
    "activities.csv": "activity_id,person_id,occurred_at,kind,account\n"
    + "".join(
        f"a{rep}_{week}_{at},u{rep},{MONDAY + timedelta(weeks=week, days=at % 5)} 09:00,call,Acme\n"
        for rep in range(1, 5)
        for week in range(16)
        for at in range(5 if rep < 3 and week > 8 else 10)
    ),
    "check_ins.csv": "check_in_id,person_id,written_at,text\n"
    f"c1,u1,2026-03-05 10:00:00,{TOLD[0]}\nc2,u2,2026-03-06 10:00:00,I am tired of the dialer.\n",
}
TIMES_AND_NUMBERS = ("import_id", "correction_id", "line", "imported_at", "undone_at")
GIVEN = (
    "written_key", "text_key", "start", "end", "sentence", "codes", "obstacle_type", "corrected_by",
)  # fmt: skip
OF_HISTORY = ("imports", "corrections", "rejected_rows")


def quiet(share, words):
    """Progress that nobody watches."""


def put(folder):
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def bring(ws, path) -> int | None:
    receipts = jobs.bring_in(ws, [path], quiet)
    reading_job.read_unread(ws, quiet)
    return None if receipts[0].unchanged else receipts[0].import_id


def written(ws) -> list[str]:
    """Keys of all notes and check-ins that were read, in their order."""
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        asked = "select note_key from notes union all select check_in_key from check_ins order by 1"
        return con.execute(asked).df().iloc[:, 0].tolist()


def say(ws, dice: random.Random) -> None:
    """A random correction, or that a note or a sentence of it is not about whom it names."""
    keys = written(ws)
    if not keys:
        return
    key = dice.choice(keys)
    start = int(dice.choice(published.run(ws, "note__sentences", written=key)["start"].tolist()))
    what = dice.random()
    if what < 0.15:
        jobs.set_not_about(ws, key, quiet)
    elif what < 0.3:
        jobs.set_not_about(ws, key, quiet, start=start)
    else:
        codes = dice.sample(list(CODES), dice.randint(0, 3))
        kind = dice.choice(list(OBSTACLE_TYPES)) if "obstacle" in codes else None
        jobs.correct_reading(ws, key, start, quiet, codes=codes, obstacle_type=kind)


def set_rule(ws, dice: random.Random) -> None:
    """A threshold gets another value, of a few."""
    name, values = dice.choice([("behind_activity_below", ("0.6", "0.9")), ("answer_days", ("7", "30"))])
    jobs.change_setting(ws, name, dice.choice(values), quiet)


def take_back(ws, dice: random.Random) -> None:
    found = published.run(ws, "data__corrections")
    waiting = found[found["state"].ne("taken back")]["correction_id"].tolist()
    if waiting:
        jobs.take_back_correction(ws, int(dice.choice(waiting)), quiet)


def standing(ws) -> pd.DataFrame:
    """Corrections that stand, as they were said, in their order; those whose text is not here included."""
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        ids = con.execute("select correction_id from corrections where is_standing").df()["correction_id"]
    with store.opened(ws) as con:
        said = con.execute("from corrections order by correction_id").df()
    return said[said["correction_id"].isin(ids)]


def tables(ws) -> dict[str, pd.DataFrame]:
    """Every published table but those of history, without what only numbers or dates a row of it.

    Readings of a text stay while its import is undone; here are those of texts that are in use.
    """
    used = (
        "(select text_key from notes union all select words_key from notes union all "
        "select text_key from check_ins)"
    )
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        found = {}
        for name in con.execute("select table_name from duckdb_tables() order by 1").df()["table_name"]:
            if name not in OF_HISTORY:
                columns = [c for c in con.table(name).columns if c not in TIMES_AND_NUMBERS]
                chosen = ", ".join(f'"{column}"' for column in columns)
                among = f"where text_key in {used}" if "text_key" in columns else ""
                found[name] = con.execute(f"select {chosen} from {name} {among} order by all").df()
        return found


def build_from_nothing(ws, folder, used: dict[int, str]):
    """A workspace of the files in use, in their order, and of what stands; keys as in the first one."""
    other, said = workspace.named(folder / "other"), standing(ws)
    with store.opened(ws) as con:
        salt = con.execute("select salt from store_state").fetchone()[0]
        rules = con.execute("from settings").fetchall()
    with store.opened(other) as con:
        con.execute("update store_state set salt = $salt", {"salt": salt})
    for number in sorted(used):
        bring(other, folder / used[number])
    with store.writing(other) as opened:
        for name, value in rules:
            opened.run("store/set_setting", name=name, value=value)
        for row in said.astype(object).where(said.notna(), None).to_dict("records"):
            given = {name: row[name] for name in GIVEN}
            given["codes"] = None if row["codes"] is None else list(row["codes"])
            opened.run("store/correct", **given)
    publish.publish(other)
    return other


def test_any_order_of_corrections_and_imports_ends_as_a_build_from_nothing(tmp_path):
    """Every published table is the same, but for numbers and times; HEARD_MANY=1 takes 200 steps."""
    dice = random.Random(int(os.environ.get("HEARD_SEED", "1")))  # noqa: S311 (no secret)
    ws = workspace.named(tmp_path / "one")
    put(tmp_path)
    used = {bring(ws, tmp_path / name): name for name in FILES}
    for _ in range(200 if os.environ.get("HEARD_MANY") else 10):
        what = dice.random()
        if what < 0.6:
            say(ws, dice)
        elif what < 0.65:
            set_rule(ws, dice)
        elif what < 0.8:
            take_back(ws, dice)
        else:
            name = dice.choice([name for name in FILES if name != "people.csv"])
            number = next((number for number, other in used.items() if other == name), None)
            if number is None:
                used[bring(ws, tmp_path / name)] = name
            else:
                jobs.undo(ws, number, quiet)
                del used[number]
    assert len(standing(ws))
    assert bool(len(tables(ws)["shortfalls"])) == ("activities.csv" in used.values())
    mine, anew = tables(ws), tables(build_from_nothing(ws, tmp_path, used))
    assert mine.keys() == anew.keys()
    for name, rows in mine.items():
        pd.testing.assert_frame_equal(rows, anew[name], obj=name)
