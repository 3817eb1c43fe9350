"""Series of rational functions of the index with rational roots, by partial fractions, also with alternating signs.

A series of c / (k - r)^m over k >= s is one of Hurwitz's zeta, and those with m = 1 are digammas whose coefficients
must add up to 0; what these are worth stands in `hurwitz`. An alternating series is that of r(2j) - r(2j + 1): its
terms tend to 0, so they may be taken in pairs.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from flint import fmpq, fmpq_poly

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import small_function
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import product, total
from grader.evidence.calculus.sums.series.rational.hurwitz import Classes, digammas, zetas
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import fraction
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Const, Div, Mul, Neg, Node, Num, Pow

MAX_START = 200  # integers between a root and the first index


def rational_series(node: Bind, budget: Budget) -> Node | None:
    """Return the value of a convergent series of a rational function from a literal integer on, or None."""
    start = None if node.low is None else literal(node.low)
    if node.high != Const("oo") or start is None or start.denominator != 1:
        return None
    refuse_above(abs(start), MAX_START, "max_terms")
    signs = list[int]()
    found = small_function(_unsigned(node.body, node.var, signs), node.var, budget)
    if found is None:
        return None
    first = int(start)
    if any(root.q == 1 and root >= first for divisor in found.divisors for root in _roots(divisor)):
        return None  # a term without a value
    try:
        if not signs:
            return _value(found.num, found.den, first)
        if len(signs) > 1:
            return None
        above, below = _in_pairs(found.num, found.den, first)
        return product((rational(Fraction((-1) ** (first + signs[0]))), _value(above, below, 0)))
    except DeclinedError as error:
        budget.declined(error)
        return None


def _unsigned(node: Node, index: str, signs: list[int]) -> Node:
    """Return a product without its factors (-1)^(a k + b) for odd a; `signs` gains their b."""
    match node:
        case Neg(arg):
            return Neg(_unsigned(arg, index, signs))
        case Mul(factors):
            return Mul(tuple(_unsigned(factor, index, signs) for factor in factors))
        case Div(num, den):
            return Div(_unsigned(num, index, signs), den)
        case Pow(base, exponent) if literal(base) == -1:
            form = affine(exponent) or {}
            slope, constant = form.get(index, Fraction(0)), form.get("", Fraction(0))
            if set(form) <= {index, ""} and slope.denominator == constant.denominator == 1 and slope % 2 == 1:
                signs.append(int(constant))
                return Num(Fraction(1))
    return node


def _in_pairs(num: fmpq_poly, den: fmpq_poly, start: int) -> tuple[fmpq_poly, fmpq_poly]:
    """Return r(s + 2j) - r(s + 2j + 1) as a function of j, for r that tends to 0."""
    if num.degree() >= den.degree():
        raise DeclinedError
    first, second = fmpq_poly([start, 2]), fmpq_poly([start + 1, 2])
    above = num(first) * den(second) - num(second) * den(first)
    below = den(first) * den(second)
    shared = above.gcd(below)
    return divmod(above, shared)[0], divmod(below, shared)[0]


def _value(num: fmpq_poly, den: fmpq_poly, start: int) -> Node:
    """Return the sum over k >= start of num / den, which has no pole there."""
    if num.degree() < 0 or den.degree() < num.degree() + 2:
        raise DeclinedError
    roots = _roots(den)
    if sum(roots.values()) != den.degree():
        raise DeclinedError
    classes: defaultdict[int, Classes] = defaultdict(dict)
    rest = Fraction(0)
    for root, count in roots.items():
        place = Fraction(start) - fraction(root)  # the sum runs over place, place + 1, …
        own = place % 1 or Fraction(1)
        for order, value in _parts(num, den, root, count).items():
            classes[order][own] = classes[order].get(own, Fraction(0)) + value
            rest += value * _shift(place, own, order)
    return total([rational(rest), *(digammas(found) if order == 1 else zetas(found, order)
                                    for order, found in classes.items())])  # fmt: skip


def _roots(den: fmpq_poly) -> dict[fmpq, int]:
    """Return the rational roots of a polynomial with their multiplicities."""
    found: dict[fmpq, int] = {}
    _, factors = den.factor()
    for factor, count in factors:
        if factor.degree() == 1:
            found[-factor[0] / factor[1]] = count
    return found


def _parts(num: fmpq_poly, den: fmpq_poly, root: fmpq, count: int) -> dict[int, Fraction]:
    """Return the coefficients of 1 / (k - root)^m in the partial fractions of num / den, by m."""
    near = fmpq_poly([root, 1])
    above, below = num(near), den(near)
    lowest = [below[count + place] for place in range(count)]
    found: list[fmpq] = []
    for place in range(count):
        rest = above[place] - sum((found[k] * lowest[place - k] for k in range(place)), fmpq(0))
        found.append(rest / lowest[0])
    return {count - place: fraction(value) for place, value in enumerate(found)}


def _shift(place: Fraction, own: Fraction, order: int) -> Fraction:
    """Return the sum of 1 / u^order over u = place, place + 1, … without that over u = own, own + 1, …."""
    if abs(place - own) > 2 * MAX_START:
        raise DeclinedError(limit="max_terms")
    first, after, sign = (place, own, 1) if place < own else (own, place, -1)
    return sign * sum((1 / (first + step) ** order for step in range(int(after - first))), Fraction(0))
