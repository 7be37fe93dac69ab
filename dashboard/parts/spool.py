"""Uploaded files on their way in: each in its own folder of the workspace's spool, gone after the import."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from uuid import uuid4

from dashboard.warehouse.workspace import Workspace

KEPT_SECONDS = 24 * 3600
"""How long a file stays that was uploaded and never imported."""

LONGEST_NAME = 120


def put(ws: Workspace, name: str, content: memoryview | bytes) -> Path:
    """Write an uploaded file into the spool; its path ends with its name, without folders."""
    ws.make()
    _sweep(ws)
    folder = ws.spool / uuid4().hex
    folder.mkdir()
    path = folder / plain_name(name)
    path.write_bytes(content)
    return path


def drop(ws: Workspace, path: Path) -> None:
    """Remove an uploaded file, and what it was unpacked to; one that is gone already is no error."""
    shutil.rmtree(ws.spool / path.relative_to(ws.spool).parts[0], ignore_errors=True)


def plain_name(name: str) -> str:
    """The last part of a path, without what file systems forbid; a browser may send anything."""
    last = re.split(r"[/\\]", name)[-1]
    last = re.sub(r'[\x00-\x1f<>:"|?*]', "_", last).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:10]}" if stem else last[:LONGEST_NAME] or "file"


def _sweep(ws: Workspace) -> None:
    for folder in ws.spool.iterdir():
        if folder.is_dir() and time.time() - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
