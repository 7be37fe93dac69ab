"""import: files, folders and patterns into the workspace, or what would become of them; a folder watched."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from dashboard import jobs, reading_job
from dashboard.commands import files, receipts, terminal, watching
from dashboard.commands.terminal import Commands, progress
from dashboard.intake import Preview, Receipt, preview_files
from dashboard.intake.vocabulary import TABLE_OF_KIND
from dashboard.warehouse import workspace


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("import", parents=[common], help="bring files in, then read their texts")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH",
        help="a file, a folder (all files in it) or a pattern in quotes ('exports/**/*.csv')",
    )  # fmt: skip
    parser.add_argument(
        "--kind", metavar="KIND", choices=TABLE_OF_KIND,
        help=f"what the rows are, when you know better ({', '.join(TABLE_OF_KIND)})",
    )  # fmt: skip
    parser.add_argument("--mapping", metavar="FILE", help="TOML with answers to questions of an earlier try")
    parser.add_argument("--json", action="store_true", help="print a list with one object a file")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would become of each file, and store nothing"
    )
    parser.add_argument(
        "--watch", metavar="DIR", help="import files of this folder as they arrive, until Ctrl-C or SIGTERM"
    )
    parser.add_argument(
        "--every", metavar="SECONDS", type=float, default=5, help="how often --watch looks (else 5)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import, or say what importing would do; the exit status is that of the worst file."""
    mapping = Path(arguments.mapping) if arguments.mapping else None
    if arguments.watch:
        if arguments.paths or arguments.dry_run or arguments.json:
            raise ValueError("--watch goes without paths, --dry-run and --json.")
        return watching.watch(Path(arguments.watch), arguments.every, arguments.kind, mapping)
    if not arguments.paths:
        raise ValueError("Name files, folders or patterns to import, or a folder by --watch.")
    paths, nothing = files.meant(arguments.paths)
    refusals = [Receipt(path, refusal=f"{path}: there is no such file, or none in it.") for path in nothing]
    if arguments.dry_run:
        return _rehearse(refusals, paths, arguments.kind, mapping, arguments.json)
    done = refusals + _import(paths, arguments.kind, mapping)
    if arguments.json:
        print(receipts.as_json([receipt.as_json() for receipt in done]))
    else:
        for receipt in done:
            print(receipts.in_words(receipt))
    return receipts.status(done)


def _import(paths: list[Path], kind: str | None, mapping: Path | None) -> list[Receipt]:
    if not paths:
        return []
    ws = workspace.importing()
    done = jobs.bring_in(ws, paths, progress, kind, mapping)
    if any(receipt.import_id is not None for receipt in done):
        reading_job.read_unread(ws, progress)
    terminal.end_progress()
    return done


def _rehearse(
    refusals: list[Receipt], paths: list[Path], kind: str | None, mapping: Path | None, is_json: bool
) -> int:
    with ExitStack() as stack:
        ws = workspace.importing()
        if not ws.store_path.exists():
            # nobody's workspace begins with a rehearsal
            ws = workspace.named(stack.enter_context(tempfile.TemporaryDirectory(prefix="heard")))
        previews = preview_files(ws, paths, mapping, kind, progress)
    terminal.end_progress()
    previews = [Preview(receipt) for receipt in refusals] + previews
    if is_json:
        print(receipts.as_json([receipts.foretold_json(preview) for preview in previews]))
    else:
        for preview in previews:
            print(receipts.foretold(preview))
        print("Nothing was stored: this was a dry run, each file by itself.")
    return receipts.status([preview.receipt for preview in previews])
