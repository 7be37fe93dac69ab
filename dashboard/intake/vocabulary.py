"""The words of `vocabulary.toml`, and how a header is compared with them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

TABLE_OF_KIND = {
    "people": "people", "memberships": "memberships", "aliases": "aliases",
    "activities": "activities", "calls": "activities", "emails": "activities", "meetings": "activities",
    "coaching_notes": "notes", "peer_notes": "notes", "customer_notes": "notes",
    "checkins": "checkins", "quota": "quota", "events": "events",
}  # fmt: skip
"""Kinds of files, as people name them, and the table of the vocabulary that holds their fields."""

LONGEST_NAME = 300
"""Characters of a header that are looked at; a cell that is longer is no name, and must cost no time."""

_PREFIX = re.compile(r"^[^-]{2,20} - (?=\S)")
_COPIED = re.compile(r"^property_|__?c$")
"""What copies of a system's tables in a warehouse put around its names."""
_ZONED = re.compile(r"(?<=[a-z])[\s_]+(?:(?:UTC|GMT)(?:\s?[+-]\d{1,2})?|[ECMP][SD]T|CES?T)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")

_OF_ACTIVITY = re.compile(
    r"\s+(?:de la (?:llamada|actividad|reunión)|de (?:l['’](?:appel|activité)|la réunion)"
    r"|(?:des|der) (?:anrufs|aktivität|besprechung)|of (?:the )?(?:call|activity|meeting))$",
    re.IGNORECASE,
)
"""What adds nothing to a header: "Resultado de la llamada" is a result."""

_OF_PERSON = re.compile(r"(?:full|display)?name$|(?:e?mail|upn)(?:address)?$|(?:user)?id$")
"""What a header adds to the word for a person: which of their names it is."""


@cache
def vocabulary() -> dict[str, Any]:
    """The whole vocabulary."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def compact(header: str) -> str:
    """A header without case, white space and punctuation."""
    return "".join(c for c in header.casefold() if c.isalnum())


def spellings(headers: Sequence[str]) -> list[dict[str, float]]:
    """For each header the words it may be compared as, with how far each is trusted (1 = as it stands)."""
    headers = [header[:LONGEST_NAME] for header in headers]
    filled = [header for header in headers if header.strip()]
    prefixes = Counter(match[0] for header in filled if (match := _PREFIX.match(header)))
    usual = next((prefix for prefix, count in prefixes.items() if count > 2 and count > len(filled) / 2), "")
    found = []
    for header in headers:
        words = {compact(header): 1.0}
        bare = header.removeprefix(usual)
        words.setdefault(compact(bare), 1.0)
        words.setdefault(compact(_COPIED.sub("", bare)), 0.95)
        words.setdefault(compact(_BRACKETS.sub("", bare)), 0.9)
        words.setdefault(compact(_OF_ACTIVITY.sub("", _BRACKETS.sub("", bare))), 0.9)
        of, colon, last = bare.rpartition(": ")
        if colon:
            words.setdefault(compact(of if compact(last) in ("name", "fullname") else last), 0.9)
        words.setdefault(compact(_ZONED.sub("", bare)), 0.9)
        words.setdefault(compact(bare.rpartition(" / ")[2]), 0.9)
        if currency_in(bare):
            words.setdefault(compact(bare.rstrip(" )").rpartition(" ")[0]), 0.9)
        words.pop("", None)
        found.append(words)
    return found


def fields(table: str) -> dict[str, dict[str, Any]]:
    """Fields of a table: shape, headers with weights, pairs."""
    return vocabulary()["tables"][table]["fields"]


def weights(
    spec: dict[str, Any], words: Sequence[dict[str, float]], is_told: bool
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """(weight, positions from 1) of the columns, or columns together, that may be a field.

    `is_told`: the kind of the file was said by its owner.
    """
    known = spec["headers"] | (spec.get("once_told", {}) if is_told else {})
    where = {
        word: position for position, trusted in reversed(list(enumerate(words, start=1))) for word in trusted
    }
    alone = {word for word, other in spec.get("beside", {}).items() if other not in where}
    alone |= {word for word, other in spec.get("unless", {}).items() if other in where}
    for position, trusted in enumerate(words, start=1):
        if spec["shape"] == "person":
            trusted = trusted | {
                stem: trust * 0.95
                for word, trust in trusted.items()
                if (stem := person_of(word)) and stem not in trusted
            }
        said = (known.get(word, 0) * trust for word, trust in trusted.items() if word not in alone)
        if best := next(filter(None, said), 0):
            yield best, (position,)
    for pair, weight in spec.get("pairs", {}).items():
        if all(word in where for word in pair.split("+")):
            yield weight, tuple(where[word] for word in pair.split("+"))


def person_of(word: str) -> str:
    """Whose name, address or id a compact header is of: "owneremail" -> "owner", "owner" itself; or ''."""
    return _OF_PERSON.sub("", word)


def value_map(name: str) -> dict[str, str]:
    """Lower-case value of a file -> our value."""
    return {value: ours for ours, values in vocabulary()["values"][name].items() for value in values}


def currency_in(text: str) -> str | None:
    """The currency that a header or an amount names: "Quota (USD)", "1.250,50 €"; None without one."""
    found = re.findall(r"(?<![a-z])[a-z]*[$€£₹]|(?<![a-zł])[a-zł]{2,4}(?![a-zł])", text.casefold())
    return next((code for word in found if (code := _currencies().get(word))), None)


@cache
def _currencies() -> dict[str, str]:
    return {word: code for code, words in vocabulary()["currencies"].items() for word in words}


def count_known(header: Sequence[str]) -> int:
    """How many cells of a row are words that some table calls a column."""
    known = _all_words()
    return sum(bool(words.keys() & known) for words in spellings(header))


@cache
def _all_words() -> frozenset[str]:
    words: set[str] = set()
    for table in vocabulary()["tables"].values():
        for spec in table["fields"].values():
            words.update(spec["headers"])
            words.update(word for pair in spec.get("pairs", {}) for word in pair.split("+"))
        words.update(table["signs"])
        words.update(table.get("also", ()))
    for rule in vocabulary()["rules"]:
        words.update(rule.get("headers", ()))
    for stranger in vocabulary()["strangers"].values():
        words.update(stranger["headers"])
    return frozenset(words)
