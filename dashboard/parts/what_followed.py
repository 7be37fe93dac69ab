"""What followed on its page: estimates once per published data, and the bad periods behind a row, unnamed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.effect import sentences
from dashboard.effect.bad_periods import OUTCOMES
from dashboard.effect.what_followed import Followed, Row
from dashboard.parts import columns_what_followed as columns
from dashboard.parts import words
from dashboard.parts.tables import table
from dashboard.reader.precision import right_by_stance

FEW = "too few to say"


def followed() -> Followed:
    """The estimates of what is published now; while they are made, how far they are."""
    with st.empty(), st.container():
        bar = None

        def tell(share: float, what: str) -> None:
            nonlocal bar
            bar = bar or st.progress(0.0)
            bar.progress(min(share, 1.0), f"Comparing equally bad periods: {what}")

        found = cached.followed(right_by_stance(), tell)
        if bar:
            bar.empty()
    return found


def as_table(rows: list[Row]) -> pd.DataFrame:
    """Rows for the table: label, n, naive, expected, matched, honest, interval (in words), smallest,

    verdict.
    """
    return pd.DataFrame(
        [
            {
                "label": sentences.label(row).capitalize(),
                "n": row.n,
                "naive": row.naive,
                "expected": row.expected,
                "matched": row.matched,
                "honest": row.honest.value if row.honest else None,
                "interval": _interval(row),
                "smallest": row.honest.smallest if row.honest else None,
                "verdict": row.verdict or "",
            }
            for row in rows
        ]
    ).astype(dict.fromkeys(("naive", "expected", "matched", "honest", "smallest"), float))


def as_figure(rows: list[Row]) -> pd.DataFrame:
    """Rows for the figure: label, n, naive, expected, honest, low, high, is_reference."""
    shown = as_table(rows)
    bounds = [(row.honest.low, row.honest.high) if row.honest else (None, None) for row in rows]
    return shown.assign(
        low=pd.Series([low for low, _ in bounds], dtype=float),
        high=pd.Series([high for _, high in bounds], dtype=float),
        is_reference=[row.answer == "none" for row in rows],
    )


def held(found: Followed) -> str:
    """The checks as a list: whether each holds, what it is, what was found."""
    marks = {True: ":material/check_circle: Holds", False: ":material/cancel: Does not hold"}
    return "\n".join(f"- {marks[check.passed]}: **{check.label}.** {check.says}" for check in found.checks)


def others(found: Followed) -> None:
    """The table of an outcome that is not attainment, chosen by its name."""
    names = [name for name in OUTCOMES if name != "attainment"]
    name = st.segmented_control(
        "Outcome", names, default=names[0], format_func=lambda name: OUTCOMES[name].label, key="outcome"
    )
    st.caption("A week, in the next period against the bad one; usable weeks only.")
    table(as_table([row for row in found.rows if row.outcome == (name or names[0])]), **columns.OTHERS)


def left_out(found: Followed) -> str:
    """Bad periods that are not compared, by reason."""
    said = [f"{count} {reason}" for reason, count in found.left_out.items()]
    return f"Bad periods not compared: {words.listed(said) if said else 'none'}."


def drawer(row: Row, found: Followed) -> None:
    """The bad periods that a row of attainment counts, by date, without anybody's name."""
    answers = [row.answer] if row.answer else list(row.contrast)
    behind = found.units[found.units["answer"].isin(answers)].sort_values(["period", "level", "answer"])
    behind = behind.assign(
        answer_label=behind["answer"].map(sentences.ANSWERS),
        now=behind["level"] / 100,
        then=behind["then"] / 100,
    )

    @st.dialog(
        words.plain(f"{words.counted(len(behind), 'bad period')}: {sentences.label(row)}"),
        width="medium",
        position="right",
    )
    def opened() -> None:
        st.caption("Nobody is named: one period of one rep says nothing about what an answer does.")
        table(behind, **columns.BEHIND)

    opened()


def _interval(row: Row) -> str:
    if row.answer == "none":
        return "compared with"
    if row.honest is None:
        return FEW
    if row.honest.error is None:
        return "rests on one leader"
    return f"{row.honest.low:+.1f} to {row.honest.high:+.1f}"
