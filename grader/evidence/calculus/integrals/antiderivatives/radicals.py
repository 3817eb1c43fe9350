"""Antiderivatives of rational functions of t and the square root of one polynomial q of degree 1 or 2.

With degree 1 the root is put in for t. With degree 2, G / sqrt(q) is the derivative of A / E sqrt(q) and of multiples
of the integrals of 1 / sqrt(q) and 1 / ((t - r) sqrt(q)), for a polynomial A that a linear system gives (Hermite's
reduction; Bronstein, Symbolic Integration I, 2005, section 5.3, has it for rational functions). The root of a quotient
u / v is taken as sqrt(u v) / v: what is found is only a candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import isqrt

from flint import fmpq, fmpq_mat, fmpq_poly

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import (
    rational_antiderivative,
    small_function,
    tree_of,
)
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import fraction
from grader.evidence.trees.fold import fold
from grader.evidence.trees.polynomials import literal
from grader.language.tree import TWO, Add, Call, Div, Mul, Neg, Node, Pow, Sym, substitute, symbols, walk
from grader.records import dataclass

MAX_DEGREE = 10  # of the polynomials of the linear system
MAX_POWER = 6  # of sums
HALF = Fraction(1, 2)
T, WHOLE = fmpq_poly([0, 1]), fmpq_poly([1])


def radical_antiderivative(node: Node, var: str, budget: Budget) -> Node | None:
    """Return the antiderivative, or None."""
    try:
        radicand = _radicand(node, var)
        return _antiderivative(node, var, radicand, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None


@dataclass(frozen=True)
class Quotient:
    """A rational function of t, reduced."""

    num: fmpq_poly
    den: fmpq_poly

    def __add__(self, other: Quotient) -> Quotient:
        return quotient(self.num * other.den + other.num * self.den, self.den * other.den)

    def __mul__(self, other: Quotient) -> Quotient:
        return quotient(self.num * other.num, self.den * other.den)


def quotient(num: fmpq_poly, den: fmpq_poly) -> Quotient:
    """Return a reduced quotient; raises DeclinedError where it divides by 0 or is large."""
    if not den:
        raise DeclinedError
    common = num.gcd(den)
    num, den = num // common, den // common
    refuse_above(max(num.degree(), den.degree()), MAX_DEGREE, "max_degree")
    return Quotient(num, den)


NOTHING, UNIT, MINUS = (Quotient(fmpq_poly([value]), WHOLE) for value in (0, 1, -1))


@dataclass(frozen=True)
class Element:
    """What stands without the root, and what stands before it."""

    plain: Quotient
    rooted: Quotient


@dataclass(frozen=True)
class Field:
    """Rational functions of t and sqrt(q), as an algebra of trees; `scale` sqrt(q) stands for the root of `written`."""

    var: str
    written: Node
    tree: Node
    q: fmpq_poly
    scale: Quotient

    def number(self, value: Fraction) -> Element:
        """Return the value of a rational number."""
        return Element(Quotient(fmpq_poly([fmpq(value.numerator, value.denominator)]), WHOLE), NOTHING)

    def negative(self, value: Element) -> Element:
        """Return -value."""
        return self._times(self.number(Fraction(-1)), value)

    def total(self, values: Sequence[Element]) -> Element:
        """Return a sum."""
        return reduce(lambda a, b: Element(a.plain + b.plain, a.rooted + b.rooted), values)

    def product(self, values: Sequence[Element]) -> Element:
        """Return a product."""
        return reduce(self._times, values)

    def quotient(self, num: Element, den: Element) -> Element:
        """Return num / den, by the norm of the divisor."""
        square = den.rooted * den.rooted * Quotient(self.q, WHOLE)
        norm = den.plain * den.plain + MINUS * square
        over = quotient(norm.den, norm.num)
        return self._times(num, Element(den.plain * over, MINUS * den.rooted * over))

    def power(self, base: Element, exponent: int) -> Element:
        """Return a power."""
        refuse_above(abs(exponent), MAX_POWER, "max_degree")
        whole = self.product([self.number(Fraction(1)), *[base] * abs(exponent)])
        return whole if exponent >= 0 else self.quotient(self.number(Fraction(1)), whole)

    def other(self, node: Node) -> Element:
        """Return the variable, or a power of the root."""
        match node:
            case Sym(name) if name == self.var:
                return Element(Quotient(T, WHOLE), NOTHING)
            case Call("sqrt", (arg,)) if arg == self.written:
                return Element(NOTHING, self.scale)
            case Pow(base, exponent) if base == self.written and (power := literal(exponent)) is not None:
                if power.denominator == 2:
                    return self.power(Element(NOTHING, self.scale), power.numerator)
        raise DeclinedError

    def _times(self, a: Element, b: Element) -> Element:
        square = a.rooted * b.rooted * Quotient(self.q, WHOLE)
        return Element(a.plain * b.plain + square, a.plain * b.rooted + a.rooted * b.plain)


def _radicand(node: Node, var: str) -> Node:
    """Return what the only root of the variable in a tree is of."""
    found: dict[Node, None] = {}
    for part in walk(node):
        match part:
            case Call("sqrt", (arg,)) if var in symbols(arg):
                found[arg] = None
            case Pow(base, exponent) if var in symbols(base) and (literal(exponent) or HALF).denominator == 2:
                found[base] = None
    if len(found) != 1:
        raise DeclinedError
    return next(iter(found))


def _antiderivative(node: Node, var: str, radicand: Node, budget: Budget) -> Node | None:
    known = small_function(radicand, var, budget)
    if known is None:
        raise DeclinedError
    inner = quotient(known.num, known.den)
    q = inner.num * inner.den
    if not 1 <= q.degree() <= 2:
        raise DeclinedError
    tree = radicand if inner.den == WHOLE else tree_of(q, var)
    field = Field(var, radicand, tree, q, Quotient(WHOLE, inner.den))
    element = fold(node, field)
    if field.q.degree() == 1:
        return _by_root(element, field, budget)
    if field.q.gcd(field.q.derivative()).degree() > 0:
        raise DeclinedError
    parts = [_of_quotient(element.rooted * Quotient(field.q, WHOLE), field)]
    if element.plain.num:
        plain = _of_rational(element.plain, var, budget)
        if plain is None:
            return None
        parts.append(plain)
    return total(parts)


def _by_root(element: Element, field: Field, budget: Budget) -> Node | None:
    """Return it with u = sqrt(a t + b): t = (u^2 - b) / a and dt = 2 u / a du."""
    place = (T * T - field.q[0]) / field.q[1]

    def inside(part: Quotient) -> Quotient:
        return quotient(part.num(place), part.den(place))

    root = Quotient(T, WHOLE)
    whole = (
        (inside(element.plain) + inside(element.rooted) * root) * root * Quotient(fmpq_poly([2 / field.q[1]]), WHOLE)
    )
    name = f"root {field.var}"
    found = _of_rational(whole, name, budget)
    return None if found is None else substitute(found, {name: Call("sqrt", (field.tree,))})


def _of_rational(part: Quotient, name: str, budget: Budget) -> Node | None:
    if part.den.degree() < 1:
        return tree_of(part.num.integral() / part.den[0], name)
    return rational_antiderivative(Div(tree_of(part.num, name), tree_of(part.den, name)), name, budget)


def _of_quotient(above: Quotient, field: Field) -> Node:
    """Return the antiderivative of a rational function over sqrt(q); raises DeclinedError."""
    q, roots = field.q, _roots(above.den)
    power = WHOLE
    for root, times in roots.items():
        power *= (T - root) ** (times - bool(q(root)))
    free = [root for root in roots if q(root)]
    most = power.degree() + max(above.num.degree() - above.den.degree() - 1, -1)
    columns: list[Quotient] = []
    for degree in range(most + 1):
        part = quotient(T**degree, power)
        slope = quotient(part.num.derivative() * part.den - part.num * part.den.derivative(), part.den * part.den)
        columns.append(slope * Quotient(q, WHOLE) + part * Quotient(q.derivative() / 2, WHOLE))
    columns += [UNIT, *(Quotient(WHOLE, T - root) for root in free)]
    solved = _solution(columns, above)
    size = most + 1
    root_tree = Call("sqrt", (field.tree,))
    parts: list[Node] = []
    if size and any(solved[:size]):
        parts.append(Mul((Div(tree_of(fmpq_poly(solved[:size]), field.var), tree_of(power, field.var)), root_tree)))
    bases = [_inverse_root(field), *(_near_pole(field, root) for root in free)]
    parts += [Mul((_rational(value), base)) for value, base in zip(solved[size:], bases, strict=True) if value]
    return total(parts)


def _roots(den: fmpq_poly) -> dict[fmpq, int]:
    """Return the roots of a polynomial with their multiplicities; raises DeclinedError where one is irrational."""
    found: dict[fmpq, int] = {}
    for factor, times in den.factor()[1] if den.degree() > 0 else ():
        if factor.degree() > 1:
            raise DeclinedError
        found[-factor[0] / factor[1]] = times
    return found


def _solution(columns: list[Quotient], wanted: Quotient) -> list[fmpq]:
    """Return factors with which the columns add up to what is wanted; raises DeclinedError where there are none."""
    common = reduce(lambda a, b: a * b.den // a.gcd(b.den), [*columns, wanted], WHOLE)
    polys = [part.num * (common // part.den) for part in (*columns, wanted)]
    height, width = 1 + max(poly.degree() for poly in polys), len(columns)
    matrix = fmpq_mat(height, width + 1, [poly[row] for row in range(height) for poly in polys])
    reduced, rank = matrix.rref()
    found = [fmpq(0)] * width
    for row in range(rank):
        pivot = next(column for column in range(width + 1) if reduced[row, column])
        if pivot == width:
            raise DeclinedError
        found[pivot] = reduced[row, width]
    return found


def _inverse_root(field: Field) -> Node:
    """Return the antiderivative of 1 / sqrt(a t^2 + b t + c): an arcsine or a logarithm."""
    a, size = field.q[2], field.q[1] ** 2 - 4 * field.q[2] * field.q[0]
    slope = tree_of(field.q.derivative(), field.var)
    lead = _root(abs(a))
    if a < 0:
        return Neg(Div(Call("arcsin", (Div(slope, _root(size)),)), lead))
    inside = Add((slope, Mul((TWO, lead, Call("sqrt", (field.tree,))))))
    return Div(Call("log", (Call("abs", (inside,)),)), lead)


def _near_pole(field: Field, root: fmpq) -> Node:
    """Return the antiderivative of 1 / ((t - r) sqrt(q)): with q(r) < 0 an arctangent, else a logarithm."""
    value, rise = field.q(root), field.q.derivative()(root)
    size, away = _root(abs(value)), T - root
    line = tree_of(away * rise + 2 * value, field.var)
    wave = Mul((TWO, size, Call("sqrt", (field.tree,))))
    if value < 0:
        return Div(Call("arctan", (Div(line, wave),)), size)
    inside = Div(Add((line, wave)), tree_of(away, field.var))
    return Neg(Div(Call("log", (Call("abs", (inside,)),)), size))


def _root(square: fmpq) -> Node:
    """Return the root of a positive number, of a square as a number."""
    if square < 0:
        raise DeclinedError
    above, below = int(square.p), int(square.q)
    roots = [isqrt(value) for value in (above, below)]
    if roots[0] ** 2 == above and roots[1] ** 2 == below:
        return rational(Fraction(roots[0], roots[1]))
    return Call("sqrt", (_rational(square),))


def _rational(value: fmpq) -> Node:
    return rational(fraction(value))
