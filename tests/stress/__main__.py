"""`python -m tests.stress [--share 1.0] [--seed 2026]` writes RESULTS.md; exits with 1 after a fault."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.stress import hostile, kills, mutated, results

FILES, KILLS, EXPORTS, ROWS = 10_000, 100, 5, 10_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.stress", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="how much of 10,000 files and 100 kills")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stress") as place:
        folder = Path(place)
        met = hostile.run(folder, given.share)
        killed = kills.run(folder, max(1, round(KILLS * given.share)), EXPORTS, ROWS, given.seed)
        outcomes = mutated.run(folder, max(1, round(FILES * given.share)), given.seed)
    told = results.told(given.share, given.seed, outcomes, killed, met)
    (Path(__file__).parent / "RESULTS.md").write_text(told, encoding="utf-8")
    print(told)
    return int(bool(outcomes.faults or killed.faults or not all(map(hostile.is_met, met))))


if __name__ == "__main__":
    sys.exit(main())
