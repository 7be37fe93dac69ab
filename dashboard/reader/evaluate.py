"""How often the reader agrees with people: precision, recall, F1 and kappa on labelled notes.

Two ways: on the sentences that people marked (`given`), and on the reader's own sentences (`end_to_end`).
"""

from collections.abc import Sequence
from pathlib import Path

from .codebook import CODES, HEARD_STANCES, OBSTACLE_TYPES, REPLACED_STANCES, STANCES
from .labelled import LabelledNote, LabelledSentence, labelled_notes
from .measures import agreement, macro_f1, micro_f1
from .model import shipped_model
from .reading import Sentence, reading_of
from .sentences import split

Coded = Sequence[Sentence]
Pair = tuple[LabelledSentence | None, Sentence | None]


def evaluate_files(paths: Sequence[Path | str]) -> dict:
    """Measures of the shipped reader on labelled files; ValueError names file and line of a bad line."""
    notes = labelled_notes(paths)
    given = shipped_model().sentences([(note.text, note.relationship, note.spans) for note in notes])
    own = shipped_model().sentences([(note.text, note.relationship, split(note.text)) for note in notes])
    return report(notes, given, own)


def report(notes: Sequence[LabelledNote], given: Sequence[Coded], own: Sequence[Coded]) -> dict:
    """Measures of readings of `notes`: of their given sentences, and of the reader's own."""
    marked = sum(len(note.sentences) for note in notes)
    found = sum(
        len({(sentence.start, sentence.end) for sentence in coded} & set(note.spans))
        for note, coded in zip(notes, own, strict=True)
    )
    return {
        "notes": len(notes),
        "sentences": marked,
        "share_of_sentences_split_alike": found / marked if marked else None,
        "given": _measures(notes, given),
        "end_to_end": _measures(notes, own),
    }


def pairs_by_overlap(note: LabelledNote, coded: Coded) -> list[Pair]:
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


def _measures(notes: Sequence[LabelledNote], readings: Sequence[Coded]) -> dict:
    by_note = [pairs_by_overlap(note, coded) for note, coded in zip(notes, readings, strict=True)]
    pairs = [pair for found in by_note for pair in found]
    codes = {name: agreement([(_has(a, name), _has(b, name)) for a, b in pairs]) for name in CODES}
    types = {
        name: agreement([(_type(a) == name, _type(b) == name) for a, b in pairs]) for name in OBSTACLE_TYPES
    }
    both = [(_type(a), _type(b)) for a, b in pairs if _has(a, "obstacle") and _has(b, "obstacle")]
    stances = [
        (reading_of(note.sentences, note.relationship).stance, reading_of(coded, note.relationship).stance)
        for note, coded in zip(notes, readings, strict=True)
        if note.relationship != "self"
    ]
    return {
        "micro_f1": micro_f1(codes.values()),
        "macro_f1": macro_f1(codes.values()),
        "micro_f1_by_relationship": _by_relationship(notes, by_note),
        "codes": codes,
        "obstacle_types": types,
        "obstacle_type_right": sum(a == b for a, b in both) / len(both) if both else None,
        "stances": {name: agreement([(a == name, b == name) for a, b in stances]) for name in STANCES},
        "stance_right": sum(a == b for a, b in stances) / len(stances) if stances else None,
        "replaced": agreement([(a in REPLACED_STANCES, b in REPLACED_STANCES) for a, b in stances]),
        "heard": agreement([(a in HEARD_STANCES, b in HEARD_STANCES) for a, b in stances]),
    }


def _by_relationship(notes, by_note) -> dict[str, float | None]:
    result = {}
    for relationship in dict.fromkeys(note.relationship for note in notes):
        pairs = [
            pair
            for note, found in zip(notes, by_note, strict=True)
            if note.relationship == relationship
            for pair in found
        ]
        result[relationship] = micro_f1(
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
    lines += ["", "Whole notes", *(_line(key, given[key], own[key]) for key in ("replaced", "heard")), ""]
    for label, key in (
        ("Codes, micro F1", "micro_f1"),
        ("Codes, macro F1", "macro_f1"),
        ("Obstacle type right", "obstacle_type_right"),
        ("Stance right", "stance_right"),
    ):
        lines.append(f"{label:<24}given {_figure(given[key])}, own {_figure(own[key])}")
    for relationship, value in given["micro_f1_by_relationship"].items():
        both = f"given {_figure(value)}, own {_figure(own['micro_f1_by_relationship'][relationship])}"
        lines.append(f"{'Micro F1, ' + relationship:<24}{both}")
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
