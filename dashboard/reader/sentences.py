"""A note -> its sentences, as people type: bullets, line breaks, semicolons, missing punctuation.

One pass over the text; the time grows with its length only.
"""

import re
import unicodedata

# Raise when boundaries change: stored sentences are then split anew.
VERSION = 1
LONGEST = 1_000  # characters; longer runs without a boundary are cut at a space

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKER = re.compile(
    r"(?:[\s\x00>|•▪◦‣●]|[-*+–—·○□☐☑✓✔#]{1,4}(?=\s)|\[[ xX]?\](?=\s)"
    r"|(?:\d{1,2}[.)]|[a-h][.)]|[A-H]\))(?=\s)|\((?:\d{1,2}|[a-h])\)(?=\s))*"
)
# The look-behind lets a match start only where a run of marks starts: without it a long run costs its square.
_END = re.compile(r"""(?<![.!?…؟۔।])[.!?…؟۔।]++["'”’»)\]]{0,3}+(?=\s)|;(?=\s)|[。！？；]["'”’»」』）]{0,3}""")
_ABBREVIATION = re.compile(
    r"mrs?|m[sx]|dr|prof|[sj]r|st|vs|e\.g|i\.e|eg|ie|incl|excl|approx|ca|cf|resp|ref|tel|w\.e\.f",
    re.IGNORECASE,
)
# These also end sentences ("by next wk. Lunch on me"): shortened only before a digit, or a small letter.
_BEFORE_DIGIT = re.compile(r"n[or]|nos|wks?|min|max|pt|ext|vol|fig|[vw]", re.IGNORECASE)
_BEFORE_SMALL_LETTER = re.compile(r"[ap]\.m|co|ltd|inc|corp|b\.v|s\.a|avg|est|dept|acct?|no", re.IGNORECASE)


def split(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in `text`, in order, without overlap.

    Pieces that hold no letter, digit or pictogram are left out.
    """
    spans = []
    for line in _LINE.finditer(text):
        start = _MARKER.match(text, line.start(), line.end()).end()
        for end in _ends(text, start, line.end()):
            spans.extend(_pieces(text, start, end))
            start = end
    return spans


def _ends(text, start, stop):
    for match in _END.finditer(text, start, stop):
        if text[match.start()] == "." and _is_abbreviation(text, match):
            continue
        if match[0][-1] in "\"'”’»" and _following(text, match).islower():
            continue  # "What slows you down?" was my first question.
        yield match.end()
    yield stop


def _is_abbreviation(text: str, dot: re.Match) -> bool:
    """Whether the full stop at `dot` closes a shortened word, not a sentence."""
    if dot.end() - dot.start() > 1:
        return False
    left = max(0, dot.start() - 12)
    word = text[left : dot.start()].rsplit(None, 1)[-1:] or [""]
    word = word[0].lstrip("(\"'“‘[")
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    following = _following(text, dot)
    return bool(
        _ABBREVIATION.fullmatch(word)
        or (following.isdigit() and _BEFORE_DIGIT.fullmatch(word))
        or (following.islower() and _BEFORE_SMALL_LETTER.fullmatch(word))
    )


def _following(text: str, mark: re.Match) -> str:
    return text[mark.end() : mark.end() + 5].lstrip()[:1]


def _pieces(text: str, start: int, end: int):
    """Trim the span, cut it where it is too long, keep what holds a letter, a digit or a pictogram."""
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            stop = space if space > 0 else start + LONGEST
        first, last = start, stop
        while first < last and (text[first].isspace() or text[first] == "\x00"):
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] == "\x00"):
            last -= 1
        if any(c.isalnum() or unicodedata.category(c) == "So" for c in text[first:last]):
            yield first, last
        start = stop
