"""What tests share: a workspace of their own, never the user's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


@pytest.fixture(autouse=True, scope="session")
def own_user_data_folder(tmp_path_factory):
    """Keep every test out of the user's data folder; the sample is built once for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("user-data")))
        patch.delenv("HEARD_WORKSPACE", raising=False)
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
