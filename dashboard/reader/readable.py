"""Whether a text can be read at all; what is too long, wordless or not in English is left uncoded."""

import unicodedata
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

MOST_CHARACTERS = 50_000
TOO_LONG, NO_WORDS, NOT_ENGLISH = "too long", "no words", "not English"

# Chosen on 10,300 English texts, one of which is lost, and thirty short ones in others: 28 are found.
FOREIGN_FROM = 0.75
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "fi", "cs", "sk", "hu", "ro"),
    *("bg", "hr", "tr", "el", "ru", "uk", "ar", "he", "fa", "hi", "zh", "ja", "ko", "vi", "id", "th"),
    *("ca", "lt", "lv", "et", "sl"),
)


def why_unreadable(text: str) -> str | None:
    """Why a text is left uncoded; None where it can be read. Ten thousand short texts take about a second."""
    if len(text) > MOST_CHARACTERS:
        return TOO_LONG
    if not any(c.isalnum() or unicodedata.category(c) == "So" for c in text):
        return NO_WORDS
    language, probability = _identifier().classify(text)
    return NOT_ENGLISH if language != "en" and probability >= FOREIGN_FROM else None


@cache
def _identifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(list(LANGUAGES))
    return found
