"""What commands share: exit statuses, progress, tables in three forms, and the workspace that is shown."""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from dashboard import jobs
from dashboard.warehouse.workspace import Workspace

Commands = argparse._SubParsersAction
"""What a parser's `add_subparsers` returns: commands are added to it."""

DONE, REFUSED, QUESTION = 0, 2, 3


def progress(share: float, words: str) -> None:
    """Show the share done (0 to 1) and what is being done, in one line that `end_progress` wipes out."""
    if sys.stderr.isatty():
        print(f"\r{share:4.0%} {words:<60.60}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<66}\r", end="", file=sys.stderr, flush=True)


def formatted(frame: pd.DataFrame, form: str) -> str:
    """A frame as table, csv or json."""
    if form == "csv":
        return frame.to_csv(index=False).rstrip("\n")
    if form == "json":
        return frame.to_json(orient="records", date_format="iso", force_ascii=False, indent=1)
    return frame.to_string(index=False, max_colwidth=80) if len(frame) else "No rows."


def shown() -> Workspace:
    """The workspace that pages show, with its newest marts published."""
    ws = jobs.shown()
    jobs.make_ready(ws, progress)
    end_progress()
    return ws
