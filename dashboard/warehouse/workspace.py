"""A workspace is a folder: the store, the published marts, a spool for files on their way in."""

from __future__ import annotations

import getpass
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from dashboard.warehouse import sql

_PUBLISHED = re.compile(r"marts-(?P<version>\d{8})-(?P<queries>[0-9a-f]{8})\.duckdb")


@dataclass(frozen=True)
class Workspace:
    """A folder of Heard's; made when first written to."""

    folder: Path
    is_sample: bool = False

    @property
    def store_path(self) -> Path:
        return self.folder / "store.duckdb"

    @property
    def landing_path(self) -> Path:
        """Where the rows of a file lie as text while it is imported."""
        return self.folder / "landing.parquet"

    @property
    def spool(self) -> Path:
        """Where an uploaded file lies while it is imported."""
        return self.folder / "spool"

    def marts_path(self, version: int) -> Path:
        """Where the marts of a store version are published; the name carries the queries that built them."""
        return self.folder / f"marts-{version:08d}-{sql.fingerprint()}.duckdb"

    def published_marts(self) -> list[Path]:
        """Published marts, newest first; those built by the present queries before all others."""
        found = []
        for path in self.folder.glob("marts-*.duckdb"):
            if match := _PUBLISHED.fullmatch(path.name):
                found.append((match["queries"] == sql.fingerprint(), int(match["version"]), path))
        return [path for *_, path in sorted(found, reverse=True)]

    def built_now(self) -> list[tuple[int, Path]]:
        """Store version and path of the published marts that the present queries built, newest first."""
        found = [(_PUBLISHED.fullmatch(path.name), path) for path in self.published_marts()]
        return [(int(m["version"]), path) for m, path in found if m and m["queries"] == sql.fingerprint()]

    def make(self) -> None:
        """Make the folder with its spool; an OSError of the system says why it cannot."""
        self.spool.mkdir(parents=True, exist_ok=True)


def named(folder: str | Path) -> Workspace:
    return Workspace(Path(folder).expanduser().resolve())


def own() -> Workspace:
    """The user's own workspace, in the user's data folder."""
    return Workspace(user_data_path("heard", appauthor=False) / "workspace")


def sample(fingerprint: str) -> Workspace:
    """The workspace of the sample organisation as one version of Heard builds it."""
    return Workspace(user_data_path("heard", appauthor=False) / f"sample-{fingerprint}", is_sample=True)


def chosen() -> Workspace | None:
    """The workspace that `HEARD_WORKSPACE` names, if it does."""
    folder = os.environ.get("HEARD_WORKSPACE", "").strip()
    return named(folder) if folder else None


def importing() -> Workspace:
    """Where imports go: the chosen workspace, else the own one; never the sample."""
    return chosen() or own()


def shown(sample_fingerprint: str) -> Workspace:
    """What pages show: the chosen workspace, else the own one once it holds something, else the sample."""
    if workspace := chosen():
        return workspace
    return own() if own().published_marts() else sample(sample_fingerprint)


def remove(path: Path) -> None:
    """Remove a file that nobody needs; where a reader's system still holds it, the next writer does."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


def user() -> str:
    """The name under which somebody works on this machine, for the history."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
