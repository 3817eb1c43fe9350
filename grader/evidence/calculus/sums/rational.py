"""Series of rational functions of the index with rational roots, by partial fractions.

sum over k >= s of c / (k + a) for several a that differ by integers telescopes where the c add up to 0; and the sum of
1 / (k + a)^2 is that of all 1 / m^2, pi^2 / 6, without its first terms, for integers a.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly

from grader.evidence.calculus.integrals.polynomials import rational
from grader.evidence.calculus.integrals.terms import total
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.polynomials import integer_literal, literal
from grader.language.tree import Add, Bind, Const, Div, Mul, Neg, Node, Num, Pow, Sym

MAX_DEGREE = 12
MAX_START = 200  # integers between a root and the first index
Quotient = tuple[fmpq_poly, fmpq_poly]


def rational_series(node: Bind) -> Node | None:
    """Return the value of a convergent series of a rational function from a literal integer on, or None."""
    start = None if node.low is None else literal(node.low)
    if node.high != Const("oo") or start is None or start.denominator != 1 or abs(start) > MAX_START:
        return None
    try:
        num, den = _quotient(node.body, node.var)
        return _value(num, den, int(start))
    except DeclinedError:
        return None


def _quotient(node: Node, var: str) -> Quotient:
    """Return a tree as a quotient of polynomials of the index with rational coefficients."""
    one = fmpq_poly([1])
    match node:
        case Num(value):
            return fmpq_poly([fmpq(value.numerator, value.denominator)]), one
        case Sym(name) if name == var:
            return fmpq_poly([0, 1]), one
        case Neg(arg):
            num, den = _quotient(arg, var)
            return -num, den
        case Add(parts):
            found = fmpq_poly([0]), one
            for part in parts:
                num, den = _quotient(part, var)
                found = _checked(found[0] * den + num * found[1], found[1] * den)
            return found
        case Mul(parts):
            found = one, one
            for part in parts:
                num, den = _quotient(part, var)
                found = _checked(found[0] * num, found[1] * den)
            return found
        case Div(above, below):
            (num, den), (other, under) = _quotient(above, var), _quotient(below, var)
            return _checked(num * under, den * other)
        case Pow(base, exponent) if (power := integer_literal(exponent)) is not None and 0 < power <= MAX_DEGREE:
            num, den = _quotient(base, var)
            if max(num.degree(), den.degree()) * power > MAX_DEGREE:
                raise DeclinedError
            return num**power, den**power
        case _:
            raise DeclinedError


def _checked(num: fmpq_poly, den: fmpq_poly) -> Quotient:
    if max(num.degree(), den.degree()) > MAX_DEGREE or den.degree() < 0:
        raise DeclinedError
    return num, den


def _value(num: fmpq_poly, den: fmpq_poly, start: int) -> Node:
    if num.degree() < 0 or den.degree() < num.degree() + 2:
        raise DeclinedError
    roots = _roots(den)
    if any(root.q == 1 and root >= start for root in roots):
        raise DeclinedError  # a term without a value
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
