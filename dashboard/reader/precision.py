"""How often the reader is right when it names a stance, on held-out invented notes (`evaluation.json`)."""

from __future__ import annotations

import json
from pathlib import Path


def right_by_stance() -> dict[str, float]:
    """Stance -> share of the notes read so that people coded so, end to end."""
    evaluation = json.loads(Path(__file__).with_name("evaluation.json").read_text(encoding="utf-8"))
    return {name: found["precision"] for name, found in evaluation["end_to_end"]["stances"].items()}
