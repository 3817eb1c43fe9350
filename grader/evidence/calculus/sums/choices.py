"""Sums of binomial coefficients without powers: down a column of the triangle, and of products of two.

The column (hockey stick): C(k + 1, m + 1) - C(k, m + 1) = C(k, m) for natural k and integers m, so the sum telescopes.
Vandermonde: sum over all k of C(a, k) C(b, c - k) is C(a + b, c) for natural a and b.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.calculus.integrals.integrands.terms import Term, product, total
from grader.evidence.calculus.sums.frame import (
    MAX_POWER,
    Frame,
    form_of,
    is_same,
    minus,
    number,
    plus,
    require,
    without,
)
from grader.evidence.calculus.sums.series.geometric import stirling
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.linear import Affine, tree_of
from grader.language.tree import ZERO, Call, Mul, Neg, Node, Num


def column_sum(term: Term, choices: list[Call], frame: Frame) -> Node:
    """Return the sum of C(k + a, m), or of C(k + a, k + b), which is C(k + a, a - b)."""
    require(not term.power and not term.exponents and len(term.factors) == 1)
    top, bottom = (form_of(arg) for arg in choices[0].args)
    if bottom.get(frame.var):
        bottom = minus(top, bottom)
    slope, shift = without(top, frame.var)
    require(slope == 1 and not bottom.get(frame.var) and frame.is_whole(shift) and frame.is_whole(bottom))
    below = plus(bottom, number(1))
    end = choice(plus(plus(frame.high, shift), number(1)), below)
    first = plus(frame.low, shift)
    if is_same(first, bottom) and frame.is_least(bottom, 0) and frame.is_least(plus(frame.high, shift), -1):
        return product((*term.coefficient, end))  # all terms below the first one are 0
    require(frame.is_least(first, 0) and frame.is_least(minus(frame.high, frame.low), -1))
    return product((*term.coefficient, total([end, Neg(choice(first, below))])))


def choice(top: Affine, bottom: Affine) -> Node:
    """Return a binomial coefficient as a tree, 0 where it is seen to be outside the triangle."""
    for gap in (bottom, minus(top, bottom)):
        if not any(gap[name] for name in gap if name) and gap.get("", 0) < 0:
            return ZERO
    return Call("binom", (tree_of(top), tree_of(bottom)))


def paired_sum(term: Term, choices: list[Call], frame: Frame) -> Node:
    """Return the sum of k^p C(a, k) C(b, c - k) over all k at which it is not 0."""
    require(len(choices) == 2 and len(term.factors) == 2 and not term.exponents)
    require(term.power.denominator == 1 and term.power >= 0)
    refuse_above(term.power, MAX_POWER, "max_degree")
    pairs = [(form_of(call.args[0]), form_of(call.args[1])) for call in choices]
    require(all(frame.is_whole(top) and frame.is_least(top, 0) for top, _ in pairs))
    (first, k), (second, rest) = (_turned(*pairs[0], frame, 1), _turned(*pairs[1], frame, -1))
    start, place = without(k, frame.var)[1], without(rest, frame.var)[1]  # C(first, k + start) C(second, place - k)
    require(frame.is_whole(start) and frame.is_whole(place) and _covers(first, start, second, place, frame))
    found: list[Node] = []
    for j, count in enumerate(stirling(int(term.power))):
        if count:
            require(not j or (is_same(start, {}) and frame.is_least(first, j)))
            whole = choice(minus(plus(first, second), number(j)), minus(plus(start, place), number(j)))
            factors = (tree_of(minus(first, number(i))) for i in range(j))
            found.append(Mul((Num(Fraction(count)), *factors, whole)))
    return product((*term.coefficient, total(found)))


def _turned(top: Affine, bottom: Affine, frame: Frame, slope: int) -> tuple[Affine, Affine]:
    """Return C(top, bottom) with the wanted coefficient of the index, 1 or -1, by its symmetry."""
    require(not top.get(frame.var))
    for form in (bottom, minus(top, bottom)):
        if form.get(frame.var) == slope:
            return top, form
    raise DeclinedError


def _covers(first: Affine, start: Affine, second: Affine, place: Affine, frame: Frame) -> bool:
    """Return whether all k outside the bounds have k + start outside 0..first or place - k outside 0..second.

    Bounds that leave no term then leave no term out: so the sum is empty, and the closed form is 0.
    """
    below = (minus(number(0), start), minus(place, second))
    above = (minus(first, start), place)
    return any(frame.is_least(minus(end, frame.low), 0) for end in below) and any(
        frame.is_least(minus(frame.high, end), 0) for end in above
    )
