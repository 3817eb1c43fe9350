"""Integrals, limits and infinite sums with a known value: they are replaced by it before anything is decided.

A replacement is made only where the value is proved for all points of the domain; all others stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.canonical.derivative import differentiated
from grader.evidence.canonical.kernels import UnsupportedError
from grader.evidence.integrals import definite_integral
from grader.evidence.integrals.euler import euler_integral
from grader.evidence.limits import limit_at
from grader.evidence.scan import facts_of
from grader.evidence.series import infinite_sum
from grader.evidence.signs.polynomials import literal
from grader.evidence.sums import choice_series, finite_sum, rational_series, taylor_series
from grader.evidence.total import is_total
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Bind, Call, Const, Derivative, Neg, Node, rebuild, walk

INTEGER = Domain(base="integer", text="integer")
SMOOTH = frozenset({"exp", "sin", "cos", "arctan", "sinh", "cosh", "tanh", "sigmoid", "softplus", "erf"})
INFINITE = (Const("oo"), Neg(Const("oo")))


def unfolded(node: Node, setting: Setting, budget: Budget) -> Node:
    """Return a tree with the values of integrals, limits and infinite sums put in where they are known."""
    if Bind not in facts_of(node).kinds:
        return node
    if isinstance(node, Derivative) and isinstance(node.body, Bind) and node.body.kind == "int":
        return _slope_of_integral(node, node.body, budget) or node
    if not isinstance(node, Bind):
        return rebuild(node, lambda child: unfolded(child, setting, budget))
    low, high = (None if end is None else unfolded(end, setting, budget) for end in (node.low, node.high))
    body = unfolded(node.body, _within(setting, node), budget)
    if body is not node.body or low is not node.low or high is not node.high:
        node = replace(node, body=body, low=low, high=high)
    return _value(node, setting, budget) or node


def _slope_of_integral(node: Derivative, body: Bind, budget: Budget) -> Node | None:
    """Return the derivative of an integral by its bounds, which are smooth and defined everywhere."""
    ends = [end for end in (body.low, body.high) if end is not None]
    smooth = all(is_total(end) and not any(isinstance(part, Call) and part.name not in SMOOTH for part in walk(end))
                 for end in ends)  # fmt: skip
    if node.order != 1 or len(ends) < 2 or not smooth:
        return None
    try:
        return differentiated(node, budget)
    except UnsupportedError:
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
    match node.kind:
        case "lim" if node.low is not None:
            return limit_at(node.body, node.var, node.low, setting, budget)
        case "int":
            return definite_integral(node, setting, budget) or euler_integral(node, setting, budget)
        case "sum":
            return _sum(node, setting, budget)
        case _:
            return None


def _sum(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    if node.high not in INFINITE:
        return finite_sum(node, setting, budget)
    found = infinite_sum(node, setting, budget) or rational_series(node)
    return found or choice_series(node, setting, budget) or taylor_series(node, setting, budget)
