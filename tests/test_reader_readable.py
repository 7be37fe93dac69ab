"""What is too long, wordless or in another language is left uncoded and says why; English is not."""

from __future__ import annotations

import pytest

from dashboard import reader
from dashboard.reader.labelled import labelled_notes
from dashboard.reader.model import FOLDER
from dashboard.reader.readable import MOST_CHARACTERS, why_unreadable

FOREIGN = (
    "Anna braucht mehr Anrufe bis Freitag.",
    "Er hat mir gesagt, dass die Anlage dauernd abbricht. Ich kümmere mich darum.",
    "Il faut qu'il passe plus d'appels avant vendredi.",
    "J'ai promis de parler au service juridique demain.",
    "Le pregunté qué le impide avanzar y me dijo que el CRM es lento.",
    "Pytałem go, co mu przeszkadza w pracy.",
    "Ha troppi clienti e nessuno lo aiuta con le offerte.",
    "Ze heeft al drie weken geen antwoord van juridische zaken.",
    "Ela quer mudar para grandes contas no próximo ano.",
    "Han måste ringa mer innan fredag.",
    "Он должен больше звонить.",
    "彼はもっと電話をかける必要があります。",
)


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_left_uncoded(text):
    """No code, no stance, and the reason."""
    read = reader.read(text, "people")
    assert (read.unreadable, read.stance, read.certainty, read.sentences) == ("not English", None, None, ())


def test_english_is_not_taken_for_another_language():
    """Of the labelled notes, short ones and those full of names too, at most one in two thousand is lost."""
    notes = labelled_notes(sorted((FOLDER / "corpus").glob("*.jsonl")))
    lost = [note.text for note in notes if why_unreadable(note.text) == "not English"]
    assert len(lost) <= len(notes) / 2000, lost


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * (MOST_CHARACTERS + 1), "too long"),
        ("--- *** ---", "no words"),
        ("", "no words"),
        ("😩", None),
        ("ok", None),
        ("LVM", None),
    ],
)
def test_what_holds_no_words_or_too_many_is_marked(text, reason):
    """A pictogram may say something; a row of signs does not."""
    assert why_unreadable(text) == reason


def test_one_that_cannot_be_read_does_not_stop_the_others():
    """Readings come in the order of the texts."""
    texts = [("Sie will wechseln, sagt sie.", "people"), ("Asked her what gets in the way.", "people")]
    unreadable, read = reader.read_many(texts)
    assert unreadable.unreadable == "not English"
    assert read.stance == "asked"
