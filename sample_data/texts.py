"""The texts of the sample, written by hand, with their true codes: what lies in `truth/`."""

import json
from functools import cache
from pathlib import Path

TRUTH = Path(__file__).parent / "truth"


@cache
def written(name: str) -> list[dict]:
    """Return the records of `truth/<name>.jsonl` in order, each with its text and coded sentences."""
    lines = (TRUTH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
