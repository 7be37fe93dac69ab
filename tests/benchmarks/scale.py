"""How import, marts and page queries grow: `python -m tests.benchmarks.scale [--write]`.

Each step runs in a process of its own, beside raw DuckDB that loads the same files into a database of its
own, so seconds become ratios and peak memory is that step's alone. `--write` puts it into RESULTS.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from dashboard import intake
from dashboard.warehouse import publish, published, sql, store, workspace
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
    """Every page query of the whole period, and of a rep, an account, a note where it asks for one."""
    ws = own(folder)
    with duckdb.connect(ws.published_marts()[0], read_only=True) as con:
        found = con.execute(
            "select first_on, now_on, (select any_value(person_key) from people), "
            "(select any_value(account_key) from account_names), (select any_value(note_key) from notes), "
            "(select any_value(obstacle_key) from obstacles) from workspace_facts"
        ).fetchone()
    first, now, person, account, note, obstacle = found
    known = {
        "from_on": first, "to_on": now, "person": person, "account": account, "note": note, "written": note,
        "obstacle": obstacle,
    }  # fmt: skip
    each = {}
    for name in sql.names("pages"):
        given = {
            key: known[key] for key in re.findall(r"\$(\w+)", published.query_text(name)) if key in known
        }
        each[name] = [_seconds(ws, name, given) for _ in range(RUNS)]
    return {"p95": {name: p95(taken) for name, taken in each.items()}}


STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "raw": raw, "import": bring_in, "build": build, "correct": correct, "again": again, "ask": ask,
}  # fmt: skip


def own(folder: Path) -> workspace.Workspace:
    """The workspace of one size."""
    return workspace.named(folder / "workspace")


def _seconds(ws: workspace.Workspace, name: str, given: dict[str, Any]) -> float:
    began = time.perf_counter()
    published.run(ws, name, **given)
    return time.perf_counter() - began


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
        with (place / "activities.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        with (place / "more" / "activities.csv").open("w", encoding="utf-8", newline="") as file:
            new = ([f"new{row[0]}", *row[1:]] for row in rows[::10])
            csv.writer(file).writerows([header, *rows, *new])
    return place


def step(name: str, place: Path) -> dict[str, Any]:
    """A step in a process of its own: what it says, with `seconds` and `mb`, its peak memory."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", "--step", name, "--folder", str(place)],
        cwd=ROOT, check=True, capture_output=True, text=True,
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


def told(sizes: dict[int, dict[str, dict[str, Any]]]) -> str:
    """The tables of RESULTS.md."""
    asked = " ".join(map(str, sizes))
    lines = [
        "# How import, marts and page queries grow", "",
        f"{datetime.now(UTC):%Y-%m-%d}, `python -m tests.benchmarks.scale --activities {asked} --write`, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, duckdb {duckdb.__version__}.", "",
        "Raw is DuckDB alone that loads the same files into a database on disk. Memory is the peak of the "
        "step's own process.", "",
        "| activities | raw | import | of raw | marts | import and marts, of raw | again with a tenth more "
        "| after a correction | memory: raw, import, marts |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for size, found in sizes.items():
        t = {name: found[name]["seconds"] for name in STEPS}
        both = (t["import"] + t["build"]) / t["raw"]
        memory = ", ".join(f"{found[name]['mb']:,.0f}" for name in ("raw", "import", "build"))
        lines.append(
            f"| {size:,} | {t['raw']:.1f} s | {t['import']:.1f} s | {t['import'] / t['raw']:.1f} "
            f"| {t['build']:.1f} s | {both:.1f} | {t['again'] / t['import']:.2f} of the first "
            f"| {found['correct']['publish']:.1f} s | {memory} MB |"
        )
    for size, found in sizes.items():
        slow = sorted(found["build"]["each"].items(), key=lambda item: -item[1])[:8]
        slowest = sorted(found["ask"]["p95"].items(), key=lambda item: -item[1])
        over = sum(seconds > 0.1 for _, seconds in slowest)
        lines += [
            "", f"## {size:,} activities", "",
            f"Slowest marts: {', '.join(f'`{name}` {taken:.1f} s' for name, taken in slow)}.", "",
            f"Of {len(slowest)} page queries over the whole period {over} take more than 100 ms "
            f"(p95 of {RUNS} runs); the slowest: "
            + ", ".join(f"`{name}` {taken * 1000:.0f} ms" for name, taken in slowest[:8]) + ".",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


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
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": time.perf_counter() - began, "mb": peak, **said}))
        return
    results = told({size: measured(made(given.folder, size)) for size in given.activities})
    print(results)
    if given.write:
        (Path(__file__).parent / "RESULTS.md").write_text(results, encoding="utf-8")


if __name__ == "__main__":
    main()
