"""Notes as evidence: the words as they were written, each coded sentence marked and named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from dashboard.parts.palette import palette
from dashboard.reader.codebook import CODES, LEVELS, OBSTACLE_TYPES

GROUPS = tuple(LEVELS)

BESIDE = {"is_corrected": "corrected", "is_stock_phrase": "said before: earns nothing"}
"""What a mark may be besides its codes -> the words that say so."""

NOTE_STYLE = (
    "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.75;border-left:3px solid {rule};"
    "padding:0.1rem 0 0.1rem 0.9rem;margin:0"
)
MARK_STYLE = "background:{tint};color:{ink};padding:0.1em 0.15em;border-bottom:2px solid {line}"
LABEL_STYLE = (
    "display:inline-block;font-size:0.72em;line-height:1.35;font-weight:600;color:{ink};background:{tint};"
    "border:1px solid {line};border-radius:0.25rem;padding:0 0.35em;margin:0 0.15em 0 "
    "0.25em;white-space:nowrap"
)


def note(text: str, marks: Iterable[Mapping[str, Any]]) -> None:
    """Show a note's text with its coded sentences marked; the one place of the product that writes HTML."""
    st.html(marked(text, marks))


def marked(text: str, marks: Iterable[Mapping[str, Any]]) -> str:
    """HTML of a note: the text escaped, coded sentences in the colour of their group with their names.

    A mark has start and end (offsets into `text`), codes (names), obstacle_type (or None) and words (starts
    and ends of those that spoke for a code, in turn): these stand bold. It may have is_corrected
    and is_stock_phrase.
    """
    parts, position = [], 0
    for mark in sorted(marks, key=lambda mark: mark["start"]):
        start, end = int(mark["start"]), int(mark["end"])
        if len(mark["codes"]) == 0 or start < position:
            continue
        sentence = _bold(text, start, end, mark["words"])
        parts += [escape(text[position:start]), _mark(sentence, mark)]
        position = end
    parts.append(escape(text[position:]))
    return f'<div style="{NOTE_STYLE.format(rule=_both("rule"))}">{"".join(parts)}</div>'


def names_of(codes: Iterable[str], obstacle_type: str | None) -> list[tuple[str, str]]:
    """(name, group) of each code in the order of the groups: "push", "obstacle: tools"."""
    found = sorted((CODES[code] for code in codes), key=lambda code: GROUPS.index(code.group))
    type_label = OBSTACLE_TYPES[obstacle_type].label.lower() if obstacle_type else None
    return [
        (
            f"obstacle: {type_label}" if code.name == "obstacle" and type_label else code.label.lower(),
            code.group,
        )
        for code in found
    ]


def _bold(text: str, start: int, end: int, places: Sequence[int]) -> str:
    """HTML of a sentence, escaped, with the words at these places bold."""
    parts, position = [], start
    for first, last in sorted(set(zip(places[::2], places[1::2], strict=True))):
        if position <= first < last <= end:
            parts += [escape(text[position:first]), f"<b>{escape(text[first:last])}</b>"]
            position = last
    return "".join([*parts, escape(text[position:end])])


def _mark(sentence: str, mark: Mapping[str, Any]) -> str:
    names = names_of(mark["codes"], mark["obstacle_type"])
    said = [(name, _colours(group)) for name, group in names]
    said += [(words, _colours("neither")) for flag, words in BESIDE.items() if mark.get(flag)]
    labels = "".join(
        f'<span style="{LABEL_STYLE.format(**colours)}">{escape(words)}</span>' for words, colours in said
    )
    return f'<mark style="{MARK_STYLE.format(**_colours(names[0][1]))}">{sentence}</mark>{labels}'


def _colours(group: str) -> dict[str, str]:
    return {shade: _both(shade, group) for shade in ("line", "tint", "ink")}


def _both(shade: str, group: str | None = None) -> str:
    """A colour that follows the theme without a rerun, by the page's own colour-scheme."""
    found = [getattr(palette(theme), shade) for theme in ("light", "dark")]
    light, dark = (colours[group] if group else colours for colours in found)
    return f"light-dark({light},{dark})"
