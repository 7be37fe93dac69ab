"""The proof that an import never loses a row, never throws, never doubles: `python -m tests.stress`."""
