"""An import is killed: the store opens, each file is wholly there or not at all, and going on ends the same.

`python -m tests.stress.kills WORKSPACE FILE...` is the process that is killed.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import jobs
from dashboard.warehouse import publish, published
from dashboard.warehouse.store import opened
from dashboard.warehouse.workspace import Workspace, named
from tests.stress import state
from tests.stress.mutations import exports

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Kills:
    """Where kills fell, and what was wrong after one."""

    fell: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run(folder: Path, kills: int, count: int, rows: int, seed: int) -> Kills:
    """Kill imports of `count` exports and of a file of `rows` calls, at moments spread over a whole one."""
    files, outcome = _files(folder, count, rows), Kills()
    whole = Workspace(folder / "whole")
    process, started = _start(whole, files, folder)
    process.wait()
    outcome.seconds = time.monotonic() - started
    assert process.returncode == 0, "the undisturbed import failed"
    with state.reading(whole) as con:
        wanted = state.imports(con)
    shown = published.run(whole, "filter__workspace").to_dict("records")
    rng = random.Random(seed)  # noqa: S311
    for number in range(kills):
        workspace = Workspace(folder / "killed")
        shutil.rmtree(workspace.folder, ignore_errors=True)
        process, started = _start(workspace, files, folder)
        # spread over the run: one in each of its equal parts
        share = (number + rng.random()) / kills
        time.sleep(max(0.0, started + share * outcome.seconds - time.monotonic()))
        process.kill()
        process.wait()
        try:
            outcome.fell[_check(workspace, files, wanted, shown)] += 1
        except Exception as error:
            outcome.fell["fault"] += 1
            outcome.faults.append(f"kill {number} at {share:.0%}: {type(error).__name__}: {str(error)[:300]}")
    return outcome


def _check(workspace: Workspace, files: list[Path], wanted: dict[int, list], shown: list[dict]) -> str:
    """The part of the run in which a kill fell; AssertionError where it left a trace."""
    newest = workspace.published_marts()
    with opened(workspace):
        pass
    with state.reading(workspace) as con:
        found, version = state.imports(con), state.version(con)
    assert found == {number: wanted[number] for number in found}, "a file is there in part"
    assert version == len(found), "a write counted that is not there"
    publish.publish(workspace)
    jobs.bring_in(workspace, files, _quiet)
    with state.reading(workspace) as con:
        assert state.imports(con) == wanted, "going on ended elsewhere"
    assert published.run(workspace, "filter__workspace").to_dict("records") == shown
    if len(found) < len(wanted):
        return "before the first file was stored" if not found else f"{_part(len(found), len(wanted))} stored"
    return "after the end" if newest else "all stored, publishing"


def _part(count: int, of: int) -> str:
    return ("some files", "half of the files", "most files")[3 * count // of]


def _files(folder: Path, count: int, rows: int) -> list[Path]:
    """Exports of many systems, and in their midst a file that takes as long as several of them."""
    inputs = folder / "files"
    inputs.mkdir()
    paths = []
    for export in exports()[:: len(exports()) // count]:
        paths.append(inputs / export.name)
        paths[-1].write_bytes(export.content)
    large = inputs / "calls.csv"
    with large.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Call ID", "Agent", "Date", "Outcome", "Duration (seconds)", "Notes"])
        for number in range(rows):
            day = f"2026-{1 + number % 9:02}-{1 + number % 28:02} 10:{number % 60:02}"
            out.writerow(
                [number, f"Rep {number % 50}", day, "Connected", number % 900, f"Note {number}\nsecond line"]
            )
    paths.insert(len(paths) // 2, large)
    return paths


def _start(workspace: Workspace, files: list[Path], folder: Path) -> tuple[subprocess.Popen, float]:
    """The process that imports, and when it began to (its start-up is no part of the run)."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.stress.kills", str(workspace.folder), *map(str, files)],
        cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    process.stdout.readline()
    return process, time.monotonic()


def _quiet(share: float, words: str) -> None:
    """Progress that nobody watches."""


if __name__ == "__main__":
    print("ready", flush=True)
    jobs.bring_in(named(sys.argv[1]), [Path(name) for name in sys.argv[2:]], _quiet)
