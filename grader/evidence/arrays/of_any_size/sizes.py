"""Sizes of arrays as polynomials in symbols: `n`, `d + 1`, `m n`. Two sizes are equal where the polynomials are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from grader.evidence.errors import DeclinedError, UnclearError, refuse_above
from grader.evidence.trees.build import product_of
from grader.evidence.trees.fold import fold
from grader.language.printing import show
from grader.language.tree import Add, Neg, Node, Num, Sym

Monomial = tuple[str, ...]  # the names of the factors, in order
Size = tuple[tuple[Monomial, Fraction], ...]  # the terms, in order; a size that is the same number is the same tuple

ONE: Size = (((), Fraction(1)),)
MINUS_ONE: Size = (((), Fraction(-1)),)
MAX_POWER = 8  # of a size in a size


def size_of(tree: Node) -> Size:
    """Return a size; raises UnclearError for one that is no polynomial."""
    try:
        return fold(tree, _Algebra())
    except DeclinedError:
        raise UnclearError(f"the size {show(tree)} is not decided", final=True) from None


class _Algebra:
    def number(self, value: Fraction) -> Size:
        return _size({(): value})

    def negative(self, value: Size) -> Size:
        return _times(MINUS_ONE, value)

    def total(self, values: Sequence[Size]) -> Size:
        return reduce(_plus, values)

    def product(self, values: Sequence[Size]) -> Size:
        return reduce(_times, values)

    def quotient(self, num: Size, den: Size) -> Size:
        raise DeclinedError

    def power(self, base: Size, exponent: int) -> Size:
        if exponent < 0:
            raise DeclinedError
        refuse_above(exponent, MAX_POWER, "max_degree")
        return reduce(_times, [base] * exponent, ONE)

    def other(self, node: Node) -> Size:
        if not isinstance(node, Sym):
            raise DeclinedError
        return _size({(node.name,): Fraction(1)})


def _size(terms: dict[Monomial, Fraction]) -> Size:
    return tuple(sorted((monomial, value) for monomial, value in terms.items() if value))


def _plus(left: Size, right: Size) -> Size:
    terms = dict(left)
    for monomial, value in right:
        terms[monomial] = terms.get(monomial, Fraction(0)) + value
    return _size(terms)


def minus(left: Size, right: Size) -> Size:
    """Return the difference of two sizes."""
    return _plus(left, _times(MINUS_ONE, right))


def surely_from_zero(size: Size) -> bool:
    """Return whether a difference of sizes is 0 or more for all positive integers, as far as is seen at once."""
    return all(value >= 0 for monomial, value in size if monomial) and sum(value for _, value in size) >= 0


def _times(left: Size, right: Size) -> Size:
    terms: dict[Monomial, Fraction] = {}
    for first, one in left:
        for second, other in right:
            monomial = tuple(sorted(first + second))
            terms[monomial] = terms.get(monomial, Fraction(0)) + one * other
    return _size(terms)


def tree_of(size: Size) -> Node:
    """Return a size as a tree."""
    terms = [_term(monomial, value) for monomial, value in size]
    return terms[0] if len(terms) == 1 else Add(tuple(terms)) if terms else Num(Fraction(0))


def _term(monomial: Monomial, value: Fraction) -> Node:
    factors: list[Node] = [] if abs(value) == 1 and monomial else [Num(abs(value))]
    factors += [Sym(name) for name in monomial]
    product = product_of(factors)
    return Neg(product) if value < 0 else product


def names_of(size: Size) -> frozenset[str]:
    """Return the symbols of a size."""
    return frozenset(name for monomial, _ in size for name in monomial)


def shape_words(sizes: tuple[Size, ...]) -> str:
    """Return a shape in words: `(m, n)`."""
    return f"({', '.join(show(tree_of(size)) for size in sizes)})"
