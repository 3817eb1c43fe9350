"""The fundamental theorem: where F is continuous between the ends and F' = f, the integral is the difference of F.

At an end where F has no value its limit from inside stands in, as the value of an improper integral.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.candidates import antiderivatives
from grader.evidence.calculus.integrals.antiderivatives.parameters import by_parameters
from grader.evidence.calculus.integrals.pieces import by_pieces
from grader.evidence.calculus.integrals.powers import limit_of_powers
from grader.evidence.calculus.limits.sides import one_sided
from grader.evidence.oracle import covers, defined_everywhere, prove_equal, range_of, sign_of
from grader.evidence.signs import Range, Sign
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.ranges.ranges import hull
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Add, Bind, Const, Derivative, Neg, Node, Sym, substitute, symbols
from grader.records import replace
from grader.verdict import Proof

INFINITY = Const("oo")
ENDS = (INFINITY, Neg(INFINITY))


def definite_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of an integral with bounds, proved for all points of the setting, or None."""
    return _by_antiderivative(node, setting, budget) or by_parameters(node, setting, budget, definite_integral)


def _by_antiderivative(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    low, high = node.low, node.high
    if low is None or high is None:
        return None
    for end in (low, high):
        if end not in ENDS and not defined_everywhere(end, setting, budget):
            return None
    if (found := by_pieces(node, setting, budget, definite_integral)) is not None:
        return found
    domain, flipped = between(low, high, setting, budget)
    if domain is None:
        return None
    if not is_continuous(node.body, node.var):
        return None
    inside = with_variable(setting, node.var, replace(domain, low_closed=False, high_closed=False))
    if not defined_everywhere(node.body, inside, budget):
        inside = with_variable(setting, node.var, _widened(domain, setting, budget))
        if not defined_everywhere(node.body, inside, budget):
            return None
    for candidate in antiderivatives(node.body, node.var, budget):
        if not is_antiderivative(candidate, node, inside, budget):
            continue
        top = _at_end(candidate, node, high, 1 if flipped else -1, setting, inside, budget)
        bottom = None if top is None else _at_end(candidate, node, low, -1 if flipped else 1, setting, inside, budget)
        if top is not None and bottom is not None:
            return Add((top, Neg(bottom)))
    return None


def _widened(domain: Domain, setting: Setting, budget: Budget) -> Domain:
    """Return an open domain with rational numbers beyond those ends that are other numbers."""
    low, high = domain.low, domain.high
    if low is not None and not symbols(low) and literal(low) is None:
        found = range_of(low, setting, budget).low
        low = None if found is None else number_tree(found)
    if high is not None and not symbols(high) and literal(high) is None:
        found = range_of(high, setting, budget).high
        high = None if found is None else number_tree(found)
    return replace(domain, low=low, high=high, low_closed=False, high_closed=False)


def with_variable(setting: Setting, name: str, domain: Domain) -> Setting:
    """Return a setting with one more variable."""
    return replace(setting, variables=(*setting.variables, Variable(name, domain)))


def between(low: Node, high: Node, setting: Setting, budget: Budget) -> tuple[Domain | None, bool]:
    """Return a domain that holds all numbers between the ends, and whether the upper end is the lesser one."""
    if low in ENDS or high in ENDS:
        if low == INFINITY or high == Neg(INFINITY):
            return None, False
        ends = (None if low in ENDS else low, None if high in ENDS else high)
        return Domain(low=ends[0], high=ends[1], text="between the ends"), False
    sign = sign_of(Add((high, Neg(low))), setting, budget)
    if sign.within(Sign.NON_NEGATIVE):
        return Domain(low=low, high=high, text="between the ends"), False
    if sign.within(Sign.NON_POSITIVE):
        return Domain(low=high, high=low, text="between the ends"), True
    found = _declared(low, high, setting, budget) or _declared(high, low, setting, budget)
    return found or interval_of(range_of(low, setting, budget), range_of(high, setting, budget)), False


def _declared(end: Node, other: Node, setting: Setting, budget: Budget) -> Domain | None:
    """Return the interval that a symbol is declared with, where the other end lies in it, too: all between them do."""
    domain = next((one.domain for one in setting.variables if Sym(one.name) == end), REAL)
    if domain.base != "real" or domain.shape or domain.members is not None or (domain.low, domain.high) == (None, None):
        return None
    for bound, is_closed, is_low in ((domain.low, domain.low_closed, True), (domain.high, domain.high_closed, False)):
        if bound is None:
            continue
        gap = Add((other, Neg(bound))) if is_low else Add((bound, Neg(other)))
        if not sign_of(gap, setting, budget).within(Sign.NON_NEGATIVE if is_closed else Sign.POSITIVE):
            return None
    return replace(domain, nonzero=False, text="between the ends")


def interval_of(low: Range, high: Range) -> Domain:
    """Return an interval with rational ends that holds both ranges, and all between."""
    whole = hull((low, high))
    return Domain(
        low=None if whole.low is None else number_tree(whole.low),
        high=None if whole.high is None else number_tree(whole.high),
        low_closed=whole.low is not None and not whole.low_open,
        high_closed=whole.high is not None and not whole.high_open,
        text="between the ends",
    )


def is_antiderivative(candidate: Node, node: Bind, inside: Setting, budget: Budget) -> bool:
    """Return whether a candidate is continuous with the right derivative off a discrete set, for all parameters.

    What the formula of the derivative misses has no interior, but may hold all places for some values of the
    parameters: there both sides of the theorem are limits of those at other values.
    """
    slope = Derivative(candidate, node.var)
    reals = [variable.name for variable in inside.variables if not variable.domain.is_integer]
    return (
        is_continuous(candidate, node.var)
        and isinstance(prove_equal(slope, node.body, inside, budget), Proof)
        and defined_everywhere(candidate, inside, budget)
        and covers(candidate, slope, inside, budget).status == "proved"
        and (
            all(is_continuous(tree, name) for tree in (candidate, node.body) for name in reals)
            or defined_everywhere(slope, inside, budget)
        )
    )


def _at_end(
    candidate: Node, node: Bind, end: Node, side: int, setting: Setting, inside: Setting, budget: Budget
) -> Node | None:
    """Return the value, or the limit from inside, of an antiderivative at one end."""
    if end not in ENDS:
        here = substitute(candidate, {node.var: end})
        if defined_everywhere(here, setting, budget):
            return here
    if end not in ENDS and symbols(end):
        return None
    found = one_sided(candidate, node.var, end, side, setting, budget)
    return limit_of_powers(candidate, node.var, end, side, setting, budget) if found is None else found
