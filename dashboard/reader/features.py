"""A sentence -> numbered features: words, pairs and triples of words, letter runs, shape, neighbours' words.

A feature's number is the CRC-32 of its name, the same on every machine. A model knows some of these numbers.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log2
from zlib import crc32

import numpy as np

# Raise when features change: a model fitted on other features then refuses to load.
VERSION = 1
LETTERS = (3, 5)  # shortest and longest run of letters inside a word
LONGEST_WORD = 40  # letters of a word that count; more is a link or a key
# How much each block of a sentence weighs: words and shape, letters, neighbouring sentences, place.
BLOCK_WEIGHTS = np.array([1.0, 0.7, 0.5, 0.5])

# A capital inside a sentence mostly is a name, and no name says anything about an act.
_NAME = re.compile(r"(?<=[a-z,;:0-9] )[A-Z][^\W\d_]+('s)?")
_NUMBERS = (
    (re.compile(r"[$€£¥]\s?\d[\d.,]*\s?(?:bn|mm|[km])?\b"), " <money> "),
    (re.compile(r"\d[\d.,]*\s?%"), " <percent> "),
    (re.compile(r"\b\d{1,2}:\d\d\b"), " <time> "),
    (re.compile(r"\d[\d.,]*"), " <number> "),
)
_TOKEN = re.compile(r"<\w+>|\w+(?:'\w+)?|[^\w\s]")

Blocks = tuple[np.ndarray, ...]


def tokens(text: str) -> list[str]:
    """Words and marks in small letters; figures become <money>, <percent>, <time>, <number>; names <name>."""
    text = _NAME.sub(lambda match: "<name>" + (match[1] or ""), text.replace("’", "'")).lower()
    for pattern, name in _NUMBERS:
        text = pattern.sub(name, text)
    return _TOKEN.findall(text)


def note_blocks(sentences: Sequence[str], relationship: str) -> Iterator[Blocks]:
    """For each sentence of one note, in order: an array of feature numbers per block."""
    words = [tokens(sentence) for sentence in sentences]
    for i, own in enumerate(words):
        shape = [
            f"length:{int(2 * log2(len(own) + 1))}",
            f"asks:{'?' in own}",
            f"opens:{relationship}:{own[:1]}",
        ]
        beside = ["p:" + word for word in (words[i - 1] if i else ())]
        beside += ["n:" + word for word in (words[i + 1] if i + 1 < len(words) else ())]
        place = ["r:" + relationship, "first" if i == 0 else "later"]
        letters = {number for word in set(own) for number in _letter_numbers(word[:LONGEST_WORD])}
        yield (
            _numbers(_word_grams(own, relationship) + shape),
            _array(letters),
            _numbers(beside),
            _numbers(place),
        )


def known_features(blocks: Sequence[Blocks]) -> tuple[np.ndarray, np.ndarray]:
    """The features that two sentences or more have, sorted, and the logarithm of the rarity of each."""
    known, seen = np.unique(np.concatenate([block for row in blocks for block in row]), return_counts=True)
    known, seen = known[seen > 1], seen[seen > 1]
    return known, (np.log((1 + len(blocks)) / (1 + seen)) + 1).clip(0).astype(np.float16)


def weighed(
    blocks: Sequence[Blocks], known: np.ndarray, rarity: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sparse rows (columns, values, starts), a column being a place in `known`.

    Each block of a sentence has its rarity values at length one, times the block's weight; unknown are 0.
    """
    parts = [block for row in blocks for block in row]
    sizes = np.array([len(part) for part in parts])
    numbers = np.concatenate(parts)
    columns = np.searchsorted(known, numbers).clip(max=len(known) - 1)
    values = np.where(known[columns] == numbers, rarity[columns].astype(float), 0)
    block_of = np.repeat(np.arange(len(parts)), sizes)
    lengths = np.sqrt(np.bincount(block_of, weights=values**2, minlength=len(parts)))
    weights = np.tile(BLOCK_WEIGHTS, len(blocks)) / np.where(lengths > 0, lengths, 1)
    starts = np.concatenate([[0], np.cumsum(sizes.reshape(len(blocks), -1).sum(axis=1))])
    return columns, (values * weights[block_of]).astype(np.float32), starts


def _word_grams(words: list[str], relationship: str) -> list[str]:
    edged = ["<s>", *words, "</s>"]
    pairs = [f"2:{a} {b}" for a, b in pairwise(edged)]
    triples = [f"3:{a} {b} {c}" for a, b, c in zip(edged, edged[1:], edged[2:], strict=False)]
    gapped = [f"4:{a} {c}" for a, c in zip(edged, edged[2:], strict=False)]
    within = [f"5:{relationship} {word}" for word in words]
    return ["1:" + word for word in words] + pairs + triples + gapped + within


@lru_cache(maxsize=50_000)
def _letter_numbers(word: str) -> tuple[int, ...]:
    edged = f" {word} "
    return tuple(
        crc32(("c:" + edged[i : i + size]).encode("utf-8", "replace"))
        for size in range(LETTERS[0], LETTERS[1] + 1)
        for i in range(len(edged) - size + 1)
    )


def _numbers(names: Sequence[str]) -> np.ndarray:
    return _array({crc32(name.encode("utf-8", "replace")) for name in names})


def _array(numbers: set[int]) -> np.ndarray:
    return np.array(sorted(numbers), dtype=np.uint32)
