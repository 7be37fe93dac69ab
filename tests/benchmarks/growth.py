"""What the benchmark of growth measured, as the tables of RESULTS.md."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from typing import Any

import duckdb


def told(sizes: dict[int, dict[str, dict[str, Any]]]) -> str:
    """The tables of RESULTS.md."""
    asked = " ".join(map(str, sizes))
    lines = [
        "# How import, marts and page queries grow", "",
        f"{datetime.now(UTC):%Y-%m-%d}, `python -m tests.benchmarks.scale --activities {asked} --write`, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, duckdb {duckdb.__version__}.", "",
        "Raw is DuckDB alone that loads the same files into a database on disk. Memory is the peak of the "
        "step's own process.", "",
        "| activities | raw | import | of raw | texts read | marts "
        "| import and marts, of raw | again with a tenth more | after a correction "
        "| memory: raw, import, marts |",
        "|" + " ---: |" * 10,
    ]  # fmt: skip
    for size, found in sizes.items():
        t = {name: found[name]["seconds"] for name in found}
        both = (t["import"] + t["build"]) / t["raw"]
        memory = ", ".join(f"{found[name]['mb']:,.0f}" for name in ("raw", "import", "build"))
        lines.append(
            f"| {size:,} | {t['raw']:.1f} s | {t['import']:.1f} s | {t['import'] / t['raw']:.1f} "
            f"| {t['read']:.1f} s | {t['build']:.1f} s | {both:.1f} "
            f"| {t['again'] / t['import']:.2f} of the first | {found['correct']['publish']:.1f} s "
            f"| {memory} MB |"
        )
    for size, found in sizes.items():
        slow = sorted(found["build"]["each"].items(), key=lambda item: -item[1])[:8]
        slowest = sorted(found["ask"]["p95"].items(), key=lambda item: -item[1])
        over = sum(seconds > 0.1 for _, seconds in slowest)
        lines += [
            "", f"## {size:,} activities", "",
            f"Slowest marts: {', '.join(f'`{name}` {taken:.1f} s' for name, taken in slow)}.", "",
            f"Of {len(slowest)} page queries over the whole period {over} take more than 100 ms "
            "(p95 of 20 runs); the slowest: "
            + ", ".join(f"`{name}` {taken * 1000:.0f} ms" for name, taken in slowest[:8]) + ".", "",
            "Asked of pandas with all activities in memory: " + ", ".join(
                f"`{name}` {taken:.2f} s ({taken / found['ask']['p95'][name]:.0f} times the page query)"
                for name, taken in found["pandas"]["each"].items()
            ) + ".",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"
