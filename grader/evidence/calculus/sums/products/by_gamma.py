"""Infinite products of rational functions of the index, and series of their logarithms, by the gamma function.

For p with (k - r_1) … (k - r_m) / ((k - s_1) … (k - s_m)) as its value at k, and equal sums of the r and of the s, the
product over k >= a is the product of gamma(a - s_i) / gamma(a - r_i) (Whittaker and Watson, 12.13). Where all r and
all s are below a, the factors are positive, and the sum of their logarithms is the logarithm of the product.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import small_function
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import expanded, product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import fraction, number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Call, Const, Mul, Node, Pow

MAX_START = 200  # of the first index, from 0
Exponents = dict[fmpq, Fraction]  # of k - r, by r


def infinite_product(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a convergent product from a literal integer on, no factor of which is 0, or None."""
    try:
        first = _start(node)
        exponents = _convergent([(node.body, Fraction(1))], node.var, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None
    if any(root.q == 1 and root >= first for root in exponents):
        return None
    return product(tuple(Pow(_gamma(first - root), number_tree(-int(count))) for root, count in exponents.items()))


def logarithmic_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a convergent series of logarithms of rational functions, or None."""
    try:
        first = _start(node)
        exponents = _convergent(_logarithms(node), node.var, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None
    if any(root >= first for root in exponents):
        return None
    return total([
        Mul((rational(-count), Call("log", (_gamma(first - root),)))) for root, count in exponents.items()
    ])  # fmt: skip


def _start(node: Bind) -> int:
    start = None if node.low is None else literal(node.low)
    if node.high != Const("oo") or start is None or start.denominator != 1:
        raise DeclinedError
    refuse_above(abs(start), MAX_START, "max_terms")
    return int(start)


def _logarithms(node: Bind) -> list[tuple[Node, Fraction]]:
    """Return what the logarithms of a sum are of, with their rational factors."""
    found = []
    for term in expanded(node.body, node.var):
        scale = literal(product(term.coefficient))
        match term.factors:
            case (Call("log", (arg,)),) if scale is not None and not term.power and not term.exponents:
                found.append((arg, scale))
            case _:
                raise DeclinedError
    return found


def _convergent(parts: list[tuple[Node, Fraction]], var: str, budget: Budget) -> Exponents:
    """Return the exponents of the linear factors of a product of powers of rational functions; their product converges.

    It does where the exponents add up to 0, and so do they times the roots; the numbers before the factors multiply
    to 1. Raises DeclinedError for others.
    """
    exponents: Exponents = {}
    scales: dict[fmpq, Fraction] = {}
    for node, times in parts:
        found = small_function(node, var, budget)
        if found is None or not found.num:
            raise DeclinedError
        for poly, sign in ((found.num, 1), (found.den, -1)):
            scale, factors = poly.factor()
            for factor, count in factors:
                root = _root(factor)
                scale *= factor[1] ** count
                exponents[root] = exponents.get(root, Fraction(0)) + sign * times * count
            scales[scale] = scales.get(scale, Fraction(0)) + sign * times
    if not _is_one(scales) or sum(exponents.values(), Fraction(0)):
        raise DeclinedError
    if sum((fraction(root) * count for root, count in exponents.items()), Fraction(0)):
        raise DeclinedError
    return {root: count for root, count in exponents.items() if count}


def _root(factor: fmpq_poly) -> fmpq:
    if factor.degree() != 1:
        raise DeclinedError
    return -factor[0] / factor[1]


def _is_one(scales: dict[fmpq, Fraction]) -> bool:
    """Return whether a product of powers of numbers, all natural multiples of one exponent, is 1."""
    whole = fmpq(1)
    least = min((abs(power) for power in scales.values() if power), default=Fraction(1))
    for scale, power in scales.items():
        times = power / least
        if times.denominator != 1:
            return False
        whole *= scale ** int(times)
    return whole == fmpq(1) and all(scale > 0 for scale in scales)


def _gamma(argument: fmpq) -> Node:
    value = rational(fraction(argument))
    return Call("gamma", (value,))
