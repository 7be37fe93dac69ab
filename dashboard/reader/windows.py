"""A note -> what the network takes in: windows of numbered pieces, each with some of the note's sentences.

A window reads `[CLS] people : sentence [SEP] sentence [SEP] ...`. Most notes are one window; a longer one is
cut between sentences, and a window then also holds the sentence before and the sentence after it, unmarked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .pieces import Pieces

# Raise when windows change: a network trained on other windows then refuses to load.
VERSION = 1
LONGEST = 160  # pieces that a window is filled with
LONGEST_SENTENCE = 200  # pieces of a sentence that are read; a longer one fills a window alone
LONGEST_NEIGHBOUR = 60


@dataclass(frozen=True)
class Place:
    """Where a sentence lies in a window; a word is (first character in the note, end, how many pieces)."""

    sentence: int
    start: int
    end: int
    words: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Window:
    """Numbers of pieces, and the places of the sentences that are read in this window."""

    ids: tuple[int, ...]
    places: tuple[Place, ...]


def windows(
    pieces: Pieces, text: str, relationship: str, spans: Sequence[tuple[int, int]]
) -> Iterator[Window]:
    """The windows of one note, in order; each of its sentences has its place in exactly one of them."""
    sentences = [_words(pieces, text, start, end) for start, end in spans]
    sizes = [sum(len(numbers) for _, _, numbers in words) + 1 for words in sentences]
    opening = [pieces.numbers[piece] for piece in ("[CLS]", relationship, ":")]
    first = 0
    while first < len(spans):
        last, length = first + 1, len(opening) + sizes[first]
        while last < len(spans) and length + sizes[last] <= LONGEST:
            length += sizes[last]
            last += 1
        ids, places = list(opening), []
        for i in range(max(first - 1, 0), min(last + 1, len(spans))):
            own = [number for _, _, numbers in sentences[i] for number in numbers]
            if first <= i < last:
                words = tuple((start, end, len(numbers)) for start, end, numbers in sentences[i])
                places.append(Place(i, len(ids), len(ids) + len(own), words))
                ids += own
            else:
                ids += own[-LONGEST_NEIGHBOUR:] if i < first else own[:LONGEST_NEIGHBOUR]
            ids.append(pieces.numbers["[SEP]"])
        yield Window(tuple(ids), tuple(places))
        first = last


def _words(pieces: Pieces, text: str, start: int, end: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """The words of a sentence, as many as are read; a sentence of which nothing is left is unknown."""
    words, left = [], LONGEST_SENTENCE
    for first, last, numbers in pieces.words(text[start:end]):
        if (left := left - len(numbers)) < 0:
            break
        words.append((start + first, start + last, numbers))
    return words or [(start, end, (pieces.numbers["[UNK]"],))]
