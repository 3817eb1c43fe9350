"""Identities of rational functions that are too long to be written out: tested modulo random primes.

The contract promises it: `probable` carries an error bound from random primes drawn after the answer was read, and
counts as proved only where a problem says `accept_error`.

Let N / D be the difference of two expressions, put together formally: sums over the product of their denominators,
without cancelling. N and D are polynomials over the integers. From the expressions alone follow bounds: d for the
degree of N, and h with |c| <= 2^h for each coefficient c of N (both add up in products; in sums h is 1 more).

A draw takes a prime p uniformly from those between 2^61 and 2^62, then a point uniformly from the integers modulo p,
both from the system's secret random numbers and after both texts were read. Where a divisor is 0 there, nothing is
said at all, so that vanishing denominators add nothing to the error. Else the draw agrees exactly where N is 0 there.
Suppose N is not 0 as a polynomial, so that it has a coefficient c that is not 0. Fewer than h / 61 + 1 primes of that
size divide c, out of more than 3 * 2^61 / (5 log 2^61) > 2^54 (Rosser and Schoenfeld 1962). Where p does not, N is not
0 modulo p and its degree is at most d, so it is 0 at no more than d / p of the points (Schwartz, Zippel). So a draw
agrees with probability at most e = (h / 61 + 1) / 2^54 + d / 2^61, and all m independent draws with probability at
most e^m. An identity of rational functions holds wherever both sides are defined.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from flint import fmpz

from grader.evidence.budget import Budget
from grader.evidence.combine import decimal
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.method import Agreement
from grader.evidence.question.question import Question
from grader.evidence.trees.fold import fold
from grader.language.tree import Node, Sym
from grader.records import dataclass
from grader.verdict import Probable

METHOD = "random primes"
DRAWS = 4  # of a prime and a point, all of which must agree
LEAST_BITS = 61  # of a random prime
MOST_ERROR = Fraction(1, 1 << 28)  # of one draw
MAX_EXPONENT = 1 << 20


@dataclass(frozen=True)
class Size:
    """Bounds for a quotient num / den: degrees, and binary logarithms of the sums of the coefficients' sizes."""

    num: tuple[int, int]
    den: tuple[int, int] = (0, 0)


def by_random_primes(question: Question) -> Agreement | None:
    """Return that two rational expressions agree but for a bounded error, or None."""
    error = probably_equal(question.answer, question.expected, question.case.budget)
    return None if error is None else Agreement(Probable(METHOD, decimal(error)))


def probably_equal(left: Node, right: Node, budget: Budget) -> Fraction | None:
    """Return a bound for the error of saying that two rational expressions are identical; None where that is not said.

    Raises ExceededError where the budget is spent.
    """
    try:
        found = _sum([size(left), size(right)])
        error = draw_error(found)
        if error > MOST_ERROR or not all(_agree(left, right, budget) for _ in range(DRAWS)):
            return None
    except DeclinedError:
        return None
    return error**DRAWS


def draw_error(difference: Size) -> Fraction:
    """Return the probability with which one draw agrees at most, for two sides that are not identical."""
    degree, height = difference.num
    return (Fraction(height, LEAST_BITS) + 1) / 2**54 + Fraction(degree, 2**LEAST_BITS)


# Bounds.


def size(node: Node) -> Size:
    """Return bounds for a tree as a quotient of polynomials with integer coefficients."""
    return fold(node, _Bounds())


class _Bounds:
    def number(self, value: Fraction) -> Size:
        return Size((0, value.numerator.bit_length()), (0, value.denominator.bit_length()))

    def negative(self, value: Size) -> Size:
        return value

    def total(self, values: Sequence[Size]) -> Size:
        return _sum(values)

    def product(self, values: Sequence[Size]) -> Size:
        return Size(_product([part.num for part in values]), _product([part.den for part in values]))

    def quotient(self, num: Size, den: Size) -> Size:
        return Size(_product([num.num, den.den]), _product([num.den, den.num]))

    def power(self, base: Size, exponent: int) -> Size:
        times = _times_of(exponent)
        above, below = _times(base.num, times), _times(base.den, times)
        return Size(above, below) if exponent >= 0 else Size(below, above)

    def other(self, node: Node) -> Size:
        if not isinstance(node, Sym):
            raise DeclinedError
        return Size((1, 0))


def _sum(parts: Sequence[Size]) -> Size:
    """Return bounds of a sum, one part after the other: a / b + c / d = (a d + c b) / (b d)."""
    total = parts[0]
    for part in parts[1:]:
        left, right = _product([total.num, part.den]), _product([part.num, total.den])
        above = max(left[0], right[0]), max(left[1], right[1]) + 1
        total = Size(above, _product([total.den, part.den]))
    return total


def _product(parts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(part[0] for part in parts), sum(part[1] for part in parts)


def _times(part: tuple[int, int], times: int) -> tuple[int, int]:
    return part[0] * times, part[1] * times


def _times_of(exponent: int) -> int:
    refuse_above(abs(exponent), MAX_EXPONENT, "max_degree")
    return abs(exponent)


# Draws.


def _agree(left: Node, right: Node, budget: Budget) -> bool:
    """Return whether two trees have one value at a random point modulo a random prime."""
    draw = _Draw(_random_prime())
    return fold(left, draw, budget) == fold(right, draw, budget)


def _random_prime() -> int:
    while True:
        candidate = (1 << LEAST_BITS) + secrets.randbelow(1 << LEAST_BITS)
        if candidate % 2 and fmpz(candidate).is_prime():
            return candidate


class _Draw:
    """Values modulo a prime at a random point; what is divided by 0 there is declined."""

    def __init__(self, prime: int) -> None:
        self.prime = prime
        self.place: dict[str, int] = {}

    def number(self, value: Fraction) -> int:
        return value.numerator * _inverse(value.denominator, self.prime) % self.prime

    def negative(self, value: int) -> int:
        return -value % self.prime

    def total(self, values: Sequence[int]) -> int:
        return sum(values) % self.prime

    def product(self, values: Sequence[int]) -> int:
        return reduce(lambda left, right: left * right % self.prime, values)

    def quotient(self, num: int, den: int) -> int:
        return num * _inverse(den, self.prime) % self.prime

    def power(self, base: int, exponent: int) -> int:
        return pow(base if exponent >= 0 else _inverse(base, self.prime), _times_of(exponent), self.prime)

    def other(self, node: Node) -> int:
        if not isinstance(node, Sym):
            raise DeclinedError
        return self.place.setdefault(node.name, secrets.randbelow(self.prime))


def _inverse(value: int, prime: int) -> int:
    if value % prime == 0:
        raise DeclinedError
    return pow(value, -1, prime)
