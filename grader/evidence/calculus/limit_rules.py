"""Rules for the values of limits, in the order in which they are tried: at a point or infinity, and from one side."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.powers import limit_of_powers
from grader.evidence.calculus.limits.by_signs import limit_by_signs
from grader.evidence.calculus.limits.parity import limit_by_parity
from grader.evidence.calculus.limits.quotients import as_derivative
from grader.evidence.calculus.limits.riemann import limit_of_sums
from grader.evidence.calculus.limits.sides import limit_at, one_sided
from grader.evidence.calculus.limits.somewhere import limit_where_defined
from grader.evidence.method import Rewriter
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.properties.total import is_total
from grader.evidence.trees.slopes.explicit import explicit, soft_edges
from grader.language.tree import SIDES, Bind, CaptureError, Const, Node, is_infinite, substitute


def _difference_quotient(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    slope = None if node.low is None else as_derivative(node, setting, budget)
    return slope if slope is None or soft_edges(slope) else explicit(slope, budget)


def _continued(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value at the point, of a body that is defined everywhere and continuous."""
    if node.low is None or is_infinite(node.low) or not (is_total(node.low) and is_total(node.body)):
        return None
    if not is_continuous(node.body, node.var):
        return None
    try:
        return substitute(node.body, {node.var: node.low})
    except CaptureError:
        return None


def _series_at(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    return None if node.low is None else limit_at(node.body, node.var, node.low, setting, budget)


def _powers_at(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    if node.low != Const("oo"):
        return None
    return limit_of_powers(node.body, node.var, Const("oo"), 1, setting, budget)


def _from_one_side(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    (side,) = SIDES[node.kind]
    return None if node.low is None else one_sided(node.body, node.var, node.low, side, setting, budget)


def _powers_from_one_side(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    (side,) = SIDES[node.kind]
    return None if node.low is None else limit_of_powers(node.body, node.var, node.low, side, setting, budget)


ONE_SIDED: dict[str, Rewriter] = {
    "continuity": _continued,
    "asymptotic series": _from_one_side,
    "powers": _powers_from_one_side,
    "limit by signs": limit_by_signs,
}
AT_A_POINT: dict[str, Rewriter] = {
    "difference quotient": _difference_quotient,
    "continuity": _continued,
    "asymptotic series": _series_at,
    "powers": _powers_at,
    "limit where defined": limit_where_defined,
    "limit by signs": limit_by_signs,
    "even and odd indices": limit_by_parity,
    "Riemann sum": limit_of_sums,
}
