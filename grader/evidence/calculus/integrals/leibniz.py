"""Leibniz' rule: d/dx of the integral of f(x, t) from a(x) to b(x) is f(x, b) b' - f(x, a) a' + the integral of f_x.

The integrand, and its derivative where it depends on x, must be continuous and defined on all that lies between the
ends, the ends included; then the integral has a derivative wherever its ends have one.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import between, interval_of, with_variable
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, range_of
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.slopes.derivative import differentiated
from grader.evidence.trees.slopes.explicit import is_smooth
from grader.language.domains import Domain
from grader.language.tree import (
    ZERO,
    Add,
    Apply,
    Bind,
    CaptureError,
    Derivative,
    Mul,
    Neg,
    Node,
    is_infinite,
    rebuild,
    substitute,
    symbols,
)
from grader.records import replace


def slope_of_integral(node: Derivative, setting: Setting, budget: Budget) -> Node | None:
    """Return the derivative of an integral, proved for all points of the setting, or None."""
    area = node.body
    if not isinstance(area, Bind) or area.kind != "int" or node.order != 1 or setting.assume:
        return None
    low, high = area.low, area.high
    if low is None or high is None or is_infinite(low) or is_infinite(high) or area.var == node.var:
        return None
    if any(variable.name == area.var for variable in setting.variables):
        return None
    try:
        return _by_rule(area, node.var, (low, high), setting, budget)
    except (DeclinedError, CaptureError) as error:
        budget.declined(error)
        return None


def _by_rule(area: Bind, name: str, ends: tuple[Node, Node], setting: Setting, budget: Budget) -> Node | None:
    if not all(is_smooth(end) and defined_everywhere(end, setting, budget) for end in ends):
        return None
    domain, _ = between(*ends, setting, budget)
    if domain is None:
        return None
    closed = replace(
        domain,
        low_closed=domain.low_closed or domain.low in ends,
        high_closed=domain.high_closed or domain.high in ends,
    )
    inside = with_variable(setting, area.var, closed)
    wide = with_variable(setting, area.var, _hull_of(ends, setting, budget))
    inner = differentiated(Derivative(area.body, name), budget) if name in symbols(area.body) else None
    for part in (area.body, inner):
        if part is not None and not any(_is_steady(part, (area.var, name), one, budget) for one in (inside, wide)):
            return None
    slopes = [differentiated(Derivative(end, name), budget) for end in ends]
    if not all(defined_everywhere(slope, setting, budget) for slope in slopes):
        return None
    at_low, at_high = (substitute(area.body, {area.var: end}) for end in ends)
    terms = [Mul((at_high, slopes[1])), Neg(Mul((at_low, slopes[0])))]
    return Add(tuple(terms if inner is None else [*terms, replace(area, body=inner)]))


def _hull_of(ends: tuple[Node, Node], setting: Setting, budget: Budget) -> Domain:
    """Return an interval with rational ends that holds both ends at all points, and all between."""
    return interval_of(range_of(ends[0], setting, budget), range_of(ends[1], setting, budget))


def _is_steady(tree: Node, names: tuple[str, ...], inside: Setting, budget: Budget) -> bool:
    tree = _with_arguments(tree, inside)
    return all(is_continuous(tree, name) for name in names) and defined_everywhere(tree, inside, budget)


def _with_arguments(tree: Node, setting: Setting) -> Node:
    """Return a tree with arguments for values of unknown functions, which are smooth and defined everywhere."""

    def plain(node: Node) -> Node:
        node = rebuild(node, plain)
        is_unknown = isinstance(node, Apply) and node.name in setting.functions
        return Add((ZERO, *node.args)) if is_unknown and isinstance(node, Apply) else node

    return plain(tree) if setting.functions else tree
