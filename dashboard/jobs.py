"""What changes a workspace and takes longer than a page: imports, undo, settings; each tells progress."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import intake, sample
from dashboard.reader.codebook import CODES, OBSTACLE_TYPES
from dashboard.reading_job import Progress
from dashboard.warehouse import erase, publish, published, store, workspace
from dashboard.warehouse.settings import SETTINGS
from dashboard.warehouse.workspace import Workspace, user

GONE = "This sentence is not in the workspace any more, or is read otherwise now; load the page again."


def shown() -> Workspace:
    """What pages show: the chosen workspace, else the own one once it holds something, else the sample."""
    return workspace.shown(sample.fingerprint())


def make_ready(ws: Workspace, progress: Progress) -> None:
    """Before pages show a workspace: make the sample, or finish what a killed process left undone."""
    if ws.is_sample and not ws.published_marts():
        sample.make(ws, progress)
        return
    if erase.is_unfinished(ws):
        # a disk without room is no reason to show nothing; the next start tries again
        with suppress(erase.RewriteError):
            erase.finish(ws, progress)
    if publish.is_stale(ws):
        publish.publish(ws, progress)


def bring_in(
    ws: Workspace,
    paths: Sequence[Path],
    progress: Progress,
    kind: str | None = None,
    mapping: dict | Path | None = None,
) -> list[intake.Receipt]:
    """Import files, a transaction each, and publish; one receipt a file. Texts wait for `read_unread`."""
    receipts = intake.import_files(ws, paths, kind=kind, mapping=mapping, progress=_part(progress, 0, 0.8))
    if any(receipt.import_id is not None and not receipt.unchanged for receipt in receipts):
        publish.publish(ws, _part(progress, 0.8, 1))
    return receipts


def undo(ws: Workspace, import_id: int, progress: Progress) -> None:
    """Take an import back and publish what is left."""
    intake.undo_import(ws, import_id)
    publish.publish(ws, progress)


def settle_person(ws: Workspace, person: str, meant: str | None, progress: Progress) -> None:
    """Settle for good that a person whom no people file names is another (`meant`), or nobody else (None).

    Both are surrogate keys. Past and coming imports follow. LookupError where a key names nobody.
    """
    refs = published.run(ws, "data__person_refs", person=person)["ref"]
    meant_refs = published.run(ws, "data__person_refs", person=meant) if meant else None
    if refs.empty or (meant_refs is not None and meant_refs.empty):
        raise LookupError("This person is not in the workspace any more; load the page again.")
    person_ref = None if meant_refs is None else meant_refs["ref"].iloc[0]
    with store.writing(ws) as opened:
        for ref in refs:
            opened.run("store/settle_person", alias=ref, person_ref=person_ref, settled_by=user())
    publish.publish(ws, progress)


def unsettle_person(ws: Workspace, alias: str, progress: Progress) -> None:
    """Open again what was settled by hand about a way of naming somebody."""
    with store.writing(ws) as opened:
        opened.run("store/unsettle_person", alias=alias)
    publish.publish(ws, progress)


def erase_person(ws: Workspace, person: str, progress: Progress) -> dict[str, int]:
    """Delete a person's data for good (by surrogate key); how many rows went, by what they were.

    LookupError where the key names nobody, as after an earlier deletion.
    """
    make_ready(ws, progress)
    refs = published.run(ws, "data__person_refs", person=person)
    if refs.empty:
        raise LookupError("This person is not in the workspace any more; load the page again.")
    # an id that no file shows may still stand beside the name
    ways = sorted({*refs["ref"], *refs["person_id"]})
    return erase.erase(ws, ways, progress)


def act_on_obstacle(
    ws: Workspace, obstacle: str, act: str, progress: Progress, *,
    owner: str | None = None, due_on: date | None = None, words: str | None = None, into: str | None = None,
) -> None:  # fmt: skip
    """Keep what a person did about an obstacle (by key): own, date, note, close, reopen, or merge it `into`.

    It is tied to the latest mention, since threads get new numbers as files come in. LookupError where one of
    the two is not there any more, ValueError where something is missing.
    """
    needed = {"own": owner, "date": due_on, "note": words, "merge": into, "close": act, "reopen": act}
    if not needed[act]:
        raise ValueError(f"To {act} an obstacle takes a name, a day, a few words or another obstacle.")
    tied = _latest_mention(ws, obstacle)
    other = _latest_mention(ws, into) if into else dict.fromkeys(tied)
    with store.writing(ws, changes=["obstacle_acts"]) as opened:
        opened.run(
            "store/act_on_obstacle", person_ref=tied["person_ref"], text_key=tied["text_key"],
            position=tied["position"], mentioned_on=tied["mentioned_on"], act=act, owner=owner, due_on=due_on,
            words=words, into_text_key=other["text_key"], into_position=other["position"],
            into_mentioned_on=other["mentioned_on"], as_of=tied["now_on"], acted_by=user(),
        )  # fmt: skip
    publish.publish(ws, progress)


def take_back_act(ws: Workspace, act_id: int, progress: Progress) -> None:
    """Take back what a person did about an obstacle; it stays in its history. LookupError the second time."""
    with store.writing(ws, changes=["obstacle_acts"]) as opened:
        if opened.run("store/take_back_act", act_id=act_id, taken_back_by=user()).empty:
            raise LookupError("This was taken back before; load the page again.")
    publish.publish(ws, progress)


def correct_reading(
    ws: Workspace, written: str, start: int, progress: Progress, *, codes: Collection[str],
    obstacle_type: str | None = None,
) -> None:  # fmt: skip
    """Keep what a person says that a sentence earns: that of a note or check-in (by key) at `start`.

    It wins over every reading, wherever these words stand. LookupError where the sentence is not there any
    more, ValueError where a code or an obstacle type is none, or a type is missing.
    """
    if unknown := set(codes) - set(CODES):
        raise ValueError(f"{', '.join(sorted(unknown))}: no code of the codebook.")
    if ("obstacle" in codes) != (obstacle_type in OBSTACLE_TYPES):
        raise ValueError("An obstacle takes one of the types of the codebook, and nothing else takes one.")
    _correct(ws, written, _sentence(ws, written, start), progress, sorted(codes), obstacle_type)


def set_not_about(ws: Workspace, written: str, progress: Progress, *, start: int | None = None) -> None:
    """Keep that a note (by key) is not about whom it names, or only its sentence that begins at `start`."""
    if start is not None:
        _correct(ws, written, _sentence(ws, written, start), progress)
        return
    found = published.run(ws, "note__sentences", written=written)
    if found.empty:
        raise LookupError(GONE)
    whole = {"words_key": found["words_key"].iloc[0], "start": None, "end": None, "text": None}
    _correct(ws, written, whole, progress)


def take_back_correction(ws: Workspace, correction_id: int, progress: Progress) -> None:
    """Take back a correction; it stays in the history. LookupError the second time."""
    with store.writing(ws, changes=["corrections"]) as opened:
        if opened.run("store/take_back_correction", correction_id=correction_id, taken_back_by=user()).empty:
            raise LookupError("This was taken back before; load the page again.")
    publish.publish(ws, progress)


def _sentence(ws: Workspace, written: str, start: int) -> dict[str, Any]:
    found = published.run(ws, "note__sentences", written=written)
    found = found[found["start"].eq(start)]
    if found.empty:
        raise LookupError(GONE)
    return found.astype(object).iloc[0].to_dict()


def _correct(
    ws: Workspace, written: str, place: Mapping[str, Any], progress: Progress,
    codes: Collection[str] | None = None, obstacle_type: str | None = None,
) -> None:  # fmt: skip
    with store.writing(ws, changes=["corrections"]) as opened:
        opened.run(
            "store/correct", written_key=written, text_key=place["words_key"], start=place["start"],
            end=place["end"], sentence=place["text"], codes=codes, obstacle_type=obstacle_type,
            corrected_by=user(),
        )  # fmt: skip
    publish.publish(ws, progress)


def _latest_mention(ws: Workspace, obstacle: str) -> dict[str, Any]:
    found = published.run(ws, "obstacles__anchor", obstacle=obstacle)
    if found.empty:
        raise LookupError("This obstacle is not in the workspace any more; load the page again.")
    return found.astype(object).iloc[0].to_dict()


def change_setting(ws: Workspace, name: str, value: str, progress: Progress) -> None:
    """Set one setting and build the marts with it; LookupError or ValueError says why not."""
    if name not in (known := {setting.name: setting for setting in SETTINGS}):
        raise LookupError(f"There is no setting {name}. There are: {', '.join(known)}.")
    checked = known[name].checked(value.strip())
    with store.writing(ws, changes=["settings"]) as opened:
        if opened.settings()[name] == type(known[name].default)(checked):
            opened.leave_unchanged()
        else:
            opened.run("store/set_setting", name=name, value=checked)
    # a workspace into which nothing came yet stays unseen
    if ws.published_marts():
        publish.publish(ws, progress)


def settings(ws: Workspace) -> pd.DataFrame:
    """One row per setting, in their order: name, value in this workspace, default, sentence."""
    with store.writing(ws) as opened:
        opened.leave_unchanged()
        values = opened.settings()
    return pd.DataFrame(
        [(s.name, values[s.name], s.default, s.sentence) for s in SETTINGS],
        columns=["name", "value", "default", "sentence"],
    )


def _part(progress: Progress, start: float, end: float) -> Progress:
    return lambda share, words: progress(start + (end - start) * share, words)
