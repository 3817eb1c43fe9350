"""Integrals from -a to a of odd functions that are continuous there: both halves cancel."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import between, with_variable
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.trees.build import ZERO
from grader.evidence.trees.continuity import is_continuous
from grader.evidence.trees.features import facts_of
from grader.language.tree import Add, Bind, Cases, Derivative, Neg, Node, Sym, is_infinite, substitute
from grader.records import replace
from grader.verdict import Proof

LAZY = frozenset({Bind, Cases, Derivative})  # kinds of nodes with values where some part may have none


def odd_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return 0 for the integral of an odd function between opposite ends, None for any other."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or is_infinite(high):
        return None
    if not facts_of(node.body).kinds.isdisjoint(LAZY) or not is_continuous(node.body, node.var):
        return None
    if not isinstance(prove_equal(Add((low, high)), ZERO, setting, budget), Proof):
        return None
    if not (defined_everywhere(low, setting, budget) and defined_everywhere(high, setting, budget)):
        return None
    domain, _ = between(low, high, setting, budget)
    if domain is None:
        return None
    inside = with_variable(setting, node.var, replace(domain, low_closed=True, high_closed=True))
    turned = substitute(node.body, {node.var: Neg(Sym(node.var))})
    is_odd = isinstance(prove_equal(turned, Neg(node.body), inside, budget), Proof)
    return ZERO if is_odd and defined_everywhere(node.body, inside, budget) else None
