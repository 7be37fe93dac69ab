"""What is found, in words: the same on the page and on the command line."""

from __future__ import annotations

from dashboard.effect.what_followed import CANNOT_TELL, LEAST_SHOWN, PRIMARY, WORTH_KNOWING, Followed, Row

ANSWERS = {
    "do_more": "do more",
    "waved_away": "waved away",
    "mixed": "pressed, and heard too",
    "score_only": "only numbers",
    "asked": "asked",
    "heard": "heard",
    "heard_and_acted": "heard and acted",
    "silent": "silent",
    "none": "no note",
}
PERIODS = {1: "month", 3: "quarter", 12: "year"}


def period(found: Followed) -> str:
    """ "month", "quarter"."""
    return PERIODS.get(found.period_months, "period")


def label(row: Row) -> str:
    """ "do more", or "do more against heard and acted"."""
    return ANSWERS[row.answer] if row.answer else " against ".join(ANSWERS[name] for name in row.contrast)


def finding(found: Followed) -> str:
    """The answer to "did it help?" in one sentence, the tempting number and the honest one in it."""
    row, each = found.primary, period(found)
    answer, naive, expected = _tempting(found)
    if naive is None:
        return f"No bad {each} was followed by a closed one while notes were brought, so nothing can be told."
    said = f"After {answer} the next {each} was {_moved(naive)}. "
    if expected is not None:
        said += f"Without any note a dip like that is followed by {_moved(expected, 'more', 'less')}. "
    honest = row.honest
    if honest is None or honest.error is None:
        return f"{said}“Do more” against “heard and acted”: {_counted(row.n, each)} cannot tell."
    reach = f"(95 % interval {honest.low:+.0f} to {honest.high:+.0f})"
    if row.verdict == CANNOT_TELL:
        why = ", since not all that must hold does" if honest.is_clear else ""
        return f"{said}Against “heard and acted” it is {honest.value:+.0f} points {reach}: cannot tell{why}."
    better = "better" if honest.value > 0 else "worse"
    return (
        f"After equally bad {each}s “do more” was followed by {abs(honest.value):.0f} points {better} than "
        f"“heard and acted” {reach}."
    )


def _tempting(found: Followed) -> tuple[str, float | None, float | None]:
    """What everybody sees: the change after do more; where that is too few to show, after any note."""
    row = next(row for row in found.rows if row.answer == PRIMARY[0] and row.outcome == "attainment")
    if row.naive is not None:
        return "“do more”", row.naive, row.expected
    noted = found.units[found.units["answer"].ne("none")]
    if len(noted) < LEAST_SHOWN:
        return "any note", None, None
    expected = noted["expected"].mean()
    return "any note", float(noted["change"].mean()), None if expected != expected else float(expected)


def _moved(points: float, up: str = "higher", down: str = "lower") -> str:
    return f"{abs(points):.0f} points of target {up if points >= 0 else down}"


def when(found: Followed) -> str:
    """When a difference worth knowing could be told, and what else it takes."""
    smallest = found.primary.honest.smallest if found.primary.honest else None
    said = (
        f"With what is here, a true difference under {smallest:.0f} points would mostly go unseen. "
        if smallest is not None
        else ""
    )
    seen = round(found.months_seen)
    if found.months_needed is None:
        said += (
            f"A difference of {WORTH_KNOWING:.0f} points cannot be told at all while one of the two answers "
            f"is never given after a bad {period(found)}."
        )
    elif found.months_needed <= found.months_seen:
        said += (
            f"A difference of {WORTH_KNOWING:.0f} points could be told with the {seen} months that are here."
        )
    else:
        said += (
            f"To tell a difference of {WORTH_KNOWING:.0f} points takes about {_about(found.months_needed)} "
            f"of notes and targets like these, or as many more reps; {seen} months are here."
        )
    if not next(check for check in found.checks if check.name == "enough").passed:
        said += " It takes leaders who give both answers: else the answer cannot be told from who gives it."
    return said


def comes_of_itself(found: Followed) -> str | None:
    """Bad periods without a note got better too: the counts behind the picture; None without any."""
    row = next(row for row in found.rows if row.answer == "none" and row.outcome == found.primary.outcome)
    if row.naive is None:
        return None
    each = period(found)
    return (
        f"After {row.n} bad {each}s nobody wrote a note, and the next {each} was {row.naive:+.0f} points as "
        f"well. A {each} is called bad for being low, some of that is bad luck, and luck does not last: what "
        f"follows a low {each} is higher, whatever anybody does. That is regression to the mean."
    )


def _counted(count: int, each: str) -> str:
    return f"{count} bad {each}" if count == 1 else f"{count} bad {each}s"


def _about(months: float) -> str:
    return f"{round(months)} months" if months < 48 else f"{round(months / 12)} years"
