"""What a run found, as RESULTS.md."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from tests.stress.hostile import MOST_MB, Met, is_met
from tests.stress.kills import Kills
from tests.stress.mutated import Outcomes

OUTCOMES = ("whole", "with rejections", "asked", "refused", "fault")


def told(share: float, seed: int, outcomes: Outcomes, killed: Kills, met: Sequence[Met]) -> str:
    """The document, from the counts of a run."""
    packages = [f"{name} {version(name)}" for name in ("duckdb", "pandas", "pyarrow", "python-calamine")]
    size = "" if share == 1 else f" They were made at {share:g} of the size that their names tell."
    lines = [
        "# What became of harmed files, killed imports and hostile files",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, `python -m tests.stress --share {share:g} --seed {seed}`, "
        f"Python {platform.python_version()}, {', '.join(packages)}.",
        "",
        f"## {sum(counts.total() for counts in outcomes.by_mutation.values()):,} harmed files",
        "",
        f"{len(outcomes.faults):,} faults. {outcomes.records:,} records of files that were taken in were "
        "found again, each once: accepted, rejected, ignored, or the header. In "
        f"{outcomes.undecided:,} files an open quote left undecided where records end; there the records "
        "that were read held all characters of the file. A second import of each file changed nothing.",
        "",
        *_table(
            ("Mutation", "Accepted whole", "With rejections", "Asked", "Refused", "Faults"),
            _by_mutation(outcomes),
        ),
        "",
        *_listed(outcomes.faults),
        f"## {killed.fell.total():,} killed imports",
        "",
        f"{len(killed.faults):,} faults. An undisturbed import took {killed.seconds:.1f} s. After each "
        "kill the store opened, each file was there wholly or not at all, publishing worked, and importing "
        "all files again ended as undisturbed.",
        "",
        *_table(("Where the kill fell", "Kills"), killed.fell.most_common()),
        "",
        *_listed(killed.faults),
        f"## {len(met):,} hostile files",
        "",
        f"{sum(not is_met(one) for one in met):,} faults: each has to be refused with less than {MOST_MB:,} "
        f"MB of memory.{size}",
        "",
        *_table(
            ("File", "Seconds", "MB", "Refused with"),
            [(m.what, f"{m.seconds:.2f}", m.megabytes, (m.sentences or ["nothing"])[0]) for m in met],
        ),
    ]
    return "\n".join(lines) + "\n"


def _listed(faults: Sequence[str]) -> list[str]:
    return [*(f"- {fault}" for fault in faults), ""] if faults else []


def _by_mutation(outcomes: Outcomes) -> list[tuple]:
    rows = [(name, *(counts[o] for o in OUTCOMES)) for name, counts in sorted(outcomes.by_mutation.items())]
    sums = sum(outcomes.by_mutation.values(), Counter())
    return [*rows, ("all", *(sums[o] for o in OUTCOMES))]


def _table(names: Sequence[str], rows: Sequence[Sequence]) -> list[str]:
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return [
        "| " + " | ".join(f"{c:,}" if isinstance(c, int) else str(c) for c in line) + " |" for line in lines
    ]
