"""What tests share: a workspace of their own, never the user's, and the system's Chromium."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True, scope="session")
def own_user_data_folder(tmp_path_factory):
    """Keep every test out of the user's data folder; the sample is built once for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("user-data")))
        patch.delenv("HEARD_WORKSPACE", raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def components_once():
    """Streamlit looks for components in every installed package at each AppTest; the first look counts."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture
def fresh_workspace(tmp_path, monkeypatch):
    """An empty workspace that pages show and imports go to."""
    from dashboard.warehouse import workspace

    monkeypatch.setenv("HEARD_WORKSPACE", str(tmp_path / "workspace"))
    return workspace.importing()


@pytest.fixture(scope="session")
def sample_workspace(own_user_data_folder):
    """The sample workspace, built as a first start builds it."""
    from dashboard import jobs, sample
    from dashboard.warehouse import workspace

    ws = workspace.sample(sample.fingerprint())
    jobs.make_ready(ws, lambda share, words: None)
    return ws


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
