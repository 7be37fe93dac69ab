"""Which formats the dates of a column have; SQL types them with `try_strptime` and these formats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_ZONE = re.compile(
    r"(?<=:)(?P<rest>\d\d(?:[.,]\d+)?(?:\s*[ap]\.?m\.?)?)\s*"
    r"(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?|UTC|GMT|EST|EDT|PST|PDT|CEST|CET|MESZ|MEZ|BST)$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_NAMED = (
    (re.compile(r"\d{1,2}-[a-z]{3}-(\d{4}|\d\d)", re.IGNORECASE), "%d-%b-{year}"),
    (re.compile(r"\d{1,2} [a-z]{3} (\d{4}|\d\d)", re.IGNORECASE), "%d %b {year}"),
    (re.compile(r"[a-z]{3} \d{1,2}, (\d{4})", re.IGNORECASE), "%b %d, {year}"),
    (re.compile(r"\d{1,2} [a-z]{4,9} (\d{4})", re.IGNORECASE), "%d %B {year}"),
    (re.compile(r"[a-z]{4,9} \d{1,2}, (\d{4})", re.IGNORECASE), "%B %d, {year}"),
)
_TIME = re.compile(r"(\d{1,2}):(\d{1,2})(:\d{1,2}(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_SERIAL = re.compile(r"\d{1,5}(?:[.,]\d+)?")
_SPLIT = re.compile(r"^(?P<day>.*?)(?:(?:[T\s]|,\s*)(?P<time>\d{1,2}:.*))?$", re.DOTALL)

PERIOD = re.compile(
    r"(?:FY\s?\d\d(?:\d\d)?\s?)?[QH][1-4](?:\s?[-/ ]?\s?(?:FY)?\s?\d\d(?:\d\d)?)?|"
    r"\d{4}[- /]?[QH][1-4]|\d{4}-\d\d|\d{4}|[a-z]{3,9}\.? \d{4}",
    re.IGNORECASE,
)
"""A quarter, half, month or year in words."""

ZONES = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "EST": "America/New_York", "EDT": "America/New_York",
    "ET": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles", "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "BST": "Europe/London",
}  # fmt: skip
"""What a zone in a header stands for: whoever writes "(EST)" above a column means New York's clock."""

LONGEST = 50
"""Characters that a date in words has at most."""

ORDERS = {"dmy": "day first", "mdy": "month first"}
FALLBACKS = {
    "ymd": ("%Y-%m-%d", "%Y/%m/%d"),
    "dmy": ("%d.%m.%y", "%d.%m.%Y", "%d/%m/%y", "%d/%m/%Y", "%d-%m-%Y"),
    "mdy": ("%m/%d/%y", "%m/%d/%Y", "%m-%d-%Y", "%d.%m.%Y"),
}
TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")


_MONTHS = {
    "Jan": "januar jänner janvier enero ene gennaio janeiro",
    "Feb": "februar feber février févr fevr febrero febbraio", "Mar": "märz mrz maerz mars marzo",
    "Apr": "avril avr abril abr aprile", "May": "mai mayo maggio maio", "Jun": "juni juin junio giugno",
    "Jul": "juli juillet juil julio luglio", "Aug": "août aout agosto ago",
    "Sep": "septembre septiembre setiembre settembre sept", "Oct": "oktober okt octobre octubre ottobre",
    "Nov": "novembre noviembre", "Dec": "dezember dez décembre déc diciembre dic dicembre",
}  # fmt: skip
_ENGLISH = {word: english for english, words in _MONTHS.items() for word in words.split()}
_NAMES = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_MONTH = re.compile(rf"(?<![^\W_])(?:{_NAMES})(?![^\W_])\.?", re.IGNORECASE)
_HOURS = re.compile(r"(?:^|(?<=\s))([01]?\d|2[0-3])\s?h\s?([0-5]\d)?$", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"(?<=\d)(?:\s*([ap])\.\s?m\.?|([ap])m)(?=\s|$)", re.IGNORECASE)
_YEAR = r"(?P<year>(?:20)?\d\d)"
_ORDINAL = r"\s*(?:\.|er|re|ère|e|º|°|o)?\s*"
_SPANS = [
    re.compile(form.replace("SPAN", span), re.IGNORECASE)
    for span in (r"(?P<q>t|q|trim\w*|quart\w*)", r"(?P<h>s|h|sem\w*|halbjahr|hj)")
    for form in (
        rf"(?P<number>[1-4]){_ORDINAL}SPAN[\s./-]*(?:de\w*\s+)?{_YEAR}",
        rf"SPAN\.?\s*(?P<number>[1-4])[\s./-]*(?:de\w*\s+)?{_YEAR}",
        rf"{_YEAR}[\s./-]*SPAN\s*(?P<number>[1-4])",
        rf"{_YEAR}[\s./-]*(?P<number>[1-4]){_ORDINAL}SPAN",
    )
]


def in_english(cell: str) -> str:
    """Months and quarters of other languages: "3T 2025" -> "Q3 2025", "2. März 2026" -> "2 Mar 2026".

    Times as people write them: "Jan 2, 2026 at 9:05am", "9:05 a.m.", "2.1.2026 um 9:05 Uhr", "9h05".
    """
    text = cell.strip()
    if len(text) > LONGEST or not any(c.isalpha() for c in text):
        return cell
    text = _HOURS.sub(lambda match: f"{match[1]}:{match[2] or '00'}", text)
    if ":" in text:
        text = re.sub(r"\s+(?:at|um|à|a las|om)\s+(?=\d{1,2}:\d\d)", " ", text, flags=re.IGNORECASE)
        text = re.sub(r"(?<=\d)\s*(?:uhr|heures)$", "", text, flags=re.IGNORECASE)
        text = _HALF_OF_DAY.sub(lambda match: f" {(match[1] or match[2]).upper()}M", text)
        cell = text if text != cell.strip() else cell
    if match := next((m for span in _SPANS if (m := span.fullmatch(text))), None):
        letter = "Q" if "q" in match.re.groupindex else "H"
        return (
            f"{letter}{match['number']} {match['year'] if len(match['year']) == 4 else '20' + match['year']}"
        )
    if (month := _MONTH.search(text)) is None:
        return cell
    before, after = text[: month.start()], text[month.end() :]
    before = re.sub(r"(?:^|(?<=\s))(\d{1,2})(?:\.|er|º|°)?\s*(?:de\s+)?$", r"\1 ", before)
    after = re.sub(r"^\s+(?:de|del)\s+", " ", after)
    return f"{before}{_ENGLISH[month[0].rstrip('.').lower()]}{after}"


def is_time_of_day(cell: str) -> bool:
    """Whether a cell is a time without a day: "9:05", "09:05:00 PM", "9h05"."""
    match = _TIME.fullmatch(bare(in_english(cell))[0])
    return match is not None and int(match[1]) < 24 and int(match[2]) < 60


def bare(cell: str) -> tuple[str, str]:
    """A date without weekday and zone, and the zone as it is written ('' where there is none)."""
    text = _WEEKDAY.sub("", re.sub(r"\s+", " ", cell).strip())
    match = _ZONE.search(text)
    return (text[: match.end("rest")], match["zone"]) if match else (text, "")


def zone_of(header: str) -> str | None:
    """The zone that a header names for the times below it: "Start (EST)", "Time [Asia/Tokyo]", "... UTC"."""
    if re.search(r"\butc\b(?!\s*[+-]\d)", header, re.IGNORECASE):
        return "UTC"
    match = re.search(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$", header)
    word = match[1] if match else header.split()[-1] if header.split() else ""
    if offset := re.fullmatch(r"(?:UTC|GMT)\s?([+-])(\d{1,2})(?::?00)?", word):
        return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"
    if word in ZONES and (match or len(word) > 2):
        return ZONES[word]
    return word if re.fullmatch(r"[A-Z]\w+(?:/[A-Z]\w+)+", word) and word in available_timezones() else None


def order_of(cell: str) -> str | None:
    """'ymd', 'dmy' or 'mdy' where the value decides it, 'either' where it does not, None for no such date."""
    match = _NUMBERS.match(bare(cell)[0])
    if not match:
        return None
    first, separator, second, _ = match.groups()
    if len(first) == 4:
        return "ymd"
    if separator == "." or int(first) > 12:
        return "dmy" if int(second) <= 12 and int(first) <= 31 else None
    if int(second) > 12:
        return "mdy" if int(second) <= 31 else None
    return "either"


def format_of(cell: str, order: str = "dmy") -> str | None:
    """The `strptime` format of a date, with `order` where the value leaves it open; None for no date."""
    match = _SPLIT.match(bare(in_english(cell))[0])
    day = _day_format(match["day"].rstrip(","), order)
    if day is None or not match["time"]:
        return day
    time = _TIME.fullmatch(match["time"])
    if not time:
        return None
    seconds = ":%S" if time[3] else ""
    return f"{day} %I:%M{seconds} %p" if time[4] else f"{day} %H:%M{seconds}"


def day_of_month(cell: str, known: Sequence[str]) -> int | None:
    """The day of a date that has one of the known formats."""
    text = bare(in_english(cell))[0].replace("T", " ")
    for name in known:
        try:
            return datetime.strptime(text, name).day  # noqa: DTZ007
        except ValueError:
            continue
    return None


def are_serials(cells: Sequence[str], least: float = 20_000, most: float = 60_000) -> bool:
    """Whether all filled cells are days as Excel counts them, since 1899-12-30, or moments as Unix does."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and (
        all(_EPOCH.fullmatch(cell) for cell in filled)
        or all(_SERIAL.fullmatch(cell) and least <= float(cell.replace(",", ".")) < most for cell in filled)
    )


def of_serial(cell: str) -> str:
    """As Excel counts days: 46083.5 -> 2026-03-02 12:00:00, 46083.0 -> 2026-03-02, 0.25 -> 06:00:00.

    As Unix counts seconds or milliseconds since 1970: 1772452800000 -> 2026-03-02 12:00:00Z.
    """
    if _EPOCH.fullmatch(cell.strip()):
        seconds = int(cell.strip()[:10])
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    if not _SERIAL.fullmatch(cell.strip()):
        return cell
    days = float(cell.replace(",", "."))
    moment = datetime(1899, 12, 30) + timedelta(seconds=round(days * 86_400))  # noqa: DTZ001
    if days < 1:
        return moment.strftime("%H:%M:%S")
    return moment.strftime("%Y-%m-%d" if days.is_integer() else "%Y-%m-%d %H:%M:%S")


def formats(cells: Iterable[str], order: str) -> list[str]:
    """Formats to try, those that the cells have first; never a format of another order."""
    seen = Counter(found for cell in cells if (found := format_of(cell, order)))
    usable = [name for name, _ in seen.most_common() if not _is_of_other_order(name, order)]
    days = FALLBACKS["ymd"] + FALLBACKS.get(order, ())
    return list(dict.fromkeys([*usable, *(day + time for day in days for time in TIMES)]))


def _is_of_other_order(name: str, order: str) -> bool:
    return name.startswith(("%d/%m", "%d-%m") if order == "mdy" else ("%m/%d", "%m-%d"))


def _day_format(day: str, order: str) -> str | None:
    for pattern, name in _NAMED:
        if match := pattern.fullmatch(day):
            return name.format(year="%Y" if len(match[1]) == 4 else "%y")
    match = _NUMBERS.fullmatch(day)
    if not match:
        return "%Y%m%d" if re.fullmatch(r"20[0-4]\d(0[1-9]|1[0-2])[0-3]\d", day) else None
    first, separator, _, third = match.groups()
    if len(first) == 4:
        return f"%Y{separator}%m{separator}%d" if len(third) <= 2 else None
    if len(third) not in (2, 4) or len(first) > 2:
        return None
    decided = order_of(day)
    order = order if decided == "either" else decided or order
    pair = ("%m", "%d") if order == "mdy" else ("%d", "%m")
    return f"{pair[0]}{separator}{pair[1]}{separator}{'%Y' if len(third) == 4 else '%y'}"
