"""How a dashboard bears many people at once: `python -m tests.benchmarks.sessions [--workspace DIR]`.

Each session acts once in ten seconds over a websocket of its own, as a browser would: another page, or
another period. It asks for news as often as the page tells it to. Only on this machine, for a bounded time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks.pages import p95
from tests.browser.conftest import ROOT, free_port, wait_until_healthy
from tests.pages import VIEWS

EVERY = 10
PERIODS = ("period_4", "period_13", "period_None")


@dataclass
class Found:
    """What all sessions of a run saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"first": [], "page": [], "period": []})
    errors: list[str] = field(default_factory=list)
    bytes: int = 0


class Session:
    """One visitor: sends what a browser sends, and looks at what comes back only as far as it must."""

    def __init__(self, socket: ClientConnection, found: Found) -> None:
        self.socket, self.found = socket, found
        self.page, self.pages, self.buttons = "", {}, {}
        self.finished = asyncio.Event()
        self.news: dict[str, asyncio.Task] = {}

    async def listen(self) -> None:
        async for raw in self.socket:
            self.found.bytes += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    self.finished.set()
            elif kind == "navigation":
                self.page = message.navigation.page_script_hash
                self.pages = {
                    page.url_pathname: page.page_script_hash for page in message.navigation.app_pages
                }
            elif kind == "auto_rerun" and message.auto_rerun.fragment_id not in self.news:
                self.news[message.auto_rerun.fragment_id] = asyncio.create_task(self._ask(message.auto_rerun))
            elif kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "exception":
                    self.found.errors.append(element.exception.message)
                for name in PERIODS:
                    if element.button.id.endswith(f"-{name}"):
                        self.buttons[name] = element.button.id

    async def act(self, kind: str, page: str = "", button: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self.pages.get(page, self.page)
        if button:
            asked.rerun_script.widget_states.widgets.add(id=self.buttons[button], trigger_value=True)
        self.finished.clear()
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        await asyncio.wait_for(self.finished.wait(), 60)
        self.found.seconds[kind].append(time.perf_counter() - began)

    async def _ask(self, news: ForwardMsg) -> None:
        asked = BackMsg()
        asked.rerun_script.fragment_id = news.fragment_id
        asked.rerun_script.is_auto_rerun = True
        while True:
            await asyncio.sleep(news.interval)
            asked.rerun_script.page_script_hash = self.page
            await self.socket.send(asked.SerializeToString())


async def visit(address: str, number: int, until: float, found: Found) -> None:
    """One session: a first page, then in turn another page and another period."""
    lot = np.random.default_rng(number)
    await asyncio.sleep(lot.uniform(0, EVERY))
    try:
        async with connect(f"{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
            session = Session(socket, found)
            listening = asyncio.create_task(session.listen())
            await session.act("first")
            turn = 0
            while time.monotonic() + EVERY < until:
                await asyncio.sleep(EVERY)
                turn += 1
                if turn % 2:
                    await session.act("page", page=lot.choice(VIEWS))
                else:
                    await session.act("period", button=lot.choice(PERIODS))
            for task in (listening, *session.news.values()):
                task.cancel()
    except Exception as error:
        found.errors.append(f"{type(error).__name__}: {error}")


async def crowd(addresses: list[str], sessions: int, minutes: float, pids: list[int]) -> str:
    """A line of the table."""
    found, memory = Found(), []
    began, spent = time.monotonic(), time.process_time()
    until = began + 60 * minutes
    visits = [visit(addresses[n % len(addresses)], n, until, found) for n in range(sessions)]
    crowd = asyncio.gather(*visits)
    while not crowd.done():
        memory.append((time.monotonic() - began, sum(map(_megabytes, pids))))
        await asyncio.sleep(1)
    load = (time.process_time() - spent) / (time.monotonic() - began)
    after = [mb for at, mb in memory if at > 60] or [memory[-1][1]]
    acted = found.seconds["page"] + found.seconds["period"]
    for error in sorted(set(found.errors))[:3]:
        print(error, file=sys.stderr)
    return (
        f"| {sessions} | {len(acted)} | {len(found.errors)} | {_median_p95(found.seconds['page'])} "
        f"| {_median_p95(found.seconds['period'])} | {p95(acted):.2f} | {after[0]:,.0f} to {after[-1]:,.0f} "
        f"| {found.bytes / max(1, len(acted)) / 1024:,.0f} | {load:.0%} |"
    )


def _median_p95(seconds: list[float]) -> str:
    return f"{sorted(seconds)[len(seconds) // 2]:.2f}, {p95(seconds):.2f}"


def _megabytes(pid: int) -> float:
    """Of a process and those that it started."""
    own = int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024
    return own + sum(_megabytes(int(c)) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


@contextmanager
def dashboards(count: int, user_data: Path, workspace: Path | None) -> Iterator[tuple[list[str], list[int]]]:
    """Several dashboards on one workspace: their addresses and process ids."""
    started = []
    environment = {**os.environ, "XDG_DATA_HOME": str(user_data)}
    if workspace:
        environment["HEARD_WORKSPACE"] = str(workspace)
    try:
        for _ in range(count):
            port = free_port()
            process = subprocess.Popen(
                [sys.executable, "-m", "dashboard", "--server.headless=true", f"--server.port={port}"],
                cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
            started.append((port, process))
            wait_until_healthy(f"http://127.0.0.1:{port}", process)
        yield [f"ws://127.0.0.1:{port}" for port, _ in started], [process.pid for _, process in started]
    finally:
        for _, process in started:
            os.killpg(process.pid, 15)
            process.wait(timeout=20)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sessions", description=__doc__)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    print(
        "| sessions | acts | errors | page, median, p95, s | period, median, p95, s | all, p95, s "
        "| server, MB, after a minute to the end | KB an act | generator |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    with (
        tempfile.TemporaryDirectory() as folder,
        dashboards(given.processes, Path(folder), given.workspace) as (addresses, pids),
    ):
        for sessions in given.sessions:
            print(asyncio.run(crowd(addresses, sessions, given.minutes, pids)), flush=True)


if __name__ == "__main__":
    main()
