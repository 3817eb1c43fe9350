"""Points of the domain that are still tried once a limit was hit, with the reserve of the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import fmpq

from grader.evidence.budget import LIMIT_WORDS, ExceededError
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.pieces import Rational
from grader.evidence.numbers.points import constant_pool
from grader.verdict import Evidence, Unknown

Look = Callable[[LineCase, Rational], Evidence | bool]


def at_points(case: LineCase, look: Look, limit: str, say: str) -> Evidence:
    """Return what a look finds at a point, or what is open: the limit that was hit, and where the claim holds.

    A look returns evidence against the claim, or whether it holds at the point; `say` has places for the words of the
    limit and for the number of such points.
    """
    words = LIMIT_WORDS.get(limit, "a limit was exceeded")
    spare, held = case.spare(), 0
    try:
        for place in _candidates(case):
            found = look(spare, place)
            if isinstance(found, Evidence):
                return found
            held += found
    except (ExceededError, DeclinedError):
        pass
    return Unknown(say.format(words=words, held=held) if held else words, limit)


def _candidates(case: LineCase) -> Iterator[Rational]:
    """Yield simple points of the domain, the nicest first."""
    try:
        yield from (x for x in constant_pool(case.domain) if isinstance(x, fmpq))
    except NoValueError:
        return
