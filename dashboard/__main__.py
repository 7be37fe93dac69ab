"""The command line of Heard. Without arguments it opens the dashboard."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from dashboard import intake, jobs, reader, reading_job
from dashboard.reader.evaluate import as_table, evaluate_files
from dashboard.reader.files import read_notes_file
from dashboard.warehouse import published, workspace
from dashboard.warehouse.store import StoreBusyError
from dashboard.warehouse.workspace import Workspace

DONE, REFUSED, QUESTION = 0, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status (0 done, 2 refused, 3 a question is open)."""
    parser = _parser()
    arguments, arguments.streamlit = parser.parse_known_args(argv)
    if arguments.streamlit and arguments.run is not _open:
        parser.error(f"There is no option {arguments.streamlit[0]} here.")
    if folder := getattr(arguments, "workspace", None):
        os.environ["HEARD_WORKSPACE"] = str(Path(folder).expanduser().resolve())
    try:
        return arguments.run(arguments)
    except (LookupError, ValueError, OSError, StoreBusyError, published.NothingPublishedError) as error:
        print(str(error.args[0]) if isinstance(error, KeyError) else str(error), file=sys.stderr)
        return REFUSED


def _open(arguments: argparse.Namespace) -> int:
    app = Path(__file__).with_name("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), *arguments.streamlit]
    try:
        return subprocess.call(command, cwd=reading_job.ROOT)
    except KeyboardInterrupt:
        return DONE


def _import(arguments: argparse.Namespace) -> int:
    ws = workspace.importing()
    receipts = jobs.bring_in(
        ws,
        [Path(file) for file in arguments.files],
        _progress,
        kind=arguments.kind,
        mapping=Path(arguments.mapping) if arguments.mapping else None,
    )
    if any(receipt.import_id is not None for receipt in receipts):
        reading_job.read_unread(ws, _progress)
    _end_progress()
    if arguments.json:
        print(
            json.dumps([receipt.as_json() for receipt in receipts], indent=1, ensure_ascii=False, default=str)
        )
    else:
        for receipt in receipts:
            print(_in_words(receipt))
    if any(receipt.refusal or (receipt.rejected and not receipt.accepted) for receipt in receipts):
        return REFUSED
    return QUESTION if any(receipt.questions for receipt in receipts) else DONE


def _read(arguments: argparse.Namespace) -> int:
    count = reading_job.read_unread(workspace.importing(), _progress)
    _end_progress()
    print(f"{count} texts read.")
    return DONE


def _read_notes(arguments: argparse.Namespace) -> int:
    count = read_notes_file(Path(arguments.notes), Path(arguments.readings))
    print(f"{count} notes read by {reader.model_name()}.", file=sys.stderr)
    return DONE


def _evaluate(arguments: argparse.Namespace) -> int:
    print(as_table(evaluate_files([Path(file) for file in arguments.corpus])))
    return DONE


def _query(arguments: argparse.Namespace) -> int:
    ws = _shown()
    if not arguments.name:
        print("\n".join(published.query_names()))
        return DONE
    pairs = (pair.partition("=") for pair in arguments.param)
    given = {name: value or None for name, _, value in pairs}
    frame = published.run(ws, arguments.name, **given)
    print(_formatted(frame, arguments.format))
    return DONE


def _settings(arguments: argparse.Namespace) -> int:
    if arguments.name and arguments.value is not None:
        jobs.change_setting(workspace.importing(), arguments.name, arguments.value, _progress)
        _end_progress()
    frame = jobs.settings(workspace.importing())
    print(_formatted(frame[frame["name"].eq(arguments.name)] if arguments.name else frame, "table"))
    return DONE


def _shown() -> Workspace:
    ws = jobs.shown()
    jobs.make_ready(ws, _progress)
    _end_progress()
    return ws


def _in_words(receipt: intake.Receipt) -> str:
    """What became of a file, in a few lines for a terminal."""
    if receipt.refusal:
        return receipt.refusal
    if receipt.questions:
        asked = [
            f"  {question['question']}\n    {question['mapping_line']}" for question in receipt.questions
        ]
        intro = (
            "nothing was stored, for a question is open. Put an answer into a file and pass it as --mapping:"
        )
        return "\n".join([f"{receipt.file}: {intro}", *asked])
    counts = f"{receipt.accepted} rows accepted, {receipt.rejected} rejected, {receipt.ignored} ignored"
    reasons = Counter(row["reason"] for row in receipt.rejected_rows)
    lines = [
        f"{receipt.file}: {receipt.kind}, {counts}{', known already: nothing changed' * receipt.unchanged}."
    ]
    return "\n".join(lines + [f"  {reason}: {number}" for reason, number in sorted(reasons.items())])


def _formatted(frame: pd.DataFrame, form: str) -> str:
    if form == "csv":
        return frame.to_csv(index=False).rstrip("\n")
    if form == "json":
        return frame.to_json(orient="records", date_format="iso", force_ascii=False, indent=1)
    return frame.to_string(index=False, max_colwidth=80) if len(frame) else "No rows."


def _progress(share: float, words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{share:4.0%} {words:<60.60}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<66}\r", end="", file=sys.stderr, flush=True)


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

    importing = commands.add_parser("import", parents=[common], help="bring files in, then read their texts")
    importing.add_argument("files", nargs="+", metavar="FILE")
    importing.add_argument(
        "--kind", help="what the rows are, when you know better (activities, coaching_notes ...)"
    )
    importing.add_argument(
        "--mapping", metavar="FILE", help="TOML with answers to questions of an earlier try"
    )
    importing.add_argument("--json", action="store_true", help="print a list with one object a file")
    importing.set_defaults(run=_import)

    reading = commands.add_parser("read", parents=[common], help="read the texts that have not been read yet")
    reading.set_defaults(run=_read)

    read_notes = commands.add_parser("read-notes", parents=[common], help="read notes of a JSON-lines file")
    read_notes.add_argument("notes", metavar="IN.jsonl")
    read_notes.add_argument("readings", metavar="OUT.jsonl")
    read_notes.set_defaults(run=_read_notes)

    evaluating = commands.add_parser(
        "evaluate", parents=[common], help="hold the reader against labelled notes"
    )
    evaluating.add_argument("corpus", nargs="+", metavar="CORPUS.jsonl")
    evaluating.set_defaults(run=_evaluate)

    querying = commands.add_parser(
        "query", parents=[common], help="run a page query; without a name, list them"
    )
    querying.add_argument("name", nargs="?", metavar="NAME")
    querying.add_argument(
        "--param", action="append", default=[], metavar="k=v", help="a value for $k; null without"
    )
    querying.add_argument("--format", choices=["table", "csv", "json"], default="table")
    querying.set_defaults(run=_query)

    settings = commands.add_parser("settings", parents=[common], help="show the settings, or change one")
    settings.add_argument("name", nargs="?")
    settings.add_argument("value", nargs="?")
    settings.set_defaults(run=_settings)
    return parser


if __name__ == "__main__":
    sys.exit(main())
