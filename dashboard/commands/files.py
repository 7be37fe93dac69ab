"""Which files somebody means by paths, folders and patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path


def meant(paths: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Files, each once, in the order of `paths` and within one by name; and `paths` that mean none."""
    found: dict[Path, None] = {}
    nothing = []
    for path in map(os.path.expanduser, paths):
        files = _of(path)
        found |= dict.fromkeys(files)
        if not files:
            nothing.append(path)
    return list(found), nothing


def in_folder(folder: Path) -> list[Path]:
    """All files in a folder and the folders in it, by name, without hidden ones."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        found += [Path(place, name) for name in names if not _is_hidden(name)]
    return sorted(path for path in found if _is_file(path))


def _of(path: str) -> list[Path]:
    if Path(path).is_dir():
        return in_folder(Path(path))
    # a name may hold brackets, so what is there comes before what a pattern means
    if Path(path).exists():
        return [Path(path)]
    # glob takes patterns of whole paths and leaves hidden files out, as Path.glob does not
    matches = [Path(match) for match in glob.glob(path, recursive=True)]  # noqa: PTH207
    files = [match for match in matches if _is_file(match) and not _is_hidden(match.name)]
    return sorted({*files, *(file for match in matches if match.is_dir() for file in in_folder(match))})


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    # a network drive that does not answer, or what somebody removes in this moment
    except OSError:
        return False


def _is_hidden(name: str) -> bool:
    # "~$" begins the lock that Office lays beside an open workbook
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
