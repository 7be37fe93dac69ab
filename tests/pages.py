"""The pages, as tests walk them: what stands in `dashboard/views` is a page, and none is forgotten."""

from __future__ import annotations

from pathlib import Path

VIEWS = sorted(
    path.stem
    for path in (Path(__file__).resolve().parents[1] / "dashboard" / "views").glob("*.py")
    if path.stem != "__init__"
)


def address(view: str) -> str:
    """The path of a page: "/do_more" for views/do_more.py."""
    return f"/{view}"
