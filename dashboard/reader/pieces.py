"""Words -> the numbered pieces that the network knows: the uncased WordPiece of BERT (Devlin et al. 2019).

`vocabulary.txt` holds a piece a line; a line's place is its number. `##` opens a piece that continues a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_WORD = 100  # characters; a longer one is a key or a link and is unknown as a whole

_RUN = re.compile(r"\S+")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")

Word = tuple[int, int, tuple[int, ...]]


@dataclass
class Pieces:
    """The vocabulary; what runs of letters become is kept, for the same words come again and again."""

    numbers: dict[str, int]
    _known: dict[str, tuple[Word, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, path: Path) -> "Pieces":
        """Read the vocabulary from `path`."""
        return cls({piece: i for i, piece in enumerate(path.read_text(encoding="utf-8").splitlines())})

    def words(self, text: str) -> Iterator[Word]:
        """(start, end, numbers of its pieces) of each word and mark in `text`, in order."""
        for run in _RUN.finditer(text):
            if (found := self._known.get(run[0])) is None:
                found = tuple(self._cut(run[0]))
                if len(self._known) < 100_000:
                    self._known[run[0]] = found
            for start, end, numbers in found:
                yield run.start() + start, run.start() + end, numbers

    def _cut(self, run: str) -> Iterator[Word]:
        start, word = 0, ""
        for i, character in enumerate(run):
            if _stands_alone(character):
                yield from self._word(start, i, word)
                yield from self._word(i, i + 1, _plain(character))
                start, word = i + 1, ""
            else:
                word += _plain(character)
        yield from self._word(start, len(run), word)

    def _word(self, start: int, end: int, word: str) -> Iterator[Word]:
        """The longest known piece from the left, and again; a word with an unknown rest is unknown."""
        numbers, position = [], 0
        while position < len(word) <= LONGEST_WORD:
            lead = "##" if position else ""
            stops = range(len(word), position, -1)
            stop = next((stop for stop in stops if lead + word[position:stop] in self.numbers), None)
            if stop is None:
                break
            numbers.append(self.numbers[lead + word[position:stop]])
            position = stop
        if word:
            yield start, end, tuple(numbers) if position == len(word) else (self.numbers["[UNK]"],)


def _stands_alone(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and character.isprintable()
    return unicodedata.category(character)[0] == "P" or bool(_CHINESE.match(character))


def _plain(character: str) -> str:
    """In small letters and without accents; what has no shape is nothing."""
    if character.isascii():
        return character.lower() if character.isprintable() else ""
    letters = unicodedata.normalize("NFD", character)
    kept = (c for c in letters if unicodedata.category(c) not in {"Mn", "Cc", "Cf", "Co", "Cs"})
    return "".join(kept).lower().replace("\ufffd", "")
