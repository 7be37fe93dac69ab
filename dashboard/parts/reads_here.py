"""How well the reader reads in this workspace: what people who coded notes of it blind found."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.agreement.agree import LEAST_POSITIVES, Agreement, Figure
from dashboard.agreement.here import Compared, Here
from dashboard.agreement.totals import LEAST_CODED, Corrected
from dashboard.parts import words
from dashboard.parts.tables import Column, table
from dashboard.reader.codebook import CODES

NOT_CODED = "As read by the model; its figures are from invented notes."
TOO_FEW = "too few to say"


def in_a_line() -> str:
    """What the shares of the pages rest on: the model alone, or notes that people coded."""
    here = cached.reads_here()
    found = here and here.shares["replaced"]
    if not found or found.value is None:
        return f"{NOT_CODED} Code notes says how well it reads yours."
    return (
        f"By {words.counted(found.coded, 'note')} that people coded here, {_share(found, 'replaced')}; "
        "Definitions says more."
    )


def show() -> None:
    """The section of Definitions."""
    here = cached.reads_here()
    if here is None:
        st.warning(
            f"{NOT_CODED} How well it reads your own nobody knows until people code some of them.",
            icon=":material/science:",
        )
        st.page_link("views/code_notes.py", label="Code notes", icon=":material/keyboard:")
        return
    st.markdown(_finding(here))
    _table(here.reader, "reads_here")
    if here.people is not None:
        st.subheader("How far do people agree?", anchor="people-agree")
        st.markdown(
            f"{words.plain(here.people.first)} and {words.plain(here.people.second)} both coded "
            f"{words.counted(here.people.count_notes, 'note')}, and neither saw what the other said."
        )
        _table(here.people, "people_agree")
    st.caption(
        "Drawn by lot with known chances, so figures are of all coaching notes that were read on the day. "
        f"With fewer than {LEAST_POSITIVES} of a code, or {LEAST_CODED} coded notes for a share, it is too "
        "few to say. Brackets: 95 % interval, notes drawn anew (bootstrap); of shares by beta-binomial "
        "draws in each stratum. Corrections do not enter here: they are no random sample."
    )


def _finding(here: Here) -> str:
    stances = here.reader.stances
    same = (
        "" if stances.agree is None else f" The very stance is the same in {_percent(stances.agree)} of 100."
    )
    shares = " ".join(f"Share of notes {name}: {_share(found, name)}." for name, found in here.shares.items())
    return (
        f"**{words.plain(here.coder)}** coded {words.counted(here.reader.count_notes, 'note')} without "
        f"seeing what the reader read.{same} {shares}"
    )


def _share(found: Corrected, name: str) -> str:
    """ "6 % are replaced as read, 8 % (95 % interval 5 to 13) with the reader's errors put right"."""
    read = f"{100 * found.read:.0f} % are {name} as read"
    if found.value is None:
        return f"{read}, {TOO_FEW} how many in truth"
    return (
        f"{read}, {100 * found.value:.0f} % (95 % interval {100 * found.low:.0f} to {100 * found.high:.0f}) "
        "with the reader's errors put right"
    )


def _table(compared: Compared, key: str) -> None:
    named = {
        **{f"Note: {name}": found for name, found in compared.properties.items()},
        **{f"{CODES[code].label} ({CODES[code].group})": found for code, found in compared.codes.items()},
    }
    table(
        pd.DataFrame([_row(label, found) for label, found in named.items()]), key=key,
        columns=_columns(compared),
        query="coding__sentences", alt=f"Agreement of {compared.second} with {compared.first}",
    )  # fmt: skip


def _columns(compared: Compared) -> dict[str, Column]:
    first, second = compared.first, compared.second
    return {
        "label": Column("Name"),
        "count_first": Column(f"By {first}", "count", "Times that it was marked in the coded notes"),
        "count_second": Column(f"By {second}", "count"),
        "count_both": Column("By both", "count"),
        "agree": Column("Agreement, %", "text", "Sentences (or notes) of which both say the same"),
        "precision": Column("Precision, %", "text", f"Of those by {second}, how many are by {first} too"),
        "recall": Column("Recall, %", "text", f"Of those by {first}, how many are by {second} too"),
        "kappa": Column("Kappa", "text", "Cohen: agreement beyond chance; it collapses where a code is rare"),
        "ac1": Column("AC1", "text", "Gwet: agreement beyond chance, also where a code is rare"),
    }


def _row(label: str, found: Agreement) -> dict[str, object]:
    return {
        "label": label,
        "count_first": found.count_first,
        "count_second": found.count_second,
        "count_both": found.count_both,
        "agree": _percent(found.agree),
        "precision": _percent(found.precision),
        "recall": _percent(found.recall),
        "kappa": _decimal(found.kappa),
        "ac1": _decimal(found.ac1),
    }


def _percent(figure: Figure | None) -> str:
    if figure is None:
        return TOO_FEW
    return f"{100 * figure.value:.0f} ({100 * figure.low:.0f} to {100 * figure.high:.0f})"


def _decimal(figure: Figure | None) -> str:
    return TOO_FEW if figure is None else f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"
