"""Integrals from 0 to infinity: bodies that are defined at all positive numbers, and integrals term by term."""

from __future__ import annotations

from collections.abc import Callable

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.euler import Scope
from grader.evidence.calculus.integrals.terms import ZERO, Term, expanded, total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere
from grader.language.domains import Domain
from grader.language.tree import Bind, Node

POSITIVE = Domain(low=ZERO, text="positive")


def is_defined_over(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether an integrand is proved to be defined at all positive numbers."""
    return defined_everywhere(node.body, with_variable(setting, node.var, POSITIVE), budget)


def term_by_term(node: Bind, setting: Setting, budget: Budget, value: Callable[[Term, Scope], Node]) -> Node | None:
    """Return the sum of the integrals of the terms, each of which converges; None where one has no known value."""
    scope = Scope(node.var, setting, budget)
    try:
        values = [value(term, scope) for term in expanded(node.body, node.var)]
    except DeclinedError:
        return None
    return total(values) if is_defined_over(node, setting, budget) else None
