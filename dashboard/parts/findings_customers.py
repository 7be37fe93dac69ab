"""The sentences that Customers says first, from frames."""

from __future__ import annotations

import pandas as pd

from dashboard.effect.intervals import Share
from dashboard.parts import words


def customers(bands: pd.DataFrame, coverage: pd.Series) -> str:
    """The finding: accounts touched often, what is understood of them, and how many have no notes at all.

    `bands`: rows of `customers__bands`; `coverage`: the row of `customers__coverage`.
    """
    count = int(bands["count_accounts"].sum())
    if not count:
        return _no_account(coverage)
    often = bands[bands["is_touched_often"]]
    count_often = int(often["count_accounts"].sum())
    rule = f"{coverage['many_touches']} times or more in {coverage['touch_days']} days"
    rest = f"Of all {words.counted(count, 'account')}, {_have(bands['count_no_notes'])} no notes at all."
    if not count_often:
        return f"None of {words.counted(count, 'account')} was touched {rule}. {rest}"
    return (
        f"{count_often} of {words.counted(count, 'account')} {'was' if count_often == 1 else 'were'} touched "
        f"{rule}: {_have(often['count_nothing'])} notes that show nothing of the customer, "
        f"{_have(often['count_no_notes'])} no notes. {rest}"
    )


def _have(counts: pd.Series) -> str:
    return f"{counts.sum()} {'has' if counts.sum() == 1 else 'have'}"


def _no_account(coverage: pd.Series) -> str:
    touches, notes = int(coverage["count_touches"]), int(coverage["count_notes"])
    if not touches and not notes:
        return "No call, e-mail, meeting or note with a customer is in this period."
    return (
        f"{words.counted(touches, 'touch', 'touches')} and {words.counted(notes, 'note')} in this period, "
        "and none names an account: nobody can say which customer they were with."
    )


def notes(pressing: Share, heard: Share) -> str:
    """How many notes about customers press and how many hear, with shares where there is enough to say."""
    if not heard.of:
        return "No note about a customer was read in this period."
    return (
        f"Notes that pitch or push: {pressing.in_words()}. Notes that heard the customer: {heard.in_words()}."
    )


def account(row: pd.Series, coverage: pd.Series, understood: str) -> str:
    """One account in a sentence or two: a row of `customers__accounts` and what is understood, in words."""
    recent = words.counted(int(row["count_recent_touches"]), "touch", "touches")
    of_notes = words.counted(int(row["count_notes_read"]), "note")
    return (
        f"{recent} in the {coverage['touch_days']} days to {words.day(coverage['until_on'])}, "
        f"{row['count_touches']} in the period. {of_notes} read: {row['count_pitching']} pitch, "
        f"{row['count_pushing']} push, {row['count_asking']} ask, {row['count_heard']} heard the customer. "
        f"{understood}."
    )
