"""A file, or a mapping for it, that cannot be used: one sentence for the person who can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.intake.decode import Bytes


class RefusalError(Exception):
    """What is wrong, where, and what to do; nothing of the file was stored."""


class UnsupportedFileError(RefusalError):
    """A table of a kind that Heard does not take in; its rows begin under `header_row`."""

    def __init__(self, sentence: str, source: Bytes, delimiter: str, header_row: int) -> None:
        super().__init__(sentence)
        self.source, self.delimiter, self.header_row = source, delimiter, header_row
