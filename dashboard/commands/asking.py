"""query, settings: what pages show, and what a workspace chose."""

from __future__ import annotations

import argparse

from dashboard import jobs
from dashboard.commands import terminal
from dashboard.commands.terminal import Commands
from dashboard.warehouse import published, workspace


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser(
        "query", parents=[common], help="run a page query; without a name, list them"
    )
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument(
        "--param", action="append", default=[], metavar="k=v", help="a value for $k; null without"
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.set_defaults(run=run_query)

    parser = commands.add_parser("settings", parents=[common], help="show the settings, or change one")
    parser.add_argument("name", nargs="?")
    parser.add_argument("value", nargs="?")
    parser.set_defaults(run=run_settings)


def run_query(arguments: argparse.Namespace) -> int:
    ws = terminal.shown()
    if not arguments.name:
        print("\n".join(published.query_names()))
        return terminal.DONE
    pairs = (pair.partition("=") for pair in arguments.param)
    given = {name: value or None for name, _, value in pairs}
    print(terminal.formatted(published.run(ws, arguments.name, **given), arguments.format))
    return terminal.DONE


def run_settings(arguments: argparse.Namespace) -> int:
    ws = workspace.importing()
    if arguments.name and arguments.value is not None:
        jobs.change_setting(ws, arguments.name, arguments.value, terminal.progress)
        terminal.end_progress()
    frame = jobs.settings(ws)
    shown = frame[frame["name"].eq(arguments.name)] if arguments.name else frame
    print(terminal.formatted(shown, "table"))
    return terminal.DONE
