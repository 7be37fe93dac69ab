"""read, read-notes, evaluate: the reader of notes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard import reader, reading_job
from dashboard.commands import terminal
from dashboard.commands.terminal import Commands
from dashboard.reader.evaluate import as_table, evaluate_files
from dashboard.reader.files import read_notes_file
from dashboard.warehouse import workspace


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser("read", parents=[common], help="read the texts that have not been read yet")
    parser.set_defaults(run=run_read)

    parser = commands.add_parser("read-notes", parents=[common], help="read notes of a JSON-lines file")
    parser.add_argument("notes", metavar="IN.jsonl")
    parser.add_argument("readings", metavar="OUT.jsonl")
    parser.set_defaults(run=run_read_notes)

    parser = commands.add_parser("evaluate", parents=[common], help="hold the reader against labelled notes")
    parser.add_argument("corpus", nargs="+", metavar="CORPUS.jsonl")
    parser.set_defaults(run=run_evaluate)


def run_read(arguments: argparse.Namespace) -> int:
    count = reading_job.read_unread(workspace.importing(), terminal.progress)
    terminal.end_progress()
    print(f"{count} texts read.")
    return terminal.DONE


def run_read_notes(arguments: argparse.Namespace) -> int:
    count = read_notes_file(Path(arguments.notes), Path(arguments.readings))
    print(f"{count} notes read by {reader.model_name()}.", file=sys.stderr)
    return terminal.DONE


def run_evaluate(arguments: argparse.Namespace) -> int:
    print(as_table(evaluate_files([Path(file) for file in arguments.corpus])))
    return terminal.DONE
