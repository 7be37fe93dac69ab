"""A file that somebody exported -> rows of a canonical table, or a rejected row with its reason.

decode -> records -> understand (recognise, columns, dates) -> a mapping -> rows -> land -> a receipt
"""

from dashboard.intake.containers import unpack
from dashboard.intake.importing import import_files, rows_to_mend, undo_import
from dashboard.intake.preview import Preview, preview, preview_files
from dashboard.intake.receipt import Receipt

__all__ = [
    "Preview",
    "Receipt",
    "import_files",
    "preview",
    "preview_files",
    "rows_to_mend",
    "undo_import",
    "unpack",
]
