"""How import, marts and page queries grow: `python -m tests.benchmarks.scale [--write]`.

Each step runs in a process of its own, beside raw DuckDB that loads the same files into a database of its
own, so seconds become ratios and peak memory is that step's alone. `--write` puts it into RESULTS.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from dashboard import intake, reading_job
from dashboard.warehouse import publish, published, sql, store, workspace
from tests.benchmarks import growth, questions
from tests.benchmarks.pages import p95

ROOT = Path(__file__).resolve().parents[2]
SIZES = {100_000: (200, 5_000), 1_000_000: (2_000, 50_000), 10_000_000: (2_000, 200_000)}
"""Activities -> reps and notes that go with them."""
FILES = (
    "people", "memberships", "activities", "coaching_notes", "peer_notes", "check_ins", "targets", "events"
)  # fmt: skip
RUNS = 20


def raw(folder: Path) -> dict[str, Any]:
    """DuckDB alone: each file into a table of a database on disk, its types guessed."""
    con = duckdb.connect(folder / "raw.duckdb")
    for name in FILES:
        loading = f"create or replace table {name} as from read_csv($path, quote = '\"', escape = '\"')"
        con.execute(loading, {"path": str(folder / f"{name}.csv")})
    con.close()
    return {}


def bring_in(folder: Path) -> dict[str, Any]:
    """All files as the command line imports them, without publishing or reading."""
    receipts = intake.import_files(own(folder), [folder / f"{name}.csv" for name in FILES])
    assert all(receipt.accepted and not receipt.refusal for receipt in receipts)
    return {"rows": sum(receipt.accepted for receipt in receipts)}


def read(folder: Path) -> dict[str, Any]:
    """All texts through the reader, as after an import; equal texts are read once."""
    reading_job.read_unread(own(folder), lambda share, words: None)
    return {}


def build(folder: Path) -> dict[str, Any]:
    """All marts, and what each query of the build took."""
    taken, run = {}, sql.run

    def timed(con: Any, name: str, params: dict[str, Any]) -> Any:
        began = time.perf_counter()
        result = run(con, name, params)
        taken[name] = taken.get(name, 0) + time.perf_counter() - began
        return result

    publish.sql.run = timed
    publish.publish(own(folder))
    return {"each": taken}


def correct(folder: Path) -> dict[str, Any]:
    """What a correction makes anew: the publish after a write that changed nothing else."""
    with store.writing(own(folder), changes=["corrections"]):
        pass
    began = time.perf_counter()
    publish.publish(own(folder))
    return {"publish": time.perf_counter() - began}


def again(folder: Path) -> dict[str, Any]:
    """The activities once more with a tenth of new rows behind them."""
    more = folder / "more" / "activities.csv"
    receipt = intake.import_files(own(folder), [more])[0]
    return {"rows": receipt.accepted}


def ask(folder: Path) -> dict[str, Any]:
    """Every page query of the whole period, of all accounts, and of one rep, note and obstacle."""
    ws, known = own(folder), _known(own(folder))
    each = {name: [_asked(ws, name, known)[0] for _ in range(RUNS)] for name in sql.names("pages")}
    return {"p95": {name: p95(taken) for name, taken in each.items()}}


def ask_pandas(folder: Path) -> dict[str, Any]:
    """The questions of `tests.benchmarks.questions`, asked of pandas and found to agree with the pages."""
    ws, known, taken = own(folder), _known(own(folder)), {}
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        rows = questions.activities(con)
    for name, ask_it in questions.QUESTIONS.items():
        times = []
        for _ in range(3):
            began = time.perf_counter()
            found = ask_it(rows, known)
            times.append(time.perf_counter() - began)
        one = {"account": known["account_key"]} if name == "customers__weeks" else {}
        assert questions.agree(name, _asked(ws, name, known | one)[1], found), name
        taken[name] = statistics.median(times)
    return {"each": taken}


def _known(ws: workspace.Workspace) -> dict[str, Any]:
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        found = con.execute(
            "select first_on as from_on, now_on as to_on, p.person_key as person, p.person_id, "
            "a.account_key, a.account as account_name, n.note_key as note, "
            "n.note_key as written, o.obstacle_key as obstacle from workspace_facts, "
            "(from people where person_id in (select person_id from week_counts) limit 1) p, "
            "(from account_names limit 1) a, (from notes limit 1) n, (from obstacles limit 1) o"
        )
        return found.df().iloc[0].to_dict()


def _asked(ws: workspace.Workspace, name: str, known: dict[str, Any]) -> tuple[float, Any]:
    given = {key: known[key] for key in re.findall(r"\$(\w+)", published.query_text(name)) if key in known}
    began = time.perf_counter()
    found = published.run(ws, name, **given)
    return time.perf_counter() - began, found


STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "raw": raw, "import": bring_in, "read": read, "build": build, "correct": correct, "again": again,
    "ask": ask, "pandas": ask_pandas,
}  # fmt: skip


def own(folder: Path) -> workspace.Workspace:
    """The workspace of one size."""
    return workspace.named(folder / "workspace")


def made(folder: Path, activities: int) -> Path:
    """The files of a size, made once: 100,000 activities are 200 reps in 52 weeks and 5,000 notes."""
    place = folder / str(activities)
    if not (place / "more" / "activities.csv").exists():
        reps, notes = SIZES.get(activities, (max(20, activities // 500), activities // 20))
        asked = {"reps": reps, "weeks": 52, "activities": activities, "notes": notes, "out": place}
        place.mkdir(parents=True, exist_ok=True)
        told = [part for name, value in asked.items() for part in (f"--{name}", str(value))]
        subprocess.run([sys.executable, "sample_data/generate.py", *told], cwd=ROOT, check=True)
        (place / "more").mkdir(exist_ok=True)
        shutil.copyfile(place / "activities.csv", place / "more" / "activities.csv")
        with (
            (place / "activities.csv").open(encoding="utf-8", newline="") as file,
            (place / "more" / "activities.csv").open("a", encoding="utf-8", newline="") as more,
        ):
            rows = islice(csv.reader(file), 1, None, 10)
            csv.writer(more).writerows([f"new{row[0]}", *row[1:]] for row in rows)
    return place


def step(name: str, place: Path) -> dict[str, Any]:
    """A step in a process of its own: what it says, with `seconds` and `mb`, its peak memory."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", "--step", name, "--folder", str(place)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def measured(place: Path) -> dict[str, dict[str, Any]]:
    """All steps of a size; each that takes less than ten seconds twice, the quicker one counts."""
    found = {}
    for name in STEPS:
        for _ in range(2 if name in ("raw", "import", "build") else 1):
            if name == "import":
                shutil.rmtree(own(place).folder, ignore_errors=True)
            if name == "build":
                for path in own(place).published_marts():
                    path.unlink()
            once = step(name, place)
            if name not in found or once["seconds"] < found[name]["seconds"]:
                found[name] = once
            if once["seconds"] > 10:
                break
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("--activities", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "heard-scale")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        began = time.perf_counter()
        said = STEPS[given.step](given.folder)
        # (the peak that the kernel counts for a process begins with its parent's)
        peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
        print(json.dumps({"seconds": time.perf_counter() - began, "mb": int(peak[1]) / 1024, **said}))
        return
    results = growth.told({size: measured(made(given.folder, size)) for size in given.activities})
    print(results)
    if given.write:
        (Path(__file__).parent / "RESULTS.md").write_text(results, encoding="utf-8")


if __name__ == "__main__":
    main()
