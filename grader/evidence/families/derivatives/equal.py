"""Equality by derivatives: two differentiable functions of one variable on an interval that agree at one point and have
the same derivative are equal.

Both sides are continuous and defined on the whole interval (for all values of the other variables), and where the
formulas of their derivatives have values these are equal. The formulas miss a set without interior, which for
expressions of analytic functions is a discrete set on almost all lines, and a continuous function whose derivative is 0
off a discrete set is constant (mean value theorem). On the other lines both sides are equal because they are continuous
in the other variables too.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.method import Scope
from grader.evidence.oracle import Sign, covers, defined_everywhere, prove_equal, sign_of
from grader.evidence.sets.intervals import stretches
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Div,
    Neg,
    Node,
    Num,
    substitute,
    symbols,
)
from grader.records import replace
from grader.verdict import Proof

MAX_VARIABLES = 3  # by which derivatives are compared
METHOD = "equal derivatives and a common value"


def equal_slopes(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof that two trees agree at all points of the domain, or None."""
    setting, budget = scope.setting, scope.budget
    if setting.assume or budget.is_above(len(setting.variables), MAX_VARIABLES, "max_cases"):
        return None
    reals = [variable.name for variable in setting.variables if not variable.domain.is_integer]
    if not all(is_continuous(side, name) for side in (left, right) for name in reals):
        return None
    for variable in setting.variables:
        if not _is_line(variable.domain):
            continue
        if _on_line(left, right, variable, setting, budget) or _on_halves(left, right, variable, setting, budget):
            return Proof(METHOD)
    if len(setting.variables) == 1 and _on_stretches(left, right, setting.variables[0], setting, budget):
        return Proof(METHOD)
    return None


def _on_stretches(left: Node, right: Node, variable: Variable, setting: Setting, budget: Budget) -> bool:
    """Prove equality on each interval on which both sides have values."""
    pieces = stretches((left, right), variable, setting, budget) if _is_line(variable.domain) else []
    return bool(pieces) and all(_on_stretch(left, right, piece, setting, budget) for piece in pieces)


def _on_stretch(left: Node, right: Node, piece: Variable, setting: Setting, budget: Budget) -> bool:
    end = piece.domain.low
    if end is not None and end == piece.domain.high:
        return _agree_at(left, right, {piece.name: end}, replace(setting, variables=()), budget)
    here = _with(setting, piece)
    return _on_line(left, right, piece, here, budget, known=True) or _on_halves(left, right, piece, here, budget)


def _is_line(domain: Domain) -> bool:
    """Return whether a domain is an interval whose ends do not depend on other symbols."""
    if domain.base != "real" or domain.members is not None or domain.nonzero or domain.shape:
        return False
    return not any(end is not None and symbols(end) for end in (domain.low, domain.high))


def _on_halves(left: Node, right: Node, variable: Variable, setting: Setting, budget: Budget) -> bool:
    """Prove equality left and right of 0: where both sides are defined at 0 too, both are continuous there."""
    domain = variable.domain
    if not (_is(domain.low, Sign.NEGATIVE, budget) and _is(domain.high, Sign.POSITIVE, budget)):
        return False
    halves = (
        replace(variable, domain=replace(domain, low=ZERO, low_closed=False)),
        replace(variable, domain=replace(domain, high=ZERO, high_closed=False)),
    )
    whole = all(defined_everywhere(side, setting, budget) for side in (left, right))
    extra = (ZERO,) if whole else ()
    return all(_on_line(left, right, half, _with(setting, half), budget, extra) for half in halves)


def _with(setting: Setting, variable: Variable) -> Setting:
    return replace(setting, variables=tuple(variable if v.name == variable.name else v for v in setting.variables))


def _is(end: Node | None, sign: Sign, budget: Budget) -> bool:
    """Return whether an end of an interval is infinite or has a sign."""
    return end is None or sign_of(end, Setting(), budget) is sign


def _interior(variable: Variable) -> Variable:
    return replace(variable, domain=replace(variable.domain, low_closed=False, high_closed=False))


def _on_line(
    left: Node,
    right: Node,
    variable: Variable,
    setting: Setting,
    budget: Budget,
    extra: tuple[Node, ...] = (),
    known: bool = False,
) -> bool:
    """Prove equality on an interval; at the points `extra`, its ends, both sides are continuous too.

    `known`: both sides have values on all of it.
    """
    name = variable.name
    inside = _with(setting, _interior(variable))
    slopes = Derivative(left, name), Derivative(right, name)
    if not isinstance(prove_equal(*slopes, inside, budget), Proof):
        return False
    for side, slope in zip((left, right), slopes, strict=True):
        if not known and not defined_everywhere(side, setting, budget):
            return False
        if covers(side, slope, inside, budget).status != "proved":
            return False
    rest = replace(setting, variables=tuple(v for v in setting.variables if v.name != name))
    return any(_agree_at(left, right, {name: place}, rest, budget) for place in (*extra, *_places(variable.domain)))


def _agree_at(left: Node, right: Node, place: dict[str, Node], rest: Setting, budget: Budget) -> bool:
    first, second = substitute(left, place), substitute(right, place)
    if isinstance(prove_equal(first, second, rest, budget), Proof):
        return True
    return bool(rest.variables) and equal_slopes(first, second, Scope(rest, budget)) is not None


def _places(domain: Domain) -> Iterator[Node]:
    """Yield points of an interval: an end that is in it or else its middle; 0 and 1 of a line, 1 of a half line."""
    low, high = domain.low, domain.high
    if low is not None and domain.low_closed:
        yield low
    elif high is not None and domain.high_closed:
        yield high
    if low is not None and high is not None:
        yield Div(Add((low, high)), Num(Fraction(2)))
    elif low is None and high is None:
        yield ZERO
        yield ONE
    elif low is not None:
        yield Add((low, ONE))
    elif high is not None:
        yield Add((high, Neg(ONE)))
