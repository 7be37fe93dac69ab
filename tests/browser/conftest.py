"""A real server and a real browser: the dashboard as README starts it, the system's Chromium."""

from __future__ import annotations

import os
import shutil
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
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """The system's Chromium; without one a failure in CI, a skip elsewhere."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("CI"):
        pytest.fail("CI has no Chromium: .ci/run installs it.")
    pytest.skip("No Chromium on this machine: install the package chromium to run the browser tests.")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


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
    """A dashboard as a newcomer starts it: no workspace of their own, so the sample, which is built already."""
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
