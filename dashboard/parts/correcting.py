"""Correcting a reading in its place: what a sentence earns, and whether it is about whom the note names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.parts import again, doing, words
from dashboard.parts.palette import THEME_COLOUR
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES

WRITES, CHOSEN, TOUCHED, DUE = "corrects", "correction_chosen", "corrected_here", "correction_due"
"""State: what writes; where something was just chosen, by note; the notes on which something was said; that

the page is still to be drawn with it."""

MEANWHILE = (
    "This sentence was changed meanwhile, or is not here any more; nothing was saved. See how it stands now, "
    "and choose again."
)
EXPLAINED = (
    "Choose what each sentence shows; a click is saved at once and counts wherever the same words stand. "
    "Definitions has the codebook."
)


@dataclass(frozen=True)
class Writes:
    """The jobs that keep what is said: `correct_reading`, `set_not_about`, `take_back_correction`."""

    correct: Callable[..., None]
    set_not_about: Callable[..., None]
    take_back: Callable[..., None]


@dataclass(frozen=True)
class Written:
    """A note or check-in: its key, where it stands (it may do so twice), whom it is about, what draws it.

    Nobody (`about` is None) for a check-in, which is its writer's.
    """

    key: str
    place: str
    about: str | None
    draw: Callable[[], None]
    drawer: again.Drawer | None


def by(correct: Callable[..., None], not_about: Callable[..., None], take_back: Callable[..., None]) -> None:
    """Say what writes corrections in this session; the whole page is about to be drawn."""
    st.session_state.pop(DUE, None)
    st.session_state[WRITES] = Writes(correct, not_about, take_back)


def was_touched(written: str) -> bool:
    """Whether something was said of a note or check-in in this session, so that rows read before are old."""
    return written in st.session_state.get(TOUCHED, ())


def said_of(written: str) -> pd.DataFrame:
    """What people said that stands and takes effect on a note or check-in: rows of `note__corrected`."""
    found = cached.rows("note__corrected")
    return found[found["written_key"].eq(written)]


def who(said: pd.DataFrame) -> None:
    """Badges that name who corrected a note, and who said that it is about nobody whom it names."""
    whole = said["is_not_about"] & said["start"].isna()
    for rows, label in ((said[~whole], "Corrected by"), (said[whole], "Not about whom it names, says")):
        if len(rows):
            names = words.listed([words.or_else(name, "somebody") for name in rows["corrected_by"].unique()])
            st.badge(words.plain(f"{label} {names}"), icon=":material/edit:", color="gray")


def button(at: Written) -> None:
    """The quiet button that opens and closes the correcting of a note or check-in."""
    is_open = _is_open(at)
    st.button(
        "Done" if is_open else "Correct", key=f"correct_{at.place}", type="tertiary", wrap=False,
        icon=":material/check:" if is_open else ":material/edit:", on_click=_turn, args=(at,),
    )  # fmt: skip


def show(at: Written) -> None:
    """Under a note or check-in, once it is asked for: its sentences with what each earns, to be changed."""
    if _is_open(at):
        _open(at)
    else:
        st.session_state.get(CHOSEN, {}).pop(at.place, None)
    if st.session_state.pop(DUE, False):
        again.draw_anew(at.drawer, at.key, at.draw)


def _open(at: Written) -> None:
    said, sentences = said_of(at.key), cached.rows("note__sentences", written=at.key)
    whole = said[said["is_not_about"] & said["start"].isna()]
    with st.container(border=True, key=f"correcting_{at.place}"):
        if len(whole):
            _taken_back(at, whole.iloc[0], "Not about whom it names", None)
        elif sentences.empty:
            st.info("Nothing was read in these words, so there is nothing to correct.")
        else:
            st.caption(EXPLAINED)
            for row in sentences.itertuples():
                _sentence(at, row, said)
                if at.about and len(sentences) > 1 and pd.isna(row.not_about_id):
                    _not_about(at, "Not about", int(row.start))
            if at.about:
                _not_about(at, "The whole note is not about", None)
        if st.session_state.get(CHOSEN, {}).pop(at.place, None):
            st.warning(MEANWHILE)


def _sentence(at: Written, row: Any, said: pd.DataFrame) -> None:
    st.text(row.text)
    if pd.isna(row.not_about_id):
        _codes(at, row)
        if row.is_stock_phrase:
            st.caption("Said before by its author: it earns no understanding and no care.")
    for each in said[said["correction_id"].isin([row.correction_id, row.not_about_id])].itertuples():
        if each.is_not_about or pd.isna(row.not_about_id):
            _taken_back(at, each, f"Not about {at.about}" if each.is_not_about else "Corrected", row.start)


def _codes(at: Written, row: Any) -> None:
    """What a sentence earns, as pills, and the type of an obstacle, which is waited for."""
    known = row.obstacle_type if isinstance(row.obstacle_type, str) else None
    earned = tuple(code for code in CODES if code in row.codes)
    seen = _seen(f"{at.place}_{row.start}", earned, known)
    chosen = st.pills(
        "What it shows", list(CODES), default=seen.first, selection_mode="multi", format_func=_label,
        key=f"codes_{seen.place}", label_visibility="collapsed", on_change=_choose,
        args=(at.place, seen.place),
    )  # fmt: skip
    kind = None
    if "obstacle" in chosen:
        kinds = list(OBSTACLE_TYPES)
        kind = st.selectbox(
            "What stands in the way?", kinds, index=kinds.index(seen.first_kind) if seen.first_kind else None,
            format_func=lambda name: OBSTACLE_TYPES[name].label, key=f"type_{seen.place}", width=320,
            placeholder="Choose, and it is saved", on_change=_choose, args=(at.place, seen.place),
        )  # fmt: skip
    if st.session_state.get(CHOSEN, {}).get(at.place) != seen.place:
        return
    del st.session_state[CHOSEN][at.place]
    said = tuple(code for code in CODES if code in chosen)
    is_whole = "obstacle" not in said or kind is not None
    if is_whole and (said, kind) != (earned, known):
        st.session_state[f"seen_{at.place}_{row.start}"] = replace(seen, codes=said, kind=kind)
        _write(at, "correct", at.key, int(row.start), codes=said, obstacle_type=kind)


@dataclass(frozen=True)
class Seen:
    """What this session last saw or said of a sentence, and the widgets with their first choices.

    What somebody else said meanwhile makes other widgets, so that no choice is held against what it was not;
    what is said here leaves them, so that a click while it is saved is not lost.
    """

    codes: tuple[str, ...]
    kind: str | None
    place: str
    first: tuple[str, ...]
    first_kind: str | None


def _seen(sentence: str, codes: tuple[str, ...], kind: str | None) -> Seen:
    kept = st.session_state.get(f"seen_{sentence}")
    is_shown = kept is not None and f"codes_{kept.place}" in st.session_state
    if not is_shown or (kept.codes, kept.kind) != (codes, kind):
        turn = 0 if kept is None else int(kept.place.rpartition("_")[2]) + 1
        kept = Seen(codes, kind, f"{sentence}_{turn}", codes, kind)
        st.session_state[f"seen_{sentence}"] = kept
    return kept


def _not_about(at: Written, words_before: str, start: int | None) -> None:
    if st.button(
        f"{words_before} {words.plain(at.about)}", key=f"not_about_{at.place}_{start}", type="tertiary",
        icon=":material/person_off:", wrap=False,
    ):  # fmt: skip
        _write(at, "set_not_about", at.key, start=start, is_leaving=start is None)


def _taken_back(at: Written, correction: Any, what: str, start: int | None) -> None:
    """Who said it and when, and the button that takes it back; `start`: of the sentence."""
    by_whom, on = words.or_else(correction.corrected_by, "somebody"), words.day(correction.corrected_at)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"{what}: {by_whom}, {on}", width="content")
        is_pressed = st.button(
            "Take back", key=f"take_back_{at.place}_{correction.correction_id}_{start}", type="tertiary",
            icon=":material/undo:", wrap=False,
        )  # fmt: skip
    if is_pressed:
        _write(at, "take_back", int(correction.correction_id))


def _write(at: Written, name: str, /, *place: Any, is_leaving: bool = False, **said: Any) -> None:
    """Keep what was said, and draw the whole page with what follows; a note that leaves it is opened."""
    write = getattr(st.session_state[WRITES], name)
    # a click meanwhile draws this note alone first
    st.session_state[DUE] = True
    st.session_state[TOUCHED] = st.session_state.get(TOUCHED, frozenset()) | {at.key}
    if doing.attempt(lambda: doing.unbroken(lambda told: write(cached.workspace(), *place, told, **said))):
        if is_leaving and at.drawer is None:
            st.query_params["note"] = at.key
        again.draw_anew(at.drawer, at.key, at.draw)
    del st.session_state[DUE]


def _label(code: str) -> str:
    return f":{THEME_COLOUR[CODES[code].group]}[{CODES[code].label}]"


def _is_open(at: Written) -> bool:
    return st.session_state.get(f"correcting_{at.key}_is_open", False)


def _turn(at: Written) -> None:
    st.session_state[f"correcting_{at.key}_is_open"] = not _is_open(at)


def _choose(place: str, widgets: str) -> None:
    st.session_state.setdefault(CHOSEN, {})[place] = widgets
