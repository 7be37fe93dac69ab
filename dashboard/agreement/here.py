"""How well the reader reads in this workspace, from the notes of its own that people coded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.agreement.agree import Agreement, agreement
from dashboard.agreement.totals import Corrected, corrected
from dashboard.reader.codebook import CODES, HEARD_STANCES, REPLACED_STANCES, STANCES, readings_of, stance_of

PROPERTIES = {"replaced": REPLACED_STANCES, "heard": HEARD_STANCES}
"""What a note may have, and the stances that have it; the stratum of that name holds what is read so."""


@dataclass(frozen=True)
class Compared:
    """The second against the first: agreement by code, on stances, and on what makes a stance."""

    first: str
    second: str
    count_notes: int
    codes: dict[str, Agreement]
    stances: Agreement
    properties: dict[str, Agreement]


@dataclass(frozen=True)
class Here:
    """`reader` against who coded most (`coder`); `people`: two who coded the same notes; corrected shares.

    `right`: by stance that the reader read, the share of right ones and how many were coded.
    """

    coder: str
    reader: Compared
    people: Compared | None
    right: dict[str, tuple[float, int]]
    shares: dict[str, Corrected]


def reads_here(coded: pd.DataFrame, strata: pd.DataFrame) -> Here | None:
    """What coded notes say; None where none was coded.

    `coded`: a row a sentence and coder, with note_key, stratum, coder, start, codes and read_codes (lists).
    `strata`: stratum and count (of all notes from which was drawn).
    """
    if coded.empty:
        return None
    counts = (
        coded.groupby("coder")["note_key"].nunique().sort_index().sort_values(ascending=False, kind="stable")
    )
    first, *others = counts.index
    own = _weighed(coded[coded["coder"].eq(first)], strata)
    reader = _compared(own.rename(columns={"codes": "a", "read_codes": "b"}), first, "the reader")
    people = None
    if others:
        both = own.merge(
            coded.loc[coded["coder"].eq(others[0]), ["note_key", "start", "codes"]],
            on=["note_key", "start"], suffixes=("", "_second"),
        )  # fmt: skip
        if len(both):
            both = _weighed(both, strata).rename(columns={"codes": "a", "codes_second": "b"})
            people = _compared(both, first, others[0])
    stances = _stances(own, "codes")
    shares = {
        name: corrected(
            strata.assign(count_read=strata["count"].where(strata["stratum"].eq(name), 0)),
            stances.assign(has=stances["stance"].isin(members)),
        )
        for name, members in PROPERTIES.items()
    }
    return Here(first, reader, people, _right(own), shares)


def _weighed(coded: pd.DataFrame, strata: pd.DataFrame) -> pd.DataFrame:
    """With the share of each stratum that was coded: a person may have stopped before the last note."""
    counts = coded.groupby("stratum")["note_key"].nunique() / strata.set_index("stratum")["count"]
    return coded.assign(probability=coded["stratum"].map(counts))


def _compared(sentences: pd.DataFrame, first: str, second: str) -> Compared:
    """Columns a and b hold the codes of both."""
    place = sentences[["note_key", "stratum", "probability"]]
    codes = {
        code: agreement(
            place.assign(a=_has(sentences["a"], code), b=_has(sentences["b"], code)), first="a", second="b"
        )
        for code in CODES
    }
    notes = _stances(sentences, "a").merge(_stances(sentences, "b")[["note_key", "stance"]], on="note_key")
    notes = notes.rename(columns={"stance_x": "a", "stance_y": "b"})
    return Compared(
        first, second, len(notes), codes,
        agreement(notes, first="a", second="b", categories=tuple(STANCES)),
        {
            name: agreement(
                notes.assign(a=notes["a"].isin(members), b=notes["b"].isin(members)), first="a", second="b"
            )
            for name, members in PROPERTIES.items()
        },
    )  # fmt: skip


def _right(own: pd.DataFrame) -> dict[str, tuple[float, int]]:
    notes = _stances(own, "codes").merge(_stances(own, "read_codes")[["note_key", "stance"]], on="note_key")
    notes = notes.assign(weight=1 / notes["probability"], is_right=notes["stance_x"].eq(notes["stance_y"]))
    return {
        stance: (float(np.average(group["is_right"], weights=group["weight"])), len(group))
        for stance, group in notes.groupby("stance_y")
    }


def _has(codes: Iterable[Iterable[str]], code: str) -> list[bool]:
    return [code in of for of in codes]


def _stances(sentences: pd.DataFrame, codes: str) -> pd.DataFrame:
    """One row a note: note_key, stratum, probability, stance by the codebook's rules."""
    rows = [
        (*key, stance_of(*readings_of(group)))
        for key, group in sentences.groupby(["note_key", "stratum", "probability"])[codes]
    ]
    return pd.DataFrame(rows, columns=["note_key", "stratum", "probability", "stance"])
