"""The words of mathematics, which are no words of prose."""

from __future__ import annotations

from functools import cache

from grader.language.names.functions import CONSTANTS, FUNCTIONS

GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega"
OTHERS = "if otherwise else for and or mod oo inf infinity real"


@cache
def mathematical() -> frozenset[str]:
    """Return the words of mathematics in lower case: functions, constants, Greek letters, `if` and the like."""
    known = {*FUNCTIONS, *CONSTANTS}
    for function in FUNCTIONS.values():
        known |= set(function.spellings)
    for spellings in CONSTANTS.values():
        known |= set(spellings)
    return frozenset(word.casefold() for word in (*known, *GREEK.split(), *OTHERS.split()))
