"""Points of an equation with an irrational coordinate, at which another condition does not hold.

All symbols but one are given small integers; the equation is then solved for the last one by a root or a quotient. That
the equation holds there is proved by a normal form, and that the other condition does not by enclosures.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from flint import fmpq, fmpz

from grader.evidence.budget import ExceededError
from grader.evidence.calculus.integrals.antiderivatives.rationals import small_function
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.errors import NoValueError
from grader.evidence.families.relations.search import METHOD
from grader.evidence.normal_form.constants import constant_zero
from grader.evidence.numbers.exact import exact_root
from grader.evidence.numbers.look import STEPS, shown_place
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.question.prepare import Case
from grader.evidence.question.told import told_at
from grader.evidence.trees.build import at_place, fraction, minus, number_tree, product_of
from grader.language.tree import ONE, Add, Call, Div, Mul, Neg, Node, Num, Relation, rebuild, symbols
from grader.verdict import Point, Truth

VALUES = (0, 1, 2, -1)  # of all symbols but one
MAX_VARIABLES = 4  # of a condition
MAX_DEGREE = 6  # of a polynomial whose irrational zeros are looked at
PLACES = 24  # points that are looked at
STEPS_AT_MOST = 6_000  # steps of one constant that may be 0
Roots = list[Node]


def irrational_point(case: Case, first: Node, second: Node) -> Point | None:
    """Return a counterexample on one of two conditions that is an equation, None where none is found."""
    for equation, other, is_first in ((first, second, True), (second, first, False)):
        if not (isinstance(equation, Relation) and equation.ops == ("=",)):
            continue
        try:
            for place in islice(_solutions(case, equation), PLACES):
                if _holds_only_first(case, equation, other, place):
                    return Point(shown_place(place), Truth(is_first), Truth(not is_first), METHOD)
        except ExceededError:
            return None
    return None


def _solutions(case: Case, equation: Relation) -> Iterator[Place]:
    """Yield places at which an equation should hold, with one coordinate that is no rational number."""
    names = [variable.name for variable in case.variables]
    if case.setting.functions or case.budget.is_above(len(names), MAX_VARIABLES, "max_cases"):
        return
    gap = minus(*equation.operands)
    for values in product(VALUES, repeat=len(names) - 1):
        for last in reversed(names):
            if last not in symbols(gap):
                continue
            others = dict(zip((name for name in names if name != last), map(fmpq, values), strict=True))
            for root in _roots(at_place(gap, others), last):
                yield {**others, last: root}


def _roots(gap: Node, name: str) -> Roots:
    """Return the irrational zeros of a linear, a quadratic or a pure polynomial with constant coefficients."""
    found = small_function(gap, name)
    if found is None:
        line = linear(gap, name)
        return [] if line is None else [_tidy(Div(Neg(line[1]), line[0]))]
    values = [fraction(found[0][degree]) for degree in range(found[0].degree() + 1)]
    degree = len(values) - 1
    if not 2 <= degree <= MAX_DEGREE:
        return []
    if degree == 2:
        return _quadratic(values[1] / values[2], values[0] / values[2])
    ratio = -values[0] / values[-1]
    if any(values[1:-1]) or (degree % 2 == 0 and ratio <= 0) or not ratio:
        return []
    root: Node = Call("root", (number_tree(abs(ratio)), Num(Fraction(degree))))
    return [root if ratio > 0 else Neg(root)]


def _quadratic(p: Fraction, q: Fraction) -> Roots:
    """Return the zeros of t^2 + p t + q."""
    square = p * p / 4 - q
    if square <= 0:
        return []
    whole = exact_root(fmpq(square.numerator, square.denominator), fmpz(2))
    root = Call("sqrt", (number_tree(square),)) if whole is None else number_tree(fraction(whole))
    return [root, Neg(root)] if not p else [Add((number_tree(-p / 2), part)) for part in (root, Neg(root))]


def _tidy(node: Node) -> Node:
    """Return a constant without double signs and products with 1."""
    node = rebuild(node, _tidy)
    match node:
        case Neg(Neg(arg)):
            return arg
        case Mul(factors) if ONE in factors:
            kept = tuple(factor for factor in factors if factor != ONE)
            return product_of(kept)
        case Div(num, den) if den == ONE:
            return num
        case _:
            return node


def _holds_only_first(case: Case, equation: Relation, other: Node, place: Place) -> bool:
    """Return whether an equation is proved to hold at a place of the domain, and another condition not to hold."""
    if not contains(case.variables, case.setting.assume, place, case.context):
        return False
    here, there = at_place(equation, place), at_place(other, place)
    looks = [_is_false(case, there, bits) for bits in (STEPS[1], STEPS[2])]
    assert isinstance(here, Relation)
    return all(looks) and constant_zero(minus(*here.operands), case.budget.share(2, STEPS_AT_MOST)) is True


def _is_false(case: Case, condition: Node, bits: int) -> bool:
    try:
        return told_at(case, condition, {}, bits) is False
    except NoValueError:
        return False
