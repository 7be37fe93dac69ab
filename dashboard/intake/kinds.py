"""Of what kind a file is: its header row, the table that it fits, the kind of its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dashboard.intake import shapes
from dashboard.intake.added import count_periods
from dashboard.intake.columns import Fit, Known, fit
from dashboard.intake.mapping import user_columns
from dashboard.intake.records import Record
from dashboard.intake.refusal import RefusalError
from dashboard.intake.vocabulary import TABLE_OF_KIND, compact, count_known, spellings, value_map, vocabulary

HEADER_WITHIN = 40
LEAST_OF_LABELS = 3
"""How many names of columns a line has at least that is a second header."""
NOTE_KINDS = {"people": "coaching_notes", "customers": "customer_notes", "peers": "peer_notes"}
ACTIVITY_KINDS = {
    "calls": r"call|dial|disposition|phone|voicemail|talk\w* ?time|ringing|anruf|telefon|\bappel|llamada",
    "emails": r"e-?mails?\b(?! address)|mailbox|mailing|\bopens\b|\bclicks\b|courriel",
    "meetings": r"meeting|attendee|invitee|organi[sz]er|show as|all ?day|calendar|event|\bhost\b|besprechung"
    r"|réunion|reunión",
}
"""What headers or the name of a file say where no column tells the kind of each row."""
LEADERS = r"manager|leader|coach|supervisor|chef|responsable|vorgesetzte|führungskraft"
FEW = 20
"""Rows that tell what a column is like."""


@dataclass(frozen=True)
class Header:
    """Names of columns, in one line or in two: groups above, columns below ("Group / Column")."""

    first_line: int
    line: int
    cells: tuple[str, ...]


def find_header(file: str, records: Sequence[Record], said: dict[str, Any]) -> Header:
    """The header of a file: the record whose cells are most like names of columns; Refusal where none is."""
    filled = [record for record in records if not record.is_blank]
    if line := said.get("header_row"):
        best = next((record for record in records if record.line == line), None)
        if best is None:
            raise RefusalError(
                f"{file} has no record that starts in line {line}, which the mapping gives as header_row."
            )
        return Header(line, line, tuple(best.cells))
    given = [[names] if isinstance(names, str) else names for names in said.get("columns", {}).values()]
    named = {compact(name) for names in given for name in names}
    best, most = None, 1
    for record in filled[:HEADER_WITHIN]:
        known = count_known(record.cells) + 2 * len(named & {compact(cell) for cell in record.cells})
        known += count_periods(record.cells) if known else 0
        # a form's first line has its questions
        known += sum(cell.rstrip().endswith("?") for cell in record.cells) if record is filled[0] else 0
        if known > most:
            best, most = record, known
    if best is None:
        first = " | ".join(filled[0].cells)[:80] if filled else "nothing"
        raise RefusalError(
            f"{file} has no line that looks like a header; it begins with: {first}. "
            "Name the columns in its first line, or say header_row and columns in a mapping file."
        )
    after = next((record for record in filled if record.line > best.line), best)
    if most >= 2 * LEAST_OF_LABELS and count_known(after.cells) >= max(LEAST_OF_LABELS, 0.6 * most):
        # keys of a system, and the labels that people know below them
        best = after
    for above, below in pairwise(filled[: HEADER_WITHIN + 1]):
        if best in (above, below) and _are_groups(above.cells, below.cells):
            return Header(above.line, below.line, _grouped(above.cells, below.cells))
    return Header(best.line, best.line, tuple(best.cells))


def _are_groups(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a merged cell of one line stands over names that differ in the next."""
    spans = [
        i for i in range(1, min(len(above), len(below))) if above[i].strip() and above[i] == above[i - 1]
    ]
    names = [cell for cell in below if cell.strip()]
    are_names = all(shapes.share([cell], shape) == 0 for cell in names for shape in ("date", "number"))
    return are_names and any(below[i].strip() and below[i] != below[i - 1] for i in spans)


def _grouped(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    pairs = zip([*above, *[""] * len(below)], below, strict=False)
    return tuple(f"{a} / {b}" if a.strip() and b.strip() and a != b else b or a for a, b in pairs)


def find_width(width: int, below: Sequence[Record]) -> int:
    """The header's width, or the rows' where nearly all have nameless cells more."""
    wider = [len(record.cells) for record in below if len(record.cells) > width]
    return wider[0] if wider and wider.count(wider[0]) > 0.9 * len(below) else width


def choose_table(
    file: str,
    header: tuple[str, ...],
    sample: Sequence[Sequence[str]],
    kind: str | None,
    said: dict[str, Any],
    known: Known,
) -> tuple[Fit | None, list[dict[str, Any]]]:
    """The table that a header fits best, None where it fits none or looks like something else."""
    if kind:
        fixed = user_columns(said, kind, header, file)
        return fit(TABLE_OF_KIND[kind], header, sample, fixed, known, is_told=True), []
    fits = []
    for table, spec in vocabulary()["tables"].items():
        named = [*said.get("columns", {}), *said.get("constants", {})]
        if all(name in spec["fields"] for name in named):
            a_kind = next(kind for kind, its in TABLE_OF_KIND.items() if its == table)
            fits.append(fit(table, header, sample, user_columns(said, a_kind, header, file), known))
    good = sorted((f for f in fits if f.is_enough), key=lambda f: -f.score)
    if good and (like := _like(header, good[0].table)):
        good = [f for f in good if f.table in like.get("rather", ())]
    if not good:
        return None, []
    if other := _may_be_other(good[0], header):
        kinds, told = [other, good[0].table], vocabulary()["tables"][good[0].table]["words"]
        asked = f"Are these {other.replace('_', ' ')}, written by a leader about a rep, or {told}?"
        return good[0], [question("kind", asked, kinds, f'kind = "{other}"')]
    questions = []
    if len(good) > 1 and good[1].score >= 0.95 * good[0].score:
        tables = [good[0].table, good[1].table]
        kinds = [next(kind for kind, its in TABLE_OF_KIND.items() if its == table) for table in tables]
        told = " or ".join(vocabulary()["tables"][table]["words"] for table in tables)
        questions.append(question("kind", f"Are these {told}?", kinds, f'kind = "{kinds[0]}"'))
    return good[0], questions


def _may_be_other(best: Fit, header: Sequence[str]) -> str | None:
    """The other kind that has the same columns, where no header makes the table evident."""
    spec = vocabulary()["tables"][best.table]
    if "or_else" not in spec or best.has_sign or "mood" in best.columns:
        return None
    is_evident = any(
        shapes.is_question(name) or re.search(spec["evident"], name, re.IGNORECASE) for name in header
    )
    return None if is_evident else spec["or_else"]


def choose_kind(
    best: Fit, file: str, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> tuple[str, list[dict[str, Any]]]:
    """The kind of the rows of a table, and the question where nothing tells it."""
    if best.table == "notes":
        return _kind_of_notes(best, header, sample)
    if best.table != "activities" or "kind" in best.columns:
        return next(kind for kind, table in TABLE_OF_KIND.items() if table == best.table), []
    # the address of a person says nothing of what they did
    names = [
        name
        for position, name in enumerate(header)
        if not any("@" in cells[position] for cells in sample[:FEW] if len(cells) > position)
    ]
    for told in (" ".join(names), Path(file).stem.replace("_", " ")):
        counts = {kind: len(re.findall(words, told, re.IGNORECASE)) for kind, words in ACTIVITY_KINDS.items()}
        if max(counts.values()) > sorted(counts.values())[-2]:
            return max(counts, key=counts.__getitem__), []
    kinds = list(ACTIVITY_KINDS)
    return kinds[0], [
        question("kind", "Are these calls, e-mails or meetings?", kinds, f'kind = "{kinds[0]}"')
    ]


def _kind_of_notes(
    best: Fit, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> tuple[str, list[dict[str, Any]]]:
    """The kind of notes; where they name neither a rep, a customer nor a team it is asked who the rep is."""
    known = value_map("relationship")
    for position in best.columns.get("relationship", ()):
        told = [known[value] for cells in sample if (value := cells[position - 1].strip().lower()) in known]
        if told:
            return NOTE_KINDS[max(known.values(), key=told.count)], []
    author = header[best.columns["author"][0] - 1] if "author" in best.columns else ""
    is_of_leader = re.search(LEADERS, author, re.IGNORECASE) or "session_kind" in best.columns
    if "rep" in best.columns and "account" in best.columns and not is_of_leader:
        asked = "Are these a leader's notes about the rep, or the rep's about the customer?"
        kinds = ["coaching_notes", "customer_notes"]
        return "coaching_notes", [question("kind", asked, kinds, f'kind = "{kinds[0]}"')]
    if "rep" in best.columns:
        return "coaching_notes", []
    if "other_team" in best.columns:
        return "peer_notes", []
    if "account" in best.columns and not is_of_leader:
        return "customer_notes", []
    taken = {position for positions in best.columns.values() for position in positions}
    names = [
        name
        for position, name in enumerate(header, start=1)
        if name.strip() and position not in taken and _are_names([cells[position - 1] for cells in sample])
    ]
    if names:
        asked = "Which column names the rep whom these notes are about?"
        return "coaching_notes", [
            question("rep", asked, names, f"columns.rep = {json.dumps(names[0], ensure_ascii=False)}")
        ]
    kinds = list(NOTE_KINDS.values())
    return "customer_notes", [question("kind", "Whom are these notes about?", kinds, f'kind = "{kinds[0]}"')]


def _are_names(cells: Sequence[str]) -> bool:
    """Whether cells may be names of people: short, without digits, some of them again and again."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    short = [cell for cell in filled if len(cell) <= 60 and not any(c.isdigit() for c in cell)]
    return bool(filled) and len(short) > 0.8 * len(filled) and (len(filled) < FEW or len(set(filled)) > 1)


def stranger(header: Sequence[str], table: str | None = None) -> str | None:
    """What a header looks like that resembles one of ours (the `table` that it fits) and is none."""
    like = _like(header, table)
    return like["words"] if like else None


def _like(header: Sequence[str], table: str | None) -> dict[str, Any] | None:
    words = {word for spelling in spellings(header) for word in spelling}
    for other in vocabulary()["strangers"].values():
        is_like = not table or table in other.get("instead_of", (table,))
        if is_like and len(words & set(other["headers"])) >= other["enough"]:
            return other
    return None


def what_it_is(file: str, header: Sequence[str]) -> str:
    """The sentence that refuses a file of no known kind."""
    looks = stranger(header)
    return (
        f"{file} is of no kind that Heard knows{f': it looks like {looks}' if looks else ''} "
        f"(its columns are {', '.join(h for h in header if h.strip())[:200]}). "
        "If it is of one, say its kind and columns in a mapping file."
    )


def question(field: str, question: str, candidates: list[str], mapping_line: str) -> dict[str, Any]:
    """Something that only the owner of a file knows, with the line of a mapping file that answers it."""
    return {"field": field, "question": question, "candidates": candidates, "mapping_line": mapping_line}
