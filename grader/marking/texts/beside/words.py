"""The words of `words.txt`, by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_LINES = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()


def _rows() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _LINES:
        kind, *words = line.split()
        if kind != "#":
            found[kind] = found.get(kind, frozenset()) | frozenset(words)
    return found


WORDS = _rows()


def pattern(*kinds: str) -> str:
    """Return what any word of these kinds is found by, without groups; long ones first."""
    return any_of(word for kind in kinds for word in WORDS[kind])


def any_of(words: Iterable[str]) -> str:
    """Return what any of these words is found by, long ones first."""
    longest = sorted(set(words), key=lambda one: (-len(one), one))
    return "|".join(re.escape(word).replace("_", r"\s+") for word in longest)
