"""Trees as polynomials with rational coefficients over kernels: symbols, and whatever no arithmetic opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import gcd
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from grader.evidence.errors import UnclearError
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, walk

MAX_EXPONENT = 60  # of a power that is multiplied out
MAX_TERMS = 2000  # of a product, before terms are collected
MAX_NODES = 600  # of a tree that is looked at as a polynomial
MAX_KERNELS = 12  # symbols and other atoms of one polynomial
Polynomial = Any  # FLINT's multivariate polynomial: its stubs do not say which


def literal(tree: Node) -> Fraction | None:
    """Return the rational number that a tree of digits is: `3`, `-3`, `1/3`, `-(1/3)`."""
    match tree:
        case Num(value):
            return value
        case Neg(arg):
            inner = literal(arg)
            return None if inner is None else -inner
        case Div(num, den):
            above, below = literal(num), literal(den)
            return None if above is None or not below else above / below
        case _:
            return None


def natural(tree: Node) -> int | None:
    """Return a literal exponent of at least 1."""
    value = literal(tree)
    return int(value) if value is not None and value.denominator == 1 and value >= 1 else None


def product_parts(tree: Node) -> Iterator[tuple[Node, int]]:
    """Yield the factors of a product as it is typed, each with its exponent, negative below a fraction bar."""
    match tree:
        case Neg(arg):
            yield from product_parts(arg)
        case Mul(factors):
            for factor in factors:
                yield from product_parts(factor)
        case Div(num, den):
            yield from product_parts(num)
            yield from ((part, -exponent) for part, exponent in product_parts(den))
        case Pow(base, exp) if (power := literal(exp)) and power.denominator == 1:
            yield from ((part, int(power) * exponent) for part, exponent in product_parts(base))
        case _:
            yield tree, 1


def sum_parts(tree: Node) -> Iterator[Node]:
    """Yield the terms of a sum as it is typed, without their signs."""
    match tree:
        case Neg(arg):
            yield from sum_parts(arg)
        case Add(terms):
            for term in terms:
                yield from sum_parts(term)
        case _:
            yield tree


class Ring:
    """Polynomials over the kernels of some trees. `kernels` are in the order of their first place."""

    def __init__(self, trees: Iterable[Node]) -> None:
        self.kernels: dict[Node, int] = {}
        trees = tuple(trees)
        if sum(1 for tree in trees for _ in walk(tree)) > MAX_NODES:
            raise UnclearError("it is too large to be looked at as a polynomial")
        for tree in trees:
            self._collect(tree)
        if len(self.kernels) > MAX_KERNELS:
            raise UnclearError(f"it has more than {MAX_KERNELS} symbols")
        names = [f"k{number}" for number in range(max(len(self.kernels), 1))]
        self.ctx = fmpq_mpoly_ctx.get(names, Ordering.lex)

    def _collect(self, tree: Node) -> None:
        match tree:
            case Num():
                return
            case Neg(arg):
                self._collect(arg)
            case Add(parts) | Mul(parts):
                for part in parts:
                    self._collect(part)
            case Div(num, den) if literal(den):
                self._collect(num)
            case Pow(base, exp) if natural(exp) is not None:
                self._collect(base)
            case _:
                self.kernels.setdefault(tree, len(self.kernels))

    def of(self, tree: Node) -> Polynomial:
        """Return a tree as a polynomial; every tree is one, if need be a kernel."""
        match tree:
            case Num(value):
                return self.ctx.constant(fmpq(value.numerator, value.denominator))
            case Neg(arg):
                return -self.of(arg)
            case Add(terms):
                return sum((self.of(term) for term in terms[1:]), self.of(terms[0]))
            case Mul(factors):
                found = self.of(factors[0])
                for factor in factors[1:]:
                    found = _times(found, self.of(factor))
                return found
            case Div(num, den) if divisor := literal(den):
                return self.of(num) * fmpq(divisor.denominator, divisor.numerator)
            case Pow(base, exp) if (power := natural(exp)) is not None:
                return _power(self.of(base), power)
            case _:
                return self.ctx.gen(self.kernels[tree])


def _power(base: Polynomial, power: int) -> Polynomial:
    if power > MAX_EXPONENT:
        raise UnclearError(f"it has an exponent over {MAX_EXPONENT}")
    found = base
    for _ in range(power - 1):
        found = _times(found, base)
    return found


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MAX_TERMS:
        raise UnclearError(f"it may have more than {MAX_TERMS} terms when multiplied out")
    return left * right


def is_constant(poly: Polynomial) -> bool:
    """Return whether a polynomial is a number."""
    return bool(poly.is_constant())


def content(poly: Polynomial) -> int:
    """Return the greatest common divisor of whole coefficients; 1 where one of them is a fraction."""
    coefficients = poly.coeffs()
    if any(c.q != 1 for c in coefficients):
        return 1
    return gcd(*(int(c.p) for c in coefficients))
