"""Which queries of the build are to run again where only some tables of the store changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from dashboard.warehouse import sql

_WRITTEN = re.compile(r"\b(?:create or replace (?:table|macro)|insert into) (\w+)")
_NO_NAMES = re.compile(r"--.*|'(?:[^']|'')*'")


def affected(build: Sequence[str], changed: Collection[str]) -> list[str]:
    """The queries of `build`, in its order, that may give other rows where these tables of the store changed.

    A query reads what its text names of what stands before it, so it is rather one too many than one too few.
    Those that write the same table run together.
    """
    found: set[str] = set()
    while True:
        before, dirty = len(found), {*changed, *(f"store.{table}" for table in changed)}
        for name in build:
            if name in found or dirty & _words(name):
                found.add(name)
                dirty |= written(name)
        found |= {name for name in build if any(written(name) & written(other) for other in found)}
        if len(found) == before:
            return [name for name in build if name in found]


@cache
def written(name: str) -> frozenset[str]:
    """The tables and macros that a query of the build makes, or adds rows to."""
    return frozenset(_WRITTEN.findall(_NO_NAMES.sub(" ", sql.text(name))))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?:\bstore\.)?\w+", _NO_NAMES.sub(" ", sql.text(name))))
