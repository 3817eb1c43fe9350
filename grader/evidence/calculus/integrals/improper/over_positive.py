"""Integrals from 0 to infinity: bodies that are defined at all positive numbers, and integrals term by term."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.improper.euler import Scope
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.polynomials import literal
from grader.language.domains import POSITIVE
from grader.language.tree import Bind, Div, Mul, Neg, Node, Pow, rebuild, symbols


def is_defined_over(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether an integrand is proved to be defined at all positive numbers."""
    return defined_everywhere(node.body, with_variable(setting, node.var, POSITIVE), budget)


def term_by_term(node: Bind, setting: Setting, budget: Budget, value: Callable[[Term, Scope], Node]) -> Node | None:
    """Return the sum of the integrals of the terms, each of which converges; None where one has no known value."""
    scope = Scope(node.var, setting, budget)
    try:
        values = [value(term, scope) for term in expanded(with_spread_powers(node, setting, budget), node.var)]
    except DeclinedError as error:
        budget.declined(error)
        return None
    return total(values) if is_defined_over(node, setting, budget) else None


def with_spread_powers(node: Bind, setting: Setting, budget: Budget) -> Node:
    """Return an integrand with (x/c)^k as x^k / c^k, where x and c are positive and k is no number."""
    inside = with_variable(setting, node.var, POSITIVE)
    return _spread(node.body, node.var, inside, budget)


def _spread(tree: Node, var: str, setting: Setting, budget: Budget) -> Node:
    node = rebuild(tree, lambda child: _spread(child, var, setting, budget))
    match node:
        case Pow(Mul() | Div() as base, exponent) if var in symbols(base) and literal(exponent) is None:
            parts = list(_factors(base, exponent))
            signs = (sign_of(part.base, setting, budget) for part in parts)
            return Mul(tuple(parts)) if all(sign is Sign.POSITIVE for sign in signs) else node
        case _:
            return node


def _factors(base: Node, exponent: Node) -> Iterator[Pow]:
    """Yield the powers whose product is the power of a positive base."""
    match base:
        case Mul(parts):
            for part in parts:
                yield from _factors(part, exponent)
        case Div(num, den):
            yield from _factors(num, exponent)
            yield from _factors(den, Neg(exponent))
        case _:
            yield Pow(base, exponent)
