"""Trees as rational functions of one atom with rational coefficients: the one reader of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from flint import fmpq, fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.fold import fold
from grader.language.tree import Node

MAX_DEGREE = 64  # of numerator and denominator
MAX_BITS = 10_000  # of a coefficient of a power
ZERO, ONE, ATOM = fmpq_poly([0]), fmpq_poly([1]), fmpq_poly([0, 1])


class RationalFunction(NamedTuple):
    """num / den, not reduced. The tree has a value exactly where none of `divisors`, which are not 0, vanishes.

    1/(1/x) is x / 1 with the divisors x and 1: a pole that cancels stays one.
    """

    num: fmpq_poly
    den: fmpq_poly
    divisors: tuple[fmpq_poly, ...] = ()

    @property
    def degree(self) -> int:
        """The larger degree of numerator and denominator."""
        return int(max(self.num.degree(), self.den.degree()))


def rational_function(tree: Node, atom: Node) -> RationalFunction | None:
    """Return a tree as a rational function of a symbol or of a constant such as pi, None for any other tree.

    What is divided by 0 everywhere is no rational function. Raises ExceededError for large ones.
    """
    try:
        return fold(tree, _Algebra(atom))
    except DeclinedError:
        return None


class _Algebra:
    def __init__(self, atom: Node) -> None:
        self.atom = atom

    def number(self, value: Fraction) -> RationalFunction:
        return RationalFunction(fmpq_poly([fmpq(value.numerator, value.denominator)]), ONE)

    def negative(self, value: RationalFunction) -> RationalFunction:
        return RationalFunction(-value.num, value.den, value.divisors)

    def total(self, values: Sequence[RationalFunction]) -> RationalFunction:
        return reduce(_sum, values)

    def product(self, values: Sequence[RationalFunction]) -> RationalFunction:
        return reduce(_product, values)

    def quotient(self, num: RationalFunction, den: RationalFunction) -> RationalFunction:
        return _product(num, _inverse(den))

    def power(self, base: RationalFunction, exponent: int) -> RationalFunction:
        times = abs(exponent)
        if times * base.degree > MAX_DEGREE:
            raise ExceededError("max_degree")
        if times * max(_bits(base.num), _bits(base.den)) > MAX_BITS:
            raise ExceededError("max_bits")
        raised = RationalFunction(base.num**times, base.den**times, base.divisors)
        return raised if exponent >= 0 else _inverse(raised)

    def other(self, node: Node) -> RationalFunction:
        if node != self.atom:
            raise DeclinedError
        return RationalFunction(ATOM, ONE)


def _bits(polynomial: fmpq_poly) -> int:
    return int(polynomial.numer().height_bits()) + int(polynomial.denom().bit_length())


def _inverse(value: RationalFunction) -> RationalFunction:
    if value.num == ZERO:
        raise DeclinedError
    constant = value.num.degree() == 0
    return RationalFunction(value.den, value.num, value.divisors if constant else (*value.divisors, value.num))


def _sum(a: RationalFunction, b: RationalFunction) -> RationalFunction:
    divisors = a.divisors + b.divisors
    if a.den == b.den:
        return RationalFunction(a.num + b.num, a.den, divisors)
    return _limited(RationalFunction(a.num * b.den + b.num * a.den, a.den * b.den, divisors))


def _product(a: RationalFunction, b: RationalFunction) -> RationalFunction:
    return _limited(RationalFunction(a.num * b.num, a.den * b.den, a.divisors + b.divisors))


def _limited(found: RationalFunction) -> RationalFunction:
    if found.degree > MAX_DEGREE:
        raise ExceededError("max_degree")
    return found
