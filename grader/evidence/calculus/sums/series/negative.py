"""Series of the negative binomial distribution: sum over k of k^p C(k + a, m) r^k for |r| < 1, from C(m, m) on.

With k = j + s and k + a = j + m it is r^s times the sum over j >= 0 of (j + s)^p C(j + m, m) r^j. For Stirling numbers
S(p, i) of the second kind, sum_j j^p C(j + m, m) r^j is sum_i S(p, i) (m + 1) … (m + i) r^i / (1 - r)^(m + i + 1).
"""

from __future__ import annotations

from math import comb

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import MAX_POWER, Frame, form_of, minus, plus, require, without
from grader.evidence.calculus.sums.frame import number as constant
from grader.evidence.calculus.sums.series.geometric import stirling
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.signs import Sign
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import Affine, tree_of
from grader.language.tree import ONE, Add, Bind, Call, Const, Div, Mul, Neg, Node, Pow, symbols, walk


def choice_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of an absolutely convergent series with a binomial coefficient, or None."""
    if node.low is None or node.high != Const("oo"):
        return None
    if not any(isinstance(part, Call) and part.name == "binom" for part in walk(node.body)):
        return None
    try:
        low = form_of(node.low)
        frame = Frame(node.var, low, low, setting, budget)
        return total([_value(term, frame) for term in expanded(node.body, node.var)]) if frame.is_whole(low) else None
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(term: Term, frame: Frame) -> Node:
    choices = [part for part in term.factors if isinstance(part, Call)]
    require(len(choices) == 1 and choices[0].name == "binom" and all(map(frame.has_value, term.coefficient)))
    require(term.power.denominator == 1 and term.power >= 0)
    refuse_above(term.power, MAX_POWER, "max_degree")
    start, size = _corner(choices[0], frame)
    ratios: list[Node] = []
    fixed = list(term.coefficient)
    for exponent in term.exponents:
        found = linear(exponent, frame.var)
        if found is None or not frame.has_value(Add(found)):
            raise DeclinedError
        ratios.append(Call("exp", (found[0],)))
        fixed.append(Call("exp", (Add((Mul((found[0], tree_of(start))), found[1])),)))
    for factor in term.factors:
        match factor:
            case Call():
                continue
            case Pow(base, exponent) if frame.var not in symbols(base):
                _add_power(base, form_of(exponent), start, frame, fixed, ratios)
            case _:
                raise DeclinedError
    ratio = product(tuple(ratios))
    require(all(frame.sign(Add((ONE, part))) is Sign.POSITIVE for part in (ratio, Neg(ratio))))
    return product((*fixed, _moments(int(term.power), start, size, ratio)))


def _corner(choice: Call, frame: Frame) -> tuple[Affine, Affine]:
    """Return the index from which on the binomial coefficient is C(j + m, m) for j = 0, 1, …, and m."""
    top, bottom = (form_of(arg) for arg in choice.args)
    if bottom.get(frame.var):
        bottom = minus(top, bottom)
    slope, shift = without(top, frame.var)
    require(slope == 1 and not bottom.get(frame.var) and frame.is_whole(shift) and frame.is_whole(bottom))
    start = minus(bottom, shift)
    require(frame.is_least(bottom, 0) and frame.is_least(plus(frame.low, shift), 0))
    require(frame.is_least(minus(start, frame.low), 0))
    return start, bottom


def _add_power(
    base: Node, exponent: Affine, start: Affine, frame: Frame, fixed: list[Node], ratios: list[Node]
) -> None:
    """Take base^(a k + b) apart as base^(a start + b) (base^a)^j; the least exponent is that of the lower bound."""
    slope, rest = without(exponent, frame.var)
    if slope < 0:
        require(frame.has_value(base) and frame.sign(base).within(Sign.NONZERO))
        base, slope, rest = Div(ONE, base), -slope, minus(constant(0), rest)
    require(frame.has_value(base) and slope.denominator == 1 and slope > 0)
    first = plus(rest, start, slope)
    if frame.sign(base) is not Sign.POSITIVE:
        least = plus(rest, frame.low, slope)
        require(frame.is_whole(rest) and (frame.sign(base).within(Sign.NONZERO) or frame.is_least(least, 0)))
    ratios.append(base if slope == 1 else Pow(base, number_tree(int(slope))))
    if any(first.values()):
        fixed.append(Pow(base, tree_of(first)))


def _moments(power: int, start: Affine, size: Affine, ratio: Node) -> Node:
    """Return the sum over j >= 0 of (j + start)^power C(j + size, size) ratio^j."""
    gap = Add((ONE, Neg(ratio)))
    found: list[Node] = []
    for degree in range(power + 1):
        weight: list[Node] = [Pow(tree_of(start), number_tree(power - degree))] if degree < power else []
        for i, count in enumerate(stirling(degree)):
            if count:
                rising = [tree_of(plus(size, constant(step))) for step in range(1, i + 1)]
                raised = [Pow(ratio, number_tree(i))] if i else []
                above = product((number_tree(comb(power, degree) * count), *weight, *rising, *raised))
                found.append(Div(above, Pow(gap, tree_of(plus(size, constant(i + 1))))))
    return total(found)
