"""Factorials of what grows: u! = exp(u log u - u) sqrt(2 pi u) (1 + 1/(12 u) + ...), with Stirling's series.

Binomials and the gamma function are written by factorials. Source: NIST Digital Library of Mathematical Functions,
5.11.3.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.errors import refuse_above
from grader.evidence.trees.build import minus
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, Add, Call, Div, Mul, Neg, Node, Num

COUNTED = frozenset({"binom", "gamma"})
MAX_FACTORS = 12  # of a binomial that is written as a product
COEFFICIENTS = [Fraction(value) for value in ("1", "1/12", "1/288", "-139/51840", "-571/2488320", "163879/209018880")]


def by_factorials(name: str, args: tuple[Node, ...]) -> Node | None:
    """Return a gamma function or a binomial as factorials, where their arguments grow; None for other calls.

    A binomial C(a, k) with a literal k is a polynomial in a; any other is the quotient of factorials at integers with
    0 <= k <= a, as those are of which all three factorials grow. Raises DeclinedError for a large k.
    """
    match name, args:
        case "gamma", (arg,):
            return Call("factorial", (Add((arg, Neg(ONE))),))
        case "binom", (above, below):
            count = literal(below)
            if count is None:
                factors = (Call("factorial", (below,)), Call("factorial", (minus(above, below),)))
                return Div(Call("factorial", (above,)), Mul(factors))
            if count.denominator != 1 or count < 0:
                return None
            refuse_above(count, MAX_FACTORS, "max_terms")
            steps = [Div(minus(above, Num(Fraction(k))), Num(Fraction(k + 1))) for k in range(int(count))]
            return Mul((ONE, *steps))
        case _:
            return None
