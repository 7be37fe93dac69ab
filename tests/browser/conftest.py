"""A real server: the dashboard as README starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(user_data: Path, **environment: str) -> Iterator[str]:
    """The dashboard on a free port of this machine, with a user data folder of its own; its address."""
    port = free_port()
    log = user_data / "server.log"
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--server.headless=true", f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(user_data), **environment},
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(address, process, log)
        yield address
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=20)


def wait_until_healthy(address: str, process: subprocess.Popen, log: Path | None = None) -> None:
    for _ in range(300):
        assert process.poll() is None, log and log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer in 30 s: {log and log.read_text()}")


@pytest.fixture(scope="session")
def serve():
    """Starts a dashboard on a user data folder: a context manager that gives its address."""
    return serving


@pytest.fixture(scope="session")
def sample_server(serve, sample_workspace) -> Iterator[str]:
    """A dashboard as a newcomer starts it: no workspace of their own, so the sample, built already."""
    with serve(Path(os.environ["XDG_DATA_HOME"])) as address:
        yield address


@pytest.fixture
def page(browser):
    """A browser session of its own that fails the test when the page shows a traceback."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    assert page.get_by_test_id("stException").count() == 0
    context.close()
