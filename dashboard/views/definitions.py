"""Definitions: how is each number made?"""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from dashboard import reader
from dashboard.parts import agreement, codebook_pages, numbers, page, reads_here, settings_table

QUESTION = "How is each number made?"

NOTE = """
1. The note is split into **sentences** (bullets, and clauses closed by a semicolon, count as sentences).
2. Each sentence gets the **codes** of the codebook that it plainly earns: often none, seldom more than three.
   A small language network does it, fitted on invented notes that people coded by hand. It sees the words of
   the note and no more: it is not told who wrote, about whom, or how the numbers stand.
3. The codes of all sentences give the note's three **readings** (pressure, understanding, care), by rule.
4. The three readings give its **stance**, by rule. What a form asks (its headings) is shown and never coded.
5. The chances of all codes say whether the stance is *sure* or *close*. Only sure ones count as *replaced*;
   close ones stand apart, as *perhaps*. The words that spoke most for a code stand bold in the marked note.
6. A text that is not in English, has no words or more than 50,000 characters is left uncoded, and says why.

The same text is read once and always the same way. Nothing leaves this machine.
"""

NOT_MEASURED = """
- What was said and never written down; tone; what anybody feels or meant. Codes name acts in text.
- How good a rep or a leader is. No figure here is a score of a person, and no table ranks people.
- Whether "do more" *caused* anything. What came after a note is shown, and came after it, no more.
- Conversations without a note. They count as *no note*, so that writing less never looks better.
- Health and private life: `wellbeing` is left out of every list and every count by name.
"""

st.title(QUESTION, anchor=False)
st.markdown(
    "Every number of the pages in words, with its SQL; what the reader of notes looks for, and how often "
    "people agree with it."
)
page.limits()
made, settings, codes, read, limits = st.tabs(
    ["Numbers", "Settings", "Codebook", "Reader", "Limits"], key="part", bind="query-params"
)

if made.open:
    with made:
        st.caption("Thresholds stand here as they are by default; Settings has those of this workspace.")
        numbers.metrics()
        st.header("All SQL", anchor="all-sql")
        st.markdown(
            "Pages ask **page queries**, page queries read **tables**, and tables are built anew from what "
            "came in after every "
            "write. On the command line, `python -m dashboard query NAME` runs a page query."
        )
        numbers.sql_browser()
if settings.open:
    with settings:
        st.markdown("Thresholds of this workspace. They are changed on Data; every number is then made anew.")
        settings_table.show()
if codes.open:
    with codes:
        st.header("Codes: what a sentence shows", anchor="codes")
        codebook_pages.codes()
        st.header("Types of obstacles", anchor="obstacle-types")
        st.markdown("One for each sentence coded *obstacle*: whose move would remove it.")
        codebook_pages.obstacle_types()
        st.header("Three readings of a note", anchor="readings")
        st.markdown("From the codes of its sentences, the highest level that applies.")
        codebook_pages.readings()
        st.header("Stance: one name for the three", anchor="stances")
        st.markdown(
            "The first that fits, from the top. *Replaced*: pressure stood where understanding could have."
        )
        codebook_pages.stances()
if read.open:
    with read:
        st.header("How a note is read", anchor="how")
        st.markdown(NOTE)
        st.header("How well does it read here?", anchor="here")
        reads_here.show()
        st.header("How often it agrees with people, on invented notes", anchor="agreement")
        evaluation = json.loads(
            Path(reader.__file__).with_name("evaluation.json").read_text(encoding="utf-8")
        )
        st.markdown(agreement.in_words(evaluation))
        st.caption("Invented notes are more vivid than what people type on a Thursday evening.")
        agreement.tables(evaluation)
        agreement.reliability(evaluation)
        agreement.beside_simpler_readers(evaluation)
        st.caption(f"Reader: {reader.model_name()}")
if limits.open:
    with limits:
        st.header("What is not measured", anchor="not-measured")
        st.markdown(NOT_MEASURED)
        st.header("What these figures must not be used for", anchor="not-for")
        st.markdown(page.NOT_FOR)
