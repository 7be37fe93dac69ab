"""backup, restore, export, erase: a workspace in one file and back, its tables, a person forgotten."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard import jobs
from dashboard.commands import terminal
from dashboard.commands.terminal import Commands, progress
from dashboard.warehouse import backup, export, published, workspace


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser(
        "backup", parents=[common], help="write the workspace into one file, also while it is in use"
    )
    parser.add_argument("file", metavar="FILE.zip")
    parser.set_defaults(run=run_backup)

    parser = commands.add_parser("erase", parents=[common], help="delete a person's data for good")
    parser.add_argument("person", metavar="NAME", help="an id, an e-mail or a name as the files have it")
    parser.add_argument("--yes", action="store_true", help="do it; without, it says what would go and asks")
    parser.set_defaults(run=run_erase)

    parser = commands.add_parser("restore", parents=[common], help="put a backup into a workspace")
    parser.add_argument("file", metavar="FILE.zip")
    parser.add_argument("--replace", action="store_true", help="in the place of what the workspace holds")
    parser.set_defaults(run=run_restore)

    parser = commands.add_parser(
        "export", parents=[common], help="write the tables, a file each, into a folder"
    )
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--format", choices=export.FORMATS, default="csv")
    parser.add_argument(
        "--pseudonymous", action="store_true", help="surrogate ids for people, and no names and texts"
    )
    parser.set_defaults(run=run_export)


def run_erase(arguments: argparse.Namespace) -> int:
    ws = workspace.importing()
    # what a killed deletion left is done first, whoever is asked for
    jobs.make_ready(ws, progress)
    terminal.end_progress()
    asked = arguments.person.strip().lower()
    people = published.run(ws, "data__people_and_names")
    found = people[[asked in {ref.strip().lower() for ref in refs} for refs in people["refs"]]]
    if len(found) != 1:
        raise LookupError(
            f"{len(found)} people are called {arguments.person!r}; name one by an id, an e-mail or a name "
            "that files use."
        )
    person = found.iloc[0]
    if not arguments.yes:
        goes = published.run(ws, "data__person_rows", person=person["person_key"])
        print(f"{person['name']} ({', '.join(person['refs'])}). What goes:")
        for row in goes.itertuples():
            print(f"  {row.part}: {row.count_rows:,}")
        print(
            "What stays: the name inside the texts of notes about others, your files on disk, backups and "
            "exports made before. It cannot be undone."
        )
        if not sys.stdin.isatty():
            print("--yes does it.")
            return terminal.QUESTION
        if input("Type the name to delete it for good: ").strip() != person["name"].strip():
            print("Nothing was deleted.")
            return terminal.QUESTION
    gone = jobs.erase_person(ws, person["person_key"], progress)
    terminal.end_progress()
    print("Deleted for good:")
    for part, count in gone.items():
        print(f"  {part}: {count:,}")
    return terminal.DONE


def run_backup(arguments: argparse.Namespace) -> int:
    target = Path(arguments.file).expanduser()
    backup.back_up(workspace.importing(), target, progress)
    terminal.end_progress()
    print(
        f"{target}: {target.stat().st_size / 1e6:,.1f} MB. It holds names and texts: keep it as safe as them."
    )
    return terminal.DONE


def run_restore(arguments: argparse.Namespace) -> int:
    ws = workspace.importing()
    manifest = backup.restore(ws, Path(arguments.file).expanduser(), arguments.replace, progress)
    terminal.end_progress()
    print(f"{ws.folder} is as it was at {manifest.get('made_at', 'an unknown time')}.")
    return terminal.DONE


def run_export(arguments: argparse.Namespace) -> int:
    ws, folder = terminal.shown(), Path(arguments.folder).expanduser()
    counts = export.export(ws, folder, arguments.format, arguments.pseudonymous, progress)
    terminal.end_progress()
    print(f"{len(counts)} tables, {sum(counts.values()):,} rows in {folder}.")
    return terminal.DONE
