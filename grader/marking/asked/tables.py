"""The tables of words beside these files, `.txt`: lines of words, of sides with bars between, or of a kind's words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """Return the lines of a table that are no comments."""
    text = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def sides(line: str) -> tuple[frozenset[str], ...]:
    """Return the words of each side of a line, `time runtime | space`."""
    return tuple(frozenset(side.split()) for side in line.split("|"))


@cache
def rows(name: str) -> Mapping[str, frozenset[str]]:
    """Return the words of a table by what they are, of lines `function the a an`; a table is read once."""
    found: dict[str, frozenset[str]] = {}
    for line in lines(name):
        kind, *words = line.split()
        found[kind] = found.get(kind, frozenset()) | frozenset(words)
    return found
