"""The command line of Heard. Without arguments it opens the dashboard."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard import reading_job
from dashboard.commands import asking, importing, keeping, learning, reading, what_followed
from dashboard.commands.terminal import DONE, REFUSED
from dashboard.warehouse.published import NothingPublishedError
from dashboard.warehouse.store import StoreBusyError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status (0 done, 2 refused, 3 a question is open)."""
    parser = _parser()
    arguments, arguments.streamlit = parser.parse_known_args(argv)
    if arguments.streamlit and arguments.run is not _open:
        parser.error(f"There is no option {arguments.streamlit[0]} here.")
    if folder := getattr(arguments, "workspace", None):
        os.environ["HEARD_WORKSPACE"] = str(Path(folder).expanduser().resolve())
    for stream in (sys.stdout, sys.stderr):
        # a name that a terminal or a log cannot write is no reason to stop
        stream.reconfigure(errors="backslashreplace")
    try:
        return arguments.run(arguments)
    except (LookupError, ValueError, OSError, StoreBusyError, NothingPublishedError) as error:
        print(str(error.args[0]) if isinstance(error, KeyError) else str(error), file=sys.stderr)
        return REFUSED


def _open(arguments: argparse.Namespace) -> int:
    app = Path(__file__).with_name("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), *arguments.streamlit]
    try:
        return subprocess.call(command, cwd=reading_job.ROOT)
    except KeyboardInterrupt:
        return DONE


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--workspace", metavar="DIR", default=argparse.SUPPRESS,
        help="folder of the workspace (else HEARD_WORKSPACE, else your own)",
    )  # fmt: skip
    parser = argparse.ArgumentParser(
        "python -m dashboard",
        description=f"{__doc__} Options of Streamlit are passed on (--server.port=8600).",
        parents=[common],
    )
    parser.set_defaults(run=_open)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for group in (importing, reading, learning, asking, what_followed, keeping):
        group.add(commands, common)
    return parser


if __name__ == "__main__":
    sys.exit(main())
