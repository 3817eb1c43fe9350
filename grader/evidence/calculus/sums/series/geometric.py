"""Infinite series of terms k^p r^k, geometric where |r| < 1, or k^p r^k / (k + c)!, exponential for all r.

With Stirling numbers S(p, j) of the second kind, k^p = sum_j S(p, j) k (k - 1) … (k - j + 1), so that
sum k^p r^k = sum_j S(p, j) j! r^j / (1 - r)^(j + 1) and sum k^p r^k / k! = e^r sum_j S(p, j) r^j, over k >= 0.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import factors_of, number_tree
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, symbols
from grader.records import dataclass

MAX_POWER = 12  # of the index
MAX_START = 100  # of the first index, from 0
INFINITY = Const("oo")
ZETA = {-2: (2, 6), -4: (4, 90)}  # sum 1/k^2 = pi^2 / 6, sum 1/k^4 = pi^4 / 90; with signs 1 - 2^(1 - p) of it


@dataclass(frozen=True)
class Shape:
    """coefficient * k^power * ratio^k, divided by (k + shift)! where a shift is given; the index starts at `start`."""

    coefficient: Node
    power: int
    ratio: Node
    start: int
    shift: int | None


def infinite_sum(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of an absolutely convergent series with a literal lower bound, or None."""
    start = None if node.low is None else literal(node.low)
    if node.high != INFINITY or start is None or start.denominator != 1:
        return None
    try:
        refuse_above(abs(start), MAX_START, "max_terms")
        parts = [_value(_shape(term, node.var, int(start)), setting, budget) for term in expanded(node.body, node.var)]
    except DeclinedError as error:
        budget.declined(error)
        return None
    return total(parts)


def _shape(term: Term, var: str, start: int) -> Shape:
    """Return a term's shape with powers of fixed bases joined; raises `DeclinedError` for other factors."""
    if term.power.denominator != 1:
        raise DeclinedError
    refuse_above(abs(term.power), MAX_POWER, "max_degree")
    fixed, shift = list(term.coefficient), None
    ratios: list[Node] = []
    for exponent in term.exponents:
        slope, rest = _slope(exponent, var)
        ratios.append(Call("exp", (slope,)))
        fixed.append(Call("exp", (Add((Mul((slope, number_tree(start))), rest)),)))
    for factor in term.factors:
        match factor:
            case Pow(base, exponent) if var not in symbols(base):
                _add_power(base, exponent, var, start, fixed, ratios)
            case Div(Num(value), Call("factorial", (arg,))) if value == 1 and shift is None:
                shift = _shift(arg, var, start)
            case _:
                raise DeclinedError(limit=term.limit)
    return Shape(product(tuple(fixed)), int(term.power), product(tuple(ratios)), start, shift)


def _shift(arg: Node, var: str, start: int) -> int:
    """Return c for the argument k + c of a factorial that is defined from the first term on."""
    slope, rest = _affine(arg, var)
    offset = literal(rest)
    if slope != 1 or offset is None or offset.denominator != 1 or start + offset < 0:
        raise DeclinedError
    return int(offset)


def _add_power(base: Node, exponent: Node, var: str, start: int, fixed: list[Node], ratios: list[Node]) -> None:
    """Take base^(a k + b) apart as (base^a)^(k - start) base^(a start + b), with no negative power of the base."""
    slope, rest = _affine(exponent, var)
    offset = literal(rest)
    if slope.denominator != 1 or offset is None:
        raise DeclinedError
    first = slope * start + offset
    if slope < 0:
        base, slope, first = Div(ONE, base), -slope, -first
    if first.denominator != 1 or first < 0:
        raise DeclinedError
    ratios.append(base if slope == 1 else Pow(base, rational(slope)))
    fixed.append(Pow(base, rational(first)) if first else ONE)


def _slope(node: Node, var: str) -> tuple[Node, Node]:
    """Return slope and constant of a linear function of the index."""
    found = linear(node, var)
    if found is None:
        raise DeclinedError
    return found


def _affine(node: Node, var: str) -> tuple[Fraction, Node]:
    found = affine(node)
    if found is None or not found.get(var):
        raise DeclinedError
    slope = found.pop(var)
    return slope, tree_of(found)


def _value(shape: Shape, setting: Setting, budget: Budget) -> Node:
    """Return sum over j >= 0 of coefficient (j + start)^p ratio^j, or with (j + start + shift)! below."""
    for part in (shape.coefficient, shape.ratio):
        if not defined_everywhere(part, setting, budget):
            raise DeclinedError
    if shape.shift is not None:
        return _exponential(shape, setting, budget)
    if shape.power < 0:
        return _logarithmic(shape, setting, budget) or Mul((shape.coefficient, _inverse_power(shape, setting, budget)))
    _require_small(shape.ratio, setting, budget)
    gap = Add((ONE, Neg(shape.ratio)))
    parts: list[Node] = []
    for power, factor in enumerate(_shifted(shape.power, shape.start)):
        for j, count in enumerate(stirling(power)):
            weight = factor * count * factorial(j)
            if weight:
                parts.append(Div(Mul((number_tree(weight), *_raised(shape.ratio, j))), Pow(gap, number_tree(j + 1))))
    return Mul((shape.coefficient, total(parts)))


def _require_small(ratio: Node, setting: Setting, budget: Budget) -> None:
    for gap in (Add((ONE, Neg(ratio))), Add((ONE, ratio))):
        if sign_of(gap, setting, budget) is not Sign.POSITIVE:
            raise DeclinedError


def _raised(ratio: Node, times: int) -> tuple[Node, ...]:
    return () if times == 0 else (Pow(ratio, number_tree(times)),)


def _shifted(power: int, shift: int) -> list[int]:
    """Return the coefficients of (j + shift)^power in j."""
    return [comb(power, degree) * shift ** (power - degree) for degree in range(power + 1)]


def stirling(power: int) -> list[int]:
    """Return S(power, j) for j from 0 to power."""
    row = [1]
    for _ in range(power):
        row = [(j * row[j] if j < len(row) else 0) + (row[j - 1] if j else 0) for j in range(len(row) + 1)]
    return row


def _exponential(shape: Shape, setting: Setting, budget: Budget) -> Node:
    """Return sum over j >= 0 of coefficient (j + start)^p ratio^j / (j + m)! for m = start + shift.

    With i = j + m it is ratio^(-m) times the sum over all i >= 0 without its first m terms. Where that power of the
    ratio cancels, the ratio may be 0.
    """
    assert shape.shift is not None
    first = shape.start + shape.shift
    rest = _without_power(shape.coefficient, shape.ratio, first)
    if shape.power < 0 or (rest is None and sign_of(shape.ratio, setting, budget).value & Sign.ZERO):
        raise DeclinedError
    parts: list[Node] = []
    for power, factor in enumerate(_shifted(shape.power, -shape.shift)):
        for j, count in enumerate(stirling(power)):
            if factor * count:
                parts.append(Mul((number_tree(factor * count), ONE, *_raised(shape.ratio, j))))
    whole = Mul((Call("exp", (shape.ratio,)), total(parts)))
    if not first:
        return Mul((shape.coefficient, whole))
    missing = [
        Mul((rational(Fraction((i - shape.shift) ** shape.power, factorial(i))), ONE, *_raised(shape.ratio, i)))
        for i in range(first)
    ]
    left = Add((whole, Neg(total(list(missing)))))
    return (
        Mul((shape.coefficient, Div(left, Pow(shape.ratio, number_tree(first))))) if rest is None else Mul((rest, left))
    )


def _without_power(coefficient: Node, ratio: Node, power: int) -> Node | None:
    """Return a coefficient without a power of the ratio that is one of its factors; None where none is."""
    if not power:
        return coefficient
    factors = list(factors_of(coefficient))
    for place, factor in enumerate(factors):
        more = _exponent_of(factor, ratio) - power
        if more >= 0:
            kept = (Pow(ratio, number_tree(more)),) if more else ()
            return product((*factors[:place], *kept, *factors[place + 1 :]))
    return None


def _exponent_of(factor: Node, ratio: Node) -> int:
    """Return n where a factor is the n-th power of a ratio, 0 where it is none."""
    if factor == ratio:
        return 1
    value = literal(factor.exp) if isinstance(factor, Pow) and factor.base == ratio else None
    return int(value) if value is not None and value.denominator == 1 else 0


def _logarithmic(shape: Shape, setting: Setting, budget: Budget) -> Node | None:
    """Return sum over k >= 1 of ratio^k / k, also where the ratio is 0; None where the coefficient is no multiple."""
    factors = factors_of(shape.coefficient)
    rest = [factor for factor in factors if factor not in {shape.ratio, Pow(shape.ratio, ONE)}]
    if shape.power != -1 or shape.start != 1 or len(rest) != len(factors) - 1 or literal(shape.ratio) is not None:
        return None
    _require_small(shape.ratio, setting, budget)
    return product((*rest, Neg(Call("log", (Add((ONE, Neg(shape.ratio))),)))))


def _inverse_power(shape: Shape, setting: Setting, budget: Budget) -> Node:
    """Return sum over k >= 1 of ratio^(k - 1) / k where |ratio| < 1 and not 0, or of 1/k^2 and 1/k^4."""
    if shape.start != 1:
        raise DeclinedError
    if literal(shape.ratio) in {1, -1} and shape.power in ZETA:
        power, below = ZETA[shape.power]
        zeta = Div(Pow(Const("pi"), number_tree(power)), number_tree(below))
        return zeta if literal(shape.ratio) == 1 else Mul((rational(1 - Fraction(2) ** (1 + shape.power)), zeta))
    if shape.power != -1 or sign_of(shape.ratio, setting, budget).value & Sign.ZERO:
        raise DeclinedError
    if literal(shape.ratio) != -1:  # where it is, the series converges too, by Leibniz and Abel
        _require_small(shape.ratio, setting, budget)
    return Neg(Div(Call("log", (Add((ONE, Neg(shape.ratio))),)), shape.ratio))
