"""Estimates with their uncertainty: frames in, results out; no Streamlit and no SQL text."""
