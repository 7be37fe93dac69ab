"""learn, labels: what the reader learns from the people of a workspace."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard import learning
from dashboard.commands import terminal
from dashboard.commands.terminal import Commands
from dashboard.warehouse import workspace


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser(
        "learn", parents=[common], help="set thresholds of this workspace by its coded notes, if that helps"
    )
    parser.add_argument("--undo", action="store_true", help="go back to the shipped thresholds")
    parser.set_defaults(run=run_learn)

    parser = commands.add_parser(
        "labels", parents=[common], help="write the coded and corrected notes as labelled notes"
    )
    parser.add_argument("file", metavar="FILE.jsonl")
    parser.set_defaults(run=run_labels)


def run_learn(arguments: argparse.Namespace) -> int:
    ws = workspace.importing()
    if arguments.undo:
        learning.forget(ws, terminal.progress)
        terminal.end_progress()
        print("The shipped thresholds are in use again.")
        return terminal.DONE
    learnt = learning.learn(ws, terminal.progress)
    terminal.end_progress()
    print(
        f"Held-back halves of {learnt.count_notes} coded notes: F1 of codes {learnt.before:.2f} with the "
        f"shipped thresholds, {learnt.after:.2f} with own ones (difference "
        f"{learnt.after - learnt.before:+.2f}, 95 % interval {learnt.gain_low:+.2f} to "
        f"{learnt.gain_high:+.2f})."
    )
    print(
        "Own thresholds are in use, and the texts were read anew; --undo goes back."
        if learnt.helped
        else "That is no certain gain, so nothing was changed."
    )
    return terminal.DONE


def run_labels(arguments: argparse.Namespace) -> int:
    count = learning.write_labels(workspace.importing(), Path(arguments.file))
    print(
        f"{count} labelled notes in {arguments.file}. With the training tools, "
        f"python -m dashboard.reader.train {arguments.file} fits the reader on them too."
    )
    return terminal.DONE
