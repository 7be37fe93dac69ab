"""What became of files: in words, in a line, as JSON, as an exit status."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard.commands.terminal import DONE, QUESTION, REFUSED
from dashboard.intake import Preview, Receipt


def status(receipts: Sequence[Receipt]) -> int:
    """Refused when a file was, or had no row to accept; else a question when one is open; else done."""
    if any(receipt.refusal or (receipt.rejected and not receipt.accepted) for receipt in receipts):
        return REFUSED
    return QUESTION if any(receipt.questions for receipt in receipts) else DONE


def as_json(objects: list[dict[str, Any]]) -> str:
    return json.dumps(objects, indent=1, ensure_ascii=False, default=str)


def in_words(receipt: Receipt) -> str:
    """What became of a file, in a few lines for a terminal."""
    if receipt.refusal:
        return receipt.refusal
    if receipt.questions:
        intro = (
            "nothing was stored, for a question is open. Put an answer into a file and pass it as --mapping:"
        )
        return "\n".join([f"{receipt.file}: {intro}", *_asked(receipt)])
    reasons = Counter(row["reason"] for row in receipt.rejected_rows)
    known = ", known already: nothing changed" * receipt.unchanged
    lines = [f"{receipt.file}: {receipt.kind}, {_counts(receipt)}{known}."]
    return "\n".join(lines + [f"  {reason}: {number}" for reason, number in sorted(reasons.items())])


def in_a_line(receipt: Receipt) -> str:
    """What became of a file, for a log."""
    if receipt.refusal:
        said = receipt.refusal
    elif receipt.questions:
        asked = " ".join(question["question"] for question in receipt.questions)
        said = f"{receipt.file}: nothing was stored, for a question is open. {asked}"
    elif receipt.unchanged:
        said = f"{receipt.file}: {receipt.kind}, known already: nothing changed."
    else:
        said = f"{receipt.file}: {receipt.kind}, {_counts(receipt)}."
    return " ".join(said.split())


def foretold(preview: Preview) -> str:
    """What importing a file would do: kind, columns, counts, reasons, questions."""
    receipt = preview.receipt
    if receipt.refusal:
        return receipt.refusal
    if receipt.unchanged:
        return f"{receipt.file}: {receipt.kind}, known already: nothing would change."
    lines = [f"{receipt.file}: {receipt.kind}, {_counts(receipt)}."]
    if preview.news and receipt.accepted:
        new, changed, same = (preview.news[f"count_{what}"] for what in ("new", "changed", "same"))
        lines.append(f"  {new} rows new, {changed} changed, {same} as imported before")
    for name, column in receipt.columns.items():
        lines.append(f"  {name} <- {column if isinstance(column, str) else ' + '.join(column)}")
    for row in preview.reasons.itertuples():
        fate = "left out on purpose" if row.is_left_out else "to mend"
        lines.append(f"  {row.reason}: {row.count_rows}, {fate}, first in line {row.first_line}")
    if receipt.questions:
        lines += ["  A question is open; an answer goes into a file for --mapping:", *_asked(receipt)]
    return "\n".join(lines)


def foretold_json(preview: Preview) -> dict[str, Any]:
    """The receipt that an import would give, with its reasons counted."""
    reasons = preview.reasons.to_dict("records")
    news = {name: int(count) for name, count in preview.news.items()}
    return {**preview.receipt.as_json(), "reasons": reasons, "news": news, "dry_run": True}


def _counts(receipt: Receipt) -> str:
    return f"{receipt.accepted} rows accepted, {receipt.rejected} rejected, {receipt.ignored} ignored"


def _asked(receipt: Receipt) -> list[str]:
    return [f"  {question['question']}\n    {question['mapping_line']}" for question in receipt.questions]
