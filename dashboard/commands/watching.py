"""import --watch: files of a folder are imported as they arrive."""

from __future__ import annotations

import signal
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from types import FrameType

from dashboard import jobs, reading_job
from dashboard.commands import files, terminal
from dashboard.commands.receipts import in_a_line
from dashboard.warehouse import workspace
from dashboard.warehouse.store import StoreBusyError
from dashboard.warehouse.workspace import Workspace

Look = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


def watch(folder: Path, seconds: float, kind: str | None, mapping: Path | None) -> int:
    """Import files of a folder once they stopped growing, each look of them once, until told to stop.

    It is polled, since no system tells of a change that another machine makes on a network drive. A file that
    two looks find the same has arrived. Nothing in the folder is touched.
    """
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder} to watch.")
    if seconds <= 0:
        raise ValueError("--every is a number of seconds above 0.")
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if not stopping.is_set():
            stopping.set()
            raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    print(f"Watching {folder}; Ctrl-C ends it.", file=sys.stderr, flush=True)
    watched = _Watched(folder)
    try:
        while True:
            _take_in(workspace.importing(), watched, kind, mapping)
            time.sleep(seconds)
    # DuckDB turns an interrupt into an error of its own; what was half done is rolled back
    except BaseException:
        if not stopping.is_set():
            raise
    terminal.end_progress()
    return terminal.DONE


def _take_in(ws: Workspace, watched: _Watched, kind: str | None, mapping: Path | None) -> None:
    arrived = watched.arrived()
    try:
        if arrived:
            receipts = jobs.bring_in(ws, list(arrived), terminal.progress, kind, mapping)
            terminal.end_progress()
            for receipt in receipts:
                _say(in_a_line(receipt))
            watched.done |= arrived
            watched.are_texts_new |= any(receipt.import_id is not None for receipt in receipts)
        if watched.are_texts_new:
            reading_job.read_unread(ws, terminal.progress)
            watched.are_texts_new = False
            terminal.end_progress()
    except StoreBusyError as error:
        # these files are looked at again
        terminal.end_progress()
        _say(str(error))


class _Watched:
    """What was seen of a folder, and what was done with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: dict[Path, Look] = {}
        self._closed: dict[Path, Look] = {}
        self.done: dict[Path, Look] = {}
        self.are_texts_new = False

    def arrived(self) -> dict[Path, Look]:
        """Files that look as they did a look before, and in this look were not yet imported."""
        now: dict[Path, Look] = {}
        for path in files.in_folder(self._folder):
            try:
                found = path.stat()
            except OSError:
                continue
            now[path] = (found.st_size, found.st_mtime_ns)
        same = {path: look for path, look in now.items() if self._before.get(path) == look}
        self._before = now
        return {
            path: look
            for path, look in same.items()
            if self.done.get(path) != look and self._opens(path, look)
        }

    def _opens(self, path: Path, look: Look) -> bool:
        """Whether a file can be opened: who still writes to it may keep it closed. Said once a look."""
        try:
            path.open("rb").close()
        except OSError as error:
            if self._closed.get(path) != look:
                _say(f"{path.name} cannot be opened yet: {error.strerror or error}.")
            self._closed[path] = look
            return False
        return True


def _say(sentence: str) -> None:
    now = datetime.now().astimezone().isoformat(" ", "seconds")
    print(now, sentence, flush=True)
