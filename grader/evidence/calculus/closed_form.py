"""Integrals, limits and infinite sums with a known value: they are replaced by it before anything is decided.

A replacement is made only where the value is proved for all points of the domain; all others stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.branches import on_agreed_branches
from grader.evidence.calculus.integrals import definite_integral
from grader.evidence.calculus.integrals.euler import euler_integral
from grader.evidence.calculus.integrals.leibniz import slope_of_integral
from grader.evidence.calculus.integrals.powers import limit_of_powers
from grader.evidence.calculus.limits import limit_at
from grader.evidence.calculus.limits.quotients import as_derivative
from grader.evidence.calculus.limits.riemann import limit_of_sums
from grader.evidence.calculus.limits.somewhere import limit_where_defined
from grader.evidence.calculus.sums import choice_series, finite_sum, rational_series, taylor_series
from grader.evidence.calculus.sums.geometric import infinite_sum
from grader.evidence.calculus.sums.logarithms import with_spread_logarithms
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import ANALYTIC
from grader.evidence.trees.derivative import differentiated
from grader.evidence.trees.explicit import explicit
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.total import is_total
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Bind, Call, Const, Derivative, Neg, Node, rebuild, walk

INTEGER = Domain(base="integer", text="integer")
INFINITE = (Const("oo"), Neg(Const("oo")))


def unfolded(node: Node, setting: Setting, budget: Budget) -> Node:
    """Return a tree with the values of integrals, limits and infinite sums put in where they are known."""
    if Bind not in facts_of(node).kinds:
        return node
    if isinstance(node, Derivative) and isinstance(node.body, Bind) and node.body.kind == "int":
        found = _slope_of_integral(node, node.body, budget) or slope_of_integral(node, setting, budget)
        return node if found is None else unfolded(found, setting, budget)
    if not isinstance(node, Bind):
        return rebuild(node, lambda child: unfolded(child, setting, budget))
    low, high = (None if end is None else unfolded(end, setting, budget) for end in (node.low, node.high))
    body = unfolded(node.body, _within(setting, node), budget)
    if body is not node.body or low is not node.low or high is not node.high:
        node = replace(node, body=body, low=low, high=high)
    spread = with_spread_logarithms(node, setting, budget) if node.kind in {"sum", "int"} else None
    found = None if spread is None else _value(spread, setting, budget)
    return found or _value(node, setting, budget) or node


def _slope_of_integral(node: Derivative, body: Bind, budget: Budget) -> Node | None:
    """Return the derivative of an integral by its bounds, which are smooth and defined everywhere."""
    ends = [end for end in (body.low, body.high) if end is not None]
    smooth = all(is_total(end) and not any(isinstance(part, Call) and part.name not in ANALYTIC for part in walk(end))
                 for end in ends)  # fmt: skip
    if node.order != 1 or len(ends) < 2 or not smooth:
        return None
    try:
        return differentiated(node, budget)
    except DeclinedError:
        return None


def _within(setting: Setting, node: Bind) -> Setting:
    """Return the setting inside a binder; its symbol is an integer not below the lower bound of a sum or product."""
    kept = tuple(variable for variable in setting.variables if variable.name != node.var)
    domain = REAL
    if node.kind in {"sum", "prod"}:
        known = node.low is not None and literal(node.low) is not None
        domain = replace(INTEGER, low=node.low, low_closed=True) if known else INTEGER
    return replace(setting, variables=(*kept, Variable(node.var, domain)))


def _value(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    if any(variable.name == node.var for variable in setting.variables):
        return None
    if setting.assume:
        return _sum(node, setting, budget) if node.kind == "sum" else None
    node = on_agreed_branches(node, setting, budget)
    match node.kind:
        case "lim" if node.low is not None:
            return _limit(node, setting, budget)
        case "int":
            return definite_integral(node, setting, budget) or euler_integral(node, setting, budget)
        case "sum":
            return _sum(node, setting, budget)
        case _:
            return None


def _limit(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    slope = as_derivative(node, setting, budget)
    if slope is not None:
        return explicit(slope, budget)
    assert node.low is not None
    found = limit_at(node.body, node.var, node.low, setting, budget)
    if found is None and node.low == INFINITE[0]:
        found = limit_of_powers(node.body, node.var, node.low, 1, setting, budget)
    return found or limit_where_defined(node, setting, budget) or _integral_of(node, setting, budget)


def _integral_of(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    found = limit_of_sums(node, setting, budget)
    return None if found is None else unfolded(found, setting, budget)


def _sum(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    if node.high not in INFINITE:
        return finite_sum(node, setting, budget)
    found = infinite_sum(node, setting, budget) or rational_series(node)
    return found or choice_series(node, setting, budget) or taylor_series(node, setting, budget)
