"""What the values of a column look like: person, date, number, duration, e-mail, free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from statistics import median

from dashboard.intake import dates
from dashboard.intake.vocabulary import compact, value_map, vocabulary

_NUMBER = re.compile(r"^[\s(+-]*[^\d\s\w]?\s?[A-Z]{0,3}\s?[\d.,'\u00a0\u202f ]*\d\)?\s*(%|[^\d\s]{1,3})?\)?$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+$")
_CLOCK = re.compile(r"^\d+:\d\d(:\d\d)?$")
_WORDED = re.compile(
    r"^(?:PT)?(?:\d+(?:[.,]\d+)?\s*(?:s|m|h)[a-z]*\.?(?:\s*,\s*|\s+(?:and|und|et|y)\s+|\s*))+$", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?e\+\d+$", re.IGNORECASE)
_LINK = re.compile(r"^https?://\S+$")

UNITS = {
    "milliseconds": "ms msec millis millisecond milliseconds",
    "seconds": "s sec secs second seconds sek sekunden seg segundos secondes",
    "minutes": "m min mins minute minutes minuten minutos mn",
    "hours": "h hr hrs hour hours std stunden heures horas",
}
"""Words of a header that say the unit of its durations."""
LONGEST_USUAL_SECONDS = 4 * 3600


def share(cells: Sequence[str], shape: str) -> float:
    """Share of the filled cells that have a shape; 1 where none is filled: then the name alone decides."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if shape == "date" and dates.are_serials(filled):
        return 1.0
    return sum(_has(cell, shape) for cell in filled) / len(filled) if filled else 1.0


def _has(cell: str, shape: str) -> bool:
    if shape == "date":
        return dates.format_of(cell) is not None
    if shape == "period":
        words = dates.in_english(cell)
        return dates.PERIOD.fullmatch(words) is not None or dates.format_of(words) is not None
    if shape == "number":
        return _NUMBER.match(cell) is not None or cell in "-–—"
    if shape == "duration":
        return bool(_NUMBER.match(cell) or _CLOCK.match(cell) or _WORDED.match(cell))
    if shape == "email":
        return _EMAIL.match(cell) is not None
    if shape == "person":
        is_short = len(cell) <= 120 and not _CLOCK.match(cell)
        return is_short and dates.format_of(cell) is None and not is_nobody(cell)
    if shape == "free text":
        return len(cell.split()) >= 3 and not _LINK.match(cell) and dates.format_of(cell) is None
    return True


def is_nobody(cell: str) -> bool:
    """Whether a cell says that there is no person: "[None]", "(No value)", "n/a", "NO_MANAGER", "-"."""
    return re.fullmatch(vocabulary()["ignored"]["nobody"], cell.strip(), re.IGNORECASE) is not None


def are_keys(cells: Sequence[str]) -> bool:
    """Whether most filled cells are keys of a system ("005Ax01", "u-0004", "17"), not names or addresses."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    keys = [cell for cell in filled if re.fullmatch(r"[\w-]*\d[\w-]*", cell)]
    return len(keys) > 0.8 * len(filled) > 0


def has_clock(cells: Sequence[str]) -> bool:
    """Whether dates come with a time of day."""
    return any(":" in cell for cell in cells)


def are_damaged(cells: Sequence[str]) -> bool:
    """Whether ids went through a spreadsheet that kept only their first digits (4.87688E+18)."""
    return any(_SCIENTIFIC.match(cell.strip()) for cell in cells)


def are_rates(cells: Sequence[str]) -> bool:
    """Whether most filled cells are a part of something (78,4 %, 1.05) and not an amount."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    rates = [
        cell for cell in filled if cell.endswith("%") or re.fullmatch(r"[012]?[.,](\d{1,2}|\d{4,})", cell)
    ]
    return len(rates) > len(filled) / 2


def are_emoji(cells: Sequence[str]) -> bool:
    """Whether most filled cells are signs without a letter or digit, as moods are drawn."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    drawn = sum(not cell.isascii() and not any(c.isalnum() for c in cell) for cell in filled)
    return drawn > len(filled) / 2


def are_words(cells: Sequence[str]) -> bool:
    """Whether the filled cells are one or two words each, some of them again and again: a choice."""
    filled = [cell.strip().lower() for cell in cells if cell.strip()]
    return bool(filled) and all(len(cell.split()) <= 2 for cell in filled) and len(set(filled)) <= 8


def are_ticks(cells: Sequence[str]) -> bool:
    """Whether the filled cells only tick something off: "x", "y", "TRUE"; "yes" and "no" are answers."""
    filled = {cell.strip().lower() for cell in cells if cell.strip()}
    ticks = ("true", "false", "done", "x", "y", "n", "j", "✓", "✔", "☑", "☐")
    return bool(filled) and all(cell in ticks for cell in filled)


def is_question(header: str) -> bool:
    """Whether a header reads like a question of a form."""
    return header.rstrip().endswith("?") or len(header.split()) >= 4


def mapped_share(cells: Sequence[str], name: str) -> float:
    """Share of the filled cells that a value map of the vocabulary knows."""
    filled = [cell.strip().lower() for cell in cells if cell.strip()]
    return sum(cell in value_map(name) for cell in filled) / len(filled) if filled else 0.0


def duration_unit(header: str, cells: Sequence[str]) -> str:
    """seconds, milliseconds, minutes, hours, days (as Excel has times), clock (h:mm:ss), m:ss, words."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    parts = [float(cell) for cell in filled if re.fullmatch(r"0?\.\d{4,}", cell)]
    if len(parts) > len(filled) / 2:
        return "days"
    if filled and sum(bool(_WORDED.match(cell)) for cell in filled) > len(filled) / 2:
        return "words"
    clocks = [cell for cell in filled if _CLOCK.match(cell)]
    if len(clocks) > len(filled) / 2:
        return _clock_unit(header, [cell for cell in clocks if cell.count(":") == 1], len(clocks))
    words = set(re.findall(r"[a-zäöü]+", header.lower()))
    for unit, names in UNITS.items():
        if words & set(names.split()) or compact(header).endswith(unit):
            return unit
    numbers = [float(cell) for cell in filled if re.fullmatch(r"\d+(\.\d+)?", cell)]
    longer = [number for number in numbers if number > 0]
    if (longer and all(n >= 1000 and n % 1000 == 0 for n in longer)) or (
        longer and median(longer) > LONGEST_USUAL_SECONDS
    ):
        return "milliseconds"
    if any("." in cell for cell in filled) and longer and median(longer) < 240:
        return "minutes"
    # what people enter, or a calendar has: 30, 45, 60
    if len(longer) >= 5 and len(set(longer)) > 1 and max(longer) <= 480 and not any(n % 5 for n in longer):
        return "minutes"
    return "seconds"


def _clock_unit(header: str, two: Sequence[str], count: int) -> str:
    """Whether cells of two parts ("12:45", of `count` with those of three) are h:mm or m:ss.

    A header may say it. A day has 24 hours, hours are seldom more than four, and beside 1:02:10 a 3:20 is a
    shortened 0:03:20. What remains is h:mm where it is padded ("00:27") or in steps of five minutes.
    """
    told = re.search(r"h{1,2}:mm?(?::ss?)?|mm?:ss", header.lower())
    if told:
        return "clock" if told[0].startswith("h") else "m:ss"
    firsts, seconds = [int(cell.split(":")[0]) for cell in two], [int(cell.split(":")[1]) for cell in two]
    if not two:
        return "clock"
    if len(two) < count or max(firsts) > 23 or median(firsts) * 3600 > LONGEST_USUAL_SECONDS:
        return "m:ss"
    is_padded = all(len(cell) == 5 for cell in two)
    return "clock" if is_padded or (len(two) > 1 and not any(s % 5 for s in seconds)) else "m:ss"


def number_style(cells: Sequence[str]) -> str | None:
    """'us' (1,234.50), 'eu' (1.234,50), or None where no value shows it."""
    votes = {"us": 0, "eu": 0}
    for cell in cells:
        digits = re.sub(r"[^\d.,]", "", cell)
        if re.search(r"\.\d{1,2}$", digits) or re.search(r",\d{3}[.,]", digits):
            votes["us"] += 1
        elif re.search(r",\d{1,2}$", digits) or re.search(r"\.\d{3}[.,]", digits):
            votes["eu"] += 1
    if votes["us"] == votes["eu"]:
        return None
    return max(votes, key=votes.__getitem__)


def names_groups(cells: Sequence[str], count_totals: int, is_leftmost: bool) -> bool:
    """Whether a column names its group in the group's first row only, as grouped reports do.

    Either each group has its subtotal, or the first column of all names each group once. In a log of calls a
    cell may be empty because nobody took the call, and that must not become the call of the rep above.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not cells or not cells[0].strip() or len(filled) == len(cells):
        return False
    is_once = len(set(filled)) == len(filled) > 1 and len(filled) <= 0.6 * len(cells)
    return len(filled) <= count_totals or (is_leftmost and is_once)


def is_total(cells: Sequence[str]) -> bool:
    """Whether a record sums others up, by its first filled cell, or the one beside a merged name."""
    first = islice((cell.strip() for cell in cells if cell and not cell.isspace()), 2)
    return any(map(totals().match, first))


@cache
def totals() -> re.Pattern[str]:
    """How a cell begins that names a sum."""
    return re.compile(vocabulary()["ignored"]["totals"], re.IGNORECASE)
