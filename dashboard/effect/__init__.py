"""Estimates with their uncertainty: frames in, results out; no Streamlit and no SQL text.

`intervals` gives shares of notes. The rest answers "did it help?" (`what_followed`): `bad_periods` makes
closed periods comparable, `ancova` and `matched` compare equally bad ones, `expected` is the change that
comes of itself, `checks` and `multiverse` say whether a word may be said about it.
"""
