"""The names that quantities usually bear: `h` of a height, `F` of a force, `P(…)` of a probability."""

from __future__ import annotations

from functools import lru_cache

from grader.marking.asked.names.left_names import Name
from grader.marking.asked.words.quantities import usual_letters

KEPT = 2_000  # nouns of which the letters are kept


@lru_cache(maxsize=KEPT)
def usual_names(noun: frozenset[str]) -> frozenset[Name]:
    """Return the names that a value of the quantity usually has, powers aside; none of what no word is known."""
    return frozenset(_name(written) for written in usual_letters(noun) if "^" not in written)


def _name(written: str) -> Name:
    return Name("call" if written.endswith("()") else "bare", written.removesuffix("()"))
