"""Series of rational functions of the index with rational roots, by partial fractions.

sum over k >= s of c / (k + a) for several a that differ by integers telescopes where the c add up to 0; and the sum of
1 / (k + a)^2 is that of all 1 / m^2, pi^2 / 6, without its first terms, for integers a.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly

from grader.evidence.calculus.integrals.polynomials import rational
from grader.evidence.calculus.integrals.rationals import small_function
from grader.evidence.calculus.integrals.terms import total
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.rational import RationalFunction
from grader.language.tree import Bind, Const, Div, Mul, Node, Num, Pow

MAX_START = 200  # integers between a root and the first index


def rational_series(node: Bind) -> Node | None:
    """Return the value of a convergent series of a rational function from a literal integer on, or None."""
    start = None if node.low is None else literal(node.low)
    if node.high != Const("oo") or start is None or start.denominator != 1 or abs(start) > MAX_START:
        return None
    found = small_function(node.body, node.var)
    try:
        return None if found is None else _value(found, int(start))
    except DeclinedError:
        return None


def _value(function: RationalFunction, start: int) -> Node:
    num, den = function.num, function.den
    if num.degree() < 0 or den.degree() < num.degree() + 2:
        raise DeclinedError
    if any(root.q == 1 and root >= start for divisor in function.divisors for root in _roots(divisor)):
        raise DeclinedError  # a term without a value
    roots = _roots(den)
    if sum(roots.values()) != den.degree() or any(count > 2 for count in roots.values()):
        raise DeclinedError
    simple, squares = {}, fmpq(0)
    rest = fmpq(0)
    for root, count in roots.items():
        here = den
        for _ in range(count):
            here = divmod(here, fmpq_poly([-root, 1]))[0]
        if count == 1:
            simple[root] = num(root) / here(root)
            continue
        if root.q != 1:
            raise DeclinedError
        double = num(root) / here(root)
        simple[root] = (num.derivative()(root) * here(root) - num(root) * here.derivative()(root)) / here(root) ** 2
        squares += double
        rest -= double * _harmonic(fmpq(1), start - root, 2)
    rest += _telescoped(simple, start)
    pi = Div(Mul((rational(_fraction(squares)), Pow(Const("pi"), Num(Fraction(2))))), Num(Fraction(6)))
    return total([rational(_fraction(rest)), *([pi] if squares != fmpq(0) else [])])


def _roots(den: fmpq_poly) -> dict[fmpq, int]:
    """Return the rational roots of a polynomial with their multiplicities."""
    found: dict[fmpq, int] = {}
    _, factors = den.factor()
    for factor, count in factors:
        if factor.degree() == 1:
            found[-factor[0] / factor[1]] = count
    return found


def _telescoped(simple: dict[fmpq, fmpq], start: int) -> fmpq:
    """Return the sum over k >= start of the c / (k - root), which add up to 0 in each class of roots modulo 1."""
    classes: dict[fmpq, list[tuple[fmpq, fmpq]]] = {}
    for root, value in simple.items():
        classes.setdefault(root - root.floor(), []).append((root, value))
    found = fmpq(0)
    for members in classes.values():
        if sum((value for _, value in members), fmpq(0)) != fmpq(0):
            raise DeclinedError
        last = max(root for root, _ in members)  # 1 / (k - root) runs over the numbers from start - root on
        for root, value in members:
            found -= value * _harmonic(start - last, start - root, 1)
    return found


def _harmonic(first: fmpq, after: fmpq, power: int) -> fmpq:
    """Return the sum of 1 / m^power for m from `first` to `after` - 1, in steps of 1."""
    if after - first > fmpq(2 * MAX_START):
        raise DeclinedError
    found = fmpq(0)
    while first < after:
        found += 1 / first**power
        first += 1
    return found


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
