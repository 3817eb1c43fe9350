"""Numbers that trees spell out, and what domains say with them."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.trees.polynomials import Rational
from grader.language.domains import Domain
from grader.language.tree import Div, Neg, Node, Num


def rational_of(node: Node) -> Rational | None:
    """Return the rational number that a literal is: a number, a quotient, a negative."""
    match node:
        case Num(value):
            return fmpq(value.numerator, value.denominator)
        case Neg(arg):
            inner = rational_of(arg)
            return None if inner is None else -inner
        case Div(num, den):
            above, below = rational_of(num), rational_of(den)
            return None if above is None or below is None or below == fmpq(0) else above / below
        case _:
            return None


def least(domain: Domain) -> int | None:
    """Return the least member of a set of integers n >= n_0, else None."""
    if not domain.is_integer or domain.shape or domain.members is not None or domain.high is not None or domain.nonzero:
        return None
    low = None if domain.low is None else rational_of(domain.low)
    if domain.base == "size":
        return 1 if domain.low is None else None
    if low is None or low.q != 1:
        return None
    return int(low.p) + (0 if domain.low_closed else 1)
