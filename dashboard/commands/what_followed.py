"""what-followed: did an answer to a bad period help? The tempting number beside the honest one."""

from __future__ import annotations

import argparse
import json

import pandas as pd

from dashboard.agreement.here import reads_here
from dashboard.commands import terminal
from dashboard.commands.terminal import Commands
from dashboard.effect import sentences
from dashboard.effect.bad_periods import OUTCOMES
from dashboard.effect.what_followed import Followed, what_followed
from dashboard.reader.precision import right_by_stance
from dashboard.warehouse import published

NUMBERS = ("naive", "expected", "honest", "low", "high", "smallest")


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "what-followed", parents=[common], help="did it help? the naive change beside the honest one"
    )
    parser.add_argument("--outcome", choices=list(OUTCOMES), help="one outcome only; all without")
    parser.add_argument("--json", action="store_true", help="print a list of objects")
    parser.set_defaults(run=run_what_followed)


def run_what_followed(arguments: argparse.Namespace) -> int:
    ws = terminal.shown()
    here = reads_here(published.run(ws, "coding__sentences"), published.run(ws, "coding__strata"))
    found = what_followed(
        published.run(ws, "what_followed__periods"),
        outcomes=[arguments.outcome] if arguments.outcome else list(OUTCOMES),
        right=right_by_stance(),
        coded=here.right if here else None,
        progress=terminal.progress,
    )
    terminal.end_progress()
    if arguments.json:
        print(json.dumps([row.as_json() for row in found.rows], indent=1))
    else:
        print(in_words(found))
    return terminal.DONE


def in_words(found: Followed) -> str:
    """Finding, table, checks, and when it could be told."""
    rows = [row.as_json() for row in found.rows]
    table = pd.DataFrame(
        [
            {"outcome": row.outcome, "answer": sentences.label(row), "n": row.n}
            | {name: each[name] for name in NUMBERS}
            | {"verdict": row.verdict or ""}
            for row, each in zip(found.rows, rows, strict=True)
        ]
    )
    said = [table.to_string(index=False, na_rep="-")]
    if found.has_primary:
        marks = [f"[{'x' if check.passed else ' '}] {check.label}. {check.says}" for check in found.checks]
        said = [sentences.finding(found), "", *said, "", *marks, "", sentences.when(found)]
    return "\n".join(said)
