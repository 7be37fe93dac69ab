"""How often the reader agrees with people: precision, recall, F1 and kappa on labelled notes.

Two ways: on the sentences that people marked (`given`), and on the reader's own sentences (`end_to_end`).
"""

from collections.abc import Sequence
from pathlib import Path

from .certainty import SURE
from .codebook import CODES, HEARD_STANCES, OBSTACLE_TYPES, REPLACED_STANCES, STANCES
from .labelled import LabelledNote, LabelledSentence, labelled_notes
from .measures import agreement, macro_f1, micro_f1
from .model import shipped_model
from .reading import Reading, Sentence, stance_from
from .sentences import split

Pair = tuple[LabelledSentence | None, Sentence | None]


def evaluate_files(paths: Sequence[Path | str]) -> dict:
    """Measures of the shipped reader on labelled files; ValueError names file and line of a bad line."""
    notes = labelled_notes(paths)
    given = shipped_model().read([(note.text, note.relationship, note.spans) for note in notes])
    own = shipped_model().read([(note.text, note.relationship, split(note.text)) for note in notes])
    return report(notes, given, own)


def report(notes: Sequence[LabelledNote], given: Sequence[Reading], own: Sequence[Reading]) -> dict:
    """Measures of readings of `notes`: of their given sentences, and of the reader's own."""
    marked = sum(len(note.sentences) for note in notes)
    found = sum(
        len({(sentence.start, sentence.end) for sentence in reading.sentences} & set(note.spans))
        for note, reading in zip(notes, own, strict=True)
    )
    return {
        "notes": len(notes),
        "sentences": marked,
        "share_of_sentences_split_alike": found / marked if marked else None,
        "given": _measures(notes, given),
        "end_to_end": _measures(notes, own),
    }


def pairs_by_overlap(note: LabelledNote, coded: Sequence[Sentence]) -> list[Pair]:
    """Each marked sentence beside the read sentence that shares most characters with it.

    A code is found when that read sentence has it. A read sentence that is beside no marked one stands
    alone at the end, so that its codes count as false.
    """
    pairs, used = [], set()
    for marked in note.sentences:
        shared = [min(marked.end, read.end) - max(marked.start, read.start) for read in coded]
        best = max(range(len(coded)), key=shared.__getitem__, default=None)
        if best is None or shared[best] <= 0:
            pairs.append((marked, None))
        else:
            pairs.append((marked, coded[best]))
            used.add(best)
    return pairs + [(None, read) for i, read in enumerate(coded) if i not in used]


def _measures(notes: Sequence[LabelledNote], readings: Sequence[Reading]) -> dict:
    by_note = [
        pairs_by_overlap(note, reading.sentences) for note, reading in zip(notes, readings, strict=True)
    ]
    pairs = [pair for found in by_note for pair in found]
    codes = {name: agreement([(_has(a, name), _has(b, name)) for a, b in pairs]) for name in CODES}
    types = {
        name: agreement([(_type(a) == name, _type(b) == name) for a, b in pairs]) for name in OBSTACLE_TYPES
    }
    both = [(_type(a), _type(b)) for a, b in pairs if _has(a, "obstacle") and _has(b, "obstacle")]
    judged = [
        (stance_from(note.sentences, note.relationship)[-1], reading.stance, reading.certainty == SURE)
        for note, reading in zip(notes, readings, strict=True)
        if note.relationship != "self"
    ]
    return {
        "micro_f1": micro_f1(codes.values()),
        "macro_f1": macro_f1(codes.values()),
        "micro_f1_by_relationship": _micro_f1_by("relationship", notes, by_note),
        "micro_f1_by_writer": _micro_f1_by("writer", notes, by_note),
        "codes": codes,
        "obstacle_types": types,
        "obstacle_type_right": sum(a == b for a, b in both) / len(both) if both else None,
        **stance_measures([(marked, read) for marked, read, _ in judged]),
        "replaced_and_sure": agreement(
            [(a in REPLACED_STANCES, b in REPLACED_STANCES and sure) for a, b, sure in judged]
        ),
        "stance_and_sure": agreement([(a == b, sure) for a, b, sure in judged]),
    }


def stance_measures(stances: Sequence[tuple[str, str]]) -> dict:
    """Measures of (marked, read) stances of notes."""
    return {
        "stances": {name: agreement([(a == name, b == name) for a, b in stances]) for name in STANCES},
        "stance_right": sum(a == b for a, b in stances) / len(stances) if stances else None,
        "replaced": agreement([(a in REPLACED_STANCES, b in REPLACED_STANCES) for a, b in stances]),
        "heard": agreement([(a in HEARD_STANCES, b in HEARD_STANCES) for a, b in stances]),
    }


def _micro_f1_by(field: str, notes: Sequence[LabelledNote], by_note) -> dict[str, float | None]:
    """Micro F1 of the codes for each value of a field of the notes."""
    result = {}
    for value in dict.fromkeys(getattr(note, field) for note in notes):
        pairs = [
            pair
            for note, found in zip(notes, by_note, strict=True)
            if getattr(note, field) == value
            for pair in found
        ]
        result[value] = micro_f1(
            agreement([(_has(a, name), _has(b, name)) for a, b in pairs]) for name in CODES
        )
    return result


def _has(sentence: LabelledSentence | Sentence | None, code: str) -> bool:
    return sentence is not None and code in sentence.codes


def _type(sentence: LabelledSentence | Sentence | None) -> str | None:
    return sentence.obstacle_type if sentence is not None else None


def as_table(measured: dict) -> str:
    """The report as text in columns, as the command line prints it."""
    given, own = measured["given"], measured["end_to_end"]
    alike = _percent(measured["share_of_sentences_split_alike"])
    lines = [
        f"{measured['notes']} notes, {measured['sentences']} sentences, {alike} of them split as people did",
        "",
        f"{'':<24}{'given sentences':>32}{'':4}{'own sentences':>32}{'':>9}",
        f"{'':<24}" + 2 * f"{'precision':>10}{'recall':>8}{'F1':>7}{'kappa':>7}{'':4}" + f"{'number':>5}",
    ]
    for title, key in (("Codes", "codes"), ("Obstacle types", "obstacle_types"), ("Stances", "stances")):
        lines += ["", title, *(_line(name, row, own[key][name]) for name, row in given[key].items())]
    whole = ("replaced", "replaced_and_sure", "heard", "stance_and_sure")
    lines += ["", "Whole notes", *(_line(key, given[key], own[key]) for key in whole), ""]
    for label, key in (
        ("Codes, micro F1", "micro_f1"),
        ("Codes, macro F1", "macro_f1"),
        ("Obstacle type right", "obstacle_type_right"),
        ("Stance right", "stance_right"),
    ):
        lines.append(f"{label:<24}given {_figure(given[key])}, own {_figure(own[key])}")
    for key in ("micro_f1_by_relationship", "micro_f1_by_writer"):
        lines.append("")
        for name, value in given[key].items():
            both = f"given {_figure(value)}, own {_figure(own[key][name])}"
            lines.append(f"{'Micro F1, ' + name:<32}{both}")
    return "\n".join(lines) + "\n"


def _line(name: str, given: dict, own: dict) -> str:
    widths = {"precision": 10, "recall": 8, "f1": 7, "kappa": 7}
    columns = "".join(
        "".join(f"{_figure(row[key]):>{width}}" for key, width in widths.items()) + 4 * " "
        for row in (given, own)
    )
    return f"{name:<24}{columns}{given['number']:>6}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}%"
