"""Write a sample organisation as canonical CSV files, one a table.

    python sample_data/generate.py [--seed 7] [--out DIR]
    python sample_data/generate.py --reps 2000 --weeks 52 --activities 10000000 --notes 200000 --out DIR

Without sizes it is the organisation that README.md tells of: its texts were written by hand and lie with
their true codes in `truth/`, its numbers are drawn from the stories in `organisation.py`. With sizes it is an
organisation as large as wanted, which repeats those texts. The same seed gives the same bytes. Needs the
standard library only.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import larger
import told

HERE = Path(__file__).parent
COLUMNS = {
    "people": "person_id name email title role started_on left_on active",
    "memberships": "person_id team leader_id role segment from_on to_on",
    "activities": "activity_id person_id occurred_at kind direction outcome duration_seconds account contact "
    "subject body source",
    "coaching_notes": "note_id author_id about_person_id written_at session_kind text source",
    "peer_notes": "note_id author_id other_team written_at text source",
    "check_ins": "check_in_id person_id written_at text mood",
    "targets": "person_id period_start period_end measure target actual currency as_of",
    "events": "scope starts_on ends_on kind text",
}
SIZES = ("reps", "weeks", "activities", "notes")


def write(folder: Path, name: str, rows: Iterable[list]) -> None:
    """Write one canonical file, row by row: UTF-8, LF, one header row."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[name].split())
        writer.writerows(rows)


def tables(chosen: argparse.Namespace) -> Iterator[tuple[str, Iterable[list]]]:
    """Yield each file's name and its rows, made while they are written."""
    sizes = {size: getattr(chosen, size) for size in SIZES}
    if not any(sizes.values()):
        return told.tables(chosen.seed)
    return larger.tables(chosen.seed, **{size: count or larger.USUAL[size] for size, count in sizes.items()})


def main() -> None:
    """Read the wishes and write the files."""
    shape = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, default=HERE)
    for size in SIZES:
        options.add_argument(
            f"--{size}", type=int, help=f"{larger.USUAL[size]:,} where other sizes are given"
        )
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables(chosen):
        write(chosen.out, name, rows)


if __name__ == "__main__":
    main()
