"""Polynomials of entries that are not 0 everywhere: they are not where all entries of an array are one number.

A term is looked for that stays there, whatever the sizes are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

from grader.claims.statements import Setting
from grader.evidence.arrays.of_any_size.sizes import size_of, surely_from_zero
from grader.evidence.errors import DeclinedError, UnclearError, refuse_above
from grader.evidence.trees.fold import fold
from grader.language.tree import ONE, Bind, Index, Mul, Node, Sym, rebuild, symbols

Monomial = tuple[str, ...]  # symbols in order, each as often as it is a factor
Polynomial = Mapping[Monomial, Fraction]

MAX_TERMS = 400  # of a product, before it is multiplied out
MAX_POWER = 16  # that is multiplied out


def is_polynomial_nonzero(tree: Node, setting: Setting, bound: frozenset[str], sizes: Sequence[str]) -> bool:
    """Return whether a number is a polynomial of reals and entries that, for any sizes, is not 0 everywhere.

    Of the symbols in `bound`, which may be sizes, something is assumed.
    """
    try:
        terms: Polynomial = fold(_uniform(tree, frozenset(sizes)), _Terms())
    except DeclinedError:
        return False
    used = {name for monomial in terms for name in monomial} - set(sizes)
    free = {v.name for v in setting.variables if v.domain.base == "real" and v.domain.members is None}
    if not used <= free - bound:
        return False
    signs: dict[Monomial, set[bool]] = {}
    for monomial, factor in terms.items():
        if factor:
            signs.setdefault(tuple(name for name in monomial if name in used), set()).add(factor > 0)
    return any(len(both) == 1 for both in signs.values())  # sizes are positive


def _uniform(tree: Node, sizes: frozenset[str]) -> Node:
    """Return a tree where all entries of each array are one number, which has the array's name.

    A sum from 1 to n has n terms only where n is surely not negative.
    """
    match tree:
        case Index(Sym() as array, _):
            return array
        case Bind("sum", body, var, low, Node() as high) if low == ONE and _is_count(high, sizes):
            inner = _uniform(body, sizes)
            if var in symbols(inner):
                raise DeclinedError
            return Mul((high, inner))
        case Bind() | Index():
            raise DeclinedError
        case _:
            return rebuild(tree, lambda part: _uniform(part, sizes))


def _is_count(tree: Node, sizes: frozenset[str]) -> bool:
    """Return whether a tree is surely a number of terms, 0 included."""
    try:
        return symbols(tree) <= sizes and surely_from_zero(size_of(tree))
    except UnclearError:
        return False


class _Terms:
    """The algebra of polynomials of symbols."""

    def number(self, value: Fraction) -> Polynomial:
        return {(): value}

    def negative(self, value: Polynomial) -> Polynomial:
        return {monomial: -factor for monomial, factor in value.items()}

    def total(self, values: Sequence[Polynomial]) -> Polynomial:
        found: dict[Monomial, Fraction] = {}
        for value in values:
            for monomial, factor in value.items():
                found[monomial] = found.get(monomial, Fraction(0)) + factor
        return found

    def product(self, values: Sequence[Polynomial]) -> Polynomial:
        return reduce(self._times, values)

    def _times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        refuse_above(len(a) * len(b), MAX_TERMS, "max_terms")
        return self.total([{tuple(sorted(x + y)): p * q} for x, p in a.items() for y, q in b.items()])

    def quotient(self, num: Polynomial, den: Polynomial) -> Polynomial:
        if den.keys() != {()} or not den[()]:
            raise DeclinedError
        return {monomial: factor / den[()] for monomial, factor in num.items()}

    def power(self, base: Polynomial, exponent: int) -> Polynomial:
        if exponent <= 0:
            raise DeclinedError
        refuse_above(exponent, MAX_POWER, "max_degree")
        return self.product([base] * exponent)

    def other(self, node: Node) -> Polynomial:
        if not isinstance(node, Sym):
            raise DeclinedError
        return {(node.name,): Fraction(1)}
