"""How long pages take in a real browser, on the sample: `python -m tests.benchmarks.pages [--rounds 20]`.

Cold: a first visit, with a filter that nobody has asked for yet, beside a bare Streamlit page of as many
elements with constant data, in turn. Change: another page, or another period, in an open session.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import free_port, serving, wait_until_healthy
from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.pages import VIEWS, address

BARE = Path(__file__).with_name("bare.py")
COUNTED = {
    "figures": "stPlotlyChart",
    "tables": "stDataFrame",
    "buttons": "stButton,stDownloadButton,stPopover,stPageLink",
    "boxes": "stSelectbox,stDateInput,stCheckbox",
    "uploaders": "stFileUploader",
    "tabs": "stTab",
    "texts": "stMarkdown,stText,stHeading,stCaptionContainer",
}
"""Element of the bare page -> what it stands for on a page."""

IS_DONE = """title => {
    const app = document.querySelector('[data-testid=stApp]'), h1 = document.querySelector('h1');
    return app && h1 && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-testid=stSkeleton]') && h1.innerText !== title;
}"""


def cold(browser: Browser, link: str) -> tuple[float, dict[str, int]]:
    """Seconds of a first visit, and how many elements of each kind there were."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(120_000)
    start = time.perf_counter()
    page.goto(link)
    page.wait_for_function(IS_DONE, arg="")
    taken = time.perf_counter() - start
    counts = {
        name: page.locator(",".join(f"[data-testid={kind}]" for kind in kinds.split(","))).count()
        for name, kinds in COUNTED.items()
    }
    context.close()
    return taken, counts


def changed(page: Page, act: Callable[[], None], title: str = "") -> float:
    """Seconds from a click until the page has another title than `title` and nothing runs any more."""
    start = time.perf_counter()
    act()
    # a click takes a moment to reach the server
    page.wait_for_function(
        "title => document.querySelector('[data-testid=stApp]').getAttribute('data-test-script-state')"
        " === 'running' || (title && document.querySelector('h1')?.innerText !== title)",
        arg=title,
    )
    page.wait_for_function(IS_DONE, arg=title)
    return time.perf_counter() - start


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


def run(app: str, bare: str, rounds: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        # the sample is built and modules are loaded before anything is measured
        for link in (app, f"{bare}/?figures=1&tables=1&boxes=1"):
            cold(browser, link)
        print("| page | cold, s | bare, s | ratio | page change, median, p95 | period, median, p95 |")
        print("|---|---|---|---|---|---|")
        session = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        session.set_default_timeout(120_000)
        for view in VIEWS:
            print(
                f"| {view} | {_cold(browser, app, bare, view)} | {_changes(session, app, view, rounds)} |",
                flush=True,
            )
        browser.close()


def _cold(browser: Browser, app: str, bare: str, view: str) -> str:
    pages, bares = [], []
    for visit in range(5):
        first = date(2026, 2, 1) + timedelta(days=visit)
        taken, counts = cold(browser, f"{app}{address(view)}?from_on={first}")
        pages.append(taken)
        bares.append(cold(browser, f"{bare}/?" + "&".join(f"{k}={n}" for k, n in counts.items()))[0])
    page, beside = statistics.median(pages), statistics.median(bares)
    return f"{page:.1f} | {beside:.1f} | {page / beside:.2f}"


def _changes(session: Page, app: str, view: str, rounds: int) -> str:
    label = view.replace("_", " ").capitalize()
    other = "Data" if view == "definitions" else "Definitions"
    to_it, periods = [], []

    def go(name: str) -> float:
        link = session.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)
        return changed(session, link.click, session.locator("h1").first.inner_text())

    session.goto(app + address(other.lower()))
    session.wait_for_function(IS_DONE, arg="")
    for _ in range(rounds):
        to_it.append(go(label))
        go(other)
    go(label)
    for number in range(rounds):
        button = session.locator(f".st-key-period_{('13', '4', 'None')[number % 3]} button")
        periods.append(changed(session, button.click))
    return " | ".join(f"{statistics.median(taken):.2f}, {p95(taken):.2f}" for taken in (to_it, periods))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as app:
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(BARE), "--server.headless=true",
             f"--server.port={port}", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ,
        )  # fmt: skip
        try:
            bare = f"http://127.0.0.1:{port}"
            wait_until_healthy(bare, process)
            run(app, bare, rounds)
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    main()
