"""How sure the stance of a note is, from the chances of all codes of its sentences.

Sentences and codes are taken as independent, which they are not quite: what counts as sure was therefore
settled on notes of writers whom the network had not seen.
"""

from collections.abc import Mapping

import numpy as np

from .codebook import CODES, REPLACED_STANCES

SURE, CLOSE = "sure", "close"


def stance_chances(chances: np.ndarray) -> dict[str, float]:
    """The chance of each stance, from (sentences x codes) of chances; they add up to 1."""
    absent = dict(zip(CODES, np.prod(1 - chances, axis=0), strict=True))
    not_pressed = absent["push"] * absent["pitch"]
    not_heard = absent["obstacle"] * absent["goal"] * absent["feeling"] * absent["context"]
    not_acted = absent["help"] * absent["grow"] * absent["together"] * absent["follow_up"]
    asked, not_asked = 1 - absent["ask"], absent["ask"]
    pressed = absent["dismiss"] * (1 - not_pressed)
    calm = absent["dismiss"] * not_pressed
    quiet = calm * not_heard * not_asked
    numb = quiet * not_acted * absent["encourage"]
    return {
        "waved_away": 1 - absent["dismiss"],
        "do_more": pressed * not_heard * not_asked,
        "do_more_asked": pressed * not_heard * asked,
        "mixed": pressed * (1 - not_heard),
        "heard_and_acted": calm * (1 - not_heard) * (1 - not_acted),
        "heard": calm * (1 - not_heard) * not_acted,
        "asked": calm * not_heard * asked,
        "care_only": quiet - numb,
        "score_only": numb * (1 - absent["count"]),
        "silent": numb * absent["count"],
    }


def chance_of(stance: str, chances: np.ndarray) -> float:
    """The chance that this stance holds; for a stance that counts as replaced, that one of those holds."""
    by_stance = stance_chances(chances)
    names = REPLACED_STANCES if stance in REPLACED_STANCES else {stance}
    return float(sum(by_stance[name] for name in names))


def certainty(stance: str, chances: np.ndarray, sure_from: Mapping[str, float]) -> str:
    """`sure` from the settled chance on (one for `replaced`, one for any `other` stance), else `close`."""
    kind = "replaced" if stance in REPLACED_STANCES else "other"
    return SURE if chance_of(stance, chances) >= sure_from[kind] else CLOSE
