"""German compounds with their parts, `Stichprobenvarianz`: what is known of the last noun in them holds of them."""

from __future__ import annotations

from pathlib import Path


def _compounds() -> dict[str, tuple[str, ...]]:
    """Return the parts of each compound of its table."""
    lines = (Path(__file__).parent / "compounds.txt").read_text(encoding="utf-8").splitlines()
    return {word: tuple(parts) for word, *parts in map(str.split, lines)}


COMPOUNDS = _compounds()


def with_parts(words: frozenset[str]) -> frozenset[str]:
    """Return words with the parts of the compounds among them."""
    return words.union(*(COMPOUNDS[word] for word in words & COMPOUNDS.keys()))
